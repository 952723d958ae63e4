//! A chronology: its registers, its events in the order of time, and what is derived from them.

use std::collections::HashMap;
use std::ops::{Deref, Index};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::annotation::Annotations;
use super::country::{Country, CountrySet};
use super::date::EventDate;
use super::document::{Document, Publisher};
use super::event::{Event, Link, Participant};
use super::evidence::Evidence;
use super::file_line::{FileLine, FileLines};
use super::layers::Layers;
use super::ordering;
use super::person::Person;
use super::place::Place;
use super::register::{Ids, Ref, Register};
use super::vocabulary::{Kind, Level, Topic, Vocabulary};

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

/// A documented chronology: events in the order of time, and the registers they refer to.
///
/// Copies share everything but the annotations, so that the reader can write a note on one while another is searched.
#[derive(Debug, Clone)]
pub struct Chronology {
    pub(super) data: Arc<ChronologyData>,
    /// By layer, with the ids that the events have there.
    pub(super) annotations: Vec<Annotations>,
}

/// What was loaded, and what is derived from it.
#[derive(Debug, Clone)]
pub(super) struct ChronologyData {
    pub registers: Registers,
    pub events: Register<Event>,
    /// The events of each set of parties, in the order of time.
    pub by_parties: HashMap<CountrySet, Vec<Ref<Event>>>,
    /// The links that point to an event. Their `to` is the event that they come from.
    pub incoming: HashMap<Ref<Event>, Vec<Link>>,
    pub file_lines: FileLines,
    pub layers: Layers,
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

    /// As [`Chronology::new`], where the `ids` of the events and their lines in the files, both in the order of `events`, are
    /// known.
    #[must_use]
    pub fn with_ids(registers: Registers, events: Vec<Event>, ids: Ids, file_lines: FileLines) -> Self {
        Self::with_layers(registers, events, ids, file_lines, Layers::default())
    }

    pub(super) fn with_layers(
        registers: Registers,
        mut events: Vec<Event>,
        mut ids: Ids,
        mut file_lines: FileLines,
        mut layers: Layers,
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

    /// The events in the order of time.
    #[must_use]
    pub fn events(&self) -> &Register<Event> {
        &self.data.events
    }

    /// The links that point to `event`, in the order of time. `to` is the event with the link, and the relation
    /// is read with [`LinkKind::backward`](super::LinkKind::backward).
    #[must_use]
    pub fn incoming(&self, event: Ref<Event>) -> &[Link] {
        self.data.incoming.get(&event).map_or(&[], Vec::as_slice)
    }

    /// The events with the same parties as `event`, including itself, in the order of time.
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
