//! The generated pages of `docs/` are up to date.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

#[path = "support/fresh.rs"]
mod fresh;

use summits_chronology::loader;
use summits_tui::{cli, plain};

use fresh::fresh;

#[test]
fn the_command_line_page_is_up_to_date() {
    fresh("docs/command-line.md", &cli::reference());
}

#[test]
fn the_plain_page_is_up_to_date() {
    fresh("docs/plain.md", &plain::reference());
}

#[test]
fn the_format_page_is_up_to_date() {
    fresh("docs/format.md", &loader::reference());
}
