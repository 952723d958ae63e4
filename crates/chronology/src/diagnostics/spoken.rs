//! A report in words, for a voice or a braille line: a problem a line, and the place said rather than drawn.

use super::{Diagnostic, Report, Severity};
use crate::text::{clean_line, without_backticks};

impl Report {
    /// The whole report: the summary first, then a line a problem.
    #[must_use]
    pub fn in_words(&self) -> String {
        let mut words = format!("{}\n", self.summary());
        for problem in &self.problems {
            words.push_str(&problem.in_words());
            words.push('\n');
        }
        let more = self.more_errors + self.more_warnings;
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
        words.push_str(&format!(": {}", ended(&self.message)));
        let suggestion = self.suggestion.iter().map(|meant| format!(" Did you mean \"{meant}\"?"));
        let expected = self.expected.iter().map(|expected| format!(" Expected {}", ended(expected)));
        let note = self.note.iter().map(|note| format!(" {}", ended(note)));
        suggestion.chain(expected).chain(note).for_each(|sentence| words.push_str(&sentence));
        without_backticks(&clean_line(&words))
    }
}

/// With a full stop, unless it ends with one, as a passage that is quoted may.
fn ended(words: &str) -> String {
    let stop = if words.ends_with(['.', '…', '?', '!']) { "" } else { "." };
    format!("{words}{stop}")
}
