//! Why a notebook could not be read or written, in the words that the reader sees.

use std::io;
use std::path::PathBuf;

use summits_chronology::text;
use thiserror::Error;

/// Why a notebook could not be read or written. What is in memory is kept in every case.
#[derive(Debug, Error)]
pub enum NotebookError {
    /// There is no directory for it: neither `XDG_STATE_HOME` nor a home.
    #[error(
        "there is no place for the notebook: neither XDG_STATE_HOME nor HOME is set; marks and notes last until the end of the program"
    )]
    NoPlace,
    /// The file is there and cannot be read.
    #[error(
        "the notebook {} cannot be read: {}; it is left as it is, and what is marked and written now lasts until the end of the program, or until the file can be read",
        text::path(.path), text::reason(.reason)
    )]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
    /// The file is there and is no notebook, for somebody has damaged it.
    #[error(
        "the notebook {}:{line}:{column} is damaged: {reason}; it is left as it is, and what is marked and written now lasts until the end of the program, or until the file is mended or moved away",
        text::path(.path)
    )]
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
    #[error("another copy is writing the notebook {}; the change is kept and written with the next one", text::path(.path))]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// The file cannot be written: a full disk, a directory without permission.
    #[error(
        "the notebook {} cannot be written: {}; the change is kept and written with the next one",
        text::path(.path), text::reason(.reason)
    )]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
}
