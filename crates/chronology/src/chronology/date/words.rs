//! Dates in English: a long form, and a short one for rows.

use chrono::{Datelike, NaiveDate, Weekday};
use edtf_core::{Date, Edtf, IntervalEndpoint, Precision, Set, SetElement};

use super::event_date::{EventDate, Shape, calendar_day};

/// The English names of the months, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl EventDate {
    /// The date in words, with the weekday where the day is known: `Fri 10 January 2003`, `9–12 January 2003`,
    /// `between 9 and 12 January 2003`, `January 2003 (approximate)`.
    #[must_use]
    pub fn words(&self) -> String {
        match self.edtf() {
            Some(edtf) => long(&edtf, self, true),
            None => self.literal().to_owned(),
        }
    }

    /// The date in words without a weekday: `10 January 2003`.
    #[must_use]
    pub fn words_for_citation(&self) -> String {
        match self.edtf() {
            Some(edtf) => long(&edtf, self, false),
            None => self.literal().to_owned(),
        }
    }

    /// The date without its year, short enough for a row: `10 Jan`, `13–14 Nov`, `   Nov`, `30 Sep–`, `19/22 Jan`, followed by
    /// the EDTF mark `?`, `~` or `%`. The day is right-aligned in two columns, so that rows line up.
    #[must_use]
    pub fn row_words(&self) -> String {
        match self.edtf() {
            Some(edtf) => short(&edtf, self),
            None => self.literal().to_owned(),
        }
    }
}

/// The long form, with the weekday of an exact day.
fn long(edtf: &Edtf, date: &EventDate, with_weekday: bool) -> String {
    let plain = match edtf {
        Edtf::Date(single) => single_date(single, date, with_weekday),
        Edtf::Interval(interval) => interval_words(interval.start, interval.end, date),
        Edtf::Set(set) => set_words(set, date),
        Edtf::DateTime(_) => date.literal().to_owned(),
    };
    match (edtf.is_uncertain(), edtf.is_approximate()) {
        (false, false) => plain,
        (true, false) => format!("{plain} (uncertain)"),
        (false, true) => format!("{plain} (approximate)"),
        (true, true) => format!("{plain} (uncertain and approximate)"),
    }
}

/// The short form of [`EventDate::row_words`].
fn short(edtf: &Edtf, date: &EventDate) -> String {
    let (first, last) = (date.earliest(), date.latest());
    let mark = match (edtf.is_uncertain(), edtf.is_approximate()) {
        (false, false) => "",
        (true, false) => "?",
        (false, true) => "~",
        (true, true) => "%",
    };
    let same_month = last.is_some_and(|last| (last.year(), last.month()) == (first.year(), first.month()));
    let whole_month = same_month && first.day() == 1 && last.is_some_and(is_last_of_month);
    let day = first.day();
    let month = abbreviated(first);
    let plain = match (date.shape(), last) {
        (Shape::Day, _) => format!("{day:>2} {month}"),
        (Shape::Span, Some(last)) if same_month => format!("{day:>2}–{} {month}", last.day()),
        (Shape::Span, _) => format!("{day:>2} {month}–"),
        (Shape::Some, Some(_)) if whole_month => format!("   {month}"),
        (Shape::Some, Some(last)) if same_month => format!("{day:>2}/{} {month}", last.day()),
        (Shape::Some, Some(last)) if last.year() == first.year() && (day, first.month()) != (1, 1) => {
            format!("{day:>2} {month}/")
        },
        (Shape::Some, _) => "   year".to_owned(),
    };
    format!("{plain}{mark}")
}

fn single_date(single: &Date, date: &EventDate, with_weekday: bool) -> String {
    let first = date.earliest();
    match (single.precision(), single.has_unspecified()) {
        (Precision::Day, false) if !with_weekday || single.is_uncertain() || single.is_approximate() => {
            day_month_year(first)
        },
        (Precision::Day, false) => format!("{} {}", weekday(first), day_month_year(first)),
        (Precision::Month, false) => month_year(first),
        (Precision::Year, false) => year(first),
        (Precision::Season, _) => format!("{} {}", season(single), year(first)),
        (_, true) => date.latest().map_or_else(|| date.literal().to_owned(), |last| unspecified(first, last)),
    }
}

