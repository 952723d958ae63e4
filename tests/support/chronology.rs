//! The chronology that the tests of the program use: frozen, and independent of `data/`.

#![allow(dead_code, clippy::unwrap_used, reason = "each test uses a part of it, and may fail anywhere")]

use std::path::Path;

use summits_chronology::{
    chronology::Chronology,
    loader::{self, Location},
};
use summits_tui::notebook;

/// Its directory.
pub const DIRECTORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/chronology");

/// The chronology, loaded.
pub fn load() -> Chronology {
    let loaded = loader::load(&Location::Directory(Path::new(DIRECTORY).to_owned()));
    loaded.unwrap_or_else(|report| panic!("{}", report.render(false))).chronology
}

/// The file name of its notebook, which depends on the directory.
pub fn notebook() -> String {
    let file = notebook::file_of(Some(Path::new(DIRECTORY))).unwrap();
    file.file_name().unwrap().to_str().unwrap().to_owned()
}
