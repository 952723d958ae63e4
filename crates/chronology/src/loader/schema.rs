//! The rows of the files, before any reference is resolved.
//!
//! A row is read from a TOML table or a line of CSV. Invalid values are absent, so that an error is reported only once. Every
//! value that may turn out to be wrong later keeps its span.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::spanned::{Located, SpanBase};
use crate::chronology::{Aspect, Bearing, Class, Confidence, CountryCode, EventDate, LinkKind, Mode, Status};
use crate::diagnostics::SourceSpan;

/// A text, borrowed from the file where it needs no unescaping.
pub(super) type Text<'s> = Cow<'s, str>;
/// An id or another text with its span.
pub(super) type Name<'s> = Located<Text<'s>>;

/// The rows of all register files.
#[derive(Debug, Default)]
pub(super) struct Rows<'s> {
    pub chronology: Option<ChronologyRow<'s>>,
    pub people: Vec<PersonRow<'s>>,
    pub places: Vec<PlaceRow<'s>>,
    pub publishers: Vec<PublisherRow<'s>>,
    pub documents: Vec<DocumentRow<'s>>,
}

#[derive(Debug)]
pub(super) struct ChronologyRow<'s> {
    pub title: Text<'s>,
    pub span: Option<Located<EventDate>>,
    pub about: Text<'s>,
    pub countries: Vec<CountryRow<'s>>,
    pub kinds: Vec<TermRow<'s>>,
    pub levels: Vec<TermRow<'s>>,
    pub topics: Vec<TermRow<'s>>,
}

#[derive(Debug)]
pub(super) struct CountryRow<'s> {
    pub span: SourceSpan,
    pub code: Option<Located<CountryCode>>,
    pub name: Text<'s>,
    pub adjective: Text<'s>,
    pub native: Text<'s>,
    pub key: Option<Located<char>>,
}

#[derive(Debug)]
pub(super) struct TermRow<'s> {
    pub id: Option<Name<'s>>,
    pub name: Text<'s>,
    pub about: Text<'s>,
}

#[derive(Debug)]
pub(super) struct PersonRow<'s> {
    pub id: Option<Name<'s>>,
    pub name: Text<'s>,
    pub sort: Text<'s>,
    pub native: Text<'s>,
    pub aliases: Vec<Text<'s>>,
    pub country: Option<CountryCode>,
    pub offices: Vec<OfficeRow<'s>>,
}

#[derive(Debug)]
pub(super) struct OfficeRow<'s> {
    pub span: SourceSpan,
    pub title: Text<'s>,
    pub from: Option<EventDate>,
    pub to: Option<EventDate>,
}

#[derive(Debug)]
pub(super) struct PlaceRow<'s> {
    pub span: SourceSpan,
    pub id: Option<Name<'s>>,
    pub name: Text<'s>,
    pub city: Text<'s>,
    pub country: Option<Located<CountryCode>>,
    pub administered_by: Option<Located<CountryCode>>,
    pub claimed_by: Vec<Located<CountryCode>>,
    pub names: Vec<(CountryCode, Text<'s>)>,
    /// Whether only one of `lat` and `lon` is there.
    pub half_located: bool,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
}

#[derive(Debug)]
pub(super) struct PublisherRow<'s> {
    pub id: Option<Name<'s>>,
    pub name: Text<'s>,
    pub class: Option<Class>,
    pub party: Option<CountryCode>,
    pub licence: Text<'s>,
}

#[derive(Debug)]
pub(super) struct DocumentRow<'s> {
    pub id: Option<Name<'s>>,
    pub publisher: Option<Name<'s>>,
    pub as_named: Text<'s>,
    pub title: Text<'s>,
    pub published: Option<EventDate>,
    pub url: Text<'s>,
    pub archived_url: Text<'s>,
    pub accessed: Option<EventDate>,
    pub language: Text<'s>,
    pub class: Option<Class>,
    pub party: Option<CountryCode>,
    pub licence: Text<'s>,
    pub sha256: Text<'s>,
}

