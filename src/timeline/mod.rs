//! Time as an axis: the gaps between the events of a selection, and the rows of a list of them.

mod gap;
mod rows;

pub use gap::{Gap, gap_words};
pub use rows::{ListRow, Timeline};
