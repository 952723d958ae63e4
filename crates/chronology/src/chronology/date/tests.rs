use std::cmp::Ordering;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;

fn date(literal: &str) -> EventDate {
    EventDate::parse(literal).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Every row of the format's table: what is written, the bounds, the words.
#[test]
fn dates_mean_what_the_table_of_the_format_says() {
    for (literal, earliest, latest, words) in [
        ("2003-01-10", "2003-01-10", Some("2003-01-10"), "Fri 10 January 2003"),
        ("2003-01", "2003-01-01", Some("2003-01-31"), "January 2003"),
        ("2003", "2003-01-01", Some("2003-12-31"), "2003"),
        ("2003-01-09/2003-01-12", "2003-01-09", Some("2003-01-12"), "9–12 January 2003"),
        ("[2003-01-09..2003-01-12]", "2003-01-09", Some("2003-01-12"), "between 9 and 12 January 2003"),
        ("2003-01-10?", "2003-01-10", Some("2003-01-10"), "10 January 2003 (uncertain)"),
        ("2003-01-10~", "2003-01-10", Some("2003-01-10"), "10 January 2003 (approximate)"),
        ("2003-01-10%", "2003-01-10", Some("2003-01-10"), "10 January 2003 (uncertain and approximate)"),
        ("2003-01-09/..", "2003-01-09", None, "from 9 January 2003"),
        ("2003-01-09/", "2003-01-09", None, "from 9 January 2003, end unknown"),
    ] {
        let date = date(literal);
        assert_eq!(date.earliest(), day(earliest), "{literal}");
        assert_eq!(date.latest(), latest.map(day), "{literal}");
        assert_eq!(date.words(), words, "{literal}");
        assert_eq!(date.literal(), literal);
    }
}

#[test]
fn further_dates_are_put_into_words() {
    for (literal, words) in [
        ("2004-02", "February 2004"),
        ("2003-01-30/2003-02-02", "30 January – 2 February 2003"),
        ("2002-12-30/2003-01-02", "30 December 2002 – 2 January 2003"),
        ("2003-01/2003-03", "January–March 2003"),
        ("2002-11/2003-03", "November 2002 – March 2003"),
        ("2002/2004", "2002 – 2004"),
        ("2003-01-09/2003-03", "9 January – March 2003"),
        ("2003-01/..", "from January 2003"),
        ("[2003-01-30..2003-02-02]", "between 30 January and 2 February 2003"),
        ("[2003-01-09,2003-01-12]", "one of 9 January 2003, 12 January 2003"),
        ("2003-22", "Summer 2003"),
        ("200X", "between 2000 and 2009"),
        ("2003-XX", "2003"),
        ("2003-01-XX", "January 2003"),
    ] {
        match EventDate::parse(literal) {
            Ok(date) => assert_eq!(date.words(), words, "{literal}"),
            Err(error) => panic!("{literal}: {error}"),
        }
    }
}

#[test]
fn rows_line_up_on_the_day() {
    for (literal, row) in [
        ("2003-01-10", "10 Jan"),
        ("2003-01-05", " 5 Jan"),
        ("2003-11-13/2003-11-14", "13–14 Nov"),
        ("2003-06-02/2003-06-03", " 2–3 Jun"),
        ("2003-11", "   Nov"),
        ("2003", "   year"),
        ("2003-09-30/2003-10-02", "30 Sep–"),
        ("2003-09-30/..", "30 Sep–"),
        ("[2003-01-19..2003-01-22]", "19/22 Jan"),
        ("[2003-01-30..2003-02-02]", "30 Jan/"),
        ("2003-01-10?", "10 Jan?"),
        ("2003-01~", "   Jan~"),
    ] {
        assert_eq!(date(literal).row_words(), row, "{literal}");
    }
}

#[test]
fn uncertain_and_approximate_dates_are_recognised() {
    for (literal, qualified, uncertain) in [
        ("2003-01-10", false, false),
        ("2003-01-09/2003-01-12", false, false),
        ("2003-01", false, true),
        ("2003", false, true),
        ("2003-01-10?", true, true),
        ("2003-01-10~/2003-01-12", true, true),
        ("[2003-01-09..2003-01-12]", false, true),
        ("2003-01-09/..", false, true),
    ] {
        assert_eq!(date(literal).is_qualified(), qualified, "{literal}");
        assert_eq!(date(literal).is_uncertain(), uncertain, "{literal}");
    }
}

#[test]
fn a_text_that_is_no_date_is_an_error_that_says_why() {
    let error = |literal: &str| EventDate::parse(literal).unwrap_err();
    for wrong in ["", "10 January 2003", "2003-13", "2003-02-30", "2003-1-10", "2003/01/10", "yesterday"] {
        assert!(matches!(error(wrong), DateError::Syntax { .. }), "{wrong}: {:?}", error(wrong));
    }
    for (wrong, message) in [
        ("last week", "not a date: write 2003-01-10"),
        ("2003-13", "not a date: there is no such month"),
        ("2003-02-30", "not a date: there is no such day"),
    ] {
        assert_eq!(error(wrong).to_string(), message, "{wrong}");
    }
    assert_eq!(error("2003-01-12/2003-01-09"), DateError::Reversed);
    assert_eq!(error("[2003-01-12..2003-01-09]"), DateError::Reversed);
    for (outside, what) in [
        ("2003-01-10T12:06:00", "a time of day is not supported"),
        ("../2003-01-10", "an open or unknown beginning is not supported"),
        ("/2003-01-10", "an open or unknown beginning is not supported"),
        ("{2003-01-09,2003-01-12}", "a set of several dates, {…}, is not supported"),
        ("[..2003-01-12]", "an open end in a set is not supported"),
        ("2003-?01-10", "a date of EDTF level 2 is not supported"),
    ] {
        assert_eq!(error(outside).to_string(), what, "{outside}");
    }
    assert_eq!(error("Y300000"), DateError::BeyondCalendar);
}

#[test]
fn a_date_is_in_a_window_or_possibly_or_not() {
    let january = TimeWindow { from: Some(day("2003-01-01")), to: Some(day("2003-01-31")) };
    for (literal, certainty) in [
        ("2003-01-10", Certainty::Yes),
        ("2003-01", Certainty::Yes),
        ("2003", Certainty::Possibly),
        ("2002-12-30/2003-01-02", Certainty::Possibly),
        ("[2003-01-30..2003-02-02]", Certainty::Possibly),
        ("2003-01-09/..", Certainty::Possibly),
        ("2003-02-01", Certainty::No),
        ("2002-12-31", Certainty::No),
        ("2003-02/..", Certainty::No),
    ] {
        assert_eq!(january.holds(&date(literal)), certainty, "{literal}");
    }
    let since = TimeWindow { from: Some(day("2003-01-01")), to: None };
    assert_eq!(since.holds(&date("2003-01-09/..")), Certainty::Yes);
    assert_eq!(TimeWindow::default().holds(&date("2003")), Certainty::Yes);
}

#[test]
fn leap_days_and_the_ends_of_months_are_right() {
    assert_eq!(date("2004-02").latest(), Some(day("2004-02-29")));
    assert_eq!(date("2003-02").latest(), Some(day("2003-02-28")));
    assert_eq!(EventDate::day(day("2004-02-29")), date("2004-02-29"));
}

/// A day between 1900 and 2100.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_i64..73_000).prop_map(|days| day("1900-01-01") + chrono::TimeDelta::days(days))
}

