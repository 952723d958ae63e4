//! TOML: a chronology again, as a directory of files in the format that the loader reads.
//!
//! Fields stand in the order of the format, and what is absent is left out, so that a person can go on writing where the
//! export ends. What it holds:
//!
//! - `chronology.toml` whole: a selection is of the same chronology.
//! - of people, places, publishers and documents those that the events name; all of them where every event is written,
//!   so that nothing is lost on the way.
//! - events, a file a year. A row of a table that has no document, or a person without an office, is only allowed in a
//!   table, and stands in one again.
//!
//! A link to an event that is not written would make the chronology refuse to load. It is left out and counted. What the
//! reader has put down is no part of a chronology and stays where it is kept.

mod events;
mod file;
mod needed;
mod registers;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use summits_chronology::chronology::{Chronology, Event, Ref};

pub use file::File;

use file::Pieces;
use needed::Needed;

use crate::export::csv;

/// A chronology as files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directory {
    /// The files. `chronology.toml`, which makes a directory a chronology, is the last.
    pub files: Vec<File>,
    /// How many links were left out, because they lead to events that are not among these.
    pub links_left_out: usize,
}

/// Writes the events, and what they need, as a chronology of their own.
#[must_use]
pub fn directory(chronology: &Chronology, events: impl IntoIterator<Item = Ref<Event>>) -> Directory {
    // The ids of several layers are made into ids of one.
    let chronology = &*chronology.as_one();
    let chosen: BTreeSet<Ref<Event>> = events.into_iter().collect();
    let needed = Needed::new(chronology, &chosen);
    let mut files = registers::files(chronology, &needed);
    files.extend(event_files(chronology, &chosen));
    files.push(registers::chronology(chronology));
    let links = chosen.iter().flat_map(|place| &chronology[*place].links);
    Directory { files, links_left_out: links.filter(|link| !chosen.contains(&link.to)).count() }
}

/// The events, a file a year and kind of file.
fn event_files(chronology: &Chronology, chosen: &BTreeSet<Ref<Event>>) -> Vec<File> {
    let mut years: BTreeMap<i32, Pieces> = BTreeMap::new();
    let mut rows: BTreeMap<i32, Vec<Ref<Event>>> = BTreeMap::new();
    for place in chosen {
        let event = &chronology[*place];
        let year = event.date.earliest().year();
        if belongs_in_a_table(chronology, event) {
            rows.entry(year).or_default().push(*place);
        } else {
            years.entry(year).or_default().push(&events::event(chronology, event, chosen));
        }
    }
    let mut files: Vec<File> =
        years.into_iter().flat_map(|(year, pieces)| pieces.files(&format!("events/{year:04}"))).collect();
    for (year, events) in rows {
        let mut table = Vec::new();
        // Writing to memory does not fail, and what is written is UTF-8.
        if csv::write(chronology, events.into_iter(), &mut table).is_ok()
            && let Ok(text) = String::from_utf8(table)
        {
            files.push(File { path: format!("events/{year:04}.csv"), text });
        }
    }
    files
}

/// Whether the format allows the event in a table only: one without a document, or with a person who has no office for
/// its day.
fn belongs_in_a_table(chronology: &Chronology, event: &Event) -> bool {
    event.citations.is_empty() || event.people.iter().any(|one| chronology.office(event, one).is_none())
}

#[cfg(test)]
mod tests;
