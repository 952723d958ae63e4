//! The concordance: for every word of the texts, the events in which it stands.
//!
//! It comes in volumes, each of so many events that follow one another, and each with words of its own. A volume is made
//! by itself and asked by itself, so both are done on all cores, can be abandoned between two volumes, and the events
//! around the reader can be answered for before all others. Words repeat themselves, so a concordance takes a fraction of
//! what the texts take, and looking for a part of a word goes over the words and not over the texts.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use memchr::memmem::Finder;
use summits_chronology::chronology::{Chronology, Event};

use super::bits::Bits;
use super::names::{Arena, folded};
use super::postings::{Naming, Postings};

/// How many events a volume has: a multiple of 64 for which two bytes say which. In tests so few that some have several.
const VOLUME: usize = if cfg!(test) { 1 << 10 } else { 1 << 14 };

/// The words of a chronology's events, as far as its volumes are made.
#[derive(Debug)]
pub struct Concordance {
    length: usize,
    volumes: Vec<OnceLock<Volume>>,
}

/// The words of some events.
#[derive(Debug)]
struct Volume {
    /// Every word once.
    words: Arena,
    /// For each word the events that have it, counted from the first of the volume.
    events: Postings<u16>,
}

impl Concordance {
    /// A concordance of so many events, of which no volume is made yet.
    pub fn new(length: usize) -> Self {
        Self { length, volumes: (0..length.div_ceil(VOLUME)).map(|_| OnceLock::new()).collect() }
    }

    /// How many volumes it has.
    pub fn volumes(&self) -> usize {
        self.volumes.len()
    }

    /// The volume that an event is in.
    pub fn volume_of(event: usize) -> usize {
        event / VOLUME
    }

    /// The events of a volume.
    pub fn events_of(&self, volume: usize) -> Range<usize> {
        volume * VOLUME..((volume + 1) * VOLUME).min(self.length)
    }

    /// Whether a volume is made.
    pub fn is_made(&self, volume: usize) -> bool {
        self.volumes[volume].get().is_some()
    }

    /// Makes a volume, if it is not.
    pub fn make(&self, chronology: &Chronology, volume: usize) {
        self.volume(chronology, volume);
    }

    fn volume(&self, chronology: &Chronology, volume: usize) -> &Volume {
        self.volumes[volume].get_or_init(|| {
            let events = &chronology.events().iter().as_slice()[self.events_of(volume)];
            Volume::new(chronology, events)
        })
    }

    /// Adds the events of a volume whose texts hold a folded text to `found`, a set of the events of the volume. It may
    /// leave out those that are not in `wanted`, and makes the volume if it is not made.
    pub fn search(&self, chronology: &Chronology, volume: usize, text: &str, wanted: &Bits, found: &mut Bits) {
        let first = self.events_of(volume).start;
        let own = self.volume(chronology, volume);
        let mut parts = text.split(' ');
        let (Some(beginning), Some(end)) = (parts.next(), parts.next_back()) else {
            return own.add(text, found);
        };
        // Each of its words stands in the event; whether they stand together, only the texts can tell.
        let mut candidates = wanted.clone();
        candidates.and_not(found);
        candidates.and(&own.matching(beginning, |word| word.ends_with(beginning)));
        candidates.and(&own.matching(end, |word| word.starts_with(end)));
        for middle in parts {
            candidates.and(&own.matching(middle, |word| word == middle));
        }
        let finder = Finder::new(text);
        for event in candidates.iter() {
            if holds(chronology, first + event, &finder) {
                found.insert(event);
            }
        }
    }
}

/// Whether a text of an event holds the needle, without a concordance.
pub fn holds(chronology: &Chronology, event: usize, needle: &Finder) -> bool {
    let event = &chronology.events().iter().as_slice()[event];
    texts(chronology, event).iter().any(|text| needle.find(text.as_bytes()).is_some())
}

impl Volume {
    fn new(chronology: &Chronology, events: &[Event]) -> Self {
        let mut numbers: HashMap<Box<str>, u32> = HashMap::new();
        let mut namings: Vec<Naming> = Vec::new();
        for (place, event) in (0..).zip(events) {
            for text in texts(chronology, event) {
                for word in text.split(' ') {
                    let number = match numbers.get(word) {
                        Some(number) => *number,
                        None => {
                            let number = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                            numbers.insert(word.into(), number);
                            number
                        },
                    };
                    namings.push((place, number));
                }
            }
        }
        let mut words = vec![""; numbers.len()];
        for (word, number) in &numbers {
            words[*number as usize] = word;
        }
        Self { words: Arena::new(&words), events: Postings::new(words.len(), events.len(), &[&namings]) }
    }

    /// Adds the events that have a word of which `part` is a part.
    fn add(&self, part: &str, found: &mut Bits) {
        self.words.search(&Finder::new(part), |word| self.events.add(word, found));
    }

    /// The events that have a word of which `part` is a part, and which is `right`.
    fn matching(&self, part: &str, right: impl Fn(&str) -> bool) -> Bits {
        let mut found = Bits::none(self.events.length());
        self.words.search(&Finder::new(part), |word| {
            if right(self.words.text(word)) {
                self.events.add(word, &mut found);
            }
        });
        found
    }
}

/// Everything that an event says itself and what its documents are called, folded.
fn texts(chronology: &Chronology, event: &Event) -> Vec<String> {
    let citations = event
        .citations
        .iter()
        .flat_map(|citation| [&citation.account, &citation.term].into_iter().chain(&citation.excerpts));
    let differences = event
        .differences
        .iter()
        .flat_map(|difference| difference.positions.iter().map(|position| &position.says).chain([&difference.reading]));
    let offices = event.people.iter().filter_map(|participant| chronology.office(event, participant));
    let documents = event.citations.iter().map(|citation| &chronology.documents[citation.document]);
    let titles = documents.flat_map(|document| [&document.title, &document.as_named]);
    let own = [&event.title, &event.setting, &event.summary, &event.note].into_iter().chain(&event.outcome);
    folded(own.chain(citations).chain(differences).chain(titles).map(|text| &**text).chain(offices))
}
