//! Strings as people see them: cleaned, folded, measured, wrapped and cut.
//!
//! Text from files is not trusted. [`clean()`] removes what could control a terminal or mislead a reader; [`find_unclean`]
//! finds the first such thing, for a report. [`fold()`] gives all spellings of a name one form for searching, and
//! [`find_folded`] finds a folded match in the original text. [`width`], [`wrap`] and [`truncate`] count in terminal columns
//! and never cut inside a grapheme, which is what a reader sees as one character. [`path`] and [`reason`] clean paths and
//! error messages of the system.

mod clean;
mod fold;
mod layout;
mod system;

pub use clean::{Unclean, Uncleanness, clean, clean_line, find_unclean, find_unclean_line};
pub use fold::{find_folded, fold};
pub use layout::{truncate, width, wrap};
pub use system::{path, reason};

/// A message for a screen reader, with quotation marks instead of backticks: a voice pauses at them.
#[must_use]
pub fn without_backticks(message: &str) -> String {
    message.replace('`', "\"")
}

/// The text with a capital first letter.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
