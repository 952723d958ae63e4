//! The density strip: how many events each period holds, and how many of them the query has.
//!
//! The strip is a row of periods, one a column. Zoomed out it covers the whole chronology; zoomed in, its periods are
//! shorter and it stands around the selected event.

use chrono::{Datelike, Days, Months, NaiveDate};
use summits_chronology::chronology::{Chronology, EventDate, TimeWindow};

use crate::query::{Index, Selection};

/// How close the strip looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Zoom {
    /// The whole chronology in the width of the screen.
    #[default]
    Whole,
    /// A month a column.
    Months,
    /// A week a column.
    Weeks,
    /// A day a column.
    Days,
}

impl Zoom {
    /// One step closer.
    #[must_use]
    pub fn closer(self) -> Self {
        match self {
            Self::Whole => Self::Months,
            Self::Months => Self::Weeks,
            Self::Weeks | Self::Days => Self::Days,
        }
    }

    /// One step away.
    #[must_use]
    pub fn wider(self) -> Self {
        match self {
            Self::Whole | Self::Months => Self::Whole,
            Self::Weeks => Self::Months,
            Self::Days => Self::Weeks,
        }
    }

    /// Whether there is nothing closer.
    #[must_use]
    pub fn is_closest(self) -> bool {
        self == Self::Days
    }

    /// Whether there is nothing wider.
    #[must_use]
    pub fn is_widest(self) -> bool {
        self == Self::Whole
    }
}

/// A column of the strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// How many events of the chronology begin in it.
    pub all: u32,
    /// How many of those the query has.
    pub share: u32,
}

impl Period {
    /// The period as a filter.
    #[must_use]
    pub fn window(&self) -> TimeWindow {
        TimeWindow { from: Some(self.from), to: Some(self.to) }
    }
}

/// The strip, ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Strip {
    /// The periods from left to right, one a column.
    pub periods: Vec<Period>,
    /// The column of the selected event.
    pub cursor: Option<usize>,
    /// What stands below: the column at which a year, month or week begins, and its name.
    pub labels: Vec<(usize, String)>,
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
        let Some((first, last)) = extent(chronology) else { return Self::default() };
        let middle = selected.map_or(first, EventDate::earliest);
        let starts = starts(first, last, middle, zoom, columns);
        let mut periods: Vec<Period> = starts
            .windows(2)
            .filter_map(|pair| {
                let to = pair[1].pred_opt()?;
                Some(Period { from: pair[0], to, all: 0, share: 0 })
            })
            .collect();
        // Events stand in the order of their first days, so a period has all between two places.
        let begins = periods.first().map(|period| period.from);
        let mut before = begins.map_or((0, 0), |from| (index.before(from), index.selected_before(selection, from)));
        for (period, end) in periods.iter_mut().zip(starts.iter().skip(1)) {
            let after = (index.before(*end), index.selected_before(selection, *end));
            period.all = number(after.0 - before.0);
            period.share = number(after.1 - before.1);
            before = after;
        }
        let cursor = selected.and_then(|date| column_of(&periods, date.earliest()));
        let labels = labels(&periods, zoom);
        Self { periods, cursor, labels }
    }

    /// The greatest number of events in one period, at least 1: the full height of a column.
    #[must_use]
    pub fn peak(&self) -> u32 {
        self.periods.iter().map(|period| period.all).max().unwrap_or(0).max(1)
    }
}

/// The first and last day of the chronology: its span, and the events that lie beyond an open end.
fn extent(chronology: &Chronology) -> Option<(NaiveDate, NaiveDate)> {
    let first = chronology.span.earliest();
    let last_event = chronology.events().iter().next_back().map(|event| event.date.earliest());
    let last = chronology.span.latest().or(last_event)?;
    (first <= last).then_some((first, last))
}

/// The days on which the periods begin, and the day after the last: one more than there are columns at the most.
fn starts(first: NaiveDate, last: NaiveDate, middle: NaiveDate, zoom: Zoom, columns: usize) -> Vec<NaiveDate> {
    let half = u32::try_from(columns / 2).unwrap_or(u32::MAX);
    let month = |day: NaiveDate| day.with_day(1).unwrap_or(day);
    let series = |start: Option<NaiveDate>, step: &dyn Fn(NaiveDate, u32) -> Option<NaiveDate>| -> Vec<NaiveDate> {
        let Some(start) = start else { return Vec::new() };
        (0..=u32::try_from(columns).unwrap_or(0)).map_while(|column| step(start, column)).collect()
    };
    match zoom {
        Zoom::Whole => whole(first, last, columns),
        Zoom::Months => {
            let start = month(middle).checked_sub_months(Months::new(half));
            series(start, &|start, column| start.checked_add_months(Months::new(column)))
        },
        Zoom::Weeks => {
            let monday = middle.checked_sub_days(Days::new(u64::from(middle.weekday().num_days_from_monday())));
            let start = monday.and_then(|monday| monday.checked_sub_days(Days::new(u64::from(half) * 7)));
            series(start, &|start, column| start.checked_add_days(Days::new(u64::from(column) * 7)))
        },
        Zoom::Days => {
            let start = middle.checked_sub_days(Days::new(u64::from(half)));
            series(start, &|start, column| start.checked_add_days(Days::new(u64::from(column))))
        },
    }
}

/// The whole span in equal parts, or a day a column where it is shorter than the screen is wide.
fn whole(first: NaiveDate, last: NaiveDate, columns: usize) -> Vec<NaiveDate> {
    let days = u64::try_from((last - first).num_days() + 1).unwrap_or(1);
    let columns = u64::try_from(columns).unwrap_or(0).min(days);
    if columns == 0 {
        return Vec::new();
    }
    (0..=columns).filter_map(|column| first.checked_add_days(Days::new(days * column / columns))).collect()
}

/// Registers hold fewer than 2^32 events.
fn number(events: usize) -> u32 {
    u32::try_from(events).unwrap_or(u32::MAX)
}

fn column_of(periods: &[Period], day: NaiveDate) -> Option<usize> {
    let column = periods.partition_point(|period| period.to < day);
    periods.get(column).filter(|period| period.from <= day).map(|_| column)
}

/// Names where a new year (or, close up, a new month) begins.
fn labels(periods: &[Period], zoom: Zoom) -> Vec<(usize, String)> {
    let by_month = matches!(zoom, Zoom::Weeks | Zoom::Days);
    let unit = |day: NaiveDate| (day.year(), if by_month { day.month() } else { 0 });
    let name = |day: NaiveDate| {
        if by_month {
            format!("{} {}", &summits_chronology::chronology::MONTHS[day.month0() as usize][..3], day.year())
        } else {
            day.year().to_string()
        }
    };
    let begins = |column: usize| {
        let day = periods[column].to;
        match column.checked_sub(1) {
            None => true,
            Some(before) => unit(periods[before].to) != unit(day),
        }
    };
    (0..periods.len()).filter(|column| begins(*column)).map(|column| (column, name(periods[column].to))).collect()
}
