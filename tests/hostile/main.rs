//! Hostile text in every field of every file, in the configuration, the environment, the arguments and the notebook: it
//! is rejected or shown cleanly, and only the program's own escape sequences reach the terminal, the clipboard or a
//! pipe.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail anywhere")]

mod browser;
#[path = "../support/chronology.rs"]
mod chronology;
mod corpus;
mod files;
#[path = "../support/pty.rs"]
mod pty;
mod sample;
mod streams;
mod strict;
