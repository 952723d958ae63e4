//! The last answers to words, kept: the same words are asked for again with every other condition that changes, and a
//! longer word is looked for among the events that have the shorter one.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::bits::Bits;
use super::words::Word;

/// How many answers are kept.
const KEPT: usize = 8;

/// The last answers, the newest first.
#[derive(Debug, Default)]
pub struct Answers(Mutex<VecDeque<(Vec<Word>, Arc<Bits>)>>);

impl Answers {
    /// The answer to these words.
    pub fn to(&self, words: &[Word]) -> Option<Arc<Bits>> {
        self.find(|known| known == words)
    }

    /// The newest answer to words of which this is true.
    pub fn find(&self, wanted: impl Fn(&[Word]) -> bool) -> Option<Arc<Bits>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(words, _)| wanted(words)).map(|(_, events)| Arc::clone(events))
    }

    /// Keeps an answer. The oldest is forgotten.
    pub fn keep(&self, words: Vec<Word>, events: Arc<Bits>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_front((words, events));
        kept.truncate(KEPT);
    }
}
