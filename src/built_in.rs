//! The chronology inside the program, which `build.rs` makes of `data/`, and how a reader names it.

use std::path::{Path, PathBuf};

use summits_chronology::loader::{Compiled, Location};

/// The word for it where a directory may be named: `--data built-in`.
const NAME: &str = "built-in";

/// The chronology inside the program.
pub const BUILT_IN: Location = Location::Compiled(Compiled {
    name: NAME,
    texts: include_str!(concat!(env!("OUT_DIR"), "/chronology.txt")),
    bytes: include_bytes!(concat!(env!("OUT_DIR"), "/chronology.bin")),
});

/// What a reader names: a directory, or the chronology inside the program. A directory called `built-in` is `./built-in`.
#[must_use]
pub fn location_named(name: &Path) -> Location {
    if name == Path::new(NAME) { BUILT_IN } else { Location::Directory(name.to_owned()) }
}

/// The chronologies that are read as one: those named, or the one inside the program where none is.
#[must_use]
pub fn locations(named: &[PathBuf]) -> Vec<Location> {
    if named.is_empty() { vec![BUILT_IN] } else { named.iter().map(|name| location_named(name)).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_is_a_word_and_a_directory_of_that_name_is_written_as_a_path() {
        assert_eq!(location_named(Path::new("built-in")), BUILT_IN);
        assert_eq!(location_named(Path::new("./built-in")).directory(), Some(Path::new("./built-in")));
    }
}
