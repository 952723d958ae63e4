//! Folded text in arenas: what every event says, and what everything that it refers to is called.
//!
//! An event's own text and the names in the registers are kept apart. A word is searched in both, and the events of an item
//! whose name holds it are found through the postings: so a name stands in memory once, however many events bear it.

use std::collections::HashMap;

use memchr::memmem::Finder;
use rayon::prelude::*;

use super::bits::Bits;
use super::lexicon::{person_spellings, place_spellings};
use crate::chronology::{Chronology, Event};
use crate::text::fold;

/// Between two texts that no match may span. Folded text never holds it.
const BREAK: char = '\n';

/// Texts one after the other in one block of memory.
#[derive(Debug, Clone)]
pub struct Arena {
    text: String,
    /// Where each text begins; one more at the end.
    starts: Vec<usize>,
}

impl Arena {
    fn new(texts: impl IntoIterator<Item = String>) -> Self {
        let mut arena = Self { text: String::new(), starts: vec![0] };
        for text in texts {
            arena.text.push_str(&text);
            arena.text.push(BREAK);
            arena.starts.push(arena.text.len());
        }
        arena
    }

    /// Calls `found` with each text that holds the needle, in order.
    pub fn search(&self, needle: &Finder, mut found: impl FnMut(usize)) {
        let mut at = 0;
        while let Some(offset) = needle.find(&self.text.as_bytes()[at..]) {
            let holder = self.starts.partition_point(|start| *start <= at + offset) - 1;
            found(holder);
            at = self.starts[holder + 1];
        }
    }

    /// Whether one text holds the needle.
    fn holds(&self, text: usize, needle: &Finder) -> bool {
        needle.find(&self.text.as_bytes()[self.starts[text]..self.starts[text + 1]]).is_some()
    }
}

/// Every text of a chronology.
#[derive(Debug, Clone)]
pub struct Texts {
    events: Arena,
    pub countries: Arena,
    pub kinds: Arena,
    pub levels: Arena,
    pub topics: Arena,
    pub people: Arena,
    pub places: Arena,
    pub publishers: Arena,
    pub documents: Arena,
    /// For each whole name of a person, a place or a country: every name of those who bear it.
    names: HashMap<String, Vec<String>>,
}

impl Texts {
    /// Folds everything. It takes the longest of all that an index does, so it is done when a word is first searched for.
    pub fn new(chronology: &Chronology) -> Self {
        let events: Vec<String> =
            chronology.events().iter().as_slice().par_iter().map(|event| event_text(chronology, event)).collect();
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
        let names = names_by_name(people.iter().cloned().chain(own_names).chain(called));
        Self {
            events: Arena::new(events),
            countries: Arena::new(countries.iter().map(|names| joined(names))),
            kinds: Arena::new(chronology.kinds.iter().map(|term| fold(&term.name))),
            levels: Arena::new(chronology.levels.iter().map(|term| fold(&term.name))),
            topics: Arena::new(chronology.topics.iter().map(|term| fold(&term.name))),
            people: Arena::new(people.iter().map(|names| joined(names))),
            places: Arena::new(places.iter().map(|names| joined(names))),
            publishers: Arena::new(chronology.publishers.iter().map(|publisher| fold(&publisher.name))),
            documents: Arena::new(
                chronology.documents.iter().map(|document| joined(&folded([&*document.title, &*document.as_named]))),
            ),
            names,
        }
    }

    /// Adds to `found` the events of `within` whose own text holds the needle.
    pub fn search_events(&self, needle: &Finder, within: &Bits, found: &mut Bits) {
        // Going from event to event costs more a byte than one pass, and pays where few are left.
        const FEW: usize = 8;
        if within.count() < within.length() / FEW {
            within.iter().filter(|event| self.events.holds(*event, needle)).for_each(|event| found.insert(event));
        } else {
            self.events.search(needle, |event| found.insert(event));
        }
    }

    /// Every name of whoever bears this name; the text itself where nobody does.
    pub fn spellings(&self, text: &str) -> Vec<String> {
        self.names.get(text).cloned().unwrap_or_else(|| vec![text.to_owned()])
    }

    /// Whether someone or something is called by this name.
    pub fn is_name(&self, text: &str) -> bool {
        self.names.contains_key(text)
    }
}

/// Everything that an event says itself, folded.
fn event_text(chronology: &Chronology, event: &Event) -> String {
    let citations = event
        .citations
        .iter()
        .flat_map(|citation| [&citation.account, &citation.term].into_iter().chain(&citation.excerpts));
    let differences = event
        .differences
        .iter()
        .flat_map(|difference| difference.positions.iter().map(|position| &position.says).chain([&difference.reading]));
    let offices = event.people.iter().filter_map(|participant| chronology.office(event, participant));
    let own = [&event.title, &event.setting, &event.summary, &event.note].into_iter().chain(&event.outcome);
    let texts = own.chain(citations).chain(differences).map(|text| &**text).chain(offices);
    joined(&folded(texts))
}

/// The folded forms of texts, without the empty ones.
fn folded<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
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
