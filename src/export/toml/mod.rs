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
mod registers;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use summits_chronology::chronology::{Chronology, Event, Ref};

use crate::export::csv;

/// The longest that a file may become before the next one is begun. It is far below what the loader reads, and small
/// files are read in parallel.
const LONGEST: usize = 4 << 20;

/// A file of a chronology.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path within the directory: `events/2003.toml`.
    pub path: String,
    /// What it holds.
    pub text: String,
}

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

/// Which items of the registers are written, by position.
struct Needed {
    people: BTreeSet<usize>,
    places: BTreeSet<usize>,
    publishers: BTreeSet<usize>,
    documents: BTreeSet<usize>,
}

impl Needed {
    fn new(chronology: &Chronology, chosen: &BTreeSet<Ref<Event>>) -> Self {
        if chosen.len() == chronology.events().len() {
            return Self {
                people: (0..chronology.people.len()).collect(),
                places: (0..chronology.places.len()).collect(),
                publishers: (0..chronology.publishers.len()).collect(),
                documents: (0..chronology.documents.len()).collect(),
            };
        }
        let events = || chosen.iter().map(|place| &chronology[*place]);
        let cited = || events().flat_map(|event| &event.citations).map(|citation| citation.document);
        Self {
            people: events().flat_map(|event| &event.people).map(|one| one.person.position()).collect(),
            places: events().filter_map(|event| event.venue).map(Ref::position).collect(),
            publishers: cited().map(|document| chronology.documents[document].publisher.position()).collect(),
            documents: cited().map(Ref::position).collect(),
        }
    }
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

/// The tables of one file, or of several where one would be too long.
#[derive(Default)]
struct Pieces(Vec<String>);

impl Pieces {
    fn push(&mut self, table: &str) {
        match self.0.last_mut() {
            Some(last) if last.len() + table.len() < LONGEST => {
                last.push('\n');
                last.push_str(table);
            },
            _ => self.0.push(table.to_owned()),
        }
    }

    /// `events/2003.toml`, `events/2003-2.toml` …
    fn files(self, path: &str) -> Vec<File> {
        let file = |(number, text)| match number {
            0 => File { path: format!("{path}.toml"), text },
            _ => File { path: format!("{path}-{}.toml", number + 1), text },
        };
        self.0.into_iter().enumerate().map(file).collect()
    }
}

#[cfg(test)]
mod tests;
