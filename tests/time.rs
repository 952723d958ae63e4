//! Edge cases of dates: leap days, the turn of a year, the limits of the calendar, open intervals; and that nothing
//! depends on the clock.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use summits_chronology::chronology::{Certainty, EventDate, TimeWindow};
use summits_chronology::loader::{self, Location};
use summits_tui::query::{Index, Query};
use tempfile::TempDir;

use support::pty::browser_on;

/// Edge cases, in chronological order.
const DATES: &[&str] = &[
    "Y-262143",
    "-9999-12-31",
    "-0001-12-31",
    "0000-02-29",
    "0001-01-01",
    "1582-10-10",
    "1900-02-28",
    "1969-12-31/1970-01-01",
    "1970-01-01",
    "1999-12-31",
    "2000-01-01",
    "2000-02-29",
    "2000-12-31/2001-01-01",
    "2004-02",
    "2004-02-29/..",
    "2004-02-29",
    "2038-01-19",
    "2100-02-28",
    "9999-12-31",
    "Y10000",
    "Y262142",
];

/// A chronology with one event for each date.
fn chronology(dates: &[&str]) -> TempDir {
    let directory = TempDir::new().unwrap();
    let write = |name: &str, text: String| fs::write(directory.path().join(name), text).unwrap();
    write(
        "chronology.toml",
        "title = \"Edges\"\nspan = \"Y-262143/..\"\n[[country]]\ncode = \"JP\"\nname = \"Japan\"\n[[kind]]\nid = \"call\"\nname = \"Call\"\n"
            .to_owned(),
    );
    write(
        "publishers.toml",
        "[[publisher]]\nid = \"p\"\nname = \"P\"\nclass = \"news\"\nlicence = \"CC-BY-4.0\"\n".to_owned(),
    );
    fs::create_dir(directory.path().join("documents")).unwrap();
    fs::create_dir(directory.path().join("events")).unwrap();
    write(
        "documents/all.toml",
        "[[document]]\nid = \"d\"\npublisher = \"p\"\ntitle = \"D\"\nurl = \"http://d.example/\"\npublished = \"2004-02-29\"\n"
            .to_owned(),
    );
    let event = |(number, date): (usize, &&str)| {
        format!(
            "[[event]]\nid = \"event-{number}\"\ndate = \"{date}\"\ntitle = \"Number {number}\"\nkind = \"call\"\nparties = [\"JP\"]\n\
             [[event.source]]\ndocument = \"d\"\n\n"
        )
    };
    write("events/all.toml", dates.iter().enumerate().map(event).collect());
    directory
}

