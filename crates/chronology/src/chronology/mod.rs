//! The domain: what a chronology is, with no files, no terminal and no TOML.
//!
//! A [`Chronology`] does not change, except for the reader's [`Annotations`]. Its events are in chronological order, so
//! a [`Ref<Event>`] is also a position in that order, and a selection of events is a sorted list of references. What
//! can be computed from the files (the badge of an event, the neighbours of the same pair, the links that point to an
//! event) is computed here, and not stored in them.

mod annotation;
mod chain;
mod country;
mod date;
mod document;
mod event;
mod evidence;
mod file_line;
mod item;
mod layers;
mod ordering;
mod person;
mod place;
mod register;
mod texts;
mod vocabulary;

use std::collections::HashMap;
use std::ops::{Deref, Index};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use annotation::{Annotation, AnnotationChange, Annotations};
pub use chain::{Branch, Chain, Step};
pub use country::{Country, CountryCode, CountrySet};
pub use date::{Certainty, DateError, EventDate, MONTHS, PartialDate, Shape, TimeWindow, weekday};
pub use document::{Class, Document, Licence, Publisher, QuotationLimit};
pub use event::{Aspect, Citation, Confidence, Difference, Event, Link, LinkKind, Mode, Participant, Position, Status};
pub use evidence::{Evidence, Support};
pub use file_line::{FileLine, FileLines};
pub use item::Item;
pub use layers::{Layer, MergeError, own_id};
pub use person::{Office, Person};
pub use place::{Place, Sovereignty};
pub use register::{Hashing, Identified, Ids, Ref, Register};
pub use texts::{Text, Texts};
pub(crate) use texts::{with_texts_read, with_texts_written};
pub use vocabulary::{Kind, Level, Term, Topic, Vocabulary};

/// What a chronology says of itself, and the registers that its events refer to.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Registers {
    /// For the top of the screen.
    pub title: Box<str>,
    /// The time that it covers.
    pub span: EventDate,
    /// What it is about; may be empty.
    pub about: Box<str>,
    /// The countries whose contacts it records, in the order of the columns in the list.
    pub countries: Register<Country>,
    /// What an event can be.
    pub kinds: Vocabulary<Kind>,
    /// The ranks at which an event can take place.
    pub levels: Vocabulary<Level>,
    /// What an event can be about.
    pub topics: Vocabulary<Topic>,
    /// The authority file: every person once.
    pub people: Register<Person>,
    /// The gazetteer: every venue once.
    pub places: Register<Place>,
    /// Who published the documents.
    pub publishers: Register<Publisher>,
    /// The documents that the events cite.
    pub documents: Register<Document>,
}

/// A documented chronology: events in chronological order, and the registers they refer to.
///
/// Copies share everything but the annotations, so that the reader can write a note on one while another is searched.
#[derive(Debug, Clone)]
pub struct Chronology {
    data: Arc<ChronologyData>,
    /// By layer, with the ids that the events have there.
    annotations: Vec<Annotations>,
}

/// What was loaded, and what is derived from it.
#[derive(Debug, Clone)]
struct ChronologyData {
    registers: Registers,
    events: Register<Event>,
    /// The events of each set of parties, in chronological order.
    by_parties: HashMap<CountrySet, Vec<Ref<Event>>>,
    /// The links that point to an event. Their `to` is the event that they come from.
    incoming: HashMap<Ref<Event>, Vec<Link>>,
    file_lines: FileLines,
    layers: layers::Layers,
}

impl Chronology {
    /// Puts the events into the order of time.
    ///
    /// Links between events are positions in `events` as given; they are adjusted.
    #[must_use]
    pub fn new(registers: Registers, events: Vec<Event>) -> Self {
        let ids = Ids::new(&events, |_, _| ());
        Self::with_ids(registers, events, ids, FileLines::default())
    }

    /// As [`Chronology::new`], where the `ids` of the events and their lines in the files, both in the order of
    /// `events`, are known.
    #[must_use]
    pub fn with_ids(registers: Registers, events: Vec<Event>, ids: Ids, file_lines: FileLines) -> Self {
        Self::with_layers(registers, events, ids, file_lines, layers::Layers::default())
    }

    fn with_layers(
        registers: Registers,
        mut events: Vec<Event>,
        mut ids: Ids,
        mut file_lines: FileLines,
        mut layers: layers::Layers,
    ) -> Self {
        if let Some(order) = ordering::order(&events, layers.are_several()) {
            file_lines.reorder(&order);
            layers.reorder(&order);
            let moved = ordering::inverse(&order);
            ids.reorder(&moved);
            for link in events.iter_mut().flat_map(|event| &mut event.links) {
                link.to = Ref::new(moved[link.to.position()] as usize);
            }
            ordering::permute(&mut events, moved);
        }
        let events = Register::with_ids(events, ids);
        let mut by_parties: HashMap<CountrySet, Vec<Ref<Event>>> = HashMap::new();
        let mut incoming: HashMap<Ref<Event>, Vec<Link>> = HashMap::new();
        for (reference, event) in events.entries() {
            by_parties.entry(event.parties).or_default().push(reference);
            for link in &event.links {
                incoming.entry(link.to).or_default().push(Link { to: reference, kind: link.kind });
            }
        }
        let data = ChronologyData { registers, events, by_parties, incoming, file_lines, layers };
        Self { data: Arc::new(data), annotations: Vec::new() }
    }

