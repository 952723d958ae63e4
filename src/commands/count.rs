//! `count`: how many events there are under each value of a field.

use std::collections::BTreeMap;
use std::io;

use clap::ValueEnum;
use summits_chronology::chronology::{Chronology, EventDate, Shape};
use summits_chronology::text;

use super::console::{Console, Result, outcome, unwritten};
use crate::query::{Count, Field, Index, Selection, counts};

/// What events can be counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// The year in which it began
    Year,
    /// The month in which it began; the year alone where no more is known
    Month,
    /// What it is
    Kind,
    /// The highest rank that took part
    Level,
    /// What it was about
    Topic,
    /// Each country that took part or is concerned
    Country,
    /// Each pair of countries that took part together
    Pair,
    /// Each person who took part
    Person,
    /// Each publisher whose documents bear on it
    Publisher,
    /// The chronology that records it, where several are laid over one another
    Origin,
}

/// Prints how many of the selected events there are under each value; on the standard error how many in all.
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

/// The values in order: time in that of time, all else by number.
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

/// Unlike a facet, a table is read by itself: what is known to the year only must not look like January.
fn by_time(chronology: &Chronology, selection: &Selection, value: fn(&EventDate) -> String) -> Vec<Count> {
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for event in selection.events() {
        *counted.entry(value(&chronology[event].date)).or_default() += 1;
    }
    counted.into_iter().map(|(value, count)| Count { value, name: String::new(), count }).collect()
}

/// The year in which it began; the date as it is written where even that is not known.
fn year(date: &EventDate) -> String {
    let certain = date.shape() != Shape::Some || within(date, "%Y");
    if certain { date.earliest().format("%Y").to_string() } else { date.literal().to_owned() }
}

/// The month in which it began; the year where the month is not known.
fn month(date: &EventDate) -> String {
    let certain = date.shape() != Shape::Some || within(date, "%Y-%m");
    if certain { date.earliest().format("%Y-%m").to_string() } else { year(date) }
}

/// Whether the first and the last possible day look the same in this form.
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
