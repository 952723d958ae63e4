//! Reading a notebook file, and replacing it under a lock so that an interruption loses nothing.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rustix::fs::OFlags;
use serde::{Deserialize, Serialize};
use summits_chronology::chronology::{Annotation, Annotations};
use summits_chronology::text;

use super::error::NotebookError;

/// In bytes. No notebook written by a person is larger.
const LARGEST: u64 = 64 * 1024 * 1024;
/// Another instance holds the lock for a few milliseconds.
const LOCK_TRIES: u32 = 100;
const LOCK_PAUSE: Duration = Duration::from_millis(20);

const HEAD: &str =
    "# Marks and notes of summits-tui, by event id. This file may be edited while the program is not running.\n\n";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    #[serde(default)]
    event: std::collections::BTreeMap<String, Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    marked: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
}

/// The annotations in the file; none if there is no file.
pub fn read(path: &Path) -> Result<Annotations, NotebookError> {
    let unreadable = |reason| NotebookError::Unreadable { path: path.to_owned(), reason };
    let file = match without_waiting(OpenOptions::new().read(true)).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Annotations::default()),
        Err(error) => return Err(unreadable(error)),
    };
    let found = file.metadata().map_err(unreadable)?;
    if !found.is_file() {
        return Err(unreadable(io::Error::new(ErrorKind::InvalidInput, "it is not a regular file")));
    }
    if found.len() > LARGEST {
        return Err(unreadable(io::Error::new(ErrorKind::FileTooLarge, "it is larger than 64 MiB")));
    }
    let mut written = String::new();
    file.take(LARGEST).read_to_string(&mut written).map_err(unreadable)?;
    parse(&written).map_err(|error| damaged(path, &written, &error))
}

/// Opens without waiting: if the file is a pipe, opening it would wait for ever.
fn without_waiting(options: &mut OpenOptions) -> &mut OpenOptions {
    options.custom_flags(OFlags::NONBLOCK.bits().cast_signed())
}

/// Reads the file, applies `change` and replaces it, all under the lock. Returns the new content.
pub fn update(path: &Path, change: impl FnOnce(&mut Annotations)) -> Result<Annotations, NotebookError> {
    let unwritable = |reason| NotebookError::Unwritable { path: path.to_owned(), reason };
    let directory = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(directory).map_err(unwritable)?;
    let _lock = lock(path)?;
    let mut annotations = read(path)?;
    change(&mut annotations);
    replace(path, directory, &print(&annotations).map_err(unwritable)?).map_err(unwritable)?;
    Ok(annotations)
}

fn parse(written: &str) -> Result<Annotations, toml::de::Error> {
    let shape: Shape = toml::from_str(written)?;
    let annotation = |entry: Entry| Annotation { marked: entry.marked, note: text::clean(&entry.note).into_owned() };
    Ok(shape.event.into_iter().map(|(id, entry)| (text::clean(&id).into_owned(), annotation(entry))).collect())
}

fn print(annotations: &Annotations) -> io::Result<String> {
    Ok(format!("{HEAD}{}", entries(annotations)?))
}

/// The annotations as TOML, without the head of the file.
pub fn entries(annotations: &Annotations) -> io::Result<String> {
    let entry = |annotation: &Annotation| Entry { marked: annotation.marked, note: annotation.note.clone() };
    let shape =
        Shape { event: annotations.iter().map(|(id, annotation)| (id.to_owned(), entry(annotation))).collect() };
    toml::to_string_pretty(&shape).map_err(io::Error::other)
}

fn damaged(path: &Path, written: &str, error: &toml::de::Error) -> NotebookError {
    let before = error.span().and_then(|span| written.get(..span.start)).unwrap_or("");
    let line_begins = before.rfind('\n').map_or(0, |end| end + 1);
    NotebookError::Damaged {
        path: path.to_owned(),
        line: before.matches('\n').count() + 1,
        column: before[line_begins..].chars().count() + 1,
        reason: text::clean(error.message()).into_owned(),
    }
}

/// Takes the lock, on a separate file next to the notebook because the notebook itself is replaced.
fn lock(path: &Path) -> Result<File, NotebookError> {
    let unwritable = |reason| NotebookError::Unwritable { path: path.to_owned(), reason };
    let beside = beside(path, "lock");
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    let file = without_waiting(&mut options).open(beside).map_err(unwritable)?;
    for _ in 0..LOCK_TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => thread::sleep(LOCK_PAUSE),
            Err(TryLockError::Error(error)) => return Err(unwritable(error)),
        }
    }
    Err(NotebookError::Locked { path: path.to_owned() })
}

/// Replaces the file: writes and syncs a temporary file, renames it over the old one, and syncs the directory, so that the
/// rename is on the disk too.
fn replace(path: &Path, directory: &Path, written: &str) -> io::Result<()> {
    let temporary = beside(path, "new");
    // Left behind by a run that was interrupted.
    let _ = fs::remove_file(&temporary);
    let result = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&temporary)
        .and_then(|mut file| {
            file.write_all(written.as_bytes())?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&temporary, path));
    if result.is_err() {
        // If this fails too, the first error is the one to report.
        let _ = fs::remove_file(&temporary);
        return result;
    }
    File::open(directory)?.sync_all()
}

fn beside(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}
