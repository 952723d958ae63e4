//! Reports: what is wrong, where, and what was expected.
//!
//! A [`Problem`] carries its own line, so a report can be kept and shown after the files are gone. It knows nothing of
//! chronologies: the configuration reports its mistakes in the same form.

mod spoken;
pub mod suggest;

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::{Deserialize, Serialize};

use crate::text;

/// How many problems a report keeps. Past that they are counted only, so that a table of a million wrong rows does not
/// fill the memory.
pub(crate) const KEPT: usize = 1000;
/// How many bytes of a line are shown before and after the place meant. Lines may be of any length.
const CONTEXT: usize = 50;
/// How many bytes of the place itself are shown.
const SHOWN: usize = 60;
/// How many columns a message may take. It may name a column or an id, which a file can make as long as it likes.
const MESSAGE: usize = 1000;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// What was to be read cannot be used.
    Error,
    /// It can be used, and something in it deserves a look.
    Warning,
}

/// Something wrong in a file, with all that a reader needs to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// The file, as the report names it.
    pub file: String,
    /// The bytes of the file that are meant; empty at 0 where the file as a whole is.
    pub span: Range<usize>,
    /// The line, from 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// The character in that line, from 1; 0 where the file as a whole is meant.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What was expected there.
    pub expected: Option<String>,
    /// The nearest valid name.
    pub suggestion: Option<String>,
    /// A further remark: where the same thing stands for the first time.
    pub note: Option<String>,
    /// The line, cut around the span where it is long, and cleaned.
    pub excerpt: String,
    /// The bytes of `excerpt` that are meant.
    pub excerpt_span: Range<usize>,
}

impl Problem {
    /// A problem with a file as a whole: it is missing, or cannot be read.
    #[must_use]
    pub fn in_file(severity: Severity, file: &str, message: impl Into<String>) -> Self {
        Self {
            severity,
            file: file.to_owned(),
            span: 0..0,
            line: 0,
            column: 0,
            message: text::truncate(&message.into(), MESSAGE).into_owned(),
            expected: None,
            suggestion: None,
            note: None,
            excerpt: String::new(),
            excerpt_span: 0..0,
        }
    }

    /// A problem at the bytes `span` of `text`, which is the text of `file`.
    #[must_use]
    pub fn at(severity: Severity, file: &str, text: &str, span: Range<usize>, message: impl Into<String>) -> Self {
        let newlines = memchr::memchr_iter(b'\n', &text.as_bytes()[..floor_char(text, span.start)]).count();
        Self::on_line(severity, file, text, span, newlines + 1, message)
    }

    /// The same where the line is known, which takes long to find in a large file.
    #[must_use]
    pub fn on_line(
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
    pub fn place(&self) -> String {
        let file = clean_line(&self.file);
        if self.line == 0 { file } else { format!("{file}:{}:{}", self.line, self.column) }
    }

    /// The problem as a compiler shows it, with the line and what was expected under the place.
    fn render(&self, renderer: &Renderer) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let file = clean_line(&self.file);
        let mut group = Group::with_title(level.primary_title(clean_line(&self.message)));
        if self.line > 0 {
            let place = AnnotationKind::Primary.span(self.excerpt_span.clone());
            let label = self.expected.as_deref().map(|expected| format!("expected {}", clean_line(expected)));
            let snippet = Snippet::source(&*self.excerpt).line_start(self.line).path(file).fold(false);
            group = group.element(snippet.annotation(place.label(label)));
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
}

impl Problem {
    /// The renderer counts the column in the excerpt; where the line was cut, that is not the column in the file.
    fn with_true_column(&self, rendered: &str) -> String {
        let column = self.excerpt[..self.excerpt_span.start].chars().count() + 1;
        if self.line == 0 || column == self.column {
            return rendered.to_owned();
        }
        let place = |column| format!("{}:{}:{column}", clean_line(&self.file), self.line);
        let arrow = rendered.find("--> ").unwrap_or_default();
        let (title, rest) = rendered.split_at(arrow);
        format!("{title}{}", rest.replacen(&place(column), &place(self.column), 1))
    }
}

/// One line without anything a terminal would obey.
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

/// The line around `span`, cut to what fits a screen and cleaned, and where the span lies in it.
fn cut(text: &str, line: Range<usize>, span: Range<usize>) -> (String, Range<usize>) {
    let from = floor_char(text, span.start.saturating_sub(CONTEXT)).max(line.start);
    let shown_end = floor_char(text, span.end.min(span.start + SHOWN)).max(span.start);
    let to = floor_char(text, (shown_end + CONTEXT).min(line.end)).max(shown_end);
    let before = clean_line(&text[from..span.start]);
    let meant = clean_line(&text[span.start..shown_end]);
    let after = clean_line(&text[shown_end..to]);
    let mut excerpt = String::new();
    if from > line.start {
        excerpt.push('…');
    }
    excerpt.push_str(&before);
    let start = excerpt.len();
    excerpt.push_str(&meant);
    let end = excerpt.len();
    excerpt.push_str(&after);
    if to < line.end {
        excerpt.push('…');
    }
    (excerpt, start..end)
}

/// Everything that is wrong, in the order of the files and of the places in them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The problems.
    pub problems: Vec<Problem>,
    /// How many more there are that are not kept: errors.
    more_errors: usize,
    /// How many more there are that are not kept: warnings.
    more_warnings: usize,
}

impl Report {
    /// A report without problems.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a problem.
    pub fn push(&mut self, problem: Problem) {
        if self.problems.len() < KEPT {
            self.problems.push(problem);
        } else {
            self.count(problem.severity, 1);
        }
    }

