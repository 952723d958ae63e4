//! JSON: events with the field names of the chronology format.
//!
//! Persons, places and documents are included in full where an event names them, so that the export is self-contained.
//! Computed values are added: `earliest`, `latest` and `badge`. Every field is always present: an absent text is empty,
//! anything else that is absent is `null`.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};
use summits_chronology::chronology::{
    self, Chronology, CountryCode, CountrySet, Event, EventDate, Participant, Place, Ref, Sovereignty, Text,
};

/// Writes an array of events, indented.
///
/// # Errors
///
/// `out` cannot be written.
pub fn write_array(
    chronology: &Chronology,
    events: impl Iterator<Item = Ref<Event>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::pretty(&mut *out);
    let mut array = serializer.serialize_seq(None)?;
    for event in events {
        array.serialize_element(&ExportedEvent::new(chronology, event))?;
    }
    SerializeSeq::end(array)?;
    writeln!(out)
}

/// Writes one object per line.
///
/// # Errors
///
/// `out` cannot be written.
pub fn write_lines(
    chronology: &Chronology,
    events: impl Iterator<Item = Ref<Event>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for event in events {
        serde_json::to_writer(&mut *out, &ExportedEvent::new(chronology, event))?;
        writeln!(out)?;
    }
    Ok(())
}

/// An exported event. The fields are in the order of the format, each computed value next to its source.
#[derive(Serialize)]
struct ExportedEvent<'a> {
    id: &'a str,
    /// The chronology that records it, only if several are merged.
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<&'a str>,
    date: &'a str,
    earliest: String,
    latest: Option<String>,
    order: i32,
    title: &'a str,
    kind: &'a str,
    level: Option<&'a str>,
    status: &'a str,
    mode: &'a str,
    setting: &'a str,
    parties: Vec<String>,
    concerns: Vec<String>,
    others: Vec<String>,
    venue: Option<Venue<'a>>,
    people: Vec<Person<'a>>,
    topics: Vec<&'a str>,
    summary: &'a str,
    outcome: &'a [Text],
    links: Vec<Link<'a>>,
    confidence: Option<&'a str>,
    note: &'a str,
    badge: String,
    source: Vec<Source<'a>>,
    difference: Vec<Difference<'a>>,
    /// The user's mark and note, only if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    reader: Option<Reader<'a>>,
}

#[derive(Serialize)]
struct Reader<'a> {
    marked: bool,
    note: &'a str,
}

#[derive(Serialize)]
struct Venue<'a> {
    id: &'a str,
    name: &'a str,
    city: &'a str,
    country: Option<String>,
    administered_by: Option<String>,
    claimed_by: Vec<String>,
    #[serde(serialize_with = "names_by_country")]
    names: &'a [(CountryCode, Text)],
    lat: Option<f64>,
    lon: Option<f64>,
}

#[derive(Serialize)]
struct Person<'a> {
    id: &'a str,
    name: &'a str,
    sort: &'a str,
    native: &'a str,
    aliases: &'a [Text],
    country: Option<String>,
    /// The office that day.
    office: Option<&'a str>,
}

#[derive(Serialize)]
struct Link<'a> {
    to: &'a str,
    r#as: &'static str,
}

#[derive(Serialize)]
struct Source<'a> {
    document: Document<'a>,
    bearing: &'static str,
    account: &'a str,
    excerpts: &'a [Text],
    term: &'a str,
}

#[derive(Serialize)]
struct Document<'a> {
    id: &'a str,
    publisher: Publisher<'a>,
    as_named: &'a str,
    title: &'a str,
    published: Option<&'a str>,
    url: &'a str,
    archived_url: &'a str,
    accessed: Option<&'a str>,
    language: &'a str,
    class: &'static str,
    party: Option<String>,
    licence: &'a str,
    sha256: &'a str,
}

#[derive(Serialize)]
struct Publisher<'a> {
    id: &'a str,
    name: &'a str,
    class: &'static str,
    party: Option<String>,
    licence: &'a str,
}

#[derive(Serialize)]
struct Difference<'a> {
    aspect: &'static str,
    positions: Vec<Position<'a>>,
    reading: &'a str,
}

#[derive(Serialize)]
struct Position<'a> {
    document: Document<'a>,
    says: &'a str,
}

