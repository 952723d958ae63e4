//! The merge: which items of two layers are the same, and the new position of each.

use std::collections::BTreeSet;
use std::sync::Arc;

use thiserror::Error;

use super::layer::{Layer, Layers, qualified};
use crate::chronology::annotation::Annotations;
use crate::chronology::country::{Country, CountrySet};
use crate::chronology::data::{Chronology, Registers};
use crate::chronology::date::EventDate;
use crate::chronology::document::{Document, Publisher};
use crate::chronology::event::{Event, Participant};
use crate::chronology::file_line::FileLines;
use crate::chronology::person::Person;
use crate::chronology::place::{Place, Sovereignty};
use crate::chronology::register::{Identified, Ids, Ref, Register};
use crate::chronology::vocabulary::{Kind, Level, Term, Topic, Vocabulary};

/// Why chronologies cannot be merged.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MergeError {
    /// More than [`Chronology::MOST_LAYERS`].
    #[error("cannot merge {0} chronologies: {most} at most", most = Chronology::MOST_LAYERS)]
    Layers(usize),
    /// More than [`CountrySet::CAPACITY`].
    #[error("too many countries: the chronologies have {0} in all, {most} at most", most = CountrySet::CAPACITY)]
    Countries(usize),
    /// No letter is left for a country.
    #[error(
        "too many countries: the chronologies have {countries} in all, and no letter is left for the key of {name}"
    )]
    Key {
        /// How many there are in all.
        countries: usize,
        /// The country without a key.
        name: Box<str>,
    },
}

impl Chronology {
    /// How many layers there can be.
    pub const MOST_LAYERS: usize = u8::MAX as usize;

    /// Merges chronologies, each with its short name. The first is the lowest layer.
    ///
    /// # Errors
    ///
    /// There are too many of them, or they have too many countries in all.
    pub fn merge(layers: Vec<(Box<str>, Self)>) -> Result<Self, MergeError> {
        if layers.len() > Self::MOST_LAYERS {
            return Err(MergeError::Layers(layers.len()));
        }
        let list = layers.iter().map(|(name, layer)| Layer { name: name.clone(), title: layer.title.clone() });
        let list = Register::new(list.collect());
        let mut layers: Vec<Self> = layers.into_iter().map(|(_, chronology)| chronology).collect();
        match layers.pop() {
            Some(mut only) if layers.is_empty() => {
                Arc::make_mut(&mut only.data).layers.list = list;
                Ok(only)
            },
            last => merge_layers(list, layers.into_iter().chain(last).collect()),
        }
    }
}

/// An item that each layer has a register of.
pub(super) trait Mergeable: Identified {
    /// Whether it is the same as the item with the same id in a lower layer.
    fn is_same(&self, lower: &Self) -> bool;

    /// Adds what only the same item in a higher layer says.
    fn complete(&mut self, _higher: Self)
    where
        Self: Sized,
    {
    }

    /// Changes the id. Not needed where items with the same id are always the same.
    fn set_id(&mut self, _id: String) {}
}

impl Mergeable for Country {
    fn is_same(&self, _: &Self) -> bool {
        true
    }
}

impl<V> Mergeable for Term<V> {
    fn is_same(&self, _: &Self) -> bool {
        true
    }
}

impl Mergeable for Person {
    fn is_same(&self, lower: &Self) -> bool {
        self.name == lower.name && !contradict(&self.country, &lower.country)
    }

    fn complete(&mut self, higher: Self) {
        if self.native.is_empty() {
            self.native = higher.native;
        }
        self.country = self.country.or(higher.country);
        add_missing(&mut self.aliases, higher.aliases);
        add_missing(&mut self.offices, higher.offices);
    }

    fn set_id(&mut self, id: String) {
        self.id = id.into();
    }
}

impl Mergeable for Place {
    fn is_same(&self, lower: &Self) -> bool {
        let is_unknown = |place: &Self| place.sovereignty == Sovereignty::None;
        let agrees = self.sovereignty == lower.sovereignty || is_unknown(self) || is_unknown(lower);
        self.name == lower.name && self.city == lower.city && agrees
    }

    fn complete(&mut self, higher: Self) {
        if self.sovereignty == Sovereignty::None {
            self.sovereignty = higher.sovereignty;
        }
        self.coordinates = self.coordinates.or(higher.coordinates);
        for (country, name) in higher.names {
            if self.names.iter().all(|(known, _)| *known != country) {
                self.names.push((country, name));
            }
        }
    }

    fn set_id(&mut self, id: String) {
        self.id = id.into();
    }
}

impl Mergeable for Publisher {
    fn is_same(&self, lower: &Self) -> bool {
        // Every document has its own class and licence, but one without a party takes that of its publisher.
        self.name == lower.name && self.party == lower.party
    }

    fn set_id(&mut self, id: String) {
        self.id = id.into();
    }
}

impl Mergeable for Document {
    fn is_same(&self, lower: &Self) -> bool {
        self == lower
    }

