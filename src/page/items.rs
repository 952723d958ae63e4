//! The pages of people, places and documents: what the registers say about them, then their events.

use summits_chronology::chronology::{
    Chronology, CountryCode, Document, Event, EventDate, Item, Office, Person, Place, Ref, Sovereignty,
};
use summits_chronology::text;

use super::countries::{country_name, sovereignty_words};
use super::dates::date_words;
use super::event;
use super::events::write_events;
use super::lines::{Page, Target, Tone};
use super::setting::{Medium, Setting};
use super::sheet::{Paragraph, Prefix, Sheet};
use super::words::{class_words, language_name, licence_words, quoted_title};
use crate::query::{Index, Query};

/// What the page of a person, a place or a document shows in addition to its register entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemEvents {
    /// The query that finds the events, in the form that the command line takes.
    pub query: String,
    /// How many events there are.
    pub count: usize,
    /// The first events in chronological order: at most [`ItemEvents::LISTED`].
    pub events: Vec<Ref<Event>>,
    /// How to cite a document; empty for everything else.
    pub citation: String,
}

impl ItemEvents {
    /// How many events a page lists.
    pub const LISTED: usize = 100;

    /// Finds the events of a person, a place or a document. Empty for an event.
    #[must_use]
    pub fn find(index: &Index, chronology: &Chronology, item: Item, citation: String) -> Self {
        let Some(query) = Query::for_item(item, chronology) else { return Self::default() };
        let events = index.select(chronology, &query);
        let listed = events.events().take(Self::LISTED).collect();
        Self { query: query.to_string(), count: events.len(), events: listed, citation }
    }
}

impl Page {
    /// Lays out an item for the screen. An event needs no `item_events`.
    #[must_use]
    pub fn of_item(chronology: &Chronology, item: Item, item_events: &ItemEvents, setting: &Setting<'_>) -> Self {
        write(chronology, item, item_events, Medium::Screen, setting)
    }

    /// Lays out an item for paper, mail or a pipe, as [`Page::printed`] does an event.
    #[must_use]
    pub fn printed_item(chronology: &Chronology, item: Item, item_events: &ItemEvents, columns: usize) -> Self {
        write(chronology, item, item_events, Medium::Print, &Setting::printed(columns))
    }

    /// Lays out an item for a screen reader or a braille display: every paragraph is one line, and nothing is drawn.
    #[must_use]
    pub fn spoken(chronology: &Chronology, item: Item, item_events: &ItemEvents) -> Self {
        write(chronology, item, item_events, Medium::Speech, &Setting::printed(usize::MAX))
    }
}

fn write(chronology: &Chronology, item: Item, item_events: &ItemEvents, medium: Medium, setting: &Setting<'_>) -> Page {
    let sheet = Sheet::for_medium(medium, setting);
    let mut writer = ItemWriter { chronology, medium, sheet };
    match item {
        Item::Event(event) => return event::write(chronology, event, medium, setting),
        Item::Person(person) => writer.person(&chronology.people[person]),
        Item::Place(place) => writer.place(place),
        Item::Document(document) => writer.document(document, &item_events.citation),
    }
    writer.events(item, item_events);
    writer.sheet.finish()
}

/// Writes the parts of one item onto a sheet.
struct ItemWriter<'a> {
    chronology: &'a Chronology,
    medium: Medium,
    sheet: Sheet<'a>,
}

