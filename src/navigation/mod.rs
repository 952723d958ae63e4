//! Going to an event of a selection by a date, on the screen and without one.

mod dates;

pub use dates::{DateGoalError, find};
