//! What leaves the browser.

use std::path::PathBuf;

use summits_chronology::chronology::{AnnotationChange, Event, Layer, Ref};

use crate::export::Format;
use crate::export::save::Existing;
use crate::query::Search;

/// Something that the state asks the loop to do outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// End the browser.
    Quit,
    /// FocusableLink it, until the shell brings it back.
    Suspend,
    /// Draw everything again.
    Redraw,
    /// Use the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Put a text on the clipboard.
    Copy {
        /// The text.
        text: String,
        /// What it is, for the message.
        what: String,
    },
    /// Write a change to the reader's notebook.
    Jot {
        /// The layer that the event is of.
        layer: Ref<Layer>,
        /// The id that the event has there.
        event: String,
        /// The change.
        change: AnnotationChange,
    },
    /// Let the reader write a note in an editor; it comes back as
    /// [`Message::Note`](super::message::Message::Note).
    EditNote {
        /// The event.
        event: Ref<Event>,
        /// Its id, which names the file in the editor.
        id: String,
        /// The note as it is.
        note: String,
    },
    /// Let the reader edit a file of the chronology.
    EditFile {
        /// The file.
        path: PathBuf,
        /// The line to begin at, from 1.
        line: u32,
    },
    /// Go on with a search beside the loop; [`Message::Found`](super::message::Message::Found)
    /// follows.
    Search(Search),
    /// Open an address in the reader's web browser.
    Open(String),
    /// Write an export; [`Message::Export`](super::message::Message::Export) says how far it is.
    Export(ExportRequest),
    /// Cancel the export that is being written.
    CancelExport,
}

/// What is to be exported, and where to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRequest {
    /// The events.
    pub events: Vec<Ref<Event>>,
    /// The format.
    pub format: Format,
    /// The name of the file or directory, as it was typed.
    pub name: String,
    /// What becomes of a file that has this name already.
    pub existing: Existing,
}
