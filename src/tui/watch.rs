//! What wakes the browser: three threads that sleep until something happens and put it into one channel.
//!
//! - The *reader* waits for the terminal and reads keys, mouse and pastes. It asks crossterm only when there is something
//!   to read, because crossterm turns in circles on a terminal that has vanished.
//! - The *signals* arrive as values.
//! - The *lookout* waits for the terminal to vanish: hang-up is not always told by SIGHUP.
//!
//! None of them has a time-out. When the browser is asked to end and does not, because the terminal no longer reads what
//! is written to it, the thread that asked ends the process after `PATIENCE`.

use std::{
    fs::File,
    io::{self, IsTerminal},
    sync::{
        Arc, Mutex, PoisonError, TryLockError,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, channel},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use crossterm::event::{self, Event};
use rustix::{
    event::{PollFd, PollFlags, poll},
    fd::{AsFd, BorrowedFd},
    io::Errno,
    process::{Signal, getpid, kill_process},
};
use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH},
    iterator::Signals,
    low_level::emulate_default_handler,
};

use super::message::{Message, MessageSender};
use super::terminal;

/// Whether another program has the terminal.
static LENT: AtomicBool = AtomicBool::new(false);

/// How long the browser has to end by itself.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long crossterm may look for more input. It needs more than nothing to look at all, even at what it has read
/// already, and turns in circles meanwhile.
const LOOK: Duration = Duration::from_micros(100);

/// Begins to listen for signals. Do this before the terminal is taken, so that no signal finds it taken and unguarded.
///
/// # Errors
///
/// The signals could not be registered or a thread could not be started.
pub fn signals() -> io::Result<(MessageSender, Receiver<Message>)> {
    let (sender, messages) = channel();
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    spawn("signals", &sender, move |sender| {
        for signal in signals.forever() {
            if LENT.load(Ordering::SeqCst) && meant_for_the_borrower(signal) {
                continue;
            }
            let told = match signal {
                SIGWINCH => sender.send(Message::SizeChanged),
                SIGTSTP => sender.send(Message::Stop),
                SIGCONT => sender.send(Message::Continued),
                _ => {
                    let told = sender.send(Message::End(signal));
                    end_after_patience(signal);
                    told
                },
            };
            if told.is_err() {
                break;
            }
        }
    })?;
    Ok((sender, messages))
}

/// Whether a signal came from a key that was pressed in the program that has the terminal. It is not ours to answer, but
/// when that program stops, we stop with it, so that the shell comes forward.
fn meant_for_the_borrower(signal: i32) -> bool {
    if signal == SIGTSTP {
        let _ = kill_process(getpid(), Signal::STOP);
    }
    matches!(signal, SIGINT | SIGQUIT | SIGTSTP | SIGCONT | SIGWINCH)
}

/// Begins to read the terminal and to look out for its end. Do this after it was taken: only then does it give keys.
///
/// # Errors
///
/// There is no terminal to read from or a thread could not be started.
pub fn terminal(sender: &MessageSender) -> io::Result<Reader> {
    let tty = keyboard()?;
    spawn("lookout", sender, move |sender| {
        if wait(keyboard_fd(&tty), PollFlags::empty()) == Ok(Readiness::HungUp) {
            let _ = sender.send(Message::HungUp);
            end_after_patience(SIGHUP);
        }
    })?;
    let tty = keyboard()?;
    let reader = Reader::default();
    let turn = reader.clone();
    spawn("reader", sender, move |sender| {
        loop {
            let heard = match wait(keyboard_fd(&tty), PollFlags::IN) {
                Ok(Readiness::Input) => turn.read(&sender),
                // Then crossterm has to do the waiting.
                Ok(Readiness::Unknown) => read_next(&sender),
                Ok(Readiness::HungUp) | Err(_) => Err(Stopped),
            };
            if heard.is_err() {
                break;
            }
        }
    })?;
    Ok(reader)
}

/// Tells the loop, once, when the terminal takes something again.
///
/// # Errors
///
/// The system has no thread to give.
pub fn room(sender: &MessageSender) -> io::Result<()> {
    spawn("room", sender, |sender| {
        terminal::wait_for_room();
        let _ = sender.send(Message::Writable);
    })?;
    Ok(())
}

/// The turn to read the terminal, which can be lent to another program.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    turn: Arc<Mutex<()>>,
}

impl Reader {
    /// Leaves keys, and the signals that keys send, to another program as long as `other` takes.
    pub fn lend<T>(&self, other: impl FnOnce() -> T) -> T {
        // A reader that has panicked holds nothing back.
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        LENT.store(true, Ordering::SeqCst);
        let answer = other();
        LENT.store(false, Ordering::SeqCst);
        answer
    }

    /// Reads what is waiting, unless the terminal is lent: then the keys were for another, and it sleeps until its turn.
    fn read(&self, sender: &MessageSender) -> Result<(), Stopped> {
        match self.turn.try_lock() {
            Err(TryLockError::WouldBlock) => drop(self.turn.lock()),
            _turn => read_waiting(sender)?,
        }
        Ok(())
    }
}

/// Hands on everything that is there to read.
fn read_waiting(sender: &MessageSender) -> Result<(), Stopped> {
    // Asked twice: another process may take the processor just then, until the time to look is over.
    while look()? || look()? {
        read_next(sender)?;
    }
    Ok(())
}

/// Whether there is something to read.
fn look() -> Result<bool, Stopped> {
    event::poll(LOOK).map_err(|_| Stopped)
}

/// Hands on what comes next.
fn read_next(sender: &MessageSender) -> Result<(), Stopped> {
    match event::read().map_err(|_| Stopped)? {
        // The size is told by SIGWINCH.
        Event::Resize(..) => Ok(()),
        event => sender.send(Message::Input(event)).map_err(|_| Stopped),
    }
}

/// Nobody listens any more, or there is nothing more to hear.
struct Stopped;

/// The terminal that keys come from, as crossterm chooses it: the standard input (`None`), or `/dev/tty` if that is not a
/// terminal.
fn keyboard() -> io::Result<Option<File>> {
    if io::stdin().is_terminal() { Ok(None) } else { File::open("/dev/tty").map(Some) }
}

fn keyboard_fd(tty: &Option<File>) -> BorrowedFd<'_> {
    tty.as_ref().map_or(rustix::stdio::stdin(), AsFd::as_fd)
}

#[derive(Debug, PartialEq, Eq)]
enum Readiness {
    Input,
    HungUp,
    /// This system cannot wait for this terminal.
    Unknown,
}

/// Sleeps until the terminal is readable (if that is asked for) or has vanished.
fn wait(tty: BorrowedFd<'_>, wanted: PollFlags) -> Result<Readiness, Errno> {
    loop {
        let mut fds = [PollFd::from_borrowed_fd(tty, wanted)];
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
        if ready.intersects(wanted) {
            return Ok(Readiness::Input);
        }
    }
}

/// Ends the process by the signal if the loop does not do it: it may be waiting for a terminal that does not read.
fn end_after_patience(signal: i32) {
    let _ = thread::Builder::new().spawn(move || {
        thread::sleep(PATIENCE);
        terminal::give_back_at_once();
        let _ = emulate_default_handler(signal);
    });
}

/// Starts a thread that tells the loop if it panics.
///
/// # Errors
///
/// The system has no thread to give.
pub fn spawn(
    name: &str,
    sender: &MessageSender,
    work: impl FnOnce(MessageSender) + Send + 'static,
) -> io::Result<JoinHandle<()>> {
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
        work(sender);
        drop(alarm);
    })
}
