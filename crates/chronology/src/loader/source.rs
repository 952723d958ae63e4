//! A file that was read, and places in it.

use std::ops::Range;
use std::sync::OnceLock;

use crate::diagnostics::{Diagnostic, KEPT, Report, Severity};

/// A file of the chronology, held while it is loaded so that a problem can show its line.
#[derive(Debug)]
pub(super) struct Source {
    /// The name shown in reports: the path below the directory of the chronology.
    pub name: String,
    /// The text, without a byte-order mark, its lines ended by line feeds.
    pub text: String,
    /// How many lines and bytes of the file stand before the text.
    before: (usize, usize),
    /// How many lines end before each block of the text. Made when the first line is looked up.
    lines_before: OnceLock<Vec<usize>>,
}

/// The files, or parts of files, that spots are places in.
pub(super) trait Sources {
    /// Looks something up in a source, if it is there.
    fn look<T>(&self, file: u32, up: impl FnOnce(&Source) -> T) -> Option<T>;

    /// What the file is called.
    fn name(&self, file: u32) -> &str;
}

impl Sources for [Source] {
    fn look<T>(&self, file: u32, up: impl FnOnce(&Source) -> T) -> Option<T> {
        self.get(file as usize).map(up)
    }

    fn name(&self, file: u32) -> &str {
        self.get(file as usize).map_or("", |source| &source.name)
    }
}

/// The bytes of a block, for [`Source::line`].
const BLOCK: usize = 1 << 16;

impl Source {
    /// A file of this name and text.
    pub(super) fn new(name: String, text: String) -> Self {
        Self::part(name, text, 0, 0)
    }

    /// A part of a file, before which so many lines and bytes stand.
    pub(super) fn part(name: String, text: String, lines: usize, bytes: usize) -> Self {
        Self { name, text, before: (lines, bytes), lines_before: OnceLock::new() }
    }

    /// The number of the line in which the byte at `offset` stands, from 1. A report has many problems in a large file,
    /// so no look-up reads more than a block.
    pub(super) fn line(&self, offset: usize) -> usize {
        if offset == 0 {
            return self.before.0 + 1;
        }
        let bytes = self.text.as_bytes();
        let newlines = |bytes: &[u8]| memchr::memchr_iter(b'\n', bytes).count();
        let before = self.lines_before.get_or_init(|| {
            let mut total = 0;
            let counted = bytes.chunks(BLOCK).map(|block| {
                let before = total;
                total += newlines(block);
                before
            });
            counted.collect()
        });
        let offset = offset.min(bytes.len());
        let block = offset / BLOCK;
        let whole = before.get(block).copied().unwrap_or_default();
        self.before.0 + whole + bytes.get(block * BLOCK..offset).map_or(0, newlines) + 1
    }

    fn problem(&self, severity: Severity, spot: Spot, message: String) -> Diagnostic {
        let span = spot.start as usize..spot.end as usize;
        let line = self.line(span.start);
        let mut problem = Diagnostic::on_line(severity, &self.name, &self.text, span, line, message);
        problem.span = problem.span.start + self.before.1..problem.span.end + self.before.1;
        problem
    }
}

/// A place in one of the files: bytes `start..end`. Files are smaller than 4 GiB, see [`super::location`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    /// The position of the file among the sources.
    pub file: u32,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Spot {
    /// The bytes `span` of the file at position `file`.
    pub(super) fn new(file: usize, span: Range<usize>) -> Self {
        let narrow = |number| u32::try_from(number).unwrap_or(u32::MAX);
        Self { file: narrow(file), start: narrow(span.start), end: narrow(span.end) }
    }

    /// The same place in another file, or part of a file.
    pub(super) fn in_file(self, file: usize) -> Self {
        Self { file: u32::try_from(file).unwrap_or(u32::MAX), ..self }
    }
}

/// What the places of a syntax tree are counted from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Base {
    /// The position of the file among the sources.
    pub file: usize,
    /// The byte of the file with which the text of the tree begins.
    pub offset: usize,
}

impl Base {
    /// The beginning of the file at position `file`.
    pub(super) fn of_file(file: usize) -> Self {
        Self { file, offset: 0 }
    }

    /// The place of `span` in the file.
    pub(super) fn spot(self, span: Range<usize>) -> Spot {
        Spot::new(self.file, span.start + self.offset..span.end + self.offset)
    }
}

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(super) struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub spot: Spot,
}

