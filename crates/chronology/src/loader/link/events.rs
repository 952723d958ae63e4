//! The events: their references, and the rules that they must follow.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use super::super::schema::{DifferenceRow, EventRow, LinkRow, Name, ParticipantRow, SourceRow};
use super::registers::LinkedRegisters;
use super::unresolved::UnresolvedReferences;
use crate::chronology::{
    Bearing, Citation, Country, CountrySet, Difference, Document, Event, EventDate, Link, Participant, Person, Place,
    Position, Ref, Text, Texts,
};
use crate::diagnostics::{DiagnosticBuilder, Diagnostics, SourceSpan};

/// Links the events of a piece.
pub(super) struct Linker<'a, 'r> {
    pub registers: &'a LinkedRegisters<'r>,
    /// References that no register can resolve.
    pub unresolved: &'a mut UnresolvedReferences,
    /// The block that the texts are added to.
    pub texts: &'a mut Texts,
    pub diagnostics: &'a mut Diagnostics,
}

impl Linker<'_, '_> {
    /// The event of a row, without the targets of its links. `None` if something required is missing or wrong, which has been
    /// reported.
    pub(super) fn event(&mut self, row: &EventRow<'_>) -> Option<Event> {
        EventLinker { row, linker: self }.event()
    }

    fn texts(&mut self, texts: &[Cow<'_, str>]) -> Box<[Text]> {
        texts.iter().map(|text| self.texts.add(text)).collect()
    }
}

struct EventLinker<'l, 'a, 's, 'r> {
    row: &'l EventRow<'s>,
    linker: &'l mut Linker<'a, 'r>,
}

impl<'r> EventLinker<'_, '_, '_, 'r> {
    fn event(&mut self) -> Option<Event> {
        let (row, registers) = (self.row, self.linker.registers);
        self.check_date();
        let parties = self.countries(&row.parties);
        let concerns = self.countries(&row.concerns);
        self.check_overlap();
        let kind = row.kind.as_ref().and_then(|name| registers.kinds.0.find(name, self.linker.diagnostics));
        let level = row.level.as_ref().and_then(|name| registers.levels.0.find(name, self.linker.diagnostics));
        let venue = self.venue();
        let people: Box<[Participant]> = row.people.iter().filter_map(|row| self.participant(row)).collect();
        self.check_summit(parties, &people);
        self.unique(&row.topics, "topic");
        let topics: Box<[_]> =
            row.topics.iter().filter_map(|name| registers.topics.0.find(name, self.linker.diagnostics)).collect();
        let links: Box<[Link]> = row.links.iter().filter_map(|link| self.link(link)).collect();
        let citations = self.citations();
        let differences: Box<[Difference]> = row.differences.iter().filter_map(|row| self.difference(row)).collect();
        let whole = people.len() == row.people.len()
            && topics.len() == row.topics.len()
            && links.len() == row.links.len()
            && citations.len() >= row.sources.len()
            && differences.len() == row.differences.len();
        if !whole {
            return None;
        }
        Some(Event {
            date: row.date.as_ref()?.value.clone(),
            order: row.order,
            kind: kind?,
            level,
            status: row.status,
            mode: row.mode,
            parties,
            concerns,
            others: row.others.clone().into(),
            venue,
            people,
            topics,
            links,
            confidence: row.confidence,
            id: self.linker.texts.add(&row.id.as_ref()?.value),
            title: self.linker.texts.add(&row.title),
            setting: self.linker.texts.add(&row.setting),
            summary: self.linker.texts.add(row.summary.trim()),
            outcome: self.linker.texts(&row.outcome),
            note: self.linker.texts.add(row.note.trim()),
            citations,
            differences,
        })
    }

    /// The venue. A table may define one that no register has.
    fn venue(&mut self) -> Option<Ref<Place>> {
        let (row, places) = (self.row, &self.linker.registers.places.0);
        let known = row.venue.as_ref().and_then(|venue| places.position(&venue.value));
        let position = match (known, row.venue_at, &row.venue) {
            (Some(known), ..) => known,
            (None, Some(at), venue) => places.len() + self.linker.unresolved.place_at(venue.as_ref(), at),
            (None, None, Some(venue)) => places.len() + self.linker.unresolved.place(venue),
            (None, None, None) => return None,
        };
        Some(Ref::new(position))
    }

