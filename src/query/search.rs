//! The index of a chronology and the search in it.
//!
//! Each condition of a query narrows a set of bits, one an event: first what a column or a list of events answers, then
//! time, and last the words, which are searched for only in what is left. The folded text is made when it is first needed.

use std::sync::OnceLock;

use chrono::NaiveDate;
use memchr::memmem::Finder;

use super::bits::Bits;
use super::country::Compiled;
use super::field::Field;
use super::postings::Postings;
use super::selection::{Match, Selection};
use super::term::Term;
use super::texts::Texts;
use super::{Query, flags, lexicon};
use crate::chronology::{Aspect, Certainty, Chronology, Class, CountryCode, CountrySet, Mode, Ref, Status};
use crate::text::fold;

/// What a chronology is searched with. It belongs to the chronology that it was made of.
#[derive(Debug, Clone)]
pub struct Index {
    // Columns, one value an event.
    parties: Vec<CountrySet>,
    concerns: Vec<CountrySet>,
    bounds: Vec<(NaiveDate, Option<NaiveDate>)>,
    flags: Vec<u32>,
    // For each item of a vocabulary or a register, its events.
    kinds: Postings,
    levels: Postings,
    topics: Postings,
    people: Postings,
    places: Postings,
    publishers: Postings,
    documents: Postings,
    classes: Postings,
    statuses: Postings,
    modes: Postings,
    aspects: Postings,
    texts: OnceLock<Texts>,
    /// The folded notes of the reader, by event.
    notes: Vec<(usize, String)>,
}

/// A word as it is searched for: any of its spellings.
struct Needle {
    spellings: Vec<String>,
    negated: bool,
}

impl Index {
    /// The index of a chronology, without its folded text.
    #[must_use]
    pub fn new(chronology: &Chronology) -> Self {
        let events = chronology.events();
        let documents = |event: &crate::chronology::Event| -> Vec<usize> {
            event.citations.iter().map(|citation| citation.document.position()).collect()
        };
        let cited = |event: &crate::chronology::Event| -> Vec<Ref<crate::chronology::Document>> {
            event.citations.iter().map(|citation| citation.document).collect()
        };
        Self {
            parties: events.iter().map(|event| event.parties).collect(),
            concerns: events.iter().map(|event| event.concerns).collect(),
            bounds: events.iter().map(|event| (event.date.earliest(), event.date.latest())).collect(),
            flags: events.iter().map(flags::of).collect(),
            kinds: Postings::new(chronology.kinds.len(), events, |event| [event.kind.position()]),
            levels: Postings::new(chronology.levels.len(), events, |event| event.level.map(Ref::position)),
            topics: Postings::new(chronology.topics.len(), events, |event| {
                event.topics.iter().map(|topic| topic.position()).collect::<Vec<_>>()
            }),
            people: Postings::new(chronology.people.len(), events, |event| {
                event.people.iter().map(|participant| participant.person.position()).collect::<Vec<_>>()
            }),
            places: Postings::new(chronology.places.len(), events, |event| event.venue.map(Ref::position)),
            publishers: Postings::new(chronology.publishers.len(), events, |event| {
                cited(event)
                    .into_iter()
                    .map(|document| chronology.documents[document].publisher.position())
                    .collect::<Vec<_>>()
            }),
            documents: Postings::new(chronology.documents.len(), events, documents),
            classes: Postings::new(Class::ALL.len(), events, |event| {
                cited(event)
                    .into_iter()
                    .map(|document| chronology.documents[document].class as usize)
                    .collect::<Vec<_>>()
            }),
            statuses: Postings::new(Status::ALL.len(), events, |event| [event.status as usize]),
            modes: Postings::new(Mode::ALL.len(), events, |event| [event.mode as usize]),
            aspects: Postings::new(Aspect::ALL.len(), events, |event| {
                event.differences.iter().map(|difference| difference.aspect as usize).collect::<Vec<_>>()
            }),
            texts: OnceLock::new(),
            notes: Vec::new(),
        }
    }

    /// Makes the folded text now, so that the first word searched for does not wait for it.
    pub fn warm(&self, chronology: &Chronology) {
        self.texts(chronology);
    }

    /// Takes in the reader's jottings that are laid over the chronology, in the place of those before.
    pub fn annotate(&mut self, chronology: &Chronology) {
        let (note, marked) = (flags::has(flags::NOTE).unwrap_or(0), flags::is(flags::MARKED).unwrap_or(0));
        self.flags.iter_mut().for_each(|flags| *flags &= !(note | marked));
        self.notes.clear();
        for (id, jotting) in chronology.jottings().iter() {
            let Some(event) = chronology.events().find(id).map(Ref::position) else { continue };
            if jotting.marked {
                self.flags[event] |= marked;
            }
            if !jotting.note.is_empty() {
                self.flags[event] |= note;
                self.notes.push((event, fold(&jotting.note)));
            }
        }
    }

    /// The events that meet a query.
    #[must_use]
    pub fn select(&self, chronology: &Chronology, query: &Query) -> Selection {
        self.select_within(chronology, query, Bits::all(self.parties.len()))
    }

