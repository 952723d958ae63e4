//! The index of a chronology, and how it answers a query.
//!
//! Each condition of a query is a set of bits, one an event, and the answer is what is in all of them: countries, terms
//! and time from the columns, and the words from the names and the concordance. Sets are joined word by word, so nothing
//! but a search for words depends on how much the events say.

use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use summits_chronology::chronology::{
    Aspect, Certainty, Chronology, Class, Country, CountryCode, Mode, Ref, Register, Status,
};
use summits_chronology::text::fold;

use super::answers::Answers;
use super::bits::Bits;
use super::columns::{Bounds, By, Columns};
use super::concordance::Concordance;
use super::country::{CountryFilter, CountryMode, Role};
use super::days::{self, Span};
use super::field::{Field, NameRegister};
use super::flags::{Flag, FlagTest};
use super::names::Names;
use super::postings::Postings;
use super::selection::Selection;
use super::term::Term;
use super::{Query, flags, lexicon};

/// What a chronology is searched with. It belongs to the chronology that it was made of, and copies share what they hold.
#[derive(Debug, Clone)]
pub struct Index {
    pub(super) columns: Arc<Columns>,
    pub(super) names: Arc<OnceLock<Names>>,
    pub(super) concordance: Arc<Concordance>,
    /// The answers to the words that were last searched for.
    pub(super) answers: Arc<Answers>,
    pub(super) annotated: Arc<Jotted>,
}

/// What the reader has put down, by event.
#[derive(Debug, Default)]
pub(super) struct Jotted {
    marked: Bits,
    noted: Bits,
    /// The folded notes.
    pub(super) notes: Vec<(usize, String)>,
}

impl Index {
    /// The index of a chronology, without its names and texts.
    #[must_use]
    pub fn new(chronology: &Chronology) -> Self {
        let columns = Columns::new(chronology);
        Self {
            names: Arc::default(),
            concordance: Arc::new(Concordance::new(columns.length())),
            answers: Arc::default(),
            annotated: Arc::default(),
            columns: Arc::new(columns),
        }
    }

    /// Takes in the reader's annotations that are laid over the chronology, in the place of those before.
    pub fn annotate(&mut self, chronology: &Chronology) {
        let length = self.columns.length();
        let mut annotated = Jotted { marked: Bits::none(length), noted: Bits::none(length), notes: Vec::new() };
        for (event, annotation) in chronology.annotated() {
            let event = event.position();
            if annotation.marked {
                annotated.marked.insert(event);
            }
            if !annotation.note.is_empty() {
                annotated.noted.insert(event);
                annotated.notes.push((event, fold(&annotation.note)));
            }
        }
        if annotated.notes != self.annotated.notes {
            self.answers = Arc::default();
        }
        self.annotated = Arc::new(annotated);
    }

    /// The events that meet a query.
    #[must_use]
    pub fn select(&self, chronology: &Chronology, query: &Query) -> Selection {
        if query.words.is_empty() {
            return self.select_of(chronology, query, None);
        }
        let holding = self.holding(chronology, &query.words);
        self.select_of(chronology, query, Some(&holding))
    }

    /// The events of `within`, or of all, that meet the conditions of a query other than its words.
    pub(super) fn select_of(&self, chronology: &Chronology, query: &Query, within: Option<&Bits>) -> Selection {
        let length = self.columns.length();
        let mut found = within.map_or_else(|| Bits::all(length), Clone::clone);
        for filter in &query.countries {
            found.and(&self.countries(chronology, filter));
        }
        for filter in &query.not_countries {
            found.and_not(&self.countries(chronology, filter));
        }
        for term in &query.terms {
            let events = self.term(chronology, term);
            if term.negated { found.and_not(&events) } else { found.and(&events) }
        }
        let mut possibly = Bits::none(0);
        if !query.days.is_always() || !query.not_days.is_empty() {
            let (in_time, possible) = self.in_time(query);
            found.and(&in_time);
            possibly = possible;
        }
        Selection::new(found, possibly)
    }

