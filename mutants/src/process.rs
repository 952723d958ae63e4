//! Tests of one program, run with a time-out and until the first of them fails.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::work::Work;

/// What one process may have of memory, in KiB: a mutant may ask for ever more.
const MOST_MEMORY: u32 = 6 * 1024 * 1024;

/// How a run ended.
#[derive(Debug, PartialEq, Eq)]
pub enum End {
    Passed,
    /// With the test that failed or in which the process broke down.
    Failed(Option<String>),
    /// With the test that did not come to an end, by the order in which they run.
    TimedOut(Option<String>),
}

/// How long a step of the wait is. Steps are counted, not read from a clock, so that a run which is stopped and continued
/// does not see tests in the interval that never end.
const STEP: Duration = Duration::from_millis(100);

/// What a run may take.
#[derive(Clone, Copy)]
pub struct Limit {
    /// Of the processor, by one process. It does not depend on what else the machine does.
    pub busy: Duration,
    /// In all.
    pub waiting: Duration,
}

/// Runs these tests of a program, one after the other, with a mutant switched on (0 for none).
pub fn run(work: &Work, program: &Path, tests: &[&str], mutant: u32, record: Option<&Path>, limit: Limit) -> End {
    let mut command = Command::new("sh");
    let limits = format!("ulimit -v {MOST_MEMORY}; ulimit -t {}", limit.busy.as_secs() + 1);
    command.args(["-c", &format!("{limits}; exec \"$@\""), "sh"]);
    command.arg(program).args(["--exact", "--test-threads=1"]).args(tests);
    command.env("SUMMITS_MUTANT", mutant.to_string());
    if let Some(record) = record {
        command.env("SUMMITS_MUTANTS_REACHED", record);
    }
    environment(&mut command, work);
    let Ok(mut child) =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).process_group(0).spawn()
    else {
        return End::Failed(None);
    };
    let end = watch(&mut child, tests, limit.waiting);
    // Also what the tests have started, and whoever still waits.
    let group = format!("-{}", child.id());
    let _ = Command::new("kill").args(["-9", "--", &group]).stderr(Stdio::null()).status();
    let _ = child.wait();
    end
}

/// What cargo would set, and nothing that makes a test write into the tree.
pub fn environment(command: &mut Command, work: &Work) {
    command.current_dir(&work.tree);
    command.env("CARGO", "cargo").env("CARGO_MANIFEST_DIR", &work.tree).env("CARGO_TARGET_DIR", &work.build);
    command.env("CARGO_BIN_EXE_summits-tui", work.build.join("debug/summits-tui"));
    command.env("INSTA_UPDATE", "no").env("INSTA_FORCE_PASS", "0").env("INSTA_WORKSPACE_ROOT", &work.tree);
    command.env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "true");
    // To name the functions of a trace takes longer than most tests.
    command.env("RUST_BACKTRACE", "0");
    command.env_remove("SNAPSHOTS").env_remove("UPDATE_DOCS");
}

/// Reads what the tests print until it is clear how they end.
fn watch(child: &mut Child, tests: &[&str], patience: Duration) -> End {
    let mut steps = patience.as_millis() / STEP.as_millis();
    let mut left: BTreeSet<&str> = tests.iter().copied().collect();
    let (sender, lines) = mpsc::channel();
    if let Some(output) = child.stdout.take() {
        thread::spawn(move || {
            let lines = BufReader::new(output).split(b'\n').map_while(Result::ok);
            lines.map(|line| String::from_utf8_lossy(&line).into_owned()).try_for_each(|line| sender.send(line))
        });
    }
    loop {
        match lines.recv_timeout(STEP) {
            Ok(line) => {
                let of_test = line.strip_prefix("test ").and_then(|line| line.split_once(" ... "));
                if let Some((test, end)) = of_test {
                    let test = test.trim_end_matches(" - should panic");
                    if end == "FAILED" {
                        return End::Failed(Some(test.to_owned()));
                    }
                    left.remove(test);
                }
                // Something that the tests have started may keep the pipe open.
                if line.starts_with("test result: ok") {
                    return End::Passed;
                }
                if line.starts_with("test result: ") {
                    return End::Failed(None);
                }
            },
            Err(mpsc::RecvTimeoutError::Timeout) if steps > 0 => steps -= 1,
            Err(error) => {
                // They run in the order of their names.
                let running = left.first().map(|test| (*test).to_owned());
                return match error {
                    mpsc::RecvTimeoutError::Timeout => End::TimedOut(running),
                    mpsc::RecvTimeoutError::Disconnected => End::Failed(running),
                };
            },
        }
    }
}
