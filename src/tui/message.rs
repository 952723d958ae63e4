//! What arrives from outside: from the terminal, the system, and the threads that work beside the loop.
//!
//! Everything comes through one channel, in the order in which it was sent. What concerns the terminal and the process the
//! loop answers itself; everything else changes the state, by [`App::handle`](super::app::App::handle).

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use crossterm::event::Event as Input;
use summits_chronology::chronology::{Annotations, Chronology, Event, Layer, Ref};

use crate::keymap::Keymap;
use crate::query::Index;

/// The sending end of the channel.
pub type MessageSender = Sender<Message>;

/// Something that arrived.
#[derive(Debug, Clone)]
pub enum Message {
    /// A key, a paste or the mouse.
    Input(Input),
    /// The terminal may have another size (SIGWINCH). The loop measures it.
    SizeChanged,
    /// Another process asks us to stop (SIGTSTP).
    Stop,
    /// The process continues after it was stopped (SIGCONT).
    Continued,
    /// A signal that ends the process.
    End(i32),
    /// The terminal has vanished.
    HungUp,
    /// The terminal, which took nothing, can be written to again.
    Writable,
    /// More bytes of the chronology are read.
    Progress,
    /// The chronology is loaded.
    Loaded,
    /// A thread has panicked.
    Panicked,
    /// The terminal has this many columns and rows.
    Resize(u16, u16),
    /// A message for the reader.
    Notice(Notice),
    /// The reader has written a note on an event in their editor.
    Note(Ref<Event>, String),
    /// What the notebook of a layer contains, which may include what another process has written.
    Annotations(Ref<Layer>, Annotations),
    /// The files have changed, and the chronology was loaded again.
    Reloaded(ReloadedChronology),
    /// The files have changed, and the chronology cannot be loaded from them.
    ReloadFailed(FileDiagnostics),
    /// The search for the words of the query has found more events, or is finished.
    Found,
    /// How far an export is, or how it ended.
    Export(ExportProgress),
}

/// A message for the reader, shown on the bottom line until the next action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Something was done.
    Done(String),
    /// Something could not be done, and why.
    Failed(String),
}

/// A chronology that was loaded again, with everything that the browser derives from it.
#[derive(Debug, Clone)]
pub struct ReloadedChronology {
    pub chronology: Arc<Chronology>,
    pub index: Arc<Index>,
    /// The keys in force, with the country keys of this chronology.
    pub keymap: Keymap,
    /// The warnings about it, in one line.
    pub warnings: Option<String>,
}

/// The diagnostics of files from which no chronology can be loaded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileDiagnostics {
    /// The report as text.
    pub report: String,
    /// The errors in it, in the order of the report.
    pub errors: Vec<ErrorLocation>,
}

/// Where an error is, in the report and in the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorLocation {
    /// The lines of the report that describe it, from 0.
    pub report_lines: Range<usize>,
    pub path: PathBuf,
    /// The line in the file, from 1.
    pub line: u32,
}

/// How far an export is, or how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportProgress {
    /// This many events are written, of how many.
    Writing(usize, usize),
    /// Done: what was written, and where.
    Written(String),
    /// A file of that name exists, and was left as it is.
    Exists(String),
    /// Nothing was written, and why.
    Failed(String),
    /// The reader cancelled it.
    Cancelled,
}
