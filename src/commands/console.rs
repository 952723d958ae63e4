//! Where a command writes, and how it ends.

use std::fmt;
use std::io::{self, Write};

use super::error::Error;
use crate::export::text::Paper;
use crate::query::Selection;

/// Where a command writes.
pub struct Console<'a> {
    /// The result.
    pub out: &'a mut dyn Write,
    /// What is said about it.
    pub err: &'a mut dyn Write,
    /// The columns of the terminal that the result goes to; `None` where it goes to a pipe or a file.
    pub columns: Option<usize>,
    /// Whether the result may hold colour.
    pub styled: bool,
    /// Whether the result is for a voice or a braille line: nothing in columns, nothing cut, nothing drawn.
    pub plain: bool,
}

impl Console<'_> {
    /// The paper on which text is laid out.
    #[must_use]
    pub fn paper(&self) -> Paper {
        let columns = self.columns.map_or(Paper::PLAIN.columns, |columns| columns.min(Paper::WIDEST));
        Paper { columns, styled: self.styled, spoken: self.plain }
    }

    /// A line about the result. It is not worth an error if it cannot be written.
    pub(super) fn remark(&mut self, remark: impl fmt::Display) {
        let _ = writeln!(self.err, "{remark}");
    }
}

/// How a command ended that could do what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is done.
    Done,
    /// It is done, and the answer is that there is nothing, or that there are faults.
    Negative,
}

/// What every command answers.
pub type Result = std::result::Result<Outcome, Error>;

/// An error of writing to the standard output.
pub(super) fn unwritten(error: io::Error) -> Error {
    Error::Output(error)
}

/// [`Outcome::Negative`] where nothing was selected.
pub(super) fn outcome(selection: &Selection) -> Outcome {
    if selection.definite() + selection.possible() == 0 { Outcome::Negative } else { Outcome::Done }
}
