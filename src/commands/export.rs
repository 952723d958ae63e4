//! `export`: the selected events in a format that other tools read.

use std::ops::ControlFlow;
use std::path::Path;

use summits_chronology::chronology::Chronology;
use summits_chronology::text;

use super::console::{Console, Result, outcome, unwritten};
use super::error::Error;
use crate::export::save::{Existing, save};
use crate::export::{self, Format};
use crate::query::Selection;

/// Writes the selected events in `format` to `output`, or to the standard output. A format of several files needs
/// `output`, which is then a new or empty directory.
///
/// # Errors
///
/// The file or the output cannot be written, or a directory is needed and not given.
pub fn export(
    chronology: &Chronology,
    selection: &Selection,
    format: Format,
    output: Option<&Path>,
    console: &mut Console,
) -> Result {
    let events = selection.events();
    let left_out = match output {
        Some(path) => save(path, format, chronology, events, Existing::Replace, |_| ControlFlow::Continue(()))?,
        None if format.is_directory() => return Err(Error::DirectoryNeeded),
        None => {
            let paper = console.paper();
            let left_out = export::write(format, chronology, events, paper, console.out).map_err(unwritten)?;
            console.out.flush().map_err(unwritten)?;
            left_out
        },
    };
    let tally = selection.tally();
    match output {
        Some(path) => console.remark(format_args!("{tally}; written to {}", text::path(path))),
        None => console.remark(tally),
    }
    left_out.remarks().into_iter().for_each(|remark| console.remark(remark));
    Ok(outcome(selection))
}
