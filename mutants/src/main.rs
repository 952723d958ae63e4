//! Mutation testing with one build.
//!
//! cargo-mutants changes the source in one place, builds it, runs the tests, and goes on to the next place: for the rooms
//! of this program ten hours. Here all the changes are in one build, each behind a question whether it is switched on,
//! and a mutant is tried only with the tests that reach it. What is a mutant is still for cargo-mutants to say.
//!
//! 1. [`listing`]: cargo-mutants lists the mutants.
//! 2. [`sites`] and [`rewrite`]: a copy of the tree is written with all of them in it.
//! 3. [`compile`]: what does not compile is taken out again; the tests are built.
//! 4. [`suite`]: every test runs once, and which mutants it reaches is written down.
//! 5. [`trial`]: each mutant is switched on for those tests, the quickest first, until one fails.
//! 6. [`real`]: mutants that cannot be switched, each in a build of its own.
//! 7. [`summary`]: the table and the list of those that no test catches.

mod compile;
mod listing;
mod process;
mod real;
mod rewrite;
mod sites;
mod suite;
mod summary;
#[cfg(test)]
mod tests;
mod trial;
mod work;

use std::collections::HashMap;
use std::fs;
use std::process::ExitCode;

use serde::{Deserialize, Serialize};

use compile::Unswitchable;
use listing::Mutant;
use suite::Test;
use trial::Verdict;
use work::Work;

const HELP: &str = "\
mutants/run [OPTION…]
  Without options, everything is prepared anew from the working tree and every mutant is tried.
  --file PATH      only mutants of this file or folder (again for more)
  --only TEXT      only mutants with this in `file:line:column: description` (again for more)
  --tests TEXT     only tests with this in their names, such as new ones (again for more)
  --missed         only mutants that the results call missed or unreached, wherever their lines are now
  --resume         go on with what is prepared: mutants without a result are tried
  --real           try what could not be switched, each in a build of its own
  --workers N      so many at once (2)
  --prepare        stop before the first mutant is tried
  --summary        only print the table
A run of some mutants replaces their lines in the results and leaves the others.
Results: target/mutants/results.jsonl, missed.txt and not-switchable.txt.";

/// What is prepared once.
#[derive(Serialize, Deserialize)]
struct Plan {
    mutants: Vec<Mutant>,
    unswitchable: Unswitchable,
    tests: Vec<Test>,
    /// Tests that fail in the copy with no mutant switched on, or do so now and then.
    failing: Vec<String>,
}

impl Plan {
    /// Why mutants cannot be switched, by their keys.
    fn reasons(self) -> HashMap<String, String> {
        let of = |mutant: &Mutant| Some((mutant.key(), self.unswitchable.get(&mutant.number)?.clone()));
        self.mutants.iter().filter_map(of).collect()
    }
}

#[derive(Default)]
struct Options {
    files: Vec<String>,
    only: Vec<String>,
    tests: Vec<String>,
    missed: bool,
    resume: bool,
    real: bool,
    prepare: bool,
    summary: bool,
    workers: usize,
}

fn main() -> ExitCode {
    match options().and_then(|options| options.map_or(Ok(()), |options| run(&options))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("mutants/run: {message}");
            ExitCode::FAILURE
        },
    }
}

fn options() -> Result<Option<Options>, String> {
    let mut options = Options { workers: 2, ..Options::default() };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--file" => options.files.push(value()?),
            "--only" => options.only.push(value()?),
            "--workers" => options.workers = value()?.parse().map_err(|_| "--workers needs a number".to_owned())?,
            "--tests" => options.tests.push(value()?),
            "--missed" => options.missed = true,
            "--resume" => options.resume = true,
            "--real" => options.real = true,
            "--prepare" => options.prepare = true,
            "--summary" => options.summary = true,
            "--help" | "-h" => {
                println!("{HELP}");
                return Ok(None);
            },
            _ => return Err(format!("{argument} is not an option; see --help")),
        }
    }
    if !options.tests.is_empty() && !options.missed {
        return Err("--tests goes with --missed: what other tests catch would be called missed".to_owned());
    }
    Ok(Some(options))
}

