//! Where a chronology is: in a directory, or inside a program. Which files belong to it, in what order, and within
//! what limits.
//!
//! A directory is not trusted. Only regular files are opened, so that a pipe or a device cannot keep the program
//! waiting; directories are not walked, so that a loop of links cannot; and files have a size they may not exceed.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;

use rayon::prelude::*;
use rustix::fs::{Mode, OFlags};

use super::compiled::Compiled;
use crate::diagnostics::suggest::nearest;
use crate::diagnostics::{Diagnostic, Report, Severity, SourceFile};

/// The largest TOML file that is read: some ten thousand events. Its syntax tree takes many times its size.
const LARGEST_TOML: u64 = 16 << 20;
/// The largest CSV file that is read: some three million events. It is read piece by piece.
const LARGEST_CSV: u64 = 2 << 30;
/// The most that is read of one chronology.
const LARGEST_CHRONOLOGY: u64 = 2 << 30;
/// The byte-order mark.
pub(super) const MARK: &[u8] = "\u{feff}".as_bytes();

/// Where a chronology is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// In a directory.
    Directory(PathBuf),
    /// Inside a program, which was built with it.
    Compiled(Compiled),
}

impl Location {
    /// The directory; `None` for a chronology inside a program.
    #[must_use]
    pub fn directory(&self) -> Option<&Path> {
        match self {
            Self::Directory(directory) => Some(directory),
            Self::Compiled(_) => None,
        }
    }
}

/// What a file holds. The order is that in which reports name the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
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

impl Role {
    /// The role of the file of this name at the top of the directory.
    fn at_top(name: &str) -> Option<Self> {
        TOP.iter().find(|(top, _)| *top == name).map(|(_, role)| *role)
    }

    /// What the other files refer to in a file of this role.
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

    /// Whether events stand in its files.
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

const TOP: [(&str, Role); 4] = [
    ("chronology.toml", Role::Chronology),
    ("people.toml", Role::People),
    ("places.toml", Role::Places),
    ("publishers.toml", Role::Publishers),
];

/// The files of a chronology, in order, and what was wrong with reading them.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// What each file of the registers holds; at the same positions as `sources`.
    pub roles: Vec<Role>,
    /// The files of the registers.
    pub sources: Vec<SourceFile>,
    /// The files of events, which are not read yet.
    pub events: Vec<EventFile>,
    /// The roles of which a file could not be read: what it would have held is not known.
    pub unread: Vec<Role>,
    /// What was wrong.
    pub report: Report,
}

/// A file of events. It is read when it is its turn, so that not all of them are held at once.
#[derive(Debug)]
pub(super) struct EventFile {
    /// The name shown in reports.
    pub name: String,
    role: Role,
    path: PathBuf,
    /// In bytes, when it was looked at.
    size: u64,
}

impl EventFile {
    /// Whether it is a table.
    pub(super) fn is_table(&self) -> bool {
        self.role == Role::Table
    }

    /// How many bytes it had when it was looked at.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// How many it may have.
    pub(super) fn limit(&self) -> u64 {
        self.role.limit()
    }

    /// The whole text.
    pub(super) fn read(&self) -> Result<String, Box<Diagnostic>> {
        read_text(&self.name, self.role, self.open()?, self.size)
    }

    /// Opens it, which must be a file.
    pub(super) fn open(&self) -> Result<fs::File, Box<Diagnostic>> {
        let refused = |message: String| Box::new(Diagnostic::in_file(Severity::Error, &self.name, message));
        open(&self.path, self.role).map(|(file, _)| file).map_err(refused)
    }
}

impl Files {
    /// How many bytes the files of the registers have, and those of events.
    pub(super) fn sizes(&self) -> (u64, u64) {
        let registers = self.sources.iter().map(|source| source.text.len() as u64).sum();
        (registers, self.events.iter().map(EventFile::size).sum())
    }

    fn refuse(&mut self, name: &str, role: Option<Role>, message: impl Into<String>) {
        self.report.push(Diagnostic::in_file(Severity::Error, name, message));
        self.unread.extend(role);
    }

