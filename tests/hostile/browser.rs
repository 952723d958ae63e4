//! Hostile text in the browser: what reaches the terminal and the clipboard.

use std::fs;
use std::path::Path;

use summits_chronology::loader::fields::{FieldSpec, TableSpec};
use tempfile::TempDir;

use crate::chronology;
use crate::corpus::{self, Hostile, bundles, corpus};
use crate::pty::{Opening, Session, browser_on};
use crate::sample::{files, quoted, write};
use crate::streams::{checked, home, program};
use crate::strict;

/// A chronology with an event for each honest text, which is in every field of the event.
fn honest_chronology() -> TempDir {
    let home = home();
    let mut events = String::new();
    for (number, Hostile { text, .. }) in corpus().iter().filter(|hostile| hostile.allowed).enumerate() {
        let (day, value) = (1 + number % 28, quoted(text));
        events.push_str(&format!(
            "[[event]]\nid = \"honest-{number}\"\ndate = \"2004-{:02}-{day:02}\"\ntitle = {value}\nkind = \"it\"\n\
             parties = [\"JP\"]\nconcerns = [\"KP\"]\nsetting = {value}\nsummary = {value}\noutcome = [{value}, {value}]\n\
             people = [{{ id = \"it\", office = {value} }}]\nvenue = \"it\"\nnote = {value}\nconfidence = \"low\"\n\
             [[event.source]]\ndocument = \"it\"\naccount = {value}\nexcerpts = [{value}]\nterm = {value}\n\
             [[event.difference]]\naspect = \"place\"\npositions = [{{ document = \"it\", says = {value} }}, {{ document = \"it\", \
             says = {value} }}]\nreading = {value}\n\n",
            1 + number / 28,
        ));
    }
    fs::write(home.path().join("data/events/honest.toml"), events).unwrap();
    home
}

/// The browser on the chronology in this directory, which may be relative to the home directory.
fn in_browser(home: &Path, directory: &str) -> Opening {
    let home = home.to_str().unwrap();
    let opening = browser_on(directory).env("XDG_STATE_HOME", home).env("XDG_CONFIG_HOME", home).env("HOME", home);
    opening.directory(Path::new(home))
}

/// The row and column of every vertical border cell of the panes.
fn borders(session: &Session) -> Vec<(u16, u16)> {
    session.with_screen(|screen| {
        let (rows, columns) = screen.size();
        let cells = (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| (row, column)));
        // The strip above the panes has a mark that moves.
        let first = (0..rows.get()).find(|row| screen.cell(*row, 0).is_some_and(|cell| cell.contents() == "╭"));
        let framed = cells.filter(|(row, _)| first.is_some_and(|first| *row > first));
        framed.filter(|(row, column)| is_border(screen, *row, *column)).collect()
    })
}

fn is_border(screen: &vt100::Screen, row: u16, column: u16) -> bool {
    screen.cell(row, column).is_some_and(|cell| matches!(cell.contents(), "│" | "┃"))
}

/// Quits, checks that the program wrote only its own sequences, and returns what it wrote.
fn end(mut session: Session, what: &str) -> strict::Written {
    assert!(session.press("ctrl-c").wait_for_end().success());
    session.assert_modes_off();
    strict::on_terminal(session.output().as_bytes()).unwrap_or_else(|foreign| panic!("{what}: {foreign}"))
}

#[test]
fn honest_text_does_not_break_the_layout_at_any_size() {
    let home = honest_chronology();
    for (columns, rows) in [(160, 50), (100, 30), (60, 20), (40, 12)] {
        let mut session = in_browser(home.path(), "data").size(columns, rows).open();
        let number = corpus().iter().filter(|hostile| hostile.allowed).count() + 2;
        session.wait_for(&format!("1/{number}"));
        // The first two events are plain.
        let plain = borders(&session);
        for event in 2..=number {
            session.press("j").wait_for(&format!("{event}/{number}"));
            let moved: Vec<_> = session.with_screen(|screen| {
                plain.iter().copied().filter(|(row, column)| !is_border(screen, *row, *column)).collect()
            });
            assert_eq!(moved, [], "event {event} at {columns} x {rows}:\n{}", session.screen());
        }
        end(session, "honest text");
    }
}

#[test]
fn honest_text_is_shown_in_every_panel_and_copied_unchanged() {
    let home = honest_chronology();
    let mut session = in_browser(home.path(), "data").open();
    session.wait_for("1/35").press("j j");
    for event in 0..33 {
        session.wait_for(&format!("{}/35", event + 3)).press("y").wait_for("copied");
        if event % 8 == 0 {
            for panel in ["enter", "c", "f", "?", "Y", ":"] {
                let frame = session.frames() + 1;
                session.press(panel).wait_for_frame(frame).press("esc").wait_for_frame(frame + 1);
            }
        }
        session.press("j");
    }
    let written = end(session, "honest text");
    assert!(written.copied.len() >= 30, "{:?}", written.copied);
    for copied in written.copied {
        assert!(copied.chars().all(|character| character == '\n' || strict::is_visible(character)), "{copied:?}");
    }
}

