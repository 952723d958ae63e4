//! Posting lists: for each item of a register, the events that refer to it.

use std::collections::HashMap;
use std::ops::Range;

use super::bit_set::BitSet;

/// An event and an item that it refers to, by position.
pub type Posting = (u32, u32);

/// How the position of an event is stored: in as few bytes as the largest needs.
pub trait StoredPosition: Copy + Default + PartialEq {
    const BYTES: usize;
    fn new(position: u32) -> Self;
    fn position(self) -> usize;
}

impl StoredPosition for u32 {
    const BYTES: usize = 4;

    fn new(position: u32) -> Self {
        position
    }

    fn position(self) -> usize {
        self as usize
    }
}

/// For at most 65,536 events.
impl StoredPosition for u16 {
    const BYTES: usize = 2;

    fn new(position: u32) -> Self {
        Self::try_from(position).unwrap_or(Self::MAX)
    }

    fn position(self) -> usize {
        usize::from(self)
    }
}

/// The events of each item: an item with many events has a bit set, the others have lists in one block of memory,
/// whichever takes less.
#[derive(Debug, Clone)]
pub struct Postings<P = u32> {
    /// The number of events in all.
    length: usize,
    /// Where the list of each item begins in `events`, and the end of the last.
    starts: Vec<u32>,
    events: Vec<P>,
    /// The items whose list would take more than a set. They have nothing in `events`.
    many: HashMap<u32, BitSet>,
}

impl<P: StoredPosition> Postings<P> {
    /// `postings` must be in the order of the events. An event may refer to an item more than once.
    pub fn new(items: usize, length: usize, postings: &[&[Posting]]) -> Self {
        let postings = || postings.iter().copied().flatten().map(|(event, item)| (*event, *item as usize));
        let mut counts = vec![0_u32; items];
        // The last event of each item, so that an event is listed once.
        let mut last = vec![u32::MAX; items];
        for (event, item) in postings() {
            counts[item] += u32::from(last[item] != event);
            last[item] = event;
        }
        let most = length / 8 / P::BYTES;
        let is_many = |item: usize| counts[item] as usize > most.max(8);
        // Where the next event of an item goes: a position in the lists, or the number of the set.
        let mut next = Vec::with_capacity(items);
        let mut starts = Vec::with_capacity(items + 1);
        let (mut total, mut sets) = (0, Vec::new());
        for (item, count) in counts.iter().enumerate() {
            starts.push(total);
            if is_many(item) {
                next.push(sets.len());
                sets.push(BitSet::none(length));
            } else {
                next.push(total as usize);
                total += *count;
            }
        }
        starts.push(total);
        let mut events = vec![P::default(); total as usize];
        last.fill(u32::MAX);
        for (event, item) in postings() {
            if last[item] == event {
                continue;
            }
            last[item] = event;
            if is_many(item) {
                sets[next[item]].insert(event as usize);
            } else {
                events[next[item]] = P::new(event);
                next[item] += 1;
            }
        }
        let many = (0_u32..).take(items).filter(|item| is_many(*item as usize)).zip(sets).collect();
        Self { length, starts, events, many }
    }

    pub fn items(&self) -> usize {
        self.starts.len() - 1
    }

    /// The number of events in all.
    pub fn length(&self) -> usize {
        self.length
    }

    /// The events of an item.
    pub fn set(&self, item: usize) -> BitSet {
        match self.as_set(item) {
            Some(set) => set.clone(),
            None => BitSet::from_positions(self.length, self.list(item).iter().map(|event| event.position())),
        }
    }

    /// Adds the events of an item to a set.
    pub fn add(&self, item: usize, to: &mut BitSet) {
        match self.as_set(item) {
            Some(set) => to.or(set),
            None => self.list(item).iter().for_each(|event| to.insert(event.position())),
        }
    }

    /// Adds those events of an item that are in a range to a set of that range, which counts from its start. The range
    /// begins at a multiple of 64.
    pub fn add_of(&self, item: usize, range: &Range<usize>, to: &mut BitSet) {
        match self.as_set(item) {
            Some(set) => to.or_words(set.words_of(range)),
            None => {
                let list = self.list(item);
                let from = list.partition_point(|event| event.position() < range.start);
                let of_range = list[from..].iter().map(|event| event.position()).take_while(|event| *event < range.end);
                of_range.for_each(|event| to.insert(event - range.start));
            },
        }
    }

    /// Removes the events of an item from a set.
    pub fn remove_from(&self, item: usize, from: &mut BitSet) {
        match self.as_set(item) {
            Some(set) => from.and_not(set),
            None => self.list(item).iter().for_each(|event| from.remove(event.position())),
        }
    }

    /// How many events of a set refer to an item.
    pub fn count(&self, item: usize, within: &BitSet) -> usize {
        match self.as_set(item) {
            Some(set) => set.count_both(within),
            None => self.list(item).iter().filter(|event| within.contains(event.position())).count(),
        }
    }

    fn list(&self, item: usize) -> &[P] {
        &self.events[self.starts[item] as usize..self.starts[item + 1] as usize]
    }

    fn as_set(&self, item: usize) -> Option<&BitSet> {
        self.many.get(&u32::try_from(item).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_item_lists_the_events_that_refer_to_it(
            events in prop::collection::vec(prop::collection::vec(0..6_u32, 0..4), 0..400),
        ) {
            // Few events refer to items 4 and 5.
            let refers = |event: usize, item: u32| item < 4 || event.is_multiple_of(50);
            let pairs: Vec<Posting> = (0_u32..)
                .zip(&events)
                .flat_map(|(event, items)| items.iter().map(move |item| (event, *item)))
                .filter(|(event, item)| refers(*event as usize, *item))
                .collect();
            let (front, back) = pairs.split_at(pairs.len() / 2);
            let postings = Postings::<u32>::new(6, events.len(), &[front, back]);
            let short = Postings::<u16>::new(6, events.len(), &[front, back]);
            let odd = BitSet::from_positions(events.len(), (1..events.len()).step_by(2));
            for item in 0..6_u32 {
                let expected: Vec<usize> = events
                    .iter()
                    .enumerate()
                    .filter(|(event, items)| items.contains(&item) && refers(*event, item))
                    .map(|(event, _)| event)
                    .collect();
                let set = postings.set(item as usize);
                prop_assert_eq!(set.iter().collect::<Vec<_>>(), expected.clone());
                prop_assert_eq!(&short.set(item as usize), &set);
                let range = 64..events.len().clamp(64, 200);
                let mut part = BitSet::none(range.len());
                postings.add_of(item as usize, &range, &mut part);
                let expected_part: Vec<usize> = expected.iter().filter(|event| range.contains(event)).map(|event| event - 64).collect();
                prop_assert_eq!(part.iter().collect::<Vec<_>>(), expected_part);
                let expected_odd = expected.iter().filter(|event| *event % 2 == 1).count();
                prop_assert_eq!(postings.count(item as usize, &odd), expected_odd);
                let mut rest = BitSet::all(events.len());
                postings.remove_from(item as usize, &mut rest);
                prop_assert_eq!(rest.count(), events.len() - expected.len());
            }
        }
    }
}
