//! The chronology that the tests of both packages read, `tests/chronology`: frozen, and independent of `data/`.

#![allow(clippy::missing_panics_doc, reason = "for tests, which may fail anywhere")]

use std::path::Path;
use std::sync::OnceLock;

use super::{Location, load};
use crate::chronology::Chronology;

/// Its directory.
pub fn location() -> Location {
    Location::Directory(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/chronology"))
}

/// The chronology, loaded once.
pub fn chronology() -> &'static Chronology {
    static CHRONOLOGY: OnceLock<Chronology> = OnceLock::new();
    CHRONOLOGY.get_or_init(|| load(&location()).unwrap_or_else(|report| panic!("{report}")).chronology)
}
