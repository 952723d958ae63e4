//! The stage: the terminal while it is ours, with what wakes us, and the screen while a chronology is read that takes its
//! time.
//!
//! A chronology that is read in a moment is waited for before the terminal is taken, so that its faults are printed where
//! the reader typed the command. One that takes longer is waited for on a screen that says how far it is and can be left. A
//! large one is known to take longer, so its screen does not wait.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::Event;
use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use signal_hook::consts::SIGHUP;
use summits_chronology::text;

use super::message::{Message, MessageSender};
use super::run::Exit;
use super::terminal::{self, Terminal};
use super::watch::{self, Reader};
use crate::keymap::Chord;

/// How long reading may take before the reader is told.
const MOMENT: Duration = Duration::from_millis(200);
/// How many bytes take more than a moment to read.
const MUCH: u64 = 8 << 20;
/// In how many steps the screen shows how far the work is.
const STEPS: u64 = 200;

/// How far the work is, in bytes. Whoever works tells it, and the screen follows.
pub struct Advance {
    extent: Arc<Extent>,
    wake: Box<dyn Fn() + Send + Sync>,
}

/// So many of so many.
#[derive(Debug, Default)]
struct Extent {
    done: AtomicU64,
    total: AtomicU64,
    /// The step that was told last, and one more; 0 if none was.
    told: AtomicU64,
}

impl Advance {
    /// Tells how many bytes are done, of how many.
    pub fn tell(&self, done: u64, total: u64) {
        // Threads that tell at the same time may come in the other order.
        self.extent.done.fetch_max(done, Ordering::Relaxed);
        self.extent.total.store(total, Ordering::Relaxed);
        let step = done.saturating_mul(STEPS) / total.max(1) + 1;
        if self.extent.told.fetch_max(step, Ordering::Relaxed) < step {
            (self.wake)();
        }
    }
}

impl fmt::Debug for Advance {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Advance").field(&self.extent).finish()
    }
}

/// What the one who works says.
enum News<T> {
    /// It has come some way.
    Advanced,
    /// It is done.
    Ready(T),
}

/// The terminal, and what wakes the browser.
#[derive(Debug)]
pub struct Stage {
    pub(super) terminal: Terminal,
    pub(super) sender: MessageSender,
    pub(super) messages: Receiver<Message>,
    pub(super) reader: Reader,
    /// What was typed while the chronology was read. It is meant for the browser.
    pub(super) ahead: Vec<Message>,
}