#[test]
fn a_hostile_notebook_is_shown_cleanly() {
    let home = home();
    let notebook = home.path().join("summits-tui").join(chronology::notebook());
    fs::create_dir(home.path().join("summits-tui")).unwrap();
    let notes: String = corpus().iter().map(|hostile| hostile.text.clone()).collect::<Vec<_>>().join("\n");
    let note = quoted(&notes);
    fs::write(
        &notebook,
        format!(
            "[event.\"2003-01-10-koizumi-putin-moscow\"]\nmarked = true\nnote = {note}\n[event.{note}]\nnote = {note}\n"
        ),
    )
    .unwrap();
    let mut session = in_browser(home.path(), chronology::DIRECTORY).size(100, 60).args(["is:marked"]).open();
    session.wait_for("1/1").press("enter").wait_for("Your note").press("G");
    session.press("y").wait_for("copied");
    end(session, "the notebook");
    for arguments in [
        &["list", "is:marked"][..],
        &["export", "is:marked", "--format", "json"],
        &["show", "2003-01-10-koizumi-putin"],
    ] {
        let said =
            checked(program(home.path()).args(["--data", chronology::DIRECTORY]).args(arguments), "the notebook");
        assert!(said.contains("koizumi-putin-moscow"), "{said}");
    }
    let mut session = in_browser(home.path(), chronology::DIRECTORY).args(["is:marked"]).open();
    session.wait_for("1/1").press("m").wait_for("mark removed");
    end(session, "the notebook");
    strict::in_pipe(&fs::read(notebook).unwrap()).unwrap();
}

#[test]
fn a_hostile_note_from_the_editor_is_cleaned() {
    let home = home();
    let note: String = corpus().into_iter().map(|hostile| hostile.text).collect();
    fs::write(home.path().join("note"), note).unwrap();
    let mut session = in_browser(home.path(), "data").env("EDITOR", "cp note").open();
    session.wait_for("1/2").press("N").wait_for("note saved").press("enter").wait_for("Your note");
    end(session, "the editor");
}

#[test]
fn a_hostile_paste_is_shown_cleanly() {
    let home = home();
    let mut session = in_browser(home.path(), "data").open();
    session.wait_for("1/2");
    for text in bundles() {
        // An escape sequence could end the paste, and what follows would be typed.
        let text = text.replace('\u{1b}', "");
        for open in ["/", "t", ":", "?", "N"] {
            let frame = session.frames() + 1;
            session.press(open).wait_for_frame(frame).paste(&text).wait_for_frame(frame + 1);
            session.press("esc").wait_for_frame(frame + 2);
        }
    }
    end(session, "a paste");
}

#[test]
fn a_hostile_query_on_the_command_line_is_shown_cleanly() {
    let home = home();
    for text in bundles() {
        let mut session = in_browser(home.path(), "data").args([&*format!("\"{}\"", text.replace('"', ""))]).open();
        session.wait_for("0 of 2");
        end(session, &text);
        let mut session = in_browser(home.path(), "data").args([&*format!("kind:{text}")]).open();
        session.wait_for_end();
        strict::on_terminal(session.output().as_bytes()).unwrap();
    }
}

#[test]
fn a_report_is_clean_at_the_start_and_after_a_reload() {
    let home = home();
    let path = home.path().join("data/events/hostile.toml");
    let mut session = in_browser(home.path(), "data").open();
    session.wait_for("1/2");
    for (number, text) in bundles().into_iter().enumerate() {
        let event = format!("[[event]]\nid = {}\ntitle = \"{text}\"\nkind = {}\n", quoted(&text), quoted(&text));
        fs::write(&path, format!("# {number}\n{}{event}", "\n".repeat(number))).unwrap();
        session.wait_for(&format!("events/hostile.toml:{}", number + 3));
        let mut rejected = in_browser(home.path(), "data").args(["--color", "always"]).open();
        assert_eq!(rejected.wait_for_end().exit_code(), 2);
        strict::on_terminal(rejected.output().as_bytes()).unwrap();
    }
    end(session, "a report");
}

#[test]
fn a_word_of_a_megabyte_can_be_browsed() {
    let home = home();
    let word = corpus::long_word();
    let long = |table: &TableSpec, field: &FieldSpec| (table.name, field.name) == ("an event", "title");
    let chosen = |table: &TableSpec, field: &FieldSpec| long(table, field).then(|| quoted(&word));
    write(&home.path().join("data"), &files(&chosen));
    let mut session = in_browser(home.path(), "data").open();
    session.wait_for("1/2").press("j").wait_for("2/2");
    session.press("y").wait_for("copied");
    end(session, "a long word");
}
