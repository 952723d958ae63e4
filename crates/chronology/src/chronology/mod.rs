//! The domain, pure: what a chronology is, with no input or output, no terminal and no TOML.
//!
//! A [`Chronology`] does not change, except that the reader's [`Annotations`] are laid over it. Its events stand in the order of time, so a [`Ref<Event>`] is also a place in the
//! sequence and a selection of events is a sorted list of references. Everything that can be computed from the files
//! (the badge of an event, the neighbours of the same pair, the links that point to an event) is computed here, once,
//! and is not stored in the files.

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
mod person;
mod place;
mod register;
mod texts;
mod vocabulary;

use std::collections::HashMap;
use std::ops::{Deref, Index};
use std::sync::Arc;

use rayon::prelude::*;
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
    /// The title, for the head of the screen.
    pub title: Box<str>,
    /// The time that the chronology covers, as an EDTF interval.
    pub span: EventDate,
    /// What it is about; may be empty.
    pub about: Box<str>,
    /// The countries whose contacts it records. Their order is that of the columns in the list.
    pub countries: Register<Country>,
    /// What an event can be.
    pub kinds: Vocabulary<Kind>,
    /// At what rank.
    pub levels: Vocabulary<Level>,
    /// About what.
    pub topics: Vocabulary<Topic>,
    /// The authority file of persons.
    pub people: Register<Person>,
    /// The gazetteer.
    pub places: Register<Place>,
    /// The publishers.
    pub publishers: Register<Publisher>,
    /// The documents cited.
    pub documents: Register<Document>,
}

/// A documented chronology: events in the order of time, and the registers they refer to. Copies share what was read, so
/// that the reader can write a note on one while another is still searched.
#[derive(Debug, Clone)]
pub struct Chronology {
    read: Arc<Read>,
    /// What the reader has put down about the events of each layer, by the ids that they have there.
    annotations: Vec<Annotations>,
}

/// What was read, and what follows from it.
#[derive(Debug, Clone)]
struct Read {
    registers: Registers,
    events: Register<Event>,
    /// The events of each set of parties, in the order of time.
    by_parties: HashMap<CountrySet, Vec<Ref<Event>>>,
    /// The links that point to an event, seen from there: `to` is the event that holds the link.
    incoming: HashMap<Ref<Event>, Vec<Link>>,
    /// Where the events stand in the files.
    file_lines: FileLines,
    /// The chronologies that it is made of.
    layers: layers::Layers,
}

impl Chronology {
    /// A chronology of these events, put into the order of time.
    ///
    /// The links of the events name places in `events` as it is handed over; they are moved with the events.
    #[must_use]
    pub fn new(registers: Registers, events: Vec<Event>) -> Self {
        Self::located(registers, events, FileLines::default())
    }

    /// The same, of events whose places in the files are known; `file_lines` has them in the order of `events`.
    #[must_use]
    pub fn located(registers: Registers, events: Vec<Event>, file_lines: FileLines) -> Self {
        let ids = Ids::new(&events, |_, _| ());
        Self::identified(registers, events, ids, file_lines)
    }

    /// The same, of events whose ids have been looked up before: `ids` are theirs.
    #[must_use]
    pub fn identified(registers: Registers, events: Vec<Event>, ids: Ids, file_lines: FileLines) -> Self {
        Self::assembled(registers, events, ids, file_lines, layers::Layers::default())
    }

    fn assembled(
        registers: Registers,
        mut events: Vec<Event>,
        mut ids: Ids,
        mut file_lines: FileLines,
        mut layers: layers::Layers,
    ) -> Self {
        let order = order(&events, &layers);
        file_lines.reorder(&order);
        layers.reorder(&order);
        let mut moved = vec![0; order.len()];
        for (new, old) in (0..).zip(&order) {
            moved[*old as usize] = new;
        }
        ids.reorder(&moved);
        for link in events.iter_mut().flat_map(|event| &mut event.links) {
            link.to = Ref::new(moved[link.to.position()] as usize);
        }
        arrange(&mut events, moved);
        let events = Register::with_ids(events, ids);
        let mut by_parties: HashMap<CountrySet, Vec<Ref<Event>>> = HashMap::new();
        let mut incoming: HashMap<Ref<Event>, Vec<Link>> = HashMap::new();
        for (place, event) in events.entries() {
            by_parties.entry(event.parties).or_default().push(place);
            for link in &event.links {
                incoming.entry(link.to).or_default().push(Link { to: place, kind: link.kind });
            }
        }
        let read = Read { registers, events, by_parties, incoming, file_lines, layers };
        Self { read: Arc::new(read), annotations: Vec::new() }
    }

    /// The events in the order of time.
    #[must_use]
    pub fn events(&self) -> &Register<Event> {
        &self.read.events
    }

    /// The links that point to `event`, in the order of time. `to` is the event that holds the link, and the relation
    /// is read with [`LinkKind::backward`].
    #[must_use]
    pub fn incoming(&self, event: Ref<Event>) -> &[Link] {
        self.read.incoming.get(&event).map_or(&[], Vec::as_slice)
    }