    /// Counts problems that are not kept, because there are too many.
    pub fn count(&mut self, severity: Severity, more: usize) {
        match severity {
            Severity::Error => self.more_errors += more,
            Severity::Warning => self.more_warnings += more,
        }
    }

    /// The problems, and how many more errors and warnings there are.
    pub(crate) fn into_parts(self) -> (Vec<Problem>, usize, usize) {
        (self.problems, self.more_errors, self.more_warnings)
    }

    /// Adds the problems of another report after those of this one.
    pub fn append(&mut self, other: Self) {
        for problem in other.problems {
            self.push(problem);
        }
        self.more_errors += other.more_errors;
        self.more_warnings += other.more_warnings;
    }

    /// How many errors there are.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.kept(Severity::Error) + self.more_errors
    }

    /// How many warnings there are.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.kept(Severity::Warning) + self.more_warnings
    }

    /// Whether there is neither an error nor a warning.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    fn kept(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }

    /// `3 errors and 1 warning in 2 files`.
    #[must_use]
    pub fn summary(&self) -> String {
        let counted = |number: usize, what: &str| match number {
            0 => None,
            1 => Some(format!("1 {what}")),
            more => Some(format!("{more} {what}s")),
        };
        let counts: Vec<String> =
            [counted(self.errors(), "error"), counted(self.warnings(), "warning")].into_iter().flatten().collect();
        if counts.is_empty() {
            return "no problems".to_owned();
        }
        let mut files: Vec<&str> = self.problems.iter().map(|problem| &*problem.file).collect();
        files.sort_unstable();
        files.dedup();
        let files = counted(files.len(), "file").unwrap_or_default();
        format!("{} in {files}", counts.join(" and "))
    }

    /// The whole report as text, in colour or not, ending with the summary line.
    #[must_use]
    pub fn render(&self, color: bool) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let mut out = String::new();
        for problem in &self.problems {
            out.push_str(&problem.render(&renderer));
            out.push_str("\n\n");
        }
        let more = self.more_errors + self.more_warnings;
        if more > 0 {
            out.push_str(&format!("… and {more} more like these\n\n"));
        }
        out.push_str(&self.summary());
        out.push('\n');
        out
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Report {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_any_length_leaves_the_message_readable() {
        let message = format!("unknown column `{}`", "列".repeat(100_000));
        let problem = Problem::in_file(Severity::Warning, "events/all.csv", message);
        assert!(problem.message.starts_with("unknown column `列"), "{}", problem.message);
        assert!(problem.message.ends_with('…') && text::width(&problem.message) <= MESSAGE);
    }
}
