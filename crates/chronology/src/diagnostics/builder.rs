//! Diagnostics while a file is read: they point to bytes, and lines are looked up only for those that are reported.

use super::{Diagnostic, MOST_KEPT, Report, Severity, SourceFiles, SourceSpan};

/// A finding before its line is looked up: [`DiagnosticBuilder::build`] makes the [`Diagnostic`].
#[derive(Debug, Clone)]
pub struct DiagnosticBuilder {
    span: SourceSpan,
    severity: Severity,
    message: String,
    expected: Option<String>,
    suggestion: Option<String>,
    note: Option<Note>,
}

/// A remark below a diagnostic.
#[derive(Debug, Clone)]
enum Note {
    Text(String),
    /// These words, followed by the position of a span.
    Position(&'static str, SourceSpan),
}

impl DiagnosticBuilder {
    /// Something that makes the file, or a part of it, unusable.
    pub fn error(span: impl Into<SourceSpan>, message: impl Into<String>) -> Self {
        Self {
            span: span.into(),
            severity: Severity::Error,
            message: message.into(),
            expected: None,
            suggestion: None,
            note: None,
        }
    }

    /// Something to look at in a file that can be used.
    pub fn warning(span: impl Into<SourceSpan>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(span, message) }
    }

    /// Adds what was expected at the span.
    #[must_use]
    pub fn expected(self, expected: impl Into<String>) -> Self {
        Self { expected: Some(expected.into()), ..self }
    }

    /// Adds the nearest valid name, if there is one.
    #[must_use]
    pub fn suggestion(self, suggestion: Option<impl Into<String>>) -> Self {
        Self { suggestion: suggestion.map(Into::into), ..self }
    }

    /// Adds a remark.
    #[must_use]
    pub fn note(self, note: impl Into<String>) -> Self {
        Self { note: Some(Note::Text(note.into())), ..self }
    }

    /// Adds a note on where a duplicate was used first.
    #[must_use]
    pub fn first_used_in(self, first: SourceSpan) -> Self {
        Self { note: Some(Note::Position("first used in", first)), ..self }
    }

    /// Adds a note on what this contradicts.
    #[must_use]
    pub fn conflicts_with(self, other: SourceSpan) -> Self {
        Self { note: Some(Note::Position("conflicts with", other)), ..self }
    }

    fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Looks up the line in `files`. A file that is no longer available is reported by its name alone.
    #[must_use]
    pub fn build(self, files: &(impl SourceFiles + ?Sized)) -> Diagnostic {
        let Self { span, severity, message, expected, suggestion, note } = self;
        let Some(located) = files.with_file(span.file, |file| file.diagnostic(severity, span, message.clone())) else {
            return Diagnostic::in_file(severity, files.file_name(span.file), message);
        };
        let note = note.and_then(|note| match note {
            Note::Text(text) => Some(text),
            Note::Position(words, other) => {
                let position = files.with_file(other.file, |file| file.position(other))?;
                Some(format!("{words} {position}"))
            },
        });
        Diagnostic { expected, suggestion, note, ..located }
    }
}

/// The diagnostics found so far.
///
/// Past a limit they are only counted, so that a table of a million wrong rows costs neither memory nor a million
/// searches for a suggestion.
#[derive(Debug)]
pub struct Diagnostics {
    kept: Vec<DiagnosticBuilder>,
    limit: usize,
    more_errors: usize,
    more_warnings: usize,
}

/// Keeps as many as a [`Report`] does.
impl Default for Diagnostics {
    fn default() -> Self {
        Self::with_limit(MOST_KEPT)
    }
}

impl Diagnostics {
    /// None yet; the first `limit` will be kept.
    #[must_use]
    pub fn with_limit(limit: usize) -> Self {
        Self { kept: Vec::new(), limit, more_errors: 0, more_warnings: 0 }
    }

    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: DiagnosticBuilder) {
        if self.kept.len() < self.limit {
            self.kept.push(diagnostic);
        } else if diagnostic.is_error() {
            self.more_errors += 1;
        } else {
            self.more_warnings += 1;
        }
    }

    /// Adds an error, which is only built if it is kept.
    pub fn push_error_with(&mut self, error: impl FnOnce() -> DiagnosticBuilder) {
        if self.kept.len() < self.limit {
            self.kept.push(error());
        } else {
            self.more_errors += 1;
        }
    }

    /// Adds a warning, which is only built if it is kept.
    pub fn push_warning_with(&mut self, warning: impl FnOnce() -> DiagnosticBuilder) {
        if self.kept.len() < self.limit {
            self.kept.push(warning());
        } else {
            self.more_warnings += 1;
        }
    }

    /// Appends all of `other`.
    pub fn append(&mut self, other: Self) {
        for diagnostic in other.kept {
            self.push(diagnostic);
        }
        self.more_errors += other.more_errors;
        self.more_warnings += other.more_warnings;
    }

    /// Whether there is neither an error nor a warning.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Whether there are more errors than are kept.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.more_errors > 0
    }

    /// Removes the kept diagnostics at the spans that `matches` accepts.
    pub fn remove(&mut self, matches: impl Fn(SourceSpan) -> bool) {
        self.kept.retain(|diagnostic| !matches(diagnostic.span));
    }

    /// Whether there is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.more_errors > 0 || self.kept.iter().any(DiagnosticBuilder::is_error)
    }

    /// The report, in the order of the files and of the spans in them.
    #[must_use]
    pub fn into_report(mut self, files: &(impl SourceFiles + ?Sized)) -> Report {
        self.kept.sort_by_key(|diagnostic| (diagnostic.span.file, diagnostic.span.start));
        let mut report = Report::new();
        for diagnostic in self.kept {
            report.push(diagnostic.build(files));
        }
        report.count(Severity::Error, self.more_errors);
        report.count(Severity::Warning, self.more_warnings);
        report
    }
}