    /// The events that lie in the time of a query, for certain or possibly, and the possible ones among others.
    fn in_time(&self, query: &Query) -> (Bits, Bits) {
        let length = self.columns.length();
        let (mut found, mut possibly) = (Bits::none(length), Bits::none(length));
        // An exact day is in it or is not, and exact days stand in order.
        for window in query.days.without(&query.not_days).windows() {
            let from = window.from.map_or(0, |from| self.columns.before(from));
            let after = window.to.and_then(|to| to.succ_opt());
            found.insert_range(from..after.map_or(length, |after| self.columns.before(after)));
        }
        let (days, not_days) = (query.days.spans(), query.not_days.spans());
        for event in self.columns.spread() {
            match self.certainty(event, &days, &not_days) {
                Certainty::No => found.remove(event),
                Certainty::Yes => found.insert(event),
                Certainty::Possibly => {
                    found.insert(event);
                    possibly.insert(event);
                },
            }
        }
        (found, possibly)
    }

    /// How surely an event lies in these days and not in those.
    fn certainty(&self, event: usize, days: &[Span], not_days: &[Span]) -> Certainty {
        let bounds = self.columns.bounds()[event];
        let outside = match days::holds(not_days, bounds.first, bounds.last) {
            Certainty::Yes => Certainty::No,
            Certainty::Possibly => Certainty::Possibly,
            Certainty::No => Certainty::Yes,
        };
        days::holds(days, bounds.first, bounds.last).min(outside)
    }

    /// The events that meet a condition on countries.
    fn countries(&self, chronology: &Chronology, filter: &CountryFilter) -> Bits {
        let length = self.columns.length();
        let any = filter.mode == CountryMode::Any;
        let mut found = if any { Bits::none(length) } else { Bits::all(length) };
        for (code, role) in &filter.roles {
            let events = chronology.countries.find(code.as_str()).map(|country| self.in_role(country, *role));
            match events {
                Some(events) if any => found.or(&events),
                Some(events) => found.and(&events),
                // A country that the chronology does not have took part in nothing.
                None if any => {},
                None => return Bits::none(length),
            }
        }
        if filter.mode == CountryMode::Only {
            for (place, country) in chronology.countries.entries() {
                if filter.role(country.code).is_none() {
                    self.columns[By::Party].take(place.position(), &mut found);
                    self.columns[By::Concerned].take(place.position(), &mut found);
                }
            }
        }
        found
    }

    /// The events with which a country has this to do.
    fn in_role(&self, country: Ref<Country>, role: Role) -> Bits {
        let country = country.position();
        let mut found = match role {
            Role::Involved | Role::TookPart => self.columns[By::Party].set(country),
            Role::Concerned => Bits::none(self.columns.length()),
        };
        if role != Role::TookPart {
            self.columns[By::Concerned].add(country, &mut found);
        }
        found
    }

    /// The events that meet a term, its negation aside.
    fn term(&self, chronology: &Chronology, term: &Term) -> Bits {
        let length = self.columns.length();
        let mut found = if term.all { Bits::all(length) } else { Bits::none(length) };
        for value in &term.values {
            let of_value = self.value(chronology, term.field, value);
            if term.all { found.and(&of_value) } else { found.or(&of_value) }
        }
        found
    }

