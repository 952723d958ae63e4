//! The layers of a chronology, and the ids that tell their items apart.

use crate::chronology::event::Event;
use crate::chronology::register::{Identified, Ref, Register};

/// Between the name of a layer and the id of an item.
pub(super) const SEPARATOR: char = '/';

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
pub(in crate::chronology) struct Layers {
    pub list: Register<Layer>,
    /// By event; empty unless there are several layers.
    pub by_event: Vec<u8>,
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

/// The id that an item has in its own chronology.
#[must_use]
pub fn own_id(id: &str) -> &str {
    id.rsplit_once(SEPARATOR).map_or(id, |(_, own)| own)
}

/// The id of an item of `layer`, where a lower layer has the same id.
pub(super) fn qualified(layer: &Layer, own_id: &str) -> String {
    format!("{}{SEPARATOR}{own_id}", layer.name)
}
