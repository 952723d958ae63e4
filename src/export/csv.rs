//! CSV (RFC 4180): the scalar fields of the format, one row per event, lists joined with `;`.
//!
//! The table opens in a spreadsheet, and works as `events/*.csv` of a chronology with the same registers. What does not fit
//! into a table is left out: what the documents say, how they bear on the event and where they differ, offices given in the
//! event, and links between events. The address is that of the first document that has one.

use std::io::{self, Write};

use ::csv::{ErrorKind, Terminator, WriterBuilder};
use summits_chronology::chronology::{Chronology, CountryCode, CountrySet, Event, Ref};

/// What separates the items of a list.
const LIST: &str = ";";

/// The columns, in the order of the format.
pub const COLUMNS: [&str; 23] = [
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
    "venue_lat",
    "venue_lon",
    "people",
    "topics",
    "summary",
    "outcome",
    "confidence",
    "note",
    "documents",
    "address",
];

/// The last column if several chronologies are merged: the one that records the event. Such a table is for spreadsheets;
/// [`toml`](super::toml) exports merged chronologies as one.
const ORIGIN: &str = "origin";

/// Writes a header and one row per event.
///
/// # Errors
///
/// `out` cannot be written.
pub fn write(chronology: &Chronology, events: impl Iterator<Item = Ref<Event>>, out: &mut dyn Write) -> io::Result<()> {
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    let with_origin = chronology.is_layered().then_some(ORIGIN);
    table.write_record(COLUMNS.into_iter().chain(with_origin)).map_err(as_written)?;
    for event in events {
        let origin = chronology.shown_layer(event).map(|layer| layer.name.to_string());
        table.write_record(row(chronology, &chronology[event]).into_iter().chain(origin)).map_err(as_written)?;
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
    let documents = || event.citations.iter().map(|citation| &chronology.documents[citation.document]);
    let venue = event.venue.map(|venue| &chronology.places[venue]);
    let coordinate = |which: fn((f64, f64)) -> f64| {
        venue.and_then(|venue| venue.coordinates).map(|both| which(both).to_string()).unwrap_or_default()
    };
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
        venue.map(|venue| venue.id.to_string()).unwrap_or_default(),
        coordinate(|(latitude, _)| latitude),
        coordinate(|(_, longitude)| longitude),
        list(event.people.iter().map(|participant| &*chronology.people[participant.person].id)),
        list(event.topics.iter().map(|topic| &*chronology.topics[*topic].id)),
        event.summary.to_string(),
        list(event.outcome.iter().map(AsRef::as_ref)),
        event.confidence.map(|confidence| confidence.to_string()).unwrap_or_default(),
        event.note.to_string(),
        list(documents().map(|document| &*document.id)),
        documents().map(|document| document.url.to_string()).find(|address| !address.is_empty()).unwrap_or_default(),
    ]
}

/// The items of a list in one field. The separator in an item becomes a comma.
fn list<'a>(items: impl Iterator<Item = &'a str>) -> String {
    items.map(|item| item.replace(LIST, ",")).collect::<Vec<_>>().join(LIST)
}
