//! Counting a selection by a field, for the facets and for `count --by`.

use std::collections::HashMap;
use std::hash::Hash;

use chrono::{Datelike, NaiveDate};

use super::field::{Field, Several};
use super::selection::Selection;
use super::{Index, Query, lexicon};
use crate::chronology::{Chronology, CountrySet, Event, Identified, MONTHS, Place, Ref, Register};
use crate::text::fold;

/// A value of a field and how many events have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// As a query writes it.
    pub value: String,
    /// For readers.
    pub name: String,
    /// How many events of the selection have it, definite and possible together.
    pub count: usize,
}

/// What a query does with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FacetState {
    /// It asks for it.
    Included,
    /// It excludes it.
    Excluded,
    /// Neither.
    Off,
}

/// A row of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetRow {
    /// As a query writes it, for [`Query::toggle`] and [`Query::exclude`].
    pub value: String,
    /// For readers.
    pub name: String,
    /// How many events have it under the rest of the query.
    pub count: usize,
    /// What the query does with it.
    pub state: FacetState,
}

/// The rows of a facet: every value of `field` among the events that meet the rest of the query, and every value that the
/// query itself names.
///
/// The rest of the query is all but the field's own wanted values; where those are joined with `+`, they stay, since a
/// further value would be joined to them.
#[must_use]
pub fn facets(index: &Index, chronology: &Chronology, query: &Query, field: Field) -> Vec<FacetRow> {
    let adds_to_all = query.joins_all(field);
    let rest = if adds_to_all { query.clone() } else { query.without(field) };
    let rest = query.excluded_values(field).into_iter().fold(rest, |rest, value| rest.exclude(field, &value));
    let mut rows = count_every(chronology, &index.select(chronology, &rest), field);
    rows.retain(|row| row.count > 0 || query.state(field, &row.value) != FacetState::Off);
    rows.into_iter()
        .map(|Count { value, name, count }| {
            let state = query.state(field, &value);
            FacetRow { value, name, count, state }
        })
        .collect()
}

/// How many events of a selection have each value of a field, values without events left out.
///
/// Vocabularies and countries stand in the chronology's order, years and months in that of time; persons, places,
/// publishers and documents by number, most first. A city counts the events of its venues. An event with several values counts once with each; by year and month
/// an event counts once, where its date begins. Pairs are pairs of countries that both took part.
#[must_use]
pub fn counts(chronology: &Chronology, selection: &Selection, field: Field) -> Vec<Count> {
    let mut counts = count_every(chronology, selection, field);
    counts.retain(|count| count.count > 0);
    counts
}

/// As [`counts`], with the values that have no events.
fn count_every(chronology: &Chronology, selection: &Selection, field: Field) -> Vec<Count> {
    let events = || selection.events().map(|event| &chronology[event]);
    match field {
        Field::Year => by_time(events().map(|event| (event.date.earliest().year(), 0)), |(year, _)| {
            (format!("{year:04}"), year.to_string())
        }),
        Field::Date | Field::Month | Field::From | Field::To => by_time(events().map(month), |(year, month)| {
            let name = MONTHS.get(month as usize - 1).copied().unwrap_or_default();
            (format!("{year:04}-{month:02}"), format!("{name} {year}"))
        }),
        Field::Country | Field::Only => by_country(chronology, events().map(Event::involved)),
        Field::Party => by_country(chronology, events().map(|event| event.parties)),
        Field::About => by_country(chronology, events().map(|event| event.concerns)),
        Field::Kind => by_register(&chronology.kinds, |term| &term.name, events().map(|event| vec![event.kind])),
        Field::Level => {
            by_register(&chronology.levels, |term| &term.name, events().map(|event| event.level.into_iter().collect()))
        },
        Field::Topic => by_register(&chronology.topics, |term| &term.name, events().map(|event| event.topics.clone())),
        Field::Person => most_first(by_register(
            &chronology.people,
            |person| &person.name,
            events().map(|event| event.people.iter().map(|participant| participant.person).collect()),
        )),
        Field::Place => by_place(chronology, events()),
        Field::Publisher => most_first(by_register(
            &chronology.publishers,
            |publisher| &publisher.name,
            events().map(|event| {
                let cited = event.citations.iter().map(|citation| citation.document);
                cited.map(|document| chronology.documents[document].publisher).collect()
            }),
        )),
        Field::Document => most_first(by_register(
            &chronology.documents,
            |document| &document.title,
            events().map(|event| event.citations.iter().map(|citation| citation.document).collect()),
        )),
        Field::Pair | Field::Class | Field::Status | Field::Mode | Field::Aspect | Field::Has | Field::Is => {
            by_words(chronology, field, events())
        },
        Field::Note | Field::Text => Vec::new(),
    }
}

impl Query {
    /// Whether a further value of the field would have to be met together with those that are there.
    fn joins_all(&self, field: Field) -> bool {
        if field.is_of_countries() {
            return self.country_filter().mode != super::CountryMode::Any;
        }
        field.info().several == Several::AnyOrAllOf
            && self.terms.iter().any(|term| term.field == field && !term.negated && term.all)
    }