/// A date with unspecified digits, by the time that it leaves open.
fn unspecified(first: NaiveDate, last: NaiveDate) -> String {
    let years = (first.year(), last.year());
    match years {
        (a, b) if a != b => format!("between {} and {}", year(first), year(last)),
        _ if first.month() != last.month() => year(first),
        _ => month_year(first),
    }
}

fn interval_words(start: IntervalEndpoint, end: IntervalEndpoint, date: &EventDate) -> String {
    let IntervalEndpoint::Date(from) = start else { return date.literal().to_owned() };
    match (end, date.latest()) {
        (IntervalEndpoint::Date(to), Some(last)) => {
            range(date.earliest(), from.precision(), last, to.precision(), "–", " – ")
        },
        (IntervalEndpoint::Unknown, _) => {
            format!("from {}, end unknown", with_precision(date.earliest(), from.precision()))
        },
        _ => format!("from {}", with_precision(date.earliest(), from.precision())),
    }
}

fn set_words(set: &Set, date: &EventDate) -> String {
    if let [SetElement::Range(from, to)] = set.elements.as_slice()
        && let Some(last) = date.latest()
    {
        let words = range(date.earliest(), from.precision(), last, to.precision(), " and ", " and ");
        return format!("between {words}");
    }
    let element = |element: &SetElement| match element {
        SetElement::Date(day) => component_words(day),
        SetElement::Range(from, to) => format!("{} to {}", component_words(from), component_words(to)),
        SetElement::OnOrBefore(_) | SetElement::OnOrAfter(_) => String::new(),
    };
    format!("one of {}", set.elements.iter().map(element).collect::<Vec<_>>().join(", "))
}

/// A member of a set, which has its own bounds.
fn component_words(member: &Date) -> String {
    let edtf = Edtf::Date(*member);
    let day = calendar_day(edtf.bounds().earliest).ok().flatten();
    day.map_or_else(|| edtf.to_string(), |day| with_precision(day, member.precision()))
}

/// A range of two dates, without repeating a common month or year.
fn range(a: NaiveDate, a_is: Precision, b: NaiveDate, b_is: Precision, near: &str, far: &str) -> String {
    let days = a_is == Precision::Day && b_is == Precision::Day;
    if days && (a.year(), a.month()) == (b.year(), b.month()) {
        return format!("{}{near}{}", a.day(), day_month_year(b));
    }
    if a.year() == b.year() && a_is == Precision::Day {
        return format!("{} {}{far}{}", a.day(), month(a), with_precision(b, b_is));
    }
    if a.year() == b.year() && a_is == Precision::Month && b_is == Precision::Month {
        return format!("{}{near}{}", month(a), month_year(b));
    }
    format!("{}{far}{}", with_precision(a, a_is), with_precision(b, b_is))
}

fn with_precision(day: NaiveDate, precision: Precision) -> String {
    match precision {
        Precision::Day => day_month_year(day),
        Precision::Month | Precision::Season => month_year(day),
        Precision::Year => year(day),
    }
}

/// The English abbreviation of a weekday, in any locale.
#[must_use]
pub fn weekday(day: NaiveDate) -> &'static str {
    match day.weekday() {
        Weekday::Mon => "Mon",
        Weekday::Tue => "Tue",
        Weekday::Wed => "Wed",
        Weekday::Thu => "Thu",
        Weekday::Fri => "Fri",
        Weekday::Sat => "Sat",
        Weekday::Sun => "Sun",
    }
}

fn day_month_year(day: NaiveDate) -> String {
    format!("{} {}", day.day(), month_year(day))
}

fn month_year(day: NaiveDate) -> String {
    format!("{} {}", month(day), year(day))
}

fn year(day: NaiveDate) -> String {
    day.year().to_string()
}

fn month(day: NaiveDate) -> &'static str {
    MONTHS[day.month0() as usize]
}

fn abbreviated(day: NaiveDate) -> &'static str {
    &month(day)[..3]
}

/// The profile has only the season codes of EDTF level 1, 21 to 24.
fn season(single: &Date) -> &'static str {
    match single.month.and_then(|month| month.value()) {
        Some(21) => "Spring",
        Some(22) => "Summer",
        Some(23) => "Autumn",
        _ => "Winter",
    }
}

fn is_last_of_month(day: NaiveDate) -> bool {
    day.succ_opt().is_none_or(|next| next.month() != day.month())
}
