//! The command line, from the arguments to the exit code.
//!
//! [`definitions`] says which options and commands there are; the help, the manual page, the completions and
//! `docs/command-line.md` are made from it. The words of a query may be anywhere among the options and may begin with
//! a hyphen (`list -topic:energy --color never`): [`arguments`] prepares them before clap parses the line. [`run`] runs
//! the command, or opens the browser through `browse` or `plain`.

pub mod arguments;
mod browse;
pub mod definitions;
pub mod manual;
mod opening;
mod outcome;
mod plain;
mod reference;
pub mod run;

pub use definitions::Cli;
pub use reference::reference;
