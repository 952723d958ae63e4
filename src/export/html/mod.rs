//! HTML: one page that needs nothing else, neither the network nor a script.
//!
//! The page is made from the templates beside this file, `page.html` and `event.html`, with its style and its script. A
//! template escapes whatever is filled in, so nothing of a chronology is taken for markup. Every event is on the page with
//! its documents, so that the page is whole without the script, which only filters, searches and moves. The same events
//! are on the page once more as JSON-LD, for programs.

mod event;
mod json_ld;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use askama::Template;
use chrono::Datelike;
use summits_chronology::chronology::{Chronology, Event, Ref};

use event::{COLOURS, Item, month_key};
use json_ld::Graph;

/// The most years that the strip shows one by one. With more, years without an event are left out.
const MOST_YEARS: i32 = 60;

/// Writes the page, an event after the other.
///
/// # Errors
///
/// What `out` answers.
pub fn write(chronology: &Chronology, events: impl Iterator<Item = Ref<Event>>, out: &mut dyn Write) -> io::Result<()> {
    let events: Vec<Ref<Event>> = events.collect();
    Page { chronology, events: &events, chosen: &events.iter().copied().collect() }.write_into(out)?;
    // A template leaves out the end of its last line.
    writeln!(out)
}

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    chronology: &'a Chronology,
    events: &'a [Ref<Event>],
    chosen: &'a BTreeSet<Ref<Event>>,
}

/// A year of the strip.
struct Year {
    year: i32,
    /// How many events each month has, under the key that ties them to it.
    months: Vec<(String, usize)>,
    events: usize,
}

impl<'a> Page<'a> {
    fn scope(&self) -> String {
        let (these, all) = (self.events.len(), self.chronology.events().len());
        let years = match (self.events.first(), self.events.last()) {
            (Some(first), Some(last)) => match (self.year(*first), self.year(*last)) {
                (first, last) if first == last => format!(", {first}"),
                (first, last) => format!(", {first}–{last}"),
            },
            _ => String::new(),
        };
        let of = if these == all { String::new() } else { format!("{these} of ") };
        format!("{of}{}{years}", events_in_words(all))
    }

    fn year(&self, place: Ref<Event>) -> i32 {
        self.chronology[place].date.earliest().year()
    }

    /// How many events each month has, a link a year.
    fn strip(&self) -> Vec<Year> {
        let mut months: BTreeMap<(i32, u32), usize> = BTreeMap::new();
        for place in self.events {
            let first = self.chronology[*place].date.earliest();
            *months.entry((first.year(), first.month())).or_default() += 1;
        }
        let count = |year, month| months.get(&(year, month)).copied().unwrap_or_default();
        let years = self.strip_years().into_iter().map(|year| {
            let months: Vec<_> = (1..=12).map(|month| (month_key(year, month), count(year, month))).collect();
            Year { year, events: months.iter().map(|(_, count)| count).sum(), months }
        });
        years.collect()
    }

    /// The years of the strip: every one from the first to the last, or only those with events if that is too many.
    fn strip_years(&self) -> Vec<i32> {
        let years: BTreeSet<i32> = self.events.iter().map(|place| self.year(*place)).collect();
        match (years.first(), years.last()) {
            (Some(first), Some(last)) if last.saturating_sub(*first) < MOST_YEARS => (*first..=*last).collect(),
            _ => years.into_iter().collect(),
        }
    }

    /// The events under the headings of their years.
    fn years(&self) -> impl Iterator<Item = (i32, &'a [Ref<Event>])> {
        let events = self.events.chunk_by(|a, b| self.year(*a) == self.year(*b));
        events.filter_map(|events| Some((self.year(*events.first()?), events)))
    }
}

/// The tallest bar of the strip.
fn most_in_a_month(strip: &[Year]) -> usize {
    strip.iter().flat_map(|year| &year.months).map(|(_, count)| *count).max().unwrap_or(1)
}

/// `1 event`, `2 events`.
fn events_in_words(events: usize) -> String {
    format!("{events} {}", if events == 1 { "event" } else { "events" })
}

/// The year as the anchors of the page have it.
fn year_id(year: i32) -> String {
    format!("{year:04}")
}

#[cfg(test)]
mod tests;
