//! `list`: one line an event.
//!
//! On a terminal the lines are aligned and cut to its width, for eyes; in a pipe the fields are separated by tabs and
//! never cut, for programs; with `--plain` each is a line of words, for ears.

use std::io;

use anstyle::{AnsiColor, Style};
use summits_chronology::chronology::{Certainty, Chronology, Country, Event, Ref, Status};
use summits_chronology::text;

use super::console::{Console, Result, outcome, unwritten};
use crate::page;
use crate::query::{Match, Selection};

/// A chronology of more countries than this shows codes instead of a column a country.
const COUNTRY_COLUMNS: usize = 8;

/// From this width on a row names the chronology that records the event, where several are laid over one another.
const ORIGIN_COLUMNS: usize = 72;
/// The widest column of names of chronologies.
const LONGEST_ORIGIN: usize = 12;

/// What stands between columns.
const GAP: &str = "  ";

const PLAIN: Style = Style::new();
const QUIET: Style = Style::new().dimmed();
const STRONG: Style = Style::new().bold();
const ALERT: Style = AnsiColor::Yellow.on_default();

/// Prints the selected events, and on the standard error how many there are.
///
/// # Errors
///
/// The output cannot be written.
pub fn list(chronology: &Chronology, selection: &Selection, console: &mut Console) -> Result {
    match console.columns {
        _ if console.plain => selection.matches().try_for_each(|found| spoken(chronology, &found, console)),
        Some(columns) => aligned(chronology, selection, columns, console),
        None => selection.matches().try_for_each(|found| separated(chronology, &found, console)),
    }
    .and_then(|()| console.out.flush())
    .map_err(unwritten)?;
    console.remark(selection.tally());
    Ok(outcome(selection))
}

/// Words, and the id, with which `show` goes on.
fn spoken(chronology: &Chronology, found: &Match, console: &mut Console) -> io::Result<()> {
    let line = page::spoken_line(chronology, found.event);
    let possibly = if found.certainty == Certainty::Possibly { " Possibly." } else { "" };
    writeln!(console.out, "{line}{possibly} Id {}", chronology[found.event].id)
}

/// Fields separated by tabs, in the order that the help of the command promises.
fn separated(chronology: &Chronology, found: &Match, console: &mut Console) -> io::Result<()> {
    let event = &chronology[found.event];
    let fields = [
        &*event.id,
        event.date.literal(),
        &event.parties.codes(&chronology.countries, "+"),
        &event.concerns.codes(&chronology.countries, "+"),
        &chronology.kinds[event.kind].id,
        &badge(chronology, event),
        &text::clean_line(&event.title),
        event.status.as_str(),
        if found.certainty == Certainty::Possibly { "possible" } else { "definite" },
    ];
    let origin = chronology.shown_layer(found.event).map(|layer| &*layer.name);
    let fields: Vec<&str> = fields.into_iter().chain(origin).collect();
    writeln!(console.out, "{}", fields.join("\t"))
}

/// `?2003 10 Jan  J·R  JR≠1  Koizumi and Putin adopt …`: the columns as wide as their widest cell.
fn aligned(chronology: &Chronology, selection: &Selection, columns: usize, console: &mut Console) -> io::Result<()> {
    let (mut dates, mut badges) = (0, 0);
    for event in selection.events().map(|event| &chronology[event]) {
        dates = dates.max(text::width(&event.date.row_words()));
        badges = badges.max(text::width(&badge(chronology, event)));
    }
    let names = chronology.layers().iter().map(|layer| text::width(&layer.name)).max().unwrap_or(0);
    let origins = if chronology.is_layered() && columns >= ORIGIN_COLUMNS { names.min(LONGEST_ORIGIN) } else { 0 };
    for found in selection.matches() {
        let event = &chronology[found.event];
        let mut row = Row { left: columns, styled: console.styled, line: String::new() };
        row.cell(ALERT, if found.certainty == Certainty::Possibly { "?" } else { " " });
        row.cell(QUIET, &event.date.earliest().format("%Y ").to_string());
        row.padded(PLAIN, &event.date.row_words(), dates);
        row.cell(PLAIN, GAP);
        countries(chronology, event, &mut row);
        row.cell(PLAIN, GAP);
        row.padded(if event.differences.is_empty() { PLAIN } else { ALERT }, &badge(chronology, event), badges);
        row.cell(PLAIN, GAP);
        if let Some(layer) = chronology.shown_layer(found.event).filter(|_| origins > 0) {
            row.padded(QUIET, &text::truncate(&layer.name, origins), origins);
            row.cell(PLAIN, GAP);
        }
        if event.status != Status::Held {
            row.cell(ALERT, &format!("{}: ", event.status));
        }
        row.cell(PLAIN, &text::clean_line(&event.title));
        writeln!(console.out, "{}", row.line)?;
    }
    Ok(())
}

fn badge(chronology: &Chronology, event: &Event) -> String {
    chronology.evidence(event).badge(&chronology.countries)
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
        if self.styled && style != PLAIN && !words.is_empty() {
            self.line.push_str(&format!("{style}{words}{style:#}"));
        } else {
            self.line.push_str(&words);
        }
    }

    fn padded(&mut self, style: Style, words: &str, width: usize) {
        self.cell(style, words);
        self.cell(PLAIN, &" ".repeat(width.saturating_sub(text::width(words))));
    }
}
