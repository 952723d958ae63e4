//! Each mutant before the tests that reach it.

use std::collections::HashMap;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::listing::Mutant;
use crate::process::{self, End, Limit};
use crate::suite::Test;
use crate::summary;
use crate::work::Work;

/// Every mutant meets the tests that take less than so many seconds before any meets those that take longer: most are
/// caught by then, and how it stands is known early.
const PASSES: [f64; 4] = [0.05, 0.3, 1.5, f64::INFINITY];
/// How long the tests of one process may take together, in seconds, unless one alone takes longer.
const BATCH: f64 = 2.5;
/// So many tests that have caught other mutants of the file are tried first.
const FAVOURITES: usize = 6;
/// How many times as long as without a mutant tests may take, and so many seconds besides: of the processor, and in all.
const BUSY: (f64, f64) = (5.0, 5.0);
const WAITING: (f64, f64) = (10.0, 20.0);

/// What the tests say to a mutant.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Verdict {
    /// A test fails.
    Caught,
    /// The tests do not come to an end.
    TimedOut,
    /// Every test that reaches it passes.
    Missed,
    /// No test reaches it.
    Unreached,
    /// It does not compile, so there is nothing to catch.
    Unviable,
}

/// A line of the results.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    pub mutant: u32,
    pub key: String,
    pub described: String,
    pub verdict: Verdict,
    /// The test that failed, if it is known.
    pub by: Option<String>,
    /// How many tests reach it.
    pub tests: usize,
    /// How many of them have still to be run.
    pub left: usize,
    /// How many passes it has gone through.
    #[serde(default)]
    pub passes: usize,
    pub seconds: f64,
}

/// Tries the mutants and writes down each outcome at once, so that a run that is interrupted can go on. `known` has what
/// such a run has found, by key.
pub fn run(
    work: &Work,
    mutants: &[&Mutant],
    known: HashMap<String, Outcome>,
    tests: &[Test],
    workers: usize,
) -> Result<(), String> {
    let mut hunt = Hunt { work, tests, favourites: Mutex::default(), known };
    for pass in 0..PASSES.len() {
        let open = mutants.iter().copied().filter(|mutant| match hunt.known.get(&mutant.key()) {
            Some(outcome) => outcome.left > 0 && outcome.passes == pass,
            None => pass == 0,
        });
        let open: Vec<&Mutant> = open.collect();
        eprintln!("pass {} of {}: {} mutants", pass + 1, PASSES.len(), open.len());
        hunt.pass(&open, pass, workers)?;
        hunt.known = summary::outcomes(work);
    }
    Ok(())
}

/// Adds an outcome to the results, in one write.
pub fn append(work: &Work, outcome: &Outcome) -> Result<(), String> {
    let line = serde_json::to_string(outcome).map_err(|error| error.to_string())? + "\n";
    let file = OpenOptions::new().create(true).append(true).open(&work.results);
    let written = file.and_then(|mut file| file.write_all(line.as_bytes()));
    written.map_err(|error| format!("{}: {error}", work.results.display()))
}

struct Hunt<'a> {
    work: &'a Work,
    tests: &'a [Test],
    /// By file, the tests that have caught mutants of it, the latest last.
    favourites: Mutex<HashMap<String, Vec<usize>>>,
    /// What has been found before, by key.
    known: HashMap<String, Outcome>,
}

