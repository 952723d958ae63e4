//! What the state asks the loop to do outside.

use std::path::PathBuf;

use summits_chronology::chronology::{AnnotationChange, Event, Layer, Ref};

use crate::export::Format;
use crate::export::save::Existing;
use crate::query::Search;

/// Something to be done outside the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    Quit,
    /// Stop the process, until the shell continues it.
    Suspend,
    /// Draw every cell again.
    Redraw,
    /// Use the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Put a text on the clipboard.
    Copy {
        text: String,
        /// A description of it, for the notice.
        what: String,
    },
    /// Write a change to the reader's notebook.
    Annotate {
        /// The layer of the event.
        layer: Ref<Layer>,
        /// Its id in that layer.
        event: String,
        change: AnnotationChange,
    },
    /// Let the reader write a note in an editor; it comes back as
    /// [`Message::Note`](super::message::Message::Note).
    EditNote {
        event: Ref<Event>,
        /// Names the file in the editor.
        id: String,
        /// The present note.
        note: String,
    },
    /// Let the reader edit a file of the chronology.
    EditFile {
        path: PathBuf,
        /// The line to open it at, from 1.
        line: u32,
    },
    /// Continue a search in the background; [`Message::Found`](super::message::Message::Found)
    /// follows.
    Search(Search),
    /// Open an address in the reader's web browser.
    Open(String),
    /// Write an export; [`Message::Export`](super::message::Message::Export) says how far it is.
    Export(ExportRequest),
    /// Cancel the export that is being written.
    CancelExport,
}

/// What to export, and where to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRequest {
    pub events: Vec<Ref<Event>>,
    pub format: Format,
    /// The name of the file or directory, as typed.
    pub name: String,
    /// What to do with an existing file of that name.
    pub existing: Existing,
}
