//! `export`: the selected events in a format that other tools read.

use std::path::Path;

use super::{Console, Error, Result, file, outcome, tally, unwritten};
use crate::chronology::Chronology;
use crate::export::text::Paper;
use crate::export::{self, Format};
use crate::query::Selection;

/// Writes the selected events in `format` to `output`, or to the standard output.
///
/// # Errors
///
/// The file or the output cannot be written.
pub fn export(
    chronology: &Chronology,
    selection: &Selection,
    format: Format,
    output: Option<&Path>,
    console: &mut Console,
) -> Result {
    let events = selection.matches().iter().map(|found| found.event);
    let tally = tally(selection);
    match output {
        Some(path) => {
            file::write_whole(path, |out| export::write(format, chronology, events, Paper::PLAIN, out))
                .map_err(|error| Error::File { path: path.to_owned(), error })?;
            console.remark(format_args!("{tally}; written to {}", super::error::shown(path)));
        },
        None => {
            let paper = console.paper();
            export::write(format, chronology, events, paper, console.out).map_err(unwritten)?;
            console.out.flush().map_err(unwritten)?;
            console.remark(tally);
        },
    }
    Ok(outcome(selection))
}
