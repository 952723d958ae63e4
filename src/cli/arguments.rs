//! What is done to the arguments before and while clap reads them.
//!
//! clap takes every argument that begins with a hyphen for an option, and its way round that makes a query swallow all
//! options after it. A query word may begin with a single hyphen (`-topic:energy`), and options may stand anywhere. So
//! such words get a mark in front, which makes them ordinary words for clap, and the mark is taken off when the value is
//! read.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::builder::{OsStringValueParser, TypedValueParser};

/// A character that Unicode reserves for use inside a program; no text holds it.
const MARK: &str = "\u{fdd0}";

/// The arguments with every word that excludes marked. What follows `--` is left as it is.
///
/// A word that excludes begins with one hyphen and has more than one character after it: `-h` and `-o` stay options,
/// and so does `-o=FILE`.
pub fn mark_exclusions(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut verbatim = false;
    arguments
        .into_iter()
        .map(|argument| {
            verbatim |= argument == "--";
            if !verbatim && excludes(&argument) { marked(&argument) } else { argument }
        })
        .collect()
}

fn excludes(argument: &OsStr) -> bool {
    let text = argument.to_string_lossy();
    let mut characters = text.chars();
    let hyphen = characters.next() == Some('-');
    let (first, second) = (characters.next(), characters.next());
    hyphen && first.is_some_and(|first| first != '-') && second.is_some_and(|second| second != '=')
}

fn marked(argument: &OsStr) -> OsString {
    let mut marked = OsString::from(MARK);
    marked.push(argument);
    marked
}

/// Reads a word of a query, or an id.
///
/// # Errors
///
/// Never; the type is what clap asks for.
pub fn query_word(word: &str) -> Result<String, std::convert::Infallible> {
    Ok(word.strip_prefix(MARK).unwrap_or(word).to_owned())
}

/// Reads a path. A word that excludes is not one: `-o -topic:energy` forgot the name.
pub fn path() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().try_map(|path| match path.to_str().and_then(|path| path.strip_prefix(MARK)) {
        Some(word) => Err(format!("a name is missing: write ./{word} if the name is {word}")),
        None if path.is_empty() => Err("the name is empty".to_owned()),
        None => Ok(PathBuf::from(path)),
    })
}

/// Takes the marks out of a message of clap's.
#[must_use]
pub fn unmark(message: &str) -> String {
    message.replace(MARK, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(arguments: &[&str]) -> Vec<bool> {
        let arguments = arguments.iter().map(OsString::from);
        mark_exclusions(arguments).iter().map(|argument| argument.to_string_lossy().starts_with(MARK)).collect()
    }

    #[test]
    fn a_word_with_one_hyphen_is_a_word_and_options_stay_options() {
        let arguments = ["list", "-topic:energy", "--color", "never", "-h", "-o", "x", "-o=x", "-", "peace"];
        let expected = [false, true, false, false, false, false, false, false, false, false];
        assert_eq!(marks(&arguments), expected);
    }

    #[test]
    fn what_follows_two_hyphens_is_left_as_it_is() {
        assert_eq!(marks(&["-topic:energy", "--", "-topic:energy"]), [true, false, false]);
    }

    #[test]
    fn the_mark_is_gone_from_the_word_that_is_read() {
        let marked = mark_exclusions([OsString::from("-рыба")]);
        assert_eq!(marked[0].to_str().map(query_word), Some(Ok("-рыба".to_owned())));
    }
}
