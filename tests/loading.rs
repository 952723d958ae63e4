//! A chronology that takes a while to load, in a real pseudo-terminal.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod support;

use std::{fmt::Write as _, fs};

use tempfile::TempDir;

use support::pty::{Session, browser_on};

/// Enough rows for the progress screen to appear.
const ROWS: usize = 40_000;

/// A chronology of [`ROWS`] events, and the browser opening it.
fn open_large() -> (TempDir, Session) {
    let directory = TempDir::new().unwrap();
    fs::write(
        directory.path().join("chronology.toml"),
        "title = \"Large\"\nspan = \"1900/1999\"\n\n[[country]]\ncode = \"FR\"\nname = \"France\"\n\n[[kind]]\nid = \"visit\"\nname = \"Visit\"\n",
    )
    .unwrap();
    let mut rows = "id,date,title,kind,parties\n".to_owned();
    for row in 0..ROWS {
        writeln!(rows, "visit-{row},{},Visit number {row},visit,FR", 1900 + row % 100).unwrap();
    }
    fs::create_dir(directory.path().join("events")).unwrap();
    fs::write(directory.path().join("events/visits.csv"), rows).unwrap();
    let session = browser_on(directory.path().to_str().unwrap()).open();
    (directory, session)
}

#[test]
fn the_progress_screen_names_the_chronology_and_the_browser_follows() {
    let (_directory, mut session) = open_large();
    session.wait_for("Reading the chronology in").wait_for("q leaves").wait_for("40000 events").press("j");
    session.press("q").wait_for_end();
    session.assert_modes_off();
}

#[test]
fn keys_typed_while_loading_are_not_lost() {
    let (_directory, mut session) = open_large();
    session.wait_for("Reading the chronology in").press("G").wait_for("40000/40000");
}

#[test]
fn q_quits_while_loading() {
    let (_directory, mut session) = open_large();
    session.wait_for("Reading the chronology in").press("q");
    assert!(session.wait_for_end().success());
    session.assert_modes_off();
}

#[test]
fn errors_found_while_loading_are_printed_after_the_terminal_is_restored() {
    let (directory, mut session) = open_large();
    session.wait_for("Reading the chronology in").press("q").wait_for_end();
    let path = directory.path().join("events/visits.csv");
    let rows = fs::read_to_string(&path).unwrap().replace("number 39999,visit", "number 39999,vist");
    fs::write(&path, rows).unwrap();
    let mut session = browser_on(directory.path().to_str().unwrap()).open();
    session.wait_for("Reading the chronology in").wait_for("did you mean `visit`");
    assert_eq!(session.wait_for_end().exit_code(), 2);
    session.assert_modes_off();
}
