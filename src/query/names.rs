//! What everything that events refer to is called, folded: countries, people, places, publishers and the vocabularies.
//!
//! Names are kept apart from the texts of the events. A word is searched for in both, and the events of an item whose name
//! holds it are found through the columns: so a name stands in memory once, however many events bear it.

use std::collections::HashMap;

use memchr::memmem::Finder;
use summits_chronology::chronology::Chronology;
use summits_chronology::text::fold;

use super::columns::By;
use super::lexicon::{person_spellings, place_spellings};

/// Between two texts that no match may span. Folded text never holds it.
const BREAK: char = '\n';

/// Texts one after the other in one block of memory.
#[derive(Debug, Clone)]
pub struct Arena {
    text: String,
    /// Where each text begins; one more at the end.
    starts: Vec<u32>,
}

impl Arena {
    /// These texts. Their number is the number of items, and an item may have several, with a line end between.
    pub fn new(texts: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let mut arena = Self { text: String::new(), starts: vec![0] };
        for text in texts {
            arena.text.push_str(text.as_ref());
            arena.text.push(BREAK);
            // More than four gigabytes of names are more than a chronology may hold.
            arena.starts.push(u32::try_from(arena.text.len()).unwrap_or(u32::MAX));
        }
        arena
    }

    /// Calls `found` with each text that holds the needle, in order.
    pub fn search(&self, needle: &Finder, mut found: impl FnMut(usize)) {
        let mut at = 0;
        while let Some(offset) = needle.find(&self.text.as_bytes()[at..]) {
            let holder = self.starts.partition_point(|start| *start as usize <= at + offset) - 1;
            found(holder);
            at = self.starts[holder + 1] as usize;
        }
    }

    /// One of the texts.
    pub fn text(&self, item: usize) -> &str {
        &self.text[self.starts[item] as usize..self.starts[item + 1] as usize - BREAK.len_utf8()]
    }
}

/// Every name of a chronology.
#[derive(Debug, Clone)]
pub struct Names {
    arenas: [(By, Arena); 6],
    countries: Arena,
    /// For each whole name of a person, a place or a country: every name of those who bear it.
    borne: HashMap<String, Vec<String>>,
}

impl Names {
    /// Folds every name.
    pub fn new(chronology: &Chronology) -> Self {
        let people: Vec<Vec<String>> =
            chronology.people.iter().map(|person| folded(person_spellings(person))).collect();
        let places: Vec<Vec<String>> = chronology.places.iter().map(|place| folded(place_spellings(place))).collect();
        let countries: Vec<Vec<String>> = chronology
            .countries
            .iter()
            .map(|country| folded([&*country.name, &*country.adjective, &*country.native]))
            .collect();
        // A city is part of what a venue is called and no other name of it.
        let own_names = chronology
            .places
            .iter()
            .map(|place| folded(std::iter::once(&*place.name).chain(place.names.iter().map(|(_, name)| &**name))));
        let called = chronology.countries.iter().map(|country| folded([&*country.name, &*country.native]));
        Self {
            borne: names_by_name(people.iter().cloned().chain(own_names).chain(called)),
            arenas: [
                (By::Kind, Arena::new(chronology.kinds.iter().map(|term| fold(&term.name)))),
                (By::Level, Arena::new(chronology.levels.iter().map(|term| fold(&term.name)))),
                (By::Topic, Arena::new(chronology.topics.iter().map(|term| fold(&term.name)))),
                (By::Publisher, Arena::new(chronology.publishers.iter().map(|publisher| fold(&publisher.name)))),
                (By::Place, Arena::new(places.iter().map(|names| joined(names)))),
                (By::Person, Arena::new(people.iter().map(|names| joined(names)))),
            ],
            countries: Arena::new(countries.iter().map(|names| joined(names))),
        }
    }

    /// Calls `found` with everything whose name holds the needle: by what events are listed, and the item.
    pub fn search(&self, needle: &Finder, mut found: impl FnMut(By, usize)) {
        self.countries.search(needle, |country| {
            found(By::Party, country);
            found(By::Concerned, country);
        });
        for (by, arena) in &self.arenas {
            arena.search(needle, |item| found(*by, item));
        }
    }

    /// Every name of whoever bears this name; the text itself where nobody does.
    pub fn spellings(&self, text: &str) -> Vec<String> {
        self.borne.get(text).cloned().unwrap_or_else(|| vec![text.to_owned()])
    }

    /// Whether someone or something is called by this name.
    pub fn is_name(&self, text: &str) -> bool {
        self.borne.contains_key(text)
    }
}

/// The folded forms of texts, without the empty ones.
pub fn folded<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut folded: Vec<String> = texts.into_iter().map(fold).filter(|text| !text.is_empty()).collect();
    folded.dedup();
    folded
}

fn joined(texts: &[String]) -> String {
    texts.join("\n")
}

/// For each name, the names of all that bear it.
fn names_by_name(borne: impl Iterator<Item = Vec<String>>) -> HashMap<String, Vec<String>> {
    let mut by_name: HashMap<String, Vec<String>> = HashMap::new();
    for names in borne {
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
