//! The answers to the last searches for words.
//!
//! The words of a query stay the same while its other conditions change, so the same search is repeated. And a longer
//! word needs to be searched for only among the events that contain a part of it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::bit_set::BitSet;
use super::words::Word;

/// How many answers are kept.
const CAPACITY: usize = 8;

/// The last answers, the newest first.
#[derive(Debug, Default)]
pub struct SearchCache(Mutex<VecDeque<(Vec<Word>, Arc<BitSet>)>>);

impl SearchCache {
    /// The events that match exactly these words.
    pub fn get(&self, words: &[Word]) -> Option<Arc<BitSet>> {
        self.find(|known| known == words)
    }

    /// The newest answer whose words meet a condition.
    pub fn find(&self, wanted: impl Fn(&[Word]) -> bool) -> Option<Arc<BitSet>> {
        let entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.iter().find(|(words, _)| wanted(words)).map(|(_, events)| Arc::clone(events))
    }

    /// Adds an answer and drops the oldest where there are too many.
    pub fn insert(&self, words: Vec<Word>, events: Arc<BitSet>) {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.push_front((words, events));
        entries.truncate(CAPACITY);
    }
}