    /// A document. A table may define one that no register has.
    fn document(&mut self, name: &Name<'_>) -> Ref<Document> {
        let documents = &self.linker.registers.documents.0;
        let known = documents.position(&name.value);
        Ref::new(known.unwrap_or_else(|| documents.len() + self.linker.unresolved.document(name)))
    }

    /// A link. Its target is found when all events are there.
    fn link(&mut self, link: &LinkRow<'_>) -> Option<Link> {
        let name = link.to.as_ref()?;
        if self.row.id.as_ref().is_some_and(|id| id.value == name.value) {
            let diagnostic = DiagnosticBuilder::error(name.span, "the event links to itself").expected("another event");
            self.linker.diagnostics.push(diagnostic);
        }
        Some(Link { to: Ref::new(0), kind: link.kind? })
    }

    fn check_date(&mut self) {
        let (Some(date), Some(span)) = (&self.row.date, &self.linker.registers.span) else { return };
        if !is_within(&date.value, &span.value) {
            let diagnostic =
                DiagnosticBuilder::error(date.span, format!("`{}` is outside the span of the chronology", date.value));
            self.linker.diagnostics.push(diagnostic.expected(format!("a date in {}", span.value)));
        }
    }

    fn countries(&mut self, names: &[Name<'_>]) -> CountrySet {
        self.unique(names, "country");
        let registers = self.linker.registers;
        names.iter().filter_map(|name| registers.countries.0.find::<Country>(name, self.linker.diagnostics)).collect()
    }

    /// Reports duplicates in a list.
    fn unique(&mut self, names: &[Name<'_>], what: &str) {
        for (index, name) in names.iter().enumerate() {
            // Lists are short, so no set of the names is needed.
            if let Some(first) = names[..index].iter().find(|first| first.value == name.value) {
                let diagnostic =
                    DiagnosticBuilder::error(name.span, format!("duplicate {what} `{}` in the list", name.value));
                self.linker.diagnostics.push(diagnostic.first_used_in(first.span));
            }
        }
    }

    fn check_overlap(&mut self) {
        if self.row.concerns.is_empty() {
            return;
        }
        let parties: HashMap<&str, SourceSpan> =
            self.row.parties.iter().map(|name| (&*name.value, name.span)).collect();
        for name in &self.row.concerns {
            if let Some(first) = parties.get(&*name.value) {
                let message = format!("`{}` is in both `parties` and `concerns`", name.value);
                let diagnostic =
                    DiagnosticBuilder::error(name.span, message).expected("a country that did not take part");
                self.linker.diagnostics.push(diagnostic.conflicts_with(*first));
            }
        }
    }

    fn participant(&mut self, row: &ParticipantRow<'_>) -> Option<Participant> {
        let registers = self.linker.registers;
        let person: Ref<Person> = registers.people.0.find(&row.person, self.linker.diagnostics)?;
        let known = registers.people.1.get(person.position()).and_then(Option::as_ref);
        if let (None, Some(date), Some(known)) = (&row.office, &self.row.date, known)
            && known.office_on(&date.value).is_none()
        {
            let message = format!("{} has no office for {} in people.toml", known.name, date.value);
            // A table has no column for offices, so this is no error there.
            self.linker.diagnostics.push(match self.row.from_csv {
                true => DiagnosticBuilder::warning(row.person.span, message)
                    .expected("an office on that day in people.toml"),
                false => DiagnosticBuilder::error(row.person.span, message)
                    .expected("an office on that day in people.toml, or { id = \"…\", office = \"…\" } here"),
            });
        }
        Some(Participant { person, office: row.office.as_deref().map(|office| self.linker.texts.add(office)) })
    }

    /// A summit is a meeting of leaders of at least two parties, so level, parties and people must agree with that.
    fn check_summit(&mut self, parties: CountrySet, people: &[Participant]) {
        let Some(kind) = self.row.kind.as_ref().filter(|kind| kind.value == "summit") else { return };
        let span = kind.span;
        let mut refuse = |message: &str, expected: &str| {
            self.linker.diagnostics.push(DiagnosticBuilder::error(span, message).expected(expected));
        };
        if let Some(level) = self.row.level.as_ref().filter(|level| level.value != "leader") {
            let message = format!("a summit at the level `{}`", level.value);
            refuse(&message, "level = \"leader\", or another kind");
        }
        if self.row.parties.len() < 2 {
            refuse("a summit with fewer than two parties", "two parties, or another kind");
            return;
        }
        let known = &self.linker.registers.people.1;
        let nationality = |who: &Participant| known.get(who.person.position())?.as_ref()?.country;
        let present: BTreeSet<_> = people.iter().filter_map(nationality).collect();
        let sides = parties.iter().filter(|side| {
            let country = self.linker.registers.countries.1.get(side.position()).and_then(Option::as_ref);
            country.is_some_and(|country| present.contains(&country.code))
        });
        let complete = people.len() == self.row.people.len() && parties.len() == self.row.parties.len();
        if complete && sides.count() < 2 {
            refuse("a summit without people of two parties", "people of at least two of the parties in `people`");
        }
    }

    fn citations(&mut self) -> Box<[Citation]> {
        let row = self.row;
        if row.sources.is_empty() && row.source_missing {
            let diagnostic = DiagnosticBuilder::error(row.span, "an event without a source");
            self.linker.diagnostics.push(diagnostic.expected("one [[event.source]] or more"));
        }
        let mut citations = Vec::with_capacity(row.sources.len() + usize::from(row.address.is_some()));
        for (index, source) in row.sources.iter().enumerate() {
            let Some(name) = &source.document else { continue };
            let before = row.sources[..index].iter().filter_map(|source| source.document.as_ref());
            if let Some(first) = before.into_iter().find(|first| first.value == name.value) {
                let diagnostic =
                    DiagnosticBuilder::error(name.span, format!("duplicate source `{}` of this event", name.value));
                self.linker.diagnostics.push(diagnostic.first_used_in(first.span));
            }
            let document = self.document(name);
            citations.push(Citation {
                document,
                bearing: source.bearing.unwrap_or_else(|| self.default_bearing(document)),
                account: self.linker.texts.add(source.account.trim()),
                excerpts: source.excerpts.iter().map(|text| self.linker.texts.add(text.value.trim())).collect(),
                term: self.linker.texts.add(&source.term),
            });
        }
        if let Some(document) = self.addressed(&citations) {
            let (account, excerpts, term) = Default::default();
            citations.push(Citation { document, bearing: self.default_bearing(document), account, excerpts, term });
        }
        citations.into()
    }

    /// The bearing where the row does not give one. A document that a table defines has no date.
    fn default_bearing(&self, document: Ref<Document>) -> Bearing {
        let known = self.linker.registers.documents.1.get(document.position()).and_then(Option::as_ref);
        let published = known.and_then(|document| document.published.as_ref());
        self.row.date.as_ref().map_or(Bearing::Direct, |date| Bearing::by_default(published, &date.value))
    }

    /// The document at the address of the row, unless the row already cites a document at that address by id.
    fn addressed(&mut self, citations: &[Citation]) -> Option<Ref<Document>> {
        let address = self.row.address.as_ref()?;
        let registers = self.linker.registers;
        let is_at = |citation: &Citation| {
            let document = registers.documents.1.get(citation.document.position()).and_then(Option::as_ref);
            document.is_some_and(|document| *document.url == *address.value)
        };
        if citations.iter().any(is_at) {
            return None;
        }
        let known = registers.document_at(&address.value);
        let unresolved = || registers.documents.0.len() + self.linker.unresolved.document_at(&address.value);
        Some(Ref::new(known.unwrap_or_else(unresolved)))
    }

    fn difference(&mut self, row: &DifferenceRow<'_>) -> Option<Difference> {
        let positions = row.positions.as_ref()?;
        if positions.len() < 2 {
            let diagnostic = DiagnosticBuilder::error(row.span, "a difference with fewer than two positions");
            self.linker.diagnostics.push(diagnostic.expected("what two documents say"));
        }
        let mut linked = Vec::with_capacity(positions.len());
        for position in positions {
            let Some(name) = &position.document else { continue };
            let document = self.document(name);
            let is_it = |source: &SourceRow<'_>| source.document.as_ref().is_some_and(|own| own.value == name.value);
            let known = self.linker.registers.documents.0.position(&name.value).is_some();
            if known && !self.row.sources.iter().any(is_it) {
                let diagnostic =
                    DiagnosticBuilder::error(name.span, format!("`{}` is not a source of this event", name.value));
                self.linker.diagnostics.push(diagnostic.expected("a document that has an [[event.source]] here"));
            }
            linked.push(Position { document, says: self.linker.texts.add(&position.says) });
        }
        let whole = linked.len() == positions.len();
        let reading = self.linker.texts.add(row.reading.trim());
        Some(Difference { aspect: row.aspect?, positions: linked.into(), reading }).filter(|_| whole)
    }
}

/// Whether the date is within the span: an event may neither begin before it nor go on after it, unless its own end is open.
fn is_within(date: &EventDate, span: &EventDate) -> bool {
    let begins = date.earliest() >= span.earliest();
    let ends = match (date.latest(), span.latest()) {
        (Some(latest), Some(last)) => latest <= last,
        (None, Some(last)) => date.earliest() <= last,
        (_, None) => true,
    };
    begins && ends
}

/// The number of words of an excerpt. Chinese and Japanese have no spaces between words, so two characters count as a word.
fn words(excerpt: &str) -> usize {
    let ideographs = excerpt.chars().filter(|char| matches!(char, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'));
    excerpt.split_whitespace().count().max(ideographs.count() / 2)
}

/// The words of an excerpt from a document with a limit on all its excerpts.
pub(in crate::loader) struct QuotedWords {
    /// The index of the document.
    pub document: usize,
    pub words: usize,
    /// The span of the excerpt.
    pub span: SourceSpan,
}

/// Checks each excerpt of an event against the licence of its document. Those that also count towards a limit for the whole
/// document are added to `quoted`.
pub(super) fn check_quotation(
    row: &EventRow<'_>,
    registers: &LinkedRegisters<'_>,
    quoted: &mut Vec<QuotedWords>,
    diagnostics: &mut Diagnostics,
) {
    for source in row.sources.iter().filter(|source| !source.excerpts.is_empty()) {
        let Some(name) = &source.document else { continue };
        let Some(position) = registers.documents.0.position(&name.value) else { continue };
        let Some(document) = registers.documents.1.get(position).and_then(Option::as_ref) else { continue };
        let limit = document.licence.quotation_limit();
        for excerpt in &source.excerpts {
            let words = words(&excerpt.value);
            if words > limit.excerpt_words {
                let most = limit.excerpt_words;
                diagnostics.push(too_long(excerpt.span, document, format!("an excerpt of {words} words"), most));
            }
            if limit.document_words.is_some() {
                quoted.push(QuotedWords { document: position, words, span: excerpt.span });
            }
        }
    }
}

/// Checks the total quoted from each document. `quoted` are the excerpts in order, each with the number of its piece.
pub(super) fn check_quotation_in_all<'q>(
    quoted: impl Iterator<Item = (usize, &'q QuotedWords)>,
    documents: &[Option<Document>],
    diagnostics: &mut Diagnostics,
) {
    let mut totals: HashMap<usize, usize> = HashMap::new();
    for (piece, quoted) in quoted {
        let Some(document) = documents.get(quoted.document).and_then(Option::as_ref) else { continue };
        let Some(most) = document.licence.quotation_limit().document_words else { continue };
        let total = totals.entry(quoted.document).or_default();
        let before = *total;
        *total += quoted.words;
        if before <= most && *total > most {
            let message = format!("{total} words quoted from `{}` in all", document.id);
            diagnostics.push(too_long(quoted.span.in_file(piece), document, message, most));
        }
    }
}

fn too_long(excerpt: SourceSpan, document: &Document, message: String, most: usize) -> DiagnosticBuilder {
    let licence = &document.licence.0;
    DiagnosticBuilder::error(excerpt, message).expected(format!("{most} at most under the licence `{licence}`"))
}