    /// As [`Index::select`], where the answer to an earlier query is at hand: if the new one can only have fewer events, it
    /// is searched for among those.
    #[must_use]
    pub fn narrow(&self, chronology: &Chronology, query: &Query, earlier: &Query, answer: &Selection) -> Selection {
        if !self.narrows(chronology, query, earlier) {
            return self.select(chronology, query);
        }
        let within = Bits::of(self.parties.len(), answer.events().map(Ref::position));
        self.select_within(chronology, query, within)
    }

    /// Whether every event that meets `query` meets `earlier` as well. `false` where that is not plain to see.
    #[must_use]
    pub fn narrows(&self, chronology: &Chronology, query: &Query, earlier: &Query) -> bool {
        let kept = |words: &[Needle], word: &Needle| {
            words.iter().any(|own| {
                own.negated == word.negated
                    && if own.negated {
                        word.spellings.iter().all(|spelling| own.spellings.contains(spelling))
                    } else {
                        own.spellings.iter().all(|text| word.spellings.iter().any(|part| text.contains(part.as_str())))
                    }
            })
        };
        let conditions = earlier.countries.iter().all(|filter| query.countries.contains(filter))
            && earlier.not_countries.iter().all(|filter| query.not_countries.contains(filter))
            && earlier.terms.iter().all(|term| query.terms.contains(term))
            && (earlier.days.is_always() || earlier.days == query.days)
            && (earlier.not_days.is_empty() || earlier.not_days == query.not_days);
        conditions
            && (earlier.words.is_empty() || earlier.words == query.words || {
                let words = self.needles(chronology, query);
                self.needles(chronology, earlier).iter().all(|word| kept(&words, word))
            })
    }

    /// The folded words and names to mark in a text that is read, every spelling of a name among them.
    #[must_use]
    pub fn marks(&self, chronology: &Chronology, query: &Query) -> Vec<String> {
        let wanted = self.needles(chronology, query).into_iter().filter(|needle| !needle.negated);
        wanted.flat_map(|needle| needle.spellings).collect()
    }

    fn texts(&self, chronology: &Chronology) -> &Texts {
        self.texts.get_or_init(|| Texts::new(chronology))
    }

    fn select_within(&self, chronology: &Chronology, query: &Query, mut bits: Bits) -> Selection {
        let compiled = |filter: &super::CountryFilter| filter.compiled(&chronology.countries);
        let meets = |filter: &Compiled, event: usize| filter.holds(self.parties[event], self.concerns[event]);
        for filter in query.countries.iter().map(compiled) {
            bits.retain(|event| meets(&filter, event));
        }
        for filter in query.not_countries.iter().map(compiled) {
            bits.retain(|event| !meets(&filter, event));
        }
        for term in &query.terms {
            let found = self.term(chronology, term);
            if term.negated { bits.and_not(&found) } else { bits.and(&found) }
        }
        if !query.days.is_always() || !query.not_days.is_empty() {
            bits.retain(|event| self.certainty(query, event) != Certainty::No);
        }
        for needle in self.needles(chronology, query) {
            let found = self.needle(chronology, &needle, &bits);
            if needle.negated { bits.and_not(&found) } else { bits.and(&found) }
        }
        let found = |event: usize| Match { event: Ref::new(event), certainty: self.certainty(query, event) };
        Selection::new(bits.iter().map(found).collect())
    }

    /// How surely an event lies in the time of a query.
    fn certainty(&self, query: &Query, event: usize) -> Certainty {
        let (earliest, latest) = self.bounds[event];
        let outside = match query.not_days.holds(earliest, latest) {
            Certainty::Yes => Certainty::No,
            Certainty::Possibly => Certainty::Possibly,
            Certainty::No => Certainty::Yes,
        };
        query.days.holds(earliest, latest).min(outside)
    }

    /// The events that meet a term, its negation aside.
    fn term(&self, chronology: &Chronology, term: &Term) -> Bits {
        let length = self.parties.len();
        let mut found = if term.all { Bits::all(length) } else { Bits::none(length) };
        for value in &term.values {
            let of_value = self.value(chronology, term.field, value);
            if term.all { found.and(&of_value) } else { found.or(&of_value) }
        }
        found
    }