impl Hunt<'_> {
    fn pass(&self, mutants: &[&Mutant], pass: usize, workers: usize) -> Result<(), String> {
        let next = AtomicUsize::new(0);
        let one_after_the_other = || {
            while let Some(mutant) = mutants.get(next.fetch_add(1, Ordering::Relaxed)) {
                append(self.work, &self.outcome(mutant, pass))?;
            }
            Ok(())
        };
        thread::scope(|scope| {
            let workers: Vec<_> = (0..workers).map(|_| scope.spawn(one_after_the_other)).collect();
            let mut ends = workers.into_iter().map(thread::ScopedJoinHandle::join);
            ends.try_for_each(|end| end.unwrap_or_else(|_| Err("a worker panicked".to_owned())))
        })
    }

    fn outcome(&self, mutant: &Mutant, pass: usize) -> Outcome {
        let start = Instant::now();
        let reaching = (0..self.tests.len()).filter(|test| self.tests[*test].reached.contains(&mutant.number));
        let reaching: Vec<usize> = reaching.collect();
        let is_of = |pass: usize, test: &usize| self.tests[*test].seconds < PASSES[pass];
        let is_before = |test: &usize| pass > 0 && is_of(pass - 1, test);
        let now = reaching.iter().copied().filter(|test| is_of(pass, test) && !is_before(test)).collect();
        let tests = reaching.len();
        let left = reaching.iter().filter(|test| !is_of(pass, test)).count();
        let mut outcome = Outcome {
            mutant: mutant.number,
            key: mutant.key(),
            described: mutant.described(),
            verdict: if tests == 0 { Verdict::Unreached } else { Verdict::Missed },
            by: None,
            tests,
            left,
            passes: pass + 1,
            seconds: self.known.get(&mutant.key()).map_or(0.0, |outcome| outcome.seconds),
        };
        for batch in self.batches(&mutant.file, now) {
            if let Some((verdict, by)) = self.batch(mutant, &batch) {
                (outcome.verdict, outcome.by) = (verdict, by.map(|test| self.tests[test].name.clone()));
                if let (Some(test), Ok(mut favourites)) = (by, self.favourites.lock()) {
                    let of_file = favourites.entry(mutant.file.clone()).or_default();
                    of_file.retain(|other| *other != test);
                    of_file.push(test);
                }
                outcome.left = 0;
                break;
            }
        }
        outcome.seconds += start.elapsed().as_secs_f64();
        outcome
    }

    /// The tests in the order in which they are run, those of one process together.
    fn batches(&self, file: &str, mut reaching: Vec<usize>) -> Vec<Vec<usize>> {
        let seconds = |test: &usize| self.tests[*test].seconds;
        reaching.sort_by(|one, other| seconds(one).total_cmp(&seconds(other)));
        let mut first: Vec<usize> = self.favourites.lock().map_or_else(
            |_| Vec::new(),
            |favourites| favourites.get(file).into_iter().flatten().rev().copied().collect(),
        );
        first.retain(|test| reaching.contains(test));
        first.truncate(FAVOURITES);
        reaching.retain(|test| !first.contains(test));

        let mut batches = self.packed(&first);
        batches.extend(self.packed(&reaching));
        batches
    }

    /// The tests of each program together, as many as fit into the time of one process.
    fn packed(&self, tests: &[usize]) -> Vec<Vec<usize>> {
        let mut batches: Vec<(&Path, f64, Vec<usize>)> = Vec::new();
        for test in tests {
            let Test { program, seconds, .. } = &self.tests[*test];
            let open = |batch: &&mut (&Path, f64, Vec<usize>)| batch.0 == program && batch.1 + seconds < BATCH;
            match batches.iter_mut().find(open) {
                Some((_, total, tests)) => {
                    *total += seconds;
                    tests.push(*test);
                },
                None => batches.push((program, *seconds, vec![*test])),
            }
        }
        batches.into_iter().map(|(_, _, tests)| tests).collect()
    }

    /// Runs tests of one program until one of them fails or does not come to an end: twice, since a test that waits for
    /// a terminal may do so on a machine that is busy.
    fn batch(&self, mutant: &Mutant, batch: &[usize]) -> Option<(Verdict, Option<usize>)> {
        let mut left = batch.to_vec();
        while !left.is_empty() {
            let (End::Failed(name) | End::TimedOut(name)) = self.process(mutant, &left) else { return None };
            let guilty = left.iter().copied().find(|test| Some(&self.tests[*test].name) == name.as_ref());
            let again = guilty.map_or_else(|| left.clone(), |test| vec![test]);
            match self.process(mutant, &again) {
                End::Passed => left.retain(|test| !again.contains(test)),
                End::Failed(_) => return Some((Verdict::Caught, guilty)),
                End::TimedOut(_) => return Some((Verdict::TimedOut, guilty)),
            }
        }
        None
    }

    fn process(&self, mutant: &Mutant, tests: &[usize]) -> End {
        let names: Vec<&str> = tests.iter().map(|test| self.tests[*test].name.as_str()).collect();
        let usual: f64 = tests.iter().map(|test| self.tests[*test].seconds).sum();
        let of_usual = |(times, more): (f64, f64)| Duration::from_secs_f64(usual * times + more);
        let limit = Limit { busy: of_usual(BUSY), waiting: of_usual(WAITING) };
        process::run(self.work, &self.tests[tests[0]].program, &names, mutant.number, None, limit)
    }
}
