//! What the reader puts down about events: marks and notes. They are no part of the chronology's files; they are laid
//! over it, so that the screen, the query and the exports find them where they find the event.

use std::collections::BTreeMap;

/// What the reader has put down about one event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Annotation {
    /// Whether the event is marked.
    pub marked: bool,
    /// The note; may be empty, may have several lines.
    pub note: String,
}

impl Annotation {
    /// Whether there is nothing to keep.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.marked && self.note.is_empty()
    }
}

/// A change to what is put down about one event. Changes of two running copies to the same event merge by part: the one
/// may mark it while the other writes its note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnnotationChange {
    /// Mark the event, or take the mark away.
    Mark(bool),
    /// Write the note, or with an empty text take it away.
    Note(String),
}

/// The annotations of a chronology by event id. An id that the chronology does not have is kept: the event may come back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Annotations(BTreeMap<String, Annotation>);

impl Annotations {
    /// What is put down about the event with this id.
    #[must_use]
    pub fn get(&self, event: &str) -> Option<&Annotation> {
        self.0.get(event)
    }

    /// Whether nothing is put down at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The annotations by event id, in the order of the ids.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Annotation)> {
        self.0.iter().map(|(event, annotation)| (event.as_str(), annotation))
    }

    /// Does a change. What becomes empty is forgotten.
    pub fn apply(&mut self, event: &str, change: &AnnotationChange) {
        let annotation = self.0.entry(event.to_owned()).or_default();
        match change {
            AnnotationChange::Mark(marked) => annotation.marked = *marked,
            AnnotationChange::Note(note) => annotation.note.clone_from(note),
        }
        if annotation.is_empty() {
            self.0.remove(event);
        }
    }
}

impl FromIterator<(String, Annotation)> for Annotations {
    /// Collects annotations; empty ones are left out.
    fn from_iter<I: IntoIterator<Item = (String, Annotation)>>(annotations: I) -> Self {
        Self(annotations.into_iter().filter(|(_, annotation)| !annotation.is_empty()).collect())
    }
}
