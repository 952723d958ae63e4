//! A user at a terminal, for tests.
//!
//! A [`Session`] runs a program in a real pseudo-terminal and reads what it draws. Its calls read like what a user
//! does: `browser().open().wait_for("2001").press("j j enter").wait_for("Documents")`. It waits for something to appear
//! and never for a fixed time; [`TIMEOUT`] only ends a test that is stuck. A frame counts when it is complete: the
//! content of a synchronised update is ignored until its end.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "each test uses a part of it, and may fail anywhere"
)]

use std::{
    fs::OpenOptions,
    io::{Read as _, Write},
    num::NonZeroU16,
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    sync::{
        Arc, Condvar, Mutex, MutexGuard,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use memchr::memmem;
use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::{
    fs::OFlags,
    process::{Pid, Signal, kill_process},
    termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr},
};

/// How long a test waits for something to appear, on a busy machine.
pub const TIMEOUT: Duration = Duration::from_secs(30);

const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// What a session starts with.
pub struct Opening {
    command: CommandBuilder,
    size: (u16, u16),
    /// The bytes that the terminal reads at once, and how long it pauses after each read.
    slow: Option<(usize, Duration)>,
}

/// The browser on the chronology of the tests, in a terminal of 120 × 34.
pub fn browser() -> Opening {
    browser_on(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/chronology"))
}

/// The browser on the chronology in this directory.
pub fn browser_on(directory: &str) -> Opening {
    built_in().args(["--data", directory])
}

/// The browser as it is started without `--data`: on the chronology built in.
pub fn built_in() -> Opening {
    program(env!("CARGO_BIN_EXE_summits-tui"))
}

/// Another program, in a terminal of 120 × 34.
pub fn program(path: &str) -> Opening {
    let mut command = CommandBuilder::new(path);
    command.env_clear();
    for kept in ["PATH", "HOME", "LLVM_PROFILE_FILE"] {
        if let Some(value) = std::env::var_os(kept) {
            command.env(kept, value);
        }
    }
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    // Not the configuration and the notebook of the user who runs the tests.
    command.env("XDG_CONFIG_HOME", "/proc/nonexistent");
    command.env("XDG_STATE_HOME", "/proc/nonexistent");
    Opening { command, size: (120, 34), slow: None }
}

impl Opening {
    /// In a terminal of this size.
    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    /// In a slow terminal: it reads at most `bytes` at once, then pauses, until [`Session::hurry`].
    pub fn reading(mut self, bytes: usize, pause: Duration) -> Self {
        self.slow = Some((bytes, pause));
        self
    }

    /// With this variable.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Without this variable.
    pub fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// With these arguments.
    pub fn args<'a>(mut self, args: impl IntoIterator<Item = &'a str>) -> Self {
        self.command.args(args);
        self
    }

    /// In this directory.
    pub fn directory(mut self, path: &Path) -> Self {
        self.command.cwd(path);
        self
    }

    pub fn open(self) -> Session {
        let (columns, rows) = self.size;
        let pair = native_pty_system().openpty(pty_size(columns, rows)).unwrap();
        let child = pair.slave.spawn_command(self.command).unwrap();
        let shared = Arc::new(Shared::new(columns, rows));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let seen = Arc::clone(&shared);
        let slow = self.slow;
        thread::spawn(move || {
            let mut chunk = [0; 1 << 16];
            let slow_now = || slow.filter(|_| !seen.hurried.load(Ordering::SeqCst));
            let limit = || slow_now().map_or(1 << 16, |(bytes, _)| bytes);
            while let Ok(read @ 1..) = reader.read(&mut chunk[..limit()]) {
                seen.receive(&chunk[..read]);
                if let Some((_, pause)) = slow_now() {
                    thread::sleep(pause);
                }
                if seen.abandoned.load(Ordering::SeqCst) {
                    break;
                }
            }
            drop(reader);
            seen.close();
        });
        Session { master: Some(pair.master), slave: Some(pair.slave), writer: Some(writer), child, shared }
    }
}

/// What the program has drawn so far.
struct Seen {
    terminal: vt100::Parser,
    /// Every byte that the program wrote.
    output: Vec<u8>,
    /// How many bytes of it are on the screen: all but an incomplete frame.
    drawn: usize,
    frames: usize,
    closed: bool,
}

struct Shared {
    seen: Mutex<Seen>,
    changed: Condvar,
    abandoned: AtomicBool,
    hurried: AtomicBool,
}

impl Shared {
    fn new(columns: u16, rows: u16) -> Self {
        let (columns, rows) = nonzero(columns, rows);
        let terminal = vt100::Parser::new(rows, columns, 0);
        let seen = Seen { terminal, output: Vec::new(), drawn: 0, frames: 0, closed: false };
        let (abandoned, hurried) = (AtomicBool::new(false), AtomicBool::new(false));
        Self { seen: Mutex::new(seen), changed: Condvar::new(), abandoned, hurried }
    }

    fn receive(&self, chunk: &[u8]) {
        let seen = &mut *self.seen.lock().unwrap();
        seen.output.extend_from_slice(chunk);
        let fresh = &seen.output[seen.drawn..];
        let fresh = &fresh[..complete(fresh)];
        seen.frames += count(fresh, BEGIN);
        seen.terminal.process(fresh);
        seen.drawn += fresh.len();
        self.changed.notify_all();
    }

    fn close(&self) {
        let seen = &mut *self.seen.lock().unwrap();
        seen.terminal.process(&seen.output[seen.drawn..]);
        seen.drawn = seen.output.len();
        seen.closed = true;
        self.changed.notify_all();
    }

    fn look(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap()
    }
}

/// A program that runs in a terminal.
pub struct Session {
    master: Option<Box<dyn MasterPty + Send>>,
    slave: Option<Box<dyn SlavePty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    shared: Arc<Shared>,
}

impl Session {
    /// Presses keys, written as the help writes them, one after another: `j ctrl-o enter`. Wait for something after
    /// `esc`: to a terminal, escape and `f` without a pause are `alt-f`.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        assert!(!keys.contains("esc "), "wait after esc");
        let bytes: Vec<u8> = keys.split_whitespace().flat_map(encode).collect();
        self.send(&bytes)
    }

    /// Types a text.
    pub fn type_(&mut self, text: &str) -> &mut Self {
        self.send(text.as_bytes())
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.send(format!("\x1b[200~{text}\x1b[201~").as_bytes())
    }

    /// Clicks on the first occurrence of this text.
    pub fn click_on(&mut self, text: &str) -> &mut Self {
        let (column, row) = self.find(text).unwrap_or_else(|| self.fail(&format!("{text:?} to click on")));
        self.click(column, row)
    }

    /// Clicks with the left button. The first column and row are 0.
    pub fn click(&mut self, column: u16, row: u16) -> &mut Self {
        let (x, y) = (column + 1, row + 1);
        self.send(format!("\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m").as_bytes())
    }

    /// Turns the wheel down by one notch at this position.
    pub fn wheel_down(&mut self, column: u16, row: u16) -> &mut Self {
        self.send(format!("\x1b[<65;{};{}M", column + 1, row + 1).as_bytes())
    }

    /// Turns the wheel up by one notch at this position.
    pub fn wheel_up(&mut self, column: u16, row: u16) -> &mut Self {
        self.send(format!("\x1b[<64;{};{}M", column + 1, row + 1).as_bytes())
    }

    /// Sends bytes unchanged.
    pub fn send(&mut self, bytes: &[u8]) -> &mut Self {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(bytes).unwrap();
        writer.flush().unwrap();
        self
    }

    /// Waits until this text is on the screen.
    pub fn wait_for(&mut self, text: &str) -> &mut Self {
        self.wait_until(&format!("{text:?}"), |screen| screen.contents().contains(text))
    }

    /// Waits until this text is no longer on the screen.
    pub fn wait_until_gone(&mut self, text: &str) -> &mut Self {
        self.wait_until(&format!("no {text:?}"), |screen| !screen.contents().contains(text))
    }

    /// Waits until a condition holds for the screen. `what` describes it in the error.
    pub fn wait_until(&mut self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        self.wait(what, |seen| holds(seen.terminal.screen()))
    }

    /// Waits until this many frames are complete since the session began.
    pub fn wait_for_frame(&mut self, number: usize) -> &mut Self {
        self.wait(&format!("frame {number}"), |seen| seen.frames >= number)
    }

    /// Waits until the output contains this, escape sequences included.
    pub fn wait_for_output(&mut self, bytes: &str) -> &mut Self {
        self.wait(&format!("{bytes:?} in the output"), |seen| count(&seen.output, bytes.as_bytes()) > 0)
    }

    fn wait(&mut self, what: &str, holds: impl Fn(&Seen) -> bool) -> &mut Self {
        let deadline = Instant::now() + TIMEOUT;
        let mut seen = self.shared.look();
        while !holds(&seen) {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || seen.closed {
                drop(seen);
                self.fail(what);
            }
            seen = self.shared.changed.wait_timeout(seen, left).unwrap().0;
        }
        drop(seen);
        self
    }

    /// Resizes the terminal and clears it, so that a test cannot mistake the old screen for the new one.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        {
            let seen = &mut *self.shared.look();
            let (columns, rows) = nonzero(columns, rows);
            seen.terminal.screen_mut().set_size(rows, columns);
            seen.terminal.process(b"\x1b[2J");
        }
        self.master.as_ref().unwrap().resize(pty_size(columns, rows)).unwrap();
        self
    }

    /// The text on the screen.
    pub fn screen(&self) -> String {
        self.shared.look().terminal.screen().contents()
    }

    /// Gives access to the screen, for styles and modes.
    pub fn with_screen<T>(&self, ask: impl FnOnce(&vt100::Screen) -> T) -> T {
        ask(self.shared.look().terminal.screen())
    }

    /// The column and the row of the first occurrence of this text.
    pub fn find(&self, text: &str) -> Option<(u16, u16)> {
        let seen = self.shared.look();
        let screen = seen.terminal.screen();
        let width = screen.size().1.get();
        let rows: Vec<String> = screen.rows(0, width).collect();
        let row = rows.iter().position(|row| row.contains(text))?;
        let before = &rows[row][..rows[row].find(text)?];
        let column = before.chars().map(|c| unicode_width::UnicodeWidthChar::width(c).unwrap_or(0)).sum::<usize>();
        Some((u16::try_from(column).ok()?, u16::try_from(row).ok()?))
    }

    /// Every byte that the program wrote.
    pub fn output(&self) -> String {
        String::from_utf8_lossy(&self.shared.look().output).into_owned()
    }

    /// How many frames are complete.
    pub fn frames(&self) -> usize {
        self.shared.look().frames
    }

    pub fn pid(&self) -> Pid {
        Pid::from_raw(i32::try_from(self.child.process_id().unwrap()).unwrap()).unwrap()
    }

    /// Sends a signal to the process.
    pub fn signal(&mut self, signal: Signal) -> &mut Self {
        kill_process(self.pid(), signal).unwrap();
        self
    }

    /// Does something while the terminal does not read.
    pub fn while_not_reading(&mut self, act: impl FnOnce(&mut Self)) -> &mut Self {
        let shared = Arc::clone(&self.shared);
        let still = shared.look();
        act(self);
        drop(still);
        self
    }

    /// Hangs up, as a closed window or a broken connection does. The program must react to `key`: the reader thread
    /// ends when it gets the reaction.
    pub fn hang_up(&mut self, key: &str) -> &mut Self {
        self.shared.abandoned.store(true, Ordering::SeqCst);
        self.press(key);
        self.slave = None;
        self.writer = None;
        self.master = None;
        self
    }

    /// Makes a slow terminal fast from now on.
    pub fn hurry(&mut self) -> &mut Self {
        self.shared.hurried.store(true, Ordering::SeqCst);
        self
    }

    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Waits until the process has ended.
    pub fn wait_for_process(&mut self) -> ExitStatus {
        let mut status = None;
        eventually("the end of the program", || {
            status = self.child.try_wait().unwrap();
            status.is_some()
        });
        status.unwrap()
    }

    /// Waits until the process has ended and all its output was read, and checks that the terminal is not in raw mode.
    pub fn wait_for_end(&mut self) -> ExitStatus {
        let status = self.wait_for_process();
        assert_eq!(self.wrong_line_modes(), None, "the terminal was left in raw mode");
        self.slave = None;
        let mut seen = self.shared.look();
        while !seen.closed {
            let (next, waited) = self.shared.changed.wait_timeout(seen, TIMEOUT).unwrap();
            assert!(!waited.timed_out(), "something still holds the terminal");
            seen = next;
        }
        drop(seen);
        status
    }

    /// Checks that every mode that was switched on is off again.
    #[track_caller]
    pub fn assert_modes_off(&mut self) -> &mut Self {
        let output = self.output();
        let on = modes_on(&output);
        assert!(on.is_empty(), "still on: {on:?}; the output ends in {:?}", tail(&output));
        self.with_screen(|screen| {
            assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
            assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        });
        if self.slave.is_some() {
            assert_eq!(self.wrong_line_modes(), None, "the terminal is in raw mode");
        }
        self
    }

    /// Waits until the terminal is restored.
    pub fn wait_until_restored(&mut self) -> &mut Self {
        self.wait("the restored terminal", |seen| modes_on(&String::from_utf8_lossy(&seen.output)).is_empty())
    }

    /// Whether the terminal passes on single keys, ctrl-c among them.
    pub fn is_raw(&self) -> bool {
        self.line_modes().is_some_and(|modes| !modes.contains(LocalModes::ISIG))
    }

    /// How this terminal differs from one in its ordinary state.
    fn wrong_line_modes(&self) -> Option<LocalModes> {
        let ordinary = LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG;
        let wrong = (self.line_modes()? & (ordinary | LocalModes::NOFLSH)) ^ ordinary;
        (!wrong.is_empty()).then_some(wrong)
    }

    fn line_modes(&self) -> Option<LocalModes> {
        let path: PathBuf = self.master.as_ref()?.tty_name()?;
        let tty = OpenOptions::new().read(true).custom_flags(OFlags::NOCTTY.bits().cast_signed()).open(path).unwrap();
        Some(tcgetattr(tty).unwrap().local_modes)
    }

    fn fail(&self, what: &str) -> ! {
        let seen = self.shared.look();
        let state = if seen.closed { "the terminal was closed" } else { "nothing more was written" };
        let message = format!(
            "waited for {what}, and {state}. The screen:\n{}\nThe end of the output: {:?}",
            seen.terminal.screen().contents(),
            tail(&String::from_utf8_lossy(&seen.output)),
        );
        drop(seen);
        panic!("{message}")
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// How many bytes the system buffers for a terminal that does not read.
pub fn held_by_the_system() -> usize {
    let pair = native_pty_system().openpty(pty_size(80, 24)).unwrap();
    let flags = (OFlags::NOCTTY | OFlags::NONBLOCK).bits().cast_signed();
    let path = pair.master.tty_name().unwrap();
    let mut tty = OpenOptions::new().read(true).write(true).custom_flags(flags).open(path).unwrap();
    let mut modes = tcgetattr(&tty).unwrap();
    modes.make_raw();
    tcsetattr(&tty, OptionalActions::Now, &modes).unwrap();
    let mut held = 0;
    while let Ok(written) = tty.write(&[b'.'; 64]) {
        held += written;
    }
    held
}

/// The size of the largest frame in this output, in bytes.
pub fn largest_frame(output: &str) -> usize {
    let begin = String::from_utf8_lossy(BEGIN);
    output.split(&*begin).skip(1).map(|frame| begin.len() + frame.len()).max().unwrap_or(0)
}

/// Polls until a condition holds that cannot be waited for.
#[track_caller]
pub fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + TIMEOUT;
    while !holds() {
        assert!(Instant::now() < deadline, "waited for {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// The private modes that are on at the end of this output; `25` means that the cursor is hidden.
pub fn modes_on(output: &str) -> Vec<u16> {
    let mut on = Vec::new();
    for sequence in output.split("\x1b[?").skip(1) {
        let Some(end) = sequence.find(|c: char| !c.is_ascii_digit() && c != ';') else { continue };
        let set = match &sequence[end..=end] {
            "h" => true,
            "l" => false,
            _ => continue,
        };
        for mode in sequence[..end].split(';').filter_map(|mode| mode.parse().ok()) {
            on.retain(|other| *other != mode);
            if set != (mode == 25) {
                on.push(mode);
            }
        }
    }
    on
}

/// The bytes of a key, as a terminal sends them.
fn encode(key: &str) -> Vec<u8> {
    if let Some(rest) = key.strip_prefix("ctrl-") {
        let letter = rest.bytes().next().unwrap();
        return vec![letter & 0x1f];
    }
    if let Some(rest) = key.strip_prefix("alt-") {
        return [b"\x1b".to_vec(), encode(rest)].concat();
    }
    let bytes: &[u8] = match key {
        "enter" => b"\r",
        "tab" => b"\t",
        "esc" => b"\x1b",
        "space" => b" ",
        "backspace" => b"\x7f",
        "delete" => b"\x1b[3~",
        "up" => b"\x1b[A",
        "down" => b"\x1b[B",
        "right" => b"\x1b[C",
        "left" => b"\x1b[D",
        "home" => b"\x1b[H",
        "end" => b"\x1b[F",
        "pageup" => b"\x1b[5~",
        "pagedown" => b"\x1b[6~",
        "shift-tab" => b"\x1b[Z",
        one if one.chars().count() == 1 => one.as_bytes(),
        other => panic!("no key is called {other:?}"),
    };
    bytes.to_vec()
}

fn pty_size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn nonzero(columns: u16, rows: u16) -> (NonZeroU16, NonZeroU16) {
    (NonZeroU16::new(columns).unwrap(), NonZeroU16::new(rows).unwrap())
}

fn tail(output: &str) -> String {
    let skipped = output.chars().count().saturating_sub(300);
    output.chars().skip(skipped).collect()
}

/// How many of these bytes can be shown: all but an incomplete frame.
fn complete(bytes: &[u8]) -> usize {
    match (memmem::rfind(bytes, BEGIN), memmem::rfind(bytes, END)) {
        (Some(begin), end) if end.is_none_or(|end| end < begin) => begin,
        // The beginning of a frame may itself be incomplete.
        _ => bytes.len() - (1..BEGIN.len()).rev().find(|part| bytes.ends_with(&BEGIN[..*part])).unwrap_or(0),
    }
}

fn count(bytes: &[u8], part: &[u8]) -> usize {
    memmem::find_iter(bytes, part).count()
}

/// Facts about a process, from Linux's `/proc`.
#[cfg(target_os = "linux")]
pub mod process {
    use std::fs;

    use rustix::process::Pid;

    /// How often its threads have gone to sleep since they began.
    pub fn wake_ups(pid: Pid) -> u64 {
        let tasks = fs::read_dir(format!("/proc/{}/task", pid.as_raw_nonzero())).unwrap();
        tasks
            .map(|task| {
                let status = fs::read_to_string(task.unwrap().path().join("status")).unwrap();
                let line = status.lines().find(|line| line.starts_with("voluntary_ctxt_switches")).unwrap();
                line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap()
            })
            .sum()
    }

    /// The state letter of a process: `S` asleep, `T` stopped, `Z` ended; `None` if it does not exist.
    pub fn state(pid: Pid) -> Option<char> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).ok()?;
        stat[stat.rfind(')')? + 1..].trim_start().chars().next()
    }

    /// The processor time it has used, in clock ticks (a hundredth of a second).
    pub fn ticks(pid: Pid) -> Option<u64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).ok()?;
        let fields: Vec<&str> = stat[stat.rfind(')')? + 1..].split_whitespace().collect();
        Some(fields[11].parse::<u64>().ok()? + fields[12].parse::<u64>().ok()?)
    }

    /// The child processes.
    pub fn children(pid: Pid) -> Vec<Pid> {
        let tasks = fs::read_dir(format!("/proc/{}/task", pid.as_raw_nonzero())).unwrap();
        let lists = tasks.map(|task| fs::read_to_string(task.unwrap().path().join("children")).unwrap_or_default());
        let pids = lists.flat_map(|list| list.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        pids.filter_map(|pid| Pid::from_raw(pid.parse().ok()?)).collect()
    }
}
