//! Hostile text in every field of every file, in the configuration, the environment, the arguments and the notebook: it
//! is refused or laid out, and nothing but the program's own sequences ever reaches the terminal, the clipboard or a pipe.

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
