//! The inverted index: for every word of the texts, the events that contain it.
//!
//! It consists of segments, each with the words of some consecutive events. A segment is built and searched by itself,
//! so both can use all cores and can be cancelled between two segments, and the segment of the selected event can be
//! searched first. Words repeat themselves, so the index takes a fraction of the memory of the texts, and a search for
//! a part of a word reads the distinct words and not the texts.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use memchr::memmem::Finder;
use summits_chronology::chronology::{Chronology, Event};

use super::bit_set::BitSet;
use super::names::{Arena, folded};
use super::postings::{Posting, Postings};

/// How many events a segment has: a multiple of 64 that two bytes can count. In tests so few that some chronologies
/// have several segments.
const SEGMENT: usize = if cfg!(test) { 1 << 10 } else { 1 << 14 };

/// The words of a chronology's events, as far as its segments are built.
#[derive(Debug)]
pub struct InvertedIndex {
    /// The number of events.
    length: usize,
    segments: Vec<OnceLock<Segment>>,
}

/// The words of some events.
#[derive(Debug)]
struct Segment {
    /// Every word once.
    words: Arena,
    /// For each word the events that contain it, counted from the first of the segment.
    events: Postings<u16>,
}

impl InvertedIndex {
    /// An index of `length` events, with no segment built yet.
    pub fn new(length: usize) -> Self {
        Self { length, segments: (0..length.div_ceil(SEGMENT)).map(|_| OnceLock::new()).collect() }
    }

    /// How many segments it has.
    pub fn count(&self) -> usize {
        self.segments.len()
    }

    /// The segment that an event is in.
    pub fn segment_of(event: usize) -> usize {
        event / SEGMENT
    }

    /// The events of a segment.
    pub fn events_of(&self, segment: usize) -> Range<usize> {
        segment * SEGMENT..((segment + 1) * SEGMENT).min(self.length)
    }

    pub fn is_built(&self, segment: usize) -> bool {
        self.segments[segment].get().is_some()
    }

    /// Builds a segment unless it is built.
    pub fn build(&self, chronology: &Chronology, segment: usize) {
        self.segment(chronology, segment);
    }

    fn segment(&self, chronology: &Chronology, segment: usize) -> &Segment {
        self.segments[segment].get_or_init(|| {
            let events = &chronology.events().iter().as_slice()[self.events_of(segment)];
            Segment::new(chronology, events)
        })
    }

    /// Adds the events of a segment whose texts contain a folded text to `found`, a set of the events of the segment.
    /// It may leave out those that are not in `wanted`. It builds the segment if that is not built.
    pub fn search(&self, chronology: &Chronology, segment: usize, text: &str, wanted: &BitSet, found: &mut BitSet) {
        let first = self.events_of(segment).start;
        let own = self.segment(chronology, segment);
        let mut words = text.split(' ');
        let (Some(beginning), Some(end)) = (words.next(), words.next_back()) else {
            return own.add(text, found);
        };
        // The index says which events contain all the words; whether they are adjacent, only the texts can tell.
        let mut candidates = wanted.clone();
        candidates.and_not(found);
        candidates.and(&own.matching(beginning, |word| word.ends_with(beginning)));
        candidates.and(&own.matching(end, |word| word.starts_with(end)));
        for middle in words {
            candidates.and(&own.matching(middle, |word| word == middle));
        }
        let finder = Finder::new(text);
        for event in candidates.iter() {
            if contains(chronology, first + event, &finder) {
                found.insert(event);
            }
        }
    }
}

/// Whether a text of an event contains the needle. It reads the texts, not the index.
pub fn contains(chronology: &Chronology, event: usize, needle: &Finder) -> bool {
    let event = &chronology.events().iter().as_slice()[event];
    texts(chronology, event).iter().any(|text| needle.find(text.as_bytes()).is_some())
}

impl Segment {
    fn new(chronology: &Chronology, events: &[Event]) -> Self {
        let mut numbers: HashMap<Box<str>, u32> = HashMap::new();
        let mut postings: Vec<Posting> = Vec::new();
        for (position, event) in (0..).zip(events) {
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
                    postings.push((position, number));
                }
            }
        }
        let mut words = vec![""; numbers.len()];
        for (word, number) in &numbers {
            words[*number as usize] = word;
        }
        Self { words: Arena::new(&words), events: Postings::new(words.len(), events.len(), &[&postings]) }
    }

    /// Adds the events with a word that contains `part`.
    fn add(&self, part: &str, found: &mut BitSet) {
        self.words.search(&Finder::new(part), |word| self.events.add(word, found));
    }

    /// The events with a word that contains `part` and is `wanted`.
    fn matching(&self, part: &str, wanted: impl Fn(&str) -> bool) -> BitSet {
        let mut found = BitSet::none(self.events.length());
        self.words.search(&Finder::new(part), |word| {
            if wanted(self.words.text(word)) {
                self.events.add(word, &mut found);
            }
        });
        found
    }
}

/// The folded texts of an event, and the titles of its documents.
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
