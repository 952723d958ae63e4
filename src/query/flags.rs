//! The values of `has:` and `is:`, each with its test of an event.

use summits_chronology::chronology::{Confidence, Event, Status};

/// The value of `has:` that the reader's annotations answer.
pub const NOTE: &str = "note";
/// The value of `is:` that the reader's annotations answer.
pub const MARKED: &str = "marked";

/// A word and what it says of an event.
pub type Flag = (&'static str, fn(&Event) -> bool);

/// The values of `has:`.
pub const HAS: &[Flag] = &[
    ("difference", |event| !event.differences.is_empty()),
    ("excerpt", Event::has_excerpt),
    ("link", |event| !event.links.is_empty()),
    ("outcome", |event| !event.outcome.is_empty()),
    ("venue", |event| event.venue.is_some()),
    ("person", |event| !event.people.is_empty()),
    ("topic", |event| !event.topics.is_empty()),
    ("document", |event| !event.citations.is_empty()),
    ("term", |event| event.citations.iter().any(|citation| !citation.term.is_empty())),
    // Of the reader, not of the event: set by the index when annotations are laid over.
    (NOTE, |_| false),
];

/// The values of `is:`.
pub const IS: &[Flag] = &[
    ("held", |event| event.status == Status::Held),
    ("planned", |event| event.status == Status::Planned),
    ("postponed", |event| event.status == Status::Postponed),
    ("cancelled", |event| event.status == Status::Cancelled),
    ("denied", |event| event.status == Status::Denied),
    ("unconfirmed", |event| event.status == Status::Unconfirmed),
    ("uncertain", |event| event.date.is_uncertain()),
    ("high", |event| event.confidence == Some(Confidence::High)),
    ("medium", |event| event.confidence == Some(Confidence::Medium)),
    ("doubtful", |event| event.confidence == Some(Confidence::Low)),
    (MARKED, |_| false),
];

/// The flags of an event as places among [`HAS`] and then [`IS`].
pub fn of(event: &Event) -> impl Iterator<Item = usize> + '_ {
    HAS.iter().chain(IS).enumerate().filter(|(_, (_, holds))| holds(event)).map(|(place, _)| place)
}

/// The place of a value of `has:`.
pub fn has(value: &str) -> Option<usize> {
    HAS.iter().position(|(word, _)| *word == value)
}

/// The place of a value of `is:`.
pub fn is(value: &str) -> Option<usize> {
    IS.iter().position(|(word, _)| *word == value).map(|place| HAS.len() + place)
}
