//! A program in a pseudo-terminal, and how fast it responds.

#![allow(dead_code, clippy::unwrap_used, reason = "each bench uses a part of it; what cannot be measured should stop")]

use std::{
    fs,
    io::{Read, Write},
    num::NonZeroU16,
    path::Path,
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use memchr::memmem;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// The release build of the browser.
pub const BROWSER: &str = env!("CARGO_BIN_EXE_summits-tui");

/// The end of a synchronised update.
const FRAME: &[u8] = b"\x1b[?2026l";

/// How long the browser must be quiet before a key is pressed. The frame that says that a mark was saved comes after
/// the one that shows it, and must not be mistaken for the answer to the next key.
const QUIET: Duration = Duration::from_millis(10);
/// How long to wait for a frame.
const PATIENCE: Duration = Duration::from_secs(60);

/// The browser in a terminal.
pub struct Browser {
    child: Box<dyn Child + Send + Sync>,
    /// What it writes, and when that arrived.
    output: Receiver<(Instant, Vec<u8>)>,
    writer: Box<dyn Write + Send>,
    _master: Box<dyn MasterPty + Send>,
    /// What was read beyond the last complete frame.
    ahead: Vec<u8>,
    /// What is on the screen.
    screen: vt100::Parser,
    began: Instant,
}

impl Browser {
    /// Starts the browser, on a directory if one is given, and waits for its first frame.
    pub fn open(size: (u16, u16), data: Option<&Path>) -> (Self, Duration) {
        let mut command = CommandBuilder::new(BROWSER);
        if let Some(data) = data {
            command.arg("--data");
            command.arg(data);
        }
        for variable in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
            command.env(variable, format!("/tmp/summits-tui-bench-{}", std::process::id()));
        }
        let mut browser = Self::start(size, command);
        let first = browser.frame();
        let first = first.duration_since(browser.began);
        (browser, first)
    }

    /// Starts another program, and returns the time from the start to the last byte before it is quiet. Then it is
    /// killed.
    pub fn first_screen(size: (u16, u16), command: CommandBuilder) -> Duration {
        let program = Self::start(size, command);
        let (mut last, mut patience) = (program.began, PATIENCE);
        while let Ok((at, _)) = program.output.recv_timeout(patience) {
            (last, patience) = (at, 3 * QUIET);
        }
        last.duration_since(program.began)
    }

    fn start((columns, rows): (u16, u16), mut command: CommandBuilder) -> Self {
        let pair = native_pty_system().openpty(PtySize { rows, cols: columns, ..PtySize::default() }).unwrap();
        command.env("TERM", "xterm-256color");
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut chunk = [0; 1 << 16];
            while let Ok(read @ 1..) = reader.read(&mut chunk) {
                if sender.send((Instant::now(), chunk[..read].to_vec())).is_err() {
                    break;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        let screen = vt100::Parser::new(NonZeroU16::new(rows).unwrap(), NonZeroU16::new(columns).unwrap(), 0);
        let began = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        // So that the reader ends with the program.
        drop(pair.slave);
        Self { child, output, writer, _master: pair.master, ahead: Vec::new(), screen, began }
    }

    /// Waits until the screen shows some words, and returns the time since the start.
    pub fn wait_for(&mut self, words: &str) -> Duration {
        let mut at = Instant::now();
        while !self.shows(words) {
            at = self.frame();
        }
        at.duration_since(self.began)
    }

    /// Whether the screen shows some words.
    pub fn shows(&self, words: &str) -> bool {
        self.screen.screen().contents().contains(words)
    }

    /// Presses a key and waits for the frame that answers it.
    pub fn answer(&mut self, key: &str) -> Duration {
        self.settle();
        let begin = Instant::now();
        self.writer.write_all(key.as_bytes()).unwrap();
        self.frame().duration_since(begin)
    }

    /// Presses a key, and waits for the frame that answers it and for the one after which `words` are no longer shown.
    pub fn answer_until_gone(&mut self, key: &str, words: &str) -> (Duration, Duration) {
        self.settle();
        let begin = Instant::now();
        self.writer.write_all(key.as_bytes()).unwrap();
        let first = self.frame();
        let mut last = first;
        while self.shows(words) {
            last = self.frame();
        }
        (first.duration_since(begin), last.duration_since(begin))
    }

    /// Waits until nothing more is written.
    fn settle(&mut self) {
        self.screen.process(&std::mem::take(&mut self.ahead));
        while let Ok((_, written)) = self.output.recv_timeout(QUIET) {
            self.screen.process(&written);
        }
    }

    /// Waits for the end of the next frame, and returns when it arrived.
    fn frame(&mut self) -> Instant {
        let mut came = Instant::now();
        loop {
            if let Some(end) = memmem::find(&self.ahead, FRAME) {
                let rest = self.ahead.split_off(end + FRAME.len());
                self.screen.process(&std::mem::replace(&mut self.ahead, rest));
                return came;
            }
            let (at, written) = match self.output.recv_timeout(PATIENCE) {
                Ok(written) => written,
                Err(RecvTimeoutError::Timeout) => panic!("no frame came:\n{}", self.screen.screen().contents()),
                Err(RecvTimeoutError::Disconnected) => panic!("the browser ended"),
            };
            came = at;
            self.ahead.extend_from_slice(&written);
        }
    }

    /// Waits until the browser has used no processor time for a third of a second, and returns when it last did, from
    /// the start.
    pub fn wait_until_idle(&self) -> Duration {
        let (mut before, mut since) = (self.processor(), Instant::now());
        loop {
            thread::sleep(Duration::from_millis(20));
            let now = self.processor();
            if now != before {
                (before, since) = (now, Instant::now());
            } else if since.elapsed() > Duration::from_millis(330) {
                return since.duration_since(self.began);
            }
        }
    }

    /// The ticks of processor time, and how often its threads were woken.
    fn processor(&self) -> (u64, u64) {
        let process = format!("/proc/{}/task", self.child.process_id().unwrap());
        let mut used = (0, 0);
        for thread in fs::read_dir(process).into_iter().flatten().flatten() {
            let stat = fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
            let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
            let ticks = |field: usize| fields.get(field).and_then(|ticks| ticks.parse::<u64>().ok()).unwrap_or(0);
            used.0 += ticks(11) + ticks(12);
            let status = fs::read_to_string(thread.path().join("status")).unwrap_or_default();
            used.1 += number(&status, "voluntary_ctxt_switches");
        }
        used
    }

    /// The processor time that it uses while nothing happens, in clock ticks, and how often it wakes.
    pub fn idle(&self, time: Duration) -> (u64, u64) {
        let before = self.processor();
        thread::sleep(time);
        let after = self.processor();
        (after.0.saturating_sub(before.0), after.1.saturating_sub(before.1))
    }

    /// Resident memory now, its peak, and how much of it is not backed by a file.
    pub fn memory(&self) -> String {
        let path = format!("/proc/{}/status", self.child.process_id().unwrap());
        let Ok(status) = fs::read_to_string(path) else { return "not known on this system".to_owned() };
        format!(
            "{:.1} MiB resident ({:.1} at its peak, {:.1} of it not backed by a file)",
            mebibytes(number(&status, "VmRSS") * 1024),
            mebibytes(number(&status, "VmHWM") * 1024),
            mebibytes(number(&status, "RssAnon") * 1024),
        )
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The number on the line of `/proc/PID/status` that begins with `name`.
fn number(status: &str, name: &str) -> u64 {
    let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or_default()
}

/// Prints the median, the 99th percentile and the worst of some times.
pub fn report(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)].as_secs_f64() * 1000.0;
    println!("  {what:<34} median {:6.2} ms   p99 {:6.2} ms   worst {:6.2} ms", at(50), at(99), at(100));
}

/// Prints the medians of two series of alternate measurements, and the median of their ratios.
pub fn report_ratio(what: &str, ours: &[Duration], theirs: &[Duration]) {
    let median = |mut values: Vec<f64>| {
        values.sort_unstable_by(f64::total_cmp);
        values[values.len() / 2]
    };
    let milliseconds = |times: &[Duration]| median(times.iter().map(|time| time.as_secs_f64() * 1000.0).collect());
    let ratio =
        median(ours.iter().zip(theirs).map(|(ours, theirs)| ours.as_secs_f64() / theirs.as_secs_f64()).collect());
    println!("  {what:<34} {:6.2} ms / {:6.2} ms = {ratio:.2}", milliseconds(ours), milliseconds(theirs));
}

pub fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}
