//! Counts of a selection by the values of a field, for the facets and for `count --by`.

use std::collections::HashMap;

use chrono::{Datelike, Months, NaiveDate};
use summits_chronology::chronology::{Chronology, Identified, MONTHS, Place, Ref, Register};
use summits_chronology::text::fold;

use super::ast::Query;
use super::columns::Column;
use super::country::CountryMode;
use super::edit::FacetState;
use super::field::{Field, FieldKind, Several};
use super::index::Index;
use super::lexicon;
use super::search::Search;
use super::selection::Selection;

/// A value of a field and how many events of a selection have it, certainly or possibly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// As a query writes it.
    pub value: String,
    /// For readers.
    pub name: String,
    pub count: usize,
}

/// A row of the list of values that a reader filters by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetRow {
    /// As a query writes it, for [`Query::toggle`] and [`Query::exclude`].
    pub value: String,
    /// For readers.
    pub name: String,
    /// How many events that meet the rest of the query have it.
    pub count: usize,
    pub state: FacetState,
}

/// The rows of a facet: every value of `field` among the events that meet the rest of the query, and every value in the
/// query itself.
///
/// The rest of the query is the query without the included values of the field. Where these are joined with `+` they
/// stay, since a further value would have to be met too.
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
    let keep = |value: &str| query.state(field, value) != FacetState::Off;
    Counting { index, chronology, selection: &selection, keep: &keep }
        .by(field)
        .into_iter()
        .map(|Count { value, name, count }| {
            let state = query.state(field, &value);
            let name = qualified_name(field, &value, name);
            FacetRow { value, name, count, state }
        })
        .collect()
}

/// How many events of a selection have each value of a field. Values without events are left out.
///
/// Vocabularies and countries are in the order of the chronology, years and months in that of time; people, places,
/// publishers and documents with the most events come first. A city counts the events of its venues. An event with
/// several values counts once for each, but only once by year or month: where its date begins.
#[must_use]
pub fn counts(index: &Index, chronology: &Chronology, selection: &Selection, field: Field) -> Vec<Count> {
    Counting { index, chronology, selection, keep: &|_| false }.by(field)
}

/// A count of a selection.
struct Counting<'a> {
    index: &'a Index,
    chronology: &'a Chronology,
    selection: &'a Selection,
    /// Whether a value is listed although it has no event.
    keep: &'a dyn Fn(&str) -> bool,
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
                // A country takes part or is concerned, never both.
                let both = self.numbers(Column::Party).zip(self.numbers(Column::Concerned));
                self.of_register(&registers.countries, both.map(|(party, concerned)| party + concerned), |item| {
                    &item.name
                })
            },
            Field::Party => self.of_register(&registers.countries, self.numbers(Column::Party), |item| &item.name),
            Field::About => self.of_register(&registers.countries, self.numbers(Column::Concerned), |item| &item.name),
            Field::Kind => self.of_register(&registers.kinds, self.numbers(Column::Kind), |item| &item.name),
            Field::Level => self.of_register(&registers.levels, self.numbers(Column::Level), |item| &item.name),
            Field::Topic => self.of_register(&registers.topics, self.numbers(Column::Topic), |item| &item.name),
            Field::Person => {
                most_first(self.of_register(&registers.people, self.numbers(Column::Person), |item| &item.name))
            },
            Field::Place => most_first(self.by_place()),
            Field::Publisher => {
                most_first(self.of_register(&registers.publishers, self.numbers(Column::Publisher), |item| &item.name))
            },
            Field::Document => {
                most_first(self.of_register(&registers.documents, self.numbers(Column::Document), |item| &item.title))
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

    /// How many selected events refer to each item of a column.
    fn numbers(&self, column: Column) -> impl Iterator<Item = usize> {
        self.index.counts(self.chronology, column, self.selection.events_set())
    }

    /// The counts of the items of a register, in its order.
    fn of_register<T: Identified>(
        &self,
        register: &Register<T>,
        numbers: impl Iterator<Item = usize>,
        name: impl Fn(&T) -> &str,
    ) -> Vec<Count> {
        let shown = register.iter().zip(numbers).filter(|(item, count)| *count > 0 || (self.keep)(item.id()));
        shown.map(|(item, count)| Count { value: item.id().to_owned(), name: name(item).to_owned(), count }).collect()
    }

    /// Places. A city counts the events of every venue in it too, as the query does.
    fn by_place(&self) -> Vec<Count> {
        let places = &self.chronology.places;
        let cities = places.entries().filter(|(_, place)| place.city.is_empty());
        let cities: HashMap<String, Ref<Place>> = cities.map(|(city, place)| (fold(&place.name), city)).collect();
        let mut numbers: Vec<usize> = self.numbers(Column::Place).collect();
        for (venue, place) in places.entries() {
            // An event has at most one venue, so none is counted twice.
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

    /// Counts by periods, in order. `next` says on which day the period after that of a day begins.
    fn by_time(
        &self,
        next: impl Fn(NaiveDate) -> Option<NaiveDate>,
        words: impl Fn(NaiveDate) -> (String, String),
    ) -> Vec<Count> {
        let mut counts = Vec::new();
        let mut position = 0;
        while let Some(event) = self.selection.get(position) {
            let day = self.chronology[event].date.earliest();
            let end = next(day).map_or(self.selection.len(), |next| self.index.selected_before(self.selection, next));
            let (value, name) = words(day);
            counts.push(Count { value, name, count: end - position });
            position = end;
        }
        counts
    }

    /// Counts by the known values of a field, in their order. Each is answered as a condition, so this is for fields
    /// with few.
    fn by_words(&self, field: Field) -> Vec<Count> {
        let number = |value: &str| {
            let events = self.index.value(self.chronology, field, value);
            events.count_both(self.selection.events_set())
        };
        lexicon::known_values(field, self.chronology)
            .into_iter()
            .map(|known| Count { count: number(&known.value), value: known.value, name: known.name })
            .filter(|count| count.count > 0 || (self.keep)(&count.value))
            .collect()
    }
}

/// The value of a year, and its name.
fn year(day: NaiveDate) -> (String, String) {
    (format!("{:04}", day.year()), day.year().to_string())
}

/// The value of a month, and its name.
fn month(day: NaiveDate) -> (String, String) {
    let name = MONTHS[day.month0() as usize];
    (format!("{:04}-{:02}", day.year(), day.month()), format!("{name} {}", day.year()))
}

/// The name of a value, with the name of its layer where that is needed to tell it from others.
fn qualified_name(field: Field, value: &str, name: String) -> String {
    match value.split_once('/') {
        _ if field == Field::Origin => format!("{value} · {name}"),
        Some((layer, _)) => format!("{name} · {layer}"),
        None => name,
    }
}

impl Query {
    /// Whether a further value of the field would have to be met in addition to those that are included.
    fn joins_all(&self, field: Field) -> bool {
        if matches!(field.kind(), FieldKind::Countries(_)) {
            return self.country_filter().mode != CountryMode::Any;
        }
        field.info().several == Several::AnyOrAllOf
            && self.terms.iter().any(|term| term.field == field && !term.negated && term.all)
    }

    /// The values of the field that the query excludes one by one, as [`Query::exclude`] does.
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
