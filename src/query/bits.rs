//! A set of events, one bit each.

use std::ops::Range;

/// A set of positions below a fixed length.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bits {
    words: Vec<u64>,
    length: usize,
}

impl Bits {
    /// No position.
    pub fn none(length: usize) -> Self {
        Self { words: vec![0; length.div_ceil(64)], length }
    }

    /// Every position.
    pub fn all(length: usize) -> Self {
        let mut bits = Self { words: vec![u64::MAX; length.div_ceil(64)], length };
        if !length.is_multiple_of(64)
            && let Some(last) = bits.words.last_mut()
        {
            *last = (1 << (length % 64)) - 1;
        }
        bits
    }

    /// These positions.
    pub fn from_positions(length: usize, positions: impl IntoIterator<Item = usize>) -> Self {
        let mut bits = Self::none(length);
        positions.into_iter().for_each(|position| bits.insert(position));
        bits
    }

    /// Adds a position below the length.
    pub fn insert(&mut self, position: usize) {
        self.words[position / 64] |= 1 << (position % 64);
    }

    /// Takes a position below the length away.
    pub fn remove(&mut self, position: usize) {
        self.words[position / 64] &= !(1 << (position % 64));
    }

    /// Adds every position of a range.
    pub fn insert_range(&mut self, range: Range<usize>) {
        let range = range.start..range.end.min(self.length);
        if range.is_empty() {
            return;
        }
        let (first, last) = (range.start / 64, (range.end - 1) / 64);
        for place in first..=last {
            let from = if place == first { u64::MAX << (range.start % 64) } else { u64::MAX };
            let to = if place == last { u64::MAX >> (63 - (range.end - 1) % 64) } else { u64::MAX };
            self.words[place] |= from & to;
        }
    }

    /// Whether it has a position.
    pub fn contains(&self, position: usize) -> bool {
        self.words.get(position / 64).is_some_and(|word| word & 1 << (position % 64) != 0)
    }

    /// Keeps what is in both.
    pub fn and(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(own, other)| *own &= other);
    }

    /// Keeps what is not in the other.
    pub fn and_not(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(own, other)| *own &= !other);
    }

    /// Adds what is in the other.
    pub fn or(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(own, other)| *own |= other);
    }

    /// How many positions it has.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// How many positions are in both.
    pub fn count_both(&self, other: &Self) -> usize {
        self.words.iter().zip(&other.words).map(|(own, other)| (own & other).count_ones() as usize).sum()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// How many positions it could have.
    pub fn length(&self) -> usize {
        self.length
    }

    /// The positions as they lie in memory, 64 to a word, the lowest first.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// The same, of the positions of a range, which begins at a multiple of 64. The last word may hold positions beyond it.
    pub fn words_of(&self, range: &Range<usize>) -> &[u64] {
        &self.words[range.start / 64..range.end.min(self.length).div_ceil(64).max(range.start / 64)]
    }

    /// Adds positions that lie in memory as [`Bits::words`] has them. Those beyond the length are left out.
    pub fn or_words(&mut self, words: &[u64]) {
        self.words.iter_mut().zip(words).for_each(|(own, other)| *own |= other);
        if !self.length.is_multiple_of(64)
            && let Some(last) = self.words.last_mut()
        {
            *last &= (1 << (self.length % 64)) - 1;
        }
    }

    /// Puts what another set has in the place of the positions from `first` on, a multiple of 64.
    pub fn put(&mut self, first: usize, other: &Self) {
        let first = first / 64;
        self.words[first..first + other.words.len()].copy_from_slice(&other.words);
    }

    /// The positions in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.iter_from(0)
    }

    /// The positions from `first` on, in order.
    pub fn iter_from(&self, first: usize) -> impl Iterator<Item = usize> + '_ {
        let begin = first / 64;
        self.words.iter().enumerate().skip(begin).flat_map(move |(place, word)| {
            let mut left = if place == begin { word & u64::MAX << (first % 64) } else { *word };
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                Some(place * 64 + bit)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_added_whole_and_nothing_beside_it() {
        for length in [1, 63, 64, 65, 200] {
            for from in 0..length {
                for to in from..=length {
                    let mut bits = Bits::none(length);
                    bits.insert_range(from..to);
                    assert_eq!(
                        bits.iter().collect::<Vec<_>>(),
                        (from..to).collect::<Vec<_>>(),
                        "{from}..{to} of {length}"
                    );
                }
            }
        }
    }

    #[test]
    fn going_through_it_can_begin_anywhere() {
        let bits = Bits::from_positions(300, (0..300).filter(|position| position % 7 == 0));
        for first in 0..300 {
            let expected: Vec<usize> = (first..300).filter(|position| position % 7 == 0).collect();
            assert_eq!(bits.iter_from(first).collect::<Vec<_>>(), expected);
        }
    }
}
