//! Time at its edges: leap days, the turn of a year, the ends of the calendar, intervals without an end; and the clock, on
//! which nothing depends.

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

/// Dates at the edges, in the order of time.
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

/// A chronology of these dates.
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
fn days_that_are_none_are_refused_and_leap_days_are_days() {
    for none in [
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
        assert!(EventDate::parse(none).is_err(), "{none}");
    }
    for day in ["2000-02-29", "2004-02-29", "0000-02-29", "-0004-02-29"] {
        assert!(EventDate::parse(day).is_ok(), "{day}");
    }
    let month = EventDate::parse("1900-02").unwrap();
    assert_eq!(month.latest().unwrap().to_string(), "1900-02-28");
}

#[test]
fn the_turn_of_a_year_lies_in_both_years_possibly_and_in_neither_for_certain() {
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
fn the_ends_of_the_calendar_are_loaded_ordered_asked_for_and_exported() {
    let directory = chronology(DATES);
    let loaded =
        loader::load(&Location::Directory(directory.path().to_owned())).unwrap_or_else(|report| panic!("{report}"));
    let order: Vec<&str> = loaded.chronology.events().iter().map(|event| event.date.literal()).collect();
    assert_eq!(order, DATES);
    let index = Index::new(&loaded.chronology);
    // In February 2004: the leap day, and possibly what began on it and what is known to the month.
    for (query, definite, possible) in
        [("date:2004-02-29", 1, 2), ("to:0000", 4, 0), ("from:9999", 3, 1), ("year:0000", 1, 0)]
    {
        let query = Query::parse(query, &loaded.chronology).unwrap();
        let found = index.select(&loaded.chronology, &query);
        assert_eq!((found.definite(), found.possible()), (definite, possible), "{query}");
    }
    for format in ["text", "markdown", "json", "csv", "html", "ics", "timelinejs", "biblatex", "ris", "csl-json"] {
        let first = run(directory.path(), &["export", "--format", format]);
        // The same data gives the same bytes, whatever the time.
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
fn the_ends_of_the_calendar_can_be_browsed() {
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

/// What is shown and written may not depend on the clock, which may be set to 1970 or to 2100. Time that passes is
/// measured in several places; what time it is, is asked in one, to know which files have changed since the start.
#[test]
fn what_time_it_is_is_asked_only_to_know_which_files_have_changed() {
    fn asking(path: &Path, found: &mut Vec<String>) {
        for path in fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                asking(&path, found);
            } else if fs::read_to_string(&path)
                .is_ok_and(|text| ["SystemTime::now", "Utc::", "Local::"].iter().any(|clock| text.contains(clock)))
            {
                found.push(path.file_name().unwrap().to_string_lossy().into_owned());
            }
        }
    }
    let mut found = Vec::new();
    asking(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert_eq!(found, ["opening.rs"], "src/cli/opening.rs alone may ask");
}
