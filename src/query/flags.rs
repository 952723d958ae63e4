//! The values of `has:` and `is:`, and how each is tested.

use summits_chronology::chronology::{Bearing, Confidence, Event, Status};

/// A value of `has:` or `is:`.
#[derive(Debug, Clone, Copy)]
pub struct Flag {
    pub word: &'static str,
    pub test: FlagTest,
}

/// What decides whether an event has a flag.
#[derive(Debug, Clone, Copy)]
pub enum FlagTest {
    Event(fn(&Event) -> bool),
    /// The reader wrote a note on it.
    Noted,
    /// The reader marked it.
    Marked,
}

impl Flag {
    const fn new(word: &'static str, test: fn(&Event) -> bool) -> Self {
        Self { word, test: FlagTest::Event(test) }
    }

    /// Whether the event itself says so. False for the flags that the reader sets.
    pub fn holds(&self, event: &Event) -> bool {
        match self.test {
            FlagTest::Event(test) => test(event),
            FlagTest::Noted | FlagTest::Marked => false,
        }
    }
}

/// The values of `has:`.
pub const HAS: &[Flag] = &[
    Flag::new("difference", |event| !event.differences.is_empty()),
    Flag::new("excerpt", Event::has_excerpt),
    Flag::new("link", |event| !event.links.is_empty()),
    Flag::new("outcome", |event| !event.outcome.is_empty()),
    Flag::new("venue", |event| event.venue.is_some()),
    Flag::new("person", |event| !event.people.is_empty()),
    Flag::new("topic", |event| !event.topics.is_empty()),
    Flag::new("document", |event| !event.citations.is_empty()),
    Flag::new("direct", |event| event.has_bearing(Bearing::Direct)),
    Flag::new("preview", |event| event.has_bearing(Bearing::Preview)),
    Flag::new("context", |event| event.has_bearing(Bearing::Context)),
    Flag::new("term", |event| event.citations.iter().any(|citation| !citation.term.is_empty())),
    Flag { word: "note", test: FlagTest::Noted },
];

/// The values of `is:`.
pub const IS: &[Flag] = &[
    Flag::new("held", |event| event.status == Status::Held),
    Flag::new("planned", |event| event.status == Status::Planned),
    Flag::new("postponed", |event| event.status == Status::Postponed),
    Flag::new("cancelled", |event| event.status == Status::Cancelled),
    Flag::new("denied", |event| event.status == Status::Denied),
    Flag::new("unconfirmed", |event| event.status == Status::Unconfirmed),
    Flag::new("uncertain", |event| event.date.is_uncertain()),
    Flag::new("high", |event| event.confidence == Some(Confidence::High)),
    Flag::new("medium", |event| event.confidence == Some(Confidence::Medium)),
    Flag::new("doubtful", |event| event.confidence == Some(Confidence::Low)),
    Flag { word: "marked", test: FlagTest::Marked },
];

/// The flag with this word and its position among `flags`.
pub fn find(flags: &'static [Flag], word: &str) -> Option<(usize, &'static Flag)> {
    flags.iter().enumerate().find(|(_, flag)| flag.word == word)
}
