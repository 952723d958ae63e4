//! The reader's annotations of the events of a chronology. Each layer keeps those of its own events.

use super::annotation::{Annotation, Annotations};
use super::data::Chronology;
use super::event::Event;
use super::layers::{Layer, own_id};
use super::register::Ref;

impl Chronology {
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
}
