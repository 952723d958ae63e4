//! The user's marks and notes, kept between runs.
//!
//! A notebook is one TOML file per chronology, keyed by event id, that a person can read and edit. It is written after every
//! change, so that nothing is ever lost: under a lock, based on what the file contains at that moment (another instance may
//! have written meanwhile), to a temporary file that is synced and renamed over the old one. An interruption leaves the old
//! state or the new one. A change that could not be written stays in memory and is written with the next one. A file that
//! cannot be read is never overwritten.

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
/// Invariant: `annotations` is the content of the file when it was last read, with the changes in `pending` applied.
#[derive(Debug)]
pub struct Notebook {
    /// `None` if there is no directory for the file.
    path: Option<PathBuf>,
    annotations: Annotations,
    pending: Vec<(String, AnnotationChange)>,
}

impl Notebook {
    /// Opens the notebook at `path`. If there is no file, the notebook is empty. If the file cannot be read, the error comes
    /// with an empty notebook that will not overwrite it. Without a path, the notebook lasts as long as the program.
    #[must_use]
    pub fn open(path: Option<PathBuf>) -> (Self, Option<NotebookError>) {
        let (annotations, error) = match path.as_deref().map_or_else(|| Ok(Annotations::default()), file::read) {
            Ok(annotations) => (annotations, None),
            Err(error) => (Annotations::default(), Some(error)),
        };
        (Self { path, annotations, pending: Vec::new() }, error)
    }

    /// The annotations, including changes that are not written yet.
    #[must_use]
    pub fn annotations(&self) -> &Annotations {
        &self.annotations
    }

    /// Changes the annotation of an event and writes the file, with all changes that could not be written before.
    ///
    /// # Errors
    ///
    /// [`NotebookError`]: the change is in memory only.
    pub fn change(&mut self, event: &str, change: AnnotationChange) -> Result<(), NotebookError> {
        self.annotations.apply(event, &change);
        self.pending.push((event.to_owned(), change));
        self.write()
    }

    /// Writes pending changes when the program ends. If that fails, returns a message with the reason and the lost entries as
    /// TOML, so that the user can add them by hand.
    pub fn close(&mut self) -> Option<String> {
        if self.pending.is_empty() {
            return None;
        }
        let error = self.write().err()?;
        let mut lost = Annotations::default();
        for (event, _) in &self.pending {
            let annotation = self.annotations.get(event).cloned().unwrap_or_default();
            lost.apply(event, &AnnotationChange::Mark(annotation.marked));
            lost.apply(event, &AnnotationChange::Note(annotation.note));
        }
        Some(format!("{error}\n\nThese entries are not in it:\n\n{}", file::entries(&lost).unwrap_or_default()))
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

    /// The number of changes that are in memory only.
    #[must_use]
    pub fn unwritten(&self) -> usize {
        self.pending.len()
    }
}

/// The notebook file of the chronology in a directory, or of the built-in one for `None`. `None` if there is no home.
#[must_use]
pub fn file_of(chronology: Option<&Path>) -> Option<PathBuf> {
    let state = etcetera::base_strategy::Xdg::new().ok()?.state_dir()?;
    // Different paths to one directory must lead to one notebook.
    let directory = chronology.map(|directory| directory.canonicalize().unwrap_or_else(|_| directory.to_owned()));
    Some(path_for(&state, directory.as_deref()))
}

/// The file of a chronology's notebook in the state directory: `<state>/summits-tui/<name>.toml`.
///
/// The name of a directory is its last component and a hash of its whole path, so that two directories of one name have two
/// notebooks.
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

/// FNV-1a, 64 bits: unlike the hashes of the standard library, the same on every machine and in every version.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
