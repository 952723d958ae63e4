//! Where to go, as a user types it: `2003`, `jan 2003`, `10 jan 2003`, `2003-01-10`, `+6m`, `-1y`, `next gap`, `first`.

use chrono::{Days, Months, NaiveDate};
use summits_chronology::chronology::{Chronology, Event, EventDate, MONTHS, Ref};
use thiserror::Error;

use crate::query::{Index, Selection};
use crate::timeline::Timeline;

/// The goal that a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DateGoal {
    /// The first event on or after this day.
    Day(NaiveDate),
    First,
    Last,
    /// The event that ends the next gap.
    NextGap,
    /// The event that ends the previous gap.
    PreviousGap,
}

/// Why a text leads to no event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DateGoalError {
    #[error("not a date: expected 2003, jan 2003, 10 jan 2003, 2003-01-10, +6m, -1y, next gap, first or last")]
    NotADate,
    /// A relative date without an event to start from.
    #[error("no event is selected to count from")]
    NoStart,
    #[error("that date is beyond the calendar")]
    BeyondCalendar,
    #[error("no later gap")]
    NoLaterGap,
    #[error("no earlier gap")]
    NoEarlierGap,
    /// Gaps are known only when the search for words is finished.
    #[error("still searching for the words")]
    StillSearching,
    #[error("no event matches the query")]
    NoEvent,
}

/// The event of a selection to which a text leads, from the event at position `here`. The timeline is `None` while a
/// search for words is running.
///
/// # Errors
///
/// [`DateGoalError`] if it leads to no event.
pub fn find(
    text: &str,
    chronology: &Chronology,
    index: &Index,
    selection: &Selection,
    timeline: Option<&Timeline>,
    here: Option<usize>,
) -> Result<Ref<Event>, DateGoalError> {
    let begins = |event: Ref<Event>| chronology[event].date.earliest();
    let goal = parse(text, here.and_then(|position| selection.get(position)).map(begins))?;
    let gaps = timeline.ok_or(DateGoalError::StillSearching);
    let (here, last) = (here.unwrap_or(0), selection.len().saturating_sub(1));
    let position = match goal {
        DateGoal::Day(day) => index.selected_before(selection, day).min(last),
        DateGoal::First => 0,
        DateGoal::Last => last,
        DateGoal::NextGap => gaps?.next_gap(here).ok_or(DateGoalError::NoLaterGap)?.before,
        DateGoal::PreviousGap => gaps?.previous_gap(here).ok_or(DateGoalError::NoEarlierGap)?.before,
    };
    selection.get(position).ok_or(DateGoalError::NoEvent)
}

/// Reads a text. Relative dates count from `here`.
fn parse(text: &str, here: Option<NaiveDate>) -> Result<DateGoal, DateGoalError> {
    let text = text.trim().to_lowercase();
    match text.as_str() {
        "next gap" | "gap" | "next silence" => return Ok(DateGoal::NextGap),
        "previous gap" | "prev gap" | "last gap" | "previous silence" => return Ok(DateGoal::PreviousGap),
        "first" | "start" => return Ok(DateGoal::First),
        "last" | "end" => return Ok(DateGoal::Last),
        _ => {},
    }
    if text.starts_with(['+', '-']) && !text[1..].contains('-') {
        return relative(&text, here);
    }
    if let Ok(date) = EventDate::parse(&text) {
        return Ok(DateGoal::Day(date.earliest()));
    }
    in_words(&text).map(DateGoal::Day).ok_or(DateGoalError::NotADate)
}

/// `+6m`, `-1y`, `+2w`, `+10d`; a number without a unit counts years.
fn relative(text: &str, here: Option<NaiveDate>) -> Result<DateGoal, DateGoalError> {
    let (forward, rest) = (text.starts_with('+'), text[1..].trim());
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let amount: u32 = rest[..digits].parse().map_err(|_| DateGoalError::NotADate)?;
    let here = here.ok_or(DateGoalError::NoStart)?;
    let months = |count: Option<u32>| {
        let count = Months::new(count.ok_or(DateGoalError::BeyondCalendar)?);
        Ok(if forward { here.checked_add_months(count) } else { here.checked_sub_months(count) })
    };
    let days = |count: u64| {
        if forward { here.checked_add_days(Days::new(count)) } else { here.checked_sub_days(Days::new(count)) }
    };
    let day = match rest[digits..].trim() {
        "" | "y" | "year" | "years" => months(amount.checked_mul(12))?,
        "m" | "month" | "months" => months(Some(amount))?,
        "w" | "week" | "weeks" => days(u64::from(amount) * 7),
        "d" | "day" | "days" => days(u64::from(amount)),
        _ => return Err(DateGoalError::NotADate),
    };
    day.map(DateGoal::Day).ok_or(DateGoalError::BeyondCalendar)
}

/// `jan 2003`, `january 2003`, `10 jan 2003`, `jan 10 2003`.
fn in_words(text: &str) -> Option<NaiveDate> {
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let month = |word: &str| {
        let found = MONTHS.iter().position(|month| word.len() >= 3 && month.to_lowercase().starts_with(word))?;
        u32::try_from(found + 1).ok()
    };
    let (day, month, year) = match words.as_slice() {
        [first, year] => (1, month(first)?, year),
        [first, second, year] => match month(second) {
            Some(month) => (first.parse().ok()?, month, year),
            None => (second.parse().ok()?, month(first)?, year),
        },
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year.parse().ok()?, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").expect("a day")
    }

    #[test]
    fn dates_can_be_written_in_many_ways() {
        let here = Some(day("2003-01-10"));
        for (text, expected) in [
            ("2003", "2003-01-01"),
            ("Jan 2003", "2003-01-01"),
            ("january 2003", "2003-01-01"),
            ("10 jan 2003", "2003-01-10"),
            ("Jan 10, 2003", "2003-01-10"),
            ("2003-01-10", "2003-01-10"),
            ("2003-01", "2003-01-01"),
            ("+6m", "2003-07-10"),
            ("-1y", "2002-01-10"),
            ("+2w", "2003-01-24"),
            ("+ 3 days", "2003-01-13"),
            ("-1", "2002-01-10"),
        ] {
            assert_eq!(parse(text, here), Ok(DateGoal::Day(day(expected))), "{text}");
        }
    }

    #[test]
    fn gaps_and_ends_have_names() {
        assert_eq!(parse("next gap", None), Ok(DateGoal::NextGap));
        assert_eq!(parse("previous gap", None), Ok(DateGoal::PreviousGap));
        assert_eq!(parse("first", None), Ok(DateGoal::First));
        assert_eq!(parse("LAST", None), Ok(DateGoal::Last));
    }

    #[test]
    fn texts_that_lead_to_no_date_are_errors() {
        for text in ["", "soon", "32 jan 2003", "+", "+6q", "jan", "+99999999999y", "é"] {
            assert_eq!(parse(text, Some(day("2003-01-10"))), Err(DateGoalError::NotADate), "{text}");
        }
        assert_eq!(parse("+6m", None), Err(DateGoalError::NoStart));
        assert_eq!(parse("+4000000000y", Some(day("2003-01-10"))), Err(DateGoalError::BeyondCalendar));
    }
}