fn run(data: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_summits-tui"));
    command.env("HOME", "/nonexistent").env_remove("XDG_CONFIG_HOME").env_remove("XDG_STATE_HOME");
    let output = command.arg("--data").arg(data).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn impossible_days_are_rejected_and_leap_days_accepted() {
    for impossible in [
        "1900-02-29",
        "2001-02-29",
        "2100-02-29",
        "2004-02-30",
        "2003-04-31",
        "2003-00-10",
        "2003-13-01",
        "2003-01-00",
        "Y262144",
        "Y-262145",
        "Y99999999999999999999",
        "2004-02-29/2004-02-28",
    ] {
        assert!(EventDate::parse(impossible).is_err(), "{impossible}");
    }
    for day in ["2000-02-29", "2004-02-29", "0000-02-29", "-0004-02-29"] {
        assert!(EventDate::parse(day).is_ok(), "{day}");
    }
    let month = EventDate::parse("1900-02").unwrap();
    assert_eq!(month.latest().unwrap().to_string(), "1900-02-28");
}

#[test]
fn an_interval_over_the_turn_of_a_year_is_a_possible_match_for_either_year() {
    let turn = EventDate::parse("2000-12-31/2001-01-01").unwrap();
    let window = |from: &str, to: &str| {
        let day = |text: &str| Some(EventDate::parse(text).unwrap().earliest());
        TimeWindow { from: day(from), to: day(to) }
    };
    assert_eq!(window("2000-01-01", "2000-12-31").holds(&turn), Certainty::Possibly);
    assert_eq!(window("2001-01-01", "2001-12-31").holds(&turn), Certainty::Possibly);
    assert_eq!(window("2000-01-01", "2001-12-31").holds(&turn), Certainty::Yes);
    let open = EventDate::parse("2004-02-29/..").unwrap();
    assert_eq!(window("2004-01-01", "9999-12-31").holds(&open), Certainty::Possibly);
    assert_eq!(TimeWindow { from: Some(open.earliest()), to: None }.holds(&open), Certainty::Yes);
}

#[test]
fn the_limits_of_the_calendar_can_be_loaded_sorted_queried_and_exported() {
    let directory = chronology(DATES);
    let loaded =
        loader::load(&Location::Directory(directory.path().to_owned())).unwrap_or_else(|report| panic!("{report}"));
    let order: Vec<&str> = loaded.chronology.events().iter().map(|event| event.date.literal()).collect();
    assert_eq!(order, DATES);
    let index = Index::new(&loaded.chronology);
    // The leap day is a match; the interval that begins on it and the event known to the month are possible ones.
    for (query, definite, possible) in
        [("date:2004-02-29", 1, 2), ("to:0000", 4, 0), ("from:9999", 3, 1), ("year:0000", 1, 0)]
    {
        let query = Query::parse(query, &loaded.chronology).unwrap();
        let found = index.select(&loaded.chronology, &query);
        assert_eq!((found.definite(), found.possible()), (definite, possible), "{query}");
    }
    for format in ["text", "markdown", "json", "csv", "html", "ics", "timelinejs", "biblatex", "ris", "csl-json"] {
        let first = run(directory.path(), &["export", "--format", format]);
        // The same data gives the same bytes at any time.
        assert_eq!(first, run(directory.path(), &["export", "--format", format]), "{format}");
    }
    for by in ["year", "month"] {
        assert!(run(directory.path(), &["count", "--by", by]).contains("2004"));
    }
    let again = TempDir::new().unwrap();
    let copy = again.path().join("copy");
    run(directory.path(), &["export", "--format", "toml", "-o", copy.to_str().unwrap()]);
    assert_eq!(run(&copy, &["list"]), run(directory.path(), &["list"]));
}

#[test]
fn the_limits_of_the_calendar_can_be_browsed() {
    let directory = chronology(DATES);
    let mut session = browser_on(directory.path().to_str().unwrap()).open();
    session.wait_for("1/21");
    let keys = "+ + + + + + + + - - - - - - - - - - - - } } } } } } } { { { ) ) ) ( ( ] ] [ G + + + + ( { [";
    for key in keys.split_whitespace() {
        session.press(key);
    }
    session.press("g").wait_for("1/21").press("G").wait_for("21/21");
    for typed in ["2004-02-29", "+1y", "-262143", "first", "last"] {
        session.press("t").type_(typed).wait_for(&format!("go to {typed}")).press("enter").wait_until_gone("go to");
    }
    for typed in ["+999999y", "-999999999m", "y170000002", "99999999999999999999"] {
        session.press("t").type_(typed).wait_for(&format!("go to {typed}")).press("enter");
        session.wait_for(&format!("go to {typed}")).press("ctrl-c").wait_until_gone("go to");
    }
    session.click(20, 1).click(100, 1).click(119, 1).press("x").wait_for("21 events").press("ctrl-c");
    assert!(session.wait_for_end().success());
    session.assert_modes_off();
}

/// Nothing shown or written may depend on the clock, which may be set to 1970 or to 2100. Several modules measure
/// durations; only one asks what time it is, to know which files have changed since the start.
#[test]
fn only_the_check_for_changed_files_reads_the_clock() {
    fn reading_the_clock(path: &Path, found: &mut Vec<String>) {
        for path in fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                reading_the_clock(&path, found);
            } else if fs::read_to_string(&path)
                .is_ok_and(|text| ["SystemTime::now", "Utc::", "Local::"].iter().any(|clock| text.contains(clock)))
            {
                found.push(path.file_name().unwrap().to_string_lossy().into_owned());
            }
        }
    }
    let mut found = Vec::new();
    reading_the_clock(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert_eq!(found, ["opening.rs"], "only src/cli/opening.rs may read the clock");
}
