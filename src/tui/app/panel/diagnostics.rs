//! The errors of the files, open over the last good version.

use summits_chronology::text;

use crate::tui::message::{ErrorLocation, FileDiagnostics};

/// The errors of the files, open over the last good version.
#[derive(Debug, Clone)]
pub struct DiagnosticsPanel {
    pub(in crate::tui::app) diagnostics: FileDiagnostics,
    /// The first line shown.
    pub scroll: usize,
}

impl DiagnosticsPanel {
    /// The lines of the report, wrapped.
    #[must_use]
    pub fn lines(&self, columns: usize) -> Vec<&str> {
        self.numbered_lines(columns).into_iter().map(|(_, line)| line).collect()
    }

    /// The same, each with the number of the line of the report that it belongs to.
    fn numbered_lines(&self, columns: usize) -> Vec<(usize, &str)> {
        let wrapped = |line| text::wrap(line, columns).into_iter().map(move |part| &line[part]);
        let lines = self.diagnostics.report.trim_end().lines().enumerate();
        let parts = lines.map(|(number, line)| {
            let parts = if line.is_empty() { vec![""] } else { wrapped(line).collect() };
            parts.into_iter().map(move |part| (number, part))
        });
        parts.flatten().collect()
    }

    /// The first error of which a line is visible, or else the last one.
    pub(in crate::tui::app) fn visible_error(&self, columns: usize) -> Option<&ErrorLocation> {
        let top = self.numbered_lines(columns).get(self.scroll).map_or(0, |(number, _)| *number);
        let errors = &self.diagnostics.errors;
        errors.iter().find(|error| error.report_lines.end > top).or(errors.last())
    }
}
