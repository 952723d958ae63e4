//! What the reader puts down about events: marks and notes. They are no part of the chronology's files; they are laid
//! over it, so that the screen, the query and the exports find them where they find the event.

use std::collections::BTreeMap;

/// What the reader has put down about one event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Jotting {
    /// Whether the event is marked.
    pub marked: bool,
    /// The note; may be empty, may have several lines.
    pub note: String,
}

impl Jotting {
    /// Whether there is nothing to keep.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.marked && self.note.is_empty()
    }
}

/// A change to what is put down about one event. Changes of two running copies to the same event merge by part: the one
/// may mark it while the other writes its note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JottingChange {
    /// Mark the event, or take the mark away.
    Mark(bool),
    /// Write the note, or with an empty text take it away.
    Note(String),
}

/// The jottings of a chronology by event id. An id that the chronology does not have is kept: the event may come back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Jottings(BTreeMap<String, Jotting>);

impl Jottings {
    /// What is put down about the event with this id.
    #[must_use]
    pub fn get(&self, event: &str) -> Option<&Jotting> {
        self.0.get(event)
    }

    /// Whether nothing is put down at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The jottings by event id, in the order of the ids.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Jotting)> {
        self.0.iter().map(|(event, jotting)| (event.as_str(), jotting))
    }

    /// Does a change. What becomes empty is forgotten.
    pub fn apply(&mut self, event: &str, change: &JottingChange) {
        let jotting = self.0.entry(event.to_owned()).or_default();
        match change {
            JottingChange::Mark(marked) => jotting.marked = *marked,
            JottingChange::Note(note) => jotting.note.clone_from(note),
        }
        if jotting.is_empty() {
            self.0.remove(event);
        }
    }
}

impl FromIterator<(String, Jotting)> for Jottings {
    /// Collects jottings; empty ones are left out.
    fn from_iter<I: IntoIterator<Item = (String, Jotting)>>(jottings: I) -> Self {
        Self(jottings.into_iter().filter(|(_, jotting)| !jotting.is_empty()).collect())
    }
}
