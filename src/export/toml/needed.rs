//! Which items of the registers go along with the events that are exported.

use std::collections::BTreeSet;

use summits_chronology::chronology::{Chronology, Event, Ref};

/// Which items of the registers are written, by position.
pub struct Needed {
    pub people: BTreeSet<usize>,
    pub places: BTreeSet<usize>,
    pub publishers: BTreeSet<usize>,
    pub documents: BTreeSet<usize>,
}

impl Needed {
    pub fn new(chronology: &Chronology, chosen: &BTreeSet<Ref<Event>>) -> Self {
        if chosen.len() == chronology.events().len() {
            return Self {
                people: (0..chronology.people.len()).collect(),
                places: (0..chronology.places.len()).collect(),
                publishers: (0..chronology.publishers.len()).collect(),
                documents: (0..chronology.documents.len()).collect(),
            };
        }
        let events = || chosen.iter().map(|place| &chronology[*place]);
        let cited = || events().flat_map(|event| &event.citations).map(|citation| citation.document);
        Self {
            people: events().flat_map(|event| &event.people).map(|one| one.person.position()).collect(),
            places: events().filter_map(|event| event.venue).map(Ref::position).collect(),
            publishers: cited().map(|document| chronology.documents[document].publisher.position()).collect(),
            documents: cited().map(Ref::position).collect(),
        }
    }
}
