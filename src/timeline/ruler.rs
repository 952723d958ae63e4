//! The ruler of time: the periods side by side, one per column, and the labels below them.
//!
//! At its widest it covers the whole chronology in equal parts. Closer, a period is a month, a week or a day, and the
//! ruler is centred on a day.

use chrono::{Datelike, Days, Months, NaiveDate};
use summits_chronology::chronology::{Chronology, MONTHS, TimeWindow};

/// How long the periods are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Zoom {
    /// The whole chronology on the ruler.
    #[default]
    Whole,
    Months,
    Weeks,
    Days,
}

impl Zoom {
    #[must_use]
    pub fn closer(self) -> Self {
        match self {
            Self::Whole => Self::Months,
            Self::Months => Self::Weeks,
            Self::Weeks | Self::Days => Self::Days,
        }
    }

    #[must_use]
    pub fn wider(self) -> Self {
        match self {
            Self::Whole | Self::Months => Self::Whole,
            Self::Weeks => Self::Months,
            Self::Days => Self::Weeks,
        }
    }

    #[must_use]
    pub fn is_closest(self) -> bool {
        self == Self::Days
    }

    #[must_use]
    pub fn is_widest(self) -> bool {
        self == Self::Whole
    }
}

/// A column of the ruler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
}

impl Period {
    /// The period as a filter.
    #[must_use]
    pub fn window(&self) -> TimeWindow {
        TimeWindow { from: Some(self.from), to: Some(self.to) }
    }
}

/// Periods from left to right. Each begins on the day after the one before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ruler {
    pub periods: Vec<Period>,
    /// The columns at which a year (close up, a month) begins, with its name.
    pub labels: Vec<(usize, String)>,
}

impl Ruler {
    /// The ruler of at most `columns` columns, around `middle` unless it shows the whole chronology. It is empty for a
    /// chronology without a last day.
    #[must_use]
    pub fn new(chronology: &Chronology, middle: Option<NaiveDate>, zoom: Zoom, columns: usize) -> Self {
        let Some((first, last)) = extent(chronology) else { return Self::default() };
        let starts = starts(first, last, middle.unwrap_or(first), zoom, columns);
        let period = |pair: &[NaiveDate]| Some(Period { from: pair[0], to: pair[1].pred_opt()? });
        let periods: Vec<Period> = starts.windows(2).filter_map(period).collect();
        Self { labels: labels(&periods, zoom), periods }
    }

    /// The column of the period that contains a day.
    #[must_use]
    pub fn column_of(&self, day: NaiveDate) -> Option<usize> {
        let column = self.periods.partition_point(|period| period.to < day);
        self.periods.get(column).filter(|period| period.from <= day).map(|_| column)
    }
}

/// The first and last day of the chronology: those of its span or, where that has an open end, of its last event.
fn extent(chronology: &Chronology) -> Option<(NaiveDate, NaiveDate)> {
    let first = chronology.span.earliest();
    let last_event = chronology.events().iter().next_back().map(|event| event.date.earliest());
    let last = chronology.span.latest().or(last_event)?;
    (first <= last).then_some((first, last))
}

/// The days on which the periods begin, and the day after the last period: at most one more than there are columns.
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

/// The whole span in equal parts, or one day to a column where it has fewer days than there are columns.
fn whole(first: NaiveDate, last: NaiveDate, columns: usize) -> Vec<NaiveDate> {
    let days = u64::try_from((last - first).num_days() + 1).unwrap_or(1);
    let columns = u64::try_from(columns).unwrap_or(0).min(days);
    if columns == 0 {
        return Vec::new();
    }
    (0..=columns).filter_map(|column| first.checked_add_days(Days::new(days * column / columns))).collect()
}

/// A label wherever a new year (with weeks and days, a new month) begins.
fn labels(periods: &[Period], zoom: Zoom) -> Vec<(usize, String)> {
    let by_month = matches!(zoom, Zoom::Weeks | Zoom::Days);
    let unit = |day: NaiveDate| (day.year(), if by_month { day.month() } else { 0 });
    let name = |day: NaiveDate| match by_month {
        true => format!("{} {}", &MONTHS[day.month0() as usize][..3], day.year()),
        false => day.year().to_string(),
    };
    let begins = |column: usize| {
        let day = periods[column].to;
        column.checked_sub(1).is_none_or(|before| unit(periods[before].to) != unit(day))
    };
    (0..periods.len()).filter(|column| begins(*column)).map(|column| (column, name(periods[column].to))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use summits_chronology::chronology::fixture;

    use super::*;

    fn zooms() -> impl Strategy<Value = Zoom> {
        prop::sample::select(vec![Zoom::Whole, Zoom::Months, Zoom::Weeks, Zoom::Days])
    }

    proptest! {
        #[test]
        fn periods_follow_one_another_and_each_day_has_its_column(zoom in zooms(), columns in 0..300_usize, day in 0..4000_u64) {
            let chronology = fixture::chronology();
            let middle = chronology.span.earliest() + Days::new(day);
            let ruler = Ruler::new(&chronology, Some(middle), zoom, columns);
            prop_assert!(ruler.periods.len() <= columns);
            for pair in ruler.periods.windows(2) {
                prop_assert_eq!(pair[0].to.succ_opt(), Some(pair[1].from));
            }
            for (column, period) in ruler.periods.iter().enumerate() {
                prop_assert!(period.from <= period.to);
                prop_assert_eq!(ruler.column_of(period.from), Some(column));
                prop_assert_eq!(ruler.column_of(period.to), Some(column));
            }
            if zoom != Zoom::Whole && columns > 0 {
                prop_assert!(ruler.column_of(middle).is_some());
            }
        }
    }
}