    /// The events in which the same countries took part as in `event`, itself among them, in the order of time.
    #[must_use]
    pub fn of_same_parties(&self, event: Ref<Event>) -> &[Ref<Event>] {
        self.read.by_parties.get(&self.read.events[event].parties).map_or(&[], Vec::as_slice)
    }

    /// The events before and after `event` in which the same countries took part.
    #[must_use]
    pub fn neighbours(&self, event: Ref<Event>) -> (Option<Ref<Event>>, Option<Ref<Event>>) {
        let same = self.of_same_parties(event);
        let place = same.partition_point(|other| *other < event);
        let before = place.checked_sub(1).and_then(|before| same.get(before)).copied();
        (before, same.get(place + 1).copied())
    }

    /// The event of this chronology that stands for one of another: that with the same id, or else the first that is not
    /// earlier, or the last.
    #[must_use]
    pub fn counterpart(&self, event: &Event) -> Option<Ref<Event>> {
        self.events().find(&event.id).or_else(|| {
            let mut later = self.events().entries().filter(|(_, other)| other.date.sequence(&event.date).is_ge());
            later.next().map(|(place, _)| place).or_else(|| self.events().refs().next_back())
        })
    }

    /// Where an event stands in the files, if the chronology was read from files.
    #[must_use]
    pub fn file_line(&self, event: Ref<Event>) -> Option<FileLine<'_>> {
        self.read.file_lines.get(event.position())
    }

    /// What the reader has put down about an event.
    #[must_use]
    pub fn annotation(&self, event: Ref<Event>) -> Option<&Annotation> {
        self.annotations.get(self.layer_of(event).position())?.get(own_id(&self[event].id))
    }

    /// What the reader has put down about the events of a layer.
    #[must_use]
    pub fn annotations(&self, layer: Ref<Layer>) -> Option<&Annotations> {
        self.annotations.get(layer.position())
    }

    /// The events that the reader has put something down about.
    pub fn annotated(&self) -> impl Iterator<Item = (Ref<Event>, &Annotation)> {
        let layers = self.annotations.iter().enumerate();
        layers.flat_map(move |(layer, annotations)| {
            annotations
                .iter()
                .filter_map(move |(id, annotation)| Some((self.event_in(Ref::new(layer), id)?, annotation)))
        })
    }

    /// Lays the reader's annotations over a layer, in the place of those before.
    pub fn set_annotations(&mut self, layer: Ref<Layer>, annotations: Annotations) {
        let least = layer.position() + 1;
        if self.annotations.len() < least {
            self.annotations.resize(least, Annotations::default());
        }
        self.annotations[layer.position()] = annotations;
    }

    /// Lays the annotations that lie over another state of the same layers over this one.
    pub fn copy_annotations(&mut self, other: &Self) {
        self.annotations.clone_from(&other.annotations);
    }

    /// How well an event is documented.
    #[must_use]
    pub fn evidence(&self, event: &Event) -> Evidence {
        Evidence::new(event, &self.documents, &self.countries)
    }

    /// The office in which a participant took part: the one given with the event, or the one held that day.
    #[must_use]
    pub fn office<'a>(&'a self, event: &'a Event, participant: &'a Participant) -> Option<&'a str> {
        let held = || self.people[participant.person].office_on(&event.date).map(|office| &*office.title);
        participant.office.as_deref().or_else(held)
    }
}

/// The registers stand beside the events: `chronology.people`, `chronology.countries`.
impl Deref for Chronology {
    type Target = Registers;

    fn deref(&self) -> &Registers {
        &self.read.registers
    }
}

/// `chronology[event]`, for the register that is asked most.
impl Index<Ref<Event>> for Chronology {
    type Output = Event;

    fn index(&self, event: Ref<Event>) -> &Event {
        &self.read.events[event]
    }
}

/// The positions of the events in the order of time: by date, then `order`, then id, then layer.
fn order(events: &[Event], layers: &layers::Layers) -> Vec<u32> {
    let key = |(position, event): (u32, &Event)| ((event.date.sequence_key(), event.order), position);
    let mut keys: Vec<_> = (0..).zip(events).map(key).collect();
    keys.par_sort_unstable_by_key(|(known, _)| *known);
    // Ids lie far apart in memory, so each is gone to once, and only where there are several events of the same key.
    let id = |position: u32| match (&*events[position as usize].id, layers.are_several()) {
        (id, true) => own_id(id),
        (id, false) => id,
    };
    let are_together = |a: &(_, u32), b: &(_, u32)| a.0 == b.0;
    keys.par_chunk_by_mut(are_together).filter(|together| together.len() > 1).for_each(|together| {
        let mut by_id: Vec<(&str, u32)> = together.iter().map(|(_, position)| (id(*position), *position)).collect();
        by_id.sort_unstable();
        together.iter_mut().zip(by_id).for_each(|(key, (_, position))| key.1 = position);
    });
    keys.into_iter().map(|(_, position)| position).collect()
}

/// Moves each item to its new position, where they stand.
fn arrange<T>(items: &mut [T], mut moved: Vec<u32>) {
    for place in 0..items.len() {
        while moved[place] as usize != place {
            let right = moved[place] as usize;
            items.swap(place, right);
            moved.swap(place, right);
        }
    }
}

#[cfg(any(test, feature = "fixture"))]
pub mod fixture;
#[cfg(test)]
mod tests;