    fn set_id(&mut self, id: String) {
        self.id = id.into();
    }
}

impl Mergeable for Event {
    fn is_same(&self, _: &Self) -> bool {
        false
    }

    fn set_id(&mut self, id: String) {
        self.id = id.into();
    }
}

fn contradict<T: PartialEq>(one: &Option<T>, other: &Option<T>) -> bool {
    one.is_some() && other.is_some() && one != other
}

fn add_missing<T: PartialEq>(items: &mut Vec<T>, more: Vec<T>) {
    for item in more {
        if !items.contains(&item) {
            items.push(item);
        }
    }
}

/// The items of all layers in one list, and the new reference of each item by layer.
struct Merged<T> {
    items: Vec<T>,
    moved: Vec<Vec<Ref<T>>>,
}

impl<T: Mergeable> Merged<T> {
    fn new(layers: &Register<Layer>, registers: Vec<Register<T>>) -> Self {
        let found: Vec<Vec<Lower<T>>> = registers
            .iter()
            .enumerate()
            .map(|(layer, register)| register.iter().map(|item| lower(&registers[..layer], item)).collect())
            .collect();
        let mut merged = Self { items: Vec::new(), moved: Vec::new() };
        for ((layer, register), found) in layers.iter().zip(registers).zip(found) {
            let mut moved = Vec::with_capacity(register.len());
            for (mut item, Lower { same, taken }) in register.into_items().into_iter().zip(found) {
                if let Some((lower, old)) = same {
                    let merged_into = merged.moved[lower][old.position()];
                    merged.items[merged_into.position()].complete(item);
                    moved.push(merged_into);
                    continue;
                }
                if taken {
                    item.set_id(qualified(layer, item.id()));
                }
                moved.push(Ref::new(merged.items.len()));
                merged.items.push(item);
            }
            merged.moved.push(moved);
        }
        merged
    }

    fn moved(&self, layer: usize, old: Ref<T>) -> Ref<T> {
        self.moved[layer][old.position()]
    }
}

/// What the lower layers have under the id of an item.
struct Lower<T> {
    /// The same item: its layer, and the reference there.
    same: Option<(usize, Ref<T>)>,
    /// Whether any item has the id.
    taken: bool,
}

fn lower<T: Mergeable>(registers: &[Register<T>], item: &T) -> Lower<T> {
    let namesakes = || {
        let found = registers.iter().map(|register| register.find(item.id()));
        found.enumerate().filter_map(|(layer, found)| Some((layer, found?)))
    };
    let same = namesakes().find(|(layer, found)| item.is_same(&registers[*layer][*found]));
    Lower { same, taken: namesakes().next().is_some() }
}

/// Merges two layers or more.
fn merge_layers(list: Register<Layer>, layers: Vec<Chronology>) -> Result<Chronology, MergeError> {
    let by_event = layers.iter().zip(0_u8..).flat_map(|(layer, position)| layer.events().iter().map(move |_| position));
    let by_event: Vec<u8> = by_event.collect();
    let mut file_lines = FileLines::default();
    let mut annotations: Vec<Annotations> = Vec::new();
    let mut registers: Vec<Registers> = Vec::new();
    let mut events: Vec<Register<Event>> = Vec::new();
    for layer in layers {
        annotations.push(layer.annotations.into_iter().next().unwrap_or_default());
        let data = Arc::unwrap_or_clone(layer.data);
        file_lines.append(data.file_lines);
        registers.push(data.registers);
        events.push(data.events);
    }
    let title = titles(&registers);
    let about = joined(registers.iter().map(|layer| &*layer.about), "\n\n");
    let span = span(&registers);
    // With the offices that each layer knows of.
    let people_before: Vec<Register<Person>> = registers.iter().map(|layer| layer.people.clone()).collect();
    let mut by_kind = RegistersByKind::new(registers);

    let countries = Merged::new(&list, std::mem::take(&mut by_kind.countries));
    let kinds = Merged::new(&list, std::mem::take(&mut by_kind.kinds));
    let levels = Merged::new(&list, std::mem::take(&mut by_kind.levels));
    let topics = Merged::new(&list, std::mem::take(&mut by_kind.topics));
    let people = Merged::new(&list, std::mem::take(&mut by_kind.people));
    let places = Merged::new(&list, std::mem::take(&mut by_kind.places));
    let publishers = Merged::new(&list, std::mem::take(&mut by_kind.publishers));
    for (layer, register) in by_kind.documents.iter_mut().enumerate() {
        for document in register.items_mut() {
            document.publisher = publishers.moved(layer, document.publisher);
        }
    }
    let documents = Merged::new(&list, std::mem::take(&mut by_kind.documents));
    if countries.items.len() > CountrySet::CAPACITY {
        return Err(MergeError::Countries(countries.items.len()));
    }

    let mut before = 0;
    for (layer, register) in events.iter_mut().enumerate() {
        let own = &people_before[layer];
        let set = |set: CountrySet| set.iter().map(|country| countries.moved(layer, country)).collect();
        for event in register.items_mut() {
            event.parties = set(event.parties);
            event.concerns = set(event.concerns);
            event.kind = kinds.moved(layer, event.kind);
            event.level = event.level.map(|level| levels.moved(layer, level));
            event.venue = event.venue.map(|venue| places.moved(layer, venue));
            event.topics.iter_mut().for_each(|topic| *topic = topics.moved(layer, *topic));
            for participant in &mut event.people {
                let (before, after) = (&own[participant.person], people.moved(layer, participant.person));
                keep_office(participant, &event.date, before, &people.items[after.position()]);
                participant.person = after;
            }
            event.citations.iter_mut().for_each(|one| one.document = documents.moved(layer, one.document));
            let positions = event.differences.iter_mut().flat_map(|difference| &mut difference.positions);
            positions.for_each(|position| position.document = documents.moved(layer, position.document));
            event.links.iter_mut().for_each(|link| link.to = Ref::new(before + link.to.position()));
        }
        before += register.len();
    }
    let registers = Registers {
        title,
        span,
        about,
        countries: Register::new(with_keys(countries.items)?),
        kinds: Register::new(kinds.items),
        levels: Register::new(levels.items),
        topics: Register::new(topics.items),
        people: Register::new(people.items),
        places: Register::new(places.items),
        publishers: Register::new(publishers.items),
        documents: Register::new(documents.items),
    };
    let events = Merged::new(&list, events).items;
    let ids = Ids::new(&events, |_, _| ());
    let merged = Chronology::with_layers(registers, events, ids, file_lines, Layers { list, by_event });
    Ok(Chronology { annotations, ..merged })
}

