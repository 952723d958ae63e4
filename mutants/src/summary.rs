//! What has been found, for people.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::fs;

use crate::compile::{Unswitchable, is_unviable};
use crate::listing::{FOLDERS, Mutant};
use crate::trial::{Outcome, Verdict};
use crate::work::Work;

/// The latest outcome of each mutant, by its key.
pub fn outcomes(work: &Work) -> HashMap<String, Outcome> {
    let text = fs::read_to_string(&work.results).unwrap_or_default();
    // The last line is cut where a run was ended while it wrote.
    let outcomes = text.lines().filter_map(|line| serde_json::from_str::<Outcome>(line).ok());
    outcomes.map(|outcome| (outcome.key.clone(), outcome)).collect()
}

/// Writes the lists of what was missed and of what could not be switched. The table of all folders.
pub fn write(work: &Work, mutants: &[Mutant], unswitchable: &Unswitchable) -> Result<String, String> {
    let outcomes = outcomes(work);
    let mut missed: BTreeMap<&str, String> = BTreeMap::new();
    let mut other = String::new();
    let mut table = format!(
        "{:<16} {:>7} {:>8} {:>7} {:>9} {:>7} {:>9} {:>14} {:>7} {:>7}\n",
        "folder",
        "mutants",
        "unviable",
        "caught",
        "timed out",
        "missed",
        "unreached",
        "not switchable",
        "untried",
        "share"
    );
    let mut total = [0; 7];
    for folder in FOLDERS {
        let mut counts = [0; 7];
        for mutant in mutants.iter().filter(|mutant| mutant.folder() == folder) {
            let outcome = outcomes.get(&mutant.key());
            let reason = unswitchable.get(&mutant.number);
            let column = match outcome.map(|outcome| outcome.verdict) {
                Some(Verdict::Unviable) => 0,
                None if reason.is_some_and(|reason| is_unviable(mutant, reason)) => 0,
                Some(Verdict::Caught) => 1,
                Some(Verdict::TimedOut) => 2,
                Some(Verdict::Missed) => 3,
                Some(Verdict::Unreached) => 4,
                None if reason.is_some() => 5,
                None => 6,
            };
            counts[column] += 1;
            if matches!(column, 3 | 4) {
                let kind = if column == 4 { " [no test reaches it]" } else { "" };
                let tests = outcome.map_or(0, |outcome| outcome.tests - outcome.left);
                let more = outcome.map(|outcome| outcome.left).filter(|left| *left > 0);
                let more = more.map_or_else(String::new, |left| format!(", {left} still to be run"));
                let list = missed.entry(&mutant.file).or_default();
                let _ = writeln!(list, "{}{kind} ({tests} tests pass{more})", mutant.described());
            }
            if let Some(reason) = reason.filter(|_| column > 0) {
                let verdict = outcome.map_or_else(|| "untried".to_owned(), |outcome| format!("{:?}", outcome.verdict));
                let _ = writeln!(other, "{} [{verdict}] {reason}", mutant.described());
            }
        }
        table += &row(folder, counts);
        total.iter_mut().zip(counts).for_each(|(total, count)| *total += count);
    }
    table += &row("all", total);
    let missed: Vec<String> =
        missed.into_iter().map(|(file, list)| format!("{file}: {}\n{list}", list.lines().count())).collect();
    fs::write(&work.missed, missed.join("\n")).map_err(|error| format!("{}: {error}", work.missed.display()))?;
    fs::write(&work.unswitchable, other).map_err(|error| format!("{}: {error}", work.unswitchable.display()))?;
    Ok(table)
}

fn row(name: &str, counts: [u32; 7]) -> String {
    let [unviable, caught, timed_out, missed, unreached, not_switchable, untried] = counts;
    let found = caught + timed_out;
    let tried = found + missed + unreached;
    let share = if tried == 0 { 0.0 } else { 100.0 * f64::from(found) / f64::from(tried) };
    format!(
        "{name:<16} {:>7} {unviable:>8} {caught:>7} {timed_out:>9} {missed:>7} {unreached:>9} {not_switchable:>14} \
         {untried:>7} {share:>5.1} %\n",
        counts.iter().sum::<u32>()
    )
}