/// Literals of the profile, of every shape.
fn any_literal() -> impl Strategy<Value = String> {
    let component = prop_oneof![
        any_day().prop_map(|day| day.format("%Y-%m-%d").to_string()),
        any_day().prop_map(|day| day.format("%Y-%m").to_string()),
        any_day().prop_map(|day| day.format("%Y").to_string()),
    ];
    let marked =
        (component.clone(), prop::sample::select(vec!["", "?", "~", "%"])).prop_map(|(date, mark)| date + mark);
    prop_oneof![
        marked.clone(),
        (marked.clone(), marked.clone()).prop_map(|(from, to)| format!("{from}/{to}")),
        marked.clone().prop_map(|from| format!("{from}/..")),
        marked.prop_map(|from| format!("{from}/")),
        (any_day(), any_day()).prop_map(|(from, to)| format!("[{from}..{to}]")),
        prop::collection::vec(component, 1..4).prop_map(|dates| format!("[{}]", dates.join(","))),
    ]
}

proptest! {
    #[test]
    fn parsing_keeps_the_literal_and_orders_the_bounds(literal in any_literal()) {
        match EventDate::parse(&literal) {
            Ok(date) => {
                prop_assert_eq!(date.literal(), &literal);
                prop_assert_eq!(date.to_string(), literal);
                prop_assert!(date.latest().is_none_or(|latest| latest >= date.earliest()));
                prop_assert!(!date.words().is_empty() && !date.row_words().is_empty());
            },
            Err(error) => prop_assert_eq!(error, DateError::Reversed, "{}", literal),
        }
    }

    #[test]
    fn any_text_is_parsed_or_an_error(text in any::<String>()) {
        if let Ok(date) = EventDate::parse(&text) {
            prop_assert_eq!(date.literal(), text);
        }
    }

    #[test]
    fn the_sequence_is_a_total_order_that_agrees_with_the_bounds(
        literals in prop::collection::vec(any_literal(), 3),
    ) {
        let dates: Vec<EventDate> = literals.iter().filter_map(|literal| EventDate::parse(literal).ok()).collect();
        for a in &dates {
            prop_assert_eq!(a.sequence(a), Ordering::Equal);
            for b in &dates {
                prop_assert_eq!(a.sequence(b), b.sequence(a).reverse());
                if a.earliest() < b.earliest() {
                    prop_assert_eq!(a.sequence(b), Ordering::Less);
                }
                for c in &dates {
                    if a.sequence(b).is_le() && b.sequence(c).is_le() {
                        prop_assert!(a.sequence(c).is_le());
                    }
                }
            }
        }
    }

    #[test]
    fn a_wider_window_is_never_less_certain(literal in any_literal(), from in any_day(), days in 0_i64..2000, more in 0_i64..2000) {
        let Ok(date) = EventDate::parse(&literal) else { return Ok(()) };
        let to = from + chrono::TimeDelta::days(days);
        let narrow = TimeWindow { from: Some(from), to: Some(to) };
        let wide = TimeWindow { from: Some(from - chrono::TimeDelta::days(more)), to: Some(to + chrono::TimeDelta::days(more)) };
        prop_assert!(wide.holds(&date) >= narrow.holds(&date));
    }
}

