//! The trail: where the reader has been, as a web browser keeps it.

use summits_chronology::chronology::{Event, Item, Ref};

use crate::keymap::Pane;
use crate::query::Query;

/// How many places are remembered; the oldest is forgotten first.
const LIMIT: usize = 200;

/// A place to come back to: what was asked for, and what was read.
#[derive(Debug, Clone)]
pub struct Place {
    /// The query.
    pub query: Query,
    /// The event.
    pub wanted: Option<Ref<Event>>,
    /// The person, place or document whose page was open.
    pub opened: Option<Item>,
    /// How it was looked at.
    pub glance: Glance,
}

/// How a page was looked at.
#[derive(Debug, Clone, Copy)]
pub struct Glance {
    /// Whether it had the full screen.
    pub reading: bool,
    /// The pane that keys went to.
    pub focus: Pane,
    /// The first line shown.
    pub scroll: usize,
    /// The link that was chosen.
    pub link: Option<usize>,
}

impl Place {
    /// Whether the same was asked for and read, however it was looked at.
    fn is(&self, other: &Self) -> bool {
        self.query == other.query && self.wanted == other.wanted && self.opened == other.opened
    }
}

/// Places behind and ahead of the present one.
#[derive(Debug, Clone, Default)]
pub struct Trail {
    behind: Vec<Place>,
    ahead: Vec<Place>,
}

impl Trail {
    /// Remembers `here` before the reader goes elsewhere. What was ahead is forgotten.
    pub fn leave(&mut self, here: Place) {
        self.ahead.clear();
        match self.behind.last_mut() {
            Some(last) if last.is(&here) => *last = here,
            _ => self.behind.push(here),
        }
        if self.behind.len() > LIMIT {
            self.behind.remove(0);
        }
    }

    /// The place before, in exchange for `here`.
    pub fn back(&mut self, here: Place) -> Option<Place> {
        let place = self.behind.pop()?;
        self.ahead.push(here);
        Some(place)
    }

    /// The place after, in exchange for `here`.
    pub fn forward(&mut self, here: Place) -> Option<Place> {
        let place = self.ahead.pop()?;
        self.behind.push(here);
        Some(place)
    }

    /// Finds every place again in a chronology that has changed; one that is not there any more is forgotten.
    pub fn renew(&mut self, again: impl Fn(&Place) -> Option<Place>) {
        for places in [&mut self.behind, &mut self.ahead] {
            *places = places.iter().filter_map(&again).collect();
        }
    }

    /// Whether there is a place before.
    pub fn has_back(&self) -> bool {
        !self.behind.is_empty()
    }

    /// Whether there is a place after.
    pub fn has_forward(&self) -> bool {
        !self.ahead.is_empty()
    }
}
