//! An export on the disk: a file or a directory, written whole or not at all.
//!
//! A file is written beside its place and then takes its name; a directory is new or empty, and taken away again where
//! something goes wrong. Whoever waits for it hears how far it is and may break it off; nothing is then left behind.

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

/// What becomes of a file that stands where one is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and nothing is written.
    Keep,
    /// The new one takes its place, once it is whole.
    Replace,
}

/// Why nothing was written.
#[derive(Debug, Error)]
pub enum SaveError {
    /// There is a file already, and it is to be kept.
    #[error("{} exists already", text::path(.0))]
    Exists(PathBuf),
    /// A directory of files is written into nothing but a new or empty directory.
    #[error("{} is not empty; name a new directory", text::path(.0))]
    Occupied(PathBuf),
    /// What the system answers.
    #[error("{} cannot be written: {}", text::path(.path), why(path, error))]
    Unwritable {
        /// The file or directory.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// Whoever asked for it wanted it no longer.
    #[error("broken off; nothing is written")]
    BrokenOff,
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

/// What the system says, in other words where it does not say what is missing.
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

/// Writes `events` in `format` to the file at `path`, or to a directory if that is what the format is, and says what it
/// could not take along. `begun` hears the number of every event that is begun, from 0, and may break it off there.
///
/// # Errors
///
/// [`SaveError`]: nothing was written, and what was there is as it was.
pub fn save(
    path: &Path,
    format: Format,
    chronology: &Chronology,
    events: impl IntoIterator<Item = Ref<Event>>,
    existing: Existing,
    mut begun: impl FnMut(usize) -> ControlFlow<()>,
) -> Result<LeftOut, SaveError> {
    let broken_off = Cell::new(false);
    let events = events.into_iter().enumerate().map_while(|(number, event)| {
        broken_off.set(begun(number).is_break());
        (!broken_off.get()).then_some(event)
    });
    let written = if format.is_directory() {
        let directory = toml::directory(chronology, events);
        let left_out = LeftOut { links: directory.links_left_out, ..LeftOut::default() };
        if broken_off.get() {
            Err(interrupted())
        } else {
            directory::write_new(path, &directory.files).map(|()| left_out)
        }
    } else {
        let mut left_out = LeftOut::default();
        let contents = |out: &mut dyn io::Write| {
            left_out = super::write(format, chronology, events, Paper::PLAIN, out)?;
            if broken_off.get() { Err(interrupted()) } else { Ok(()) }
        };
        match existing {
            Existing::Keep => file::write_new(path, contents),
            Existing::Replace => file::write_whole(path, contents),
        }
        .map(|()| left_out)
    };
    written.map_err(|error| if broken_off.get() { SaveError::BrokenOff } else { SaveError::new(path, error) })
}

/// Writes files into the directory at `path`, which is made if there is none and must be empty if there is.
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
    fn what_is_broken_off_leaves_nothing_behind() {
        let directory = tempfile::tempdir().unwrap();
        for format in [Format::Json, Format::Html, Format::Toml] {
            let refused = saved(&directory.path().join("out"), format, 1).unwrap_err();
            assert!(matches!(refused, SaveError::BrokenOff), "{refused}");
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
