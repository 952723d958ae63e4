//! A chronology that was read again while it is browsed.

use std::sync::Arc;

use super::Keymap;
use crate::chronology::Chronology;
use crate::query::Index;

/// A chronology that was read again, with all that is made of it for the browser.
#[derive(Debug, Clone)]
pub struct Renewal {
    /// The chronology.
    pub chronology: Arc<Chronology>,
    /// Its index.
    pub index: Arc<Index>,
    /// The keys in force, with the country keys of this chronology.
    pub keymap: Keymap,
}

/// Two are the same if they come from the same reading: what they hold is not compared.
impl PartialEq for Renewal {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.chronology, &other.chronology)
    }
}
