//! Words and phrases to search for.

use std::fmt;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Word {
    pub negated: bool,
    /// A word or a phrase, folded; never empty.
    pub text: String,
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quote = if self.text.contains(' ') || looks_like_a_field(&self.text) { "\"" } else { "" };
        write!(f, "{}{quote}{}{quote}", if self.negated { "-" } else { "" }, self.text)
    }
}

/// Whether the lexer would read a field in it: letters and a colon.
pub fn looks_like_a_field(word: &str) -> bool {
    word.split_once(':').is_some_and(|(name, _)| !name.is_empty() && name.chars().all(char::is_alphabetic))
}

/// Each word once, in the order given.
pub fn normalise(words: Vec<Word>) -> Vec<Word> {
    let mut normal: Vec<Word> = Vec::with_capacity(words.len());
    for word in words {
        if !normal.contains(&word) {
            normal.push(word);
        }
    }
    normal
}
