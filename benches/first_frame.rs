//! What a user waits for, measured from outside: the release binary in a pseudo-terminal.
//!
//! `cargo bench --bench first_frame` prints the time from exec to the first complete frame, compared with that of
//! `less` on a text of a megabyte; the time from a key to the complete frame that answers it; the memory in use at the
//! first frame and after all keys; and the size of the binary. A frame is complete when the synchronised update ends;
//! the screen of `less`, when it writes nothing more. The times include the pseudo-terminal and the scheduler, so run
//! it on an idle machine.

#![allow(clippy::unwrap_used, reason = "a measurement that cannot be made should stop")]

use std::{fs, time::Duration};

use portable_pty::CommandBuilder;
use support::{BROWSER, Browser, mebibytes, report, report_ratio};

mod support;

/// The size of the terminal in which the start is compared with that of `less`.
const COMPARED: (u16, u16) = (140, 40);
const SIZES: [(u16, u16); 2] = [(120, 34), (200, 60)];
const STARTS: usize = 60;
const ROUNDS: usize = 100;

/// The keys that are pressed repeatedly. Each changes the screen, and the last of a group restores it.
const KEYS: [(&str, &[&str]); 6] = [
    ("next and previous event", &["j", "k"]),
    ("a page down and up", &["\x1b[6~", "\x1b[5~"]),
    ("to the last and the first", &["G", "g"]),
    ("a country: involved, party, off", &["R", "R", "R"]),
    ("the prompt: open, type, cancel", &["/", "k", "o", "i", "\x1b"]),
    ("read and back", &["\r", "\r"]),
];

fn main() {
    // `cargo test --benches` only checks that it runs.
    let full = std::env::args().any(|argument| argument == "--bench");
    let (starts, rounds) = if full { (STARTS, ROUNDS) } else { (1, 1) };
    println!("binary: {:.1} MiB", mebibytes(fs::metadata(BROWSER).unwrap().len()));
    compare_with_less(starts);
    for size in SIZES {
        println!("\n{} x {}", size.0, size.1);
        let times = (0..starts).map(|_| Browser::open(size, None).1).collect();
        report("exec to first frame", times);
        let (mut browser, _) = Browser::open(size, None);
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

/// Starts the browser and `less` alternately, so that changes in the speed of the machine affect both.
fn compare_with_less(starts: usize) {
    println!("\n{} x {}", COMPARED.0, COMPARED.1);
    let directory = tempfile::tempdir().unwrap();
    let text = directory.path().join("text");
    fs::write(&text, "A line of a text that is as long as the texts of the chronology.\n".repeat(16 << 10)).unwrap();
    let less = || {
        let mut command = CommandBuilder::new("less");
        command.arg(&text);
        command.env("LESSHISTFILE", "-");
        Browser::first_screen(COMPARED, command)
    };
    let (ours, theirs): (Vec<Duration>, Vec<Duration>) =
        (0..starts).map(|_| (Browser::open(COMPARED, None).1, less())).unzip();
    report("exec to first frame", ours.clone());
    report_ratio("the same, compared with less", &ours, &theirs);
    println!("  memory: {}", Browser::open(COMPARED, None).0.memory());
}
