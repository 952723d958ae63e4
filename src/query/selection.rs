//! The answer to a query: events in the order of time, each with its certainty.
//!
//! A selection is a set of bits, one an event, with the number of events before every block of bits beside it. So it takes
//! an eighth of a byte an event however many it has, the event at a place and the place of an event are found without
//! going through the others, and the answer to a narrower query is made of it word by word.

use summits_chronology::chronology::{Certainty, Event, Ref};

use super::bits::Bits;

/// How many words of 64 events are counted together.
const BLOCK: usize = 8;

/// An event that meets a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// The event.
    pub event: Ref<Event>,
    /// [`Certainty::Yes`], or [`Certainty::Possibly`] where the date alone leaves it open.
    pub certainty: Certainty,
}

/// The events that meet a query, in the order of time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    found: Bits,
    /// Those of them that meet it possibly; of no length where there is none.
    possibly: Bits,
    /// How many events stand before each block.
    before: Vec<u32>,
    length: usize,
    possible: usize,
}

impl Selection {
    /// A selection of these events, of which those that are in `possibly` as well are not certain.
    pub(super) fn new(found: Bits, mut possibly: Bits) -> Self {
        possibly.and(&found);
        let possible = possibly.count();
        if possible == 0 {
            possibly = Bits::default();
        }
        let mut length = 0;
        let mut before = Vec::with_capacity(found.words().len().div_ceil(BLOCK));
        for block in found.words().chunks(BLOCK) {
            // An event has a number of 32 bits, as `Ref` says.
            before.push(u32::try_from(length).unwrap_or(u32::MAX));
            length += count(block);
        }
        Self { found, possibly, before, length, possible }
    }

    /// The events as a set.
    pub(super) fn bits(&self) -> &Bits {
        &self.found
    }

    /// The matches in the order of time.
    pub fn matches(&self) -> impl Iterator<Item = Match> + '_ {
        self.events().map(|event| Match { event, certainty: self.certainty(event) })
    }

    /// The events in the order of time.
    pub fn events(&self) -> impl Iterator<Item = Ref<Event>> + '_ {
        self.found.iter().map(Ref::new)
    }

    /// How surely an event meets the query.
    #[must_use]
    pub fn certainty(&self, event: Ref<Event>) -> Certainty {
        match event.position() {
            event if self.possibly.contains(event) => Certainty::Possibly,
            event if self.found.contains(event) => Certainty::Yes,
            _ => Certainty::No,
        }
    }

    /// The event at a place of the selection.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<Ref<Event>> {
        if place >= self.length {
            return None;
        }
        let block = self.before.partition_point(|before| *before as usize <= place) - 1;
        let mut left = place - self.before[block] as usize;
        for (number, word) in self.found.words().iter().enumerate().skip(block * BLOCK) {
            let here = word.count_ones() as usize;
            if left < here {
                return Some(Ref::new(number * 64 + nth(*word, left)));
            }
            left -= here;
        }
        None
    }

    /// How many events there are, definite and possible together.
    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// How many meet the query for certain.
    #[must_use]
    pub fn definite(&self) -> usize {
        self.length - self.possible
    }

    /// How many meet it possibly.
    #[must_use]
    pub fn possible(&self) -> usize {
        self.possible
    }

    /// How many of the events stand before this one in the order of time, whether or not it is one of them.
    #[must_use]
    pub fn before(&self, event: Ref<Event>) -> usize {
        let (word, bit) = (event.position() / 64, event.position() % 64);
        let words = self.found.words();
        let Some(own) = words.get(word) else { return self.length };
        let block = word / BLOCK;
        let of_word = (own & !(u64::MAX << bit)).count_ones() as usize;
        self.before[block] as usize + count(&words[block * BLOCK..word]) + of_word
    }

    /// Whether it has an event.
    #[must_use]
    pub fn contains(&self, event: Ref<Event>) -> bool {
        self.found.contains(event.position())
    }

    /// How many there are, in words: `41 events, and 3 possibly`.
    #[must_use]
    pub fn tally(&self) -> String {
        let (definite, possible) = (self.definite(), self.possible());
        let events = if definite == 1 { "event" } else { "events" };
        match (definite, possible) {
            (0, 0) => "no event matches".to_owned(),
            (definite, 0) => format!("{definite} {events}"),
            (definite, possible) => format!("{definite} {events}, and {possible} possibly"),
        }
    }

    /// The place of an event in the selection.
    #[must_use]
    pub fn position(&self, event: Ref<Event>) -> Option<usize> {
        self.contains(event).then(|| self.before(event))
    }

    /// The place of an event, or of the one that stands nearest to it in the order of time: where the eye stays when the
    /// event itself has gone. `None` only where the selection is empty.
    #[must_use]
    pub fn nearest(&self, event: Ref<Event>) -> Option<usize> {
        let after = self.before(event);
        let distance = |place: usize| self.get(place).map(|other| other.position().abs_diff(event.position()));
        match (after.checked_sub(1), self.get(after)) {
            (None, None) => None,
            (Some(before), None) => Some(before),
            (None, Some(_)) => Some(after),
            (Some(before), Some(_)) => Some(if distance(before) < distance(after) { before } else { after }),
        }
    }

    /// How many events stand before the first of which `earlier` is not true. It must hold for all before that one.
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

/// The position of the set bit that has so many set bits below it.
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
        fn places_and_events_lead_to_each_other(
            length in 0..2000_usize,
            chosen in prop::collection::vec(0..2000_usize, 0..300),
        ) {
            let chosen: Vec<usize> = chosen.into_iter().filter(|event| *event < length).collect();
            let selection = Selection::new(Bits::from_positions(length, chosen.iter().copied()), Bits::none(length));
            let mut expected = chosen;
            expected.sort_unstable();
            expected.dedup();
            prop_assert_eq!(selection.len(), expected.len());
            prop_assert_eq!(selection.get(expected.len()), None);
            for (place, event) in expected.iter().map(|event| Ref::new(*event)).enumerate() {
                prop_assert_eq!(selection.get(place), Some(event));
                prop_assert_eq!(selection.position(event), Some(place));
                prop_assert_eq!(selection.partition_point(|other| other < event), place);
            }
            for event in 0..length {
                let before = expected.partition_point(|other| *other < event);
                prop_assert_eq!(selection.before(Ref::new(event)), before);
                prop_assert_eq!(selection.contains(Ref::new(event)), expected.contains(&event));
            }
        }
    }
}
