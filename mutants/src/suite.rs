//! The tests: which there are, how long each takes, and which mutants it reaches.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::process::{self, End, Limit};
use crate::work::Work;

/// What a test may take with no mutant switched on.
const PATIENCE: Limit = Limit { busy: Duration::from_mins(15), waiting: Duration::from_mins(15) };

/// How many times every test is run, to see whether it always passes.
const TIMES: usize = 4;

/// One test.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Test {
    pub program: PathBuf,
    pub name: String,
    pub seconds: f64,
    pub reached: BTreeSet<u32>,
}

/// Every test that passes with no mutant switched on, after one run of each; and the names of those that do not pass.
/// `only` has parts of the names that are asked for, if not all are.
pub fn record(
    work: &Work,
    programs: &[PathBuf],
    only: &[String],
    workers: usize,
) -> Result<(Vec<Test>, Vec<String>), String> {
    let mut waiting = Vec::new();
    for program in programs {
        let names = names(work, program)?.into_iter();
        let asked = names.filter(|name| only.is_empty() || only.iter().any(|part| name.contains(part)));
        waiting.extend(asked.map(|name| (program, name)));
    }
    let (next, outcomes) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for worker in 0..workers {
            let (waiting, next, outcomes) = (&waiting, &next, &outcomes);
            scope.spawn(move || {
                let record = work.scratch.join(format!("reached-{worker}"));
                while let Some((program, name)) = waiting.get(next.fetch_add(1, Ordering::Relaxed)) {
                    // Once more, if the machine was only too busy for a test.
                    let test = once(work, program, name, &record).or_else(|| once(work, program, name, &record));
                    if let Ok(mut outcomes) = outcomes.lock() {
                        outcomes.push(test.ok_or_else(|| name.clone()));
                    }
                }
            });
        }
    });
    let outcomes = outcomes.into_inner().map_err(|_| "a worker has panicked".to_owned())?;
    let (passing, failing): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
    let mut failing: Vec<String> = failing.into_iter().filter_map(Result::err).collect();
    let mut tests: Vec<Test> = passing.into_iter().flatten().collect();
    let unsteady = unsteady(work, programs, &tests, workers);
    tests.retain(|test| !unsteady.contains(&test.name));
    failing.extend(unsteady);
    failing.sort();
    Ok((tests, failing))
}

/// Tests that pass, but not always: they would seem to catch what they do not. Those of a program run together, some
/// times.
fn unsteady(work: &Work, programs: &[PathBuf], tests: &[Test], workers: usize) -> BTreeSet<String> {
    let (next, found) = (AtomicUsize::new(0), Mutex::new(BTreeSet::new()));
    let one_program_after_the_other = || {
        while let Some(program) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let of_program = tests.iter().filter(|test| test.program == *program);
            let mut names: Vec<&str> = of_program.map(|test| test.name.as_str()).collect();
            let mut times = 0;
            while times < TIMES && !names.is_empty() {
                match process::run(work, program, &names, 0, None, PATIENCE) {
                    End::Failed(Some(name)) | End::TimedOut(Some(name)) => {
                        names.retain(|other| *other != name);
                        found.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
                    },
                    _ => times += 1,
                }
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(one_program_after_the_other);
        }
    });
    found.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn once(work: &Work, program: &Path, name: &str, record: &Path) -> Option<Test> {
    let _ = fs::remove_file(record);
    let start = Instant::now();
    let end = process::run(work, program, &[name], 0, Some(record), PATIENCE);
    let seconds = start.elapsed().as_secs_f64();
    let reached = fs::read_to_string(record).unwrap_or_default();
    let reached = reached.lines().filter_map(|line| line.parse().ok()).collect();
    (end == End::Passed).then(|| Test { program: program.to_owned(), name: name.to_owned(), seconds, reached })
}

/// The names of the tests of a program that are not ignored.
fn names(work: &Work, program: &Path) -> Result<Vec<String>, String> {
    let list = |more: &[&str]| -> Result<BTreeSet<String>, String> {
        let mut command = Command::new(program);
        process::environment(&mut command, work);
        let output = command
            .args(["--list", "--format", "terse"])
            .args(more)
            .output()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        Ok(text.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect())
    };
    let ignored = list(&["--ignored"])?;
    Ok(list(&[])?.into_iter().filter(|name| !ignored.contains(name)).collect())
}
