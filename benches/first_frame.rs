//! What a reader waits for, measured from outside: the release binary in a pseudo-terminal.
//!
//! `cargo bench --bench first_frame` prints the time from exec to the first complete frame, from a key to the complete
//! frame that answers it, the memory in use after that, and the size of the binary. A frame is complete when the
//! synchronised update ends. The times include the pseudo-terminal and the scheduler, so let the machine be quiet.

#![allow(clippy::unwrap_used, reason = "a measurement that cannot be made should stop")]

use std::{
    fs,
    io::{Read, Write},
    time::{Duration, Instant},
};

use memchr::memmem;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const BROWSER: &str = env!("CARGO_BIN_EXE_summits-tui");
const SIZES: [(u16, u16); 2] = [(120, 34), (200, 60)];
const STARTS: usize = 60;
const ROUNDS: usize = 100;

/// What is pressed, over and over: each key changes the screen, and the last leads back to where the first began.
const KEYS: [(&str, &[&str]); 6] = [
    ("next and previous event", &["j", "k"]),
    ("a page down and up", &["\x1b[6~", "\x1b[5~"]),
    ("to the last and the first", &["G", "g"]),
    ("a country: in, took part, off", &["R", "R", "R"]),
    ("the query line, typed in and left", &["/", "k", "o", "i", "\x1b"]),
    ("read and back", &["\r", "\r"]),
];

fn main() {
    // `cargo test --benches` only wants to know that it runs.
    let full = std::env::args().any(|argument| argument == "--bench");
    let (starts, rounds) = if full { (STARTS, ROUNDS) } else { (1, 1) };
    println!("binary: {:.1} MiB", mebibytes(fs::metadata(BROWSER).unwrap().len()));
    for size in SIZES {
        println!("\n{} x {}", size.0, size.1);
        let times = (0..starts).map(|_| Browser::open(size).1).collect();
        report("exec to first frame", times);
        let (mut browser, _) = Browser::open(size);
        let mut all = Vec::new();
        for (what, keys) in KEYS {
            let times: Vec<Duration> = (0..rounds).flat_map(|_| keys.iter()).map(|key| browser.answer(key)).collect();
            all.extend_from_slice(&times);
            report(what, times);
        }
        report("any key to its frame", all);
        println!("  memory: {}", browser.memory());
    }
}

/// The browser in a terminal.
struct Browser {
    child: Box<dyn Child + Send + Sync>,
    reader: Box<dyn Read + Send>,
    writer: Box<dyn Write + Send>,
    _master: Box<dyn MasterPty + Send>,
}

impl Browser {
    /// Starts the browser and waits for its first frame.
    fn open((columns, rows): (u16, u16)) -> (Self, Duration) {
        let pair = native_pty_system().openpty(PtySize { rows, cols: columns, ..PtySize::default() }).unwrap();
        let mut command = CommandBuilder::new(BROWSER);
        command.env("TERM", "xterm-256color");
        command.env("XDG_CONFIG_HOME", "/nonexistent");
        let reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let begin = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        let mut browser = Self { child, reader, writer, _master: pair.master };
        browser.wait_for_frame();
        (browser, begin.elapsed())
    }

    /// Presses a key and waits for the frame that answers it.
    fn answer(&mut self, key: &str) -> Duration {
        let begin = Instant::now();
        self.writer.write_all(key.as_bytes()).unwrap();
        self.wait_for_frame();
        begin.elapsed()
    }

    fn wait_for_frame(&mut self) {
        let mut seen = Vec::new();
        let mut chunk = [0; 1 << 16];
        while memmem::find(&seen, b"\x1b[?2026l").is_none() {
            let read = self.reader.read(&mut chunk).unwrap();
            assert!(read > 0, "the browser ended: {:?}", String::from_utf8_lossy(&seen));
            seen.extend_from_slice(&chunk[..read]);
        }
    }

    /// Resident memory now and at its height; of both, what is not shared with a file.
    fn memory(&self) -> String {
        let path = format!("/proc/{}/status", self.child.process_id().unwrap());
        let Ok(status) = fs::read_to_string(path) else { return "not known on this system".to_owned() };
        let kibibytes = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
            line.split_whitespace().nth(1).and_then(|number| number.parse::<u64>().ok()).unwrap_or_default()
        };
        format!(
            "{:.1} MiB resident ({:.1} at its height, {:.1} of it not of a file)",
            mebibytes(kibibytes("VmRSS") * 1024),
            mebibytes(kibibytes("VmHWM") * 1024),
            mebibytes(kibibytes("RssAnon") * 1024),
        )
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn report(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)].as_secs_f64() * 1000.0;
    println!("  {what:<34} median {:6.2} ms   p99 {:6.2} ms   worst {:6.2} ms", at(50), at(99), at(100));
}

fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}
