//! Which files belong to the chronology in a directory, in what order and within what limits.
//!
//! Directories are not trusted. Only regular files are opened, so that a pipe or a device cannot block the program;
//! directories are not searched recursively, so that a cycle of links cannot either; and the size of files is limited.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;

use rayon::prelude::*;
use rustix::fs::{Mode, OFlags};

use crate::diagnostics::suggest::nearest;
use crate::diagnostics::{Diagnostic, Report, Severity, SourceFile};

/// In bytes: some ten thousand events. A syntax tree takes many times the size of its file.
const LARGEST_TOML: u64 = 16 << 20;
/// In bytes: some three million events. Tables are read in pieces.
const LARGEST_CSV: u64 = 2 << 30;
/// In bytes, for all files of a chronology.
const LARGEST_CHRONOLOGY: u64 = 2 << 30;
/// The byte-order mark.
pub(super) const BOM: &[u8] = "\u{feff}".as_bytes();

/// What a file contains. Reports list the files in the order of the variants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FileKind {
    /// `chronology.toml`.
    Chronology,
    /// `people.toml`.
    People,
    /// `places.toml`.
    Places,
    /// `publishers.toml`.
    Publishers,
    /// `documents/*.toml`.
    Documents,
    /// `events/*.toml`.
    Events,
    /// `events/*.csv`.
    Table,
}

impl FileKind {
    /// The kind of a file at the top of the directory.
    fn at_top(name: &str) -> Option<Self> {
        TOP.iter().find(|(top, _)| *top == name).map(|(_, kind)| *kind)
    }

    /// What other files refer to in a file of this kind.
    pub(super) fn register(self) -> &'static str {
        match self {
            Self::Chronology => "countries, kinds, levels and topics",
            Self::People => "people",
            Self::Places => "places",
            Self::Publishers => "publishers",
            Self::Documents => "documents",
            Self::Events | Self::Table => "events",
        }
    }

    /// Whether such files contain events.
    pub(super) fn has_events(self) -> bool {
        matches!(self, Self::Events | Self::Table)
    }

    fn limit(self) -> u64 {
        match self {
            Self::Table => LARGEST_CSV,
            _ => LARGEST_TOML,
        }
    }
}

const TOP: [(&str, FileKind); 4] = [
    ("chronology.toml", FileKind::Chronology),
    ("people.toml", FileKind::People),
    ("places.toml", FileKind::Places),
    ("publishers.toml", FileKind::Publishers),
];

/// The files of a chronology in order, and the errors from reading them.
#[derive(Debug, Default)]
pub(super) struct ChronologyFiles {
    /// The kind of each of `sources`.
    pub kinds: Vec<FileKind>,
    /// The register files.
    pub sources: Vec<SourceFile>,
    /// The event files, not read yet.
    pub events: Vec<EventFile>,
    /// The kinds of the files that could not be read.
    pub unread: Vec<FileKind>,
    pub report: Report,
}

/// An event file. It is read only when its turn comes, so that not all are in memory at once.
#[derive(Debug)]
pub(super) struct EventFile {
    /// As in reports.
    pub name: String,
    kind: FileKind,
    path: PathBuf,
    /// In bytes, when the directory was read.
    size: u64,
}

impl EventFile {
    pub(super) fn is_table(&self) -> bool {
        self.kind == FileKind::Table
    }

    /// In bytes, when the directory was read.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// The largest size allowed, in bytes.
    pub(super) fn limit(&self) -> u64 {
        self.kind.limit()
    }

    /// Reads the whole text.
    pub(super) fn read(&self) -> Result<String, Box<Diagnostic>> {
        read_text(&self.name, self.kind, self.open()?, self.size)
    }

    /// Opens the file, which must be a regular one.
    pub(super) fn open(&self) -> Result<fs::File, Box<Diagnostic>> {
        let refused = |message: String| Box::new(Diagnostic::in_file(Severity::Error, &self.name, message));
        open(&self.path, self.kind).map(|(file, _)| file).map_err(refused)
    }
}

impl ChronologyFiles {
    /// The bytes of all register files, and of all event files.
    pub(super) fn sizes(&self) -> (u64, u64) {
        let registers = self.sources.iter().map(|source| source.text.len() as u64).sum();
        (registers, self.events.iter().map(EventFile::size).sum())
    }

    fn refuse(&mut self, name: &str, kind: Option<FileKind>, message: impl Into<String>) {
        self.report.push(Diagnostic::in_file(Severity::Error, name, message));
        self.unread.extend(kind);
    }

