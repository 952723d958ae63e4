//! A chronology that was read again while it is browsed, or what is wrong with its files.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use summits_chronology::chronology::Chronology;

use super::Keymap;
use crate::query::Index;

/// A chronology that was read again, with all that is made of it for the browser.
#[derive(Debug, Clone)]
pub struct ReloadedChronology {
    /// The chronology.
    pub chronology: Arc<Chronology>,
    /// Its index.
    pub index: Arc<Index>,
    /// The keys in force, with the country keys of this chronology.
    pub keymap: Keymap,
    /// What deserves a look in it, in a line.
    pub warnings: Option<String>,
}

/// Two are the same if they come from the same reading: what they hold is not compared.
impl PartialEq for ReloadedChronology {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.chronology, &other.chronology)
    }
}

/// What is wrong with the files of a chronology that cannot be read again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Faults {
    /// The report, ready to be read.
    pub report: String,
    /// The errors in it, in its order.
    pub errors: Vec<FaultyPlace>,
}

/// Where an error of a report stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultyPlace {
    /// The lines of the report that speak of it, counted from 0.
    pub told: Range<usize>,
    /// The file.
    pub path: PathBuf,
    /// The line in the file, from 1.
    pub line: u32,
}
