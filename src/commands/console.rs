//! Where a command writes, and how it ends.

use std::fmt;
use std::io::{self, Write};

use super::error::Error;
use crate::export::text::Paper;
use crate::query::Selection;

/// Where a command writes.
pub struct Console<'a> {
    /// For the result.
    pub out: &'a mut dyn Write,
    /// For remarks about the result.
    pub err: &'a mut dyn Write,
    /// The columns of the terminal that the result goes to; `None` for a pipe or a file.
    pub columns: Option<usize>,
    /// Whether the result may contain colours.
    pub styled: bool,
    /// Whether the result is for a screen reader or a braille display: without columns, cuts or drawing.
    pub plain: bool,
}

impl Console<'_> {
    /// How wide text is laid out, and whether it is styled.
    #[must_use]
    pub fn paper(&self) -> Paper {
        let columns = self.columns.map_or(Paper::PLAIN.columns, |columns| columns.min(Paper::WIDEST));
        Paper { columns, styled: self.styled, spoken: self.plain }
    }

    /// Prints a line about the result. If that fails, it is no reason to fail the command.
    pub(super) fn remark(&mut self, remark: impl fmt::Display) {
        let _ = writeln!(self.err, "{remark}");
    }
}

/// How a command ended that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Success.
    Done,
    /// Nothing matched, or there are errors in what was checked.
    Negative,
}

/// The result of a command.
pub type Result = std::result::Result<Outcome, Error>;

/// The standard output cannot be written.
pub(super) fn unwritten(error: io::Error) -> Error {
    Error::Output(error)
}

/// [`Outcome::Negative`] if nothing was selected.
pub(super) fn outcome(selection: &Selection) -> Outcome {
    if selection.definite() + selection.possible() == 0 { Outcome::Negative } else { Outcome::Done }
}
