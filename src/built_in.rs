//! The built-in chronology, which `build.rs` compiles from `data/`, and its name.

use std::path::{Path, PathBuf};

use summits_chronology::loader::{Compiled, Location};

/// Accepted in place of a directory: `--data built-in`.
const NAME: &str = "built-in";

/// The built-in chronology.
pub const BUILT_IN: Location = Location::Compiled(Compiled {
    name: NAME,
    texts: include_str!(concat!(env!("OUT_DIR"), "/chronology.txt")),
    bytes: include_bytes!(concat!(env!("OUT_DIR"), "/chronology.bin")),
});

/// The chronology in a directory, or the built-in one. A directory called `built-in` must be written `./built-in`.
#[must_use]
pub fn location_named(name: &Path) -> Location {
    if name == Path::new(NAME) { BUILT_IN } else { Location::Directory(name.to_owned()) }
}

/// The chronologies to merge: those named, or the built-in one if none is.
#[must_use]
pub fn locations(named: &[PathBuf]) -> Vec<Location> {
    if named.is_empty() { vec![BUILT_IN] } else { named.iter().map(|name| location_named(name)).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_is_a_name_and_a_directory_of_that_name_is_written_as_a_path() {
        assert_eq!(location_named(Path::new("built-in")), BUILT_IN);
        assert_eq!(location_named(Path::new("./built-in")).directory(), Some(Path::new("./built-in")));
    }
}
