//! The history: where the reader has been, as a web browser keeps it.

use summits_chronology::chronology::{Event, Item, Ref};

use crate::query::Query;

/// How many entries are kept in either direction; the oldest is dropped first.
const LIMIT: usize = 200;

/// A query or page, and how it was viewed.
#[derive(Debug, Clone)]
pub struct HistoryEntry<View> {
    pub query: Query,
    pub selected: Option<Ref<Event>>,
    /// The person, place or document whose page was open.
    pub opened: Option<Item>,
    pub view: View,
}

impl<View> HistoryEntry<View> {
    /// Whether both have the same query and page, however it was viewed.
    fn is_same(&self, other: &Self) -> bool {
        self.query == other.query && self.selected == other.selected && self.opened == other.opened
    }
}

/// The entries before and after the present one.
#[derive(Debug, Clone)]
pub struct History<View> {
    back: Vec<HistoryEntry<View>>,
    forward: Vec<HistoryEntry<View>>,
}

impl<View> Default for History<View> {
    fn default() -> Self {
        Self { back: Vec::new(), forward: Vec::new() }
    }
}

impl<View> History<View> {
    /// Adds `here` before the reader goes elsewhere. The forward entries are dropped.
    pub fn push(&mut self, here: HistoryEntry<View>) {
        self.forward.clear();
        match self.back.last_mut() {
            Some(last) if last.is_same(&here) => *last = here,
            _ => self.back.push(here),
        }
        if self.back.len() > LIMIT {
            self.back.remove(0);
        }
    }

    /// The entry before, in exchange for `here`.
    pub fn back(&mut self, here: HistoryEntry<View>) -> Option<HistoryEntry<View>> {
        let entry = self.back.pop()?;
        self.forward.push(here);
        Some(entry)
    }

    /// The entry after, in exchange for `here`.
    pub fn forward(&mut self, here: HistoryEntry<View>) -> Option<HistoryEntry<View>> {
        let entry = self.forward.pop()?;
        self.back.push(here);
        Some(entry)
    }

    /// Replaces every entry, as after a reload; `None` drops it.
    pub fn update(&mut self, updated: impl Fn(&HistoryEntry<View>) -> Option<HistoryEntry<View>>) {
        for entries in [&mut self.back, &mut self.forward] {
            *entries = entries.iter().filter_map(&updated).collect();
        }
    }

    #[must_use]
    pub fn can_go_back(&self) -> bool {
        !self.back.is_empty()
    }

    #[must_use]
    pub fn can_go_forward(&self) -> bool {
        !self.forward.is_empty()
    }
}
