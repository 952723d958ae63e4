//! Exports: one file per format, each a pure function of the chronology and the chosen events.
//!
//! An export is written event by event, so a large one needs no more memory than a small one. The loader has cleaned the
//! texts of a chronology; a format only escapes what its own grammar requires.

pub mod citation;
pub mod csv;
pub mod html;
pub mod ics;
pub mod json;
pub mod markdown;
pub mod save;
pub mod text;
pub mod timelinejs;
pub mod toml;

mod left_out;
mod markup;
mod words;

use std::io::{self, Write};

use clap::ValueEnum;
use summits_chronology::chronology::{Chronology, Event, Ref};

use self::citation::Style;

pub use left_out::LeftOut;

/// The export formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Each event in full, as 'show' prints it
    Text,
    /// A report: one heading per event, documents, excerpts as block quotes, differences
    Markdown,
    /// An array of events with the field names of the chronology format, persons, places and documents in full
    Json,
    /// The same events, one object per line
    Jsonl,
    /// A table of the scalar fields, which a chronology can use as its events
    Csv,
    /// A self-contained web page: list, documents, filter, search
    Html,
    /// iCalendar (RFC 5545): one all-day entry per event whose day is known
    Ics,
    /// TimelineJS 3 (JSON): one slide per event
    #[value(name = "timelinejs")]
    TimelineJs,
    /// A chronology for --data: a new directory of files, which needs a name
    Toml,
    /// The documents that the events cite, each once, for LaTeX with biblatex
    Biblatex,
    /// The same documents for reference managers
    Ris,
    /// The same documents for reference managers that read JSON, and for Pandoc
    CslJson,
}

impl Format {
    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// A description in one line.
    #[must_use]
    pub fn about(self) -> String {
        let help = self.to_possible_value().and_then(|value| value.get_help().map(ToString::to_string));
        help.unwrap_or_default()
    }

    /// The ending of a file name; empty for a directory. Formats that are all JSON have different endings.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Text => ".txt",
            Self::Markdown => ".md",
            Self::Json => ".json",
            Self::Jsonl => ".jsonl",
            Self::Csv => ".csv",
            Self::Html => ".html",
            Self::Ics => ".ics",
            Self::TimelineJs => ".timeline.json",
            Self::Toml => "",
            Self::Biblatex => ".bib",
            Self::Ris => ".ris",
            Self::CslJson => ".csl.json",
        }
    }

    /// Whether it is a directory of files rather than one stream.
    #[must_use]
    pub fn is_directory(self) -> bool {
        self == Self::Toml
    }
}

/// Writes `events` in `format`, and returns what was left out. `paper` is for [`Format::Text`] only.
///
/// # Errors
///
/// `out` cannot be written; `Unsupported` for a format that is a directory of files, which [`toml::directory`] makes.
pub fn write(
    format: Format,
    chronology: &Chronology,
    events: impl IntoIterator<Item = Ref<Event>>,
    paper: text::Paper,
    out: &mut dyn Write,
) -> io::Result<LeftOut> {
    let events = events.into_iter();
    match format {
        Format::Text => text::write(chronology, events, paper, out),
        Format::Markdown => markdown::write(chronology, events, out),
        Format::Json => json::write_array(chronology, events, out),
        Format::Jsonl => json::write_lines(chronology, events, out),
        Format::Csv => csv::write(chronology, events, out),
        Format::Html => html::write(chronology, events, out),
        Format::Ics => return ics::write(chronology, events, out),
        Format::TimelineJs => timelinejs::write(chronology, events, out),
        Format::Toml => Err(io::Error::from(io::ErrorKind::Unsupported)),
        Format::Biblatex => citation::write_cited(Style::Biblatex, chronology, events, out),
        Format::Ris => citation::write_cited(Style::Ris, chronology, events, out),
        Format::CslJson => citation::write_cited(Style::CslJson, chronology, events, out),
    }
    .map(|()| LeftOut::default())
}

#[cfg(test)]
mod tests;