#[test]
fn ends_have_the_precision_of_the_date() {
    let part = |year, month, day| PartialDate { year, month, day };
    let day = |month, day| part(2003, Some(month), Some(day));
    for (literal, start, end) in [
        ("2003-01-10", day(1, 10), None),
        ("2003-01-10?", day(1, 10), None),
        ("2003-01", part(2003, Some(1), None), None),
        ("2003-01-XX", part(2003, Some(1), None), None),
        ("2003", part(2003, None, None), None),
        ("2003-XX", part(2003, None, None), None),
        ("2003-22", part(2003, None, None), None),
        ("200X", part(2000, None, None), Some(part(2009, None, None))),
        ("2003-01-09/2003-01-12", day(1, 9), Some(day(1, 12))),
        ("2003-01-09/2003-03", day(1, 9), Some(part(2003, Some(3), None))),
        ("2003-01-09/..", day(1, 9), None),
        ("2003-01-09/", day(1, 9), None),
        ("[2003-01-09..2003-01-12]", day(1, 9), Some(day(1, 12))),
        ("[2003-01,2003-03-04]", part(2003, Some(1), None), Some(part(2003, Some(3), None))),
    ] {
        assert_eq!(EventDate::parse(literal).unwrap().ends(), (start, end), "{literal}");
    }
}

#[test]
fn a_partial_date_is_written_as_far_as_it_is_known() {
    for (literal, written) in [("2003-01-10", "2003-01-10"), ("2003-01", "2003-01"), ("2003-22", "2003")] {
        assert_eq!(EventDate::parse(literal).unwrap().ends().0.iso().as_deref(), Some(written));
    }
}
