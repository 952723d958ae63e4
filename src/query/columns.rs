//! Per-field columns, so that filters and counts never touch the events.
//!
//! In a large chronology they are built in one pass over the events, on all cores: a million events are spread over
//! memory, and visiting each of them once per column would take as long as reading them from the files.

use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;
use summits_chronology::chronology::{Aspect, Chronology, Class, CountrySet, Event, Mode, Ref, Status};

use super::flags::{self, Flag};
use super::postings::{Posting, Postings};

/// Declares the columns and the list of all of them together, so that none can be left out of the list.
macro_rules! columns {
    ($($(#[$about:meta])* $column:ident,)+) => {
        /// A column, named after the items that it lists events by.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Column { $($(#[$about])* $column),+ }

        impl Column {
            const ALL: &'static [Self] = &[$(Self::$column),+];
        }
    };
}

columns! {
    Kind,
    Level,
    Topic,
    Person,
    Place,
    Publisher,
    Document,
    Class,
    Status,
    Mode,
    Aspect,
    /// The countries that took part.
    Party,
    /// The countries that are concerned.
    Concerned,
    Has,
    Is,
}

impl Column {
    /// The number of its items.
    fn items(self, chronology: &Chronology) -> usize {
        match self {
            Self::Kind => chronology.kinds.len(),
            Self::Level => chronology.levels.len(),
            Self::Topic => chronology.topics.len(),
            Self::Person => chronology.people.len(),
            Self::Place => chronology.places.len(),
            Self::Publisher => chronology.publishers.len(),
            Self::Document => chronology.documents.len(),
            Self::Class => Class::ALL.len(),
            Self::Status => Status::ALL.len(),
            Self::Mode => Mode::ALL.len(),
            Self::Aspect => Aspect::ALL.len(),
            Self::Party | Self::Concerned => chronology.countries.len().min(CountrySet::CAPACITY),
            Self::Has => flags::HAS.len(),
            Self::Is => flags::IS.len(),
        }
    }

    /// Calls `refer` with each item that an event refers to.
    fn each_item(self, chronology: &Chronology, event: &Event, mut refer: impl FnMut(usize)) {
        let documents = || event.citations.iter().map(|citation| citation.document);
        match self {
            Self::Kind => refer(event.kind.position()),
            Self::Level => event.level.into_iter().map(Ref::position).for_each(refer),
            Self::Topic => event.topics.iter().map(|topic| topic.position()).for_each(refer),
            Self::Person => event.people.iter().map(|participant| participant.person.position()).for_each(refer),
            Self::Place => event.venue.into_iter().map(Ref::position).for_each(refer),
            Self::Publisher => {
                documents().map(|document| chronology.documents[document].publisher.position()).for_each(refer);
            },
            Self::Document => documents().map(Ref::position).for_each(refer),
            Self::Class => documents().map(|document| chronology.documents[document].class as usize).for_each(refer),
            Self::Status => refer(event.status as usize),
            Self::Mode => refer(event.mode as usize),
            Self::Aspect => event.differences.iter().map(|difference| difference.aspect as usize).for_each(refer),
            Self::Party => event.parties.iter().map(Ref::position).for_each(refer),
            Self::Concerned => event.concerns.iter().map(Ref::position).for_each(refer),
            Self::Has => flagged(flags::HAS, event).for_each(refer),
            Self::Is => flagged(flags::IS, event).for_each(refer),
        }
    }
}

/// The positions of those flags that an event has.
fn flagged(flags: &[Flag], event: &Event) -> impl Iterator<Item = usize> {
    flags.iter().enumerate().filter(|(_, flag)| flag.holds(event)).map(|(position, _)| position)
}

/// The columns of a chronology.
#[derive(Debug, Clone)]
pub struct Columns {
    bounds: Vec<Bounds>,
    /// The events whose date is not exactly one day.
    inexact: Vec<u32>,
    postings: [OnceLock<Postings>; Column::ALL.len()],
}

/// The first and the last possible day of a date, as days of the common era; the last is `i32::MAX` where the end is
/// open.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    pub first: i32,
    pub last: i32,
}

impl Bounds {
    /// As calendar days; the last is `None` where the end is open.
    #[must_use]
    pub fn days(self) -> (NaiveDate, Option<NaiveDate>) {
        let first = NaiveDate::from_num_days_from_ce_opt(self.first).unwrap_or(NaiveDate::MIN);
        (first, NaiveDate::from_num_days_from_ce_opt(self.last))
    }
}

/// How many events are read together: few enough to stay in the processor's cache while each column is built. In tests so
/// few that some chronologies have several chunks.
const CHUNK: usize = if cfg!(test) { 8 } else { 4096 };

/// The postings of one column for some consecutive events.
fn postings_of(column: Column, chronology: &Chronology, first: usize, events: &[Event]) -> Vec<Posting> {
    // A register holds fewer than 2^32 items, as `Ref` says.
    let number = |position: usize| u32::try_from(position).unwrap_or(u32::MAX);
    let mut postings = Vec::new();
    for (position, event) in (first..).zip(events) {
        column.each_item(chronology, event, |item| postings.push((number(position), number(item))));
    }
    postings
}

fn bounds(event: &Event) -> Bounds {
    let last = event.date.latest().map_or(i32::MAX, |last| last.num_days_from_ce());
    Bounds { first: event.date.earliest().num_days_from_ce(), last }
}

impl Columns {
    /// In a small chronology only the bounds are read now, and each column is built when it is first needed: that takes
    /// some microseconds, and the first frame needs none.
    pub fn new(chronology: &Chronology) -> Self {
        let events = chronology.events().iter().as_slice();
        if events.len() > CHUNK {
            return Self::in_one_pass(chronology, events);
        }
        Self::with_bounds(events.iter().map(bounds).collect())
    }

    fn in_one_pass(chronology: &Chronology, events: &[Event]) -> Self {
        let chunk = |(number, events): (usize, &[Event])| {
            let postings = |column: &Column| postings_of(*column, chronology, number * CHUNK, events);
            let postings: Vec<Vec<Posting>> = Column::ALL.iter().map(postings).collect();
            (events.iter().map(bounds).collect::<Vec<Bounds>>(), postings)
        };
        let chunks: Vec<(Vec<Bounds>, Vec<Vec<Posting>>)> = events.par_chunks(CHUNK).enumerate().map(chunk).collect();
        let columns = Self::with_bounds(chunks.iter().flat_map(|(bounds, _)| bounds).copied().collect());
        // One column per task, as some take many times as long as others.
        Column::ALL.par_iter().with_max_len(1).for_each(|column| {
            let postings: Vec<&[Posting]> = chunks.iter().map(|(_, postings)| &*postings[*column as usize]).collect();
            let built = Postings::new(column.items(chronology), events.len(), &postings);
            columns.postings[*column as usize].get_or_init(|| built);
        });
        columns
    }

    fn with_bounds(bounds: Vec<Bounds>) -> Self {
        let inexact = (0_u32..).zip(&bounds).filter(|(_, bounds)| bounds.first != bounds.last).map(|(event, _)| event);
        Self { inexact: inexact.collect(), bounds, postings: Default::default() }
    }

    /// A column. The chronology must be the one that the columns are of.
    pub fn get(&self, chronology: &Chronology, column: Column) -> &Postings {
        self.postings[column as usize].get_or_init(|| {
            let events = chronology.events().iter().as_slice();
            let postings = postings_of(column, chronology, 0, events);
            Postings::new(column.items(chronology), events.len(), &[&postings])
        })
    }

    /// The number of events.
    pub fn length(&self) -> usize {
        self.bounds.len()
    }

    pub fn bounds(&self) -> &[Bounds] {
        &self.bounds
    }

    /// The events whose date is not exactly one day, in order.
    pub fn inexact(&self) -> impl Iterator<Item = usize> + '_ {
        self.inexact.iter().map(|event| *event as usize)
    }

    /// How many events begin before a day. Events are sorted by their first day.
    pub fn before(&self, day: NaiveDate) -> usize {
        let day = day.num_days_from_ce();
        self.bounds.partition_point(|bounds| bounds.first < day)
    }
}

#[cfg(test)]
mod tests {
    use summits_chronology::chronology::fixture;

    use super::*;

    #[test]
    fn columns_built_in_one_pass_and_one_by_one_are_the_same() {
        let chronology = fixture::chronology();
        let events = chronology.events().iter().as_slice();
        assert!(events.len() > CHUNK, "several chunks");
        let at_once = Columns::in_one_pass(&chronology, events);
        let one_by_one = Columns::with_bounds(events.iter().map(bounds).collect());
        for column in Column::ALL {
            let (left, right) = (at_once.get(&chronology, *column), one_by_one.get(&chronology, *column));
            assert_eq!(left.items(), right.items(), "{column:?}");
            for item in 0..left.items() {
                assert_eq!(left.set(item), right.set(item), "{column:?} {item}");
            }
        }
    }
}
