//! A date, parsed from EDTF and restricted to the profile, with its bounds and its place in the order of time.

use std::cmp::Ordering;
use std::fmt;

use chrono::{Datelike, Months, NaiveDate};
use edtf_core::{Bound, BoundDate, Edtf, IntervalEndpoint, Precision, SetElement, SetKind};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// Why a text is not a date of the profile.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DateError {
    /// Not EDTF.
    #[error("not a date: {reason}")]
    Syntax {
        /// What is wrong or what to write, for readers who know nothing of EDTF.
        reason: &'static str,
        /// The byte at which parsing failed.
        offset: usize,
    },
    /// Valid EDTF, but of a kind that the format leaves out.
    #[error("{what} is not supported")]
    OutsideProfile {
        /// The part that is left out: `a time of day`.
        what: &'static str,
    },
    /// An interval, or a range of a set, that ends before it starts.
    #[error("the interval ends before it starts")]
    Reversed,
    /// A year that the calendar does not have.
    #[error("the year is out of range (-262143 to 262142)")]
    BeyondCalendar,
}

/// What a date says about the days between its bounds. Dates with the same first day are ordered as the variants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// It lasted from the first to the last.
    Span,
    /// Both bounds are the same day.
    Day,
    /// It was some day between them.
    Some,
}

/// The date of an event, of a document or of an office.
///
/// Invariant: `literal` parses as EDTF of the profile, and the bounds are its bounds, with `latest >= earliest`.
/// Equality is that of the literal.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EventDate {
    literal: Literal,
    earliest: NaiveDate,
    latest: Option<NaiveDate>,
    shape: Shape,
}

/// The date as the file writes it. Nearly all are short, and those need no allocation.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Literal {
    Short { length: u8, bytes: [u8; 22] },
    Long(Box<str>),
}

impl Literal {
    fn new(literal: &str) -> Self {
        let mut bytes = [0; 22];
        match (bytes.get_mut(..literal.len()), u8::try_from(literal.len())) {
            (Some(begin), Ok(length)) => {
                begin.copy_from_slice(literal.as_bytes());
                Self::Short { length, bytes }
            },
            _ => Self::Long(literal.into()),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            // The bytes were copied from a `str`, so they are valid.
            Self::Short { length, bytes } => str::from_utf8(&bytes[..usize::from(*length)]).unwrap_or_default(),
            Self::Long(literal) => literal,
        }
    }
}

/// Parses a day, a month or a year, `2003-01-10`, `2003-01` or `2003`, which may end with `?`, `~` or `%`: its first and
/// last day, and its shape. Nearly all dates are of this form, and it needs no grammar.
fn common_date(literal: &str) -> Option<(NaiveDate, NaiveDate, Shape)> {
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0')))
    };
    let date = literal.strip_suffix(['?', '~', '%']).unwrap_or(literal).as_bytes();
    let year = number(date.get(..4)?)?.cast_signed();
    match &date[4..] {
        [b'-', m1, m2, b'-', d1, d2] => {
            let day = NaiveDate::from_ymd_opt(year, number(&[*m1, *m2])?, number(&[*d1, *d2])?)?;
            Some((day, day, Shape::Day))
        },
        [b'-', m1, m2] => {
            let first = NaiveDate::from_ymd_opt(year, number(&[*m1, *m2])?, 1)?;
            Some((first, first.checked_add_months(Months::new(1))?.pred_opt()?, Shape::Some))
        },
        [] => Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?, Shape::Some)),
        _ => None,
    }
}

impl EventDate {
    /// Parses an EDTF date of the profile.
    ///
    /// # Errors
    ///
    /// [`DateError`]: not EDTF, outside the profile, reversed, or beyond the calendar.
    pub fn parse(literal: &str) -> Result<Self, DateError> {
        if let Some((earliest, latest, shape)) = common_date(literal) {
            return Ok(Self { literal: Literal::new(literal), earliest, latest: Some(latest), shape });
        }
        Self::parse_any(literal)
    }

    fn parse_any(literal: &str) -> Result<Self, DateError> {
        let edtf = Edtf::parse(literal).map_err(|error| match error.message {
            "interval end precedes interval start" | "set range end precedes range start" => DateError::Reversed,
            message => DateError::Syntax { reason: reason(message), offset: error.offset },
        })?;
        let shape = shape_in_profile(&edtf)?;
        let bounds = edtf.bounds();
        let earliest = calendar_day(bounds.earliest)?.ok_or(DateError::BeyondCalendar)?;
        let latest = calendar_day(bounds.latest)?;
        if latest.is_some_and(|latest| latest < earliest) {
            return Err(DateError::Reversed);
        }
        Ok(Self { literal: Literal::new(literal), earliest, latest, shape })
    }

    /// The date of one day.
    #[must_use]
    pub fn day(day: NaiveDate) -> Self {
        let literal = day.format("%Y-%m-%d").to_string();
        Self { literal: Literal::new(&literal), earliest: day, latest: Some(day), shape: Shape::Day }
    }

