//! The index of a chronology, and how it answers a query.
//!
//! Each condition of a query becomes a set of events, one bit each, and the answer is the intersection of the sets.
//! Countries, terms and time are read from columns, words from the text index. So only a search for words takes longer
//! where the events have more text.

use std::sync::Arc;

use chrono::NaiveDate;
use summits_chronology::chronology::{
    Aspect, Certainty, Chronology, Class, Country, CountryCode, Mode, Place, Ref, Status,
};
use summits_chronology::text::fold;

use super::annotations::Annotations;
use super::ast::Query;
use super::bit_set::BitSet;
use super::columns::{Bounds, Column, Columns};
use super::country::{CountryFilter, CountryMode, Role};
use super::days::{self, Days, Span};
use super::field::{Field, NameRegister};
use super::flags::{self, Flag, FlagTest};
use super::lexicon;
use super::selection::Selection;
use super::term::Term;
use super::text_index::{Sources, TextIndex};

/// What a chronology is searched with. It is valid only for the chronology that it was made from. Copies share their
/// data.
#[derive(Debug, Clone)]
pub struct Index {
    pub(super) columns: Arc<Columns>,
    pub(super) text: TextIndex,
    annotations: Arc<Annotations>,
}

impl Index {
    /// What a search for words needs is built when it is first needed, or by [`Index::warm`].
    #[must_use]
    pub fn new(chronology: &Chronology) -> Self {
        let columns = Columns::new(chronology);
        Self {
            text: TextIndex::new(columns.length()),
            annotations: Arc::new(Annotations::none(columns.length())),
            columns: Arc::new(columns),
        }
    }

    /// Replaces the reader's marks and notes by those that are merged into the chronology now.
    pub fn annotate(&mut self, chronology: &Chronology) {
        let annotations = Annotations::new(chronology);
        if annotations.notes != self.annotations.notes {
            // Words are searched for in notes too.
            self.text.clear_cache();
        }
        self.annotations = Arc::new(annotations);
    }

    /// The events that meet a query.
    #[must_use]
    pub fn select(&self, chronology: &Chronology, query: &Query) -> Selection {
        if query.words.is_empty() {
            return self.select_of(chronology, query, None);
        }
        let matching = self.text.matching(self.sources(chronology), &query.words);
        self.select_of(chronology, query, Some(&matching))
    }

    /// The events of `within`, or of all, that meet the conditions of a query other than its words.
    pub(super) fn select_of(&self, chronology: &Chronology, query: &Query, within: Option<&BitSet>) -> Selection {
        let Query { countries, not_countries, terms, days, not_days, words: _ } = query;
        let length = self.columns.length();
        let mut found = within.map_or_else(|| BitSet::all(length), Clone::clone);
        for filter in countries {
            found.and(&self.countries(chronology, filter));
        }
        for filter in not_countries {
            found.and_not(&self.countries(chronology, filter));
        }
        for term in terms {
            let events = self.term(chronology, term);
            if term.negated { found.and_not(&events) } else { found.and(&events) }
        }
        let mut possible = BitSet::none(0);
        if !days.is_always() || !not_days.is_empty() {
            let in_time;
            (in_time, possible) = self.in_time(days, not_days);
            found.and(&in_time);
        }
        Selection::new(found, possible)
    }

    /// What a search for words reads.
    pub(super) fn sources<'a>(&'a self, chronology: &'a Chronology) -> Sources<'a> {
        Sources { chronology, columns: &self.columns, annotations: &self.annotations }
    }

    /// The events that are certainly or possibly within `days` and outside `not_days`, and those of them that only
    /// possibly are.
    fn in_time(&self, days: &Days, not_days: &Days) -> (BitSet, BitSet) {
        let length = self.columns.length();
        let (mut found, mut possible) = (BitSet::none(length), BitSet::none(length));
        // Events are sorted by their first day, so those of one day in a window are a range. The others are checked
        // below.
        for window in days.without(not_days).windows() {
            let from = window.from.map_or(0, |from| self.columns.before(from));
            let after = window.to.and_then(|to| to.succ_opt());
            found.insert_range(from..after.map_or(length, |after| self.columns.before(after)));
        }
        let (days, not_days) = (days.spans(), not_days.spans());
        for event in self.columns.inexact() {
            match self.certainty(event, &days, &not_days) {
                Certainty::No => found.remove(event),
                Certainty::Yes => found.insert(event),
                Certainty::Possibly => {
                    found.insert(event);
                    possible.insert(event);
                },
            }
        }
        (found, possible)
    }

