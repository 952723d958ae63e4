//! Loading a chronology on a thread of its own, and the progress screen where that takes long.
//!
//! The terminal is not taken for a chronology that loads in a moment, so that its errors are printed where the reader typed
//! the command. One that takes longer gets a screen that shows the progress and that the reader can leave. A large one is
//! known to take longer, so its screen opens at once.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossterm::event::Event;
use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use signal_hook::consts::SIGHUP;
use summits_chronology::text;

use super::exit::Exit;
use super::message::{Message, MessageSender};
use super::session::Session;
use super::terminal;
use super::watch;
use crate::keymap::Chord;

/// How long loading may take before the progress screen opens.
const MOMENT: Duration = Duration::from_millis(200);
/// This many bytes take longer than that.
const LARGE: u64 = 8 << 20;
/// How often the progress screen is drawn from beginning to end, at the most.
const STEPS: u64 = 200;

/// How many bytes are read, of how many.
#[derive(Debug, Default)]
struct Progress {
    done: AtomicU64,
    total: AtomicU64,
    /// The last step that was reported, counted from 1; 0 before the first.
    reported: AtomicU64,
}

/// By this the loader reports its progress.
#[derive(Debug)]
pub struct ProgressReporter {
    progress: Arc<Progress>,
    sender: MessageSender,
}

impl ProgressReporter {
    /// Reports how many bytes are read, of how many. Any thread may call it.
    pub fn report(&self, done: u64, total: u64) {
        // Threads that report at the same time may come in the wrong order.
        self.progress.done.fetch_max(done, Ordering::Relaxed);
        self.progress.total.store(total, Ordering::Relaxed);
        let step = done.saturating_mul(STEPS) / total.max(1) + 1;
        if self.progress.reported.fetch_max(step, Ordering::Relaxed) < step {
            // Nobody listens any more if the reader has left.
            let _ = self.sender.send(Message::Progress);
        }
    }
}

/// How the loading ended.
#[derive(Debug)]
pub enum Outcome<T> {
    /// What was loaded; with the session, if it took so long that the progress screen opened.
    Loaded(T, Option<Box<Session>>),
    /// The reader left, or a signal ended it.
    Ended(Exit),
}

/// Loads something on a thread. If that takes longer than a moment, the progress screen shows `title`.
///
/// # Errors
///
/// The terminal could not be taken or written, or the loader panicked.
pub fn load<T: Send + 'static>(
    title: &str,
    mouse: bool,
    load: impl FnOnce(&ProgressReporter) -> T + Send + 'static,
) -> io::Result<Outcome<T>> {
    let (sender, messages) = channel();
    let progress = Arc::new(Progress::default());
    let reporter = ProgressReporter { progress: Arc::clone(&progress), sender: sender.clone() };
    let loader = watch::spawn("loader", &sender, move |sender| {
        let loaded = load(&reporter);
        let _ = sender.send(Message::Loaded);
        loaded
    })?;
    let started = Instant::now();
    while progress.total.load(Ordering::Relaxed) < LARGE {
        match messages.recv_timeout(MOMENT.saturating_sub(started.elapsed())) {
            Ok(Message::Loaded) => return Ok(Outcome::Loaded(join(loader)?, None)),
            Ok(Message::Panicked) | Err(RecvTimeoutError::Disconnected) => return Err(interrupted()),
            Ok(_) => {},
            Err(RecvTimeoutError::Timeout) => break,
        }
    }
    show_progress(title, Session::start_on(sender, messages, mouse)?, loader, &progress)
}

