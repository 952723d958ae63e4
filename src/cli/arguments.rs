//! Prepares the arguments, so that a query word may begin with a hyphen (`-topic:energy`) and options may follow it.
//!
//! clap takes every argument that begins with a hyphen for an option, and its setting `allow_hyphen_values` makes a
//! query swallow all options after it. So such words get a prefix that makes them ordinary words for clap, and lose it
//! when the value is parsed.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::builder::{OsStringValueParser, TypedValueParser};

/// A noncharacter: Unicode reserves it for use inside a program, so no text contains it.
const PREFIX: &str = "\u{fdd0}";

/// Prefixes every word that excludes. Arguments after `--` are unchanged.
///
/// A word that excludes begins with one hyphen and has more than one character after it: `-h` and `-o` stay options,
/// and so does `-o=FILE`.
pub fn prefix_exclusions(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut verbatim = false;
    arguments
        .into_iter()
        .map(|argument| {
            verbatim |= argument == "--";
            if !verbatim && excludes(&argument) { prefixed(&argument) } else { argument }
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

fn prefixed(argument: &OsStr) -> OsString {
    let mut prefixed = OsString::from(PREFIX);
    prefixed.push(argument);
    prefixed
}

/// Parses a word of a query, or an id.
///
/// # Errors
///
/// Never; clap requires a `Result`.
pub fn query_word(word: &str) -> Result<String, std::convert::Infallible> {
    Ok(word.strip_prefix(PREFIX).unwrap_or(word).to_owned())
}

/// Parses a path. A word that excludes is not a path: in `-o -topic:energy` the name is missing.
pub fn path() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().try_map(|path| match path.to_str().and_then(|path| path.strip_prefix(PREFIX)) {
        Some(word) => Err(format!("a name is missing: write ./{word} if the name is {word}")),
        None if path.is_empty() => Err("the name is empty".to_owned()),
        None => Ok(PathBuf::from(path)),
    })
}

/// Removes the prefix from an error message of clap.
#[must_use]
pub fn without_prefix(message: &str) -> String {
    message.replace(PREFIX, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prefixes(arguments: &[&str]) -> Vec<bool> {
        let arguments = arguments.iter().map(OsString::from);
        prefix_exclusions(arguments).iter().map(|argument| argument.to_string_lossy().starts_with(PREFIX)).collect()
    }

    #[test]
    fn a_word_with_one_hyphen_is_a_word_and_options_stay_options() {
        let arguments = ["list", "-topic:energy", "--color", "never", "-h", "-o", "x", "-o=x", "-", "peace"];
        let expected = [false, true, false, false, false, false, false, false, false, false];
        assert_eq!(prefixes(&arguments), expected);
    }

    #[test]
    fn arguments_after_two_hyphens_are_unchanged() {
        assert_eq!(prefixes(&["-topic:energy", "--", "-topic:energy"]), [true, false, false]);
    }

    #[test]
    fn the_word_that_is_parsed_has_no_prefix() {
        let prefixed = prefix_exclusions([OsString::from("-рыба")]);
        assert_eq!(prefixed[0].to_str().map(query_word), Some(Ok("-рыба".to_owned())));
    }
}
