//! Terminals that are not as they should be: of no size, slow, of an unknown kind, without Unicode.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

#[path = "hostile/strict.rs"]
mod strict;
mod support;

use std::{process::Command, sync::LazyLock, thread, time::Duration};

use support::{
    chronology,
    pty::{Session, browser, held_by_the_system, largest_frame, program},
};

/// How many events the chronology of the tests has.
static EVENTS: LazyLock<usize> = LazyLock::new(|| chronology::load().events().len());

/// What the head says of all of them.
fn all() -> String {
    format!("{} events", *EVENTS)
}

/// What the list says while the event of this number is selected, of all of them.
fn selected(number: usize) -> String {
    format!("{number}/{}", *EVENTS)
}

/// The key of this number in a long row of them: each selects another event, and none the last. When a `G` at the end of the row
/// selects it, all of them have been answered.
fn down_and_up(number: usize) -> &'static [u8] {
    if (number / 50).is_multiple_of(2) { b"j" } else { b"k" }
}

/// Back to the ordinary screen.
const LEFT: &str = "\x1b[?1049l";

/// Leaves the browser, and checks that the terminal is as it was and that nothing but our own was written. The key that
/// quits from everywhere only closes a line of text, so it may be wanted more than once.
fn end(mut session: Session) {
    for _ in 0..400 {
        if !session.is_running() {
            break;
        }
        session.send(b"\x03");
        thread::sleep(Duration::from_millis(25));
    }
    assert!(session.wait_for_end().success(), "{}", session.screen());
    session.assert_modes_off();
    let output = session.output();
    // A key that comes after the browser has left is echoed by the system.
    let own = output.rfind(LEFT).map_or(&*output, |at| &output[..at + LEFT.len()]);
    strict::on_terminal(own.as_bytes()).unwrap();
}

#[test]
fn a_terminal_without_a_size_is_taken_for_80_by_24() {
    let script = "stty rows 0 cols 0; exec \"$0\" --data \"$1\"";
    let arguments = ["-c", script, env!("CARGO_BIN_EXE_summits-tui"), chronology::DIRECTORY];
    let mut session = program("/bin/sh").args(arguments).size(80, 24).open();
    session.wait_for(&all()).press("j").wait_for(&selected(2));
    end(session);
}

#[test]
fn a_terminal_that_does_not_read_gets_the_newest_frame_and_not_every_one() {
    const KEYS: usize = 400;
    let mut session = browser().open();
    session.wait_for(&all());
    let before = session.frames();
    session.while_not_reading(|session| {
        for number in 0..KEYS {
            session.send(down_and_up(number));
            // Time enough to draw each, if somebody read.
            thread::sleep(Duration::from_millis(3));
        }
        session.send(b"G");
    });
    session.wait_for(&selected(*EVENTS));
    let drawn = session.frames() - before;
    // As much as the buffers of the terminal hold, and the newest.
    assert!(drawn < KEYS / 4, "{drawn} frames for {KEYS} keys");
    end(session);
}

#[test]
fn a_terminal_that_reads_slowly_is_behind_by_what_the_system_holds_and_no_more() {
    const KEYS: usize = 300;
    // Four kilobytes a second, where the keys ask for fifty times as much.
    let mut session = browser().size(40, 12).reading(100, Duration::from_millis(25)).open();
    session.wait_for(&selected(1));
    for number in 0..KEYS {
        session.send(down_and_up(number));
        thread::sleep(Duration::from_millis(3));
    }
    session.send(b"G");
    let before = session.output().len();
    session.wait_for(&selected(*EVENTS));
    let output = session.output();
    let behind = output.len() - before;
    session.hurry();
    // What the system held, the frame that was being written when the last key was pressed, and the newest.
    let (held, frame) = (held_by_the_system(), largest_frame(&output[before..]));
    assert!(behind <= held + 2 * frame, "{behind} bytes behind, of which the system holds {held}, frames of {frame}");
    end(session);
}