/// Shows the progress screen until everything is loaded or the reader leaves.
fn show_progress<T>(
    title: &str,
    mut session: Session,
    loader: JoinHandle<T>,
    progress: &Progress,
) -> io::Result<Outcome<T>> {
    loop {
        session.terminal.draw(|buffer| {
            draw(title, progress, buffer);
            None
        })?;
        session.listen()?;
        match session.messages.recv().map_err(|_| interrupted())? {
            Message::Loaded => return Ok(Outcome::Loaded(join(loader)?, Some(Box::new(session)))),
            Message::Input(Event::Key(key)) if Chord::from_event(&key).is_some_and(leaves) => {
                return Ok(Outcome::Ended(Exit::Quit));
            },
            typed @ Message::Input(_) => session.typed_ahead.push(typed),
            Message::End(signal) => return Ok(Outcome::Ended(Exit::Signal(signal))),
            Message::HungUp => return Ok(Outcome::Ended(Exit::Signal(SIGHUP))),
            Message::Panicked => return Err(interrupted()),
            Message::SizeChanged => session.terminal.resize(terminal::size()),
            Message::Continued => session.terminal.resume()?,
            _ => {},
        }
    }
}

fn join<T>(loader: JoinHandle<T>) -> io::Result<T> {
    loader.join().map_err(|_| interrupted())
}

/// There is no keymap yet, so the keys that leave are fixed.
fn leaves(chord: Chord) -> bool {
    ["q", "esc", "ctrl-c"].contains(&chord.to_string().as_str())
}

fn interrupted() -> io::Error {
    io::Error::other("loading the chronology was interrupted by an internal error")
}

/// The greatest width of the bar.
const BAR: u16 = 60;

fn draw(title: &str, progress: &Progress, buffer: &mut Buffer) {
    let area = buffer.area;
    let (done, total) = (progress.done.load(Ordering::Relaxed), progress.total.load(Ordering::Relaxed));
    let (bar, bytes) = match total {
        0 => (String::new(), String::new()),
        total => (bar(done, total, BAR.min(area.width.saturating_sub(4))), bytes_read(done, total)),
    };
    let dim = Style::new().add_modifier(Modifier::DIM);
    let lines = [(title, Style::new()), (&*bar, Style::new()), (&*bytes, dim), ("q leaves", dim)];
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

/// A bar of this width, filled by the share that is done.
fn bar(done: u64, total: u64, width: u16) -> String {
    let full = usize::try_from(done.min(total).saturating_mul(u64::from(width)) / total.max(1)).unwrap_or_default();
    "█".repeat(full) + &"░".repeat(usize::from(width) - full)
}

fn bytes_read(done: u64, total: u64) -> String {
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    if done >= total {
        return format!("{:.0} MB read; sorting the events …", megabytes(total));
    }
    format!("{:.0} of {:.0} MB", megabytes(done), megabytes(total))
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    fn screen(done: u64, total: u64, columns: u16, rows: u16) -> Vec<String> {
        let progress = Progress { done: done.into(), total: total.into(), reported: 0.into() };
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        draw("Reading …", &progress, &mut buffer);
        let line = |row| (0..columns).map(|column| buffer[(column, row)].symbol().to_owned()).collect::<String>();
        (0..rows).map(|row| line(row).trim().to_owned()).filter(|line| !line.is_empty()).collect()
    }

    #[test]
    fn the_bar_is_as_full_as_what_has_been_read() {
        assert_eq!(screen(150_000_000, 600_000_000, 16, 9), ["Reading …", "███░░░░░░░░░", "150 of 600 MB", "q leaves"]);
        assert_eq!(screen(6_000_000, 6_000_000, 60, 9)[2], "6 MB read; sorting the events …");
        assert_eq!(screen(0, 0, 16, 9), ["Reading …", "q leaves"]);
    }

    #[test]
    fn any_screen_is_large_enough() {
        for size in 1..10 {
            screen(1, 2, size, size);
        }
    }

    #[test]
    fn the_screen_is_drawn_at_every_step_and_not_more_often() {
        let (sender, messages) = channel();
        let reporter = ProgressReporter { progress: Arc::default(), sender };
        (0..=10_000).for_each(|done| reporter.report(done, 10_000));
        assert_eq!(messages.try_iter().count() as u64, STEPS + 1);
    }
}