    fn warn(&mut self, name: &str, message: impl Into<String>, suggestion: Option<String>) {
        let diagnostic = Diagnostic::in_file(Severity::Warning, name, message);
        self.report.push(Diagnostic { suggestion, ..diagnostic });
    }
}

/// What the file `name` in `folder` holds; `None` where it is not of the chronology.
fn role(folder: &str, name: &str) -> Option<Role> {
    let extension = Path::new(name).extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    match (folder, extension.as_deref()) {
        ("", _) => Role::at_top(name),
        ("documents", Some("toml")) => Some(Role::Documents),
        ("events", Some("toml")) => Some(Role::Events),
        ("events", Some("csv")) => Some(Role::Table),
        _ => None,
    }
}

fn is_table(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".csv")
}

struct Candidate {
    role: Role,
    name: String,
    path: PathBuf,
}

/// Reads the files of the chronology in a directory, those of events excepted. `tell` is told how many bytes there are in
/// all, before any is read.
pub(super) fn read(directory: &Path, tell: &dyn Fn(u64)) -> Files {
    let mut files = Files::default();
    let shown = directory.display().to_string();
    let mut candidates = Vec::new();
    match fs::read_dir(directory) {
        Ok(entries) => top_of(entries, directory, &mut candidates, &mut files),
        Err(error) => {
            files.refuse(&shown, None, cannot("read the directory", &error));
            return files;
        },
    }
    for folder in ["documents", "events"] {
        match fs::read_dir(directory.join(folder)) {
            Ok(entries) => inside(folder, entries, &mut candidates, &mut files),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {},
            Err(error) => {
                files.refuse(folder, role(folder, "all.toml"), cannot("read the directory", &error));
            },
        }
    }
    if !candidates.iter().any(|candidate| candidate.role == Role::Chronology) {
        files.refuse(&shown, None, "no chronology here: the directory has no file `chronology.toml`");
        return files;
    }
    candidates.sort_by(|a, b| (a.role, &a.name).cmp(&(b.role, &b.name)));
    read_all(candidates, &mut files, tell);
    files
}

fn top_of(entries: fs::ReadDir, directory: &Path, candidates: &mut Vec<Candidate>, files: &mut Files) {
    for entry in entries {
        let name = match entry {
            Ok(entry) => entry.file_name().to_string_lossy().into_owned(),
            Err(error) => {
                files.refuse(&directory.display().to_string(), None, cannot("read the directory", &error));
                continue;
            },
        };
        if let Some(role) = Role::at_top(&name) {
            candidates.push(Candidate { role, path: directory.join(&name), name });
        } else if name.ends_with(".toml") && !name.starts_with('.') {
            let known = TOP.iter().map(|(top, _)| *top);
            files.warn(&name, "a file that the format does not know; it was not read", nearest(&name, known));
        } else if is_table(&name) && !name.starts_with('.') {
            files.warn(&name, "a table outside the folder `events`; it was not read", None);
        }
    }
}

fn inside(folder: &str, entries: fs::ReadDir, candidates: &mut Vec<Candidate>, files: &mut Files) {
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                files.refuse(folder, role(folder, "all.toml"), cannot("read the directory", &error));
                continue;
            },
        };
        let name = entry.file_name().to_string_lossy().into_owned();
        let shown = format!("{folder}/{name}");
        if name.starts_with('.') {
            continue;
        }
        if let Some(role) = role(folder, &name) {
            candidates.push(Candidate { role, path: entry.path(), name: shown });
        } else if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            files.warn(&shown, "a directory; what is in it was not read", None);
        } else if folder == "documents" && is_table(&name) {
            files.warn(&shown, "a table; only events may stand in one, so it was not read", None);
        }
    }
}

