//! Saves an export as a file or a directory, whole or not at all.
//!
//! A file is written under a temporary name and then renamed; a directory must be new or empty, and is removed again after
//! an error. A callback receives the progress and can cancel the export, which leaves nothing behind.

mod directory;
mod file;

use std::cell::Cell;
use std::io::{self, ErrorKind};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use rustix::io::Errno;
use summits_chronology::chronology::{Chronology, Event, Ref};
use summits_chronology::text;
use thiserror::Error;

use super::text::Paper;
use super::{Format, LeftOut, toml};

/// What happens to an existing file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It is kept, and nothing is written.
    Keep,
    /// It is replaced once the new file is complete.
    Replace,
}

/// Why nothing was written.
#[derive(Debug, Error)]
pub enum SaveError {
    /// There is a file already, and it must be kept.
    #[error("{} exists already", text::path(.0))]
    Exists(PathBuf),
    /// The directory is not empty.
    #[error("{} is not empty; name a new directory", text::path(.0))]
    Occupied(PathBuf),
    /// An error of the system.
    #[error("{} cannot be written: {}", text::path(.path), why(path, error))]
    Unwritable {
        /// The file or directory.
        path: PathBuf,
        /// The error of the system.
        error: io::Error,
    },
    /// The callback cancelled it.
    #[error("cancelled; nothing was written")]
    Cancelled,
}

impl SaveError {
    fn new(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::AlreadyExists => Self::Exists(path),
            ErrorKind::DirectoryNotEmpty => Self::Occupied(path),
            _ => Self::Unwritable { path, error },
        }
    }
}

/// The error of the system, in clearer words in some cases.
fn why(path: &Path, error: &io::Error) -> String {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    match (error.kind(), folder) {
        (ErrorKind::NotFound, Some(folder)) if !folder.exists() => {
            format!("there is no directory {}", text::path(folder))
        },
        _ if error.raw_os_error() == Some(Errno::NXIO.raw_os_error()) => "nobody reads from it".to_owned(),
        (ErrorKind::IsADirectory, _) => "it is a directory; name a file".to_owned(),
        _ => text::reason(error),
    }
}

/// Saves `events` in `format` as a file, or for some formats a directory, at `path`, and returns what was left out. `begun` is
/// called with the number of every event, from 0, before it is written, and can cancel the export.
///
/// # Errors
///
/// [`SaveError`]: nothing was written, and an existing file is unchanged.
pub fn save(
    path: &Path,
    format: Format,
    chronology: &Chronology,
    events: impl IntoIterator<Item = Ref<Event>>,
    existing: Existing,
    mut begun: impl FnMut(usize) -> ControlFlow<()>,
) -> Result<LeftOut, SaveError> {
    let cancelled = Cell::new(false);
    let events = events.into_iter().enumerate().map_while(|(number, event)| {
        cancelled.set(begun(number).is_break());
        (!cancelled.get()).then_some(event)
    });
    let written = if format.is_directory() {
        let directory = toml::directory(chronology, events);
        let left_out = LeftOut { links: directory.links_left_out, ..LeftOut::default() };
        if cancelled.get() {
            Err(interrupted())
        } else {
            directory::write_new(path, &directory.files).map(|()| left_out)
        }
    } else {
        let mut left_out = LeftOut::default();
        let contents = |out: &mut dyn io::Write| {
            left_out = super::write(format, chronology, events, Paper::PLAIN, out)?;
            if cancelled.get() { Err(interrupted()) } else { Ok(()) }
        };
        match existing {
            Existing::Keep => file::write_new(path, contents),
            Existing::Replace => file::write_whole(path, contents),
        }
        .map(|()| left_out)
    };
    written.map_err(|error| if cancelled.get() { SaveError::Cancelled } else { SaveError::new(path, error) })
}

/// Saves files in the directory at `path`, which must be new or empty.
///
/// # Errors
///
/// [`SaveError`]: nothing is left behind.
pub fn save_files(path: &Path, files: &[toml::File]) -> Result<(), SaveError> {
    directory::write_new(path, files).map_err(|error| SaveError::new(path, error))
}

fn interrupted() -> io::Error {
    io::Error::from(ErrorKind::Interrupted)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use summits_chronology::chronology::fixture;

    fn saved(path: &Path, format: Format, last: usize) -> Result<LeftOut, SaveError> {
        let chronology = fixture::chronology();
        let begun = |number| if number < last { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
        save(path, format, &chronology, chronology.events().refs(), Existing::Keep, begun)
    }

    #[test]
    fn a_cancelled_export_leaves_nothing_behind() {
        let directory = tempfile::tempdir().unwrap();
        for format in [Format::Json, Format::Html, Format::Toml] {
            let refused = saved(&directory.path().join("out"), format, 1).unwrap_err();
            assert!(matches!(refused, SaveError::Cancelled), "{refused}");
            assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0, "{format:?}");
        }
    }

    #[test]
    fn an_error_says_what_is_missing_or_in_the_way() {
        let directory = tempfile::tempdir().unwrap();
        let words = |path: &Path, format| saved(path, format, usize::MAX).unwrap_err().to_string();
        let root = directory.path().display();
        let file = directory.path().join("notes.md");
        fs::write(&file, "mine").unwrap();
        assert_eq!(words(&file, Format::Markdown), format!("{root}/notes.md exists already"));
        assert_eq!(words(directory.path(), Format::Toml), format!("{root} is not empty; name a new directory"));
        assert_eq!(
            words(directory.path(), Format::Csv),
            format!("{root} cannot be written: it is a directory; name a file")
        );
        assert_eq!(
            words(&directory.path().join("no/such.md"), Format::Text),
            format!("{root}/no/such.md cannot be written: there is no directory {root}/no")
        );
        assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    }
}
