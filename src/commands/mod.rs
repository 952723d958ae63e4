//! What can be asked for without the browser: `list`, `show`, `export` and the others, one file each.
//!
//! A command writes its result to the standard output and what it has to say about it (how many there are, a hint) to
//! the standard error; both come in as a [`Console`], so that a command does not care whether it writes to a terminal, a
//! pipe or a test. It answers with an [`Outcome`], or with an [`Error`] that `main` prints.

pub mod check;
pub mod config;
pub mod count;
pub mod export;
pub mod keys;
pub mod list;
pub mod new;
pub mod schema;
pub mod show;

mod console;
mod error;

pub use console::{Console, Outcome, Result};
pub use count::By;
pub use error::Error;
