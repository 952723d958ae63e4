//! The answer to a query: events in the order of time, each with its certainty.

use crate::chronology::{Certainty, Event, Ref};

/// An event that meets a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// The event.
    pub event: Ref<Event>,
    /// [`Certainty::Yes`], or [`Certainty::Possibly`] where the date alone leaves it open.
    pub certainty: Certainty,
}

/// The events that meet a query, in the order of time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    matches: Vec<Match>,
    possible: usize,
}

impl Selection {
    /// A selection of these matches, which must be in the order of time.
    pub(super) fn new(matches: Vec<Match>) -> Self {
        let possible = matches.iter().filter(|found| found.certainty == Certainty::Possibly).count();
        Self { matches, possible }
    }

    /// The matches in the order of time.
    #[must_use]
    pub fn matches(&self) -> &[Match] {
        &self.matches
    }

    /// The events in the order of time.
    pub fn events(&self) -> impl DoubleEndedIterator<Item = Ref<Event>> + ExactSizeIterator + '_ {
        self.matches.iter().map(|found| found.event)
    }

    /// The event at a place of the selection.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<Ref<Event>> {
        self.matches.get(place).map(|found| found.event)
    }

    /// How many events there are, definite and possible together.
    #[must_use]
    pub fn len(&self) -> usize {
        self.matches.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.matches.is_empty()
    }

    /// How many meet the query for certain.
    #[must_use]
    pub fn definite(&self) -> usize {
        self.matches.len() - self.possible
    }

    /// How many meet it possibly.
    #[must_use]
    pub fn possible(&self) -> usize {
        self.possible
    }

    /// The place of an event in the selection.
    #[must_use]
    pub fn position(&self, event: Ref<Event>) -> Option<usize> {
        self.matches.binary_search_by_key(&event, |found| found.event).ok()
    }

    /// The place of an event, or of the one that stands nearest to it in the order of time: where the eye stays when the
    /// event itself has gone. `None` only where the selection is empty.
    #[must_use]
    pub fn nearest(&self, event: Ref<Event>) -> Option<usize> {
        let after = self.matches.partition_point(|found| found.event < event);
        let distance = |place: usize| self.get(place).map(|other| other.position().abs_diff(event.position()));
        match (after.checked_sub(1), self.get(after)) {
            (None, None) => None,
            (Some(before), None) => Some(before),
            (None, Some(_)) => Some(after),
            (Some(before), Some(_)) => Some(if distance(before) < distance(after) { before } else { after }),
        }
    }
}