/// Reads the candidates, in parallel, within the limits.
fn read_all(candidates: Vec<Candidate>, files: &mut Files, tell: &dyn Fn(u64)) {
    let mut total = 0_u64;
    let mut accepted = Vec::new();
    for candidate in candidates {
        match open(&candidate.path, candidate.role) {
            Ok((_, size)) if total.saturating_add(size) > LARGEST_CHRONOLOGY => {
                let most = LARGEST_CHRONOLOGY >> 20;
                let message = format!("too much: all files together may have {most} MiB, and this one exceeds it");
                files.refuse(&candidate.name, Some(candidate.role), message);
            },
            Ok((_, size)) if candidate.role.has_events() => {
                total += size;
                let Candidate { role, name, path } = candidate;
                files.events.push(EventFile { name, role, path, size });
            },
            Ok((file, size)) => {
                total += size;
                accepted.push((candidate, file, size));
            },
            Err(message) => files.refuse(&candidate.name, Some(candidate.role), message),
        }
    }
    tell(total);
    let read: Vec<(Candidate, Result<SourceFile, Box<Diagnostic>>)> = accepted
        .into_par_iter()
        .map(|(candidate, file, size)| {
            let text = read_text(&candidate.name, candidate.role, file, size);
            let source = text.map(|text| SourceFile::new(candidate.name.clone(), text));
            (candidate, source)
        })
        .collect();
    for (candidate, source) in read {
        match source {
            Ok(source) => {
                files.roles.push(candidate.role);
                files.sources.push(source);
            },
            Err(diagnostic) => {
                files.unread.push(candidate.role);
                files.report.push(*diagnostic);
            },
        }
    }
}

/// Opens a regular file without waiting: a pipe without a writer would keep an ordinary `open` for ever.
fn open(path: &Path, role: Role) -> Result<(fs::File, u64), String> {
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
    let limit = role.limit();
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

/// Reads an open file and makes text of it. A file that grows meanwhile is read no further than the limit.
fn read_text(name: &str, role: Role, file: fs::File, size: u64) -> Result<String, Box<Diagnostic>> {
    let limit = role.limit();
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| unreadable(name, &error))?;
    if bytes.len() as u64 > limit {
        return Err(exceeding(name, limit));
    }
    if bytes.starts_with(MARK) {
        bytes.drain(..MARK.len());
    }
    text(bytes).map_err(|error| not_utf8(name, &error))
}

/// A file could not be read.
pub(super) fn unreadable(name: &str, error: &io::Error) -> Box<Diagnostic> {
    Box::new(Diagnostic::in_file(Severity::Error, name, cannot("read the file", error)))
}

/// A file is larger than it may be.
pub(super) fn exceeding(name: &str, limit: u64) -> Box<Diagnostic> {
    Box::new(Diagnostic::in_file(Severity::Error, name, too_large(limit)))
}

/// The text of these bytes, its lines ended by line feeds.
pub(super) fn text(bytes: Vec<u8>) -> Result<String, FromUtf8Error> {
    let text = String::from_utf8(bytes)?;
    Ok(if memchr::memchr(b'\r', text.as_bytes()).is_some() { text.replace("\r\n", "\n") } else { text })
}

/// A file, or the part of it that this was made of, is not UTF-8.
pub(super) fn not_utf8(name: &str, error: &FromUtf8Error) -> Box<Diagnostic> {
    let start = error.utf8_error().valid_up_to();
    let text = String::from_utf8_lossy(&error.as_bytes()[..error.as_bytes().len().min(start + 200)]);
    let span = start..start + '\u{fffd}'.len_utf8();
    let diagnostic = Diagnostic::at(Severity::Error, name, &text, span, "not UTF-8");
    let expected =
        if is_table(name) { "text in UTF-8: in a spreadsheet, save as “CSV UTF-8”" } else { "text in UTF-8" };
    Box::new(Diagnostic { expected: Some(expected.to_owned()), ..diagnostic })
}

/// Why a directory cannot be read, if it cannot.
pub(super) fn no_directory(directory: &Path) -> Option<Diagnostic> {
    let error = fs::read_dir(directory).err()?;
    let message = cannot("read the directory", &error);
    Some(Diagnostic::in_file(Severity::Error, &directory.display().to_string(), message))
}

/// `cannot read the file: permission denied`.
fn cannot(what: &str, error: &io::Error) -> String {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "there is none".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    };
    format!("cannot {what}: {reason}")
}
