//! Ten thousand changes of real data, such as a typing error, a broken disk or an attacker makes. Each one gives a
//! chronology or a report with positions, in bounded time and memory.
//!
//! Loading the whole chronology ten thousand times would take hours, so it is cut into chronologies of six events with
//! the items that they refer to, and each of these parts gets its share of the changes. The seed is fixed.
//! `SUMMITS_MUTATIONS=1000000` sets the number of changes.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail anywhere")]

#[path = "support/chronology.rs"]
mod chronology;
#[path = "support/mutator.rs"]
mod mutator;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use summits_chronology::chronology::Chronology;
use summits_chronology::diagnostics::Report;
use summits_chronology::loader::{self, Location};
use summits_chronology::text;
use summits_tui::export::{self, Format, text::Paper, toml};
use tempfile::TempDir;

use mutator::Mutator;

/// Events per part.
const PART: usize = 6;
/// The longest that loading one change may take, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);
/// The memory that the whole test may use, in MiB.
const MOST_MEMORY: u64 = 1024;

/// The chronology of the tests in parts.
fn parts() -> Vec<BTreeMap<String, String>> {
    let whole = chronology::load();
    let events: Vec<_> = whole.events().entries().map(|(event, _)| event).collect();
    let files = |part: &[_]| toml::directory(&whole, part.iter().copied()).files;
    events.chunks(PART).map(|part| files(part).into_iter().map(|file| (file.path, file.text)).collect()).collect()
}

#[test]
fn any_change_of_the_data_gives_a_chronology_or_a_report_with_positions() {
    let asked = std::env::var("SUMMITS_MUTATIONS").ok().and_then(|number| number.parse().ok());
    let rounds: usize = asked.unwrap_or(10_000);
    let parts = parts();
    let (next, rejected) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some(part) = parts.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let first = parts.iter().position(|other| std::ptr::eq(other, part)).unwrap();
                    rejected.fetch_add(change(part, first, rounds.div_ceil(parts.len())), Ordering::Relaxed);
                }
            });
        }
    });
    let rejected = rejected.into_inner();
    assert!(rejected > rounds / 3 && rejected < rounds, "{rejected} of {rounds} changes were rejected");
    if let Some(most) = peak_memory() {
        assert!(most < MOST_MEMORY, "{most} MiB at the peak");
    }
}

/// Makes `rounds` changes of one part; returns how many were rejected.
fn change(part: &BTreeMap<String, String>, number: usize, rounds: usize) -> usize {
    let memory = Path::new("/dev/shm");
    let directory = if memory.is_dir() { TempDir::new_in(memory).unwrap() } else { TempDir::new().unwrap() };
    let write = |name: &str, contents: &[u8]| {
        let path = directory.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    };
    part.iter().for_each(|(name, text)| write(name, text.as_bytes()));
    let location = Location::Directory(directory.path().to_owned());
    let whole = loader::check(&location);
    assert!(whole.is_empty(), "part {number}: {whole}");
    let names: Vec<&String> = part.keys().collect();
    let mut mutator = Mutator::new(0x5eed_2003 + number as u64);
    let mut rejected = 0;
    for round in 0..rounds {
        // Most of what people edit are events.
        let events = names.iter().position(|name| name.starts_with("events/")).unwrap();
        let name = names[if round % 2 == 0 { events } else { mutator.below(names.len()) }];
        let other = names[mutator.below(names.len())];
        let mutation = mutator.change(part[name].as_bytes(), part[other].as_bytes());
        write(name, &mutation);
        let begun = Instant::now();
        let outcome = loader::load(&location);
        let what = format!("change {round} of part {number}, in {name}");
        assert!(begun.elapsed() < PATIENCE, "{what} took {:?}", begun.elapsed());
        match outcome {
            Ok(loaded) => check_chronology(&loaded.chronology, round, &what),
            Err(report) => {
                rejected += 1;
                check_report(&report, &mutation, &what);
            },
        }
        write(name, part[name].as_bytes());
    }
    rejected
}

fn check_chronology(chronology: &Chronology, round: usize, what: &str) {
    // Printing all of them would take most of the time.
    let format = [Format::Text, Format::Json, Format::Csv, Format::Html][round % 4];
    let events = chronology.events().entries().map(|(event, _)| event).take(1 + round % 3);
    let mut written = Vec::new();
    export::write(format, chronology, events, Paper::PLAIN, &mut written).unwrap();
    check_clean(std::str::from_utf8(&written).unwrap(), what);
}

fn check_report(report: &Report, mutation: &[u8], what: &str) {
    assert!(report.errors() > 0, "{what}: rejected without a reason");
    let lines = mutation.split(|byte| *byte == b'\n').count().max(10_000);
    for problem in &report.diagnostics {
        assert!(!problem.file.is_empty() && problem.line <= lines, "{what}: {problem:?}");
        assert!(problem.line > 0 && problem.column > 0, "{what}: {problem:?}");
    }
    // The first diagnostics show how all of them are written.
    let mut report = report.clone();
    report.diagnostics.truncate(20);
    check_clean(&report.render(false), what);
}

fn check_clean(written: &str, what: &str) {
    let part = written
        .split(['\n', '\t', '\r'])
        .find_map(|part| text::find_unclean_line(part).map(|found| (found.what, part)));
    assert_eq!(part, None, "{what}");
}

/// The peak memory of this process, in MiB.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? >> 10)
}
