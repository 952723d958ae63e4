//! Mutants that cannot be switched at run time, each in a build of its own: most of them do not compile in the source
//! either, and what does not compile is not counted.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::compile::{self, cargo};
use crate::listing::Mutant;
use crate::process::environment;
use crate::trial::{Outcome, Verdict};
use crate::work::{Work, write_if_changed};

/// What the tests of one mutant may take, the build with them.
const MOST_SECONDS: &str = "1800";

/// The outcome of a mutant. `tree` of this `Work` is a copy without mutants, and is so again at the end.
pub fn outcome(work: &Work, mutant: &Mutant) -> Result<Outcome, String> {
    let start = Instant::now();
    let (verdict, by) = build_and_test(work, mutant)?;
    let seconds = start.elapsed().as_secs_f64();
    Ok(Outcome {
        mutant: mutant.number,
        key: mutant.key(),
        described: mutant.described(),
        verdict,
        by,
        tests: 0,
        left: 0,
        passes: 0,
        seconds,
    })
}

fn build_and_test(work: &Work, mutant: &Mutant) -> Result<(Verdict, Option<String>), String> {
    let file = work.tree.join(&mutant.file);
    let mut patch = Command::new("patch")
        .args(["--quiet", "--no-backup-if-mismatch"])
        .arg(&file)
        .stdin(Stdio::piped())
        .spawn()
        .map_err(|error| format!("patch cannot be started: {error}"))?;
    if let Some(mut input) = patch.stdin.take() {
        input.write_all(mutant.diff.as_bytes()).map_err(|error| error.to_string())?;
    }
    if !patch.wait().is_ok_and(|status| status.success()) {
        return Err(format!("{}: the change cannot be made", mutant.described()));
    }
    let result = if cargo(work, &["build", "--lib"])?.status.success() {
        // Most are caught beside the code, and the other tests take long to build.
        match test(work, "--lib")? {
            (Verdict::Missed, _) => test(work, "--tests")?,
            caught => caught,
        }
    } else {
        (Verdict::Unviable, None)
    };
    write_if_changed(&file, work.source(&mutant.file)?.as_bytes())?;
    Ok(result)
}

/// Runs some of the tests: the verdict, and the test that failed.
fn test(work: &Work, which: &str) -> Result<(Verdict, Option<String>), String> {
    let mut command = Command::new("timeout");
    command.args([MOST_SECONDS, "cargo", "test", which]).args(compile::CONFIGURATION);
    environment(&mut command, work);
    let output = command.env("RUSTFLAGS", compile::FLAGS).output().map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stdout);
    let failed = said.lines().find_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... FAILED"));
    Ok((if output.status.success() { Verdict::Missed } else { Verdict::Caught }, failed.map(str::to_owned)))
}