#[derive(Debug)]
pub(super) struct EventRow<'s> {
    pub span: SourceSpan,
    /// From a table, where a missing document is no error.
    pub from_csv: bool,
    /// Whether the field `source` is absent or empty, rather than invalid.
    pub source_missing: bool,
    pub id: Option<Name<'s>>,
    pub date: Option<Located<EventDate>>,
    pub order: i32,
    pub title: Text<'s>,
    pub kind: Option<Name<'s>>,
    pub level: Option<Name<'s>>,
    pub status: Status,
    pub mode: Mode,
    pub setting: Text<'s>,
    pub parties: Vec<Name<'s>>,
    pub concerns: Vec<Name<'s>>,
    pub others: Vec<CountryCode>,
    pub venue: Option<Name<'s>>,
    /// In a table: the coordinates of the venue, which need not be in the gazetteer then.
    pub venue_at: Option<(f64, f64)>,
    pub people: Vec<ParticipantRow<'s>>,
    pub topics: Vec<Name<'s>>,
    pub summary: Text<'s>,
    pub outcome: Vec<Text<'s>>,
    pub links: Vec<LinkRow<'s>>,
    pub confidence: Option<Confidence>,
    pub note: Text<'s>,
    pub sources: Vec<SourceRow<'s>>,
    /// In a table: the address of a document.
    pub address: Option<Name<'s>>,
    pub differences: Vec<DifferenceRow<'s>>,
}

#[derive(Debug)]
pub(super) struct ParticipantRow<'s> {
    pub person: Name<'s>,
    pub office: Option<Text<'s>>,
}

#[derive(Debug)]
pub(super) struct LinkRow<'s> {
    pub to: Option<Name<'s>>,
    pub kind: Option<LinkKind>,
}

#[derive(Debug)]
pub(super) struct SourceRow<'s> {
    pub document: Option<Name<'s>>,
    /// `None` for the default.
    pub bearing: Option<Bearing>,
    pub account: Text<'s>,
    pub excerpts: Vec<Name<'s>>,
    pub term: Text<'s>,
}

#[derive(Debug)]
pub(super) struct DifferenceRow<'s> {
    pub span: SourceSpan,
    pub aspect: Option<Aspect>,
    /// `None` without a valid list, which has been reported.
    pub positions: Option<Vec<PositionRow<'s>>>,
    pub reading: Text<'s>,
}

#[derive(Debug)]
pub(super) struct PositionRow<'s> {
    pub document: Option<Name<'s>>,
    pub says: Text<'s>,
}

/// Takes the fields out of a TOML table.
pub(super) struct Fields<'s> {
    base: SpanBase,
    /// The span of the header.
    pub(super) span: SourceSpan,
    /// The fields that have not been taken. There are so few that a linear search is fastest.
    fields: Vec<(Spanned<Text<'s>>, Spanned<DeValue<'s>>)>,
}

impl<'s> Fields<'s> {
    /// The fields of `table`, whose header is at `span`.
    pub(super) fn new(base: SpanBase, span: SourceSpan, table: DeTable<'s>) -> Self {
        Self { base, span, fields: table.into_iter().collect() }
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|(field, _)| field.get_ref() == name)
    }

    fn take(&mut self, name: &str) -> Option<Located<DeValue<'s>>> {
        let position = self.position(name)?;
        Some(at(self.base, self.fields.swap_remove(position).1))
    }

    fn is_missing(&self, name: &str) -> bool {
        let is_empty = |value: &DeValue<'_>| value.as_array().is_some_and(|array| array.is_empty());
        self.position(name).is_none_or(|position| is_empty(self.fields[position].1.get_ref()))
    }

    fn name(&mut self, name: &str) -> Option<Name<'s>> {
        self.take(name).and_then(text)
    }

    fn text(&mut self, name: &str) -> Text<'s> {
        self.name(name).map(|text| text.value).unwrap_or_default()
    }

    fn word<T>(&mut self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.located(name, parse).map(|word| word.value)
    }

    fn located<T>(&mut self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Option<Located<T>> {
        let written = self.name(name)?;
        Some(Located { value: parse(&written.value)?, span: written.span })
    }

    fn date(&mut self, name: &str) -> Option<EventDate> {
        self.word(name, |written| EventDate::parse(written).ok())
    }

    fn values(&mut self, name: &str) -> Option<Vec<Located<DeValue<'s>>>> {
        match self.take(name)?.value {
            DeValue::Array(array) => Some(array.into_iter().map(|value| at(self.base, value)).collect()),
            _ => None,
        }
    }

    fn names(&mut self, name: &str) -> Vec<Name<'s>> {
        self.values(name).unwrap_or_default().into_iter().filter_map(text).collect()
    }

    fn texts(&mut self, name: &str) -> Vec<Text<'s>> {
        self.names(name).into_iter().map(|text| text.value).collect()
    }

    fn codes(&mut self, name: &str) -> Vec<CountryCode> {
        self.located_codes(name).into_iter().map(|code| code.value).collect()
    }

    fn located_codes(&mut self, name: &str) -> Vec<Located<CountryCode>> {
        let code = |code: Name<'_>| Some(Located { value: CountryCode::parse(&code.value)?, span: code.span });
        self.names(name).into_iter().filter_map(code).collect()
    }

    fn tables<T>(&mut self, name: &str, read: impl Fn(Fields<'s>) -> T) -> Option<Vec<T>> {
        let base = self.base;
        let values = self.values(name)?;
        Some(values.into_iter().filter_map(|value| Some(read(Fields::of(base, value)?))).collect())
    }

    fn of(base: SpanBase, value: Located<DeValue<'s>>) -> Option<Self> {
        match value.value {
            DeValue::Table(table) => Some(Self::new(base, value.span, table)),
            _ => None,
        }
    }
}

