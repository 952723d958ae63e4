//! The chronologies that `examples/generate` writes for benchmarks.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

#[path = "../examples/generate/generator.rs"]
mod generator;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use summits_chronology::chronology::{Chronology, EventDate, Shape};
use summits_chronology::loader::{Location, load};

use generator::{Form, Plan};

const PLAN: Plan = Plan { seed: 7, events: 600, form: Form::Toml, in_a_file: Some(250) };

/// Every file of a generated chronology, by its path.
fn files(plan: Plan) -> BTreeMap<String, Vec<u8>> {
    fn gather(root: &Path, directory: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
        for path in fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                gather(root, &path, files);
            } else {
                files.insert(path.strip_prefix(root).unwrap().display().to_string(), fs::read(&path).unwrap());
            }
        }
    }
    let parent = tempfile::tempdir().unwrap();
    let directory = parent.path().join("generated");
    let bytes = plan.write(&directory).unwrap();
    let mut files = BTreeMap::new();
    gather(&directory, &directory, &mut files);
    assert_eq!(files.values().map(Vec::len).sum::<usize>() as u64, bytes);
    files
}

fn loaded(plan: Plan) -> Chronology {
    let parent = tempfile::tempdir().unwrap();
    let directory = parent.path().join("generated");
    plan.write(&directory).unwrap();
    load(&Location::Directory(directory)).unwrap_or_else(|report| panic!("{}", report.render(false))).chronology
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_gives_others() {
    for form in [Form::Toml, Form::Csv] {
        let plan = Plan { form, ..PLAN };
        assert!(files(plan) == files(plan), "{form:?} differs on the second run");
        assert!(files(plan) != files(Plan { seed: 8, ..plan }), "{form:?} does not depend on the seed");
    }
}

#[test]
fn a_generated_chronology_is_valid_and_varied() {
    let chronology = loaded(PLAN);
    let events = chronology.events();
    assert_eq!(events.len(), PLAN.events);
    let has = |what: &str, wanted: usize, found: usize| assert!(found >= wanted, "{found} events with {what}");
    has("a link", 40, events.iter().filter(|event| !event.links.is_empty()).count());
    has("a difference", 10, events.iter().filter(|event| !event.differences.is_empty()).count());
    has("an excerpt", 150, events.iter().filter(|event| event.has_excerpt()).count());
    has("an uncertain date", 60, events.iter().filter(|event| event.date.is_uncertain()).count());
    has("a length of time", 20, events.iter().filter(|event| event.date.shape() == Shape::Span).count());
    for mark in ["?", "~", "%", "[", "/..", "XX"] {
        has(
            mark,
            1,
            events.iter().map(|event| &event.date).filter(|date: &&EventDate| date.literal().contains(mark)).count(),
        );
    }
    let named = |script: std::ops::RangeInclusive<char>| {
        chronology.people.iter().filter(|person| person.native.contains(|char| script.contains(&char))).count()
    };
    assert!(named('А'..='я') > 20 && named('\u{4e00}'..='\u{9fff}') > 20 && named('\u{ac00}'..='\u{d7a3}') > 20);
}

#[test]
fn a_generated_table_is_valid_and_its_rows_are_as_long_as_real_ones() {
    let plan = Plan { form: Form::Csv, ..PLAN };
    let files = files(plan);
    let rows: Vec<&String> = files.keys().filter(|name| name.ends_with(".csv")).collect();
    assert_eq!(rows, ["events/000.csv", "events/001.csv", "events/002.csv"]);
    let bytes = files.values().map(Vec::len).sum::<usize>() / plan.events;
    assert!((650..800).contains(&bytes), "{bytes} bytes per event");
    let chronology = loaded(plan);
    assert_eq!(chronology.events().len(), plan.events);
    assert!(chronology.documents.len() > 100 && chronology.places.len() > 60);
}
