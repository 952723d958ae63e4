//! A file that was read, and places in it.

use std::borrow::Cow;
use std::ops::Range;

use super::report::{Problem, Severity};

/// A file of the chronology, held while it is loaded so that a problem can show its line.
#[derive(Debug)]
pub(super) struct Source {
    /// The name shown in reports: for the embedded chronology `data/events/2003.toml`, otherwise below the directory.
    pub name: String,
    /// The text, without a byte-order mark.
    pub text: Cow<'static, str>,
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
    first: Option<Spot>,
}

impl Fault {
    /// A fault that keeps the chronology from being opened.
    pub(super) fn error(spot: Spot, message: impl Into<String>) -> Self {
        Self { spot, severity: Severity::Error, message: message.into(), expected: None, suggestion: None, first: None }
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
        Self { first: Some(first), ..self }
    }

    /// Whether it keeps the chronology from being opened.
    pub(super) fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The file and byte, to sort by.
    pub(super) fn place(&self) -> (u32, u32) {
        (self.spot.file, self.spot.start)
    }

    /// The problem with its line.
    pub(super) fn locate(self, sources: &[Source]) -> Problem {
        let Some(source) = sources.get(self.spot.file as usize) else {
            return Problem::in_file(self.severity, "", self.message);
        };
        let span = self.spot.start as usize..self.spot.end as usize;
        let mut problem = Problem::at(self.severity, &source.name, &source.text, span, self.message);
        problem.expected = self.expected;
        problem.suggestion = self.suggestion;
        problem.note = self.first.and_then(|first| {
            let source = sources.get(first.file as usize)?;
            let span = first.start as usize..first.end as usize;
            let place = Problem::at(self.severity, &source.name, &source.text, span, String::new());
            Some(format!("the first stands in {}", place.place()))
        });
        problem
    }
}