    /// The EDTF text, as the file writes it.
    #[must_use]
    pub fn literal(&self) -> &str {
        self.literal.as_str()
    }

    /// The first day on which it can have happened or begun.
    #[must_use]
    pub fn earliest(&self) -> NaiveDate {
        self.earliest
    }

    /// The last day; `None` where the end is open or unknown.
    #[must_use]
    pub fn latest(&self) -> Option<NaiveDate> {
        self.latest
    }

    /// What it says about the time between its bounds.
    #[must_use]
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// Whether the date is marked as uncertain (`?`), approximate (`~`) or both (`%`).
    #[must_use]
    pub fn is_qualified(&self) -> bool {
        // Most dates have no mark and need not be parsed.
        self.literal().contains(['?', '~', '%'])
            && self.edtf().is_some_and(|edtf| edtf.is_uncertain() || edtf.is_approximate())
    }

    /// Whether the exact day is unknown: the date is qualified, a month or year, one of several days, or has no known end.
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.shape == Shape::Some || self.latest.is_none() || self.is_qualified()
    }

    /// The order of time: by the earliest day; with the same earliest day longer spans first, then exact days, then months
    /// and years, shorter ones first.
    #[must_use]
    pub fn sequence(&self, other: &Self) -> Ordering {
        self.sequence_key().cmp(&other.sequence_key())
    }

    /// A key with the order of [`EventDate::sequence`].
    pub(in crate::chronology) fn sequence_key(&self) -> (i32, Shape, i32) {
        let latest = self.latest.unwrap_or(NaiveDate::MAX).num_days_from_ce();
        let length = if self.shape == Shape::Span { -latest } else { latest };
        (self.earliest.num_days_from_ce(), self.shape, length)
    }

    /// Parsed again when shown: a screen shows a few dozen dates, while a chronology may contain a million.
    pub(super) fn edtf(&self) -> Option<Edtf> {
        Edtf::parse(self.literal()).ok()
    }
}

impl Serialize for EventDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.literal())
    }
}

impl<'de> Deserialize<'de> for EventDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(<&str>::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl fmt::Display for EventDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.literal())
    }
}

impl fmt::Debug for EventDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.literal())
    }
}

/// What to tell the reader instead of the message of `edtf-core`.
fn reason(message: &str) -> &'static str {
    if message.starts_with("day is out of range") {
        "there is no such day"
    } else if message.starts_with("month must be 01-12") {
        "there is no such month"
    } else {
        "write 2003-01-10"
    }
}

/// The shape of a date, or what is outside the profile.
fn shape_in_profile(edtf: &Edtf) -> Result<Shape, DateError> {
    let outside = |what| Err(DateError::OutsideProfile { what });
    match edtf {
        Edtf::DateTime(_) => outside("a time of day"),
        Edtf::Set(set) if set.kind == SetKind::AllMembers => outside("a set of several dates, {…},"),
        Edtf::Set(set) => {
            let closed = |element: &SetElement| matches!(element, SetElement::Date(_) | SetElement::Range(..));
            if set.elements.iter().all(closed) { Ok(Shape::Some) } else { outside("an open end in a set") }
        },
        Edtf::Interval(interval) => match (interval.start, interval.end) {
            (
                IntervalEndpoint::Date(_),
                IntervalEndpoint::Date(_) | IntervalEndpoint::Open | IntervalEndpoint::Unknown,
            ) if edtf.level() <= 1 => Ok(Shape::Span),
            (IntervalEndpoint::Open | IntervalEndpoint::Unknown, _) => outside("an open or unknown beginning"),
            _ => outside("an interval of EDTF level 2"),
        },
        Edtf::Date(_) if edtf.level() > 1 => outside("a date of EDTF level 2"),
        Edtf::Date(date) if date.precision() == Precision::Day && !date.has_unspecified() => Ok(Shape::Day),
        Edtf::Date(_) => Ok(Shape::Some),
    }
}

pub(super) fn calendar_day(bound: Bound) -> Result<Option<NaiveDate>, DateError> {
    let Bound::Date(BoundDate { year, month, day, .. }) = bound else { return Ok(None) };
    i32::try_from(year)
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day)))
        .map(Some)
        .ok_or(DateError::BeyondCalendar)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_common_date_is_what_the_grammar_says(
            year in 0..10_000_u32, month in 0..14_u32, day in 0..33_u32, parts in 1..4_usize, mark in "[?~%]?",
        ) {
            let parts = &[format!("{year:04}"), format!("{month:02}"), format!("{day:02}")][..parts];
            let literal = parts.join("-") + &mark;
            if let Some((earliest, latest, shape)) = common_date(&literal) {
                let parsed = EventDate::parse_any(&literal).unwrap();
                prop_assert_eq!((parsed.earliest, parsed.latest, parsed.shape), (earliest, Some(latest), shape), "{}", literal);
            }
        }
    }
}
