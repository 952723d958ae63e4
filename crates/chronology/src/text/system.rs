//! Paths and error messages of the system, cleaned for display.

use std::io;
use std::path::Path;

use super::clean_line;

/// A path, cleaned for display.
#[must_use]
pub fn path(path: &Path) -> String {
    clean_line(&path.to_string_lossy()).into_owned()
}

/// The message of a system error, without its number and in lower case.
#[must_use]
pub fn reason(error: &io::Error) -> String {
    let words = error.to_string();
    let end = words.find(" (os error").unwrap_or(words.len());
    let mut characters = words[..end].chars();
    characters.next().map(|first| first.to_lowercase().chain(characters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_has_no_error_number() {
        assert_eq!(reason(&io::Error::from_raw_os_error(28)), "no space left on device");
        assert_eq!(reason(&io::Error::other("The table is full")), "the table is full");
    }

    #[test]
    fn a_path_contains_no_control_characters() {
        assert_eq!(path(Path::new("/tmp/\x1b[31mred\n.md")), "/tmp/red .md");
    }
}
