//! A mistake in the configuration, before its line is looked up.

use std::ops::Range;

use crate::loader::{Problem, Severity};

/// Why something in the file is refused.
#[derive(Debug, Default)]
pub(super) struct Refusal {
    /// The bytes of the file that are meant.
    pub span: Range<usize>,
    message: String,
    expected: Option<String>,
    suggestion: Option<String>,
    note: Option<String>,
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

    /// The problem with its line. None is more than a warning to the browser, which goes on without the value; to the
    /// author of the file each is an error.
    pub(super) fn located(self, file: &str, text: &str) -> Problem {
        let mut problem = Problem::at(Severity::Error, file, text, self.span, self.message);
        problem.expected = self.expected;
        problem.suggestion = self.suggestion;
        problem.note = self.note;
        problem
    }
}
