//! Strings as people see them: cleaned, folded, measured, wrapped and cut.
//!
//! Text from files is not trusted. [`clean()`] takes out whatever could steer a terminal or make a line read otherwise than
//! it is written; [`find_unclean`] names the first such thing, for a report. [`fold()`] brings two spellings of one name to
//! one form, for searching, and [`find_folded`] finds the place of a folded match in the text as it is shown. [`width`],
//! [`wrap`] and [`truncate`] count in terminal columns and never cut inside a grapheme, which is what a reader takes for
//! one character. [`path`] and [`reason`] are what the system says, as it may be shown.

mod clean;
mod fold;
mod layout;
mod system;

pub use clean::{Unclean, Uncleanness, clean, clean_line, find_unclean, find_unclean_line};
pub use fold::{find_folded, fold};
pub use layout::{truncate, width, wrap};
pub use system::{path, reason};

/// A message as it is said: what it sets off by backticks stands in quotation marks, of which a voice makes a pause.
#[must_use]
pub fn without_backticks(message: &str) -> String {
    message.replace('`', "\"")
}

/// The text with its first letter as a capital.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
