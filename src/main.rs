//! Entry point.

use std::process::ExitCode;

fn main() -> ExitCode {
    summits_tui::cli::run::run(std::env::args_os())
}