    fn warn(&mut self, name: &str, message: impl Into<String>, suggestion: Option<String>) {
        let diagnostic = Diagnostic::in_file(Severity::Warning, name, message);
        self.report.push(Diagnostic { suggestion, ..diagnostic });
    }
}

/// The kind of a file; `None` if it does not belong to the chronology.
fn kind(folder: &str, name: &str) -> Option<FileKind> {
    let extension = Path::new(name).extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    match (folder, extension.as_deref()) {
        ("", _) => FileKind::at_top(name),
        ("documents", Some("toml")) => Some(FileKind::Documents),
        ("events", Some("toml")) => Some(FileKind::Events),
        ("events", Some("csv")) => Some(FileKind::Table),
        _ => None,
    }
}

fn is_table(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".csv")
}

struct Candidate {
    kind: FileKind,
    name: String,
    path: PathBuf,
}

/// Reads the register files of the chronology in a directory. First `progress` is called with the bytes of all files.
pub(super) fn read(directory: &Path, progress: &dyn Fn(u64)) -> ChronologyFiles {
    let mut files = ChronologyFiles::default();
    let shown = directory.display().to_string();
    let mut candidates = Vec::new();
    match fs::read_dir(directory) {
        Ok(entries) => top_files(entries, directory, &mut candidates, &mut files),
        Err(error) => {
            files.refuse(&shown, None, cannot("read the directory", &error));
            return files;
        },
    }
    for folder in ["documents", "events"] {
        match fs::read_dir(directory.join(folder)) {
            Ok(entries) => folder_files(folder, entries, &mut candidates, &mut files),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {},
            Err(error) => {
                files.refuse(folder, kind(folder, "all.toml"), cannot("read the directory", &error));
            },
        }
    }
    if !candidates.iter().any(|candidate| candidate.kind == FileKind::Chronology) {
        files.refuse(&shown, None, "no chronology here: the directory has no file `chronology.toml`");
        return files;
    }
    candidates.sort_by(|a, b| (a.kind, &a.name).cmp(&(b.kind, &b.name)));
    read_all(candidates, &mut files, progress);
    files
}

fn top_files(entries: fs::ReadDir, directory: &Path, candidates: &mut Vec<Candidate>, files: &mut ChronologyFiles) {
    for entry in entries {
        let name = match entry {
            Ok(entry) => entry.file_name().to_string_lossy().into_owned(),
            Err(error) => {
                files.refuse(&directory.display().to_string(), None, cannot("read the directory", &error));
                continue;
            },
        };
        if let Some(kind) = FileKind::at_top(&name) {
            candidates.push(Candidate { kind, path: directory.join(&name), name });
        } else if name.ends_with(".toml") && !name.starts_with('.') {
            let known = TOP.iter().map(|(top, _)| *top);
            files.warn(&name, "unknown file; it was skipped", nearest(&name, known));
        } else if is_table(&name) && !name.starts_with('.') {
            files.warn(&name, "a table outside the folder `events`; it was skipped", None);
        }
    }
}

fn folder_files(folder: &str, entries: fs::ReadDir, candidates: &mut Vec<Candidate>, files: &mut ChronologyFiles) {
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                files.refuse(folder, kind(folder, "all.toml"), cannot("read the directory", &error));
                continue;
            },
        };
        let name = entry.file_name().to_string_lossy().into_owned();
        let shown = format!("{folder}/{name}");
        if name.starts_with('.') {
            continue;
        }
        if let Some(kind) = kind(folder, &name) {
            candidates.push(Candidate { kind, path: entry.path(), name: shown });
        } else if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            files.warn(&shown, "a directory; the files in it were skipped", None);
        } else if folder == "documents" && is_table(&name) {
            files.warn(&shown, "a table of documents; only events can be in a table, so it was skipped", None);
        }
    }
}