impl Stage {
    /// Takes the terminal.
    ///
    /// # Errors
    ///
    /// The terminal refused, or the system has no thread to give.
    pub fn take(mouse: bool) -> io::Result<Self> {
        let (sender, messages) = watch::signals()?;
        let terminal = Terminal::take(mouse)?;
        let reader = watch::terminal(&sender)?;
        Ok(Self { terminal, sender, messages, reader, ahead: Vec::new() })
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
    work: impl FnOnce(&Advance) -> T + Send + 'static,
) -> io::Result<Opened<T>> {
    let (tell, news) = channel();
    let extent = Arc::new(Extent::default());
    let advanced = tell.clone();
    // Nobody waits any more if the reader has left.
    let wake = Box::new(move || drop(advanced.send(News::Advanced)));
    let advance = Advance { extent: Arc::clone(&extent), wake };
    thread::Builder::new().name("opener".to_owned()).spawn(move || {
        let _ = tell.send(News::Ready(work(&advance)));
    })?;
    let begun = Instant::now();
    while extent.total.load(Ordering::Relaxed) < MUCH {
        match news.recv_timeout(MOMENT.saturating_sub(begun.elapsed())) {
            Ok(News::Ready(ready)) => return Ok(Opened::Ready(ready, None)),
            Ok(News::Advanced) => {},
            Err(RecvTimeoutError::Disconnected) => return Err(broken_off()),
            Err(RecvTimeoutError::Timeout) => break,
        }
    }
    wait(what, Stage::take(mouse)?, news, &extent)
}

fn wait<T: Send + 'static>(
    what: &str,
    mut stage: Stage,
    news: Receiver<News<T>>,
    extent: &Extent,
) -> io::Result<Opened<T>> {
    let (append_to, handed) = channel();
    watch::spawn("usher", &stage.sender, move |sender| {
        for piece in news {
            let told = match piece {
                News::Advanced => sender.send(Message::Progress),
                News::Ready(ready) => {
                    let _ = append_to.send(ready);
                    break;
                },
            };
            if told.is_err() {
                break;
            }
        }
        let _ = sender.send(Message::Loaded);
    })?;
    loop {
        stage.terminal.draw(|buffer| {
            draw(what, extent, buffer);
            None
        })?;
        match stage.messages.recv().map_err(|_| broken_off())? {
            Message::Loaded => {
                let ready = handed.recv().map_err(|_| broken_off())?;
                return Ok(Opened::Ready(ready, Some(Box::new(stage))));
            },
            Message::Input(Event::Key(key)) if Chord::from_event(&key).is_some_and(leaves) => {
                return Ok(Opened::Ended(Exit::Quit));
            },
            typed @ Message::Input(_) => stage.ahead.push(typed),
            Message::End(signal) => return Ok(Opened::Ended(Exit::Signal(signal))),
            Message::HungUp => return Ok(Opened::Ended(Exit::Signal(SIGHUP))),
            Message::Panicked => return Err(broken_off()),
            Message::SizeChanged => stage.terminal.resize(terminal::size()),
            Message::Continued => stage.terminal.resume()?,
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

/// How wide the bar is at most.
const BAR: u16 = 60;

fn draw(what: &str, extent: &Extent, buffer: &mut Buffer) {
    let area = buffer.area;
    let (done, total) = (extent.done.load(Ordering::Relaxed), extent.total.load(Ordering::Relaxed));
    let (bar, far) = match total {
        0 => (String::new(), String::new()),
        total => (bar(done, total, BAR.min(area.width.saturating_sub(4))), far(done, total)),
    };
    let dim = Style::new().add_modifier(Modifier::DIM);
    let lines = [(what, Style::new()), (&*bar, Style::new()), (&*far, dim), ("q leaves", dim)];
    let lines = lines.into_iter().filter(|(words, _)| !words.is_empty());
    let top = area.height.saturating_sub(7) / 2;
    for (line, (words, style)) in (0..).step_by(2).zip(lines) {
        let words = text::truncate(words, usize::from(area.width));
        let width = u16::try_from(text::width(&words)).unwrap_or(area.width);
        if top + line < area.height {
            buffer.set_string(area.width.saturating_sub(width) / 2, top + line, words, style);
        }
    }
}

/// A bar of this width, of which so much is full.
fn bar(done: u64, total: u64, width: u16) -> String {
    let full = usize::try_from(done.min(total).saturating_mul(u64::from(width)) / total.max(1)).unwrap_or_default();
    "█".repeat(full) + &"░".repeat(usize::from(width) - full)
}

/// How far it is, in words.
fn far(done: u64, total: u64) -> String {
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    if done >= total {
        return format!("{:.0} MB read; putting the events in order …", megabytes(total));
    }
    format!("{:.0} of {:.0} MB", megabytes(done), megabytes(total))
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    fn screen(done: u64, total: u64, columns: u16, rows: u16) -> Vec<String> {
        let extent = Extent { done: done.into(), total: total.into(), told: 0.into() };
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        draw("Reading …", &extent, &mut buffer);
        let line = |row| (0..columns).map(|column| buffer[(column, row)].symbol().to_owned()).collect::<String>();
        (0..rows).map(|row| line(row).trim().to_owned()).filter(|line| !line.is_empty()).collect()
    }

    #[test]
    fn the_bar_is_as_full_as_what_has_been_read() {
        assert_eq!(screen(150_000_000, 600_000_000, 16, 9), ["Reading …", "███░░░░░░░░░", "150 of 600 MB", "q leaves"]);
        assert_eq!(screen(6_000_000, 6_000_000, 60, 9)[2], "6 MB read; putting the events in order …");
        assert_eq!(screen(0, 0, 16, 9), ["Reading …", "q leaves"]);
    }

    #[test]
    fn any_screen_is_large_enough() {
        for size in 1..10 {
            screen(1, 2, size, size);
        }
    }

    #[test]
    fn the_screen_is_woken_at_every_step_and_not_more_often() {
        let woken = Arc::new(AtomicU64::new(0));
        let count = Arc::clone(&woken);
        let wake = Box::new(move || {
            count.fetch_add(1, Ordering::Relaxed);
        });
        let advance = Advance { extent: Arc::default(), wake };
        (0..=10_000).for_each(|done| advance.tell(done, 10_000));
        assert_eq!(woken.load(Ordering::Relaxed), STEPS + 1);
    }
}
