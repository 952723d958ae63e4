//! The terminal is given back as it was found: what happens below the browser, in a pseudo-terminal.
//!
//! The tests that are marked as ignored are not tests but the programs that the others run: a test binary can run itself.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod support;

use std::{io, thread};

use ratatui::{layout::Position, style::Style};
use summits_tui::tui::{
    terminal::Terminal,
    watch::{self, Incoming},
};
use support::pty::{Opening, program};

/// Runs one of the ignored tests below.
fn scene(name: &str) -> Opening {
    let path = std::env::current_exe().unwrap();
    program(path.to_str().unwrap()).args(["--exact", name, "--ignored", "--nocapture", "--test-threads=1"])
}

/// Draws one line of text.
fn say(terminal: &mut Terminal, text: &str) -> io::Result<()> {
    terminal.draw(|buffer| {
        buffer.set_string(0, 0, text, Style::new());
        None
    })
}

#[test]
#[ignore = "a program for another test"]
fn panics_while_drawing() {
    let mut terminal = Terminal::take(true).unwrap();
    terminal.draw(|_| Some(Position::new(3, 3))).unwrap();
    let _ = terminal.draw(|_| panic!("the roof came down"));
}

#[test]
fn a_panic_gives_the_terminal_back_and_is_read() {
    let mut session = scene("panics_while_drawing").open();
    let status = session.wait_for_end();
    assert!(!status.success());
    session.assert_modes_off();
    assert!(session.screen().contains("the roof came down"), "{}", session.screen());
}

#[test]
#[ignore = "a program for another test"]
fn panics_beside_the_loop() {
    let (inbox, incoming) = watch::signals().unwrap();
    let mut terminal = Terminal::take(true).unwrap();
    say(&mut terminal, "here").unwrap();
    let inbox_of_thread = inbox.clone();
    let beside = watch::spawn("beside", &inbox_of_thread, |_| panic!("a wall came down"));
    beside.unwrap();
    assert!(matches!(incoming.recv().unwrap(), Incoming::Broken));
    drop(inbox);
}

#[test]
fn a_panic_of_another_thread_reaches_the_loop() {
    let mut session = scene("panics_beside_the_loop").open();
    assert!(session.wait_for_end().success(), "{}", session.screen());
    session.assert_modes_off();
    assert!(session.screen().contains("a wall came down"), "{}", session.screen());
}

#[test]
#[ignore = "a program for another test"]
fn counts_keys() {
    let mut terminal = Terminal::take(false).unwrap();
    let (inbox, incoming) = watch::signals().unwrap();
    watch::terminal(&inbox).unwrap();
    say(&mut terminal, "ready").unwrap();
    let mut keys = 0;
    for happened in incoming {
        match happened {
            Incoming::Input(_) => keys += 1,
            other => panic!("{other:?}"),
        }
        if keys == 5000 {
            break;
        }
    }
    say(&mut terminal, "counted").unwrap();
    thread::park();
}

#[test]
fn no_key_of_a_burst_is_lost_or_late() {
    let mut session = scene("counts_keys").open();
    session.wait_for("ready").send(&b"j".repeat(2500)).send(&"\u{1b}[A".repeat(2500).into_bytes()).wait_for("counted");
}

#[test]
#[ignore = "a program for another test"]
fn draws_the_same_twice() {
    let mut terminal = Terminal::take(false).unwrap();
    for text in ["one", "one", "two", "two"] {
        say(&mut terminal, text).unwrap();
    }
}

#[test]
fn a_frame_that_looks_like_the_one_before_is_not_written() {
    let mut session = scene("draws_the_same_twice").open();
    session.wait_for_end();
    assert_eq!(session.frames(), 2, "{:?}", session.output());
}
