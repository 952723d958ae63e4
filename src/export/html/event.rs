//! An event on the page: a row that opens, and what it opens.

use std::collections::BTreeSet;

use askama::Template;
use askama::filters::HtmlSafe;
use chrono::Datelike;
use summits_chronology::chronology::{Certainty, Chronology, Event, Person, Ref};

use crate::export::words::{self, joined};
use crate::page::{EventRow, Involvement, date_words, document_order, quoted_title, status_words};

/// The colours of countries, which are used again after the last.
pub const COLOURS: usize = 6;

/// The item of the list.
#[derive(Template)]
#[template(path = "event.html")]
pub struct Item<'a> {
    chronology: &'a Chronology,
    place: Ref<Event>,
    event: &'a Event,
    row: EventRow<'a>,
    /// The events of the page, which are linked to.
    chosen: &'a BTreeSet<Ref<Event>>,
    evidence: String,
    sides: String,
}

impl HtmlSafe for Item<'_> {}

/// A country in the row: capital where it took part, small where it is concerned, a dot where neither.
struct Letter {
    element: &'static str,
    class: String,
    text: char,
}

impl<'a> Item<'a> {
    pub fn new(chronology: &'a Chronology, place: Ref<Event>, chosen: &'a BTreeSet<Ref<Event>>) -> Self {
        let event = &chronology[place];
        let evidence = chronology.evidence(event);
        Self {
            chronology,
            place,
            event,
            chosen,
            row: EventRow::new(chronology, place, Certainty::Yes),
            evidence: evidence.words(&chronology.countries),
            sides: words::sides(chronology, event),
        }
    }

    fn month(&self) -> String {
        let first = self.event.date.earliest();
        month_key(first.year(), first.month())
    }

    /// The spellings of the participants that the page does not show, for the search.
    fn other_names(&self) -> String {
        let people = self.event.people.iter().map(|one| &self.chronology.people[one.person]);
        let names = people.flat_map(|person| person.aliases.iter().map(AsRef::as_ref).chain([&*person.sort]));
        names.collect::<Vec<&str>>().join("; ")
    }

    /// The date for programs, where HTML can write it.
    fn day(&self) -> Option<String> {
        match self.event.date.ends() {
            (start, None) if self.event.date.latest().is_some() => start.iso().map(|day| day.to_string()),
            _ => None,
        }
    }

    fn letters(&self) -> impl Iterator<Item = Letter> {
        self.row.letters().map(|letter| {
            let (element, class) = match letter.involvement {
                Involvement::Party => ("b", format!("country-{}", letter.country.position() % COLOURS)),
                Involvement::Concerned => ("i", format!("country-{}", letter.country.position() % COLOURS)),
                Involvement::None => ("i", "quiet".to_owned()),
            };
            Letter { element, class, text: letter.letter }
        })
    }

    fn sides_and_evidence(&self) -> String {
        joined([&*self.sides, &self.evidence])
    }

    fn colophon(&self) -> String {
        let event = self.event;
        let topics: Vec<&str> = event.topics.iter().map(|topic| &*self.chronology.topics[*topic].name).collect();
        let level = event.level.map(|level| self.chronology.levels[level].name.to_string()).unwrap_or_default();
        let confidence = event.confidence.map(|confidence| format!("confidence: {confidence}")).unwrap_or_default();
        let origin = self.chronology.shown_layer(self.place).map(|layer| format!("origin: {}", layer.name));
        let origin = origin.unwrap_or_default();
        joined([&*topics.join(", "), &level, &confidence, &origin, event.date.literal(), &event.id])
    }
}

/// `2003-01`: what ties an event to its bar in the strip.
pub fn month_key(year: i32, month: u32) -> String {
    format!("{year:04}-{month:02}")
}

/// The language of a person's name in its own script.
fn language(person: &Person) -> &'static str {
    person.country.as_ref().and_then(|country| words::language_of(country.as_str())).unwrap_or_default()
}

/// The language of an element, where it is known and not that of the page.
fn other_language(language: &str) -> Option<&str> {
    Some(language).filter(|language| !language.is_empty() && *language != "en")
}
