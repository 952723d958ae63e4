//! The laws of `fuzz/src/lib.rs` under seeds and random changes of them, on the stable compiler and in every run of the
//! tests. What follows coverage, and finds more, is `fuzz/run`. `SUMMITS_FUZZ=100` tries a hundred times as much.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

#[path = "../fuzz/src/lib.rs"]
mod laws;

#[path = "support/mutator.rs"]
mod mutator;

use std::fs;
use std::path::Path;

use mutator::Mutator;

/// Tries the seeds, and so many changes of them.
fn try_changes(law: fn(&[u8]), seeds: &[Vec<u8>], rounds: usize) {
    let times = std::env::var("SUMMITS_FUZZ").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    let mut mutator = Mutator::new(0x5eed_f022);
    seeds.iter().for_each(|seed| law(seed));
    for _ in 0..rounds * times {
        let mut bytes = seeds[mutator.below(seeds.len())].clone();
        for _ in 0..=mutator.below(4) {
            let other = &seeds[mutator.below(seeds.len())];
            bytes = mutator.change(&bytes, other);
        }
        law(&bytes);
    }
}

/// The inputs that the fuzzer begins with as well.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let mut paths: Vec<_> = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

fn lines(text: &str) -> Vec<Vec<u8>> {
    text.lines().map(|line| line.as_bytes().to_vec()).collect()
}

#[test]
fn dates() {
    try_changes(laws::date, &seeds("date"), 20_000);
}

#[test]
fn queries() {
    try_changes(laws::query, &seeds("query"), 600);
}

#[test]
fn texts() {
    let unclean = lines(include_str!("../crates/chronology/tests/broken/unclean/events/all.toml"));
    try_changes(laws::text, &[unclean, Mutator::new(0).words].concat(), 2_000);
}

#[test]
fn configurations() {
    let seeds =
        [include_str!("configs/hostile.toml").as_bytes().to_vec(), lines(include_str!("../config.toml")).concat()];
    try_changes(laws::configuration, &[&seeds[..], &sections()].concat(), 150);
}

/// The documented configuration, a section each.
fn sections() -> Vec<Vec<u8>> {
    let text = include_str!("../config.toml");
    text.split("\n[").skip(1).map(|section| format!("[{section}\n").into_bytes()).collect()
}

#[test]
fn chronologies() {
    try_changes(laws::loader, &seeds("loader"), 500);
}