impl ItemWriter<'_> {
    fn person(&mut self, person: &Person) {
        self.title(&person.name);
        let mut line = Paragraph::new(&person.native, Tone::Native);
        if let Some(code) = &person.country {
            let before = if line.is_empty() { line } else { line.drawn("  ", Tone::Quiet, ", ") };
            line = before.joined(self.country(code));
        }
        self.sheet.plain(&line);
        let other = [&person.sort].into_iter().chain(&person.aliases).map(|name| &**name);
        let other: Vec<&str> = other.filter(|name| !name.is_empty() && **name != *person.name).collect();
        if !other.is_empty() {
            self.sheet.heading("Other names", Some(other.len()));
            for name in other {
                self.sheet.paragraph(&Prefix::indent(1), &Paragraph::new(name, Tone::Fact));
            }
        }
        if !person.offices.is_empty() {
            self.sheet.heading("Offices", Some(person.offices.len()));
            self.offices(&person.offices);
        }
        self.sheet.blank();
        self.labelled("Id", &person.id);
    }

    /// One line per office: title, and when it was held; in columns where both have room.
    fn offices(&mut self, offices: &[Office]) {
        let times: Vec<String> = offices.iter().map(|office| time_of(office, self.medium)).collect();
        if self.medium == Medium::Speech {
            for (office, time) in offices.iter().zip(times) {
                self.sheet.plain(&Paragraph::new(&office.title, Tone::Fact).then(&time, Tone::Quiet));
            }
            return;
        }
        let widest = times.iter().map(|time| text::width(time)).max().unwrap_or(0) + 3;
        let longest = offices.iter().map(|office| text::width(&office.title)).max().unwrap_or(0);
        let in_columns = widest + longest <= self.sheet.columns();
        for (office, time) in offices.iter().zip(times) {
            let title = Paragraph::new(&office.title, Tone::Fact);
            if in_columns {
                let prefix = Paragraph::new(&format!(" {time}"), Tone::Quiet).padded(widest);
                self.sheet.paragraph(&Prefix::hanging(prefix), &title);
            } else {
                self.sheet.paragraph(&Prefix::indent(1), &title.then(&time, Tone::Quiet));
            }
        }
    }

    fn place(&mut self, place: Ref<Place>) {
        let it = &self.chronology.places[place];
        self.title(&it.full_name());
        let whose = match &it.sovereignty {
            Sovereignty::Country(code) => self.country(code),
            disputed => Paragraph::new(&text::capitalised(&sovereignty_words(self.chronology, disputed)), Tone::Fact),
        };
        self.sheet.plain(&whose);
        if !it.names.is_empty() {
            self.sheet.heading("Names", Some(it.names.len()));
            let named = |code| country_name(self.chronology, code);
            let widest = it.names.iter().map(|(code, _)| text::width(named(code))).max().unwrap_or(0) + 3;
            for (code, name) in &it.names {
                let prefix = Paragraph::default().drawn(" ", Tone::Quiet, "").joined(self.country(code));
                let prefix = Prefix::hanging(prefix.padded(widest - 2).drawn("  ", Tone::Quiet, ": "));
                self.sheet.paragraph(&prefix, &Paragraph::new(name, Tone::Native));
            }
        }
        self.sheet.blank();
        self.city(place, it);
        if let Some((latitude, longitude)) = it.coordinates {
            self.labelled("Coordinates", &coordinates_words(latitude, longitude));
        }
        self.labelled("Id", &it.id);
        self.venues(it);
    }

    /// The city of a venue: a link if the gazetteer lists it.
    fn city(&mut self, place: Ref<Place>, it: &Place) {
        if it.city.is_empty() {
            return;
        }
        let is_it =
            |(other, city): &(Ref<Place>, &Place)| *other != place && city.city.is_empty() && city.name == it.city;
        let city = self.chronology.places.entries().find(is_it);
        let words = match city {
            Some((city, _)) => Paragraph::default().link(&it.city, Tone::Link, Target::Item(Item::Place(city)), "city"),
            None => Paragraph::new(&it.city, Tone::Fact),
        };
        self.sheet.paragraph(&Prefix::label("City"), &words);
    }

    /// The venues in a city. Their events count as events of the city.
    fn venues(&mut self, city: &Place) {
        if !city.city.is_empty() {
            return;
        }
        let inside = self.chronology.places.entries().filter(|(_, place)| place.city == city.name);
        let inside: Vec<(Ref<Place>, &Place)> = inside.collect();
        if inside.is_empty() {
            return;
        }
        self.sheet.heading("Venues", Some(inside.len()));
        for (place, venue) in inside.iter().take(ItemEvents::LISTED) {
            let name = Paragraph::default().link(&venue.name, Tone::Link, Target::Item(Item::Place(*place)), "venue");
            self.sheet.paragraph(&Prefix::indent(1), &name);
        }
        self.more(inside.len());
    }

    fn document(&mut self, document: Ref<Document>, citation: &str) {
        let chronology = self.chronology;
        let it = &chronology.documents[document];
        let publisher = &chronology.publishers[it.publisher];
        self.title(&quoted_title(&it.title));
        let mut source = Paragraph::new(&publisher.name, Tone::Source);
        if let Some(date) = &it.published {
            source = source.with(&format!(", {}", self.medium.date_words(date)), Tone::Source);
        }
        self.sheet.plain(&source);
        self.sheet.blank();
        let record_of = it.party.as_ref().map(|code| country_name(chronology, code)).unwrap_or_default();
        let accessed = it.accessed.as_ref().map(date_words).unwrap_or_default();
        let language = if it.language.is_empty() { "" } else { language_name(&it.language) };
        self.labelled("Printed in", &it.as_named);
        self.labelled("Class", class_words(it));
        self.labelled("Record of", record_of);
        self.labelled("Language", language);
        // Under this label the words "terms not known" would say it twice.
        let terms = licence_words(&it.licence);
        self.labelled("Terms", terms.strip_prefix("terms ").unwrap_or(terms));
        self.address("Address", &it.url, Target::Address(document));
        self.address("Archived", &it.archived_url, Target::Archived(document));
        self.labelled("Read", &accessed);
        self.labelled("SHA-256", &it.sha256);
        self.labelled("Id", &it.id);
        self.sheet.heading("Citation", None);
        self.sheet.paragraph(&Prefix::indent(1), &Paragraph::new(citation, Tone::Body));
    }

    fn title(&mut self, title: &str) {
        self.sheet.plain(&Paragraph::new(title, Tone::Title));
    }

    /// A labelled line, unless `words` is empty.
    fn labelled(&mut self, label: &str, words: &str) {
        if words.is_empty() {
            return;
        }
        let words = Paragraph::new(words, Tone::Fact);
        match self.medium {
            Medium::Screen => self.sheet.paragraph(&Prefix::label(label), &words),
            Medium::Print | Medium::Speech => self.sheet.unbroken(&Prefix::label(label), &words),
        }
    }

    fn address(&mut self, label: &str, address: &str, target: Target) {
        if address.is_empty() {
            return;
        }
        let words = Paragraph::default().link(address, Tone::Link, target, &label.to_lowercase());
        match self.medium {
            Medium::Screen => self.sheet.address(&Prefix::label(label), &words),
            Medium::Print | Medium::Speech => self.sheet.unbroken(&Prefix::label(label), &words),
        }
    }

    /// The query that finds the events of the item, and the first events.
    fn events(&mut self, item: Item, item_events: &ItemEvents) {
        self.sheet.heading("Events", Some(item_events.count));
        let query = Paragraph::default().link(&item_events.query, Tone::Link, Target::Events(item), "events");
        self.sheet.paragraph(&Prefix::indent(1), &query);
        let events: Vec<(&str, Ref<Event>)> =
            item_events.events.iter().take(ItemEvents::LISTED).map(|event| ("", *event)).collect();
        write_events(self.chronology, self.medium, &mut self.sheet, &events);
        self.more(item_events.count);
    }

    /// `and 23 more`, where not all were listed.
    fn more(&mut self, count: usize) {
        if count > ItemEvents::LISTED {
            let words = format!("and {} more", count - ItemEvents::LISTED);
            self.sheet.paragraph(&Prefix::indent(1), &Paragraph::new(&words, Tone::Quiet));
        }
    }

    /// The name of a country; in its colour where the chronology defines it.
    fn country(&self, code: &CountryCode) -> Paragraph {
        let tone = self.chronology.countries.find(code.as_str()).map_or(Tone::Fact, Tone::Country);
        Paragraph::new(country_name(self.chronology, code), tone)
    }
}

/// When an office was held: `26 April 2001 – 26 September 2006`.
fn time_of(office: &Office, medium: Medium) -> String {
    let words = |date: &Option<EventDate>| date.as_ref().map(|date| medium.date_words(date));
    match (words(&office.from), words(&office.to)) {
        (Some(from), Some(to)) if medium == Medium::Speech => format!("{from} to {to}"),
        (Some(from), Some(to)) => format!("{from} – {to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => String::new(),
    }
}

/// `55.752° N, 37.617° E`.
fn coordinates_words(latitude: f64, longitude: f64) -> String {
    let (north, east) = (if latitude < 0.0 { "S" } else { "N" }, if longitude < 0.0 { "W" } else { "E" });
    format!("{}° {north}, {}° {east}", latitude.abs(), longitude.abs())
}
