//! The terminal: the modes that the browser switches on, and how they are switched off.
//!
//! [`Terminal::take`] switches on raw mode, the alternate screen, bracketed paste and the mouse. [`give_back`] switches
//! everything off: when the [`Terminal`] is dropped, in the panic hook, and before a signal stops or ends the process. It may
//! be called at any time and any number of times, and does only what is left to do.
//!
//! A frame is composed in memory and written at once, as a synchronised update, so that nobody sees half of one. A frame
//! that looks like the one before is not written.

use std::{
    env, fmt,
    io::{self, IsTerminal},
    panic,
    sync::{
        Once,
        atomic::{AtomicBool, Ordering},
    },
};

use crossterm::{
    Command,
    clipboard::CopyToClipboard,
    cursor::{Hide, MoveTo, Show},
    event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste},
    queue,
    style::{Attribute, SetAttribute, force_color_output},
    terminal::{
        BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    },
};
use ratatui::{
    buffer::{Buffer, Cell, CellDiffOption},
    layout::{Position, Rect, Size},
};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
    termios::tcgetwinsize,
};
use summits_chronology::text::find_unclean_line;
use thiserror::Error;

use super::{frame, hyperlink, line_modes};

/// The size of a terminal that does not report one.
const UNKNOWN_SIZE: Size = Size { width: 80, height: 24 };

/// Whether the terminal is in our modes.
static HELD: AtomicBool = AtomicBool::new(false);

/// Why the browser cannot be drawn here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unsuitable {
    /// The output goes to a file or another program.
    #[error("the output is not a terminal")]
    Output,
    /// There is no keyboard: neither the input nor `/dev/tty` is a terminal.
    #[error("there is no terminal to read keys from")]
    Input,
    /// `TERM` is `dumb`, or missing.
    #[error("this terminal cannot be drawn on (TERM=dumb, or not set)")]
    Dumb,
}

/// Checks whether the browser can be drawn here.
///
/// # Errors
///
/// Why it cannot.
pub fn suitable() -> Result<(), Unsuitable> {
    if !io::stdout().is_terminal() {
        return Err(Unsuitable::Output);
    }
    if !io::stdin().is_terminal() && std::fs::File::open("/dev/tty").is_err() {
        return Err(Unsuitable::Input);
    }
    if env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb") {
        return Err(Unsuitable::Dumb);
    }
    Ok(())
}

/// The present size of the terminal; 80 × 24 if it does not report one.
#[must_use]
pub fn size() -> Size {
    match tcgetwinsize(io::stdout()) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => Size { width: size.ws_col, height: size.ws_row },
        _ => UNKNOWN_SIZE,
    }
}

/// Whether an error means that the terminal has vanished.
#[must_use]
pub fn is_gone(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
        || [Errno::IO, Errno::NXIO].iter().any(|errno| error.raw_os_error() == Some(errno.raw_os_error()))
}

/// The terminal while the browser uses it.
#[derive(Debug)]
pub struct Terminal {
    /// What is on the terminal.
    shown: Buffer,
    /// Whether `shown` is right. If not, every cell must be drawn.
    is_known: bool,
    /// The next frame. It has the size of the terminal.
    next: Buffer,
    /// Where the cursor is, if it is visible.
    cursor: Option<Position>,
    mouse: bool,
}

impl Terminal {
    /// Takes the terminal.
    ///
    /// # Errors
    ///
    /// The terminal refused; no mode is left switched on.
    pub fn take(mouse: bool) -> io::Result<Self> {
        restore_on_panic();
        // With NO_COLOR, crossterm would write an empty colour command, which also removes bold and reverse. We have a theme
        // without colours instead.
        force_color_output(true);
        let mut terminal =
            Self { shown: Buffer::default(), is_known: false, next: Buffer::empty(area(size())), cursor: None, mouse };
        terminal.resume()?;
        Ok(terminal)
    }

    /// Takes the terminal again after [`give_back`], or after something else may have changed its modes.
    ///
    /// # Errors
    ///
    /// The terminal refused; no mode is left switched on.
    pub fn resume(&mut self) -> io::Result<()> {
        line_modes::enter_raw()?;
        HELD.store(true, Ordering::SeqCst);
        let taken = compose(|bytes| {
            queue!(bytes, EnterAlternateScreen, Hide, EnableBracketedPaste)?;
            if self.mouse { queue!(bytes, EnableMouse) } else { Ok(()) }
        })
        .and_then(|bytes| send(&bytes));
        if taken.is_err() {
            give_back();
        }
        self.cursor = None;
        self.redraw();
        taken
    }

    /// Whether the terminal is in our modes.
    #[must_use]
    pub fn is_held(&self) -> bool {
        HELD.load(Ordering::SeqCst)
    }

    /// The size of the next frame.
    #[must_use]
    pub fn size(&self) -> Size {
        self.next.area.as_size()
    }

    /// Sets the size of the next frame.
    pub fn resize(&mut self, size: Size) {
        if self.size() != size {
            self.next.resize(area(size));
            self.redraw();
        }
    }

    /// Makes the next frame draw every cell.
    pub fn redraw(&mut self) {
        self.is_known = false;
    }

