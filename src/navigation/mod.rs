//! Going somewhere, with or without a screen: to the date that a reader types ([`find`]), and back to where they were
//! ([`History`]).

mod dates;
mod history;

pub use dates::{DateGoalError, find};
pub use history::{History, HistoryEntry};
