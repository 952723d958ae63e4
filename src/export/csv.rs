//! CSV (RFC 4180): the scalar fields of the format, one event a row, lists joined with `;`.
//!
//! The table opens in a spreadsheet, and again as `events/*.csv` of a chronology with the same registers. What a table
//! cannot hold is left out: the accounts, the excerpts and the differences of the documents, and the links between
//! events. The address is that of the first document that has one.

use std::io::{self, Write};

use ::csv::{ErrorKind, Terminator, WriterBuilder};

use crate::chronology::{Chronology, CountryCode, CountrySet, Event, Ref};

/// What separates the items of a list.
const LIST: &str = ";";

/// The columns, in the order of the format.
pub const COLUMNS: [&str; 20] = [
    "id",
    "date",
    "order",
    "title",
    "kind",
    "level",
    "status",
    "mode",
    "setting",
    "parties",
    "concerns",
    "others",
    "venue",
    "people",
    "topics",
    "summary",
    "outcome",
    "confidence",
    "note",
    "address",
];

/// Writes a header line and one row an event.
///
/// # Errors
///
/// What `out` answers.
pub fn write(chronology: &Chronology, events: impl Iterator<Item = Ref<Event>>, out: &mut dyn Write) -> io::Result<()> {
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    table.write_record(COLUMNS).map_err(as_written)?;
    for event in events {
        table.write_record(row(chronology, &chronology[event])).map_err(as_written)?;
    }
    table.flush()
}

/// What the output answered, as it answered it: a closed pipe must stay recognisable.
fn as_written(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The fields of one event, in the order of [`COLUMNS`].
fn row(chronology: &Chronology, event: &Event) -> [String; COLUMNS.len()] {
    let codes = |set: CountrySet| set.codes(&chronology.countries, LIST);
    let address = event.citations.iter().map(|citation| &chronology.documents[citation.document].url);
    [
        event.id.to_string(),
        event.date.literal().to_owned(),
        event.order.to_string(),
        event.title.to_string(),
        chronology.kinds[event.kind].id.to_string(),
        event.level.map(|level| chronology.levels[level].id.to_string()).unwrap_or_default(),
        event.status.to_string(),
        event.mode.to_string(),
        event.setting.to_string(),
        codes(event.parties),
        codes(event.concerns),
        list(event.others.iter().map(CountryCode::as_str)),
        event.venue.map(|venue| chronology.places[venue].id.to_string()).unwrap_or_default(),
        list(event.people.iter().map(|participant| &*chronology.people[participant.person].id)),
        list(event.topics.iter().map(|topic| &*chronology.topics[*topic].id)),
        event.summary.to_string(),
        list(event.outcome.iter().map(AsRef::as_ref)),
        event.confidence.map(|confidence| confidence.to_string()).unwrap_or_default(),
        event.note.to_string(),
        address.into_iter().find(|address| !address.is_empty()).map(ToString::to_string).unwrap_or_default(),
    ]
}

/// The items of a list in one field. The sign that separates them cannot stand in an item, and becomes a comma there.
fn list<'a>(items: impl Iterator<Item = &'a str>) -> String {
    items.map(|item| item.replace(LIST, ",")).collect::<Vec<_>>().join(LIST)
}
