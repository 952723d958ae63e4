//! A set of positions, one bit each.

use std::ops::Range;

/// A set of positions below a fixed length.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BitSet {
    words: Vec<u64>,
    length: usize,
}

impl BitSet {
    /// The empty set.
    pub fn none(length: usize) -> Self {
        Self { words: vec![0; length.div_ceil(64)], length }
    }

    /// The set of every position.
    pub fn all(length: usize) -> Self {
        let mut set = Self { words: vec![u64::MAX; length.div_ceil(64)], length };
        if !length.is_multiple_of(64)
            && let Some(last) = set.words.last_mut()
        {
            *last = (1 << (length % 64)) - 1;
        }
        set
    }

    /// The set of these positions, each below the length.
    pub fn from_positions(length: usize, positions: impl IntoIterator<Item = usize>) -> Self {
        let mut set = Self::none(length);
        positions.into_iter().for_each(|position| set.insert(position));
        set
    }

    /// Adds a position below the length.
    pub fn insert(&mut self, position: usize) {
        self.words[position / 64] |= 1 << (position % 64);
    }

    /// Removes a position below the length.
    pub fn remove(&mut self, position: usize) {
        self.words[position / 64] &= !(1 << (position % 64));
    }

    /// Adds the positions of a range, as far as they are below the length.
    pub fn insert_range(&mut self, range: Range<usize>) {
        let range = range.start..range.end.min(self.length);
        if range.is_empty() {
            return;
        }
        let (first, last) = (range.start / 64, (range.end - 1) / 64);
        for word in first..=last {
            let from = if word == first { u64::MAX << (range.start % 64) } else { u64::MAX };
            let to = if word == last { u64::MAX >> (63 - (range.end - 1) % 64) } else { u64::MAX };
            self.words[word] |= from & to;
        }
    }

    pub fn contains(&self, position: usize) -> bool {
        self.words.get(position / 64).is_some_and(|word| word & 1 << (position % 64) != 0)
    }

    /// Intersection, in place.
    pub fn and(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(own, other)| *own &= other);
    }

    /// Difference, in place.
    pub fn and_not(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(own, other)| *own &= !other);
    }

    /// Union, in place.
    pub fn or(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(own, other)| *own |= other);
    }

    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The size of the intersection.
    pub fn count_both(&self, other: &Self) -> usize {
        self.words.iter().zip(&other.words).map(|(own, other)| (own & other).count_ones() as usize).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// The number that all positions are below.
    pub fn length(&self) -> usize {
        self.length
    }

    /// The words in memory: 64 positions each, the lowest in the lowest bit.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// The words of a range, which begins at a multiple of 64. The last word may contain positions beyond its end.
    pub fn words_of(&self, range: &Range<usize>) -> &[u64] {
        &self.words[range.start / 64..range.end.min(self.length).div_ceil(64).max(range.start / 64)]
    }

    /// Union with words such as [`BitSet::words`] returns. Positions beyond the length are left out.
    pub fn or_words(&mut self, words: &[u64]) {
        self.words.iter_mut().zip(words).for_each(|(own, other)| *own |= other);
        if !self.length.is_multiple_of(64)
            && let Some(last) = self.words.last_mut()
        {
            *last &= (1 << (self.length % 64)) - 1;
        }
    }

    /// Replaces the positions from `first` on, a multiple of 64, by those of another set.
    pub fn replace(&mut self, first: usize, other: &Self) {
        let first = first / 64;
        self.words[first..first + other.words.len()].copy_from_slice(&other.words);
    }

    /// The positions in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.iter_from(0)
    }

    /// The positions from `first` on, in ascending order.
    pub fn iter_from(&self, first: usize) -> impl Iterator<Item = usize> + '_ {
        let begin = first / 64;
        self.words.iter().enumerate().skip(begin).flat_map(move |(number, word)| {
            let mut left = if number == begin { word & u64::MAX << (first % 64) } else { *word };
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                Some(number * 64 + bit)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inserting_a_range_adds_its_positions_and_no_others() {
        for length in [1, 63, 64, 65, 200] {
            for from in 0..length {
                for to in from..=length {
                    let mut set = BitSet::none(length);
                    set.insert_range(from..to);
                    assert_eq!(
                        set.iter().collect::<Vec<_>>(),
                        (from..to).collect::<Vec<_>>(),
                        "{from}..{to} of {length}"
                    );
                }
            }
        }
    }

    #[test]
    fn iteration_can_start_at_any_position() {
        let set = BitSet::from_positions(300, (0..300).filter(|position| position % 7 == 0));
        for first in 0..300 {
            let expected: Vec<usize> = (first..300).filter(|position| position % 7 == 0).collect();
            assert_eq!(set.iter_from(first).collect::<Vec<_>>(), expected);
        }
    }
}
