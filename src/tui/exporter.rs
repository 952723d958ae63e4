//! The thread that writes an export: it can be large and a disk can be slow. It reports its progress and its result. When
//! the reader quits, an export that has begun is still finished.

use std::env;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use summits_chronology::chronology::Chronology;
use summits_chronology::text;

use super::effect::ExportRequest;
use super::message::{ExportProgress, Message, MessageSender};
use super::watch;
use crate::export::LeftOut;
use crate::export::save::{SaveError, save};

/// How often the progress is reported.
const REPORT_INTERVAL: Duration = Duration::from_millis(500);

/// The thread that writes the export, while there is one.
#[derive(Debug, Default)]
pub struct Exporter {
    cancelled: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Exporter {
    /// Starts an export; one that is still being written is cancelled.
    pub fn start(&mut self, request: ExportRequest, chronology: Arc<Chronology>, sender: &MessageSender) {
        self.cancel();
        self.finish();
        self.cancelled = Arc::new(AtomicBool::new(false));
        let cancelled = Arc::clone(&self.cancelled);
        let started = watch::spawn("exporter", sender, move |sender| {
            let report = |progress| {
                // The loop no longer listens once the browser ends.
                let _ = sender.send(Message::Export(progress));
            };
            report(write(&request, &chronology, &cancelled, report));
        });
        match started {
            Ok(thread) => self.thread = Some(thread),
            Err(error) => {
                let words = format!("the export could not be started: {}", text::reason(&error));
                let _ = sender.send(Message::Export(ExportProgress::Failed(words)));
            },
        }
    }

    /// Cancels the export that is being written.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::SeqCst);
    }

    /// Waits until the export is written.
    pub fn finish(&mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn write(
    request: &ExportRequest,
    chronology: &Chronology,
    cancelled: &AtomicBool,
    report: impl Fn(ExportProgress),
) -> ExportProgress {
    let path = path_of(&request.name);
    let (all, mut reported) = (request.events.len(), Instant::now());
    let started = |number| {
        if reported.elapsed() >= REPORT_INTERVAL {
            reported = Instant::now();
            report(ExportProgress::Writing(number, all));
        }
        if cancelled.load(Ordering::SeqCst) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    match save(&path, request.format, chronology, request.events.iter().copied(), request.existing, started) {
        Ok(left_out) => ExportProgress::Written(done(all, &path, left_out)),
        Err(error @ SaveError::Exists(_)) => ExportProgress::Exists(error.to_string()),
        Err(SaveError::Cancelled) => ExportProgress::Cancelled,
        Err(error) => ExportProgress::Failed(error.to_string()),
    }
}

/// What was written, where, and what was left out.
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

/// The path that a typed name means: `~` is the reader's home, and a relative name starts in the directory in which the
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
    fn a_typed_name_means_a_path() {
        let (home, here) = (etcetera::home_dir().unwrap(), env::current_dir().unwrap());
        assert_eq!(path_of("~/out/events.md"), home.join("out/events.md"));
        assert_eq!(path_of("~other/events.md"), here.join("~other/events.md"));
        assert_eq!(path_of("events.md"), here.join("events.md"));
        assert_eq!(path_of("/tmp/events.md"), PathBuf::from("/tmp/events.md"));
    }
}
