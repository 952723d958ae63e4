//! The browser without a screen: reads a line, answers with lines. For screen readers, braille displays and terminals
//! that only print.
//!
//! A line is a query or one of a few verbs ([`VERBS`]; `verb` contains the rule that distinguishes them). The answer
//! begins with a line about what changed and continues with a few lines; `more` prints the next. Events are numbered in
//! the order of the selection. Nothing is drawn, wrapped or cut: a paragraph is a line, because a screen reader moves
//! by lines and a terminal wraps by itself. The content of a page is decided in
//! [`Page::spoken`](crate::page::Page::spoken).
//!
//! [`Session`] is the state: a line in, an [`Answer`] out. It does not share the `App` of the screen, which consists of
//! windows, panes, panels and key presses. What both need, the query, the selection and navigation, is in
//! [`query`](crate::query) and [`navigation`](crate::navigation). Only the loop in [`run`] uses the streams; the editor
//! and the files of the chronology come in as [`Outside`].

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

/// As short as possible, because a screen reader says it every time.
const PROMPT: &str = "> ";
/// In bytes. No person types a longer line.
const LONGEST: u64 = 64 * 1024;

/// Answers lines until `quit` or the end of the input. `prompt` is for a terminal.
///
/// # Errors
///
/// `out` cannot be written.
pub fn run(session: &mut Session, input: &mut dyn BufRead, out: &mut dyn Write, prompt: bool) -> io::Result<()> {
    print(&session.greeting(), out)?;
    loop {
        if let Some(notice) = session.change_notice() {
            print(&[notice], out)?;
        }
        if prompt {
            write!(out, "{PROMPT}")?;
        }
        out.flush()?;
        let answer = match next_line(input) {
            Some(Input::Line(line)) => session.answer(&line),
            Some(Input::TooLong) => Answer::Lines(vec!["That line is too long.".to_owned()]),
            None => {
                // So that the shell continues on a new line.
                if prompt {
                    writeln!(out)?;
                }
                return out.flush();
            },
        };
        match answer {
            Answer::Lines(lines) => print(&lines, out)?,
            Answer::Quit => return out.flush(),
        }
    }
}

fn print(lines: &[String], out: &mut dyn Write) -> io::Result<()> {
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))
}

enum Input {
    Line(String),
    TooLong,
}

/// The next line, cleaned; `None` at the end of the input. An input that cannot be read has ended.
fn next_line(input: &mut dyn BufRead) -> Option<Input> {
    let mut line = Vec::new();
    let read = input.take(LONGEST).read_until(b'\n', &mut line).ok()?;
    if read == 0 {
        return None;
    }
    if line.ends_with(b"\n") || line.len() < LONGEST as usize {
        let line = String::from_utf8_lossy(&line);
        return Some(Input::Line(text::clean_line(line.trim_end_matches(['\r', '\n'])).into_owned()));
    }
    input.skip_until(b'\n').ok()?;
    Some(Input::TooLong)
}
