//! The thread that writes the notebooks: a disk can be slow and another process can hold the lock. It starts with the first
//! change. After each change it sends the contents of the notebook, or why it could not be written. When the browser ends,
//! waiting changes are still written, and those that cannot be written are reported, so that no word is lost.

use std::io;
use std::mem;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use summits_chronology::chronology::{AnnotationChange, Layer, Ref};

use super::message::{Message, MessageSender, Notice};
use super::watch;
use crate::notebook::Notebook;

/// The layer, the id of the event there, and the change.
type Change = (Ref<Layer>, String, AnnotationChange);

/// The notebooks, one for each layer, or the thread that writes them.
#[derive(Debug)]
pub struct NotebookWriter(State);

#[derive(Debug)]
enum State {
    Idle(Vec<Notebook>),
    Writing(Writing),
}

#[derive(Debug)]
struct Writing {
    changes: Sender<Change>,
    thread: JoinHandle<()>,
    unwritten: Receiver<String>,
}

impl NotebookWriter {
    pub fn new(notebooks: Vec<Notebook>) -> Self {
        Self(State::Idle(notebooks))
    }

    /// Writes a change of an event, named by its id in the layer.
    ///
    /// # Errors
    ///
    /// The system could not start a thread, or the thread has panicked.
    pub fn write(
        &mut self,
        layer: Ref<Layer>,
        event: String,
        change: AnnotationChange,
        sender: &MessageSender,
    ) -> io::Result<()> {
        let changes = match &mut self.0 {
            State::Writing(writing) => &writing.changes,
            State::Idle(notebooks) => {
                self.0 = State::Writing(Writing::start(mem::take(notebooks), sender)?);
                return self.write(layer, event, change, sender);
            },
        };
        let gone = |_| io::Error::other("the notebook can no longer be written");
        changes.send((layer, event, change)).map_err(gone)
    }

    /// Waits until everything is written. Answers with what could not be written, and why.
    pub fn finish(&mut self) -> Vec<String> {
        match mem::replace(&mut self.0, State::Idle(Vec::new())) {
            State::Idle(_) => Vec::new(),
            State::Writing(Writing { changes, thread, unwritten }) => {
                drop(changes);
                let _ = thread.join();
                unwritten.try_iter().collect()
            },
        }
    }
}

impl Writing {
    fn start(mut notebooks: Vec<Notebook>, sender: &MessageSender) -> io::Result<Self> {
        let (changes, received) = channel::<Change>();
        let (report, unwritten) = channel();
        let thread = watch::spawn("notebook", sender, move |sender| {
            for (layer, event, change) in received {
                let Some(notebook) = notebooks.get_mut(layer.position()) else { continue };
                let message = match notebook.change(&event, change) {
                    Ok(()) => Message::Annotations(layer, notebook.annotations().clone()),
                    Err(error) => Message::Notice(Notice::Failed(error.while_running())),
                };
                // Once the browser ends, nobody receives this; the changes are written all the same.
                let _ = sender.send(message);
            }
            for words in notebooks.iter_mut().filter_map(Notebook::close) {
                let _ = report.send(words);
            }
        })?;
        Ok(Self { changes, thread, unwritten })
    }
}

impl Drop for NotebookWriter {
    fn drop(&mut self) {
        self.finish();
    }
}
