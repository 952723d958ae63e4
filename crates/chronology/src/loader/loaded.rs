//! What loading gives, and how it tells its progress.

use crate::chronology::Chronology;
use crate::diagnostics::Report;

/// A chronology that was loaded.
#[derive(Debug)]
pub struct Loaded {
    /// The chronology.
    pub chronology: Chronology,
    /// What deserves a look, although the chronology can be used.
    pub warnings: Report,
}

/// Progress callback: bytes read, bytes in total. It is called from any thread.
pub type ProgressCallback<'a> = dyn Fn(u64, u64) + Sync + 'a;
