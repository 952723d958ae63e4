//! The exporter: writes an export beside the loop, since it can be large and a disk can be slow. It tells how far it is and
//! what came of it. When the reader leaves the browser, what is ordered is still written.

use std::env;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use summits_chronology::chronology::Chronology;
use summits_chronology::text;

use super::effect::Order;
use super::message::{ExportProgress, Message, MessageSender};
use super::watch;
use crate::export::LeftOut;
use crate::export::save::{SaveError, save};

/// How often it is told how far the export is.
const TOLD: Duration = Duration::from_millis(500);

/// The thread that writes the export, while there is one.
#[derive(Debug, Default)]
pub struct Exporter {
    wanted: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Exporter {
    /// Starts to write what is ordered.
    pub fn start(&mut self, order: Order, chronology: Arc<Chronology>, sender: &MessageSender) {
        self.break_off();
        self.finish();
        self.wanted = Arc::new(AtomicBool::new(true));
        let wanted = Arc::clone(&self.wanted);
        let begun = watch::spawn("exporter", sender, move |sender| {
            let tell = |progress| {
                // Nobody listens any more once the browser ends.
                let _ = sender.send(Message::Export(progress));
            };
            tell(write(&order, &chronology, &wanted, tell));
        });
        match begun {
            Ok(thread) => self.thread = Some(thread),
            Err(error) => {
                let words = format!("the export could not be started: {}", text::reason(&error));
                let _ = sender.send(Message::Export(ExportProgress::Failed(words)));
            },
        }
    }

    /// Breaks off what is being written.
    pub fn break_off(&self) {
        self.wanted.store(false, Ordering::SeqCst);
    }

    /// Waits until what was ordered is written.
    pub fn finish(&mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn write(order: &Order, chronology: &Chronology, wanted: &AtomicBool, tell: impl Fn(ExportProgress)) -> ExportProgress {
    let path = path_of(&order.name);
    let (all, mut told) = (order.events.len(), Instant::now());
    let begun = |number| {
        if told.elapsed() >= TOLD {
            told = Instant::now();
            tell(ExportProgress::Writing(number, all));
        }
        if wanted.load(Ordering::SeqCst) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    match save(&path, order.format, chronology, order.events.iter().copied(), order.existing, begun) {
        Ok(left_out) => ExportProgress::Written(done(all, &path, left_out)),
        Err(error @ SaveError::Exists(_)) => ExportProgress::Exists(error.to_string()),
        Err(SaveError::BrokenOff) => ExportProgress::Cancelled,
        Err(error) => ExportProgress::Failed(error.to_string()),
    }
}

/// What was written, where, and what is missing in it.
fn done(events: usize, path: &std::path::Path, left_out: LeftOut) -> String {
    let events = events.saturating_sub(left_out.undated);
    let events = if events == 1 { "1 event".to_owned() } else { format!("{events} events") };
    let mut words = format!("{events} written to {}", text::path(path));
    for remark in left_out.remarks() {
        words.push_str("; ");
        words.push_str(&remark);
    }
    words
}

/// The path that a typed name stands for: `~` is the reader's home, and a bare name lies in the directory in which the
/// program was started.
fn path_of(name: &str) -> PathBuf {
    let path = match (name.strip_prefix('~'), etcetera::home_dir()) {
        (Some(below), Ok(home)) if below.is_empty() || below.starts_with('/') => {
            home.join(below.trim_start_matches('/'))
        },
        _ => PathBuf::from(name),
    };
    env::current_dir().map(|here| here.join(&path)).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_for_a_place() {
        let (home, here) = (etcetera::home_dir().unwrap(), env::current_dir().unwrap());
        assert_eq!(path_of("~/out/events.md"), home.join("out/events.md"));
        assert_eq!(path_of("~other/events.md"), here.join("~other/events.md"));
        assert_eq!(path_of("events.md"), here.join("events.md"));
        assert_eq!(path_of("/tmp/events.md"), PathBuf::from("/tmp/events.md"));
    }
}
