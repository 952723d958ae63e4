//! A report in words, for a voice or a braille line: one line per diagnostic, with the position as words.

use super::{Diagnostic, Report, Severity};
use crate::text::{clean_line, without_backticks};

impl Report {
    /// The whole report: the summary first, then one line per diagnostic.
    #[must_use]
    pub fn in_words(&self) -> String {
        let mut words = format!("{}\n", self.summary());
        for diagnostic in &self.diagnostics {
            words.push_str(&diagnostic.in_words());
            words.push('\n');
        }
        let more = self.more();
        if more > 0 {
            words.push_str(&format!("and {more} more like these\n"));
        }
        words
    }
}

impl Diagnostic {
    /// `Error in events/2003.toml, line 12, column 8: no country matches "KX". Did you mean "KP"? Expected a country.`
    fn in_words(&self) -> String {
        let severity = match self.severity {
            Severity::Error => "Error",
            Severity::Warning => "Warning",
        };
        let mut words = format!("{severity} in {}", self.file);
        if self.line > 0 {
            words.push_str(&format!(", line {}, column {}", self.line, self.column));
        }
        words.push_str(&format!(": {}", with_full_stop(&self.message)));
        let suggestion = self.suggestion.iter().map(|meant| format!(" Did you mean \"{meant}\"?"));
        let expected = self.expected.iter().map(|expected| format!(" Expected {}", with_full_stop(expected)));
        let note = self.note.iter().map(|note| format!(" {}", with_full_stop(note)));
        suggestion.chain(expected).chain(note).for_each(|sentence| words.push_str(&sentence));
        without_backticks(&clean_line(&words))
    }
}

/// Adds a full stop, unless there is an end mark already, as in a quoted passage.
fn with_full_stop(words: &str) -> String {
    let stop = if words.ends_with(['.', '…', '?', '!']) { "" } else { "." };
    format!("{words}{stop}")
}