fn run(options: &Options) -> Result<(), String> {
    let work = Work::new()?;
    let plan =
        if options.resume || options.summary || options.real { read_plan(&work)? } else { prepare(&work, options)? };
    if !options.prepare && !options.summary {
        try_mutants(&work, &plan, options)?;
    }
    print!("{}", summary::write(&work, &plan.mutants, &plan.unswitchable)?);
    println!(
        "{} tests left out, which fail, or do now and then, without a mutant: {}",
        plan.failing.len(),
        plan.failing.join(", ")
    );
    println!("missed: {}", work.missed.display());
    Ok(())
}

fn read_plan(work: &Work) -> Result<Plan, String> {
    let text = fs::read_to_string(&work.plan).map_err(|error| format!("nothing is prepared: {error}"))?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", work.plan.display()))
}

fn prepare(work: &Work, options: &Options) -> Result<Plan, String> {
    let mutants = listing::list(work)?;
    eprintln!("{} mutants", mutants.len());
    // What the compiler refused last time it is not asked again: where only tests have changed, nothing is built anew.
    let last = read_plan(work).map(|plan| plan.reasons()).unwrap_or_default();
    let refused = mutants.iter().filter_map(|mutant| Some((mutant.number, last.get(&mutant.key())?.clone()))).collect();
    let unswitchable = compile::make_switchable(work, &mutants, refused)?;
    eprintln!("{} of them cannot be switched; the tests are built", unswitchable.len());
    let programs = compile::build_tests(work)?;
    eprintln!("every test runs once");
    let (tests, failing) = suite::record(work, &programs, &options.tests, options.workers)?;
    let seconds: f64 = tests.iter().map(|test| test.seconds).sum();
    eprintln!("{} tests, {seconds:.0} s; {} fail without a mutant", tests.len(), failing.len());
    let plan = Plan { mutants, unswitchable, tests, failing };
    if options.tests.is_empty() {
        let text = serde_json::to_string(&plan).map_err(|error| error.to_string())?;
        fs::write(&work.plan, text).map_err(|error| format!("{}: {error}", work.plan.display()))?;
    }
    Ok(plan)
}

fn try_mutants(work: &Work, plan: &Plan, options: &Options) -> Result<(), String> {
    let all = options.files.is_empty() && options.only.is_empty() && options.tests.is_empty() && !options.missed;
    if all && !options.resume && !options.real && work.results.exists() {
        fs::remove_file(&work.results).map_err(|error| format!("{}: {error}", work.results.display()))?;
    }
    let known = summary::outcomes(work);
    let is_missed = |mutant: &Mutant| {
        let verdict = known.get(&mutant.key()).map(|outcome| outcome.verdict);
        matches!(verdict, Some(Verdict::Missed | Verdict::Unreached))
    };
    let chosen = plan.mutants.iter().filter(|mutant| {
        (options.files.is_empty() || options.files.iter().any(|file| mutant.file.starts_with(file.as_str())))
            && (options.only.is_empty() || options.only.iter().any(|text| mutant.described().contains(text.as_str())))
            && (!options.missed || is_missed(mutant))
    });
    let (unswitchable, switchable): (Vec<&Mutant>, Vec<&Mutant>) =
        chosen.partition(|mutant| plan.unswitchable.contains_key(&mutant.number));
    if !options.real {
        let known = if options.resume && !options.missed { known } else { HashMap::new() };
        eprintln!("{} mutants are tried", switchable.len());
        return trial::run(work, &switchable, known, &plan.tests, options.workers);
    }
    let work = work.beside("real")?;
    work.copy_tree(&[])?;
    let is_open = |mutant: &&Mutant| {
        !known.contains_key(&mutant.key()) && !compile::is_unviable(mutant, &plan.unswitchable[&mutant.number])
    };
    for mutant in unswitchable.into_iter().filter(is_open) {
        let outcome = real::outcome(&work, mutant)?;
        eprintln!("{}: {:?}", outcome.described, outcome.verdict);
        trial::append(&work, &outcome)?;
    }
    Ok(())
}
