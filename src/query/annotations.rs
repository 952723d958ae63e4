//! The reader's marks and notes, in the form that conditions and searches read.

use summits_chronology::chronology::Chronology;
use summits_chronology::text::fold;

use super::bit_set::BitSet;

#[derive(Debug)]
pub struct Annotations {
    pub marked: BitSet,
    pub noted: BitSet,
    /// The folded notes in the order of their events.
    pub notes: Vec<(usize, String)>,
}

impl Annotations {
    /// No annotation of any of `length` events.
    pub fn none(length: usize) -> Self {
        Self { marked: BitSet::none(length), noted: BitSet::none(length), notes: Vec::new() }
    }

    pub fn new(chronology: &Chronology) -> Self {
        let mut annotations = Self::none(chronology.events().len());
        for (event, annotation) in chronology.annotated() {
            let event = event.position();
            if annotation.marked {
                annotations.marked.insert(event);
            }
            if !annotation.note.is_empty() {
                annotations.noted.insert(event);
                annotations.notes.push((event, fold(&annotation.note)));
            }
        }
        annotations
    }

    /// The events whose note contains a folded text.
    pub fn containing(&self, text: &str) -> BitSet {
        let events = self.notes.iter().filter(|(_, note)| note.contains(text)).map(|(event, _)| *event);
        BitSet::from_positions(self.noted.length(), events)
    }
}
