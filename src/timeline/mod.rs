//! Time as an axis: the gaps between the events of a selection, the rows of a list of them, and the ruler of periods.

mod gap;
mod rows;
mod ruler;

pub use gap::{Gap, gap_words};
pub use rows::{ListRow, Timeline};
pub use ruler::{Period, Ruler, Zoom};
