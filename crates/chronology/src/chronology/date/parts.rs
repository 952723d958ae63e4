//! The ends of a date as numbers, for calendars and timelines.

use chrono::{Datelike, NaiveDate};
use edtf_core::{Date, Edtf, IntervalEndpoint, Precision, SetElement};

use super::event_date::EventDate;

/// A day, a month or a year, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// The year, always known.
    pub year: i32,
    /// The month, 1 to 12, if known.
    pub month: Option<u32>,
    /// The day of the month, from 1, if known.
    pub day: Option<u32>,
}

impl PartialDate {
    /// `2003-01-10`, `2003-01` or `2003`, as in ISO 8601-1; `None` for a year without four digits.
    #[must_use]
    pub fn iso(self) -> Option<String> {
        let part = |part: Option<u32>| part.map(|part| format!("-{part:02}")).unwrap_or_default();
        let written = (1..10_000).contains(&self.year);
        written.then(|| format!("{:04}{}{}", self.year, part(self.month), part(self.day)))
    }

    fn new(day: NaiveDate, known: Known) -> Self {
        Self {
            year: day.year(),
            month: (known >= Known::Month).then(|| day.month()),
            day: (known >= Known::Day).then(|| day.day()),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    Year,
    Month,
    Day,
}

impl EventDate {
    /// Its beginning and, if different, its end, each as far as it is known. The ends of a one-of set are its first and last
    /// possible day.
    #[must_use]
    pub fn ends(&self) -> (PartialDate, Option<PartialDate>) {
        ends(self.edtf().as_ref(), self)
    }
}

fn ends(edtf: Option<&Edtf>, date: &EventDate) -> (PartialDate, Option<PartialDate>) {
    let (first, last) = (date.earliest(), date.latest());
    let second = |known| last.map(|last| PartialDate::new(last, known));
    match edtf {
        Some(Edtf::Date(single)) => {
            let known = known(single, first, last);
            let years = last.is_some_and(|last| last.year() != first.year());
            (PartialDate::new(first, known), if years { second(known) } else { None })
        },
        Some(Edtf::Interval(interval)) => {
            let known_of = |end| match end {
                IntervalEndpoint::Date(day) | IntervalEndpoint::OnOrBefore(day) | IntervalEndpoint::OnOrAfter(day) => {
                    precision(&day)
                },
                IntervalEndpoint::Open | IntervalEndpoint::Unknown => Known::Year,
            };
            (PartialDate::new(first, known_of(interval.start)), second(known_of(interval.end)))
        },
        Some(Edtf::Set(set)) => {
            let known = set.elements.iter().map(coarsest).min().unwrap_or(Known::Year);
            (PartialDate::new(first, known), second(known))
        },
        Some(Edtf::DateTime(_)) | None => (PartialDate::new(first, Known::Day), None),
    }
}

fn coarsest(element: &SetElement) -> Known {
    match element {
        SetElement::Date(day) | SetElement::OnOrBefore(day) | SetElement::OnOrAfter(day) => precision(day),
        SetElement::Range(from, to) => precision(from).min(precision(to)),
    }
}

/// How precise a single date is. One with unspecified digits is as precise as its bounds agree.
fn known(single: &Date, first: NaiveDate, last: Option<NaiveDate>) -> Known {
    if !single.has_unspecified() {
        return precision(single);
    }
    match last {
        Some(last) if (last.year(), last.month()) == (first.year(), first.month()) => Known::Month,
        _ => Known::Year,
    }
}

fn precision(date: &Date) -> Known {
    match date.precision() {
        Precision::Day if !date.has_unspecified() => Known::Day,
        Precision::Month if !date.has_unspecified() => Known::Month,
        Precision::Day | Precision::Month | Precision::Season | Precision::Year => Known::Year,
    }
}
