//! The chronology that the tests of the program stand on, `tests/chronology`: frozen, and independent of `data/`.

use std::path::Path;
use std::sync::OnceLock;

use super::{Location, load};
use crate::chronology::Chronology;

/// Where it stands.
pub(crate) fn location() -> Location {
    Location::Directory(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/chronology"))
}

/// The chronology, loaded once.
pub(crate) fn chronology() -> &'static Chronology {
    static CHRONOLOGY: OnceLock<Chronology> = OnceLock::new();
    CHRONOLOGY.get_or_init(|| load(&location()).unwrap_or_else(|report| panic!("{report}")).chronology)
}
