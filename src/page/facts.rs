//! The top of an event's page: what it was, where, which sides took part, how well it is documented, who took part, and
//! its outcome.

use summits_chronology::chronology::{CountryCode, CountrySet, Item, Person, Ref, Sovereignty};
use summits_chronology::text;

use super::countries::{sovereignty_words, spoken_country};
use super::dates::spoken_date;
use super::lines::{Target, Tone};
use super::setting::Medium;
use super::sheet::{Paragraph, Prefix};
use super::words::{mode_words, status_words, text_list};
use super::writer::EventWriter;

/// The blanks between columns that belong together.
const GAP: &str = "  ";
/// The blanks between the sides and the evidence on one line.
const WIDE_GAP: &str = "    ";
/// Names and offices are in columns only where offices have at least this width.
const OFFICE_COLUMNS: usize = 18;

impl EventWriter<'_> {
    /// Title, kind and venue, sides and evidence, and a warning where the event was not held.
    pub(super) fn facts(&mut self) {
        self.sheet.plain(&Paragraph::new(&self.event.title, Tone::Title));
        let date = match self.medium {
            Medium::Screen => None,
            Medium::Print => Some(self.event.date.words()),
            Medium::Speech => Some(spoken_date(&self.event.date)),
        };
        if let Some(date) = date {
            self.sheet.plain(&Paragraph::new(&format!("{date} (local date)"), Tone::Fact));
        }
        self.sheet.plain(&self.occasion());
        self.sides_and_evidence();
        if let Some(words) = status_words(self.event.status) {
            self.sheet.plain(&Paragraph::new(words, Tone::Doubt));
        }
    }

    /// `Summit · official visit, 9–12 January · Kremlin, Moscow`.
    fn occasion(&self) -> Paragraph {
        let event = self.event;
        let kind = &self.chronology.kinds[event.kind];
        let means = if *kind.id == *event.mode.as_str() { "" } else { mode_words(event.mode) };
        let mut occasion =
            Paragraph::new(&kind.name, Tone::Fact).then(means, Tone::Fact).then(&event.setting, Tone::Fact);
        if let Some(venue) = event.venue {
            let place = &self.chronology.places[venue];
            let before = if occasion.is_empty() { occasion } else { occasion.drawn(" · ", Tone::Quiet, ", ") };
            occasion = before.link(&place.full_name(), Tone::Fact, Target::Item(Item::Place(venue)), "place");
            if let Sovereignty::Disputed { .. } = place.sovereignty {
                let words = format!(" ({})", sovereignty_words(self.chronology, &place.sovereignty));
                occasion = occasion.with(&words, Tone::Quiet);
            }
        }
        occasion
    }

    /// One line where it fits, two where it does not.
    fn sides_and_evidence(&mut self) {
        let (sides, evidence) = (self.sides(), self.evidence());
        let documents = match self.event.citations.len() {
            0 => String::new(),
            1 => "1 document".to_owned(),
            count => format!("{count} documents"),
        };
        let behind = |sides: Paragraph| if sides.is_empty() { sides } else { sides.drawn(WIDE_GAP, Tone::Quiet, "; ") };
        let whole = evidence.clone().then(&documents, Tone::Fact);
        if sides.width() + text::width(WIDE_GAP) + whole.width() <= self.sheet.columns() {
            self.sheet.plain(&behind(sides).joined(whole));
        } else {
            self.sheet.plain(&behind(sides).with(&documents, Tone::Fact));
            self.sheet.plain(&evidence);
        }
    }

    /// `J R about K with US CN`; in print `Japan and Russia, about North Korea, with US and CN`; in speech `Japan and
    /// Russia, about North Korea, with the United States and China`.
    pub(super) fn sides(&self) -> Paragraph {
        let others: Vec<&str> = match self.medium {
            Medium::Speech => self.event.others.iter().map(spoken_country).collect(),
            Medium::Screen | Medium::Print => self.event.others.iter().map(CountryCode::as_str).collect(),
        };
        let (parties, concerns) = (self.countries(self.event.parties), self.countries(self.event.concerns));
        let mut sides = parties;
        let comma = if self.medium == Medium::Screen { " " } else { ", " };
        if !concerns.is_empty() {
            let before = if sides.is_empty() { sides } else { sides.with(comma, Tone::Quiet) };
            sides = before.with("about ", Tone::Quiet).joined(concerns);
        }
        if !others.is_empty() {
            let before = if sides.is_empty() { sides } else { sides.with(comma, Tone::Quiet) };
            let others = if self.medium == Medium::Speech { text_list(&others) } else { others.join(" ") };
            sides = before.with(&format!("with {others}"), Tone::Quiet);
        }
        sides
    }

    /// The keys of the countries; in print and in speech their names.
    pub(super) fn countries(&self, set: CountrySet) -> Paragraph {
        let count = set.len();
        let mut words = Paragraph::default();
        for (number, country) in set.iter().enumerate() {
            let separator = match (self.medium, number) {
                (_, 0) => "",
                (Medium::Screen, _) => " ",
                (Medium::Print | Medium::Speech, last) if last + 1 == count => " and ",
                (Medium::Print | Medium::Speech, _) => ", ",
            };
            let item = &self.chronology.countries[country];
            let word = match self.medium {
                Medium::Screen => item.key.to_string(),
                Medium::Print | Medium::Speech => item.name.to_string(),
            };
            if !separator.is_empty() {
                words = words.with(separator, Tone::Quiet);
            }
            words = words.with(&word, Tone::Country(country));
        }
        words
    }

    /// `records of Japan and Russia · 1 difference`.
    fn evidence(&self) -> Paragraph {
        let evidence = self.chronology.evidence(self.event);
        let words = evidence.words(&self.chronology.countries);
        let mut paragraph = Paragraph::default();
        for (number, part) in words.split(" · ").enumerate() {
            let tone = match (number, evidence.differences > 0) {
                (0, _) => Tone::Fact,
                (1, true) => Tone::Difference,
                _ => Tone::Doubt,
            };
            paragraph = paragraph.then(part, tone);
        }
        paragraph
    }

    /// One line per person: side, name, name in their own script, office on that day.
    pub(super) fn people(&mut self) {
        let people = self.event.people.iter().map(|participant| {
            let person = &self.chronology.people[participant.person];
            let office = self.chronology.office(self.event, participant).unwrap_or_default();
            (participant.person, person, office)
        });
        let people: Vec<(Ref<Person>, &Person, &str)> = people.collect();
        if self.medium == Medium::Speech {
            return self.say_people(&people);
        }
        let sides: Vec<Paragraph> = people.iter().map(|(_, person, _)| self.side_of(person.country)).collect();
        let side_width = sides.iter().map(Paragraph::width).max().unwrap_or(0);
        let name_width = people.iter().map(|(_, person, _)| text::width(&person.name)).max().unwrap_or(0);
        let native_width = people.iter().map(|(_, person, _)| text::width(&person.native)).max().unwrap_or(0);
        let room = self.sheet.columns().saturating_sub(side_width + name_width + native_width + 5);

        self.sheet.blank();
        for ((reference, person, office), side) in people.into_iter().zip(sides) {
            let side = side.padded(side_width + 1);
            let named =
                |line: Paragraph| line.link(&person.name, Tone::Fact, Target::Item(Item::Person(reference)), "person");
            if room >= OFFICE_COLUMNS && !office.is_empty() {
                let mut names = named(side).padded(side_width + 1 + name_width).with(GAP, Tone::Quiet);
                if native_width > 0 {
                    let columns = names.width() + native_width;
                    names = names.with(&person.native, Tone::Native).padded(columns).with(GAP, Tone::Quiet);
                }
                self.sheet.paragraph(&Prefix::hanging(names), &Paragraph::new(office, Tone::Fact));
            } else {
                let behind = |line: Paragraph| if line.is_empty() { line } else { line.with(GAP, Tone::Quiet) };
                let mut line = named(Paragraph::default());
                if !person.native.is_empty() {
                    line = behind(line).with(&person.native, Tone::Native);
                }
                if !office.is_empty() {
                    line = behind(line).with(office, Tone::Fact);
                }
                self.sheet.paragraph(&Prefix::hanging(side), &line);
            }
        }
    }

    /// `Junichiro Koizumi, 小泉純一郎, Prime Minister, Japan`: the name first, since a listener waits for it.
    fn say_people(&mut self, people: &[(Ref<Person>, &Person, &str)]) {
        for (reference, person, office) in people {
            let country = person.country.as_ref().map(|code| self.spoken_name(code)).unwrap_or_default();
            let link = Target::Item(Item::Person(*reference));
            let named = Paragraph::default().link(&person.name, Tone::Fact, link, "person");
            let named = named.then(&person.native, Tone::Native).then(office, Tone::Fact).then(country, Tone::Quiet);
            self.sheet.plain(&named);
        }
    }

    /// The name of a country in the chronology, else its usual English name.
    fn spoken_name<'a>(&'a self, code: &'a CountryCode) -> &'a str {
        let country = self.chronology.countries.get(code.as_str());
        country.map_or_else(|| spoken_country(code), |country| &country.name)
    }

    /// The key of a country of the chronology, the code of any other.
    fn side_of(&self, country: Option<CountryCode>) -> Paragraph {
        let Some(code) = country else { return Paragraph::default() };
        match self.chronology.countries.find(code.as_str()) {
            Some(country) if self.medium == Medium::Screen => {
                Paragraph::new(&self.chronology.countries[country].key.to_string(), Tone::Country(country))
            },
            Some(country) => Paragraph::new(code.as_str(), Tone::Country(country)),
            None => Paragraph::new(code.as_str(), Tone::Quiet),
        }
    }

    pub(super) fn summary(&mut self) {
        self.sheet.blank();
        self.sheet.plain(&Paragraph::new(&self.event.summary, Tone::Body));
    }

    pub(super) fn outcome(&mut self) {
        if self.event.outcome.is_empty() {
            return;
        }
        self.heading("Outcome", None);
        for outcome in &self.event.outcome {
            let bullet = Paragraph::default().drawn(" · ", Tone::Quiet, "");
            self.sheet.paragraph(&Prefix::hanging(bullet), &Paragraph::new(outcome, Tone::Body));
        }
    }
}
