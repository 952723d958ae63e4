//! The density strip: how many events each period of the ruler has, and how many of them match the query.

use summits_chronology::chronology::{Chronology, EventDate};

use crate::query::{Index, Selection};
use crate::timeline::{Period, Ruler, Zoom};

/// How many events begin in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Density {
    pub all: u32,
    /// Those of them that match the query.
    pub matching: u32,
}

/// The strip, ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Strip {
    pub ruler: Ruler,
    /// One for each period of the ruler.
    pub densities: Vec<Density>,
    /// The column of the selected event.
    pub cursor: Option<usize>,
}

impl Strip {
    /// The strip of `columns` columns around `selected`.
    #[must_use]
    pub fn new(
        chronology: &Chronology,
        index: &Index,
        selection: &Selection,
        selected: Option<&EventDate>,
        zoom: Zoom,
        columns: usize,
    ) -> Self {
        let day = selected.map(EventDate::earliest);
        let ruler = Ruler::new(chronology, day, zoom, columns);
        // Events are in the order of their first days, so those of a period are next to each other.
        let until = |day| (index.before(day), index.selected_before(selection, day));
        let mut before = ruler.periods.first().map_or((0, 0), |period| until(period.from));
        let density = |period: &Period| {
            let after = period.to.succ_opt().map_or(before, until);
            let density = Density { all: number(after.0 - before.0), matching: number(after.1 - before.1) };
            before = after;
            density
        };
        let densities = ruler.periods.iter().map(density).collect();
        Self { cursor: day.and_then(|day| ruler.column_of(day)), densities, ruler }
    }

    /// The greatest number of events in one period, at least 1: the full height of a column.
    #[must_use]
    pub fn peak(&self) -> u32 {
        self.densities.iter().map(|density| density.all).max().unwrap_or(0).max(1)
    }
}

/// A chronology has fewer than 2^32 events.
fn number(events: usize) -> u32 {
    u32::try_from(events).unwrap_or(u32::MAX)
}
