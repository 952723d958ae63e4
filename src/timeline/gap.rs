//! Gaps: long times between two neighbouring events of a selection.

use chrono::{Datelike, Months, NaiveDate};

use crate::query::{Bounds, Index, Selection};

/// More months than this between two events are a gap.
const GAP_MONTHS: u32 = 3;
/// The minimum length of [`GAP_MONTHS`] in days. Shorter times are rejected without computing months.
const LEAST_DAYS: i32 = 89;

/// A time that certainly passed without an event of a selection, between two of its events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The position in the selection of the event that ends it.
    pub before: usize,
    /// Its length in whole months.
    pub months: u32,
}

impl Gap {
    /// The gaps of a selection, in chronological order.
    pub(super) fn find_all(index: &Index, selection: &Selection) -> Vec<Self> {
        let mut gaps = Vec::new();
        let bounds = index.bounds();
        // The last day with an event so far, as a day of the common era. There is no gap before the first event.
        let mut last_day = i32::MAX;
        for (position, event) in selection.events().enumerate() {
            let Bounds { first, last } = bounds[event.position()];
            if first > last_day.saturating_add(LEAST_DAYS)
                && let Some(months) = months_of_gap(last_day, first)
            {
                gaps.push(Self { before: position, months });
            }
            // An event that is dated to a month or a year may have been on its last day, so no gap begins before that.
            let ends = if last == i32::MAX { first } else { last };
            last_day = if position == 0 { ends } else { last_day.max(ends) };
        }
        gaps
    }
}

/// The length of a gap in words, in years from two years on. `filtered` says whether a query is in force: then there
/// may have been events in the gap that do not match. `16-month gap`, `gap of 9 years 2 months`; with a query `16
/// months, no match`.
#[must_use]
pub fn gap_words(months: u32, filtered: bool) -> String {
    const IN_YEARS: u32 = 24;
    let count = |count: u32, unit: &str| match count {
        1 => format!("1 {unit}"),
        count => format!("{count} {unit}s"),
    };
    match (months / 12, months % 12) {
        _ if months < IN_YEARS && filtered => format!("{}, no match", count(months, "month")),
        _ if months < IN_YEARS => format!("{months}-month gap"),
        (years, 0) if filtered => format!("{}, no match", count(years, "year")),
        (years, 0) => format!("{years}-year gap"),
        (years, rest) => {
            let length = format!("{} {}", count(years, "year"), count(rest, "month"));
            if filtered { format!("{length}, no match") } else { format!("gap of {length}") }
        },
    }
}

/// The whole months between two days of the common era, if they are more than [`GAP_MONTHS`].
fn months_of_gap(since: i32, until: i32) -> Option<u32> {
    let (since, until) = (NaiveDate::from_num_days_from_ce_opt(since)?, NaiveDate::from_num_days_from_ce_opt(until)?);
    let limit = since.checked_add_months(Months::new(GAP_MONTHS))?;
    if until <= limit {
        return None;
    }
    let months = (until.year() - since.year()) * 12 + until.month() as i32 - since.month() as i32;
    let whole = months - i32::from(until.day() < since.day());
    u32::try_from(whole).ok()
}

#[cfg(test)]
mod tests {
    use super::gap_words;

    #[test]
    fn long_gaps_are_given_in_years() {
        let months = [4, 23, 24, 37, 110, 455];
        assert_eq!(
            months.map(|months| gap_words(months, false)),
            [
                "4-month gap",
                "23-month gap",
                "2-year gap",
                "gap of 3 years 1 month",
                "gap of 9 years 2 months",
                "gap of 37 years 11 months"
            ]
        );
        assert_eq!(
            months.map(|months| gap_words(months, true)),
            [
                "4 months, no match",
                "23 months, no match",
                "2 years, no match",
                "3 years 1 month, no match",
                "9 years 2 months, no match",
                "37 years 11 months, no match"
            ]
        );
    }
}
