//! Three threads that sleep until something happens and then send a message to the loop.
//!
//! - The input thread waits for the terminal and reads keys, mouse and pastes. It asks crossterm only when there is
//!   something to read, because crossterm loops for ever on a terminal that has vanished.
//! - The signal thread turns signals into messages.
//! - The hang-up watcher waits for the terminal to vanish, which SIGHUP does not always report.
//!
//! None of them has a time-out. If the browser should end and does not, because the terminal no longer reads what is
//! written to it, the thread that sent the message ends the process after `PATIENCE`.

use std::{
    io,
    sync::{
        Arc, Mutex, PoisonError, TryLockError,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use crossterm::event::{self, Event};
use rustix::{
    event::{PollFd, PollFlags, poll},
    fd::BorrowedFd,
    io::Errno,
    process::{Signal, getpid, kill_process},
};
use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH},
    iterator::Signals,
    low_level::emulate_default_handler,
};

use super::line_modes::{keyboard, keyboard_fd};
use super::message::{Message, MessageSender};
use super::terminal;

/// Whether another program uses the terminal.
static LENT: AtomicBool = AtomicBool::new(false);

/// How much time the browser has to end by itself.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long crossterm may poll for more input. With zero it does not even look at what it has read already; while it
/// polls, it uses the processor.
const POLL: Duration = Duration::from_micros(100);

/// Begins to listen for signals. Call this before the terminal is taken, so that no signal can end the process and leave
/// the terminal in our modes.
///
/// # Errors
///
/// The signals could not be registered or a thread could not be started.
pub fn signals(sender: &MessageSender) -> io::Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    spawn("signals", sender, move |sender| {
        for signal in signals.forever() {
            if LENT.load(Ordering::SeqCst) && is_for_borrower(signal) {
                continue;
            }
            let sent = match signal {
                SIGWINCH => sender.send(Message::SizeChanged),
                SIGTSTP => sender.send(Message::Stop),
                SIGCONT => sender.send(Message::Continued),
                _ => {
                    let sent = sender.send(Message::End(signal));
                    end_after_patience(signal);
                    sent
                },
            };
            if sent.is_err() {
                break;
            }
        }
    })?;
    Ok(())
}

/// Whether a signal came from a key that was pressed in the program that uses the terminal. We ignore it, except that we
/// stop together with that program, so that the shell comes to the foreground.
fn is_for_borrower(signal: i32) -> bool {
    if signal == SIGTSTP {
        let _ = kill_process(getpid(), Signal::STOP);
    }
    matches!(signal, SIGINT | SIGQUIT | SIGTSTP | SIGCONT | SIGWINCH)
}

/// Begins to read the terminal and to watch for hang-up. Call this after the terminal was taken: only then does it send
/// single keys.
///
/// # Errors
///
/// There is no terminal to read from or a thread could not be started.
pub fn terminal(sender: &MessageSender, reader: &InputReader) -> io::Result<()> {
    let tty = keyboard()?;
    spawn("hang-up", sender, move |sender| {
        if wait(keyboard_fd(&tty), PollFlags::empty()) == Ok(Readiness::HungUp) {
            let _ = sender.send(Message::HungUp);
            end_after_patience(SIGHUP);
        }
    })?;
    let tty = keyboard()?;
    let turn = reader.clone();
    spawn("input", sender, move |sender| {
        loop {
            let read = match wait(keyboard_fd(&tty), PollFlags::IN) {
                Ok(Readiness::Input) => turn.read(&sender),
                // Then crossterm has to wait.
                Ok(Readiness::Unknown) => read_next(&sender),
                Ok(Readiness::HungUp) | Err(_) => Err(Stopped),
            };
            if read.is_err() {
                break;
            }
        }
    })?;
    Ok(())
}

/// Sends one message when the terminal can be written to again.
///
/// # Errors
///
/// The system could not start a thread.
pub fn writable(sender: &MessageSender) -> io::Result<()> {
    spawn("writable", sender, |sender| {
        terminal::wait_until_writable();
        let _ = sender.send(Message::Writable);
    })?;
    Ok(())
}

