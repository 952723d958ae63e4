//! The events: their references and the rules of the house.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::super::fields::Register as Id;
use super::super::location::Role;
use super::super::schema::{DifferenceRow, EventRow, Name, ParticipantRow};
use super::super::source::{At, Fault, Faults, Spot};
use super::names::{Names, id};
use super::registers::Linked;
use crate::chronology::{
    Citation, Country, CountrySet, Difference, Document, Event, EventDate, Link, Participant, Person, Position, Ref,
};

/// The ids of the events, for links.
pub(super) fn names<'s>(events: &'s [EventRow<'s>], missing: &[Role], faults: &mut Faults) -> Names<'s> {
    let damaged = missing.iter().any(|role| matches!(role, Role::Events | Role::Table));
    Names::new(Id::Events, events.iter().map(|row| id(&row.id)), damaged, faults)
}

/// The event of a row, and what is wrong with it.
pub(super) fn link(
    row: &EventRow<'_>,
    registers: &Linked<'_>,
    events: &Names<'_>,
    faults: &mut Faults,
) -> Option<Event> {
    Linking { row, registers, faults }.event(events)
}

struct Linking<'a, 's, 'r> {
    row: &'a EventRow<'s>,
    registers: &'a Linked<'r>,
    faults: &'a mut Faults,
}

