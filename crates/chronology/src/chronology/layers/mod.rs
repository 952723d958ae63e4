//! Layers: several chronologies merged into one.
//!
//! Each was loaded and checked by itself. [`Chronology::merge`] decides which of their items are the same:
//!
//! - countries with the same code; kinds, levels and topics with the same id. They are named as in the first layer;
//! - people, places and publishers with the same id and the same name, unless the layers contradict each other. What the
//!   first layer leaves out is taken from the next;
//! - documents that are equal in every field;
//! - never two events: an event that two layers record is there twice.
//!
//! Every other item is kept. If an earlier layer uses its id already, the id is qualified with the name of its layer:
//! `notes/2003-01-10-koizumi-putin`. So ids stay unique, and a plain id means the first layer that has it. An id in a file
//! cannot contain a `/`.

mod merging;

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use thiserror::Error;

use super::{Chronology, ChronologyData, CountrySet, Event, Identified, Ref, Register};
use merging::{Mergeable, merge_layers};

/// Between the name of a layer and the id of an item.
const SEPARATOR: char = '/';

/// One of the chronologies that were merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// Unique among the layers: a word of letters, digits, `-` and `_`.
    pub name: Box<str>,
    /// The title of the chronology.
    pub title: Box<str>,
}

impl Identified for Layer {
    fn id(&self) -> &str {
        &self.name
    }
}

/// The layers of a chronology, and the layer of each event.
#[derive(Debug, Clone)]
pub(super) struct Layers {
    pub list: Register<Layer>,
    /// By event; empty unless there are several layers.
    by_event: Vec<u8>,
}

impl Default for Layers {
    fn default() -> Self {
        Self { list: Register::new(Vec::new()), by_event: Vec::new() }
    }
}

impl Layers {
    pub fn layer_of(&self, event: Ref<Event>) -> Ref<Layer> {
        Ref::new(self.by_event.get(event.position()).copied().map_or(0, usize::from))
    }

    /// Whether there is more than one layer.
    pub fn are_several(&self) -> bool {
        !self.by_event.is_empty()
    }

    /// Follows the events into a new order, given as their old positions.
    pub fn reorder(&mut self, order: &[u32]) {
        if !self.by_event.is_empty() {
            self.by_event = order.iter().filter_map(|old| self.by_event.get(*old as usize).copied()).collect();
        }
    }
}

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

/// The id that an item has in its own chronology.
#[must_use]
pub fn own_id(id: &str) -> &str {
    id.rsplit_once(SEPARATOR).map_or(id, |(_, own)| own)
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

    /// The chronologies that were merged, the lowest first. One that was not merged has a single layer, or none if it has no
    /// name.
    #[must_use]
    pub fn layers(&self) -> &Register<Layer> {
        &self.data.layers.list
    }

    /// Whether there are several layers, so that readers need to know which one an event is from.
    #[must_use]
    pub fn is_layered(&self) -> bool {
        self.data.layers.list.len() > 1
    }

    /// The layer of an event.
    #[must_use]
    pub fn layer_of(&self, event: Ref<Event>) -> Ref<Layer> {
        self.data.layers.layer_of(event)
    }

    /// The layer of an event, where there are several.
    #[must_use]
    pub fn shown_layer(&self, event: Ref<Event>) -> Option<&Layer> {
        self.is_layered().then(|| &self.data.layers.list[self.layer_of(event)])
    }

    /// The event that has this id in its own layer.
    #[must_use]
    pub fn event_in(&self, layer: Ref<Layer>, own_id: &str) -> Option<Ref<Event>> {
        let plain = || self.data.events.find(own_id).filter(|event| self.layer_of(*event) == layer);
        let qualified = || self.data.events.find(&qualified(&self.data.layers.list[layer], own_id));
        plain().or_else(|| if self.is_layered() { qualified() } else { None })
    }

    /// The event with this id. An id without the name of a layer means the first layer that has it.
    #[must_use]
    pub fn find_event(&self, id: &str) -> Option<Ref<Event>> {
        self.data.events.find(id).or_else(|| {
            let (layer, own) = id.split_once(SEPARATOR)?;
            self.event_in(self.data.layers.list.find(layer)?, own)
        })
    }

    /// The other items of a register that have the same id in their own layers.
    pub fn namesakes<T: Identified>(&self, register: &Register<T>, item: Ref<T>) -> impl Iterator<Item = Ref<T>> {
        let own = own_id(register[item].id());
        let plain = register.find(own).filter(|_| self.is_layered());
        let qualified = self.layers().iter().filter_map(move |layer| register.find(&qualified(layer, own)));
        plain.into_iter().chain(qualified).filter(move |other| *other != item)
    }

    /// The item with this id in one of the registers. As [`Register::find`], but it also accepts an id that is qualified
    /// without need.
    #[must_use]
    pub fn find_in<T: Identified>(&self, register: &Register<T>, id: &str) -> Option<Ref<T>> {
        register.find(id).or_else(|| {
            let (layer, own) = id.split_once(SEPARATOR)?;
            self.data.layers.list.find(layer).and_then(|_| register.find(own))
        })
    }

    /// The same events in a single layer, with ids that are valid in a file: `notes/id` becomes `id.notes`.
    #[must_use]
    pub fn as_one(&self) -> Cow<'_, Self> {
        if !self.is_layered() {
            return Cow::Borrowed(self);
        }
        let mut renamed = ChronologyData::clone(&self.data);
        renamed.layers = Layers::default();
        rename(&mut renamed.registers.people);
        rename(&mut renamed.registers.places);
        rename(&mut renamed.registers.publishers);
        rename(&mut renamed.registers.documents);
        rename(&mut renamed.events);
        Cow::Owned(Self { data: Arc::new(renamed), annotations: Vec::new() })
    }
}

fn qualified(layer: &Layer, own_id: &str) -> String {
    format!("{}{SEPARATOR}{own_id}", layer.name)
}

/// Replaces every qualified id by a unique one that is valid in a file: `notes/id` becomes `id.notes`.
fn rename<T: Mergeable>(register: &mut Register<T>) {
    let mut taken: HashSet<String> = HashSet::new();
    let mut new_id = |id: &str| {
        let (layer, own) = id.split_once(SEPARATOR)?;
        let mut new = format!("{own}.{layer}");
        while register.find(&new).is_some() || !taken.insert(new.clone()) {
            new.push('.');
        }
        Some(new)
    };
    let ids: Vec<Option<String>> = register.iter().map(|item| new_id(item.id())).collect();
    if ids.iter().all(Option::is_none) {
        return;
    }
    let mut items = std::mem::replace(register, Register::new(Vec::new())).into_items();
    for (item, id) in items.iter_mut().zip(ids) {
        if let Some(id) = id {
            item.set_id(id);
        }
    }
    *register = Register::new(items);
}

#[cfg(test)]
mod tests;