/// Something wrong at a place of a file, before its line is looked up.
#[derive(Debug, Clone)]
pub(super) struct Fault {
    spot: Spot,
    severity: Severity,
    message: String,
    expected: Option<String>,
    suggestion: Option<String>,
    note: Option<String>,
    /// Where the thing stands that this one is at odds with, and words for it.
    other: Option<(&'static str, Spot)>,
}

impl Fault {
    /// A fault that keeps the chronology from being opened.
    pub(super) fn error(spot: Spot, message: impl Into<String>) -> Self {
        Self {
            spot,
            severity: Severity::Error,
            message: message.into(),
            expected: None,
            suggestion: None,
            note: None,
            other: None,
        }
    }

    /// A fault that does not.
    pub(super) fn warning(spot: Spot, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(spot, message) }
    }

    /// With what was expected there.
    pub(super) fn expecting(self, expected: impl Into<String>) -> Self {
        Self { expected: Some(expected.into()), ..self }
    }

    /// With the nearest valid name, if there is one.
    pub(super) fn suggesting(self, suggestion: Option<impl Into<String>>) -> Self {
        Self { suggestion: suggestion.map(Into::into), ..self }
    }

    /// With the place where the same thing stood first.
    pub(super) fn first_at(self, first: Spot) -> Self {
        Self { other: Some(("the first", first)), ..self }
    }

    /// With the place of something that does not go with it.
    pub(super) fn other_at(self, other: Spot) -> Self {
        Self { other: Some(("the other", other)), ..self }
    }

    /// With a remark.
    pub(super) fn noting(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }

    /// Whether it keeps the chronology from being opened.
    fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The problem with its line.
    pub(super) fn locate(self, sources: &(impl Sources + ?Sized)) -> Diagnostic {
        let (severity, spot) = (self.severity, self.spot);
        let Some(mut problem) = sources.look(spot.file, |source| source.problem(severity, spot, self.message.clone()))
        else {
            return Diagnostic::in_file(severity, sources.name(spot.file), self.message);
        };
        problem.expected = self.expected;
        problem.suggestion = self.suggestion;
        let other = self.other.and_then(|(what, other)| {
            let place = sources.look(other.file, |source| source.problem(severity, other, String::new()))?;
            Some(format!("{what} stands in {}", place.place()))
        });
        problem.note = self.note.or(other);
        problem
    }
}

/// The faults found so far. So many are kept; the others are counted, so that a table of a million wrong rows costs
/// neither memory nor a search for a million suggestions.
#[derive(Debug, Default)]
pub(super) struct Faults {
    kept: Vec<Fault>,
    more_errors: usize,
    more_warnings: usize,
}

impl Faults {
    /// Adds a fault.
    pub(super) fn push(&mut self, fault: Fault) {
        if self.kept.len() < KEPT {
            self.kept.push(fault);
        } else if fault.is_error() {
            self.more_errors += 1;
        } else {
            self.more_warnings += 1;
        }
    }

    /// Adds an error that is costly to describe.
    pub(super) fn push_with(&mut self, error: impl FnOnce() -> Fault) {
        if self.kept.len() < KEPT {
            self.kept.push(error());
        } else {
            self.more_errors += 1;
        }
    }

    /// Adds a warning that is costly to describe.
    pub(super) fn warn_with(&mut self, warning: impl FnOnce() -> Fault) {
        if self.kept.len() < KEPT {
            self.kept.push(warning());
        } else {
            self.more_warnings += 1;
        }
    }

    /// Adds the faults of another collection after these.
    pub(super) fn append(&mut self, other: Self) {
        for fault in other.kept {
            self.push(fault);
        }
        self.more_errors += other.more_errors;
        self.more_warnings += other.more_warnings;
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Whether there are more than are kept.
    pub(super) fn is_full(&self) -> bool {
        self.more_errors > 0
    }

    /// Forgets the faults at these places.
    pub(super) fn forget(&mut self, at: impl Fn(Spot) -> bool) {
        self.kept.retain(|fault| !at(fault.spot));
    }

    /// Whether one of them keeps the chronology from being opened.
    pub(super) fn has_errors(&self) -> bool {
        self.more_errors > 0 || self.kept.iter().any(Fault::is_error)
    }

    /// The report of them, in the order of files and places.
    pub(super) fn locate(mut self, sources: &(impl Sources + ?Sized)) -> Report {
        self.kept.sort_by_key(|fault| (fault.spot.file, fault.spot.start));
        let mut report = Report::new();
        for fault in self.kept {
            report.push(fault.locate(sources));
        }
        report.count(Severity::Error, self.more_errors);
        report.count(Severity::Warning, self.more_warnings);
        report
    }
}
