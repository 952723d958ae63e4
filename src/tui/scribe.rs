//! The scribe: writes the notebook beside the loop, since a disk can be slow and another copy can hold the lock. It
//! answers with what the notebook holds then, or why it could not be written. When the browser ends, what is waiting is
//! still written.

use std::io;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

use super::watch::{self, Inbox, Incoming};
use crate::chronology::JottingChange;
use crate::keymap::{Action, Notice};
use crate::notebook::Notebook;

/// The thread that writes the notebook.
#[derive(Debug)]
pub struct Scribe {
    orders: Option<Sender<(String, JottingChange)>>,
    thread: Option<JoinHandle<()>>,
}

impl Scribe {
    /// Starts the thread.
    ///
    /// # Errors
    ///
    /// The system has no thread to give.
    pub fn start(mut notebook: Notebook, inbox: &Inbox) -> io::Result<Self> {
        let (orders, ordered) = channel::<(String, JottingChange)>();
        let thread = watch::spawn("scribe", inbox, move |inbox| {
            for (event, change) in ordered {
                let answer = match notebook.change(&event, change) {
                    Ok(()) => Action::TakeJottings(notebook.jottings().clone()),
                    Err(error) => Action::Notify(Notice::Failed(error.to_string())),
                };
                // Nobody listens any more once the browser ends; what is ordered is written all the same.
                let _ = inbox.send(Incoming::Action(answer));
            }
        })?;
        Ok(Self { orders: Some(orders), thread: Some(thread) })
    }

    /// Orders a change to be written.
    ///
    /// # Errors
    ///
    /// The thread has ended, which it does only by a panic.
    pub fn write(&self, event: String, change: JottingChange) -> io::Result<()> {
        let gone = || io::Error::other("the notebook is no longer written");
        self.orders.as_ref().ok_or_else(gone)?.send((event, change)).map_err(|_| gone())
    }
}

impl Drop for Scribe {
    fn drop(&mut self) {
        self.orders.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