/// Reads the candidates in parallel, within the limits.
fn read_all(candidates: Vec<Candidate>, files: &mut ChronologyFiles, progress: &dyn Fn(u64)) {
    let mut total = 0_u64;
    let mut accepted = Vec::new();
    for candidate in candidates {
        match open(&candidate.path, candidate.kind) {
            Ok((_, size)) if total.saturating_add(size) > LARGEST_CHRONOLOGY => {
                let most = LARGEST_CHRONOLOGY >> 20;
                let message =
                    format!("too much in all: the files of a chronology may have {most} MiB, which this one exceeds");
                files.refuse(&candidate.name, Some(candidate.kind), message);
            },
            Ok((_, size)) if candidate.kind.has_events() => {
                total += size;
                let Candidate { kind, name, path } = candidate;
                files.events.push(EventFile { name, kind, path, size });
            },
            Ok((file, size)) => {
                total += size;
                accepted.push((candidate, file, size));
            },
            Err(message) => files.refuse(&candidate.name, Some(candidate.kind), message),
        }
    }
    progress(total);
    let read: Vec<(Candidate, Result<SourceFile, Box<Diagnostic>>)> = accepted
        .into_par_iter()
        .map(|(candidate, file, size)| {
            let text = read_text(&candidate.name, candidate.kind, file, size);
            let source = text.map(|text| SourceFile::new(candidate.name.clone(), text));
            (candidate, source)
        })
        .collect();
    for (candidate, source) in read {
        match source {
            Ok(source) => {
                files.kinds.push(candidate.kind);
                files.sources.push(source);
            },
            Err(diagnostic) => {
                files.unread.push(candidate.kind);
                files.report.push(*diagnostic);
            },
        }
    }
}

/// Opens a regular file without blocking: an ordinary `open` of a pipe waits for a writer.
fn open(path: &Path, kind: FileKind) -> Result<(fs::File, u64), String> {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    let before = fs::metadata(path).map_err(|error| cannot("read the file", &error))?;
    if !before.is_file() {
        return Err(format!("not a regular file but {}", kind_of(&before)));
    }
    let opened = rustix::fs::open(path, flags, Mode::empty());
    let file = opened.map(fs::File::from).map_err(|error| cannot("read the file", &error.into()))?;
    let metadata = file.metadata().map_err(|error| cannot("read the file", &error))?;
    if !metadata.is_file() {
        return Err(format!("not a regular file but {}", kind_of(&metadata)));
    }
    let limit = kind.limit();
    if metadata.len() > limit {
        return Err(too_large(limit));
    }
    Ok((file, metadata.len()))
}

fn too_large(limit: u64) -> String {
    format!("too large: a file of this kind may have {} MiB; split it", limit >> 20)
}

fn kind_of(metadata: &fs::Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    let kind = metadata.file_type();
    if kind.is_dir() {
        "a directory"
    } else if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

/// Reads the text of an open file. If it grows meanwhile, reading stops at the limit.
fn read_text(name: &str, kind: FileKind, file: fs::File, size: u64) -> Result<String, Box<Diagnostic>> {
    let limit = kind.limit();
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| unreadable(name, &error))?;
    if bytes.len() as u64 > limit {
        return Err(exceeding(name, limit));
    }
    if bytes.starts_with(BOM) {
        bytes.drain(..BOM.len());
    }
    text(bytes).map_err(|error| not_utf8(name, &error))
}

/// An error for a file that cannot be read.
pub(super) fn unreadable(name: &str, error: &io::Error) -> Box<Diagnostic> {
    Box::new(Diagnostic::in_file(Severity::Error, name, cannot("read the file", error)))
}

/// An error for a file that is too large.
pub(super) fn exceeding(name: &str, limit: u64) -> Box<Diagnostic> {
    Box::new(Diagnostic::in_file(Severity::Error, name, too_large(limit)))
}

/// The text of these bytes, with `\n` line ends.
pub(super) fn text(bytes: Vec<u8>) -> Result<String, FromUtf8Error> {
    let text = String::from_utf8(bytes)?;
    Ok(if memchr::memchr(b'\r', text.as_bytes()).is_some() { text.replace("\r\n", "\n") } else { text })
}

/// An error for a file, or a piece of one, that is not UTF-8.
pub(super) fn not_utf8(name: &str, error: &FromUtf8Error) -> Box<Diagnostic> {
    let start = error.utf8_error().valid_up_to();
    let text = String::from_utf8_lossy(&error.as_bytes()[..error.as_bytes().len().min(start + 200)]);
    let span = start..start + '\u{fffd}'.len_utf8();
    let diagnostic = Diagnostic::at(Severity::Error, name, &text, span, "not UTF-8");
    let expected =
        if is_table(name) { "text in UTF-8: in a spreadsheet, save as “CSV UTF-8”" } else { "text in UTF-8" };
    Box::new(Diagnostic { expected: Some(expected.to_owned()), ..diagnostic })
}

/// The error if a directory cannot be read.
pub(super) fn no_directory(directory: &Path) -> Option<Diagnostic> {
    let error = fs::read_dir(directory).err()?;
    let message = cannot("read the directory", &error);
    Some(Diagnostic::in_file(Severity::Error, &directory.display().to_string(), message))
}

/// `cannot read the file: permission denied`.
fn cannot(what: &str, error: &io::Error) -> String {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "it does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    };
    format!("cannot {what}: {reason}")
}
