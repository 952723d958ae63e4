//! A mistake in the configuration, before its line is looked up.

use std::ops::Range;

use summits_chronology::diagnostics::{Diagnostic, Severity};

/// Why something in the file is refused. To the author of the file it is an error; the browser goes on without the value.
#[derive(Debug, Default)]
pub(super) struct Refusal {
    /// The bytes of the file that are meant.
    pub span: Range<usize>,
    message: String,
    expected: Option<String>,
    suggestion: Option<String>,
    note: Option<String>,
    warning: bool,
}

impl Refusal {
    /// A refusal of what stands at `span`.
    pub(super) fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), ..Self::default() }
    }

    /// With what was expected there.
    pub(super) fn expecting(self, expected: impl Into<String>) -> Self {
        Self { expected: Some(expected.into()), ..self }
    }

    /// With the nearest valid name, if there is one.
    pub(super) fn suggesting(self, suggestion: Option<String>) -> Self {
        Self { suggestion, ..self }
    }

    /// With a further remark.
    pub(super) fn noting(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }

    /// As a warning: the value counts all the same.
    pub(super) fn warning(self) -> Self {
        Self { warning: true, ..self }
    }

    /// The problem with its line.
    pub(super) fn located(self, source: &Source<'_>) -> Diagnostic {
        let severity = if self.warning { Severity::Warning } else { Severity::Error };
        let line = source.line(self.span.start);
        let mut problem = Diagnostic::on_line(severity, source.name, source.text, self.span, line, self.message);
        problem.expected = self.expected;
        problem.suggestion = self.suggestion;
        problem.note = self.note;
        problem
    }
}

/// The file that is read.
#[derive(Debug)]
pub(super) struct Source<'a> {
    /// Its name, as the report gives it.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Where its line feeds are.
    feeds: Vec<usize>,
}

impl<'a> Source<'a> {
    /// The file of this name and text.
    pub(super) fn new(name: &'a str, text: &'a str) -> Self {
        Self { name, text, feeds: memchr::memchr_iter(b'\n', text.as_bytes()).collect() }
    }

    /// The line of a byte, from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        self.feeds.partition_point(|feed| *feed < at) + 1
    }

    /// `file:line:column` of a byte.
    pub(super) fn place(&self, at: usize) -> String {
        Diagnostic::on_line(Severity::Error, self.name, self.text, at..at, self.line(at), "").place()
    }
}
