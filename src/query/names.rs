//! The folded names of everything that events refer to: countries, people, places, publishers and vocabularies.
//!
//! They are kept apart from the texts of the events. A word is searched for in both; the events of an item whose name
//! contains it are found through the columns. So a name is in memory once, however many events refer to it.

use std::collections::HashMap;

use memchr::memmem::Finder;
use summits_chronology::chronology::Chronology;
use summits_chronology::text::fold;

use super::columns::Column;
use super::lexicon::{person_spellings, place_spellings};

/// Separates two texts, so that no match spans both. Folded text never contains it.
const BREAK: char = '\n';

/// Texts in one block of memory.
#[derive(Debug, Clone)]
pub struct Arena {
    text: String,
    /// Where each text begins, and the end of the last.
    starts: Vec<u32>,
}

impl Arena {
    /// One text per item. An item with several has them joined with [`BREAK`].
    pub fn new(texts: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let mut arena = Self { text: String::new(), starts: vec![0] };
        for text in texts {
            arena.text.push_str(text.as_ref());
            arena.text.push(BREAK);
            // A chronology may not hold four gigabytes of names.
            arena.starts.push(u32::try_from(arena.text.len()).unwrap_or(u32::MAX));
        }
        arena
    }

    /// Calls `found` with each item whose text contains the needle, in order.
    pub fn search(&self, needle: &Finder, mut found: impl FnMut(usize)) {
        let mut at = 0;
        while let Some(offset) = needle.find(&self.text.as_bytes()[at..]) {
            let holder = self.starts.partition_point(|start| *start as usize <= at + offset) - 1;
            found(holder);
            at = self.starts[holder + 1] as usize;
        }
    }

    pub fn text(&self, item: usize) -> &str {
        &self.text[self.starts[item] as usize..self.starts[item + 1] as usize - BREAK.len_utf8()]
    }
}

/// Every name of a chronology.
#[derive(Debug, Clone)]
pub struct Names {
    arenas: [(Column, Arena); 6],
    countries: Arena,
    /// For each whole name of a person, a place or a country: every name of those who have it.
    synonyms: HashMap<String, Vec<String>>,
}

impl Names {
    pub fn new(chronology: &Chronology) -> Self {
        let people: Vec<Vec<String>> =
            chronology.people.iter().map(|person| folded(person_spellings(person))).collect();
        let places: Vec<Vec<String>> = chronology.places.iter().map(|place| folded(place_spellings(place))).collect();
        let countries: Vec<Vec<String>> = chronology
            .countries
            .iter()
            .map(|country| folded([&*country.name, &*country.adjective, &*country.native]))
            .collect();
        // The name of its city finds a venue, but is no name of the venue.
        let own_names = chronology
            .places
            .iter()
            .map(|place| folded(std::iter::once(&*place.name).chain(place.names.iter().map(|(_, name)| &**name))));
        let own_names_of_countries =
            chronology.countries.iter().map(|country| folded([&*country.name, &*country.native]));
        Self {
            synonyms: synonyms(people.iter().cloned().chain(own_names).chain(own_names_of_countries)),
            arenas: [
                (Column::Kind, Arena::new(chronology.kinds.iter().map(|term| fold(&term.name)))),
                (Column::Level, Arena::new(chronology.levels.iter().map(|term| fold(&term.name)))),
                (Column::Topic, Arena::new(chronology.topics.iter().map(|term| fold(&term.name)))),
                (Column::Publisher, Arena::new(chronology.publishers.iter().map(|publisher| fold(&publisher.name)))),
                (Column::Place, Arena::new(places.iter().map(|names| joined(names)))),
                (Column::Person, Arena::new(people.iter().map(|names| joined(names)))),
            ],
            countries: Arena::new(countries.iter().map(|names| joined(names))),
        }
    }

    /// Calls `found` with each item whose name contains the needle.
    pub fn search(&self, needle: &Finder, mut found: impl FnMut(Column, usize)) {
        self.countries.search(needle, |country| {
            found(Column::Party, country);
            found(Column::Concerned, country);
        });
        for (column, arena) in &self.arenas {
            arena.search(needle, |item| found(*column, item));
        }
    }

    /// Every name of the items that have this name; the text itself if none has.
    pub fn spellings(&self, text: &str) -> Vec<String> {
        self.synonyms.get(text).cloned().unwrap_or_else(|| vec![text.to_owned()])
    }

    /// Whether it is a whole name of a person, a place or a country.
    pub fn is_name(&self, text: &str) -> bool {
        self.synonyms.contains_key(text)
    }
}

/// The folded forms of texts, without empty ones.
pub fn folded<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut folded: Vec<String> = texts.into_iter().map(fold).filter(|text| !text.is_empty()).collect();
    folded.dedup();
    folded
}

fn joined(texts: &[String]) -> String {
    texts.join(BREAK.encode_utf8(&mut [0; 4]))
}

/// For each name, every name of those who have it.
fn synonyms(items: impl Iterator<Item = Vec<String>>) -> HashMap<String, Vec<String>> {
    let mut by_name: HashMap<String, Vec<String>> = HashMap::new();
    for names in items {
        for name in &names {
            let all = by_name.entry(name.clone()).or_default();
            for other in &names {
                if !all.contains(other) {
                    all.push(other.clone());
                }
            }
        }
    }
    by_name
}
