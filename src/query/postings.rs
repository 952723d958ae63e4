//! For each item of a register, the events that refer to it.

use std::collections::HashMap;
use std::ops::Range;

use super::bits::Bits;

/// An event and an item that it names, by position.
pub type Naming = (u32, u32);

/// How the position of an event is kept: in as few bytes as all positions need.
pub trait Place: Copy + Default + PartialEq {
    /// The bytes that it takes.
    const BYTES: usize;
    /// Keeps a position.
    fn keep(position: u32) -> Self;
    /// The position.
    fn position(self) -> usize;
}

impl Place for u32 {
    const BYTES: usize = 4;

    fn keep(position: u32) -> Self {
        position
    }

    fn position(self) -> usize {
        self as usize
    }
}

/// For events of which there are 65,536 at the most.
impl Place for u16 {
    const BYTES: usize = 2;

    fn keep(position: u32) -> Self {
        Self::try_from(position).unwrap_or(Self::MAX)
    }

    fn position(self) -> usize {
        usize::from(self)
    }
}

/// The events of each item. An item of many events has them as a set of bits, the others as lists in one block of memory:
/// whichever takes less.
#[derive(Debug, Clone)]
pub struct Postings<P = u32> {
    /// How many events there are in all.
    length: usize,
    /// Where the list of each item begins in `events`; one more at the end.
    starts: Vec<u32>,
    events: Vec<P>,
    /// The items whose lists would take more than a set; in `events` they have nothing.
    many: HashMap<u32, Bits>,
}

impl<P: Place> Postings<P> {
    /// The events of `items` items, of which `namings` tells in the order of the events. An event may name an item more than
    /// once.
    pub fn new(items: usize, length: usize, namings: &[&[Naming]]) -> Self {
        let namings = || namings.iter().copied().flatten().map(|(event, item)| (*event, *item as usize));
        let mut counts = vec![0_u32; items];
        // Where the event before stands in the list of the item, so that an event stands there once.
        let mut last = vec![u32::MAX; items];
        for (event, item) in namings() {
            counts[item] += u32::from(last[item] != event);
            last[item] = event;
        }
        let most = length / 8 / P::BYTES;
        let is_many = |item: usize| counts[item] as usize > most.max(8);
        // Where the next event of an item goes: a place in the lists, or the number of the set.
        let mut next = Vec::with_capacity(items);
        let mut starts = Vec::with_capacity(items + 1);
        let (mut total, mut sets) = (0, Vec::new());
        for (item, count) in counts.iter().enumerate() {
            starts.push(total);
            if is_many(item) {
                next.push(sets.len());
                sets.push(Bits::none(length));
            } else {
                next.push(total as usize);
                total += *count;
            }
        }
        starts.push(total);
        let mut events = vec![P::default(); total as usize];
        last.fill(u32::MAX);
        for (event, item) in namings() {
            if last[item] == event {
                continue;
            }
            last[item] = event;
            if is_many(item) {
                sets[next[item]].insert(event as usize);
            } else {
                events[next[item]] = P::keep(event);
                next[item] += 1;
            }
        }
        let many = (0_u32..).take(items).filter(|item| is_many(*item as usize)).zip(sets).collect();
        Self { length, starts, events, many }
    }

    /// How many items there are.
    pub fn items(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many events there are in all.
    pub fn length(&self) -> usize {
        self.length
    }

    /// The events of an item.
    pub fn set(&self, item: usize) -> Bits {
        match self.as_set(item) {
            Some(set) => set.clone(),
            None => Bits::from_positions(self.length, self.list(item).iter().map(|event| event.position())),
        }
    }

    /// Adds the events of an item to a set.
    pub fn add(&self, item: usize, to: &mut Bits) {
        match self.as_set(item) {
            Some(set) => to.or(set),
            None => self.list(item).iter().for_each(|event| to.insert(event.position())),
        }
    }

    /// Adds those events of an item that lie in a range to a set of that range. The range begins at a multiple of 64.
    pub fn add_of(&self, item: usize, range: &Range<usize>, to: &mut Bits) {
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

    /// Takes the events of an item out of a set.
    pub fn take(&self, item: usize, from: &mut Bits) {
        match self.as_set(item) {
            Some(set) => from.and_not(set),
            None => self.list(item).iter().for_each(|event| from.remove(event.position())),
        }
    }

    /// How many events of an item are in a set.
    pub fn count(&self, item: usize, within: &Bits) -> usize {
        match self.as_set(item) {
            Some(set) => set.count_both(within),
            None => self.list(item).iter().filter(|event| within.contains(event.position())).count(),
        }
    }

    fn list(&self, item: usize) -> &[P] {
        &self.events[self.starts[item] as usize..self.starts[item + 1] as usize]
    }

    fn as_set(&self, item: usize) -> Option<&Bits> {
        self.many.get(&u32::try_from(item).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_item_has_the_events_that_name_it(
            events in prop::collection::vec(prop::collection::vec(0..6_u32, 0..4), 0..400),
        ) {
            // Items 4 and 5 are named by a few events only.
            let named = |event: usize, item: u32| item < 4 || event.is_multiple_of(50);
            let namings: Vec<Naming> = (0_u32..)
                .zip(&events)
                .flat_map(|(event, items)| items.iter().map(move |item| (event, *item)))
                .filter(|(event, item)| named(*event as usize, *item))
                .collect();
            let (front, back) = namings.split_at(namings.len() / 2);
            let postings = Postings::<u32>::new(6, events.len(), &[front, back]);
            let short = Postings::<u16>::new(6, events.len(), &[front, back]);
            let odd = Bits::from_positions(events.len(), (1..events.len()).step_by(2));
            for item in 0..6_u32 {
                let expected: Vec<usize> = events
                    .iter()
                    .enumerate()
                    .filter(|(event, items)| items.contains(&item) && named(*event, item))
                    .map(|(event, _)| event)
                    .collect();
                let set = postings.set(item as usize);
                prop_assert_eq!(set.iter().collect::<Vec<_>>(), expected.clone());
                prop_assert_eq!(&short.set(item as usize), &set);
                let range = 64..events.len().clamp(64, 200);
                let mut part = Bits::none(range.len());
                postings.add_of(item as usize, &range, &mut part);
                let expected_part: Vec<usize> = expected.iter().filter(|event| range.contains(event)).map(|event| event - 64).collect();
                prop_assert_eq!(part.iter().collect::<Vec<_>>(), expected_part);
                let expected_odd = expected.iter().filter(|event| *event % 2 == 1).count();
                prop_assert_eq!(postings.count(item as usize, &odd), expected_odd);
                let mut rest = Bits::all(events.len());
                postings.take(item as usize, &mut rest);
                prop_assert_eq!(rest.count(), events.len() - expected.len());
            }
        }
    }
}
