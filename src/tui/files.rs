//! The watch over the files of a chronology: when they change they are read again, beside the loop, and what comes of it is
//! sent in as an action.
//!
//! The directories are watched, not the files, because many editors write a new file and put it in the place of the old
//! one. Changes come in bursts, so the files are read when it has become quiet. As long as nothing changes the thread
//! sleeps.

use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::message::{FileDiagnostics, Message, MessageSender, Notice, ReloadedChronology};

/// How long nothing may change before the files are read.
const QUIET: Duration = Duration::from_millis(60);
/// When the files are read although they go on changing.
const PATIENCE: Duration = Duration::from_secs(1);

/// A change that was told, or an error of the watch.
type Told = notify::Result<Event>;

/// Where a chronology comes from, and how to read it again.
pub struct Files {
    /// The directories of its layers.
    pub directories: Vec<PathBuf>,
    /// When they began to be read. What changed after that and before the watch stood was not told by the watch.
    pub since: SystemTime,
    /// Reads them: the chronology, or the report on what is wrong.
    pub read: Box<dyn Fn() -> Result<ReloadedChronology, FileDiagnostics> + Send>,
}

impl fmt::Debug for Files {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Files").field("directories", &self.directories).finish_non_exhaustive()
    }
}

/// Watches the files for as long as somebody listens. Without a watch the browser goes on, and the reader is told.
pub fn follow(files: &Files, sender: &MessageSender) {
    if let Err(error) = watch(files, sender) {
        let words = format!("changes of the files will not be seen: {error}");
        let _ = sender.send(Message::Notice(Notice::Failed(words)));
    }
}

fn watch(files: &Files, sender: &MessageSender) -> notify::Result<()> {
    let (tell, told) = channel();
    let mut watcher = notify::recommended_watcher(move |change: Told| {
        let _ = tell.send(change);
    })?;
    let absolute = |directory: &PathBuf| std::path::absolute(directory).unwrap_or_else(|_| directory.clone());
    let directories: Vec<PathBuf> = files.directories.iter().map(absolute).collect();
    for directory in &directories {
        // It may have been moved away since it was read, and come back.
        if directory.is_dir() {
            watcher.watch(directory, RecursiveMode::NonRecursive)?;
        }
        watch_again(&mut watcher, directory, &directories);
    }
    let mut changed = directories.iter().any(|directory| changed_since(directory, files.since));
    loop {
        if !changed {
            let Ok(change) = told.recv() else { break };
            changed = matters(&change, &directories);
            continue;
        }
        changed = false;
        settle(&told);
        directories.iter().for_each(|directory| watch_again(&mut watcher, directory, &directories));
        let message = (files.read)().map_or_else(Message::ReloadFailed, Message::Reloaded);
        if sender.send(message).is_err() {
            break;
        }
    }
    Ok(())
}

/// Watches what stands under the name of the directory now: it or a folder of it may be new, or another one than before.
/// While there is none, the directory above is watched for it.
fn watch_again(watcher: &mut RecommendedWatcher, directory: &Path, all: &[PathBuf]) {
    let above = directory.parent().unwrap_or(directory);
    if directory.is_dir() {
        if !all.iter().any(|other| other == above) {
            let _ = watcher.unwatch(above);
        }
        let _ = watcher.watch(directory, RecursiveMode::NonRecursive);
        watch_folders(watcher, directory);
    } else {
        let _ = watcher.unwatch(directory);
        let _ = watcher.watch(above, RecursiveMode::NonRecursive);
    }
}

/// Watches the folders of the directory, those that are there.
fn watch_folders(watcher: &mut RecommendedWatcher, directory: &Path) {
    for folder in FOLDERS {
        let _ = watcher.watch(&directory.join(folder), RecursiveMode::NonRecursive);
    }
}

/// A file, when it was changed, and how long it is.
pub type Stamp = (PathBuf, Option<SystemTime>, u64);

/// What tells one state of the files in the directory from another.
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

/// Whether something in the directory was changed at that time or later.
fn changed_since(directory: &Path, since: SystemTime) -> bool {
    let folders = FOLDERS.iter().map(|folder| directory.join(folder));
    let changed = |path: &Path| path.metadata().and_then(|found| found.modified()).is_ok_and(|when| when >= since);
    !directory.is_dir()
        || std::iter::once(directory.to_owned()).chain(folders).any(|folder| {
            let files = folder.read_dir().into_iter().flatten().flatten().map(|file| file.path());
            changed(&folder) || files.filter(|path| is_of_chronology(path)).any(|path| changed(&path))
        })
}

/// The folders in which files of a chronology lie.
const FOLDERS: [&str; 2] = ["documents", "events"];

/// Waits until it is quiet, or for as long as patience lasts.
fn settle(told: &Receiver<Told>) {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE && told.recv_timeout(QUIET).is_ok() {}
}

/// Whether the chronology may be another one after this change. That a file is read is no change: we read it ourselves.
/// What could not be told may have been one.
fn matters(change: &Told, directories: &[PathBuf]) -> bool {
    let Ok(change) = change else { return true };
    let changes = !matches!(change.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
    // What happens to the directory itself: it is moved, taken away, put back.
    let whole = !matches!(change.kind, EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)));
    let told = |path: &PathBuf| is_of_chronology(path) || (whole && directories.contains(path));
    changes && (change.need_rescan() || change.paths.iter().any(told))
}

/// Whether a file or folder of this name can be one of a chronology. Editors leave others beside them.
fn is_of_chronology(path: &Path) -> bool {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
    let known = FOLDERS.contains(&&*name) || [".toml", ".csv"].iter().any(|ending| name.ends_with(ending));
    known && !name.starts_with('.')
}