    /// The events that meet one value of a field.
    pub(super) fn value(&self, chronology: &Chronology, field: Field, value: &str) -> Bits {
        let one = |item: Option<usize>| item.into_iter().collect::<Vec<_>>();
        let named = |register| named(field, register, value, chronology);
        let (by, items) = match field {
            Field::Kind => (By::Kind, one(chronology.kinds.find(value).map(Ref::position))),
            Field::Level => (By::Level, one(chronology.levels.find(value).map(Ref::position))),
            Field::Topic => (By::Topic, one(chronology.topics.find(value).map(Ref::position))),
            Field::Person => (By::Person, named(NameRegister::People)),
            Field::Place => (By::Place, places(value, chronology)),
            Field::Publisher => (By::Publisher, named(NameRegister::Publishers)),
            Field::Document => (By::Document, named(NameRegister::Documents)),
            Field::Class => (By::Class, one(Class::parse(value).map(|class| class as usize))),
            Field::Status => (By::Status, one(Status::parse(value).map(|status| status as usize))),
            Field::Mode => (By::Mode, one(Mode::parse(value).map(|mode| mode as usize))),
            Field::Aspect => (By::Aspect, one(Aspect::parse(value).map(|aspect| aspect as usize))),
            Field::Has => return self.flagged(By::Has, flags::HAS, value),
            Field::Is => return self.flagged(By::Is, flags::IS, value),
            Field::Note => return self.noted(value),
            Field::Origin => return self.of_origin(value, chronology),
            Field::Pair => return self.pair(value, &chronology.countries),
            // A query keeps these apart from its terms.
            Field::Country | Field::Party | Field::About | Field::Only => return Bits::none(self.columns.length()),
            Field::Date | Field::Year | Field::Month | Field::From | Field::To | Field::Text => {
                return Bits::none(self.columns.length());
            },
        };
        let mut found = Bits::none(self.columns.length());
        items.into_iter().for_each(|item| self.columns[by].add(item, &mut found));
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

    /// The first and the last possible day of each event in turn, as days of the common era; the last is the greatest
    /// number where the end is open.
    #[must_use]
    pub fn bounds(&self) -> &[Bounds] {
        self.columns.bounds()
    }

    /// How many events of a set refer to each item.
    pub(super) fn counts(&self, by: By, within: &Bits) -> impl Iterator<Item = usize> {
        let postings: &Postings = &self.columns[by];
        (0..postings.items()).map(|item| postings.count(item, within))
    }

    /// The events with one of these flags.
    fn flagged(&self, by: By, flags: &'static [Flag], word: &str) -> Bits {
        match flags::find(flags, word).map(|(position, flag)| (position, flag.test)) {
            Some((position, FlagTest::Event(_))) => self.columns[by].set(position),
            Some((_, FlagTest::Noted)) => self.of_reader(&self.annotated.noted),
            Some((_, FlagTest::Marked)) => self.of_reader(&self.annotated.marked),
            None => Bits::none(self.columns.length()),
        }
    }

    /// A set that the reader's annotations make; before there are any it has no length.
    fn of_reader(&self, set: &Bits) -> Bits {
        if set.length() == 0 { Bits::none(self.columns.length()) } else { set.clone() }
    }

    /// The events of a layer.
    fn of_origin(&self, name: &str, chronology: &Chronology) -> Bits {
        let mut found = Bits::none(self.columns.length());
        if let Some(layer) = chronology.layers().find(name) {
            let events = chronology.events().refs().filter(|event| chronology.layer_of(*event) == layer);
            events.for_each(|event| found.insert(event.position()));
        }
        found
    }

    /// The events whose note holds a folded text.
    fn noted(&self, text: &str) -> Bits {
        let events = self.annotated.notes.iter().filter(|(_, note)| note.contains(text)).map(|(event, _)| *event);
        Bits::from_positions(self.columns.length(), events)
    }

    /// The events in which both countries of `JP-RU` took part.
    fn pair(&self, value: &str, countries: &Register<Country>) -> Bits {
        let country = |code: &str| CountryCode::parse(code).and_then(|code| countries.find(code.as_str()));
        let both = value.split_once('-').and_then(|(a, b)| country(a).zip(country(b)));
        let Some((a, b)) = both else { return Bits::none(self.columns.length()) };
        let mut found = self.in_role(a, Role::TookPart);
        found.and(&self.in_role(b, Role::TookPart));
        found
    }
}

/// The items that a value of a field of names stands for: the one with that id, or all whose names have a word that begins so.
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
            let entries = lexicon::entries(field, chronology);
            let begun = entries.iter().enumerate().filter(|(_, entry)| entry.begins(&needle, true));
            begun.map(|(item, _)| item).collect()
        },
        |item| vec![item],
    )
}

/// As [`named`], with the venues of a city.
fn places(value: &str, chronology: &Chronology) -> Vec<usize> {
    let Some(city) = chronology.places.get(value) else {
        return named(Field::Place, NameRegister::Places, value, chronology);
    };
    let name = fold(&city.name);
    let inside = |place: &summits_chronology::chronology::Place| {
        *place.id == *value || city.city.is_empty() && fold(&place.city) == name
    };
    chronology.places.iter().enumerate().filter(|(_, place)| inside(place)).map(|(item, _)| item).collect()
}
