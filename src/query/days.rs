//! The time of a query: `2003`, `2002..2004-06`, `..2003`, and several of these.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use summits_chronology::chronology::{Certainty, DateError, EventDate, TimeWindow};

use super::error::Fault;

/// A set of days, as sorted windows with at least a day between them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Days {
    windows: Vec<TimeWindow>,
}

impl Days {
    /// Every day.
    pub fn always() -> Self {
        Self { windows: vec![TimeWindow::default()] }
    }

    /// The union of the windows. A window that ends before it starts is empty, and a bound outside the years 0000 to
    /// 9999 counts as open.
    pub fn new(windows: impl IntoIterator<Item = TimeWindow>) -> Self {
        let mut windows: Vec<TimeWindow> =
            windows.into_iter().map(writable).filter(|window| !is_empty(window)).collect();
        windows.sort_by_key(|window| window.from.unwrap_or(NaiveDate::MIN));
        let mut joined: Vec<TimeWindow> = Vec::with_capacity(windows.len());
        for window in windows {
            match joined.last_mut() {
                Some(last) if touches(last, &window) => {
                    last.to = last.to.zip(window.to).map(|(a, b)| a.max(b));
                },
                _ => joined.push(window),
            }
        }
        Self { windows: joined }
    }

    pub fn is_empty(&self) -> bool {
        self.windows.is_empty()
    }

    pub fn is_always(&self) -> bool {
        *self == Self::always()
    }

    pub fn union(&self, other: &Self) -> Self {
        Self::new(self.windows.iter().chain(&other.windows).copied())
    }

    pub fn intersection(&self, other: &Self) -> Self {
        let both = self.windows.iter().flat_map(|a| {
            other
                .windows
                .iter()
                .map(|b| TimeWindow { from: a.from.max(b.from), to: [a.to, b.to].into_iter().flatten().min() })
        });
        Self::new(both)
    }

    fn complement(&self) -> Self {
        let mut gaps = Vec::with_capacity(self.windows.len() + 1);
        let mut from = Some(None);
        for window in &self.windows {
            if let (Some(from), Some(first)) = (from, window.from) {
                gaps.push(TimeWindow { from, to: first.pred_opt() });
            }
            from = window.to.and_then(|to| to.succ_opt()).map(Some);
        }
        gaps.extend(from.map(|from| TimeWindow { from, to: None }));
        Self::new(gaps)
    }

    pub fn without(&self, other: &Self) -> Self {
        self.intersection(&other.complement())
    }

    /// Whether it contains every day of the other.
    pub fn covers(&self, other: &Self) -> bool {
        other.without(self).is_empty()
    }

    /// One window from the first day to the last.
    pub fn hull(&self) -> TimeWindow {
        TimeWindow {
            from: self.windows.first().and_then(|window| window.from),
            to: self.windows.last().and_then(|window| window.to),
        }
    }

    pub fn windows(&self) -> &[TimeWindow] {
        &self.windows
    }

    /// The windows as days of the common era.
    pub fn spans(&self) -> Vec<Span> {
        let number = |day: Option<NaiveDate>, open: i32| day.map_or(open, |day| day.num_days_from_ce());
        let span = |window: &TimeWindow| (number(window.from, i32::MIN), number(window.to, i32::MAX));
        self.windows.iter().map(span).collect()
    }
}

/// The first and the last day of a window, as days of the common era. `i32::MIN` and `i32::MAX` where it is open.
pub type Span = (i32, i32);

/// How surely a date with these bounds is within one of the spans. `last` is `i32::MAX` where the end is open.
pub fn within(spans: &[Span], first: i32, last: i32) -> Certainty {
    let in_one = |(from, to): &Span| match () {
        () if last < *from || first > *to => Certainty::No,
        () if first >= *from && last <= *to => Certainty::Yes,
        () => Certainty::Possibly,
    };
    spans.iter().map(in_one).max().unwrap_or(Certainty::No)
}

/// As a term of a query, in the shortest form: `year:2003`, `from:2002-06`, `date:2002..2004-06`.
impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.windows.as_slice() {
            [TimeWindow { from: Some(from), to: None }] => return write!(f, "from:{}", beginning(*from)),
            [TimeWindow { from: None, to: Some(to) }] => return write!(f, "to:{}", end(*to)),
            _ => {},
        }
        let words: Vec<String> = self.windows.iter().map(window_words).collect();
        let field = if words.iter().all(|word| word.len() == 4) { "year" } else { "date" };
        write!(f, "{field}:{}", words.join(","))
    }
}