    /// Draws a frame. `paint` fills an empty buffer and answers where the cursor is, if it is visible.
    ///
    /// # Errors
    ///
    /// The terminal could not be written to.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<()> {
        self.next.reset();
        let cursor = paint(&mut self.next);
        self.next.content.iter_mut().for_each(purify);
        if !self.is_known {
            self.blank();
        }
        let bytes = compose(|bytes| self.frame(bytes, cursor))?;
        std::mem::swap(&mut self.shown, &mut self.next);
        self.is_known = true;
        self.cursor = cursor;
        send(&bytes)
    }

    /// Makes `shown` what a cleared screen is.
    fn blank(&mut self) {
        if self.shown.area == self.next.area {
            self.shown.reset();
        } else {
            self.shown = Buffer::empty(self.next.area);
        }
    }

    /// The bytes of a frame; none if it looks like the one before.
    fn frame(&self, bytes: &mut Vec<u8>, cursor: Option<Position>) -> io::Result<()> {
        let updates = self.shown.diff(&self.next);
        if self.is_known && updates.is_empty() && cursor == self.cursor {
            return Ok(());
        }
        queue!(bytes, BeginSynchronizedUpdate)?;
        if self.cursor.is_some() {
            queue!(bytes, Hide)?;
        }
        if !self.is_known {
            queue!(bytes, SetAttribute(Attribute::Reset), Clear(ClearType::All))?;
        }
        frame::write(updates, bytes);
        if let Some(Position { x, y }) = cursor {
            queue!(bytes, MoveTo(x, y), Show)?;
        }
        queue!(bytes, EndSynchronizedUpdate)
    }

    /// Switches the mouse on or off. Off, the terminal selects text with it.
    ///
    /// # Errors
    ///
    /// The terminal could not be written to.
    pub fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        if !self.is_held() {
            return Ok(());
        }
        send(&compose(|bytes| if on { queue!(bytes, EnableMouse) } else { queue!(bytes, DisableMouseCapture) })?)
    }

    /// Puts a text on the clipboard of the reader's machine, by OSC 52. The terminal does not answer whether it did.
    ///
    /// # Errors
    ///
    /// The terminal could not be written to.
    pub fn copy(&self, text: &str) -> io::Result<()> {
        if !self.is_held() {
            return Ok(());
        }
        send(&compose(|bytes| queue!(bytes, CopyToClipboard::to_clipboard_from(text)))?)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        give_back();
    }
}

/// Switches off every mode that is on. Errors are ignored: nothing can be done about them.
pub fn give_back() {
    leave();
    line_modes::restore();
}

/// Leaves the screen, if the terminal is held: the reader sees the shell again. Until [`give_back`], ctrl-c does not discard
/// what the terminal has not read yet.
pub fn leave() {
    if HELD.swap(false, Ordering::SeqCst) {
        let _ = reset_sequence().and_then(|bytes| send(&bytes));
        line_modes::leave_raw();
    }
}

/// As [`give_back`], but never waits for a terminal that does not read: for a process that must end now. The line modes come
/// first; another thread may be waiting in [`leave`].
pub fn give_back_at_once() {
    let held = HELD.swap(false, Ordering::SeqCst);
    line_modes::leave_raw();
    if held && is_writable_now() {
        let _ = reset_sequence().and_then(|bytes| send(&bytes));
    }
    line_modes::restore();
}

/// The bytes that switch off every mode, and end an incomplete frame or link.
fn reset_sequence() -> io::Result<Vec<u8>> {
    compose(|bytes| {
        bytes.extend_from_slice(hyperlink::CLOSE.as_bytes());
        queue!(
            bytes,
            EndSynchronizedUpdate,
            SetAttribute(Attribute::Reset),
            DisableMouseCapture,
            DisableBracketedPaste,
            LeaveAlternateScreen,
            Show
        )
    })
}

/// Gives the terminal back before the message of a panic is printed, so that it is visible.
fn restore_on_panic() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            give_back();
            report(panic);
        }));
    });
}

/// Presses, releases, drags and the wheel, in the SGR encoding. Unlike crossterm's command it does not report mere movement
/// of the pointer, which would wake the browser for nothing.
struct EnableMouse;

impl Command for EnableMouse {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str("\x1b[?1000h\x1b[?1002h\x1b[?1006h")
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        Ok(())
    }
}

/// Replaces a cell with control characters or invisible ones. Text is cleaned where it is loaded; this is a safeguard. Only
/// the control characters of our own links stay.
fn purify(cell: &mut Cell) {
    if cell.symbol().len() == 1 {
        return;
    }
    // A joiner at the end of a cell joins it to the next.
    let words = hyperlink::words(cell.symbol()).trim_end_matches(['\u{200c}', '\u{200d}']);
    if find_unclean_line(words).is_some() {
        cell.set_symbol("\u{fffd}").set_diff_option(CellDiffOption::None);
    }
}

fn area(size: Size) -> Rect {
    Rect::new(0, 0, size.width, size.height)
}

fn compose(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write(&mut bytes)?;
    Ok(bytes)
}

/// Writes directly to the terminal: without a buffer in between, and without a lock that could be held during a panic.
fn send(mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(rustix::stdio::stdout(), bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = &bytes[written..],
            Err(Errno::INTR) => {},
            // Another program has made the terminal non-blocking.
            Err(Errno::AGAIN) => {
                is_writable(None);
            },
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Whether the terminal can be written to now.
#[must_use]
pub fn is_writable_now() -> bool {
    is_writable(Some(&Timespec::default()))
}

/// Sleeps until the terminal can be written to, or has vanished.
pub fn wait_until_writable() {
    let stdout = rustix::stdio::stdout();
    while poll(&mut [PollFd::new(&stdout, PollFlags::OUT)], None) == Err(Errno::INTR) {}
}

fn is_writable(limit: Option<&Timespec>) -> bool {
    let stdout = rustix::stdio::stdout();
    poll(&mut [PollFd::new(&stdout, PollFlags::OUT)], limit).is_ok_and(|ready| ready > 0)
}