    /// How surely an event happened within `days` and outside `not_days`.
    fn certainty(&self, event: usize, days: &[Span], not_days: &[Span]) -> Certainty {
        let bounds = self.columns.bounds()[event];
        let outside = match days::within(not_days, bounds.first, bounds.last) {
            Certainty::Yes => Certainty::No,
            Certainty::Possibly => Certainty::Possibly,
            Certainty::No => Certainty::Yes,
        };
        days::within(days, bounds.first, bounds.last).min(outside)
    }

    /// The events that meet a condition on countries.
    fn countries(&self, chronology: &Chronology, filter: &CountryFilter) -> BitSet {
        let length = self.columns.length();
        let any = filter.mode == CountryMode::Any;
        let mut found = if any { BitSet::none(length) } else { BitSet::all(length) };
        for (code, role) in &filter.roles {
            let events =
                chronology.countries.find(code.as_str()).map(|country| self.in_role(chronology, country, *role));
            match events {
                Some(events) if any => found.or(&events),
                Some(events) => found.and(&events),
                // No event involves a country that the chronology does not define.
                None if any => {},
                None => return BitSet::none(length),
            }
        }
        if filter.mode == CountryMode::Only {
            for (reference, country) in chronology.countries.entries() {
                if filter.role(country.code).is_none() {
                    self.columns.get(chronology, Column::Party).remove_from(reference.position(), &mut found);
                    self.columns.get(chronology, Column::Concerned).remove_from(reference.position(), &mut found);
                }
            }
        }
        found
    }

    /// The events that involve a country in this role.
    fn in_role(&self, chronology: &Chronology, country: Ref<Country>, role: Role) -> BitSet {
        let country = country.position();
        let mut found = match role {
            Role::Involved | Role::TookPart => self.columns.get(chronology, Column::Party).set(country),
            Role::Concerned => BitSet::none(self.columns.length()),
        };
        if role != Role::TookPart {
            self.columns.get(chronology, Column::Concerned).add(country, &mut found);
        }
        found
    }

    /// The events that meet a term, its negation aside.
    fn term(&self, chronology: &Chronology, term: &Term) -> BitSet {
        let length = self.columns.length();
        let mut found = if term.all { BitSet::all(length) } else { BitSet::none(length) };
        for value in &term.values {
            let of_value = self.value(chronology, term.field, value);
            if term.all { found.and(&of_value) } else { found.or(&of_value) }
        }
        found
    }

    /// The events that meet one value of a field. None for fields of countries, time and words: a query does not keep
    /// these as terms.
    pub(super) fn value(&self, chronology: &Chronology, field: Field, value: &str) -> BitSet {
        let one = |item: Option<usize>| item.into_iter().collect::<Vec<_>>();
        let named = |register| named(field, register, value, chronology);
        let (column, items) = match field {
            Field::Kind => (Column::Kind, one(chronology.kinds.find(value).map(Ref::position))),
            Field::Level => (Column::Level, one(chronology.levels.find(value).map(Ref::position))),
            Field::Topic => (Column::Topic, one(chronology.topics.find(value).map(Ref::position))),
            Field::Person => (Column::Person, named(NameRegister::People)),
            Field::Place => (Column::Place, places(value, chronology)),
            Field::Publisher => (Column::Publisher, named(NameRegister::Publishers)),
            Field::Document => (Column::Document, named(NameRegister::Documents)),
            Field::Class => (Column::Class, one(Class::parse(value).map(|class| class as usize))),
            Field::Status => (Column::Status, one(Status::parse(value).map(|status| status as usize))),
            Field::Mode => (Column::Mode, one(Mode::parse(value).map(|mode| mode as usize))),
            Field::Aspect => (Column::Aspect, one(Aspect::parse(value).map(|aspect| aspect as usize))),
            Field::Has => return self.flagged(chronology, Column::Has, flags::HAS, value),
            Field::Is => return self.flagged(chronology, Column::Is, flags::IS, value),
            Field::Note => return self.annotations.containing(value),
            Field::Origin => return self.of_origin(chronology, value),
            Field::Pair => return self.pair(chronology, value),
            Field::Country | Field::Party | Field::About | Field::Only => return self.no_event(),
            Field::Date | Field::Year | Field::Month | Field::From | Field::To | Field::Text => return self.no_event(),
        };
        let mut found = self.no_event();
        items.into_iter().for_each(|item| self.columns.get(chronology, column).add(item, &mut found));
        found
    }