impl Linking<'_, '_, '_> {
    fn event(&mut self, events: &Names<'_>) -> Option<Event> {
        let (row, registers) = (self.row, self.registers);
        self.check_date();
        let parties = self.countries(&row.parties);
        let concerns = self.countries(&row.concerns);
        self.check_overlap();
        let kind = row.kind.as_ref().and_then(|name| registers.kinds.0.find(name, self.faults));
        let level = row.level.as_ref().and_then(|name| registers.levels.0.find(name, self.faults));
        let venue = row.venue.as_ref().and_then(|name| registers.places.0.find(name, self.faults));
        let people: Vec<Participant> = row.people.iter().filter_map(|row| self.participant(row)).collect();
        self.check_summit(parties, &people);
        self.unique(&row.topics, "topic");
        let topics: Vec<_> = row.topics.iter().filter_map(|name| registers.topics.0.find(name, self.faults)).collect();
        let links = row.links.iter().filter_map(|link| {
            let name = link.to.as_ref()?;
            if row.id.as_ref().is_some_and(|id| id.value == name.value) {
                self.faults.push(Fault::error(name.spot, "a link of an event to itself").expecting("another event"));
            }
            let to = events.find(name, self.faults)?;
            Some(Link { to, kind: link.kind? })
        });
        let links: Vec<Link> = links.collect();
        let citations = self.citations();
        let sources: HashSet<&str> =
            row.sources.iter().filter_map(|source| Some(&*source.document.as_ref()?.value)).collect();
        let differences: Vec<Difference> =
            row.differences.iter().filter_map(|row| self.difference(row, &sources)).collect();
        let whole = people.len() == row.people.len()
            && topics.len() == row.topics.len()
            && links.len() == row.links.len()
            && citations.len() == row.sources.len()
            && differences.len() == row.differences.len();
        if !whole {
            return None;
        }
        Some(Event {
            id: row.id.as_ref()?.value.as_ref().into(),
            date: row.date.as_ref()?.value.clone(),
            order: row.order,
            title: row.title.as_ref().into(),
            kind: kind?,
            level,
            status: row.status,
            mode: row.mode,
            setting: row.setting.as_ref().into(),
            parties,
            concerns,
            others: row.others.clone(),
            venue,
            people,
            topics,
            summary: row.summary.trim().into(),
            outcome: row.outcome.iter().map(|text| text.as_ref().into()).collect(),
            links,
            confidence: row.confidence,
            note: row.note.trim().into(),
            citations,
            differences,
        })
    }

    fn check_date(&mut self) {
        let (Some(date), Some(span)) = (&self.row.date, &self.registers.span) else { return };
        if !overlaps(&date.value, &span.value) {
            let fault = Fault::error(date.spot, format!("`{}` lies outside the chronology", date.value));
            self.faults.push(fault.expecting(format!("a date in {}", span.value)));
        }
    }

    fn countries(&mut self, names: &[Name<'_>]) -> CountrySet {
        self.unique(names, "country");
        let registers = self.registers;
        names.iter().filter_map(|name| registers.countries.0.find::<Country>(name, self.faults)).collect()
    }

    /// Reports what stands twice in one list.
    fn unique(&mut self, names: &[Name<'_>], what: &str) {
        let mut firsts: HashMap<&str, Spot> = HashMap::new();
        for name in names {
            if let Some(first) = firsts.insert(&name.value, name.spot) {
                let fault = Fault::error(name.spot, format!("the {what} `{}` stands twice in the list", name.value));
                self.faults.push(fault.first_at(first));
            }
        }
    }

    fn check_overlap(&mut self) {
        if self.row.concerns.is_empty() {
            return;
        }
        let parties: HashMap<&str, Spot> = self.row.parties.iter().map(|name| (&*name.value, name.spot)).collect();
        for name in &self.row.concerns {
            if let Some(first) = parties.get(&*name.value) {
                let message = format!("`{}` took part and stands under `concerns` as well", name.value);
                let fault = Fault::error(name.spot, message).expecting("a country that did not take part");
                self.faults.push(fault.other_at(*first));
            }
        }
    }

    fn participant(&mut self, row: &ParticipantRow<'_>) -> Option<Participant> {
        let registers = self.registers;
        let person: Ref<Person> = registers.people.0.find(&row.person, self.faults)?;
        let known = registers.people.1.get(person.position()).and_then(Option::as_ref);
        if let (None, Some(date), Some(known)) = (&row.office, &self.row.date, known)
            && known.office_on(&date.value).is_none()
        {
            let message = format!("{} has no office for {} in the authority file", known.name, date.value);
            // A table has no column for the office, so there it cannot be asked for.
            self.faults.push(match self.row.from_csv {
                true => Fault::warning(row.person.spot, message).expecting("an office with that day"),
                false => Fault::error(row.person.spot, message)
                    .expecting("an office with that day, or { id = \"…\", office = \"…\" } here"),
            });
        }
        Some(Participant { person, office: row.office.as_deref().map(Into::into) })
    }

    /// A summit is a bilateral meeting of leaders: rank, parties and persons must bear that out.
    fn check_summit(&mut self, parties: CountrySet, people: &[Participant]) {
        let Some(kind) = self.row.kind.as_ref().filter(|kind| kind.value == "summit") else { return };
        let spot = kind.spot;
        let mut refuse = |message: &str, expected: &str| {
            self.faults.push(Fault::error(spot, message).expecting(expected));
        };
        if let Some(level) = self.row.level.as_ref().filter(|level| level.value != "leader") {
            let message = format!("a summit at the level `{}`", level.value);
            refuse(&message, "level = \"leader\", or another kind");
        }
        if self.row.parties.len() < 2 {
            refuse("a summit of fewer than two parties", "two parties, or another kind");
            return;
        }
        let known = &self.registers.people.1;
        let nationality = |who: &Participant| known.get(who.person.position())?.as_ref()?.country;
        let present: BTreeSet<_> = people.iter().filter_map(nationality).collect();
        let sides = parties.iter().filter(|side| {
            let country = self.registers.countries.1.get(side.position()).and_then(Option::as_ref);
            country.is_some_and(|country| present.contains(&country.code))
        });
        let complete = people.len() == self.row.people.len() && parties.len() == self.row.parties.len();
        if complete && sides.count() < 2 {
            refuse("a summit without a leader of two parties", "a person of two of the parties under `people`");
        }
    }

    fn citations(&mut self) -> Vec<Citation> {
        let (row, registers) = (self.row, self.registers);
        if row.sources.is_empty() && row.source_missing {
            let fault = Fault::error(row.spot, "an event with no source");
            self.faults.push(fault.expecting("one [[event.source]] or more"));
        }
        let mut cited: HashMap<&str, Spot> = HashMap::new();
        let mut citations = Vec::with_capacity(row.sources.len());
        for source in &row.sources {
            let Some(name) = &source.document else { continue };
            if let Some(first) = cited.insert(&name.value, name.spot) {
                let fault = Fault::error(name.spot, format!("`{}` is a source of this event twice", name.value));
                self.faults.push(fault.first_at(first));
            }
            let Some(document) = registers.documents.0.find::<Document>(name, self.faults) else { continue };
            citations.push(Citation {
                document,
                account: source.account.trim().into(),
                excerpts: source.excerpts.iter().map(|excerpt| excerpt.value.trim().into()).collect(),
                term: source.term.as_ref().into(),
            });
        }
        citations
    }

    fn difference(&mut self, row: &DifferenceRow<'_>, sources: &HashSet<&str>) -> Option<Difference> {
        let positions = row.positions.as_ref()?;
        if positions.len() < 2 {
            let fault = Fault::error(row.spot, "a difference with fewer than two positions");
            self.faults.push(fault.expecting("what two documents say"));
        }
        let mut linked = Vec::with_capacity(positions.len());
        for position in positions {
            let Some(name) = &position.document else { continue };
            let Some(document) = self.registers.documents.0.find::<Document>(name, self.faults) else { continue };
            if !sources.contains(&*name.value) {
                let fault = Fault::error(name.spot, format!("`{}` is no source of this event", name.value));
                self.faults.push(fault.expecting("a document that has an [[event.source]] here"));
            }
            linked.push(Position { document, says: position.says.as_ref().into() });
        }
        let whole = linked.len() == positions.len();
        Some(Difference { aspect: row.aspect?, positions: linked, reading: row.reading.trim().into() })
            .filter(|_| whole)
    }
}

/// Whether the date can lie within the span. Both ends must: an event may not begin before it or go on after it,
/// unless its own end is open.
fn overlaps(date: &EventDate, span: &EventDate) -> bool {
    let begins = date.earliest() >= span.earliest();
    let ends = match (date.latest(), span.latest()) {
        (Some(latest), Some(last)) => latest <= last,
        (None, Some(last)) => date.earliest() <= last,
        (_, None) => true,
    };
    begins && ends
}

/// How many words an excerpt has. Chinese and Japanese do not part words with blanks: two characters count as one.
fn words(excerpt: &str) -> usize {
    let ideographs = excerpt.chars().filter(|char| matches!(char, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'));
    excerpt.split_whitespace().count().max(ideographs.count() / 2)
}

/// Checks the excerpts against the licences of their documents: each by itself, and all of one document together.
pub(super) fn check_quotation(events: &[EventRow<'_>], registers: &Linked<'_>, faults: &mut Faults) {
    let mut quoted: HashMap<usize, usize> = HashMap::new();
    for source in events.iter().flat_map(|event| &event.sources) {
        if source.excerpts.is_empty() {
            continue;
        }
        let Some(name) = &source.document else { continue };
        let Some(position) = registers.documents.0.find::<Document>(name, &mut Faults::default()).map(Ref::position)
        else {
            continue;
        };
        let Some(document) = registers.documents.1.get(position).and_then(Option::as_ref) else { continue };
        let limit = document.licence.quotation_limit();
        for excerpt in &source.excerpts {
            let words = words(&excerpt.value);
            if words > limit.excerpt_words {
                let most = limit.excerpt_words;
                faults.push(too_long(excerpt, document, format!("an excerpt of {words} words"), most));
            }
            let Some(most) = limit.document_words else { continue };
            let total = quoted.entry(position).or_default();
            let before = *total;
            *total += words;
            if before <= most && *total > most {
                let message = format!("{total} words of `{}` in all", document.id);
                faults.push(too_long(excerpt, document, message, most));
            }
        }
    }
}

fn too_long(excerpt: &At<std::borrow::Cow<'_, str>>, document: &Document, message: String, most: usize) -> Fault {
    let licence = &document.licence.0;
    Fault::error(excerpt.spot, message).expecting(format!("{most} at most under the licence `{licence}`"))
}

/// Rows of a table without a document are counted in one warning.
pub(super) fn count_undocumented(events: &[EventRow<'_>], faults: &mut Faults) {
    let mut bare = events.iter().filter(|row| row.from_csv && row.sources.is_empty());
    let Some(first) = bare.next() else { return };
    let number = bare.count() + 1;
    let message = match number {
        1 => "a row without a document".to_owned(),
        _ => format!("{number} rows without a document; this is the first"),
    };
    faults.push(Fault::warning(first.spot, message));
}
