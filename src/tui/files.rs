//! Watches the files of a chronology. When they change, they are loaded again in the background, and the result is sent as a
//! message.
//!
//! The directories are watched, not the files, because many editors write a new file and rename it over the old one.
//! Changes come in bursts, so the files are loaded when no more changes follow. While nothing changes the thread sleeps.

use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::message::{FileDiagnostics, Message, MessageSender, Notice, ReloadedChronology};

/// How long nothing must change before the files are loaded.
const QUIET: Duration = Duration::from_millis(60);
/// After this time the files are loaded although they keep changing.
const PATIENCE: Duration = Duration::from_secs(1);

/// A change, or an error of the watcher.
type Change = notify::Result<Event>;

/// Where a chronology comes from, and how to load it again.
pub struct Files {
    /// The directories of its layers.
    pub directories: Vec<PathBuf>,
    /// When loading began. The watcher does not report what changed after that and before it was started.
    pub since: SystemTime,
    pub load: Box<dyn Fn() -> Result<ReloadedChronology, FileDiagnostics> + Send>,
}

impl fmt::Debug for Files {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Files").field("directories", &self.directories).finish_non_exhaustive()
    }
}

/// Watches the files until the loop ends. If that is not possible, the reader gets a notice and the browser continues.
pub fn follow(files: &Files, sender: &MessageSender) {
    if let Err(error) = watch(files, sender) {
        let words = format!("file changes will not be noticed: {error}");
        let _ = sender.send(Message::Notice(Notice::Failed(words)));
    }
}

fn watch(files: &Files, sender: &MessageSender) -> notify::Result<()> {
    let (report, changes) = channel();
    let mut watcher = notify::recommended_watcher(move |change: Change| {
        let _ = report.send(change);
    })?;
    let absolute = |directory: &PathBuf| std::path::absolute(directory).unwrap_or_else(|_| directory.clone());
    let directories: Vec<PathBuf> = files.directories.iter().map(absolute).collect();
    for directory in &directories {
        // It may be moved away at any time, and may come back: only what exists must be possible to watch.
        match watcher.watch(directory, RecursiveMode::NonRecursive) {
            Err(error) if directory.is_dir() => return Err(error),
            _ => watch_again(&mut watcher, directory, &directories),
        }
    }
    let mut changed = directories.iter().any(|directory| changed_since(directory, files.since));
    loop {
        if !changed {
            let Ok(change) = changes.recv() else { break };
            changed = matters(&change, &directories);
            continue;
        }
        changed = false;
        wait_until_quiet(&changes);
        directories.iter().for_each(|directory| watch_again(&mut watcher, directory, &directories));
        let message = (files.load)().map_or_else(Message::ReloadFailed, Message::Reloaded);
        if sender.send(message).is_err() {
            break;
        }
    }
    Ok(())
}

/// Watches the directory as it is now: it or a folder in it may have been created or replaced. While it does not exist, the
/// directory above is watched for it.
fn watch_again(watcher: &mut RecommendedWatcher, directory: &Path, all: &[PathBuf]) {
    let above = directory.parent().unwrap_or(directory);
    loop {
        let exists = directory.is_dir();
        if exists {
            if !all.iter().any(|other| other == above) {
                let _ = watcher.unwatch(above);
            }
            let _ = watcher.watch(directory, RecursiveMode::NonRecursive);
            watch_folders(watcher, directory);
        } else {
            let _ = watcher.unwatch(directory);
            let _ = watcher.watch(above, RecursiveMode::NonRecursive);
        }
        // It may have gone or come back just then.
        if directory.is_dir() == exists {
            break;
        }
    }
}

/// Watches the folders in the directory, as far as they exist.
fn watch_folders(watcher: &mut RecommendedWatcher, directory: &Path) {
    for folder in FOLDERS {
        let _ = watcher.watch(&directory.join(folder), RecursiveMode::NonRecursive);
    }
}

/// A file, when it was modified, and its length in bytes.
pub type Stamp = (PathBuf, Option<SystemTime>, u64);

/// The stamps of all files of a chronology in the directory. They differ if a file was changed.
#[must_use]
pub fn stamps(directory: &Path) -> Vec<Stamp> {
    let folders = FOLDERS.iter().map(|folder| directory.join(folder));
    let folders = std::iter::once(directory.to_owned()).chain(folders);
    let files = folders.flat_map(|folder| folder.read_dir().into_iter().flatten().flatten().map(|file| file.path()));
    let stamp = |path: PathBuf| {
        let found = path.metadata().ok();
        let changed = found.as_ref().and_then(|found| found.modified().ok());
        (path, changed, found.map_or(0, |found| found.len()))
    };
    let mut stamps: Vec<Stamp> = files.filter(|path| is_of_chronology(path) && path.is_file()).map(stamp).collect();
    stamps.sort();
    stamps
}

/// Whether something in the directory was changed at that time or later, or the directory is gone.
fn changed_since(directory: &Path, since: SystemTime) -> bool {
    let folders = FOLDERS.iter().map(|folder| directory.join(folder));
    let changed = |path: &Path| path.metadata().and_then(|found| found.modified()).is_ok_and(|when| when >= since);
    !directory.is_dir()
        || std::iter::once(directory.to_owned()).chain(folders).any(|folder| {
            let files = folder.read_dir().into_iter().flatten().flatten().map(|file| file.path());
            changed(&folder) || files.filter(|path| is_of_chronology(path)).any(|path| changed(&path))
        })
}

/// The folders that contain files of a chronology.
const FOLDERS: [&str; 2] = ["documents", "events"];

/// Waits until no more changes follow, or for `PATIENCE`.
fn wait_until_quiet(changes: &Receiver<Change>) {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE && changes.recv_timeout(QUIET).is_ok() {}
}

/// Whether the change may concern the chronology. Reading a file does not: we do that ourselves. An error may hide a change.
fn matters(change: &Change, directories: &[PathBuf]) -> bool {
    let Ok(change) = change else { return true };
    let changes = !matches!(change.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
    // The directory itself is moved, deleted or created.
    let whole = !matches!(change.kind, EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)));
    let concerns = |path: &PathBuf| is_of_chronology(path) || (whole && directories.contains(path));
    changes && (change.need_rescan() || change.paths.iter().any(concerns))
}

/// Whether a file or folder of this name can belong to a chronology. Editors create others beside them.
fn is_of_chronology(path: &Path) -> bool {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
    let known = FOLDERS.contains(&&*name) || [".toml", ".csv"].iter().any(|ending| name.ends_with(ending));
    known && !name.starts_with('.')
}
