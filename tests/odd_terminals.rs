//! Unusual terminals: without a size, slow, of an unknown type, without Unicode.

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

/// The count in the header while all events are listed.
fn all() -> String {
    format!("{} events", *EVENTS)
}

/// The position in the list while the event with this number is selected and all are listed.
fn selected(number: usize) -> String {
    format!("{number}/{}", *EVENTS)
}

/// The key with this number in a long sequence. Each changes the selection, and none reaches the last event: when the
/// `G` that ends the sequence selects it, every key has been handled.
fn down_and_up(number: usize) -> &'static [u8] {
    if (number / 50).is_multiple_of(2) { b"j" } else { b"k" }
}

/// Leaves the alternate screen.
const LEFT: &str = "\x1b[?1049l";

/// Quits the browser, and checks that it restored the terminal and wrote only its own escape sequences. ctrl-c cancels
/// a prompt before it quits, so it may be needed more than once.
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
    // The system echoes a key that arrives after the browser has ended.
    let own = output.rfind(LEFT).map_or(&*output, |at| &output[..at + LEFT.len()]);
    strict::on_terminal(own.as_bytes()).unwrap();
}

#[test]
fn a_terminal_without_a_size_is_assumed_to_be_80_by_24() {
    let script = "stty rows 0 cols 0; exec \"$0\" --data \"$1\"";
    let arguments = ["-c", script, env!("CARGO_BIN_EXE_summits-tui"), chronology::DIRECTORY];
    let mut session = program("/bin/sh").args(arguments).size(80, 24).open();
    session.wait_for(&all()).press("j").wait_for(&selected(2));
    end(session);
}

#[test]
fn a_terminal_that_does_not_read_gets_the_latest_frame_and_skips_others() {
    const KEYS: usize = 400;
    let mut session = browser().open();
    session.wait_for(&all());
    let before = session.frames();
    session.while_not_reading(|session| {
        for number in 0..KEYS {
            session.send(down_and_up(number));
            // Long enough to draw each, if the terminal read.
            thread::sleep(Duration::from_millis(3));
        }
        session.send(b"G");
    });
    session.wait_for(&selected(*EVENTS));
    let drawn = session.frames() - before;
    // What the buffers of the terminal hold, and the latest frame.
    assert!(drawn < KEYS / 4, "{drawn} frames for {KEYS} keys");
    end(session);
}

#[test]
fn a_slow_terminal_lags_by_no_more_than_the_system_buffers() {
    const KEYS: usize = 300;
    // Four kilobytes per second; drawing every key would take fifty times as much.
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
    // What the system buffers, the frame that was being written when the last key was pressed, and the latest.
    let (held, frame) = (held_by_the_system(), largest_frame(&output[before..]));
    assert!(
        behind <= held + 2 * frame,
        "{behind} bytes behind; the system buffers {held}, the largest frame has {frame}"
    );
    end(session);
}

#[test]
fn any_value_of_term_works_except_dumb() {
    for name in ["xterm", "vt100", "linux", "screen", "tmux-256color", "unheard-of", "\u{1b}[31m", "xterm-256color\n"] {
        let mut session = browser().env("TERM", name).open();
        session.wait_for(&all()).press("j").wait_for(&selected(2));
        end(session);
    }
    for opening in [browser().env("TERM", "dumb"), browser().env("TERM", ""), browser().without("TERM")] {
        let mut session = opening.open();
        session.wait_for("summits-tui --plain").wait_for(&all()).send(b"\x04");
        assert!(session.wait_for_end().success());
        assert!(!session.output().contains('\x1b'), "{:?}", session.output());
    }
}

#[test]
fn a_locale_without_unicode_changes_nothing() {
    // The texts are Unicode, whatever the locale says; a terminal that cannot show that would show no other encoding
    // either.
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
fn many_resizes_and_keys_at_once_leave_the_browser_working() {
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
fn random_input_leaves_the_terminal_restored() {
    let mut seed = 0x5eed_u64;
    let mut below = |end: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed % end
    };
    // All but the keys that quit or stop the browser: ctrl-c, ctrl-z, ctrl-\, q.
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
                // A pause, so that escape and the next key are not read as one.
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
