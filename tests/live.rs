//! A chronology whose files are edited while the browser shows it, in a real pseudo-terminal.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use support::pty::{Opening, browser_on};

/// The chronology that `summits-tui new` writes, in a directory of its own.
fn chronology() -> (TempDir, PathBuf) {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("mine");
    let program = Command::new(env!("CARGO_BIN_EXE_summits-tui")).arg("new").arg(&path).output().unwrap();
    assert!(program.status.success());
    (directory, path)
}

fn open(path: &Path) -> Opening {
    browser_on(path.to_str().unwrap())
}

/// Writes a file as many editors do: writes a new one and renames it over the old one.
fn swap(path: &Path, change: impl FnOnce(&str) -> String) {
    let text = change(&fs::read_to_string(path).unwrap());
    let new = path.with_extension("new");
    fs::write(&new, text).unwrap();
    fs::rename(new, path).unwrap();
}

#[test]
fn a_saved_file_is_shown_at_once_and_an_error_is_shown_until_it_is_fixed() {
    let (_directory, path) = chronology();
    let events = path.join("events/all.toml");
    let sound = fs::read_to_string(&events).unwrap();
    let mut session = open(&path).open();
    session.wait_for("1/2").press("G").wait_for("Fri 10 January 2003");

    // The selected event moves, and stays selected.
    swap(&events, |text| {
        text.replace("adopt the Japan", "sign the Japan").replace("\"2003-01-10\"\ntitle", "\"2002-02-01\"\ntitle")
    });
    session.wait_for("Koizumi and Putin sign the Japan–Russia").wait_for("Fri 1 February 2002").wait_for("reloaded");

    fs::write(&events, sound.replace("kind = \"summit\"", "kind = \"sumit\"")).unwrap();
    session.wait_for("events/all.toml:").wait_for("did you mean `summit`?");
    session.press("esc").wait_until_gone("did you mean").wait_for("Fri 1 February 2002");

    swap(&events, |text| text.replace("\"sumit\"", "\"sumits\""));
    session.wait_for("`sumits`");
    swap(&events, |_| sound.clone());
    session.wait_until_gone("`sumits`").wait_for("Fri 10 January 2003").press("q").wait_for_end();
}

#[test]
fn a_saved_file_of_a_merged_chronology_is_shown_too() {
    let (directory, path) = chronology();
    let session = open(&path).args(["--data", "built-in", "origin:mine"]);
    let mut session = session.env("XDG_STATE_HOME", directory.path().to_str().unwrap()).open();
    session.wait_for("1/2").press("G").wait_for("Fri 10 January 2003").press("m").wait_for("marked");
    swap(&path.join("events/all.toml"), |text| text.replace("adopt the Japan", "sign the Japan"));
    session.wait_for("Koizumi and Putin sign the Japan–Russia").wait_for("2/2").wait_for("• ");
    session.press("q").wait_for_end();
    // The mark is still there when the chronology is opened by itself.
    let session = open(&path).args(["is:marked"]);
    let mut session = session.env("XDG_STATE_HOME", directory.path().to_str().unwrap()).open();
    session.wait_for("Koizumi and Putin sign the Japan–Russia").wait_for("1/1").press("q").wait_for_end();
}

#[test]
fn a_new_file_in_a_new_folder_is_loaded_too() {
    let (_directory, path) = chronology();
    let (events, kept) = (path.join("events"), path.join("kept"));
    fs::rename(&events, &kept).unwrap();
    let mut session = open(&path).open();
    session.wait_for("Japan and Russia, 2002–2003");
    fs::create_dir(&events).unwrap();
    fs::copy(kept.join("all.toml"), events.join("mine.toml")).unwrap();
    session.wait_for("Koizumi and Putin adopt");
    swap(&events.join("mine.toml"), |text| text.replace("adopt the Japan", "sign the Japan"));
    session.wait_for("Koizumi and Putin sign").press("q").wait_for_end();
}

#[test]
fn the_editor_opens_at_the_line_of_the_event() {
    let (directory, path) = chronology();
    // `vi` takes a line number. This one records it, and changes the file.
    let editor = directory.path().join("vi");
    let script = "#!/bin/sh\necho \"$1\" > \"$LINE\"\nsed -i 's/adopt the Japan/sign the Japan/' \"$2\"\n";
    fs::write(&editor, script).unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let recorded = directory.path().join("line");
    let opening = open(&path).env("EDITOR", editor.to_str().unwrap()).env("LINE", recorded.to_str().unwrap());
    let mut session = opening.open();
    session.wait_for("1/2").press("G").wait_for("Fri 10 January 2003").press("E").wait_for("Koizumi and Putin sign");
    let events = fs::read_to_string(path.join("events/all.toml")).unwrap();
    let line = events.lines().position(|line| line.contains("2003-01-10-koizumi-putin-moscow")).unwrap();
    assert_eq!(fs::read_to_string(recorded).unwrap(), format!("+{line}\n"));
    session.press("q").wait_for_end();
}

#[test]
fn the_editor_opens_at_the_line_of_an_error() {
    let (directory, path) = chronology();
    let editor = directory.path().join("vi");
    fs::write(&editor, "#!/bin/sh\necho \"$1\" > \"$LINE\"\nsed -i 's/sumits/summit/' \"$2\"\n").unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let recorded = directory.path().join("line");
    let opening = open(&path).env("EDITOR", editor.to_str().unwrap()).env("LINE", recorded.to_str().unwrap());
    let mut session = opening.open();
    session.wait_for("1/2");
    let events = path.join("events/all.toml");
    swap(&events, |text| text.replace("\"summit\"", "\"sumits\""));
    session.wait_for("did you mean `summit`?").press("E").wait_until_gone("did you mean").wait_for("reloaded");
    let text = fs::read_to_string(&events).unwrap();
    let line = text.lines().position(|line| line.contains("\"summit\"")).unwrap() + 1;
    assert_eq!(fs::read_to_string(recorded).unwrap(), format!("+{line}\n"));
    session.press("q").wait_for_end();
}

#[test]
fn a_directory_that_disappears_is_reported_and_reloaded_when_it_is_back() {
    let (directory, path) = chronology();
    let elsewhere = directory.path().join("elsewhere");
    let mut session = open(&path).open();
    session.wait_for("1/2").press("G").wait_for("Fri 10 January 2003");
    fs::rename(&path, &elsewhere).unwrap();
    session.wait_for("cannot read the directory").press("esc").wait_for("Fri 10 January 2003");
    fs::rename(&elsewhere, &path).unwrap();
    session.wait_for("reloaded").wait_for("Fri 10 January 2003");
    // It is watched again.
    swap(&path.join("events/all.toml"), |text| text.replace("adopt the Japan", "sign the Japan"));
    session.wait_for("Koizumi and Putin sign").press("q").wait_for_end();
}

#[test]
fn a_warning_after_a_change_is_announced() {
    let (_directory, path) = chronology();
    let mut session = open(&path).open();
    session.wait_for("1/2");
    fs::write(path.join("event.toml"), "").unwrap();
    session.wait_for("1 warning in 1 file").press("q").wait_for_end();
}
