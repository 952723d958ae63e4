//! The properties in `fuzz/src/lib.rs`, checked with the seeds and random changes of them in every run of the tests.
//! `fuzz/run` is guided by coverage and finds more. `SUMMITS_FUZZ=100` tries a hundred times as many inputs.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

#[path = "../fuzz/src/lib.rs"]
mod properties;

#[path = "support/mutator.rs"]
mod mutator;

use std::fs;
use std::path::Path;

use mutator::Mutator;

/// Checks a property with the seeds and with `rounds` random changes of them.
fn try_changes(property: fn(&[u8]), seeds: &[Vec<u8>], rounds: usize) {
    let times = std::env::var("SUMMITS_FUZZ").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    let mut mutator = Mutator::new(0x5eed_f022);
    seeds.iter().for_each(|seed| property(seed));
    for _ in 0..rounds * times {
        let mut bytes = seeds[mutator.below(seeds.len())].clone();
        for _ in 0..=mutator.below(4) {
            let other = &seeds[mutator.below(seeds.len())];
            bytes = mutator.change(&bytes, other);
        }
        property(&bytes);
    }
}

/// The seeds of a fuzz target.
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
fn any_date_is_parsed_or_rejected() {
    try_changes(properties::date, &seeds("date"), 20_000);
}

#[test]
fn any_query_is_parsed_or_rejected() {
    try_changes(properties::query, &seeds("query"), 600);
}

#[test]
fn any_text_is_cleaned_and_wrapped() {
    let unclean = lines(include_str!("../crates/chronology/tests/broken/unclean/events/all.toml"));
    try_changes(properties::text, &[unclean, Mutator::new(0).words].concat(), 2_000);
}

#[test]
fn any_configuration_is_loaded_with_a_report() {
    let seeds =
        [include_str!("configs/hostile.toml").as_bytes().to_vec(), lines(include_str!("../config.toml")).concat()];
    try_changes(properties::configuration, &[&seeds[..], &sections()].concat(), 150);
}

/// The sections of `config.toml`.
fn sections() -> Vec<Vec<u8>> {
    let text = include_str!("../config.toml");
    text.split("\n[").skip(1).map(|section| format!("[{section}\n").into_bytes()).collect()
}

#[test]
fn any_chronology_is_loaded_or_reported() {
    try_changes(properties::loader, &seeds("loader"), 500);
}