    /// The values of the field that the query excludes each by itself, as `exclude` takes them.
    fn excluded_values(&self, field: Field) -> Vec<String> {
        self.terms
            .iter()
            .filter(|term| term.field == field && term.negated && !term.all)
            .flat_map(|term| term.values.iter().cloned())
            .collect()
    }
}

/// Counts by place. A city counts the events of every venue in it, as the query does.
fn by_place<'a>(chronology: &Chronology, events: impl Iterator<Item = &'a Event>) -> Vec<Count> {
    let cities = chronology.places.entries().filter(|(_, place)| place.city.is_empty());
    let cities: HashMap<String, Ref<Place>> = cities.map(|(city, place)| (fold(&place.name), city)).collect();
    let city_of: Vec<Option<Ref<Place>>> =
        chronology.places.iter().map(|place| cities.get(&fold(&place.city)).copied()).collect();
    let named = |venue: Ref<Place>| [Some(venue), city_of[venue.position()]].into_iter().flatten();
    let places = events.map(|event| event.venue.into_iter().flat_map(named).collect());
    let mut counts = by_register(&chronology.places, |place| &place.name, places);
    for (count, place) in counts.iter_mut().zip(&chronology.places) {
        count.name = place.full_name();
    }
    most_first(counts)
}

fn month(event: &Event) -> (i32, u32) {
    let day: NaiveDate = event.date.earliest();
    (day.year(), day.month())
}

/// Counts by year or month, in order.
fn by_time(times: impl Iterator<Item = (i32, u32)>, words: impl Fn((i32, u32)) -> (String, String)) -> Vec<Count> {
    let mut counted: Vec<((i32, u32), usize)> = tally(times).into_iter().collect();
    counted.sort_unstable();
    counted
        .into_iter()
        .map(|(time, count)| {
            let (value, name) = words(time);
            Count { value, name, count }
        })
        .collect()
}

fn by_country(chronology: &Chronology, sets: impl Iterator<Item = CountrySet>) -> Vec<Count> {
    by_register(&chronology.countries, |country| &country.name, sets.map(|set| set.iter().collect()))
}

/// Counts by the items of a register, in its order. Each event names its items, any item any number of times.
fn by_register<T: Identified>(
    register: &Register<T>,
    name: impl Fn(&T) -> &str,
    named: impl Iterator<Item = Vec<Ref<T>>>,
) -> Vec<Count> {
    let mut counted = vec![0; register.len()];
    for mut items in named {
        items.sort_unstable();
        items.dedup();
        items.into_iter().for_each(|item| counted[item.position()] += 1);
    }
    let count = |(item, count): (&T, usize)| Count { value: item.id().to_owned(), name: name(item).to_owned(), count };
    register.iter().zip(counted).map(count).collect()
}

/// Counts by words that belong to the format or are made from countries, in their order.
fn by_words<'a>(chronology: &Chronology, field: Field, events: impl Iterator<Item = &'a Event>) -> Vec<Count> {
    let counted = tally(events.flat_map(|event| words_of(chronology, field, event)));
    lexicon::entries(field, chronology)
        .into_iter()
        .map(|entry| {
            let count = counted.get(&entry.value).copied().unwrap_or(0);
            Count { value: entry.value, name: entry.name, count }
        })
        .collect()
}

/// The values that an event has, each once.
fn words_of(chronology: &Chronology, field: Field, event: &Event) -> Vec<String> {
    let mut words: Vec<String> = match field {
        Field::Class => {
            let cited = event.citations.iter().map(|citation| &chronology.documents[citation.document]);
            cited.map(|document| document.class.to_string()).collect()
        },
        Field::Status => vec![event.status.to_string()],
        Field::Mode => vec![event.mode.to_string()],
        Field::Aspect => event.differences.iter().map(|difference| difference.aspect.to_string()).collect(),
        Field::Has => flagged(super::flags::HAS, event),
        Field::Is => flagged(super::flags::IS, event),
        _ => pairs_of(chronology, event),
    };
    words.sort_unstable();
    words.dedup();
    words
}

fn flagged(flags: &[super::flags::Flag], event: &Event) -> Vec<String> {
    flags.iter().filter(|(_, holds)| holds(event)).map(|(word, _)| (*word).to_owned()).collect()
}

/// Each two of the countries that took part, as the query writes them.
fn pairs_of(chronology: &Chronology, event: &Event) -> Vec<String> {
    let mut codes: Vec<_> = event.parties.iter().map(|country| chronology.countries[country].code).collect();
    codes.sort_unstable();
    let mut pairs = Vec::new();
    for (place, a) in codes.iter().enumerate() {
        pairs.extend(codes[place + 1..].iter().map(|b| format!("{a}-{b}")));
    }
    pairs
}

fn tally<T: Hash + Eq>(values: impl Iterator<Item = T>) -> HashMap<T, usize> {
    let mut counted = HashMap::new();
    for value in values {
        *counted.entry(value).or_insert(0) += 1;
    }
    counted
}

fn most_first(mut counts: Vec<Count>) -> Vec<Count> {
    counts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    counts
}
