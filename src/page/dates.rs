//! Dates in words.

use summits_chronology::chronology::{EventDate, Shape, weekday};
use summits_chronology::text;

use super::setting::Medium;

impl Medium {
    /// A date without its weekday: of a document, of an office, of another event.
    pub(super) fn date_words(self, date: &EventDate) -> String {
        let words = date_words(date);
        if self == Self::Speech { without_dashes(&words) } else { words }
    }
}

/// A date in words without its weekday.
#[must_use]
pub fn date_words(date: &EventDate) -> String {
    let words = date.words();
    match date.shape() {
        Shape::Day => match words.strip_prefix(weekday(date.earliest())) {
            Some(rest) => rest.trim_start().to_owned(),
            None => words,
        },
        Shape::Span | Shape::Some => words,
    }
}

/// `Friday 10 January 2003`, `9 to 12 January 2003`: in words that a screen reader pronounces correctly.
#[must_use]
pub fn spoken_date(date: &EventDate) -> String {
    let words = date.words();
    let words = match words.strip_prefix(weekday(date.earliest())).and_then(|rest| rest.strip_prefix(' ')) {
        Some(rest) => format!("{} {rest}", date.earliest().format("%A")),
        None => text::capitalised(&words),
    };
    without_dashes(&words)
}

/// With *to* for every dash.
pub(super) fn without_dashes(date: &str) -> String {
    date.replace(" – ", " to ").replace('–', " to ")
}
