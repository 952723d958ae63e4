//! `list`: one line an event.
//!
//! On a terminal the lines are aligned and cut to its width, for eyes; in a pipe the fields are separated by tabs and
//! never cut, for programs.

use std::io;

use anstyle::{AnsiColor, Style};

use super::{Console, Result, outcome, tally, unwritten};
use crate::chronology::{Certainty, Chronology, Country, Event, Ref};
use crate::query::Selection;
use crate::text;

/// The columns of a date in a row: `13–14 Nov` and a mark of doubt.
const DATE: usize = 10;
/// The columns of the evidence: `JKR≠1?`.
const BADGE: usize = 6;
/// A chronology of more countries than this shows codes instead of a column a country.
const COUNTRY_COLUMNS: usize = 8;

const QUIET: Style = Style::new().dimmed();
const STRONG: Style = Style::new().bold();
const ALERT: Style = AnsiColor::Yellow.on_default();

/// Prints the selected events, and on the standard error how many there are.
///
/// # Errors
///
/// The output cannot be written.
pub fn list(chronology: &Chronology, selection: &Selection, console: &mut Console) -> Result {
    for found in selection.matches() {
        let possible = found.certainty == Certainty::Possibly;
        match console.columns {
            Some(columns) => aligned(chronology, found.event, possible, columns, console),
            None => separated(chronology, found.event, console),
        }
        .map_err(unwritten)?;
    }
    console.out.flush().map_err(unwritten)?;
    console.remark(tally(selection));
    Ok(outcome(selection))
}

/// Fields separated by tabs, in the order that the help of the command promises.
fn separated(chronology: &Chronology, place: Ref<Event>, console: &mut Console) -> io::Result<()> {
    let event = &chronology[place];
    let fields = [
        &*event.id,
        event.date.literal(),
        &event.parties.codes(&chronology.countries, "+"),
        &event.concerns.codes(&chronology.countries, "+"),
        &chronology.kinds[event.kind].id,
        &chronology.evidence(event).badge(&chronology.countries),
        &text::clean_line(&event.title),
    ];
    writeln!(console.out, "{}", fields.join("\t"))
}

/// `?2003 10 Jan      J·R  JR≠1   Koizumi and Putin adopt …`
fn aligned(
    chronology: &Chronology,
    place: Ref<Event>,
    possible: bool,
    columns: usize,
    console: &mut Console,
) -> io::Result<()> {
    let event = &chronology[place];
    let mut row = Row { left: columns, styled: console.styled, line: String::new() };
    row.cell(ALERT, if possible { "?" } else { " " });
    row.cell(QUIET, &event.date.earliest().format("%Y ").to_string());
    row.padded(Style::new(), &event.date.row_words(), DATE);
    row.cell(Style::new(), "  ");
    countries(chronology, event, &mut row);
    row.cell(Style::new(), "  ");
    let badge = chronology.evidence(event).badge(&chronology.countries);
    row.padded(if event.differences.is_empty() { Style::new() } else { ALERT }, &badge, BADGE);
    row.cell(Style::new(), "  ");
    row.cell(Style::new(), &text::clean_line(&event.title));
    writeln!(console.out, "{}", row.line)
}

/// A column a country: capital where it took part, small where it is concerned, a dot where neither.
fn countries(chronology: &Chronology, event: &Event, row: &mut Row) {
    if chronology.countries.len() > COUNTRY_COLUMNS {
        let parties = event.parties.codes(&chronology.countries, " ");
        let concerns = event.concerns.codes(&chronology.countries, " ").to_lowercase();
        row.padded(STRONG, format!("{parties} {concerns}").trim_end(), 2 * COUNTRY_COLUMNS);
        return;
    }
    for (place, country) in chronology.countries.entries() {
        let (style, letter) = country_letter(event, place, country);
        row.cell(style, &letter);
    }
}

fn country_letter(event: &Event, place: Ref<Country>, country: &Country) -> (Style, String) {
    if event.parties.contains(place) {
        (STRONG, country.key.to_string())
    } else if event.concerns.contains(place) {
        (QUIET, country.key.to_lowercase().to_string())
    } else {
        (QUIET, "·".to_owned())
    }
}

/// A line under construction that never grows wider than the terminal.
struct Row {
    left: usize,
    styled: bool,
    line: String,
}

impl Row {
    fn cell(&mut self, style: Style, words: &str) {
        let words = text::truncate(words, self.left);
        self.left -= text::width(&words).min(self.left);
        if self.styled && style != Style::new() && !words.is_empty() {
            self.line.push_str(&format!("{style}{words}{style:#}"));
        } else {
            self.line.push_str(&words);
        }
    }

    fn padded(&mut self, style: Style, words: &str, width: usize) {
        self.cell(style, words);
        self.cell(Style::new(), &" ".repeat(width.saturating_sub(text::width(words))));
    }
}
