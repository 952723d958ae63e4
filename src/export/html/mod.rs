//! HTML: one page that needs nothing else, neither the network nor a script.
//!
//! The page stands in `html/`: the document, its style and its script, each a file that a person can read. What is written
//! here is filled into the document: every event with its documents, so that the page is whole without the script, which
//! only filters, searches and moves. Everything that comes from a chronology is escaped. The same events stand in the page
//! once more as JSON-LD, for programs.

mod event;
mod json_ld;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use chrono::Datelike;
use summits_chronology::chronology::{Chronology, Event, Ref};

use super::markup::escaped;

const DOCUMENT: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The most years that the strip shows one by one. With more, years without an event are left out.
const MOST_YEARS: i32 = 60;
/// The colours of countries, which are used again after the last.
const COLOURS: usize = 6;

/// Writes the page.
///
/// # Errors
///
/// What `out` answers.
pub fn write(chronology: &Chronology, events: impl Iterator<Item = Ref<Event>>, out: &mut dyn Write) -> io::Result<()> {
    let events: Vec<Ref<Event>> = events.collect();
    let chosen = events.iter().copied().collect();
    let page = Page { chronology, events, chosen };
    let mut pieces = DOCUMENT.split("{{");
    write!(out, "{}", pieces.next().unwrap_or_default())?;
    for piece in pieces {
        let (name, rest) = piece.split_once("}}").unwrap_or((piece, ""));
        page.fill(name, out)?;
        write!(out, "{rest}")?;
    }
    Ok(())
}

/// What the document is filled with.
struct Page<'a> {
    chronology: &'a Chronology,
    events: Vec<Ref<Event>>,
    chosen: BTreeSet<Ref<Event>>,
}

impl Page<'_> {
    fn fill(&self, name: &str, out: &mut dyn Write) -> io::Result<()> {
        match name {
            "title" => write!(out, "{}", escaped(&self.chronology.title)),
            "style" => write!(out, "{STYLE}"),
            "script" => write!(out, "{SCRIPT}"),
            "about" if self.chronology.about.is_empty() => Ok(()),
            "about" => writeln!(out, "<p class=\"about\">{}</p>", escaped(&self.chronology.about)),
            "scope" => write!(out, "{}", self.scope()),
            "strip" => self.strip(out),
            "countries" => self.countries(out),
            "keys" => write!(out, "{}", self.keys()),
            "events" => self.years(out),
            "colophon" => write!(out, "{COLOPHON}"),
            "graph" => json_ld::write(self.chronology, &self.events, out),
            _ => Ok(()),
        }
    }

    fn scope(&self) -> String {
        let (these, all) = (self.events.len(), self.chronology.events().len());
        let years = match (self.events.first(), self.events.last()) {
            (Some(first), Some(last)) => match (self.year(*first), self.year(*last)) {
                (first, last) if first == last => format!(", {first}"),
                (first, last) => format!(", {first}–{last}"),
            },
            _ => String::new(),
        };
        let events = if all == 1 { "event" } else { "events" };
        if these == all { format!("{all} {events}{years}") } else { format!("{these} of {all} {events}{years}") }
    }

    fn year(&self, place: Ref<Event>) -> i32 {
        self.chronology[place].date.earliest().year()
    }

    /// How many events each month holds, a link a year.
    fn strip(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut months: BTreeMap<(i32, u32), usize> = BTreeMap::new();
        for place in &self.events {
            let first = self.chronology[*place].date.earliest();
            *months.entry((first.year(), first.month())).or_default() += 1;
        }
        let most = months.values().copied().max().unwrap_or(1);
        for year in self.strip_years() {
            let mut bars = String::new();
            let mut events = 0;
            for month in 1..=12 {
                let count = months.get(&(year, month)).copied().unwrap_or_default();
                events += count;
                let key = month_key(year, month);
                bars.push_str(&format!("<i data-month=\"{key}\" style=\"--of:{count};--most:{most}\"></i>"));
            }
            let noun = if events == 1 { "event" } else { "events" };
            writeln!(
                out,
                "<li><a href=\"#year-{year:04}\"><span class=\"bars\" aria-hidden=\"true\">{bars}</span>{year}\
                 <span class=\"sr\" data-year=\"{year:04}\">: {events} {noun}</span></a></li>"
            )?;
        }
        Ok(())
    }

    /// The years of the strip: every one from the first to the last, or only those with events if that is too many.
    fn strip_years(&self) -> Vec<i32> {
        let years: BTreeSet<i32> = self.events.iter().map(|place| self.year(*place)).collect();
        match (years.first(), years.last()) {
            (Some(first), Some(last)) if last.saturating_sub(*first) < MOST_YEARS => (*first..=*last).collect(),
            _ => years.into_iter().collect(),
        }
    }

    fn countries(&self, out: &mut dyn Write) -> io::Result<()> {
        for (country, item) in self.chronology.countries.entries() {
            let (colour, name) = (country.position() % COLOURS, escaped(&item.name));
            writeln!(
                out,
                "<button type=\"button\" data-country=\"{}\" data-key=\"{key}\" aria-pressed=\"false\">\
                 <kbd class=\"country-{colour}\">{key}</kbd> {name}: <span class=\"state\">any</span></button>",
                item.code,
                key = item.key
            )?;
        }
        Ok(())
    }

    fn keys(&self) -> String {
        let keys = self.chronology.countries.iter().map(|country| format!("<kbd>{}</kbd>", country.key));
        keys.collect::<Vec<_>>().join(" ")
    }

    /// The events under the headings of their years.
    fn years(&self, out: &mut dyn Write) -> io::Result<()> {
        for events in self.events.chunk_by(|a, b| self.year(*a) == self.year(*b)) {
            let Some(year) = events.first().map(|place| self.year(*place)) else { continue };
            writeln!(out, "<section class=\"year\" id=\"year-{year:04}\" aria-labelledby=\"heading-{year:04}\">")?;
            writeln!(out, "<h2 id=\"heading-{year:04}\">{year}</h2>\n<ol class=\"events\">")?;
            for place in events {
                event::write(self.chronology, *place, &self.chosen, out)?;
            }
            writeln!(out, "</ol>\n</section>")?;
        }
        Ok(())
    }
}

/// What is said at the foot of the page.
const COLOPHON: &str = "Summaries and accounts are in the editor’s words. Excerpts are the words of the documents that are \
                        named with them, each under its own terms. Dates are local to the venue.";

/// `2003-01`: what ties an event to its bar in the strip.
fn month_key(year: i32, month: u32) -> String {
    format!("{year:04}-{month:02}")
}

#[cfg(test)]
mod tests;
