//! For each item of a register, the events that refer to it.

use super::bits::Bits;
use crate::chronology::{Event, Register};

/// Lists of events, one an item, in one block of memory.
#[derive(Debug, Clone)]
pub struct Postings {
    /// Where the list of each item begins in `events`; one more at the end.
    starts: Vec<u32>,
    events: Vec<u32>,
}

impl Postings {
    /// The lists for `items` items, of which each event names some by position.
    pub fn new<I>(items: usize, events: &Register<Event>, named: impl Fn(&Event) -> I) -> Self
    where
        I: IntoIterator<Item = usize>,
    {
        let mut starts = vec![0_u32; items + 1];
        for event in events {
            named(event).into_iter().for_each(|item| starts[item + 1] += 1);
        }
        for item in 0..items {
            starts[item + 1] += starts[item];
        }
        let mut next = starts.clone();
        let mut lists = vec![0; starts.last().map_or(0, |total| *total as usize)];
        for (place, event) in events.entries() {
            for item in named(event) {
                // A register holds fewer than 2^32 items, as `Ref` says.
                lists[next[item] as usize] = u32::try_from(place.position()).unwrap_or(u32::MAX);
                next[item] += 1;
            }
        }
        Self { starts, events: lists }
    }

    /// Adds the events of an item to a set.
    pub fn add(&self, item: usize, to: &mut Bits) {
        let list = &self.events[self.starts[item] as usize..self.starts[item + 1] as usize];
        list.iter().for_each(|event| to.insert(*event as usize));
    }
}
