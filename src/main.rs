//! The door: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    summits_tui::cli::run::run(std::env::args_os())
}
