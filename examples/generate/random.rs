//! Pseudo-random numbers that are the same on every machine.

/// A sequence of numbers (SplitMix64).
pub struct Random(u64);

impl Random {
    /// The sequence for the item with this number, among items of this sort.
    pub fn new(seed: u64, sort: u64, item: usize) -> Self {
        let mut random = Self(seed ^ sort.rotate_left(32) ^ (item as u64).wrapping_mul(0xd6e8_feb8_6659_fd93));
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    /// The same, for small numbers.
    pub fn small(&mut self, bound: u8) -> u8 {
        (self.next() % u64::from(bound.max(1))) as u8
    }

    /// `true` in this many of a hundred cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of these.
    pub fn choose<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// The position of one of these weights, with a probability proportional to the weight.
    pub fn weighted(&mut self, weights: impl Iterator<Item = usize> + Clone) -> usize {
        let mut left = self.below(weights.clone().sum());
        for (position, weight) in weights.enumerate() {
            if left < weight {
                return position;
            }
            left -= weight;
        }
        0
    }
}
