//! The pages of `docs/` that are generated say what the program does today.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

#[path = "support/fresh.rs"]
mod fresh;

use summits_chronology::loader;
use summits_tui::{cli, plain};

use fresh::fresh;

#[test]
fn the_command_line() {
    fresh("docs/command-line.md", &cli::reference());
}

#[test]
fn the_browser_without_a_screen() {
    fresh("docs/plain.md", &plain::reference());
}

#[test]
fn the_format() {
    fresh("docs/format.md", &loader::reference());
}
