//! The browser without a screen: lines in, lines out, for a voice, a braille line and terminals that only print lines.
//!
//! A line is a query, or one of a few verbs ([`VERBS`]; `verb` has the rule that tells them apart). Each is answered
//! with what has changed, first and in a line, then with little of the rest; `more` goes on. Events are numbered in the
//! order of the selection. Nothing is drawn, wrapped or cut: a paragraph is a line, because a screen reader moves by
//! lines and a terminal wraps by itself. What an event says and in which order is decided where all other pages are made
//! ([`Page::spoken`](crate::page::Page::spoken)).
//!
//! [`Session`] is the state: a line in, an [`Answer`] out. It is not the `App` of the full screen with another view. That
//! state is about windows, panes, panels and what is typed into them key by key, none of which can be heard; what is left
//! of it without them are the query, the selection, the place in it and the way back, which stand in lower rooms
//! ([`query`](crate::query), [`navigation`](crate::navigation)) and are the same for both. Only the loop in [`run`] knows the
//! streams, and what lies outside (an editor, the files of the chronology) comes in as an [`Outside`].

mod annotation;
mod asking;
mod going;
mod reading;
mod reference;
mod session;
mod verb;

use std::io::{self, BufRead, Read, Write};

use summits_chronology::text;

pub use reference::reference;
pub use session::{Answer, Edit, Files, Outside, Session, Start};
pub use verb::{Takes, VERBS, Verb, VerbInfo};

/// What stands before the line that is typed. It is as short as can be: it is heard every time.
const PROMPT: &str = "> ";
/// A longer line was not typed by a person.
const LONGEST: u64 = 64 * 1024;

/// Answers line after line until the reader or the input ends. With `prompt`, a terminal is on the other side.
///
/// # Errors
///
/// The answer cannot be written.
pub fn run(session: &mut Session, input: &mut dyn BufRead, out: &mut dyn Write, prompt: bool) -> io::Result<()> {
    say(&session.greeting(), out)?;
    loop {
        if let Some(news) = session.news() {
            say(&[news], out)?;
        }
        if prompt {
            write!(out, "{PROMPT}")?;
        }
        out.flush()?;
        let answer = match next_line(input) {
            Some(Heard::Line(line)) => session.answer(&line),
            Some(Heard::TooMuch) => Answer::Said(vec!["That line is too long.".to_owned()]),
            None => {
                // The shell goes on on a line of its own.
                if prompt {
                    writeln!(out)?;
                }
                return out.flush();
            },
        };
        match answer {
            Answer::Said(lines) => say(&lines, out)?,
            Answer::Quit => return out.flush(),
        }
    }
}

fn say(lines: &[String], out: &mut dyn Write) -> io::Result<()> {
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// What was typed.
enum Heard {
    Line(String),
    TooMuch,
}

/// The next line, cleaned; `None` at the end. An input that cannot be read has ended: there is nobody to be told.
fn next_line(input: &mut dyn BufRead) -> Option<Heard> {
    let mut line = Vec::new();
    let read = input.take(LONGEST).read_until(b'\n', &mut line).ok()?;
    if read == 0 {
        return None;
    }
    if line.ends_with(b"\n") || line.len() < LONGEST as usize {
        let line = String::from_utf8_lossy(&line);
        return Some(Heard::Line(text::clean_line(line.trim_end_matches(['\r', '\n'])).into_owned()));
    }
    input.skip_until(b'\n').ok()?;
    Some(Heard::TooMuch)
}
