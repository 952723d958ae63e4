//! The line modes of the terminal: what the system makes of a key before a program reads it.
//!
//! While they are raw, the browser gets every key. In ordinary modes ctrl-c makes the system discard what the terminal has
//! not read yet, and a slow terminal would never get the bytes that leave the alternate screen. So there are two steps back:
//! [`leave_raw`] to modes that are ordinary but discard nothing (`NOFLSH`), and [`restore`] to those that were found, when the
//! browser has nothing more to do.

use std::fs::File;
use std::io::{self, IsTerminal};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::fd::{AsFd, BorrowedFd};
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

/// The modes that were found, until they are restored.
static FOUND: Mutex<Option<Termios>> = Mutex::new(None);

/// Makes the modes raw. Those that the terminal has now are restored later, not those from before it was given back.
///
/// # Errors
///
/// The terminal refused; the modes are as before.
pub fn enter_raw() -> io::Result<()> {
    restore();
    let keyboard = keyboard()?;
    let found = tcgetattr(keyboard_fd(&keyboard))?;
    let mut without_discarding = found.clone();
    without_discarding.local_modes |= LocalModes::NOFLSH;
    *lock_found() = Some(found);
    // crossterm keeps the modes that it replaces, for `leave_raw`.
    let entered = tcsetattr(keyboard_fd(&keyboard), OptionalActions::Now, &without_discarding)
        .map_err(io::Error::from)
        .and_then(|()| enable_raw_mode());
    if entered.is_err() {
        restore();
    }
    entered
}

/// Makes raw modes ordinary, except that ctrl-c discards no output. Errors are ignored: nothing can be done about them.
pub fn leave_raw() {
    let _ = disable_raw_mode();
}

/// Restores the modes that were found, if that has not been done. Errors are ignored.
pub fn restore() {
    leave_raw();
    if let Some(found) = lock_found().take()
        && let Ok(keyboard) = keyboard()
    {
        let _ = tcsetattr(keyboard_fd(&keyboard), OptionalActions::Now, &found);
    }
}

fn lock_found() -> MutexGuard<'static, Option<Termios>> {
    FOUND.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The terminal that keys come from, as crossterm chooses it: the standard input (`None`), or `/dev/tty` if the input is
/// not a terminal.
pub fn keyboard() -> io::Result<Option<File>> {
    if io::stdin().is_terminal() { Ok(None) } else { File::open("/dev/tty").map(Some) }
}

pub fn keyboard_fd(tty: &Option<File>) -> BorrowedFd<'_> {
    tty.as_ref().map_or(rustix::stdio::stdin(), AsFd::as_fd)
}
