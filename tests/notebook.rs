//! Marks and notes from one session to the next, in a real pseudo-terminal.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod support;

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

use support::{
    chronology,
    pty::{Opening, Session, browser},
};

const SUMMIT: &str = "2003-01-10-koizumi-putin-moscow";

/// A home for the notebook, and an editor that a test writes.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn state(&self) -> String {
        self.0.path().join("state").display().to_string()
    }

    fn notebook(&self) -> PathBuf {
        self.0.path().join("state/summits-tui").join(chronology::notebook())
    }

    /// An editor: a shell script that gets the file as `$1`.
    fn editor(&self, script: &str) -> String {
        let path = self.0.path().join("an editor");
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        // Quoted, because its name contains a blank.
        format!("'{}'", path.display())
    }

    fn opening(&self) -> Opening {
        browser().env("XDG_STATE_HOME", &self.state())
    }

    fn open_on_the_summit(&self, opening: Opening) -> Session {
        let mut session = opening.open();
        session.wait_for(&format!("{} events", events())).press("t").type_("2003-01-10").press("enter j");
        session.wait_until("the summit in list and detail", |screen| {
            screen.contents().matches("Koizumi and Putin adopt the").count() == 2
        });
        session
    }

    fn list(&self, query: &str) -> String {
        let listed = Command::new(env!("CARGO_BIN_EXE_summits-tui"))
            .args(["--data", chronology::DIRECTORY, "list", query])
            .env("XDG_CONFIG_HOME", "/proc/nonexistent")
            .env("XDG_STATE_HOME", self.state())
            .output()
            .unwrap();
        String::from_utf8(listed.stdout).unwrap()
    }
}

/// How many events the chronology of the tests has.
fn events() -> usize {
    chronology::load().events().len()
}

fn wait_for_file(path: &Path, text: &str) {
    for _ in 0..600 {
        if fs::read_to_string(path).is_ok_and(|written| written.contains(text)) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("{} never held {text:?}: {:?}", path.display(), fs::read_to_string(path));
}

#[test]
fn a_mark_and_a_note_are_kept_for_the_next_start_and_the_command_line() {
    let desk = Desk::new();
    let editor = desk.editor("printf 'ask the archive\\nabout the spans\\n' > \"$1\"");
    let mut session = desk.open_on_the_summit(desk.opening().env("EDITOR", &editor));
    session.press("m").wait_for("marked").press("N").wait_for("note saved").wait_for("•+ Koizumi and Putin");
    wait_for_file(&desk.notebook(), "about the spans");
    session.press("q").wait_for_end();

    let mut again = desk.opening().args(["is:marked"]).open();
    again
        .wait_for("•+ Koizumi and Putin")
        .press("enter G")
        .wait_for("2003-01-10-koizumi")
        .press("g")
        .wait_for("Your note");
    assert!(desk.list("note:archive").contains(SUMMIT));
    assert!(!desk.list("-is:marked").contains(SUMMIT));
}

#[test]
fn an_editor_that_fails_changes_nothing_and_the_browser_continues() {
    let desk = Desk::new();
    let editor = desk.editor("printf 'half' > \"$1\"; exit 3");
    let mut session = desk.open_on_the_summit(desk.opening().env("VISUAL", &editor));
    session.press("N").wait_for("the editor ended with an error").press("G").wait_for(&format!("{0}/{0}", events()));
    assert!(!desk.notebook().exists());
}

#[test]
fn keys_typed_in_the_editor_do_not_reach_the_browser() {
    let desk = Desk::new();
    // It reads one line from the terminal, as an editor reads keys.
    let editor = desk.editor("echo READY; read line; printf '%s' \"$line\" > \"$1\"");
    let mut session = desk.open_on_the_summit(desk.opening().env("EDITOR", &editor));
    session.press("N").wait_for_output("READY").type_("qqq jjj\n").wait_for("note saved");
    session.wait_for("Fri 10 January 2003").press("q").wait_for_end();
    assert!(fs::read_to_string(desk.notebook()).unwrap().contains("qqq jjj"));
}

#[test]
fn a_damaged_notebook_is_reported_at_the_start_and_not_changed() {
    let desk = Desk::new();
    fs::create_dir_all(desk.notebook().parent().unwrap()).unwrap();
    fs::write(desk.notebook(), "[event.broken\n").unwrap();
    let mut session = desk.opening().size(160, 50).open();
    session.wait_for("is damaged").press("m").wait_for("• ");
    session.press("q").wait_for_end();
    assert_eq!(fs::read_to_string(desk.notebook()).unwrap(), "[event.broken\n");
    // Entries that could not be saved are printed at the end.
    assert!(session.screen().contains("These entries are not in it:") && session.screen().contains("marked = true"));
    assert!(!session.screen().contains("kept in memory"), "{}", session.screen());
}
