//! Per-field columns, so that filters and counts never touch the events.
//!
//! They are built in one pass over the events, on all cores where there are many: a million events are spread over
//! memory, and visiting each of them once per column would take as long as reading them from the files.

use std::ops::Index;

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
    postings: Vec<Postings>,
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

/// The columns of some consecutive events.
#[derive(Default)]
struct Chunk {
    bounds: Vec<Bounds>,
    postings: [Vec<Posting>; Column::ALL.len()],
}

impl Chunk {
    /// How many events a chunk has: few enough to stay in the processor's cache while each column is built.
    const LENGTH: usize = 4096;

    fn new(chronology: &Chronology, first: usize, events: &[Event]) -> Self {
        let mut chunk = Self { bounds: events.iter().map(bounds).collect(), ..Self::default() };
        // A register holds fewer than 2^32 items, as `Ref` says.
        let number = |position: usize| u32::try_from(position).unwrap_or(u32::MAX);
        for (column, postings) in Column::ALL.iter().zip(&mut chunk.postings) {
            for (position, event) in (first..).zip(events) {
                column.each_item(chronology, event, |item| postings.push((number(position), number(item))));
            }
        }
        chunk
    }
}

fn bounds(event: &Event) -> Bounds {
    let last = event.date.latest().map_or(i32::MAX, |last| last.num_days_from_ce());
    Bounds { first: event.date.earliest().num_days_from_ce(), last }
}

impl Columns {
    pub fn new(chronology: &Chronology) -> Self {
        let events = chronology.events().iter().as_slice();
        let chunk = |(number, events): (usize, &[Event])| Chunk::new(chronology, number * Chunk::LENGTH, events);
        // Starting threads takes longer than the work on one chunk.
        let parallel = events.len() > Chunk::LENGTH;
        let chunks: Vec<Chunk> = match parallel {
            true => events.par_chunks(Chunk::LENGTH).enumerate().map(chunk).collect(),
            false => events.chunks(Chunk::LENGTH).enumerate().map(chunk).collect(),
        };
        let bounds: Vec<Bounds> = chunks.iter().flat_map(|chunk| &chunk.bounds).copied().collect();
        let inexact = (0_u32..).zip(&bounds).filter(|(_, bounds)| bounds.first != bounds.last).map(|(event, _)| event);
        let listed = |column: &Column| {
            let postings: Vec<&[Posting]> = chunks.iter().map(|chunk| &*chunk.postings[*column as usize]).collect();
            Postings::new(column.items(chronology), events.len(), &postings)
        };
        let postings = match parallel {
            // One column per task, as some take many times as long as others.
            true => Column::ALL.par_iter().with_max_len(1).map(listed).collect(),
            false => Column::ALL.iter().map(listed).collect(),
        };
        Self { inexact: inexact.collect(), bounds, postings }
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

impl Index<Column> for Columns {
    type Output = Postings;

    fn index(&self, column: Column) -> &Postings {
        &self.postings[column as usize]
    }
}
