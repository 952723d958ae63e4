//! The thread that writes the notebooks: a disk can be slow and another process can hold the lock. After each change it
//! sends the contents of the notebook, or why it could not be written. When the browser ends, waiting changes are still
//! written, and those that cannot be written are reported, so that no word is lost.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use summits_chronology::chronology::{AnnotationChange, Layer, Ref};

use super::message::{Message, MessageSender, Notice};
use super::watch;
use crate::notebook::Notebook;

/// The layer, the id of the event there, and the change.
type Change = (Ref<Layer>, String, AnnotationChange);

/// The thread that writes the notebooks, one for each layer.
#[derive(Debug)]
pub struct NotebookWriter {
    changes: Option<Sender<Change>>,
    thread: Option<JoinHandle<()>>,
    unwritten: Receiver<String>,
}

impl NotebookWriter {
    /// Starts the thread, with one notebook for each layer.
    ///
    /// # Errors
    ///
    /// The system could not start a thread.
    pub fn start(mut notebooks: Vec<Notebook>, sender: &MessageSender) -> io::Result<Self> {
        let (changes, received) = channel::<Change>();
        let (report, unwritten) = channel();
        let thread = watch::spawn("notebook", sender, move |sender| {
            for (layer, event, change) in received {
                let Some(notebook) = notebooks.get_mut(layer.position()) else { continue };
                let message = match notebook.change(&event, change) {
                    Ok(()) => Message::Annotations(layer, notebook.annotations().clone()),
                    Err(error) => Message::Notice(Notice::Failed(error.to_string())),
                };
                // Once the browser ends, nobody receives this; the changes are written all the same.
                let _ = sender.send(message);
            }
            for words in notebooks.iter_mut().filter_map(Notebook::close) {
                let _ = report.send(words);
            }
        })?;
        Ok(Self { changes: Some(changes), thread: Some(thread), unwritten })
    }

    /// Writes a change of an event, named by its id in the layer.
    ///
    /// # Errors
    ///
    /// The thread has panicked.
    pub fn write(&self, layer: Ref<Layer>, event: String, change: AnnotationChange) -> io::Result<()> {
        let gone = || io::Error::other("the notebook can no longer be written");
        self.changes.as_ref().ok_or_else(gone)?.send((layer, event, change)).map_err(|_| gone())
    }

    /// Waits until everything is written. Answers with what could not be written, and why.
    pub fn finish(mut self) -> Vec<String> {
        self.end();
        self.unwritten.try_iter().collect()
    }

    fn end(&mut self) {
        self.changes.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for NotebookWriter {
    fn drop(&mut self) {
        self.end();
    }
}
