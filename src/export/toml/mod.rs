//! TOML: a chronology as a directory of files in the format that the loader reads.
//!
//! Fields are in the order of the format and absent ones are left out, so that a person can continue to edit the files. The
//! directory contains:
//!
//! - `chronology.toml`, complete.
//! - the people, places, publishers and documents that the events name; all of them if every event is exported, so that
//!   nothing is lost.
//! - the events, one file per year. The format allows an event without a document, or with a person without an office, only
//!   in a table, so those are written as CSV.
//!
//! A chronology with a link to an event that is not exported would not load, so such links are left out and counted. Marks
//! and notes are not part of a chronology.

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
    /// The number of links that were left out because their events are not exported.
    pub links_left_out: usize,
}

/// The events, and the items they refer to, as a chronology.
#[must_use]
pub fn directory(chronology: &Chronology, events: impl IntoIterator<Item = Ref<Event>>) -> Directory {
    // Merged chronologies become one, with ids that are unique.
    let chronology = &*chronology.as_one();
    let chosen: BTreeSet<Ref<Event>> = events.into_iter().collect();
    let needed = Needed::new(chronology, &chosen);
    let mut files = registers::files(chronology, &needed);
    files.extend(event_files(chronology, &chosen));
    files.push(registers::chronology(chronology));
    let links = chosen.iter().flat_map(|place| &chronology[*place].links);
    Directory { files, links_left_out: links.filter(|link| !chosen.contains(&link.to)).count() }
}

/// The files of events: for each year a TOML file, a CSV file or both.
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

/// Whether the format allows the event only in a table: it has no document, or a person without an office on its day.
fn belongs_in_a_table(chronology: &Chronology, event: &Event) -> bool {
    event.citations.is_empty() || event.people.iter().any(|one| chronology.office(event, one).is_none())
}

#[cfg(test)]
mod tests;
