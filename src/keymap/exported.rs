//! What came of an export that was written beside the loop.

/// What is told of an export that is written beside the loop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exported {
    /// So many events are written, of all.
    Reached(usize, usize),
    /// It is done: what was written, and where.
    Written(String),
    /// There is a file of that name already, and it is left as it is.
    InTheWay(String),
    /// Nothing was written, and why.
    Failed(String),
    /// The reader broke it off.
    BrokenOff,
}