/// The registers of all layers, by their type.
#[derive(Default)]
struct RegistersByKind {
    countries: Vec<Register<Country>>,
    kinds: Vec<Vocabulary<Kind>>,
    levels: Vec<Vocabulary<Level>>,
    topics: Vec<Vocabulary<Topic>>,
    people: Vec<Register<Person>>,
    places: Vec<Register<Place>>,
    publishers: Vec<Register<Publisher>>,
    documents: Vec<Register<Document>>,
}

impl RegistersByKind {
    fn new(layers: Vec<Registers>) -> Self {
        let mut by_kind = Self::default();
        for layer in layers {
            by_kind.countries.push(layer.countries);
            by_kind.kinds.push(layer.kinds);
            by_kind.levels.push(layer.levels);
            by_kind.topics.push(layer.topics);
            by_kind.people.push(layer.people);
            by_kind.places.push(layer.places);
            by_kind.publishers.push(layer.publishers);
            by_kind.documents.push(layer.documents);
        }
        by_kind
    }
}

/// Each layer says what office its people held. Where the merged offices say something else of a participant, the office is
/// kept with the event.
fn keep_office(participant: &mut Participant, date: &EventDate, before: &Person, after: &Person) {
    if participant.office.is_some() || before.offices == after.offices {
        return;
    }
    let Some(held) = before.office_on(date) else { return };
    if after.office_on(date).is_none_or(|office| office.title != held.title) {
        participant.office = Some((&*held.title).into());
    }
}

/// The countries with unique keys. Where two have the same, that of the higher layer changes.
fn with_keys(mut countries: Vec<Country>) -> Result<Vec<Country>, MergeError> {
    let mut taken = BTreeSet::new();
    let clashing: Vec<usize> =
        (0..countries.len()).filter(|position| !taken.insert(countries[*position].key)).collect();
    let all = countries.len();
    for position in clashing {
        let country = &mut countries[position];
        let free = Country::free_key(&country.name, |key| !taken.contains(&key));
        country.key = free.ok_or_else(|| MergeError::Key { countries: all, name: country.name.clone() })?;
        taken.insert(country.key);
    }
    Ok(countries)
}

/// The distinct titles.
fn titles(layers: &[Registers]) -> Box<str> {
    joined(layers.iter().map(|layer| &*layer.title), " + ")
}

/// The distinct texts that are not empty.
fn joined<'a>(texts: impl Iterator<Item = &'a str>, separator: &str) -> Box<str> {
    let mut once: Vec<&str> = Vec::new();
    for text in texts.filter(|text| !text.is_empty()) {
        if !once.contains(&text) {
            once.push(text);
        }
    }
    once.join(separator).into()
}

/// From the first day of all layers to the last; open if the end of one is.
fn span(layers: &[Registers]) -> EventDate {
    let first = layers.iter().map(|layer| layer.span.earliest()).min().unwrap_or_default();
    let ends: Option<Vec<_>> = layers.iter().map(|layer| layer.span.latest()).collect();
    let last = ends.and_then(|ends| ends.into_iter().max()).map_or_else(|| "..".to_owned(), |last| last.to_string());
    EventDate::parse(&format!("{first}/{last}")).unwrap_or_else(|_| layers[0].span.clone())
}
