//! Going somewhere in a selection, with or without a screen: the date that a reader types ([`find`]).

mod dates;

pub use dates::{DateGoalError, find};
