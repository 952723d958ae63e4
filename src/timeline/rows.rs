//! The rows of the list of events.
//!
//! Only the rows of the window are laid out. A window is given by the event at its top. The year is above the first
//! event of each year, and always above the event at the top, so that it stays visible while its events scroll.

use chrono::Datelike;
use summits_chronology::chronology::Chronology;

use super::gap::Gap;
use crate::query::{Index, Selection};

/// A line of the list of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListRow {
    /// The heading of a year.
    Year(i32),
    /// A gap of this many months.
    Gap(u32),
    /// The event at this position of the selection.
    Event(usize),
}

/// The gaps of a selection, and the rows of a list with them.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    /// In chronological order.
    gaps: Vec<Gap>,
}

impl Timeline {
    /// Finds the gaps of a selection, in one pass over its events.
    #[must_use]
    pub fn new(index: &Index, selection: &Selection) -> Self {
        Self { gaps: Gap::find_all(index, selection) }
    }

    /// The gap that ends with the event at `position`.
    #[must_use]
    pub fn gap_before(&self, position: usize) -> Option<Gap> {
        self.gaps.binary_search_by_key(&position, |gap| gap.before).ok().map(|found| self.gaps[found])
    }

    /// The first gap that ends after the event at `position`.
    #[must_use]
    pub fn next_gap(&self, position: usize) -> Option<Gap> {
        let after = self.gaps.partition_point(|gap| gap.before <= position);
        self.gaps.get(after).copied()
    }

    /// The last gap that ends before the event at `position`.
    #[must_use]
    pub fn previous_gap(&self, position: usize) -> Option<Gap> {
        let here = self.gaps.partition_point(|gap| gap.before < position);
        here.checked_sub(1).and_then(|before| self.gaps.get(before)).copied()
    }

    /// The rows of a window of `height` lines with the event at `top` first.
    #[must_use]
    pub fn rows(&self, chronology: &Chronology, selection: &Selection, top: usize, height: usize) -> Vec<ListRow> {
        let mut rows = Vec::with_capacity(height);
        let mut position = top;
        while rows.len() < height && position < selection.len() {
            rows.extend(self.rows_of(chronology, selection, position, position == top));
            position += 1;
        }
        rows.truncate(height);
        rows
    }

    /// The top of a window of `height` lines that shows the event at `position`, as near to `top` as possible.
    #[must_use]
    pub fn top_showing(
        &self,
        chronology: &Chronology,
        selection: &Selection,
        top: usize,
        height: usize,
        position: usize,
    ) -> usize {
        if position <= top {
            return position;
        }
        // Goes up from the event until the window is full: the highest top that still shows it.
        let mut highest = position;
        let mut used = self.rows_of(chronology, selection, position, true).len();
        while highest > top {
            let above = highest - 1;
            let heading_stays = self.rows_of(chronology, selection, highest, false).len();
            let heading_first = self.rows_of(chronology, selection, highest, true).len();
            let with_above =
                used - heading_first + heading_stays + self.rows_of(chronology, selection, above, true).len();
            if with_above > height {
                break;
            }
            used = with_above;
            highest = above;
        }
        highest
    }

    /// The rows of the event at `position`: what is above it, and itself. The first event of a window always has its
    /// year above it, and never a gap.
    fn rows_of(&self, chronology: &Chronology, selection: &Selection, position: usize, first: bool) -> Vec<ListRow> {
        let mut rows = Vec::with_capacity(3);
        let year = |position: usize| selection.get(position).map(|event| chronology[event].date.earliest().year());
        if !first && let Some(gap) = self.gap_before(position) {
            rows.push(ListRow::Gap(gap.months));
        }
        let begins_year = position.checked_sub(1).is_none_or(|before| year(before) != year(position));
        if let Some(year) = year(position).filter(|_| first || begins_year) {
            rows.push(ListRow::Year(year));
        }
        rows.push(ListRow::Event(position));
        rows
    }
}
