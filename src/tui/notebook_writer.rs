//! The notebook_writer: writes the notebook beside the loop, since a disk can be slow and another copy can hold the lock. It
//! answers with what the notebook holds then, or why it could not be written. When the browser ends, what is waiting is
//! still written, and what still cannot be written is told, so that it is not lost.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use summits_chronology::chronology::{AnnotationChange, Layer, Ref};

use super::message::{Message, MessageSender, Notice};
use super::watch;
use crate::notebook::Notebook;

/// A change to be written: the layer, the id of the event there, and the change.
type Order = (Ref<Layer>, String, AnnotationChange);

/// The thread that writes the notebooks, one for each layer.
#[derive(Debug)]
pub struct NotebookWriter {
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
    unwritten: Receiver<String>,
}

impl NotebookWriter {
    /// Starts the thread. The notebooks are those of the layers, in their order.
    ///
    /// # Errors
    ///
    /// The system has no thread to give.
    pub fn start(mut notebooks: Vec<Notebook>, sender: &MessageSender) -> io::Result<Self> {
        let (orders, ordered) = channel::<Order>();
        let (tell, unwritten) = channel();
        let thread = watch::spawn("notebook_writer", sender, move |sender| {
            for (layer, event, change) in ordered {
                let Some(notebook) = notebooks.get_mut(layer.position()) else { continue };
                let answer = match notebook.change(&event, change) {
                    Ok(()) => Message::Annotations(layer, notebook.annotations().clone()),
                    Err(error) => Message::Notice(Notice::Failed(error.to_string())),
                };
                // Nobody listens any more once the browser ends; what is ordered is written all the same.
                let _ = sender.send(answer);
            }
            for words in notebooks.iter_mut().filter_map(Notebook::close) {
                let _ = tell.send(words);
            }
        })?;
        Ok(Self { orders: Some(orders), thread: Some(thread), unwritten })
    }

    /// Orders a change to be written, of an event of a layer by the id that it has there.
    ///
    /// # Errors
    ///
    /// The thread has ended, which it does only by a panic.
    pub fn write(&self, layer: Ref<Layer>, event: String, change: AnnotationChange) -> io::Result<()> {
        let gone = || io::Error::other("the notebook is no longer written");
        self.orders.as_ref().ok_or_else(gone)?.send((layer, event, change)).map_err(|_| gone())
    }

    /// Waits until everything is written, and answers with what could not be: why, and what it is.
    pub fn finish(mut self) -> Vec<String> {
        self.end();
        self.unwritten.try_iter().collect()
    }

    fn end(&mut self) {
        self.orders.take();
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
