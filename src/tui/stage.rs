//! The stage: the terminal while it is ours, with what wakes us, and the screen while a chronology is read that takes its
//! time.
//!
//! A chronology that is read in a moment is waited for before the terminal is taken, so that its faults are printed where
//! the reader typed the command. One that takes longer is waited for on a screen that says so and can be left.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crossterm::event::Event;
use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use signal_hook::consts::SIGHUP;

use super::run::Exit;
use super::terminal::{self, Terminal};
use super::watch::{self, Inbox, Incoming, Reader};
use crate::keymap::Chord;
use crate::text;

/// How long reading may take before the reader is told.
const MOMENT: Duration = Duration::from_millis(200);

/// The terminal, and what wakes the browser.
#[derive(Debug)]
pub struct Stage {
    pub(super) terminal: Terminal,
    pub(super) inbox: Inbox,
    pub(super) incoming: Receiver<Incoming>,
    pub(super) reader: Reader,
    /// What was typed while the chronology was read. It is meant for the browser.
    pub(super) ahead: Vec<Incoming>,
}

impl Stage {
    /// Takes the terminal.
    ///
    /// # Errors
    ///
    /// The terminal refused, or the system has no thread to give.
    pub fn take(mouse: bool) -> io::Result<Self> {
        let (inbox, incoming) = watch::signals()?;
        let terminal = Terminal::take(mouse)?;
        let reader = watch::terminal(&inbox)?;
        Ok(Self { terminal, inbox, incoming, reader, ahead: Vec::new() })
    }
}

/// What came of the wait.
#[derive(Debug)]
pub enum Opened<T> {
    /// What was waited for; with the stage, if it took so long that the terminal was taken meanwhile.
    Ready(T, Option<Box<Stage>>),
    /// The reader left, or a signal ended it.
    Ended(Exit),
}

/// Does `work` beside the loop. If it takes more than a moment, a screen says `what` is being done until it is.
///
/// # Errors
///
/// The terminal could not be taken or written, or the work broke off.
pub fn open<T: Send + 'static>(
    what: &str,
    mouse: bool,
    work: impl FnOnce() -> T + Send + 'static,
) -> io::Result<Opened<T>> {
    let (done, finished) = channel();
    thread::Builder::new().name("opener".to_owned()).spawn(move || {
        // Nobody waits any more if the reader has left.
        let _ = done.send(work());
    })?;
    match finished.recv_timeout(MOMENT) {
        Ok(ready) => Ok(Opened::Ready(ready, None)),
        Err(RecvTimeoutError::Disconnected) => Err(broken_off()),
        Err(RecvTimeoutError::Timeout) => wait(what, Stage::take(mouse)?, finished),
    }
}

fn wait<T: Send + 'static>(what: &str, mut stage: Stage, finished: Receiver<T>) -> io::Result<Opened<T>> {
    let (hand_over, handed) = channel();
    watch::spawn("usher", &stage.inbox, move |inbox| {
        if let Ok(ready) = finished.recv() {
            let _ = hand_over.send(ready);
        }
        let _ = inbox.send(Incoming::Opened);
    })?;
    loop {
        stage.terminal.draw(|buffer| {
            draw(what, buffer);
            None
        })?;
        match stage.incoming.recv().map_err(|_| broken_off())? {
            Incoming::Opened => {
                let ready = handed.recv().map_err(|_| broken_off())?;
                return Ok(Opened::Ready(ready, Some(Box::new(stage))));
            },
            Incoming::Input(Event::Key(key)) if Chord::from_event(&key).is_some_and(leaves) => {
                return Ok(Opened::Ended(Exit::Quit));
            },
            typed @ Incoming::Input(_) => stage.ahead.push(typed),
            Incoming::End(signal) => return Ok(Opened::Ended(Exit::Signal(signal))),
            Incoming::HungUp => return Ok(Opened::Ended(Exit::Signal(SIGHUP))),
            Incoming::Broken => return Err(broken_off()),
            Incoming::Resized => stage.terminal.resize(terminal::size()),
            Incoming::Continued => stage.terminal.resume()?,
            _ => {},
        }
    }
}

/// Before there is a keymap the keys are those that leave everything.
fn leaves(chord: Chord) -> bool {
    ["q", "esc", "ctrl-c"].contains(&chord.to_string().as_str())
}

fn broken_off() -> io::Error {
    io::Error::other("opening the chronology has broken off")
}

fn draw(what: &str, buffer: &mut Buffer) {
    let area = buffer.area;
    let lines = [(what, Style::new()), ("q leaves", Style::new().add_modifier(Modifier::DIM))];
    let top = area.height.saturating_sub(3) / 2;
    for (line, (words, style)) in (0..).step_by(2).zip(lines) {
        let words = text::truncate(words, usize::from(area.width));
        let width = u16::try_from(text::width(&words)).unwrap_or(area.width);
        if top + line < area.height {
            buffer.set_string(area.width.saturating_sub(width) / 2, top + line, words, style);
        }
    }
}
