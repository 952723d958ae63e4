//! Counting a selection by a field, for the facets and for `count --by`.

use std::collections::HashMap;

use chrono::{Datelike, Months, NaiveDate};
use summits_chronology::chronology::{Chronology, Identified, MONTHS, Place, Ref, Register};
use summits_chronology::text::fold;

use super::columns::By;
use super::field::{Field, FieldKind, Several};
use super::selection::Selection;
use super::{Index, Query, Search, lexicon};

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
    rows(index, chronology, query, field, |rest| index.select(chronology, rest))
}

/// As [`facets`], among the events that a search for the words of the query has found so far.
#[must_use]
pub fn facets_found(
    index: &Index,
    chronology: &Chronology,
    query: &Query,
    field: Field,
    search: &Search,
) -> Vec<FacetRow> {
    rows(index, chronology, query, field, |rest| index.select_found(chronology, rest, search))
}

fn rows(
    index: &Index,
    chronology: &Chronology,
    query: &Query,
    field: Field,
    select: impl Fn(&Query) -> Selection,
) -> Vec<FacetRow> {
    let adds_to_all = query.joins_all(field);
    let rest = if adds_to_all { query.clone() } else { query.without(field) };
    let rest = query.excluded_values(field).into_iter().fold(rest, |rest, value| rest.exclude(field, &value));
    let selection = select(&rest);
    let stays = |value: &str| query.state(field, value) != FacetState::Off;
    Counting { index, chronology, selection: &selection, stays: &stays }
        .by(field)
        .into_iter()
        .map(|Count { value, name, count }| {
            let state = query.state(field, &value);
            let name = told(field, &value, name);
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
pub fn counts(index: &Index, chronology: &Chronology, selection: &Selection, field: Field) -> Vec<Count> {
    Counting { index, chronology, selection, stays: &|_| false }.by(field)
}

/// A count of a selection.
struct Counting<'a> {
    index: &'a Index,
    chronology: &'a Chronology,
    selection: &'a Selection,
    /// Which values stay although they have no event.
    stays: &'a dyn Fn(&str) -> bool,
}

impl Counting<'_> {
    fn by(&self, field: Field) -> Vec<Count> {
        let registers = self.chronology;
        match field {
            Field::Year => self.by_time(|day| NaiveDate::from_ymd_opt(day.year() + 1, 1, 1), year),
            Field::Date | Field::Month | Field::From | Field::To => {
                self.by_time(|day| day.with_day(1)?.checked_add_months(Months::new(1)), month)
            },
            Field::Country | Field::Only => {
                // No event has a country both ways.
                let both = self.numbers(By::Party).zip(self.numbers(By::Concerned));
                self.of_register(&registers.countries, both.map(|(party, concerned)| party + concerned), |item| {
                    &item.name
                })
            },
            Field::Party => self.of_register(&registers.countries, self.numbers(By::Party), |item| &item.name),
            Field::About => self.of_register(&registers.countries, self.numbers(By::Concerned), |item| &item.name),
            Field::Kind => self.of_register(&registers.kinds, self.numbers(By::Kind), |item| &item.name),
            Field::Level => self.of_register(&registers.levels, self.numbers(By::Level), |item| &item.name),
            Field::Topic => self.of_register(&registers.topics, self.numbers(By::Topic), |item| &item.name),
            Field::Person => {
                most_first(self.of_register(&registers.people, self.numbers(By::Person), |item| &item.name))
            },
            Field::Place => most_first(self.by_place()),
            Field::Publisher => {
                most_first(self.of_register(&registers.publishers, self.numbers(By::Publisher), |item| &item.name))
            },
            Field::Document => {
                most_first(self.of_register(&registers.documents, self.numbers(By::Document), |item| &item.title))
            },
            Field::Pair
            | Field::Class
            | Field::Origin
            | Field::Status
            | Field::Mode
            | Field::Aspect
            | Field::Has
            | Field::Is => self.by_words(field),
            Field::Note | Field::Text => Vec::new(),
        }
    }

    /// How many events name each item.
    fn numbers(&self, by: By) -> impl Iterator<Item = usize> {
        self.index.counts(by, self.selection.bits())
    }

    /// The items of a register with their numbers, in its order.
    fn of_register<T: Identified>(
        &self,
        register: &Register<T>,
        numbers: impl Iterator<Item = usize>,
        name: impl Fn(&T) -> &str,
    ) -> Vec<Count> {
        let shown = register.iter().zip(numbers).filter(|(item, count)| *count > 0 || (self.stays)(item.id()));
        shown.map(|(item, count)| Count { value: item.id().to_owned(), name: name(item).to_owned(), count }).collect()
    }

    /// Places, a city with the events of every venue in it, as the query has them.
    fn by_place(&self) -> Vec<Count> {
        let places = &self.chronology.places;
        let cities = places.entries().filter(|(_, place)| place.city.is_empty());
        let cities: HashMap<String, Ref<Place>> = cities.map(|(city, place)| (fold(&place.name), city)).collect();
        let mut numbers: Vec<usize> = self.numbers(By::Place).collect();
        for (venue, place) in places.entries() {
            // An event has one venue, so none is counted twice.
            if let Some(city) = cities.get(&fold(&place.city)).filter(|city| **city != venue) {
                numbers[city.position()] += numbers[venue.position()];
            }
        }
        let mut counts = self.of_register(places, numbers.into_iter(), |place| &place.name);
        for count in &mut counts {
            count.name = places.get(&count.value).map(Place::full_name).unwrap_or_default();
        }
        counts
    }

    /// Counts by stretches of time, in order. `next` says when the stretch after that of a day begins.
    fn by_time(
        &self,
        next: impl Fn(NaiveDate) -> Option<NaiveDate>,
        words: impl Fn(NaiveDate) -> (String, String),
    ) -> Vec<Count> {
        let mut counts = Vec::new();
        let mut place = 0;
        while let Some(event) = self.selection.get(place) {
            let day = self.chronology[event].date.earliest();
            let end = next(day).map_or(self.selection.len(), |next| self.index.selected_before(self.selection, next));
            let (value, name) = words(day);
            counts.push(Count { value, name, count: end - place });
            place = end;
        }
        counts
    }

    /// Counts by words that belong to the format or are made from countries, in their order.
    fn by_words(&self, field: Field) -> Vec<Count> {
        let number = |value: &str| {
            let events = self.index.value(self.chronology, field, value);
            events.count_both(self.selection.bits())
        };
        lexicon::entries(field, self.chronology)
            .into_iter()
            .map(|entry| Count { count: number(&entry.value), value: entry.value, name: entry.name })
            .filter(|count| count.count > 0 || (self.stays)(&count.value))
            .collect()
    }
}

/// A year as a query writes it, and for readers.
fn year(day: NaiveDate) -> (String, String) {
    (format!("{:04}", day.year()), day.year().to_string())
}

/// A month as a query writes it, and for readers.
fn month(day: NaiveDate) -> (String, String) {
    let name = MONTHS[day.month0() as usize];
    (format!("{:04}-{:02}", day.year(), day.month()), format!("{name} {}", day.year()))
}

/// The name of a value, with that of its layer where the screen tells it apart by that.
fn told(field: Field, value: &str, name: String) -> String {
    match value.split_once('/') {
        _ if field == Field::Origin => format!("{value} · {name}"),
        Some((layer, _)) => format!("{name} · {layer}"),
        None => name,
    }
}

impl Query {
    /// Whether a further value of the field would have to be met together with those that are there.
    fn joins_all(&self, field: Field) -> bool {
        if matches!(field.kind(), FieldKind::Countries(_)) {
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

fn most_first(mut counts: Vec<Count>) -> Vec<Count> {
    counts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    counts
}
