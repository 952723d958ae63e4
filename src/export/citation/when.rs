//! Dates for bibliographies: year, month and day of a simple date, and the EDTF text of any other.

use summits_chronology::chronology::EventDate;

/// A year, with a month and a day as far as they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// Four digits, as written.
    pub year: u16,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
}

/// The shape of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A day, a month or a year.
    Single(Parts),
    /// A range.
    Span(Parts, Parts),
    /// Anything else: an open end, a season, digits left open, one of several days.
    Other,
}

impl When {
    /// Parses a date without its marks of uncertainty, for which see [`EventDate::is_qualified`].
    pub fn new(date: &EventDate) -> Self {
        let plain = date.literal().trim_end_matches(['?', '~', '%']);
        let read = match plain.split_once('/') {
            Some((from, to)) => parts(from).zip(parts(to)).map(|(from, to)| Self::Span(from, to)),
            None => parts(plain).map(Self::Single),
        };
        read.unwrap_or(Self::Other)
    }

    /// The first year, month and day that it names.
    pub fn first(self) -> Option<Parts> {
        match self {
            Self::Single(parts) | Self::Span(parts, _) => Some(parts),
            Self::Other => None,
        }
    }
}

/// Whether a date is one of several days, which level 1 of EDTF cannot say.
pub fn is_set(date: &EventDate) -> bool {
    date.literal().starts_with('[')
}

/// `2003`, `2003-01` or `2003-01-10`, and nothing else.
fn parts(text: &str) -> Option<Parts> {
    let digits = |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut numbers = text.split('-');
    let year = numbers.next().filter(|year| digits(year, 4))?.parse().ok()?;
    let mut next = |most: u8| match numbers.next() {
        None => Some(None),
        Some(number) if digits(number, 2) => number.parse().ok().filter(|number| (1..=most).contains(number)).map(Some),
        Some(_) => None,
    };
    let (month, day) = (next(12)?, next(31)?);
    numbers.next().is_none().then_some(Parts { year, month, day })
}
