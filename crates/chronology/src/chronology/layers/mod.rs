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

mod layer;
mod merging;

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use super::data::{Chronology, ChronologyData};
use super::event::Event;
use super::register::{Identified, Ref, Register};
pub(super) use layer::Layers;
pub use layer::{Layer, own_id};
use layer::{SEPARATOR, qualified};
pub use merging::MergeError;
use merging::Mergeable;

impl Chronology {
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