/// `2003`, `2003-01`, `2003-01-10`, `2002..2004`, `2002..`, `..2004`.
fn window_words(window: &TimeWindow) -> String {
    let (from, to) = (window.from.map(beginning), window.to.map(end));
    match (from, to) {
        // One whole year, month or day is written as itself, not as a range.
        (Some(from), Some(to)) if from == to => from,
        (Some(from), Some(to)) => match (window.from, window.to) {
            (Some(first), Some(last)) if first == last => first.to_string(),
            (Some(first), Some(last)) if is_month(first, last) => first.format("%Y-%m").to_string(),
            _ => format!("{from}..{to}"),
        },
        (from, to) => format!("{}..{}", from.unwrap_or_default(), to.unwrap_or_default()),
    }
}

/// The shortest date that begins on this day.
fn beginning(day: NaiveDate) -> String {
    match (day.month(), day.day()) {
        (1, 1) => day.format("%Y").to_string(),
        (_, 1) => day.format("%Y-%m").to_string(),
        _ => day.to_string(),
    }
}

/// The shortest date that ends on this day.
fn end(day: NaiveDate) -> String {
    match day.month() {
        12 if is_last_of_month(day) => day.format("%Y").to_string(),
        _ if is_last_of_month(day) => day.format("%Y-%m").to_string(),
        _ => day.to_string(),
    }
}

/// Whether these are the first and the last day of the same month.
fn is_month(first: NaiveDate, last: NaiveDate) -> bool {
    (first.year(), first.month(), first.day()) == (last.year(), last.month(), 1) && is_last_of_month(last)
}

fn is_last_of_month(day: NaiveDate) -> bool {
    day.succ_opt().is_none_or(|next| next.day() == 1)
}

/// Reads a value of a time field: a date or a range.
pub fn parse_window(value: &str) -> Result<TimeWindow, Fault> {
    let not_a_date = |reason: String| Fault::NotADate { value: value.to_owned(), reason };
    let date = |text: &str| -> Result<EventDate, Fault> {
        let date = EventDate::parse(text).map_err(|error| match error {
            DateError::Syntax { reason, .. } => not_a_date(reason.to_owned()),
            other => not_a_date(other.to_string()),
        })?;
        let first_and_last = [Some(date.earliest()), date.latest()];
        if first_and_last.into_iter().flatten().all(has_four_digit_year) {
            Ok(date)
        } else {
            Err(not_a_date("a query knows the years 0000 to 9999".to_owned()))
        }
    };
    let window = match value.split_once("..") {
        Some(_) if value.starts_with('[') || value.contains('/') => whole(&date(value)?),
        Some(("", "")) => return Err(not_a_date("a range needs a beginning or an end".to_owned())),
        Some((from, "")) => TimeWindow { from: Some(date(from)?.earliest()), to: None },
        Some(("", to)) => TimeWindow { from: None, to: date(to)?.latest() },
        Some((from, to)) => TimeWindow { from: Some(date(from)?.earliest()), to: date(to)?.latest() },
        None => whole(&date(value)?),
    };
    if is_empty(&window) { Err(not_a_date("the range ends before it starts".to_owned())) } else { Ok(window) }
}

fn whole(date: &EventDate) -> TimeWindow {
    TimeWindow { from: Some(date.earliest()), to: date.latest() }
}

fn is_empty(window: &TimeWindow) -> bool {
    matches!((window.from, window.to), (Some(from), Some(to)) if to < from)
}

/// Whether `next`, which does not begin earlier, overlaps `window` or follows without a day between them.
fn touches(window: &TimeWindow, next: &TimeWindow) -> bool {
    let Some(to) = window.to else { return true };
    next.from.is_none_or(|from| to.succ_opt().is_none_or(|after| from <= after))
}

fn has_four_digit_year(day: NaiveDate) -> bool {
    (0..=9999).contains(&day.year())
}

fn writable(window: TimeWindow) -> TimeWindow {
    TimeWindow {
        from: window.from.filter(|day| has_four_digit_year(*day)),
        to: window.to.filter(|day| has_four_digit_year(*day)),
    }
}