fn at<'s>(base: SpanBase, value: Spanned<DeValue<'s>>) -> Located<DeValue<'s>> {
    let span = base.span(value.span());
    Located { value: value.into_inner(), span }
}

/// The text of a value, unless it is empty.
fn text(value: Located<DeValue<'_>>) -> Option<Name<'_>> {
    match value.value {
        DeValue::String(written) if !written.trim().is_empty() => Some(Located { value: written, span: value.span }),
        _ => None,
    }
}

/// The value of a whole or decimal number.
pub(super) fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(integer) => {
            i64::from_str_radix(integer.as_str(), integer.radix()).ok().map(|integer| integer as f64)
        },
        DeValue::Float(float) => float.as_str().parse().ok(),
        _ => None,
    }
}

impl<'s> Fields<'s> {
    /// Reads `chronology.toml`.
    pub(super) fn chronology(mut self) -> ChronologyRow<'s> {
        ChronologyRow {
            title: self.text("title"),
            span: self.located("span", |written| EventDate::parse(written).ok()),
            about: self.text("about"),
            countries: self.tables("country", Fields::country).unwrap_or_default(),
            kinds: self.tables("kind", Fields::term).unwrap_or_default(),
            levels: self.tables("level", Fields::term).unwrap_or_default(),
            topics: self.tables("topic", Fields::term).unwrap_or_default(),
        }
    }

    fn country(mut self) -> CountryRow<'s> {
        CountryRow {
            span: self.span,
            code: self.located("code", CountryCode::parse),
            name: self.text("name"),
            adjective: self.text("adjective"),
            native: self.text("native"),
            key: self.located("key", |written| written.chars().next().filter(char::is_ascii_uppercase)),
        }
    }

    fn term(mut self) -> TermRow<'s> {
        TermRow { id: self.name("id"), name: self.text("name"), about: self.text("about") }
    }

    /// Reads a file of people.
    pub(super) fn people(mut self) -> Vec<PersonRow<'s>> {
        self.tables("person", |mut row| PersonRow {
            id: row.name("id"),
            name: row.text("name"),
            sort: row.text("sort"),
            native: row.text("native"),
            aliases: row.texts("aliases"),
            country: row.word("country", CountryCode::parse),
            offices: row.tables("offices", Fields::office).unwrap_or_default(),
        })
        .unwrap_or_default()
    }

    fn office(mut self) -> OfficeRow<'s> {
        OfficeRow { span: self.span, title: self.text("title"), from: self.date("from"), to: self.date("to") }
    }

    /// Reads a file of places.
    pub(super) fn places(mut self) -> Vec<PlaceRow<'s>> {
        self.tables("place", |mut row| PlaceRow {
            span: row.span,
            id: row.name("id"),
            name: row.text("name"),
            city: row.text("city"),
            country: row.located("country", CountryCode::parse),
            administered_by: row.located("administered_by", CountryCode::parse),
            claimed_by: row.located_codes("claimed_by"),
            names: row.by_code("names"),
            half_located: row.position("lat").is_some() != row.position("lon").is_some(),
            lat: row.take("lat").and_then(|value| number(&value.value)),
            lon: row.take("lon").and_then(|value| number(&value.value)),
        })
        .unwrap_or_default()
    }

    fn by_code(&mut self, name: &str) -> Vec<(CountryCode, Text<'s>)> {
        let Some(DeValue::Table(table)) = self.take(name).map(|value| value.value) else { return Vec::new() };
        let named = |(code, name): (Spanned<Text<'s>>, Spanned<DeValue<'s>>)| {
            Some((CountryCode::parse(code.get_ref())?, text(at(self.base, name))?.value))
        };
        table.into_iter().filter_map(named).collect()
    }

    /// Reads a file of publishers.
    pub(super) fn publishers(mut self) -> Vec<PublisherRow<'s>> {
        self.tables("publisher", |mut row| PublisherRow {
            id: row.name("id"),
            name: row.text("name"),
            class: row.word("class", Class::parse),
            party: row.word("party", CountryCode::parse),
            licence: row.text("licence"),
        })
        .unwrap_or_default()
    }

    /// Reads a file of documents.
    pub(super) fn documents(mut self) -> Vec<DocumentRow<'s>> {
        self.tables("document", |mut row| DocumentRow {
            id: row.name("id"),
            publisher: row.name("publisher"),
            as_named: row.text("as_named"),
            title: row.text("title"),
            published: row.date("published"),
            url: row.text("url"),
            archived_url: row.text("archived_url"),
            accessed: row.date("accessed"),
            language: row.text("language"),
            class: row.word("class", Class::parse),
            party: row.word("party", CountryCode::parse),
            licence: row.text("licence"),
            sha256: row.text("sha256"),
        })
        .unwrap_or_default()
    }

    /// Reads a file of events. In a damaged one, the sources of an event may have been lost, so missing ones are no error.
    pub(super) fn events(mut self, damaged: bool) -> Vec<EventRow<'s>> {
        let mut events = self.tables("event", Fields::event).unwrap_or_default();
        for event in events.iter_mut().filter(|_| damaged) {
            event.source_missing = false;
        }
        events
    }

    fn event(mut self) -> EventRow<'s> {
        EventRow {
            span: self.span,
            from_csv: false,
            source_missing: self.is_missing("source"),
            id: self.name("id"),
            date: self.located("date", |written| EventDate::parse(written).ok()),
            order: self.order(),
            title: self.text("title"),
            kind: self.name("kind"),
            level: self.name("level"),
            status: self.word("status", Status::parse).unwrap_or(Status::Held),
            mode: self.word("mode", Mode::parse).unwrap_or(Mode::InPerson),
            setting: self.text("setting"),
            parties: self.names("parties"),
            concerns: self.names("concerns"),
            others: self.codes("others"),
            venue: self.name("venue"),
            venue_at: None,
            people: self.participants(),
            topics: self.names("topics"),
            summary: self.text("summary"),
            outcome: self.texts("outcome"),
            links: self.tables("links", Fields::link).unwrap_or_default(),
            confidence: self.word("confidence", Confidence::parse),
            note: self.text("note"),
            sources: self.tables("source", Fields::source).unwrap_or_default(),
            address: None,
            differences: self.tables("difference", Fields::difference).unwrap_or_default(),
        }
    }

    fn order(&mut self) -> i32 {
        match self.take("order").map(|value| value.value) {
            Some(DeValue::Integer(order)) => i32::from_str_radix(order.as_str(), order.radix()).unwrap_or(0),
            _ => 0,
        }
    }

    fn participants(&mut self) -> Vec<ParticipantRow<'s>> {
        let base = self.base;
        let participant = |value: Located<DeValue<'s>>| match value.value {
            DeValue::Table(table) => {
                let mut row = Fields::new(base, value.span, table);
                let office = row.name("office").map(|office| office.value);
                Some(ParticipantRow { person: row.name("id")?, office })
            },
            _ => Some(ParticipantRow { person: text(value)?, office: None }),
        };
        self.values("people").unwrap_or_default().into_iter().filter_map(participant).collect()
    }

    fn link(mut self) -> LinkRow<'s> {
        LinkRow { to: self.name("to"), kind: self.word("as", LinkKind::parse) }
    }

    fn source(mut self) -> SourceRow<'s> {
        SourceRow {
            document: self.name("document"),
            bearing: self.word("bearing", Bearing::parse),
            account: self.text("account"),
            excerpts: self.names("excerpts"),
            term: self.text("term"),
        }
    }

    fn difference(mut self) -> DifferenceRow<'s> {
        DifferenceRow {
            span: self.span,
            aspect: self.word("aspect", Aspect::parse),
            positions: self
                .tables("positions", |mut row| PositionRow { document: row.name("document"), says: row.text("says") }),
            reading: self.text("reading"),
        }
    }
}