#[test]
fn a_terminal_of_any_name_will_do_unless_it_is_dumb() {
    for name in ["xterm", "vt100", "linux", "screen", "tmux-256color", "unheard-of", "\u{1b}[31m", "xterm-256color\n"] {
        let mut session = browser().env("TERM", name).open();
        session.wait_for(&all()).press("j").wait_for(&selected(2));
        end(session);
    }
    for opening in [browser().env("TERM", "dumb"), browser().env("TERM", ""), browser().without("TERM")] {
        let mut session = opening.open();
        session.wait_for("summits-tui --plain").wait_for(&all()).send(b"\x04");
        assert!(session.wait_for_end().success());
    }
}

#[test]
fn a_locale_without_unicode_changes_nothing() {
    // The texts are Unicode, whatever the locale says; a terminal that cannot show it would show nothing else right either.
    let screen = |locale: &str| {
        let mut session = browser().env("LC_ALL", locale).env("LANG", locale).args(["小泉"]).open();
        session.wait_for(&format!("of {}", *EVENTS));
        let screen = session.screen();
        end(session);
        screen
    };
    assert_eq!(screen("C"), screen("C.UTF-8"));
    assert_eq!(screen("nonsense"), screen("C.UTF-8"));
    let list = |locale: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_summits-tui"));
        let output = command
            .env("LC_ALL", locale)
            .env("HOME", "/nonexistent")
            .args(["--data", chronology::DIRECTORY, "list", "year:2003"])
            .output()
            .unwrap();
        assert!(output.status.success());
        output.stdout
    };
    assert_eq!(list("C"), list("C.UTF-8"));
}

#[test]
fn a_storm_of_sizes_and_keys_ends_in_order() {
    let mut session = browser().open();
    session.wait_for(&all());
    for round in 0..200_u16 {
        session.resize(1 + round * 37 % 300, 1 + round * 53 % 100);
        session.send([&b"j"[..], b"k", b"f", b"?", b"c", b"\r", b"/", b"+"][usize::from(round % 8)]);
    }
    let frame = session.frames() + 1;
    session.resize(100, 30).wait_for_frame(frame);
    end(session);
}

#[test]
fn random_people_leave_the_terminal_as_it_was() {
    let mut seed = 0x5eed_u64;
    let mut below = |end: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed % end
    };
    // Neither what leaves the browser nor what stops it: ctrl-c, ctrl-z, ctrl-\, q.
    let keys: Vec<&str> = "j k J K R g G f c ? : / t y Y n p [ ] { } ( ) + - x m M ' . , l h 1 2 3 < > enter tab up down left \
        right home end pageup pagedown space backspace delete shift-tab ctrl-d ctrl-u ctrl-o ctrl-l ctrl-t ctrl-w ctrl-n alt-b a \
        e i u 0"
        .split_whitespace()
        .collect();
    for _ in 0..4 {
        let mut session = browser().open();
        session.wait_for(&all());
        for _ in 0..300 {
            let (columns, rows) = (1 + below(300), 1 + below(100));
            let number = |number: u64| u16::try_from(number).unwrap();
            match below(20) {
                0 => drop(session.resize(number(columns), number(rows))),
                1 => drop(session.paste(
                    ["kind:summit", "q\u{1}\u{202e}", "2003", "\"", "日本"][usize::try_from(below(5)).unwrap()],
                )),
                2 => drop(session.click(number(below(320)), number(below(110)))),
                3 => drop(session.wheel_down(number(columns), number(rows))),
                // Escape alone, and not with what follows.
                4 => {
                    session.send(b"\x1b");
                    thread::sleep(Duration::from_millis(2));
                },
                _ => drop(session.press(keys[usize::try_from(below(keys.len() as u64)).unwrap()])),
            }
        }
        session.resize(80, 24);
        end(session);
    }
}
