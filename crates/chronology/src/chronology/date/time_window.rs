//! Spans of days, and whether a date is in one.

use chrono::NaiveDate;

use super::event_date::EventDate;

/// Whether a date is in a [`TimeWindow`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// No possible day is in the window.
    No,
    /// Some possible day is, but not every one.
    Possibly,
    /// Every possible day is.
    Yes,
}

/// A span of days, including both ends; `None` is unlimited on that side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct TimeWindow {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
}

impl TimeWindow {
    /// Whether `date` is in the window.
    #[must_use]
    pub fn holds(&self, date: &EventDate) -> Certainty {
        self.holds_between(date.earliest(), date.latest())
    }

    /// As [`TimeWindow::holds`], for the bounds of a date.
    #[must_use]
    pub fn holds_between(&self, earliest: NaiveDate, latest: Option<NaiveDate>) -> Certainty {
        let ends_before = matches!((latest, self.from), (Some(latest), Some(from)) if latest < from);
        let begins_after = self.to.is_some_and(|to| earliest > to);
        if ends_before || begins_after {
            return Certainty::No;
        }
        let begins_inside = self.from.is_none_or(|from| earliest >= from);
        let ends_inside = self.to.is_none_or(|to| latest.is_some_and(|latest| latest <= to));
        if begins_inside && ends_inside { Certainty::Yes } else { Certainty::Possibly }
    }
}
