//! `count`: the number of events under each value of a field.

use std::collections::BTreeMap;
use std::io;

use clap::ValueEnum;
use summits_chronology::chronology::{Chronology, EventDate, Shape};
use summits_chronology::text;

use super::console::{Console, Result, outcome, unwritten};
use crate::query::{Count, Field, Index, Selection, counts};

/// The fields that events can be counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// The year in which the event began
    Year,
    /// The month in which the event began; the year if no more is known
    Month,
    /// The kind of event
    Kind,
    /// The highest rank that took part
    Level,
    /// The topic
    Topic,
    /// Each country that took part or is concerned
    Country,
    /// Each pair of countries that took part together
    Pair,
    /// Each person who took part
    Person,
    /// Each publisher of its documents
    Publisher,
    /// The chronology that records it, if several are merged
    Origin,
}

/// Prints the number of selected events under each value, and on the standard error their total.
///
/// # Errors
///
/// The output cannot be written.
pub fn count(index: &Index, chronology: &Chronology, selection: &Selection, by: By, console: &mut Console) -> Result {
    let rows = rows(index, chronology, selection, by);
    match console.columns {
        _ if console.plain => spoken(&rows, console),
        Some(_) => aligned(&rows, console),
        None => separated(&rows, console),
    }
    .and_then(|()| console.out.flush())
    .map_err(unwritten)?;
    console.remark(selection.tally());
    Ok(outcome(selection))
}

/// The values in order: years and months by time, everything else by count.
fn rows(index: &Index, chronology: &Chronology, selection: &Selection, by: By) -> Vec<Count> {
    let field = match by {
        By::Year => return by_time(chronology, selection, year),
        By::Month => return by_time(chronology, selection, month),
        By::Kind => Field::Kind,
        By::Level => Field::Level,
        By::Topic => Field::Topic,
        By::Country => Field::Country,
        By::Pair => Field::Pair,
        By::Person => Field::Person,
        By::Publisher => Field::Publisher,
        By::Origin => Field::Origin,
    };
    let mut rows = counts(index, chronology, selection, field);
    rows.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    rows
}

/// Unlike in a facet, an event that is known only to the year must not count as January.
fn by_time(chronology: &Chronology, selection: &Selection, value: fn(&EventDate) -> String) -> Vec<Count> {
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for event in selection.events() {
        *counted.entry(value(&chronology[event].date)).or_default() += 1;
    }
    counted.into_iter().map(|(value, count)| Count { value, name: String::new(), count }).collect()
}

/// The year in which it began; the date as written if even that is not known.
fn year(date: &EventDate) -> String {
    let certain = date.shape() != Shape::Some || within(date, "%Y");
    if certain { date.earliest().format("%Y").to_string() } else { date.literal().to_owned() }
}

/// The month in which it began; the year if the month is not known.
fn month(date: &EventDate) -> String {
    let certain = date.shape() != Shape::Some || within(date, "%Y-%m");
    if certain { date.earliest().format("%Y-%m").to_string() } else { year(date) }
}

/// Whether the first and the last possible day are equal in this format.
fn within(date: &EventDate, form: &str) -> bool {
    date.latest().is_some_and(|latest| latest.format(form).to_string() == date.earliest().format(form).to_string())
}

/// `KP, North Korea: 338`.
fn spoken(rows: &[Count], console: &mut Console) -> io::Result<()> {
    for Count { value, name, count } in rows {
        let name = if name.is_empty() { String::new() } else { format!(", {name}") };
        writeln!(console.out, "{value}{name}: {count}")?;
    }
    Ok(())
}

fn separated(rows: &[Count], console: &mut Console) -> io::Result<()> {
    for Count { value, count, .. } in rows {
        writeln!(console.out, "{value}\t{count}")?;
    }
    Ok(())
}

fn aligned(rows: &[Count], console: &mut Console) -> io::Result<()> {
    let values = rows.iter().map(|row| text::width(&row.value)).max().unwrap_or(0);
    let counts = rows.iter().map(|row| row.count.to_string().len()).max().unwrap_or(0);
    for Count { value, name, count } in rows {
        let blanks = " ".repeat(values.saturating_sub(text::width(value)));
        let line = format!("{value}{blanks}  {count:>counts$}  {name}");
        let columns = console.columns.unwrap_or(usize::MAX);
        writeln!(console.out, "{}", text::truncate(line.trim_end(), columns))?;
    }
    Ok(())
}
