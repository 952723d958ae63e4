//! A report: the diagnostics of one run.

use std::fmt;
use std::ops::Range;
use std::path::Path;

use annotate_snippets::Renderer;
use serde::{Deserialize, Serialize};

use super::{Diagnostic, MOST_KEPT, Severity};

/// All diagnostics of one run, in the order of the files and of the positions in them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The first of them; the others are only counted.
    pub diagnostics: Vec<Diagnostic>,
    /// How many errors were counted only.
    more_errors: usize,
    /// How many warnings were counted only.
    more_warnings: usize,
}

/// A [`Report`] as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The whole text.
    pub text: String,
    /// The lines of each diagnostic in it, from 0, with the blank line after it; in the order of [`Report::diagnostics`].
    pub lines: Vec<Range<usize>>,
}

impl Report {
    /// A report without diagnostics.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < MOST_KEPT {
            self.diagnostics.push(diagnostic);
        } else {
            self.count(diagnostic.severity, 1);
        }
    }

    /// Counts `more` diagnostics that are not kept.
    pub fn count(&mut self, severity: Severity, more: usize) {
        match severity {
            Severity::Error => self.more_errors += more,
            Severity::Warning => self.more_warnings += more,
        }
    }

    /// The diagnostics, and how many more errors and warnings there are.
    pub(crate) fn into_parts(self) -> (Vec<Diagnostic>, usize, usize) {
        (self.diagnostics, self.more_errors, self.more_warnings)
    }

    /// Appends the diagnostics of another report.
    pub fn append(&mut self, other: Self) {
        for diagnostic in other.diagnostics {
            self.push(diagnostic);
        }
        self.more_errors += other.more_errors;
        self.more_warnings += other.more_warnings;
    }

    /// Names the files with the directory.
    pub(crate) fn below(mut self, directory: &Path) -> Self {
        self.diagnostics.iter_mut().for_each(|diagnostic| diagnostic.put_below(directory));
        self
    }

    /// The number of errors, kept or only counted.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.kept(Severity::Error) + self.more_errors
    }

    /// The number of warnings, kept or only counted.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.kept(Severity::Warning) + self.more_warnings
    }

    /// Whether there is neither an error nor a warning.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// How many diagnostics were counted only.
    pub(super) fn more(&self) -> usize {
        self.more_errors + self.more_warnings
    }

    fn kept(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
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
        let mut files: Vec<&str> = self.diagnostics.iter().map(|diagnostic| &*diagnostic.file).collect();
        files.sort_unstable();
        files.dedup();
        let files = counted(files.len(), "file").unwrap_or_default();
        format!("{} in {files}", counts.join(" and "))
    }

    /// The report as text, with or without colours, ending with the summary.
    #[must_use]
    pub fn render(&self, color: bool) -> String {
        self.render_with_lines(color).text
    }

    /// As [`Report::render`], with the lines of each diagnostic.
    #[must_use]
    pub fn render_with_lines(&self, color: bool) -> Rendered {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let mut out = String::new();
        let mut lines = Vec::with_capacity(self.diagnostics.len());
        let mut begin = 0;
        for diagnostic in &self.diagnostics {
            let rendered = diagnostic.render(&renderer);
            let end = begin + rendered.lines().count() + 1;
            lines.push(begin..end);
            begin = end;
            out.push_str(&rendered);
            out.push_str("\n\n");
        }
        let more = self.more();
        if more > 0 {
            out.push_str(&format!("… and {more} more like these\n\n"));
        }
        out.push_str(&self.summary());
        out.push('\n');
        Rendered { text: out, lines }
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
    fn the_lines_of_each_diagnostic_begin_with_its_title_and_end_where_the_next_begins() {
        let mut report = Report::new();
        report.push(Diagnostic::at(Severity::Error, "a.toml", "one\ntwo\n", 4..7, "error in the message"));
        report.push(Diagnostic::in_file(Severity::Warning, "b.toml", "empty"));
        for color in [false, true] {
            let Rendered { text, lines } = report.render_with_lines(color);
            let titles: Vec<&str> = lines.iter().filter_map(|lines| text.lines().nth(lines.start)).collect();
            assert!(titles[0].contains("error in the message") && titles[1].contains("empty"), "{titles:?}");
            assert_eq!(lines[0].end, lines[1].start);
            assert_eq!(text.lines().nth(lines[1].end), Some("1 error and 1 warning in 2 files"));
        }
    }
}