    /// How many events begin before a day.
    #[must_use]
    pub fn before(&self, day: NaiveDate) -> usize {
        self.columns.before(day)
    }

    /// How many events of a selection begin before a day.
    #[must_use]
    pub fn selected_before(&self, selection: &Selection, day: NaiveDate) -> usize {
        selection.before(Ref::new(self.before(day)))
    }

    /// The bounds of each event's date, in the order of the events.
    #[must_use]
    pub fn bounds(&self) -> &[Bounds] {
        self.columns.bounds()
    }

    /// For each item of a column: how many events of a set refer to it.
    pub(super) fn counts(
        &self,
        chronology: &Chronology,
        column: Column,
        within: &BitSet,
    ) -> impl Iterator<Item = usize> {
        let postings = &self.columns.get(chronology, column);
        (0..postings.items()).map(|item| postings.count(item, within))
    }

    fn no_event(&self) -> BitSet {
        BitSet::none(self.columns.length())
    }

    /// The events with one of these flags, which are those of the column.
    fn flagged(&self, chronology: &Chronology, column: Column, flags: &'static [Flag], word: &str) -> BitSet {
        match flags::find(flags, word).map(|(position, flag)| (position, flag.test)) {
            Some((position, FlagTest::Event(_))) => self.columns.get(chronology, column).set(position),
            Some((_, FlagTest::Noted)) => self.annotations.noted.clone(),
            Some((_, FlagTest::Marked)) => self.annotations.marked.clone(),
            None => self.no_event(),
        }
    }

    /// The events of a layer.
    fn of_origin(&self, chronology: &Chronology, name: &str) -> BitSet {
        let mut found = self.no_event();
        if let Some(layer) = chronology.layers().find(name) {
            let events = chronology.events().refs().filter(|event| chronology.layer_of(*event) == layer);
            events.for_each(|event| found.insert(event.position()));
        }
        found
    }

    /// The events in which both countries of `JP-RU` took part.
    fn pair(&self, chronology: &Chronology, value: &str) -> BitSet {
        let country = |code: &str| CountryCode::parse(code).and_then(|code| chronology.countries.find(code.as_str()));
        let both = value.split_once('-').and_then(|(a, b)| country(a).zip(country(b)));
        let Some((a, b)) = both else { return self.no_event() };
        let mut found = self.in_role(chronology, a, Role::TookPart);
        found.and(&self.in_role(chronology, b, Role::TookPart));
        found
    }
}

/// The items that a value of a field of names means: the one with that id, or all that have a name in which a word
/// begins with the value.
fn named(field: Field, register: NameRegister, value: &str, chronology: &Chronology) -> Vec<usize> {
    let by_id = match register {
        NameRegister::People => chronology.people.find(value).map(Ref::position),
        NameRegister::Places => chronology.places.find(value).map(Ref::position),
        NameRegister::Publishers => chronology.publishers.find(value).map(Ref::position),
        NameRegister::Documents => chronology.documents.find(value).map(Ref::position),
    };
    by_id.map_or_else(
        || {
            let needle = fold(value);
            let known = lexicon::known_values(field, chronology);
            let matching = known.iter().enumerate().filter(|(_, known)| known.begins(&needle, true));
            matching.map(|(item, _)| item).collect()
        },
        |item| vec![item],
    )
}

/// As [`named`]; a city also means every venue in it.
fn places(value: &str, chronology: &Chronology) -> Vec<usize> {
    let Some(city) = chronology.places.get(value) else {
        return named(Field::Place, NameRegister::Places, value, chronology);
    };
    let name = fold(&city.name);
    let inside = |place: &Place| *place.id == *value || city.city.is_empty() && fold(&place.city) == name;
    chronology.places.iter().enumerate().filter(|(_, place)| inside(place)).map(|(item, _)| item).collect()
}
