//! What is wrong in a file, where, and what was expected: rendered as compilers do, or in words.
//!
//! While a file is read, a finding is a [`DiagnosticBuilder`] that points to bytes, collected in [`Diagnostics`]. When the
//! file is done, each becomes a [`Diagnostic`], which carries its own line, so that a [`Report`] can be shown after the
//! files are gone. This module knows nothing of chronologies: the configuration reports its errors in the same form.

mod builder;
mod report;
mod source;
pub mod suggest;
mod words;

use std::ops::Range;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::{Deserialize, Serialize};

pub use builder::{DiagnosticBuilder, Diagnostics};
pub use report::{Rendered, Report};
pub use source::{SourceFile, SourceFiles, SourceSpan};

use crate::text;

/// How many diagnostics a report keeps. The others are only counted, so that a table of a million wrong rows does not fill
/// the memory.
pub(crate) const MOST_KEPT: usize = 1000;
/// How many bytes of a line are shown before and after the span. Lines may be of any length.
const CONTEXT: usize = 50;
/// How many bytes of the span are shown.
const MOST_SHOWN: usize = 60;
/// How many columns a message may take. It may name a column or an id, which a file can make as long as it likes.
const LONGEST_MESSAGE: usize = 1000;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// The file, or a part of it, cannot be used.
    Error,
    /// It can be used, and something in it deserves a look.
    Warning,
}

/// A problem in a file, with all that a reader needs to fix it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The file, as the report names it.
    pub file: String,
    /// The bytes of the file; empty at 0 for a problem with the whole file.
    pub span: Range<usize>,
    /// From 1; 0 for a problem with the whole file.
    pub line: usize,
    /// In characters, from 1; 0 for a problem with the whole file.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What was expected at the span.
    pub expected: Option<String>,
    /// The nearest valid name.
    pub suggestion: Option<String>,
    /// A further remark, such as where a duplicate id was used first.
    pub note: Option<String>,
    /// The line, cleaned, and cut around the span if it is long.
    pub excerpt: String,
    /// The bytes of `excerpt` that the span covers.
    pub excerpt_span: Range<usize>,
}

impl Diagnostic {
    /// A problem with a whole file: it is missing, or cannot be read.
    #[must_use]
    pub fn in_file(severity: Severity, file: &str, message: impl Into<String>) -> Self {
        Self {
            severity,
            file: file.to_owned(),
            span: 0..0,
            line: 0,
            column: 0,
            message: text::truncate(&message.into(), LONGEST_MESSAGE).into_owned(),
            expected: None,
            suggestion: None,
            note: None,
            excerpt: String::new(),
            excerpt_span: 0..0,
        }
    }

    /// A problem at the bytes `span` of `text`, the text of `file`.
    #[must_use]
    pub fn at(severity: Severity, file: &str, text: &str, span: Range<usize>, message: impl Into<String>) -> Self {
        let newlines = memchr::memchr_iter(b'\n', &text.as_bytes()[..floor_char(text, span.start)]).count();
        Self::on_line(severity, file, text, span, newlines + 1, message)
    }

    /// As [`Diagnostic::at`], for a known line: finding it takes long in a large file.
    fn on_line(
        severity: Severity,
        file: &str,
        text: &str,
        span: Range<usize>,
        line: usize,
        message: impl Into<String>,
    ) -> Self {
        let start = floor_char(text, span.start);
        let end = floor_char(text, span.end).max(start);
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end =
            memchr::memchr2(b'\n', b'\r', &text.as_bytes()[start..]).map_or(text.len(), |newline| start + newline);
        let (excerpt, excerpt_span) = cut(text, line_start..line_end, start..end.min(line_end));
        Self {
            span: start..end,
            line,
            column: text[line_start..start].chars().count() + 1,
            excerpt,
            excerpt_span,
            ..Self::in_file(severity, file, message)
        }
    }

    /// `file:line:column`, or the file alone.
    #[must_use]
    pub fn position(&self) -> String {
        let file = clean_line(&self.file);
        if self.line == 0 { file } else { format!("{file}:{}:{}", self.line, self.column) }
    }

    /// Names the file with the directory, unless it is the directory itself.
    pub(crate) fn put_below(&mut self, directory: &Path) {
        if Path::new(&self.file) != directory {
            self.file = directory.join(&self.file).display().to_string();
        }
    }

    /// As a compiler shows it: the message, the line, and what was expected below the span.
    fn render(&self, renderer: &Renderer) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let file = clean_line(&self.file);
        let mut group = Group::with_title(level.primary_title(clean_line(&self.message)));
        if self.line > 0 {
            let annotation = AnnotationKind::Primary.span(self.excerpt_span.clone());
            let label = self.expected.as_deref().map(|expected| format!("expected {}", clean_line(expected)));
            let snippet = Snippet::source(&*self.excerpt).line_start(self.line).path(file).fold(false);
            group = group.element(snippet.annotation(annotation.label(label)));
        } else {
            group = group.element(Origin::path(file));
        }
        if let Some(suggestion) = &self.suggestion {
            group = group.element(Level::HELP.message(format!("did you mean `{}`?", clean_line(suggestion))));
        }
        if let Some(note) = &self.note {
            group = group.element(Level::NOTE.message(clean_line(note)));
        }
        self.with_true_column(&renderer.render(&[group]))
    }

    /// The renderer counts the column in the excerpt, which is wrong where the line was cut.
    fn with_true_column(&self, rendered: &str) -> String {
        let column = self.excerpt[..self.excerpt_span.start].chars().count() + 1;
        if self.line == 0 || column == self.column {
            return rendered.to_owned();
        }
        let position = |column| format!("{}:{}:{column}", clean_line(&self.file), self.line);
        let arrow = rendered.find("--> ").unwrap_or_default();
        let (title, rest) = rendered.split_at(arrow);
        format!("{title}{}", rest.replacen(&position(column), &position(self.column), 1))
    }
}

/// One line without anything that a terminal would obey.
fn clean_line(text: &str) -> String {
    text::clean_line(text).into_owned()
}

/// The nearest character boundary at or before `at`.
fn floor_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The line around `span`, cut to what fits a screen and cleaned, and the bytes of the span in it.
fn cut(text: &str, line: Range<usize>, span: Range<usize>) -> (String, Range<usize>) {
    let from = floor_char(text, span.start.saturating_sub(CONTEXT)).max(line.start);
    let shown_end = floor_char(text, span.end.min(span.start + MOST_SHOWN)).max(span.start);
    let to = floor_char(text, (shown_end + CONTEXT).min(line.end)).max(shown_end);
    let mut excerpt = String::new();
    if from > line.start {
        excerpt.push('…');
    }
    excerpt.push_str(&clean_line(&text[from..span.start]));
    let start = excerpt.len();
    excerpt.push_str(&clean_line(&text[span.start..shown_end]));
    let end = excerpt.len();
    excerpt.push_str(&clean_line(&text[shown_end..to]));
    if to < line.end {
        excerpt.push('…');
    }
    (excerpt, start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_any_length_leaves_the_message_readable() {
        let message = format!("unknown column `{}`", "列".repeat(100_000));
        let diagnostic = Diagnostic::in_file(Severity::Warning, "events/all.csv", message);
        assert!(diagnostic.message.starts_with("unknown column `列"), "{}", diagnostic.message);
        assert!(diagnostic.message.ends_with('…') && text::width(&diagnostic.message) <= LONGEST_MESSAGE);
    }
}
