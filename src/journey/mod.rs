//! Going through a selection, with or without a screen: the [`Timeline`] with its silences, the date that may be typed to
//! go to ([`find`]), and what is needed to open the page of a person, a place or a document ([`dossier`]).

mod dates;
mod timeline;

use summits_chronology::chronology::{Chronology, Item};

use crate::export::citation;
use crate::page::Dossier;
use crate::query::{Index, Query};

pub use dates::{DateGoalError, find};
pub use timeline::{Row, Silence, Timeline, silence_words};

/// What the registers do not say of a person, a place or a document: its events, and how it is cited. That of an event is
/// empty.
#[must_use]
pub fn dossier(index: &Index, chronology: &Chronology, item: Item) -> Dossier {
    let Some(query) = Query::naming(item, chronology) else { return Dossier::default() };
    let events = index.select(chronology, &query);
    let citation = match item {
        Item::Document(document) => citation::note(chronology, document),
        _ => String::new(),
    };
    let listed = events.events().take(Dossier::LISTED).collect();
    Dossier { query: query.to_string(), count: events.len(), events: listed, citation }
}
