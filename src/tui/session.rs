//! A session: the terminal while the browser uses it, and the channel through which everything arrives.

use std::io;
use std::sync::mpsc::{Receiver, channel};

use super::message::{Message, MessageSender};
use super::terminal::Terminal;
use super::watch::{self, InputReader};

/// The terminal and the channel.
#[derive(Debug)]
pub struct Session {
    pub(super) terminal: Terminal,
    pub(super) sender: MessageSender,
    pub(super) messages: Receiver<Message>,
    pub(super) input: InputReader,
    /// Whether the terminal is being read.
    pub(super) is_listening: bool,
    /// What was typed while the chronology was loaded. It is for the browser.
    pub(super) typed_ahead: Vec<Message>,
}

impl Session {
    /// Takes the terminal.
    ///
    /// # Errors
    ///
    /// The terminal refused, or the system could not start a thread.
    pub(super) fn start(mouse: bool) -> io::Result<Self> {
        let (sender, messages) = channel();
        Self::start_on(sender, messages, mouse)
    }

    /// Takes the terminal, with a channel that is in use already.
    ///
    /// # Errors
    ///
    /// The terminal refused, or the system could not start a thread.
    pub(super) fn start_on(sender: MessageSender, messages: Receiver<Message>, mouse: bool) -> io::Result<Self> {
        watch::signals(&sender)?;
        let terminal = Terminal::take(mouse)?;
        Ok(Self {
            terminal,
            sender,
            messages,
            input: InputReader::default(),
            is_listening: false,
            typed_ahead: Vec::new(),
        })
    }

    /// Begins to read the terminal, unless it has begun. What was typed before waits in the terminal, so the first frame
    /// comes before this.
    ///
    /// # Errors
    ///
    /// There is no terminal to read from, or the system could not start a thread.
    pub(super) fn listen(&mut self) -> io::Result<()> {
        if !self.is_listening {
            watch::terminal(&self.sender, &self.input)?;
            self.is_listening = true;
        }
        Ok(())
    }
}
