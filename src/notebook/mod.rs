//! The reader's marks and notes, kept between runs.
//!
//! A notebook is one TOML file a chronology, keyed by event id, that a person can read and mend. It is written at once
//! after every change, and so that nothing is ever lost: under a lock, from what the file holds at that moment (another
//! running copy may have written meanwhile), to a temporary file that is synced and renamed over the old one. Whatever
//! interrupts this leaves the old state or the new one. A change that could not be written stays in memory and is
//! written with the next one; a file that cannot be read is never overwritten.

mod error;
mod file;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use summits_chronology::chronology::{AnnotationChange, Annotations};

pub use error::NotebookError;

/// The notebook of one chronology.
///
/// Invariant: `annotations` is what the file held when it was last read, with `pending` done to it.
#[derive(Debug)]
pub struct Notebook {
    /// The file; `None` where there is no directory for it.
    path: Option<PathBuf>,
    annotations: Annotations,
    pending: Vec<(String, AnnotationChange)>,
}

impl Notebook {
    /// Opens the notebook at `path`. A file that is not there is an empty notebook; of one that cannot be read, the
    /// reason comes with an empty notebook that will not overwrite it. Without a path it lasts as long as the program.
    #[must_use]
    pub fn open(path: Option<PathBuf>) -> (Self, Option<NotebookError>) {
        let (annotations, error) = match path.as_deref().map_or_else(|| Ok(Annotations::default()), file::read) {
            Ok(annotations) => (annotations, None),
            Err(error) => (Annotations::default(), Some(error)),
        };
        (Self { path, annotations, pending: Vec::new() }, error)
    }

    /// What is put down, with what could not be written yet.
    #[must_use]
    pub fn annotations(&self) -> &Annotations {
        &self.annotations
    }

    /// Changes what is put down about an event and writes the file at once, with whatever could not be written before.
    ///
    /// # Errors
    ///
    /// [`NotebookError`]: the change is in memory and not in the file.
    pub fn change(&mut self, event: &str, change: AnnotationChange) -> Result<(), NotebookError> {
        self.annotations.apply(event, &change);
        self.pending.push((event.to_owned(), change));
        self.write()
    }

    /// Writes what could not be written before, when the program ends. Where it still cannot be written, the reader is to
    /// be told why, and what it is, in the words of the file, so that it can be put there by hand.
    pub fn close(&mut self) -> Option<String> {
        if self.pending.is_empty() {
            return None;
        }
        let error = self.write().err()?;
        let mut kept = Annotations::default();
        for (event, _) in &self.pending {
            let annotation = self.annotations.get(event).cloned().unwrap_or_default();
            kept.apply(event, &AnnotationChange::Mark(annotation.marked));
            kept.apply(event, &AnnotationChange::Note(annotation.note));
        }
        Some(format!("{error}\n\nThis is not in it:\n\n{}", file::entries(&kept).unwrap_or_default()))
    }

    fn write(&mut self) -> Result<(), NotebookError> {
        let (path, pending) = (self.path.as_deref().ok_or(NotebookError::NoPlace)?, &self.pending);
        self.annotations = file::update(path, |annotations| {
            for (event, change) in pending {
                annotations.apply(event, change);
            }
        })?;
        self.pending.clear();
        Ok(())
    }

    /// How many changes are in memory only.
    #[must_use]
    pub fn unwritten(&self) -> usize {
        self.pending.len()
    }
}

/// The file of the notebook of the chronology in a directory, or of the built-in one; `None` where there is no home.
#[must_use]
pub fn file_of(chronology: Option<&Path>) -> Option<PathBuf> {
    let state = etcetera::base_strategy::Xdg::new().ok()?.state_dir()?;
    // However the directory is written, it has one notebook.
    let directory = chronology.map(|directory| directory.canonicalize().unwrap_or_else(|_| directory.to_owned()));
    Some(path_for(&state, directory.as_deref()))
}

/// The file of a chronology's notebook in the state directory: `<state>/summits-tui/<name>.toml`.
///
/// The built-in chronology has a name of its own; a directory is named after its last part and a number made from its
/// whole path, so that two directories of one name have two notebooks.
#[must_use]
fn path_for(state: &Path, chronology: Option<&Path>) -> PathBuf {
    let name = match chronology {
        None => "built-in".to_owned(),
        Some(directory) => {
            let last = directory.file_name().map_or_else(String::new, |last| last.to_string_lossy().into_owned());
            let readable: String =
                last.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(40).collect();
            format!("{readable}-{:016x}", fingerprint(directory.as_os_str().as_encoded_bytes()))
        },
    };
    state.join("summits-tui").join(format!("{name}.toml"))
}

/// FNV-1a in 64 bits: the same on every machine and in every version, which the hashes of the standard library are not.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
