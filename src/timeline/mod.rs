//! The timeline: the events of a selection with the gaps between them, and the rows that a window of it shows.
//!
//! Rows are never laid out beyond the window. The window is named by the event at its top; above the first event of a
//! year stands the year, and the year of the event at the top always stands first, so that it stays in sight while its
//! events scroll.

mod ruler;

use chrono::{Datelike, Months, NaiveDate};
use summits_chronology::chronology::Chronology;

use crate::query::{Bounds, Index, Selection};

pub use ruler::{Period, Ruler, Zoom};

/// More months than this between two contacts are a silence.
const GAP_MONTHS: u32 = 3;
/// The fewest days that so many months have: what is shorter needs no calendar to be told from a silence.
const LEAST_GAP: i32 = 89;

/// A time that is known to have passed without a contact, between two neighbours of a selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The place in the selection of the event that ends it.
    pub before: usize,
    /// Its length in whole months.
    pub months: u32,
}

/// How a silence of so many months is told, in years where it lasted two or more: `9 years 2 months without a contact`.
#[must_use]
pub fn gap_words(months: u32) -> String {
    const IN_YEARS: u32 = 24;
    let count = |count: u32, one: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {one}s"),
    };
    let length = match (months / 12, months % 12) {
        _ if months < IN_YEARS => count(months, "month"),
        (years, 0) => count(years, "year"),
        (years, rest) => format!("{} {}", count(years, "year"), count(rest, "month")),
    };
    format!("{length} without a contact")
}

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// The heading of a year.
    Year(i32),
    /// A silence of so many months.
    Gap(u32),
    /// The event at this place of the selection.
    Event(usize),
}

/// The gaps of a selection, in the order of time.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    gaps: Vec<Gap>,
}

impl Timeline {
    /// Finds the gaps of a selection, in one pass.
    #[must_use]
    pub fn new(index: &Index, selection: &Selection) -> Self {
        let mut gaps = Vec::new();
        let bounds = index.bounds();
        // As days of the common era. Before the first event nothing is quiet.
        let mut quiet_since = i32::MAX;
        for (place, event) in selection.events().enumerate() {
            let Bounds { first, last } = bounds[event.position()];
            if first > quiet_since.saturating_add(LEAST_GAP)
                && let Some(months) = gap_between(quiet_since, first)
            {
                gaps.push(Gap { before: place, months });
            }
            // What is known to a month or year only may have been at its very end: a silence is claimed where it is certain.
            let ends = if last == i32::MAX { first } else { last };
            quiet_since = if place == 0 { ends } else { quiet_since.max(ends) };
        }
        Self { gaps }
    }

    /// The silence that ends with the event at `place`.
    #[must_use]
    pub fn gap_before(&self, place: usize) -> Option<Gap> {
        self.gaps.binary_search_by_key(&place, |silence| silence.before).ok().map(|found| self.gaps[found])
    }

    /// The first silence that ends after the event at `place`.
    #[must_use]
    pub fn next_gap(&self, place: usize) -> Option<Gap> {
        let after = self.gaps.partition_point(|silence| silence.before <= place);
        self.gaps.get(after).copied()
    }

    /// The last silence that ends before the event at `place`.
    #[must_use]
    pub fn previous_gap(&self, place: usize) -> Option<Gap> {
        let here = self.gaps.partition_point(|silence| silence.before < place);
        here.checked_sub(1).and_then(|before| self.gaps.get(before)).copied()
    }

    /// The rows of a window of `height` lines with the event at `top` first.
    #[must_use]
    pub fn rows(&self, chronology: &Chronology, selection: &Selection, top: usize, height: usize) -> Vec<Row> {
        let mut rows = Vec::with_capacity(height);
        let mut place = top;
        while rows.len() < height && place < selection.len() {
            rows.extend(self.rows_of(chronology, selection, place, place == top));
            place += 1;
        }
        rows.truncate(height);
        rows
    }

    /// The least change of `top` that puts the event at `place` into a window of `height` lines.
    #[must_use]
    pub fn top_showing(
        &self,
        chronology: &Chronology,
        selection: &Selection,
        top: usize,
        height: usize,
        place: usize,
    ) -> usize {
        if place <= top {
            return place;
        }
        // Upwards from the event until the window is full: the highest top that still shows it.
        let mut highest = place;
        let mut used = self.rows_of(chronology, selection, place, true).len();
        while highest > top {
            let before = highest - 1;
            let heading_stays = self.rows_of(chronology, selection, highest, false).len();
            let heading_first = self.rows_of(chronology, selection, highest, true).len();
            let with_it =
                used - heading_first + heading_stays + self.rows_of(chronology, selection, before, true).len();
            if with_it > height {
                break;
            }
            used = with_it;
            highest = before;
        }
        highest
    }

    /// The lines that the event at `place` takes: what stands above it, and itself. The first of a window has the year
    /// above it whatever stands before, and no silence.
    fn rows_of(&self, chronology: &Chronology, selection: &Selection, place: usize, first: bool) -> Vec<Row> {
        let mut rows = Vec::with_capacity(3);
        let year = |place: usize| selection.get(place).map(|event| chronology[event].date.earliest().year());
        if !first && let Some(silence) = self.gap_before(place) {
            rows.push(Row::Gap(silence.months));
        }
        let begins_year = place.checked_sub(1).is_none_or(|before| year(before) != year(place));
        if let Some(year) = year(place).filter(|_| first || begins_year) {
            rows.push(Row::Year(year));
        }
        rows.push(Row::Event(place));
        rows
    }
}

/// The whole months between two days of the common era, where they are more than [`GAP_MONTHS`].
fn gap_between(since: i32, until: i32) -> Option<u32> {
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
    fn a_long_silence_is_told_in_years() {
        let told = [4, 23, 24, 37, 110, 455].map(gap_words);
        let lengths = told.each_ref().map(|words| words.strip_suffix(" without a contact").unwrap());
        assert_eq!(
            lengths,
            ["4 months", "23 months", "2 years", "3 years 1 month", "9 years 2 months", "37 years 11 months"]
        );
    }
}