    /// The events in chronological order.
    #[must_use]
    pub fn events(&self) -> &Register<Event> {
        &self.data.events
    }

    /// The links that point to `event`, in chronological order. `to` is the event with the link, and the relation
    /// is read with [`LinkKind::backward`].
    #[must_use]
    pub fn incoming(&self, event: Ref<Event>) -> &[Link] {
        self.data.incoming.get(&event).map_or(&[], Vec::as_slice)
    }

    /// The events with the same parties as `event`, including itself, in chronological order.
    #[must_use]
    pub fn of_same_parties(&self, event: Ref<Event>) -> &[Ref<Event>] {
        self.data.by_parties.get(&self.data.events[event].parties).map_or(&[], Vec::as_slice)
    }

    /// The events before and after `event` with the same parties.
    #[must_use]
    pub fn neighbours(&self, event: Ref<Event>) -> (Option<Ref<Event>>, Option<Ref<Event>>) {
        let same = self.of_same_parties(event);
        let position = same.partition_point(|other| *other < event);
        let before = position.checked_sub(1).and_then(|before| same.get(before)).copied();
        (before, same.get(position + 1).copied())
    }

    /// The event that corresponds to one of another chronology: the one with the same id, else the first that is not
    /// earlier, else the last.
    #[must_use]
    pub fn counterpart(&self, event: &Event) -> Option<Ref<Event>> {
        self.events().find(&event.id).or_else(|| {
            let mut later = self.events().entries().filter(|(_, other)| other.date.sequence(&event.date).is_ge());
            later.next().map(|(reference, _)| reference).or_else(|| self.events().refs().next_back())
        })
    }

    /// The file and line of an event, if the chronology was read from files.
    #[must_use]
    pub fn file_line(&self, event: Ref<Event>) -> Option<FileLine<'_>> {
        self.data.file_lines.get(event.position())
    }

    /// The reader's annotation of an event.
    #[must_use]
    pub fn annotation(&self, event: Ref<Event>) -> Option<&Annotation> {
        self.annotations.get(self.layer_of(event).position())?.get(own_id(&self[event].id))
    }

    /// The reader's annotations of the events of a layer.
    #[must_use]
    pub fn annotations(&self, layer: Ref<Layer>) -> Option<&Annotations> {
        self.annotations.get(layer.position())
    }

    /// The events with annotations.
    pub fn annotated(&self) -> impl Iterator<Item = (Ref<Event>, &Annotation)> {
        let layers = self.annotations.iter().enumerate();
        layers.flat_map(move |(layer, annotations)| {
            annotations
                .iter()
                .filter_map(move |(id, annotation)| Some((self.event_in(Ref::new(layer), id)?, annotation)))
        })
    }

    /// Replaces the annotations of a layer.
    pub fn set_annotations(&mut self, layer: Ref<Layer>, annotations: Annotations) {
        let least = layer.position() + 1;
        if self.annotations.len() < least {
            self.annotations.resize(least, Annotations::default());
        }
        self.annotations[layer.position()] = annotations;
    }

    /// Takes over the annotations of another version of the same layers.
    pub fn copy_annotations(&mut self, other: &Self) {
        self.annotations.clone_from(&other.annotations);
    }

    /// How well an event is documented.
    #[must_use]
    pub fn evidence(&self, event: &Event) -> Evidence {
        Evidence::new(event, &self.documents, &self.countries)
    }

    /// The office of a participant: the one given with the event, else the one held that day.
    #[must_use]
    pub fn office<'a>(&'a self, event: &'a Event, participant: &'a Participant) -> Option<&'a str> {
        let held = || self.people[participant.person].office_on(&event.date).map(|office| &*office.title);
        participant.office.as_deref().or_else(held)
    }
}

/// The registers are accessible directly: `chronology.people`, `chronology.countries`.
impl Deref for Chronology {
    type Target = Registers;

    fn deref(&self) -> &Registers {
        &self.data.registers
    }
}

/// `chronology[event]`.
impl Index<Ref<Event>> for Chronology {
    type Output = Event;

    fn index(&self, event: Ref<Event>) -> &Event {
        &self.data.events[event]
    }
}

#[cfg(any(test, feature = "fixture"))]
pub mod fixture;
#[cfg(test)]
mod tests;
