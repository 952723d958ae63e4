//! A set of events, one bit each.

/// A set of positions below a fixed length.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    pub fn of(length: usize, positions: impl IntoIterator<Item = usize>) -> Self {
        let mut bits = Self::none(length);
        positions.into_iter().for_each(|position| bits.insert(position));
        bits
    }

    /// Adds a position below the length.
    pub fn insert(&mut self, position: usize) {
        self.words[position / 64] |= 1 << (position % 64);
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

    /// Keeps the positions of which `wanted` is true.
    pub fn retain(&mut self, wanted: impl Fn(usize) -> bool) {
        for (place, word) in self.words.iter_mut().enumerate() {
            let mut left = *word;
            while left != 0 {
                let bit = left.trailing_zeros() as usize;
                left &= left - 1;
                if !wanted(place * 64 + bit) {
                    *word &= !(1 << bit);
                }
            }
        }
    }

    /// How many positions it has.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// How many positions it could have.
    pub fn length(&self) -> usize {
        self.length
    }

    /// The positions in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(place, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                Some(place * 64 + bit)
            })
        })
    }
}
