//! Parses the syntax of a TOML file within a memory limit.
//!
//! A syntax tree takes many times the size of its text: each mark that starts a value or a table costs up to a kilobyte. So
//! the marks are counted before the file is parsed. A file written by hand has about one in fifteen bytes; a hostile one may
//! have nothing else.

use toml::Spanned;
use toml::de::{DeTable, Error};

/// The most marks in a file. Its tree then takes less than 500 MiB.
pub(super) const MOST_MARKS: usize = 600_000;
/// In bytes. Of a larger file only the first syntax error is reported: the parser keeps them all, at hundreds of bytes each.
const LARGE: usize = 1 << 20;

/// The number of marks, if there are more than [`MOST_MARKS`].
pub(super) fn too_many_marks(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    // There cannot be more marks than bytes.
    if bytes.len() <= MOST_MARKS {
        return None;
    }
    let marks =
        memchr::memchr3_iter(b'=', b'[', b'{', bytes).count() + memchr::memchr3_iter(b',', b'.', b'\n', bytes).count();
    (marks > MOST_MARKS).then_some(marks)
}

/// The table of a file as far as it could be parsed, and the syntax errors.
pub(super) fn parse(text: &str) -> (DeTable<'_>, Vec<Error>) {
    if text.len() > LARGE {
        return match DeTable::parse(text) {
            Ok(table) => (Spanned::into_inner(table), Vec::new()),
            Err(error) => (DeTable::new(), vec![error]),
        };
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    (table.into_inner(), errors)
}
