//! The reader's marks and notes, kept between runs.
//!
//! A notebook is one TOML file a chronology, keyed by event id, that a person can read and mend. It is written at once
//! after every change, and so that nothing is ever lost: under a lock, from what the file holds at that moment (another
//! running copy may have written meanwhile), to a temporary file that is synced and renamed over the old one. Whatever
//! interrupts this leaves the old state or the new one. A change that could not be written stays in memory and is
//! written with the next one; a file that cannot be read is never overwritten.

mod file;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// What the reader has put down about one event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Jotting {
    /// Whether the event is marked.
    pub marked: bool,
    /// The note; may be empty.
    pub note: String,
}

impl Jotting {
    /// Whether there is nothing to keep.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.marked && self.note.is_empty()
    }
}

/// The jottings by event id.
pub type Jottings = BTreeMap<String, Jotting>;

/// A change to what is put down about one event. Changes of two running copies to the same event merge by part: the one
/// may mark it while the other writes its note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Mark the event, or take the mark away.
    Mark(bool),
    /// Write the note, or with an empty text take it away.
    Note(String),
}

/// Why a notebook could not be read or written. What is in memory is kept in every case.
#[derive(Debug, Error)]
pub enum NotebookError {
    /// The file is there and cannot be read.
    #[error("the notebook {} cannot be read: {reason}; it is left as it is", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
    /// The file is there and is no notebook, for somebody has damaged it.
    #[error("the notebook {}:{line}:{column} is damaged: {reason}; it is left as it is until it is mended or moved away", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What was found.
        reason: String,
    },
    /// Another copy holds the lock for too long.
    #[error("another copy is writing the notebook {}; the change is kept and written with the next one", .path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// The file cannot be written: a full disk, a directory without permission.
    #[error("the notebook {} cannot be written: {reason}; the change is kept and written with the next one", .path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
}

/// The notebook of one chronology.
///
/// Invariant: `jottings` is what the file held when it was last read, with `pending` done to it.
#[derive(Debug)]
pub struct Notebook {
    path: PathBuf,
    jottings: Jottings,
    pending: Vec<(String, Change)>,
}

impl Notebook {
    /// Opens the notebook at `path`. A file that is not there is an empty notebook; of one that cannot be read, the
    /// reason comes with an empty notebook that will not overwrite it.
    #[must_use]
    pub fn open(path: &Path) -> (Self, Option<NotebookError>) {
        let (jottings, error) = match file::read(path) {
            Ok(jottings) => (jottings, None),
            Err(error) => (Jottings::new(), Some(error)),
        };
        (Self { path: path.to_owned(), jottings, pending: Vec::new() }, error)
    }

    /// What is put down, with what could not be written yet.
    #[must_use]
    pub fn jottings(&self) -> &Jottings {
        &self.jottings
    }

    /// Changes what is put down about an event and writes the file at once, with whatever could not be written before.
    ///
    /// # Errors
    ///
    /// [`NotebookError`]: the change is in memory and not in the file.
    pub fn change(&mut self, event: &str, change: Change) -> Result<(), NotebookError> {
        apply(&mut self.jottings, event, &change);
        self.pending.push((event.to_owned(), change));
        let pending = &self.pending;
        self.jottings = file::update(&self.path, |jottings| {
            for (event, change) in pending {
                apply(jottings, event, change);
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

/// The file of a chronology's notebook in the state directory: `<state>/summits-tui/<name>.toml`.
///
/// The built-in chronology has a name of its own; a directory is named after its last part and a number made from its
/// whole path, so that two directories of one name have two notebooks.
#[must_use]
pub fn path_for(state: &Path, chronology: Option<&Path>) -> PathBuf {
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

fn apply(jottings: &mut Jottings, event: &str, change: &Change) {
    let jotting = jottings.entry(event.to_owned()).or_default();
    match change {
        Change::Mark(marked) => jotting.marked = *marked,
        Change::Note(note) => jotting.note.clone_from(note),
    }
    if jotting.is_empty() {
        jottings.remove(event);
    }
}
