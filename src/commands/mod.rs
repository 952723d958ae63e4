//! The commands that work without the browser: `list`, `show`, `export` and the others, one file each.
//!
//! A command writes its result to the standard output and remarks about it (a count, a hint) to the standard error. It gets
//! both as a [`Console`], so that it works the same on a terminal, in a pipe and in a test. It returns an [`Outcome`], or an
//! [`Error`] that `main` prints.

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
