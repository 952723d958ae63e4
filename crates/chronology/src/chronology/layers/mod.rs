//! Layers: several chronologies laid over one another, to be read as one.
//!
//! [`Chronology::merge`] makes one chronology of them. Each was loaded and checked by itself, so nothing here is wrong in
//! itself; what has to be settled is what is one in two of them:
//!
//! - countries are one by their code; kinds, levels and topics by their id. The words of the first layer stand;
//! - a person, a place or a publisher of the same id and the same name is one, unless the layers contradict each other.
//!   What the first does not say of it is taken from the next. Documents are one where they are the same throughout;
//! - events are never one: what two layers record stands there twice.
//!
//! What is not one keeps its place beside the other, and its id, if an earlier layer has that already, is qualified by the
//! name of its layer: `notes/2003-01-10-koizumi-putin`. So ids stay unique, and the plain id means the first layer that
//! has it. No id of a file holds a `/`.

mod merging;

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use thiserror::Error;

use super::{Chronology, ChronologyData, CountrySet, Event, Identified, Ref, Register};
use merging::{Layered, merge_layers};

/// What stands between the name of a layer and the id of an item.
const SEPARATOR: char = '/';

/// One of the chronologies that are laid over one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// Its short name, unique among the layers: a word of letters, digits, `-` and `_`.
    pub name: Box<str>,
    /// The title of the chronology.
    pub title: Box<str>,
}

impl Identified for Layer {
    fn id(&self) -> &str {
        &self.name
    }
}

/// The layers of a chronology, and which of them each event is of.
#[derive(Debug, Clone)]
pub(super) struct Layers {
    pub list: Register<Layer>,
    /// The position of the layer of each event; empty where there are not two layers.
    of: Vec<u8>,
}

impl Default for Layers {
    fn default() -> Self {
        Self { list: Register::new(Vec::new()), of: Vec::new() }
    }
}

impl Layers {
    pub fn of(&self, event: Ref<Event>) -> Ref<Layer> {
        Ref::new(self.of.get(event.position()).copied().map_or(0, usize::from))
    }

    /// Whether events are of different layers.
    pub fn are_several(&self) -> bool {
        !self.of.is_empty()
    }

    /// The same for the events in another order: `order` has the old positions.
    pub fn reorder(&mut self, order: &[u32]) {
        if !self.of.is_empty() {
            self.of = order.iter().filter_map(|old| self.of.get(*old as usize).copied()).collect();
        }
    }
}

/// Why chronologies cannot be laid over one another.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MergeError {
    /// More layers than can be told apart.
    #[error("{0} chronologies cannot be laid over one another: {most} at most", most = Chronology::MOST_LAYERS)]
    Layers(usize),
    /// More countries than a set holds.
    #[error("the chronologies have {0} countries together, which is too many: {most} at most", most = CountrySet::CAPACITY)]
    Countries(usize),
    /// No letter is left for a country.
    #[error("the chronologies have {countries} countries together, and no letter is left for the key of {name}")]
    Key {
        /// How many countries there are.
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

    /// Lays chronologies over one another, each with its short name; the first lies at the bottom.
    ///
    /// # Errors
    ///
    /// There are too many of them, or they have too many countries together.
    pub fn merge(layers: Vec<(Box<str>, Self)>) -> Result<Self, MergeError> {
        if layers.len() > Self::MOST_LAYERS {
            return Err(MergeError::Layers(layers.len()));
        }
        let list = layers.iter().map(|(name, laid)| Layer { name: name.clone(), title: laid.title.clone() });
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

    /// The chronologies that this one is made of, the lowest first. There is one where nothing is laid over it, and none
    /// where it has no name.
    #[must_use]
    pub fn layers(&self) -> &Register<Layer> {
        &self.data.layers.list
    }

    /// Whether there are several layers, so that readers must be told what is of which.
    #[must_use]
    pub fn is_layered(&self) -> bool {
        self.data.layers.list.len() > 1
    }

    /// The layer of an event.
    #[must_use]
    pub fn layer_of(&self, event: Ref<Event>) -> Ref<Layer> {
        self.data.layers.of(event)
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

    /// The event of this id: one of its own chronology, which means the first layer that has it, or one that is qualified
    /// by the name of a layer.
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

    /// The item of this id in one of the registers: as [`Register::find`], and an id that is qualified although it need not
    /// be.
    #[must_use]
    pub fn find_in<T: Identified>(&self, register: &Register<T>, id: &str) -> Option<Ref<T>> {
        register.find(id).or_else(|| {
            let (layer, own) = id.split_once(SEPARATOR)?;
            self.data.layers.list.find(layer).and_then(|_| register.find(own))
        })
    }

    /// The same events as a chronology of one layer, with ids that a file may have: `notes/id` becomes `id.notes`.
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

/// Gives every item with a qualified id one that a file may have and that no other item has: `notes/id` becomes `id.notes`,
/// which stands where the id stood.
fn rename<T: Layered>(register: &mut Register<T>) {
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
