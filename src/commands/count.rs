//! `count`: how many events there are under each value of a field.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use clap::ValueEnum;

use super::{Console, Result, outcome, tally, unwritten};
use crate::chronology::{Chronology, Event, EventDate, Ref, Shape};
use crate::query::Selection;
use crate::text;

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
    /// Each country that took part
    Country,
    /// Each pair of countries that took part together
    Pair,
    /// Each person who took part
    Person,
    /// Each publisher whose documents bear on it
    Publisher,
}

impl By {
    /// Whether the values have an order of their own.
    fn is_time(self) -> bool {
        matches!(self, Self::Year | Self::Month)
    }
}

/// A value, its name for readers where that says more, and how many events it has.
struct Row {
    value: String,
    name: String,
    count: usize,
}

/// Prints how many of the selected events there are under each value; on the standard error how many in all.
///
/// # Errors
///
/// The output cannot be written.
pub fn count(chronology: &Chronology, selection: &Selection, by: By, console: &mut Console) -> Result {
    let rows = rows(chronology, selection, by);
    if console.columns.is_some() { aligned(&rows, console) } else { separated(&rows, console) }
        .and_then(|()| console.out.flush())
        .map_err(unwritten)?;
    console.remark(tally(selection));
    Ok(outcome(selection))
}

fn rows(chronology: &Chronology, selection: &Selection, by: By) -> Vec<Row> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for found in selection.matches() {
        for value in values(chronology, found.event, by) {
            *counts.entry(value).or_default() += 1;
        }
    }
    let row = |(value, count): (String, usize)| Row { name: name(chronology, by, &value), value, count };
    let mut rows: Vec<Row> = counts.into_iter().map(row).collect();
    if !by.is_time() {
        // The sort is stable: equal counts stay in the order of the values.
        rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    }
    rows
}

/// The values of an event, each once.
fn values(chronology: &Chronology, place: Ref<Event>, by: By) -> BTreeSet<String> {
    let event = &chronology[place];
    let codes = || event.parties.iter().map(|country| chronology.countries[country].code.to_string());
    match by {
        By::Year => [year(&event.date)].into(),
        By::Month => [month(&event.date)].into(),
        By::Kind => [chronology.kinds[event.kind].id.to_string()].into(),
        By::Level => event.level.iter().map(|level| chronology.levels[*level].id.to_string()).collect(),
        By::Topic => event.topics.iter().map(|topic| chronology.topics[*topic].id.to_string()).collect(),
        By::Country => codes().collect(),
        By::Pair => pairs(&codes().collect::<Vec<_>>()),
        By::Person => {
            event.people.iter().map(|participant| chronology.people[participant.person].id.to_string()).collect()
        },
        By::Publisher => {
            let documents = event.citations.iter().map(|citation| &chronology.documents[citation.document]);
            documents.map(|document| chronology.publishers[document.publisher].id.to_string()).collect()
        },
    }
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

/// Every two of the codes, in their order.
fn pairs(codes: &[String]) -> BTreeSet<String> {
    let with_later = |(place, first): (usize, &String)| {
        let first = first.clone();
        codes[place + 1..].iter().map(move |second| format!("{first}+{second}")).collect::<Vec<_>>()
    };
    codes.iter().enumerate().flat_map(with_later).collect()
}

/// The name that a reader knows the value by; empty where the value says it.
fn name(chronology: &Chronology, by: By, value: &str) -> String {
    let name = match by {
        By::Year | By::Month => None,
        By::Kind => chronology.kinds.get(value).map(|kind| &kind.name),
        By::Level => chronology.levels.get(value).map(|level| &level.name),
        By::Topic => chronology.topics.get(value).map(|topic| &topic.name),
        By::Person => chronology.people.get(value).map(|person| &person.name),
        By::Publisher => chronology.publishers.get(value).map(|publisher| &publisher.name),
        By::Country => chronology.countries.get(value).map(|country| &country.name),
        By::Pair => {
            let name = |code| chronology.countries.get(code).map_or(code, |country| &*country.name);
            return value.split('+').map(name).collect::<Vec<_>>().join(" and ");
        },
    };
    name.map(ToString::to_string).unwrap_or_default()
}

fn separated(rows: &[Row], console: &mut Console) -> io::Result<()> {
    for Row { value, count, .. } in rows {
        writeln!(console.out, "{value}\t{count}")?;
    }
    Ok(())
}

fn aligned(rows: &[Row], console: &mut Console) -> io::Result<()> {
    let values = rows.iter().map(|row| text::width(&row.value)).max().unwrap_or(0);
    let counts = rows.iter().map(|row| row.count.to_string().len()).max().unwrap_or(0);
    for Row { value, name, count } in rows {
        let blanks = " ".repeat(values.saturating_sub(text::width(value)));
        let line = format!("{value}{blanks}  {count:>counts$}  {name}");
        let columns = console.columns.unwrap_or(usize::MAX);
        writeln!(console.out, "{}", text::truncate(line.trim_end(), columns))?;
    }
    Ok(())
}
