//! The events as JSON-LD in the vocabulary of schema.org, one graph.

use std::fmt::{self, Display, Formatter};

use serde_json::{Map, Value, json};
use summits_chronology::chronology::{
    Bearing, Chronology, Citation, Class, Document, Event, EventDate, Licence, Participant, Place, Ref, Sovereignty,
    Status,
};

use crate::export::words;

/// The type of an EDTF literal.
const EDTF: &str = "http://id.loc.gov/datatypes/edtf/EDTF";

/// The graph, printed with an event a line.
pub struct Graph<'a> {
    chronology: &'a Chronology,
    events: &'a [Ref<Event>],
}

impl<'a> Graph<'a> {
    pub fn new(chronology: &'a Chronology, events: &'a [Ref<Event>]) -> Self {
        Self { chronology, events }
    }
}

impl Display for Graph<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let context = json!(["https://schema.org/", { "dcterms": "http://purl.org/dc/terms/" }]);
        write!(f, "{{\"@context\":{context},\"@graph\":[")?;
        for (number, place) in self.events.iter().enumerate() {
            let separator = if number == 0 { "\n" } else { ",\n" };
            write!(f, "{separator}{}", within_script(&event(self.chronology, &self.chronology[*place]).to_string()))?;
        }
        f.write_str("\n]}")
    }
}

/// JSON that cannot end the script element around it.
fn within_script(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// An object without what is empty or absent.
fn object(fields: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let there = |value: &Value| match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => true,
    };
    let fields = fields.into_iter().filter(|(_, value)| there(value));
    Value::Object(fields.map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}

fn event(chronology: &Chronology, event: &Event) -> Value {
    let topics = event.topics.iter().map(|topic| json!({ "@type": "Thing", "name": *chronology.topics[*topic].name }));
    let concerns = event.concerns.iter().map(|country| &chronology.countries[country].name);
    let concerns = concerns.map(|name| json!({ "@type": "Country", "name": **name }));
    let attendees = event.people.iter().map(|one| attendee(chronology, event, one));
    let documents = event.citations.iter().map(|citation| subject_of(chronology, citation));
    object([
        ("@type", "Event".into()),
        ("@id", format!("#event-{}", event.id).into()),
        ("identifier", (*event.id).into()),
        ("name", (*event.title).into()),
        ("description", (*event.summary).into()),
        ("startDate", iso(event.date.earliest()).into()),
        ("endDate", event.date.latest().map(iso).into()),
        ("dcterms:date", json!({ "@type": EDTF, "@value": event.date.literal() })),
        ("eventStatus", status(event.status).into()),
        ("location", event.venue.map(|venue| place(&chronology.places[venue])).into()),
        ("attendee", attendees.collect()),
        ("about", topics.chain(concerns).collect()),
        ("subjectOf", documents.collect()),
    ])
}

/// What schema.org can say of it. Denied and unconfirmed events have no word there.
fn status(status: Status) -> Option<&'static str> {
    match status {
        Status::Held | Status::Planned => Some("https://schema.org/EventScheduled"),
        Status::Postponed => Some("https://schema.org/EventPostponed"),
        Status::Cancelled => Some("https://schema.org/EventCancelled"),
        Status::Denied | Status::Unconfirmed => None,
    }
}

fn place(place: &Place) -> Value {
    let country = match &place.sovereignty {
        Sovereignty::Country(country) => country.to_string(),
        Sovereignty::Disputed { .. } | Sovereignty::None => String::new(),
    };
    let address = object([
        ("@type", "PostalAddress".into()),
        ("addressLocality", (*place.city).into()),
        ("addressCountry", country.into()),
    ]);
    let geo = place.coordinates.map(
        |(latitude, longitude)| json!({ "@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude }),
    );
    let names = place.names.iter().map(|(country, name)| in_language(name, words::language_of(country.as_str())));
    object([
        ("@type", "Place".into()),
        ("name", (*place.name).into()),
        ("alternateName", names.collect()),
        ("address", if address.as_object().is_some_and(|fields| fields.len() > 1) { address } else { Value::Null }),
        ("geo", geo.into()),
    ])
}

fn attendee(chronology: &Chronology, event: &Event, participant: &Participant) -> Value {
    let person = &chronology.people[participant.person];
    let language = person.country.as_ref().and_then(|country| words::language_of(country.as_str()));
    let native = Some(&person.native).filter(|native| !native.is_empty()).map(|native| in_language(native, language));
    let aliases = person.aliases.iter().map(|alias| Value::from(&**alias));
    let person = object([
        ("@type", "Person".into()),
        ("name", (*person.name).into()),
        ("alternateName", native.into_iter().chain(aliases).collect()),
    ]);
    object([("@type", "Role".into()), ("roleName", chronology.office(event, participant).into()), ("attendee", person)])
}

/// A text in its language, where that is known.
fn in_language(text: &str, language: Option<&str>) -> Value {
    match language {
        Some(language) => json!({ "@value": text, "@language": language }),
        None => text.into(),
    }
}

/// A document. One that is not direct has its bearing as the name of a role, because it can bear on another event of the graph
/// differently.
fn subject_of(chronology: &Chronology, citation: &Citation) -> Value {
    let document = document(chronology, citation);
    match citation.bearing {
        Bearing::Direct => document,
        bearing => json!({ "@type": "Role", "roleName": bearing.as_str(), "subjectOf": document }),
    }
}

fn document(chronology: &Chronology, citation: &Citation) -> Value {
    let document: &Document = &chronology.documents[citation.document];
    let publisher = &chronology.publishers[document.publisher].name;
    let quotations = citation.excerpts.iter().map(|excerpt| json!({ "@type": "Quotation", "text": **excerpt }));
    object([
        ("@type", class(document.class).into()),
        ("@id", (*document.url).into()),
        ("identifier", (*document.id).into()),
        ("name", (*document.title).into()),
        ("url", (*document.url).into()),
        ("archivedAt", (*document.archived_url).into()),
        ("license", licence(&document.licence).into()),
        ("publisher", json!({ "@type": "Organization", "name": **publisher })),
        ("datePublished", document.published.as_ref().and_then(published).into()),
        ("inLanguage", (*document.language).into()),
        ("abstract", (*citation.account).into()),
        ("hasPart", quotations.collect()),
    ])
}

fn class(class: Class) -> &'static str {
    match class {
        Class::Official => "WebPage",
        Class::StateAgency | Class::News => "NewsArticle",
        Class::Reference | Class::Scholarly => "Report",
    }
}

/// The address of an SPDX licence; another in words; nothing where the terms are not known.
fn licence(licence: &Licence) -> Option<String> {
    match &*licence.0 {
        "" | "unknown" => None,
        words @ ("public-domain" | "all-rights-reserved") => Some(words.replace('-', " ")),
        id if id.starts_with("LicenseRef-") => Some(id.to_owned()),
        spdx => Some(format!("https://spdx.org/licenses/{spdx}")),
    }
}

/// A date of ISO 8601-1, where there is no doubt about it.
fn published(date: &EventDate) -> Option<String> {
    match date.ends() {
        (start, None) if date.latest().is_some() && !date.is_qualified() => start.iso(),
        _ => None,
    }
}

fn iso(day: chrono::NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}
