//! What the reader asks for, and the search that answers it.
//!
//! A [`Query`] is the one question of the program: the country keys, the facets, facets_found, the density strip, the prompt and the
//! command line all make or edit one, and it prints itself as the command line takes it. It holds canonical values
//! (codes, ids, words of the format, folded words) and no references, so it outlives the chronology it was parsed with.
//!
//! [`Query::parse`] reads a text; its errors say where, what was expected and what was probably meant. An [`Index`], made
//! once for a chronology, answers with a [`Selection`]: the events in the order of time, each with its certainty, since a
//! date filter can be met *possibly*. [`facets()`] counts a selection by one field.
//!
//! The grammar: terms joined by blanks are joined by *and*; `-` before a term negates it; a term is a bare word, a
//! quoted phrase or `field:value`; several values are joined with `,` (any of) or `+` (all of). The fields stand in one
//! table, [`FIELDS`], from which [`reference()`] prints the manual page.

mod answers;
mod bits;
mod columns;
mod complete;
mod concordance;
mod country;
mod days;
mod edit;
mod error;
mod facets;
mod field;
mod flags;
mod index;
mod lex;
mod lexicon;
mod named;
mod names;
mod parse;
mod postings;
mod reference;
mod search;
mod selection;
mod term;
mod words;

use std::fmt;

pub use columns::Bounds;
pub use complete::{Candidate, Completions, complete};
pub use country::{CountryFilter, CountryMode, Role};
pub use error::{Fault, QueryError};
pub use facets::{Count, FacetRow, FacetState, counts, facets, facets_found};
pub use field::{FIELDS, Field, FieldInfo, Several};
pub use index::Index;
pub use named::{Named, named};
pub use reference::reference;
pub use search::Search;
pub use selection::{Match, Selection};

use summits_chronology::chronology::TimeWindow;

use days::Days;
use field::FieldKind;
use flags::{Flag, FlagTest};
use term::Term;
use words::Word;

/// A question to a chronology. The default asks for everything.
///
/// Invariant: every part is in its normal form, so two queries that print alike are equal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Query {
    /// The conditions on countries. What is joined by *all* is one condition and stands first.
    countries: Vec<CountryFilter>,
    /// Conditions on countries that must not hold.
    not_countries: Vec<CountryFilter>,
    terms: Vec<Term>,
    /// The days asked for.
    days: Days,
    /// The days not wanted.
    not_days: Days,
    /// The words searched for, in the order given.
    words: Vec<Word>,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            countries: Vec::new(),
            not_countries: Vec::new(),
            terms: Vec::new(),
            days: Days::always(),
            not_days: Days::default(),
            words: Vec::new(),
        }
    }
}

impl Query {
    /// Whether it asks for everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The condition that the country keys show and edit: the first of the query, or one without countries.
    #[must_use]
    pub fn country_filter(&self) -> CountryFilter {
        self.countries.first().cloned().unwrap_or_default()
    }

    /// The time asked for, from the first day to the last; without bounds where the query names no time.
    #[must_use]
    pub fn window(&self) -> TimeWindow {
        self.days.hull()
    }

    /// Whether the answer can change with what the reader puts down: where it asks for marks or notes, or for words, which
    /// are searched for in notes too.
    #[must_use]
    pub fn asks_of_reader(&self) -> bool {
        let is_of_reader = |flag: &Flag| match flag.test {
            FlagTest::Noted | FlagTest::Marked => true,
            FlagTest::Event(_) => false,
        };
        let of_reader = |term: &Term| match term.field.kind() {
            FieldKind::Note => true,
            FieldKind::Flags(flags) => {
                let mut known = term.values.iter().filter_map(|value| flags::find(flags, value));
                known.any(|(_, flag)| is_of_reader(flag))
            },
            FieldKind::Countries(_)
            | FieldKind::Time(_)
            | FieldKind::Names(_)
            | FieldKind::Values
            | FieldKind::Text => false,
        };
        !self.words.is_empty() || self.terms.iter().any(of_reader)
    }

    /// Puts every part into its normal form. Each edit ends with it.
    fn normalised(mut self) -> Self {
        self.countries = country::normalise(self.countries);
        self.not_countries = country::normalise_negated(self.not_countries);
        self.terms = term::normalise(self.terms);
        if self.days.is_empty() {
            self.days = Days::always();
        }
        self.words = words::normalise(self.words);
        self
    }
}

/// The canonical text: countries, terms in the order of [`FIELDS`], dates, words.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(self.countries.iter().map(ToString::to_string));
        parts.extend(self.not_countries.iter().map(|filter| country::Negated(filter).to_string()));
        parts.extend(self.terms.iter().map(ToString::to_string));
        if !self.days.is_always() {
            parts.push(self.days.to_string());
        }
        if !self.not_days.is_empty() {
            parts.push(format!("-{}", self.not_days));
        }
        parts.extend(self.words.iter().map(ToString::to_string));
        f.pad(&parts.join(" "))
    }
}

#[cfg(test)]
mod tests;
