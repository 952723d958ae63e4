//! The syntax of a TOML file, within bounds: what a hostile file makes of a few megabytes must fit into memory.
//!
//! A syntax tree takes many times the size of its text, and how many depends on how much there is in it: a mark that
//! begins a value or a table costs up to a kilobyte, whatever stands between two marks costs what it is. So the marks are
//! counted before the file is parsed. A file written by hand has one in fifteen bytes or fewer.

use toml::Spanned;
use toml::de::{DeTable, Error};

/// The marks that a file may have. The tree of such a file takes less than 500 MiB.
pub(super) const MOST_MARKS: usize = 600_000;
/// Of a file that is larger than this only the first syntax error is told: each costs hundreds of bytes, and the parser
/// keeps them all.
const LARGE: usize = 1 << 20;

/// How many marks a text has, if it has more than it may.
pub(super) fn too_many_marks(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    // With fewer bytes than that there cannot be more marks.
    if bytes.len() <= MOST_MARKS {
        return None;
    }
    let marks =
        memchr::memchr3_iter(b'=', b'[', b'{', bytes).count() + memchr::memchr3_iter(b',', b'.', b'\n', bytes).count();
    (marks > MOST_MARKS).then_some(marks)
}

/// The table of a file, as far as it can be read, and its syntax errors.
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
