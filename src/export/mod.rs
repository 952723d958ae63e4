//! Events for other tools: one file a format, each a pure function of the chronology and the events chosen.
//!
//! An export is written event by event to anything that can be written to, so a large one needs no more memory than a
//! small one. The texts of a chronology have been cleaned by the loader; the formats only escape what their own grammar
//! asks for.

pub mod citation;
pub mod csv;
pub mod json;
pub mod text;

use std::io::{self, Write};

use clap::ValueEnum;

use crate::chronology::{Chronology, Event, Ref};

/// The formats that events can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Each event in full, as 'show' prints it
    Text,
    /// An array of events with the field names of the chronology format, persons, places and documents in full
    Json,
    /// The same events, one object a line
    Jsonl,
    /// A table of the scalar fields, which can be opened again as a chronology's events
    Csv,
}

/// Writes `events` in `format`. Text is wrapped as `paper` says; the other formats know no lines.
///
/// # Errors
///
/// What `out` answers.
pub fn write(
    format: Format,
    chronology: &Chronology,
    events: impl IntoIterator<Item = Ref<Event>>,
    paper: text::Paper,
    out: &mut dyn Write,
) -> io::Result<()> {
    let events = events.into_iter();
    match format {
        Format::Text => text::write(chronology, events, paper, out),
        Format::Json => json::write_array(chronology, events, out),
        Format::Jsonl => json::write_lines(chronology, events, out),
        Format::Csv => csv::write(chronology, events, out),
    }
}

#[cfg(test)]
mod tests;
