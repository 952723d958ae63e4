//! `export`: the selected events in a format that other tools read.

use std::io;
use std::path::Path;

use super::{Console, Error, Result, directory, file, outcome, tally, unwritten};
use crate::chronology::{Chronology, Event, Ref};
use crate::export::text::Paper;
use crate::export::{self, Format, LeftOut};
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
    let events = selection.matches().iter().map(|found| found.event);
    let left_out = match output {
        Some(path) => {
            to_path(chronology, events, format, path).map_err(|error| Error::File { path: path.to_owned(), error })?
        },
        None if format.is_directory() => return Err(Error::DirectoryNeeded),
        None => {
            let paper = console.paper();
            let left_out = export::write(format, chronology, events, paper, console.out).map_err(unwritten)?;
            console.out.flush().map_err(unwritten)?;
            left_out
        },
    };
    let tally = tally(selection);
    match output {
        Some(path) => console.remark(format_args!("{tally}; written to {}", super::error::shown(path))),
        None => console.remark(tally),
    }
    left_out.remarks().into_iter().for_each(|remark| console.remark(remark));
    Ok(outcome(selection))
}

fn to_path(
    chronology: &Chronology,
    events: impl Iterator<Item = Ref<Event>>,
    format: Format,
    path: &Path,
) -> io::Result<LeftOut> {
    if format.is_directory() {
        let directory = export::toml::directory(chronology, events);
        directory::write_new(path, &directory.files)?;
        return Ok(LeftOut { links: directory.links_left_out, ..LeftOut::default() });
    }
    let mut left_out = LeftOut::default();
    file::write_whole(path, |out| {
        left_out = export::write(format, chronology, events, Paper::PLAIN, out)?;
        Ok(())
    })?;
    Ok(left_out)
}