/// The right to read the terminal, which can be lent to another program.
#[derive(Debug, Clone, Default)]
pub struct InputReader {
    turn: Arc<Mutex<()>>,
}

impl InputReader {
    /// Leaves keys, and the signals that keys send, to another program while `other` runs.
    pub fn lend<T>(&self, other: impl FnOnce() -> T) -> T {
        // An input thread that has panicked must not block us.
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        LENT.store(true, Ordering::SeqCst);
        let answer = other();
        LENT.store(false, Ordering::SeqCst);
        answer
    }

    /// Reads what is waiting. While the terminal is lent, the keys are for the other program, so it waits for its turn.
    fn read(&self, sender: &MessageSender) -> Result<(), Stopped> {
        match self.turn.try_lock() {
            Err(TryLockError::WouldBlock) => drop(self.turn.lock()),
            _turn => read_waiting(sender)?,
        }
        Ok(())
    }
}

/// Sends everything that can be read now.
fn read_waiting(sender: &MessageSender) -> Result<(), Stopped> {
    // Twice: another process may take the processor just then, until the time to poll is over.
    while has_input()? || has_input()? {
        read_next(sender)?;
    }
    Ok(())
}

fn has_input() -> Result<bool, Stopped> {
    event::poll(POLL).map_err(|_| Stopped)
}

/// Waits for the next input and sends it.
fn read_next(sender: &MessageSender) -> Result<(), Stopped> {
    match event::read().map_err(|_| Stopped)? {
        // SIGWINCH reports the size.
        Event::Resize(..) => Ok(()),
        event => sender.send(Message::Input(event)).map_err(|_| Stopped),
    }
}

/// The loop has ended, or there is nothing more to read.
struct Stopped;

#[derive(Debug, PartialEq, Eq)]
enum Readiness {
    Input,
    HungUp,
    /// This system cannot wait for this terminal.
    Unknown,
}

/// Sleeps until the terminal is readable (with [`PollFlags::IN`]) or has vanished.
fn wait(tty: BorrowedFd<'_>, events: PollFlags) -> Result<Readiness, Errno> {
    loop {
        let mut fds = [PollFd::from_borrowed_fd(tty, events)];
        match poll(&mut fds, None) {
            Ok(_) => {},
            Err(Errno::INTR) => continue,
            Err(errno) => return Err(errno),
        }
        let ready = fds[0].revents();
        if ready.intersects(PollFlags::HUP | PollFlags::ERR) {
            return Ok(Readiness::HungUp);
        }
        if ready.contains(PollFlags::NVAL) {
            return Ok(Readiness::Unknown);
        }
        if ready.intersects(events) {
            return Ok(Readiness::Input);
        }
    }
}

/// Ends the process by the signal if the loop does not: it may be waiting for a terminal that does not read.
fn end_after_patience(signal: i32) {
    let _ = thread::Builder::new().spawn(move || {
        thread::sleep(PATIENCE);
        terminal::give_back_at_once();
        let _ = emulate_default_handler(signal);
    });
}

/// Starts a thread. If it panics, it sends [`Message::Panicked`].
///
/// # Errors
///
/// The system could not start a thread.
pub fn spawn<T: Send + 'static>(
    name: &str,
    sender: &MessageSender,
    work: impl FnOnce(MessageSender) -> T + Send + 'static,
) -> io::Result<JoinHandle<T>> {
    struct Alarm(MessageSender);
    impl Drop for Alarm {
        fn drop(&mut self) {
            if thread::panicking() {
                let _ = self.0.send(Message::Panicked);
            }
        }
    }
    let sender = sender.clone();
    thread::Builder::new().name(name.to_owned()).spawn(move || {
        let alarm = Alarm(sender.clone());
        let answer = work(sender);
        drop(alarm);
        answer
    })
}