impl<'a> ExportedEvent<'a> {
    fn new(chronology: &'a Chronology, place: Ref<Event>) -> Self {
        let event = &chronology[place];
        let codes =
            |set: CountrySet| set.iter().map(|country| chronology.countries[country].code.to_string()).collect();
        Self {
            id: &event.id,
            origin: chronology.shown_layer(place).map(|layer| &*layer.name),
            date: event.date.literal(),
            earliest: iso(event.date.earliest()),
            latest: event.date.latest().map(iso),
            order: event.order,
            title: &event.title,
            kind: &chronology.kinds[event.kind].id,
            level: event.level.map(|level| &*chronology.levels[level].id),
            status: event.status.as_str(),
            mode: event.mode.as_str(),
            setting: &event.setting,
            parties: codes(event.parties),
            concerns: codes(event.concerns),
            others: event.others.iter().map(CountryCode::to_string).collect(),
            venue: event.venue.map(|venue| Venue::new(&chronology.places[venue])),
            people: event.people.iter().map(|participant| Person::new(chronology, event, participant)).collect(),
            topics: event.topics.iter().map(|topic| &*chronology.topics[*topic].id).collect(),
            summary: &event.summary,
            outcome: &event.outcome,
            links: event.links.iter().map(|link| Link::new(chronology, link)).collect(),
            confidence: event.confidence.map(chronology::Confidence::as_str),
            note: &event.note,
            badge: chronology.evidence(event).badge(&chronology.countries),
            source: event.citations.iter().map(|citation| Source::new(chronology, citation)).collect(),
            difference: event.differences.iter().map(|difference| Difference::new(chronology, difference)).collect(),
            reader: chronology
                .annotation(place)
                .map(|annotation| Reader { marked: annotation.marked, note: &annotation.note }),
        }
    }
}

impl<'a> Venue<'a> {
    fn new(place: &'a Place) -> Self {
        let (country, administered_by, claimed_by) = match &place.sovereignty {
            Sovereignty::Country(country) => (Some(country.to_string()), None, Vec::new()),
            Sovereignty::Disputed { administered_by, claimed_by } => {
                let claims = claimed_by.iter().map(CountryCode::to_string).collect();
                (None, Some(administered_by.to_string()), claims)
            },
            Sovereignty::None => (None, None, Vec::new()),
        };
        let (lat, lon) = place.coordinates.unzip();
        let names = &place.names;
        Self {
            id: &place.id,
            name: &place.name,
            city: &place.city,
            country,
            administered_by,
            claimed_by,
            names,
            lat,
            lon,
        }
    }
}

impl<'a> Person<'a> {
    fn new(chronology: &'a Chronology, event: &'a Event, participant: &'a Participant) -> Self {
        let person = &chronology.people[participant.person];
        Self {
            id: &person.id,
            name: &person.name,
            sort: &person.sort,
            native: &person.native,
            aliases: &person.aliases,
            country: person.country.map(|country| country.to_string()),
            office: chronology.office(event, participant),
        }
    }
}

impl<'a> Link<'a> {
    fn new(chronology: &'a Chronology, link: &chronology::Link) -> Self {
        Self { to: &chronology[link.to].id, r#as: link.kind.as_str() }
    }
}

impl<'a> Source<'a> {
    fn new(chronology: &'a Chronology, citation: &'a chronology::Citation) -> Self {
        Self {
            document: Document::new(chronology, citation.document),
            bearing: citation.bearing.as_str(),
            account: &citation.account,
            excerpts: &citation.excerpts,
            term: &citation.term,
        }
    }
}

impl<'a> Document<'a> {
    fn new(chronology: &'a Chronology, document: Ref<chronology::Document>) -> Self {
        let document = &chronology.documents[document];
        Self {
            id: &document.id,
            publisher: Publisher::new(&chronology.publishers[document.publisher]),
            as_named: &document.as_named,
            title: &document.title,
            published: document.published.as_ref().map(EventDate::literal),
            url: &document.url,
            archived_url: &document.archived_url,
            accessed: document.accessed.as_ref().map(EventDate::literal),
            language: &document.language,
            class: document.class.as_str(),
            party: document.party.map(|party| party.to_string()),
            licence: &document.licence.0,
            sha256: &document.sha256,
        }
    }
}

impl<'a> Publisher<'a> {
    fn new(publisher: &'a chronology::Publisher) -> Self {
        Self {
            id: &publisher.id,
            name: &publisher.name,
            class: publisher.class.as_str(),
            party: publisher.party.map(|party| party.to_string()),
            licence: &publisher.licence.0,
        }
    }
}

impl<'a> Difference<'a> {
    fn new(chronology: &'a Chronology, difference: &'a chronology::Difference) -> Self {
        let position = |position: &'a chronology::Position| Position {
            document: Document::new(chronology, position.document),
            says: &position.says,
        };
        Self {
            aspect: difference.aspect.as_str(),
            positions: difference.positions.iter().map(position).collect(),
            reading: &difference.reading,
        }
    }
}

fn names_by_country<S: Serializer>(names: &&[(CountryCode, Text)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(names.len()))?;
    for (country, name) in *names {
        map.serialize_entry(country.as_str(), name)?;
    }
    map.end()
}

fn iso(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}
