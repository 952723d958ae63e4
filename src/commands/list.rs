//! `list`: one line per event.
//!
//! On a terminal the columns are aligned and cut to its width. In a pipe, fields are separated by tabs and never cut. With
//! `--plain`, each line is a sentence for a screen reader.

use std::io;

use anstyle::{AnsiColor, Style};
use summits_chronology::chronology::Chronology;
use summits_chronology::text;

use super::console::{Console, Result, outcome, unwritten};
use crate::page::{self, EventRow, Involvement};
use crate::query::Selection;

/// The least width at which a row names the chronology that records the event, if several are merged.
const ORIGIN_COLUMNS: usize = 72;
/// The widest column of names of chronologies.
const LONGEST_ORIGIN: usize = 12;

/// The widest column of the codes of countries.
const LONGEST_CODES: usize = 16;

/// Between columns.
const GAP: &str = "  ";

const PLAIN: Style = Style::new();
const QUIET: Style = Style::new().dimmed();
const STRONG: Style = Style::new().bold();
const ALERT: Style = AnsiColor::Yellow.on_default();

/// Prints the selected events, and on the standard error their number.
///
/// # Errors
///
/// The output cannot be written.
pub fn list(chronology: &Chronology, selection: &Selection, console: &mut Console) -> Result {
    let rows = || selection.matches().map(|found| EventRow::new(chronology, found.event, found.certainty));
    match console.columns {
        _ if console.plain => rows().try_for_each(|row| spoken(&row, console)),
        Some(width) => {
            let columns = Columns::new(chronology, rows(), width);
            rows().try_for_each(|row| aligned(&row, &columns, console))
        },
        None => rows().try_for_each(|row| separated(&row, console)),
    }
    .and_then(|()| console.out.flush())
    .map_err(unwritten)?;
    console.remark(selection.tally());
    Ok(outcome(selection))
}

/// The event in words, and its id, which `show` takes.
fn spoken(row: &EventRow<'_>, console: &mut Console) -> io::Result<()> {
    let possible = if row.is_possible() { " Possibly." } else { "" };
    writeln!(console.out, "{}{possible} Id {}", page::spoken_line(row), row.event().id)
}

/// Fields separated by tabs, in the order that `list --help` documents.
fn separated(row: &EventRow<'_>, console: &mut Console) -> io::Result<()> {
    let (event, countries, badge, title) = (row.event(), &row.chronology().countries, row.badge(), row.title());
    let [parties, concerns] = [event.parties, event.concerns].map(|set| set.codes(countries, "+"));
    let fields = [
        &*event.id,
        event.date.literal(),
        &*parties,
        &*concerns,
        &row.chronology().kinds[event.kind].id,
        badge.text(),
        &*title,
        event.status.as_str(),
        if row.is_possible() { "possible" } else { "definite" },
    ];
    let fields: Vec<&str> = fields.into_iter().chain(row.origin()).collect();
    writeln!(console.out, "{}", fields.join("\t"))
}

/// How wide the columns are: as wide as their widest cell.
struct Columns {
    /// The terminal.
    all: usize,
    dates: usize,
    /// 0 where each country has a letter.
    codes: usize,
    badges: usize,
    origins: usize,
}

impl Columns {
    fn new<'a>(chronology: &Chronology, rows: impl Iterator<Item = EventRow<'a>>, all: usize) -> Self {
        let names = chronology.layers().iter().map(|layer| text::width(&layer.name)).max().unwrap_or(0);
        let origins = if chronology.is_layered() && all >= ORIGIN_COLUMNS { names.min(LONGEST_ORIGIN) } else { 0 };
        let mut columns = Self { all, dates: 0, codes: 0, badges: 0, origins };
        for row in rows {
            columns.dates = columns.dates.max(text::width(&row.date()));
            columns.badges = columns.badges.max(text::width(row.badge().text()));
            if !page::has_letters(chronology) {
                columns.codes = columns.codes.max(text::width(&row.codes()).min(LONGEST_CODES));
            }
        }
        columns
    }
}

/// `*2003 10 Jan  J·R  JR≠1  Koizumi and Putin adopt …`.
fn aligned(row: &EventRow<'_>, columns: &Columns, console: &mut Console) -> io::Result<()> {
    let mut line = Line { left: columns.all, styled: console.styled, text: String::new() };
    line.cell(ALERT, row.possible_sign());
    line.cell(QUIET, &row.event().date.earliest().format("%Y ").to_string());
    line.padded(PLAIN, &row.date(), columns.dates);
    line.cell(PLAIN, GAP);
    countries(row, columns, &mut line);
    line.cell(PLAIN, GAP);
    let badge = row.badge();
    line.padded(if badge.differences().is_empty() { PLAIN } else { ALERT }, badge.text(), columns.badges);
    line.cell(PLAIN, GAP);
    if let Some(origin) = row.origin().filter(|_| columns.origins > 0) {
        line.padded(QUIET, &text::truncate(origin, columns.origins), columns.origins);
        line.cell(PLAIN, GAP);
    }
    line.cell(ALERT, &row.status());
    line.cell(PLAIN, &row.title());
    writeln!(console.out, "{}", line.text)
}

fn countries(row: &EventRow<'_>, columns: &Columns, line: &mut Line) {
    if columns.codes > 0 {
        line.padded(STRONG, &text::truncate(&row.codes(), columns.codes), columns.codes);
        return;
    }
    for letter in row.letters() {
        let style = if letter.involvement == Involvement::Party { STRONG } else { QUIET };
        line.cell(style, letter.letter.encode_utf8(&mut [0; 4]));
    }
}

/// A line under construction that never grows wider than the terminal.
struct Line {
    left: usize,
    styled: bool,
    text: String,
}

impl Line {
    fn cell(&mut self, style: Style, words: &str) {
        let words = text::truncate(words, self.left);
        self.left -= text::width(&words).min(self.left);
        if self.styled && style != PLAIN && !words.is_empty() {
            self.text.push_str(&format!("{style}{words}{style:#}"));
        } else {
            self.text.push_str(&words);
        }
    }

    fn padded(&mut self, style: Style, words: &str, width: usize) {
        self.cell(style, words);
        self.cell(PLAIN, &" ".repeat(width.saturating_sub(text::width(words))));
    }
}
