//! The errors of notebooks, with the message that the user reads.

use std::io;
use std::path::PathBuf;

use summits_chronology::text;
use thiserror::Error;

/// Why a notebook could not be read or written. What is in memory is never lost.
#[derive(Debug, Error)]
pub enum NotebookError {
    /// There is no directory for it: neither `XDG_STATE_HOME` nor a home.
    #[error("there is no directory for the notebook: neither XDG_STATE_HOME nor HOME is set")]
    NoPlace,
    /// The file exists and cannot be read.
    #[error(
        "the notebook {} cannot be read: {}; it is left unchanged",
        text::path(.path), text::reason(.reason)
    )]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The error of the system.
        reason: io::Error,
    },
    /// The file is not a valid notebook.
    #[error(
        "the notebook {}:{line}:{column} is damaged: {reason}; it is left unchanged",
        text::path(.path)
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// The error of the parser.
        reason: String,
    },
    /// Another instance holds the lock for too long.
    #[error("another instance is writing the notebook {}", text::path(.path))]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// The file cannot be written: a full disk, a directory without permission.
    #[error(
        "the notebook {} cannot be written: {}",
        text::path(.path), text::reason(.reason)
    )]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// The error of the system.
        reason: io::Error,
    },
}

impl NotebookError {
    /// The message while the program runs: also what becomes of marks and notes.
    #[must_use]
    pub fn while_running(&self) -> String {
        let consequence = match self {
            Self::NoPlace => "; marks and notes will be lost when the program ends",
            Self::Unreadable { .. } => ", and new marks and notes are kept in memory until it can be read",
            Self::Damaged { .. } => ", and new marks and notes are kept in memory until you repair it or move it away",
            Self::Locked { .. } | Self::Unwritable { .. } => "; the change is kept and written with the next one",
        };
        format!("{self}{consequence}")
    }
}
