//! Columns: of every event what conditions and counts ask for, so that neither goes to the events themselves.
//!
//! They are made in one pass over the events, on all cores: a million events lie far apart in memory, and going to each of
//! them once more for every column would take as long as reading them from the files.

use std::ops::Index;

use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;
use summits_chronology::chronology::{Aspect, Chronology, Class, CountrySet, Event, Mode, Ref, Status};

use super::flags::{self, Flag};
use super::postings::{Naming, Postings};

/// Declares the columns and the list of all of them together, so that none can be left out of the list.
macro_rules! columns {
    ($($(#[$about:meta])* $column:ident,)+) => {
        /// What events are listed by.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum By { $($(#[$about])* $column),+ }

        impl By {
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

impl By {
    /// How many items there are.
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

    /// The items that an event names.
    fn named(self, chronology: &Chronology, event: &Event, mut name: impl FnMut(usize)) {
        let documents = || event.citations.iter().map(|citation| citation.document);
        match self {
            Self::Kind => name(event.kind.position()),
            Self::Level => event.level.into_iter().map(Ref::position).for_each(name),
            Self::Topic => event.topics.iter().map(|topic| topic.position()).for_each(name),
            Self::Person => event.people.iter().map(|participant| participant.person.position()).for_each(name),
            Self::Place => event.venue.into_iter().map(Ref::position).for_each(name),
            Self::Publisher => {
                documents().map(|document| chronology.documents[document].publisher.position()).for_each(name);
            },
            Self::Document => documents().map(Ref::position).for_each(name),
            Self::Class => documents().map(|document| chronology.documents[document].class as usize).for_each(name),
            Self::Status => name(event.status as usize),
            Self::Mode => name(event.mode as usize),
            Self::Aspect => event.differences.iter().map(|difference| difference.aspect as usize).for_each(name),
            Self::Party => event.parties.iter().map(Ref::position).for_each(name),
            Self::Concerned => event.concerns.iter().map(Ref::position).for_each(name),
            Self::Has => flagged(flags::HAS, event).for_each(name),
            Self::Is => flagged(flags::IS, event).for_each(name),
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
    /// The bounds of the dates, as days of the common era.
    bounds: Vec<Bounds>,
    /// The events whose date is not one day.
    spread: Vec<u32>,
    postings: Vec<Postings>,
}

/// The first and the last possible day of a date, as days of the common era; the last is `i32::MAX` where the end is open.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// The first.
    pub first: i32,
    /// The last.
    pub last: i32,
}

impl Bounds {
    /// As calendar days.
    #[must_use]
    pub fn days(self) -> (NaiveDate, Option<NaiveDate>) {
        let first = NaiveDate::from_num_days_from_ce_opt(self.first).unwrap_or(NaiveDate::MIN);
        (first, NaiveDate::from_num_days_from_ce_opt(self.last))
    }
}

/// The columns of some events that stand together.
#[derive(Default)]
struct Stretch {
    bounds: Vec<Bounds>,
    namings: [Vec<Naming>; By::ALL.len()],
}

impl Stretch {
    /// How many events are taken together: few enough to stay in the cache while each column is made.
    const LENGTH: usize = 4096;

    fn new(chronology: &Chronology, first: usize, events: &[Event]) -> Self {
        let mut stretch = Self { bounds: events.iter().map(bounds).collect(), ..Self::default() };
        for (by, namings) in By::ALL.iter().zip(&mut stretch.namings) {
            for (place, event) in (first..).zip(events) {
                // A register holds fewer than 2^32 items, as `Ref` says.
                let place = u32::try_from(place).unwrap_or(u32::MAX);
                by.named(chronology, event, |item| namings.push((place, u32::try_from(item).unwrap_or(u32::MAX))));
            }
        }
        stretch
    }
}

fn bounds(event: &Event) -> Bounds {
    let last = event.date.latest().map_or(i32::MAX, |last| last.num_days_from_ce());
    Bounds { first: event.date.earliest().num_days_from_ce(), last }
}

impl Columns {
    /// The columns of a chronology.
    pub fn new(chronology: &Chronology) -> Self {
        let events = chronology.events().iter().as_slice();
        let stretches: Vec<Stretch> = events
            .par_chunks(Stretch::LENGTH)
            .enumerate()
            .map(|(number, events)| Stretch::new(chronology, number * Stretch::LENGTH, events))
            .collect();
        let bounds: Vec<Bounds> = stretches.iter().flat_map(|stretch| &stretch.bounds).copied().collect();
        let spread = (0_u32..).zip(&bounds).filter(|(_, bounds)| bounds.first != bounds.last).map(|(event, _)| event);
        let listed = |by: By| {
            let namings: Vec<&[Naming]> = stretches.iter().map(|stretch| &*stretch.namings[by as usize]).collect();
            Postings::new(by.items(chronology), events.len(), &namings)
        };
        // Each by itself: some take many times as long as others.
        let postings = By::ALL.par_iter().with_max_len(1).map(|by| listed(*by)).collect();
        Self { spread: spread.collect(), bounds, postings }
    }

    /// How many events there are.
    pub fn length(&self) -> usize {
        self.bounds.len()
    }

    /// The bounds of the date of each event.
    pub fn bounds(&self) -> &[Bounds] {
        &self.bounds
    }

    /// The events whose date is not one day, in order.
    pub fn spread(&self) -> impl Iterator<Item = usize> + '_ {
        self.spread.iter().map(|event| *event as usize)
    }

    /// How many events begin before a day. The events stand in the order of their first days.
    pub fn before(&self, day: NaiveDate) -> usize {
        let day = day.num_days_from_ce();
        self.bounds.partition_point(|bounds| bounds.first < day)
    }
}

impl Index<By> for Columns {
    type Output = Postings;

    fn index(&self, by: By) -> &Postings {
        &self.postings[by as usize]
    }
}