    /// The events that meet one value of a field.
    fn value(&self, chronology: &Chronology, field: Field, value: &str) -> Bits {
        let length = self.parties.len();
        let (postings, items): (&Postings, Vec<usize>) = match field {
            Field::Kind => (&self.kinds, chronology.kinds.find(value).map(Ref::position).into_iter().collect()),
            Field::Level => (&self.levels, chronology.levels.find(value).map(Ref::position).into_iter().collect()),
            Field::Topic => (&self.topics, chronology.topics.find(value).map(Ref::position).into_iter().collect()),
            Field::Person => (&self.people, named(field, value, chronology)),
            Field::Place => (&self.places, places(value, chronology)),
            Field::Publisher => (&self.publishers, named(field, value, chronology)),
            Field::Document => (&self.documents, named(field, value, chronology)),
            Field::Class => (&self.classes, Class::parse(value).map(|class| class as usize).into_iter().collect()),
            Field::Status => (&self.statuses, Status::parse(value).map(|status| status as usize).into_iter().collect()),
            Field::Mode => (&self.modes, Mode::parse(value).map(|mode| mode as usize).into_iter().collect()),
            Field::Aspect => (&self.aspects, Aspect::parse(value).map(|aspect| aspect as usize).into_iter().collect()),
            Field::Has => return self.flagged(flags::has(value)),
            Field::Is => return self.flagged(flags::is(value)),
            Field::Note => return self.noted(value),
            Field::Pair => {
                let pair = pair(value, chronology);
                let both = |event: &usize| pair.is_some_and(|pair| self.parties[*event].contains_all(pair));
                return Bits::of(length, (0..length).filter(both));
            },
            // Countries, time and words are no terms with values.
            _ => return Bits::none(length),
        };
        let mut found = Bits::none(length);
        items.into_iter().for_each(|item| postings.add(item, &mut found));
        found
    }

    /// The events whose note holds a folded text.
    fn noted(&self, text: &str) -> Bits {
        let events = self.notes.iter().filter(|(_, note)| note.contains(text)).map(|(event, _)| *event);
        Bits::of(self.parties.len(), events)
    }

    fn flagged(&self, flag: Option<u32>) -> Bits {
        let flag = flag.unwrap_or(0);
        let events = self.flags.iter().enumerate().filter(|(_, flags)| *flags & flag != 0);
        Bits::of(self.flags.len(), events.map(|(event, _)| event))
    }

    /// The words of a query as they are searched for. Words that stand together and together are a name are that name,
    /// and a name stands for every name of whoever bears it.
    fn needles(&self, chronology: &Chronology, query: &Query) -> Vec<Needle> {
        const LONGEST_NAME: usize = 6;
        if query.words.is_empty() {
            return Vec::new();
        }
        let texts = self.texts(chronology);
        let mut needles = Vec::new();
        let mut rest = query.words.as_slice();
        while let Some(first) = rest.first() {
            let run = rest.iter().take(LONGEST_NAME).take_while(|word| !word.negated && !first.negated).count();
            let joined = |count: usize| rest[..count].iter().map(|word| &*word.text).collect::<Vec<_>>().join(" ");
            let name = (2..=run).rev().map(|count| (count, joined(count))).find(|(_, name)| texts.is_name(name));
            let (count, text) = name.unwrap_or_else(|| (1, first.text.clone()));
            needles.push(Needle { spellings: texts.spellings(&text), negated: first.negated });
            rest = &rest[count..];
        }
        needles
    }

    /// The events of `within` that hold a needle: in their own text, or in the name of anything that they refer to.
    fn needle(&self, chronology: &Chronology, needle: &Needle, within: &Bits) -> Bits {
        let texts = self.texts(chronology);
        let mut found = Bits::none(self.parties.len());
        for spelling in &needle.spellings {
            let finder = Finder::new(spelling);
            for (names, postings) in [
                (&texts.kinds, &self.kinds),
                (&texts.levels, &self.levels),
                (&texts.topics, &self.topics),
                (&texts.people, &self.people),
                (&texts.places, &self.places),
                (&texts.publishers, &self.publishers),
                (&texts.documents, &self.documents),
            ] {
                names.search(&finder, |item| postings.add(item, &mut found));
            }
            let mut countries = CountrySet::EMPTY;
            texts.countries.search(&finder, |country| countries = countries.with(Ref::new(country)));
            if !countries.is_empty() {
                let involved = |event: &usize| self.parties[*event].union(self.concerns[*event]).intersects(countries);
                within.iter().filter(involved).for_each(|event| found.insert(event));
            }
            texts.search_events(&finder, within, &mut found);
            found.or(&self.noted(spelling));
        }
        found
    }
}

/// The items that a value of a field of names stands for: the one with that id, or all whose names have a word that begins so.
fn named(field: Field, value: &str, chronology: &Chronology) -> Vec<usize> {
    let by_id = match field {
        Field::Person => chronology.people.find(value).map(Ref::position),
        Field::Place => chronology.places.find(value).map(Ref::position),
        Field::Publisher => chronology.publishers.find(value).map(Ref::position),
        _ => chronology.documents.find(value).map(Ref::position),
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
    let Some(city) = chronology.places.get(value) else { return named(Field::Place, value, chronology) };
    let name = fold(&city.name);
    let inside =
        |place: &crate::chronology::Place| *place.id == *value || city.city.is_empty() && fold(&place.city) == name;
    chronology.places.iter().enumerate().filter(|(_, place)| inside(place)).map(|(item, _)| item).collect()
}

/// The two countries of `JP-RU`.
fn pair(value: &str, chronology: &Chronology) -> Option<CountrySet> {
    let (a, b) = value.split_once('-')?;
    let country = |code: &str| CountryCode::parse(code).and_then(|code| chronology.countries.find(code.as_str()));
    Some(CountrySet::EMPTY.with(country(a)?).with(country(b)?))
}
