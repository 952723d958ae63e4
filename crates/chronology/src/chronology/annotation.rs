//! The reader's annotations of events: marks and notes. They are not in the files of the chronology, but they are attached
//! to it in memory, so that the screen, queries and exports find them with the event.

use std::collections::BTreeMap;

/// The reader's mark and note on one event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Annotation {
    /// Whether the event is marked.
    pub marked: bool,
    /// May be empty, or have several lines.
    pub note: String,
}

impl Annotation {
    /// Whether there is nothing to keep.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.marked && self.note.is_empty()
    }
}

/// A change to the annotation of one event. Two running programs can change the same event: one may mark it while the other
/// writes its note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnnotationChange {
    /// Marks the event, or removes the mark.
    Mark(bool),
    /// Replaces the note; an empty text deletes it.
    Note(String),
}

/// The annotations of a chronology by event id. Those of unknown ids are kept: the event may come back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Annotations(BTreeMap<String, Annotation>);

impl Annotations {
    /// The annotation of the event with this id.
    #[must_use]
    pub fn get(&self, event: &str) -> Option<&Annotation> {
        self.0.get(event)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The annotations by event id, in the order of the ids.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Annotation)> {
        self.0.iter().map(|(event, annotation)| (event.as_str(), annotation))
    }

    /// Applies a change, and removes an annotation that it leaves empty.
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
    /// Skips empty annotations.
    fn from_iter<I: IntoIterator<Item = (String, Annotation)>>(annotations: I) -> Self {
        Self(annotations.into_iter().filter(|(_, annotation)| !annotation.is_empty()).collect())
    }
}
