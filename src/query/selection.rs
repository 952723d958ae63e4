//! The answer to a query: events in chronological order, each with its certainty.
//!
//! A selection is a bit set and, for every block of it, the number of selected events before. So it takes little more
//! than an eighth of a byte per event of the chronology, and neither the n-th event nor the position of an event needs
//! a walk through the others.

use summits_chronology::chronology::{Certainty, Event, Ref};

use super::bit_set::BitSet;

/// How many words of 64 events are counted together.
const BLOCK: usize = 8;

/// An event that meets a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    pub event: Ref<Event>,
    /// [`Certainty::Yes`], or [`Certainty::Possibly`] where the date alone leaves it open.
    pub certainty: Certainty,
}

/// The events that meet a query, in chronological order. A *position* counts among them, from 0.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    found: BitSet,
    /// Those of them that only possibly meet it. Of length 0 where there are none.
    possible: BitSet,
    /// How many selected events are before each block.
    before: Vec<u32>,
    length: usize,
    possible_count: usize,
}

impl Selection {
    /// A selection of `found`. Those that are in `possible` too are not certain.
    pub(super) fn new(found: BitSet, mut possible: BitSet) -> Self {
        possible.and(&found);
        let possible_count = possible.count();
        if possible_count == 0 {
            possible = BitSet::default();
        }
        let mut length = 0;
        let mut before = Vec::with_capacity(found.words().len().div_ceil(BLOCK));
        for block in found.words().chunks(BLOCK) {
            // There are fewer than 2^32 events, as `Ref` says.
            before.push(u32::try_from(length).unwrap_or(u32::MAX));
            length += count(block);
        }
        Self { found, possible, before, length, possible_count }
    }

    pub(super) fn events_set(&self) -> &BitSet {
        &self.found
    }

    pub fn matches(&self) -> impl Iterator<Item = Match> + '_ {
        self.events().map(|event| Match { event, certainty: self.certainty(event) })
    }

    pub fn events(&self) -> impl Iterator<Item = Ref<Event>> + '_ {
        self.found.iter().map(Ref::new)
    }

    /// How surely an event meets the query.
    #[must_use]
    pub fn certainty(&self, event: Ref<Event>) -> Certainty {
        match event.position() {
            event if self.possible.contains(event) => Certainty::Possibly,
            event if self.found.contains(event) => Certainty::Yes,
            _ => Certainty::No,
        }
    }

    /// The event at a position.
    #[must_use]
    pub fn get(&self, position: usize) -> Option<Ref<Event>> {
        if position >= self.length {
            return None;
        }
        let block = self.before.partition_point(|before| *before as usize <= position) - 1;
        let mut left = position - self.before[block] as usize;
        for (number, word) in self.found.words().iter().enumerate().skip(block * BLOCK) {
            let here = word.count_ones() as usize;
            if left < here {
                return Some(Ref::new(number * 64 + nth(*word, left)));
            }
            left -= here;
        }
        None
    }

    /// How many events there are, certain and possible together.
    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// How many certainly meet the query.
    #[must_use]
    pub fn definite(&self) -> usize {
        self.length - self.possible_count
    }

    /// How many only possibly meet it.
    #[must_use]
    pub fn possible(&self) -> usize {
        self.possible_count
    }

    /// How many of the selected events are earlier than this one, which need not be selected.
    #[must_use]
    pub fn before(&self, event: Ref<Event>) -> usize {
        let (word, bit) = (event.position() / 64, event.position() % 64);
        let words = self.found.words();
        let Some(own) = words.get(word) else { return self.length };
        let block = word / BLOCK;
        let in_word = (own & !(u64::MAX << bit)).count_ones() as usize;
        self.before[block] as usize + count(&words[block * BLOCK..word]) + in_word
    }

    #[must_use]
    pub fn contains(&self, event: Ref<Event>) -> bool {
        self.found.contains(event.position())
    }

    /// The number of events in words: `44 events (3 possible)`.
    #[must_use]
    pub fn tally(&self) -> String {
        let events = match self.length {
            0 => return "no event matches".to_owned(),
            1 => "1 event".to_owned(),
            length => format!("{length} events"),
        };
        if self.possible_count == 0 { events } else { format!("{events} ({} possible)", self.possible_count) }
    }

    /// The position of an event, if it is selected.
    #[must_use]
    pub fn position(&self, event: Ref<Event>) -> Option<usize> {
        self.contains(event).then(|| self.before(event))
    }

    /// The position of an event, or of the selected event nearest to it in chronological order: what the browser
    /// selects when the query no longer finds the event. `None` only where the selection is empty.
    #[must_use]
    pub fn nearest(&self, event: Ref<Event>) -> Option<usize> {
        let after = self.before(event);
        let distance = |position: usize| self.get(position).map(|other| other.position().abs_diff(event.position()));
        match (after.checked_sub(1), self.get(after)) {
            (None, None) => None,
            (Some(before), None) => Some(before),
            (None, Some(_)) => Some(after),
            (Some(before), Some(_)) => Some(if distance(before) < distance(after) { before } else { after }),
        }
    }

    /// The position of the first event for which `earlier` is false. It must be true for every event before.
    #[must_use]
    pub fn partition_point(&self, earlier: impl Fn(Ref<Event>) -> bool) -> usize {
        let (mut from, mut to) = (0, self.length);
        while from < to {
            let middle = from.midpoint(to);
            if self.get(middle).is_some_and(&earlier) { from = middle + 1 } else { to = middle }
        }
        from
    }
}

fn count(words: &[u64]) -> usize {
    words.iter().map(|word| word.count_ones() as usize).sum()
}

/// The position of the set bit that has `below` set bits below it.
fn nth(mut word: u64, below: usize) -> usize {
    for _ in 0..below {
        word &= word - 1;
    }
    word.trailing_zeros() as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn positions_and_events_lead_to_each_other(
            length in 0..2000_usize,
            chosen in prop::collection::vec(0..2000_usize, 0..300),
        ) {
            let chosen: Vec<usize> = chosen.into_iter().filter(|event| *event < length).collect();
            let selection = Selection::new(BitSet::from_positions(length, chosen.iter().copied()), BitSet::none(length));
            let mut expected = chosen;
            expected.sort_unstable();
            expected.dedup();
            prop_assert_eq!(selection.len(), expected.len());
            prop_assert_eq!(selection.get(expected.len()), None);
            for (position, event) in expected.iter().map(|event| Ref::new(*event)).enumerate() {
                prop_assert_eq!(selection.get(position), Some(event));
                prop_assert_eq!(selection.position(event), Some(position));
                prop_assert_eq!(selection.partition_point(|other| other < event), position);
            }
            for event in 0..length {
                let before = expected.partition_point(|other| *other < event);
                prop_assert_eq!(selection.before(Ref::new(event)), before);
                prop_assert_eq!(selection.contains(Ref::new(event)), expected.contains(&event));
            }
        }
    }
}
