//! The query as a value.

use std::fmt;

use summits_chronology::chronology::TimeWindow;

use super::country::{self, CountryFilter};
use super::days::Days;
use super::field::FieldKind;
use super::flags::{self, Flag, FlagTest};
use super::term::{self, Term};
use super::words::{self, Word};

/// A conjunction of conditions. The default has none and so finds every event.
///
/// Invariant: every part is in its normal form, so two queries that print alike are equal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Query {
    /// The conditions on countries. The countries that are joined by *all* are one condition, the first.
    pub(super) countries: Vec<CountryFilter>,
    /// Conditions on countries that must not be met.
    pub(super) not_countries: Vec<CountryFilter>,
    pub(super) terms: Vec<Term>,
    pub(super) days: Days,
    /// The days that are excluded.
    pub(super) not_days: Days,
    /// The words to search for, in the order given.
    pub(super) words: Vec<Word>,
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
    /// Whether it has no condition.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The condition that the country keys edit: the first on countries, or one without countries.
    #[must_use]
    pub fn country_filter(&self) -> CountryFilter {
        self.countries.first().cloned().unwrap_or_default()
    }

    /// From the first day to the last that the query includes; without bounds where it has no time.
    #[must_use]
    pub fn window(&self) -> TimeWindow {
        self.days.hull()
    }

    /// Whether an annotation of the reader can change the answer. Words count, as they are searched for in notes too.
    #[must_use]
    pub fn depends_on_annotations(&self) -> bool {
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
        let Self { terms, words, countries: _, not_countries: _, days: _, not_days: _ } = self;
        !words.is_empty() || terms.iter().any(of_reader)
    }

    /// Puts every part into its normal form. Whatever builds or edits a query ends with it.
    pub(super) fn normalised(self) -> Self {
        let Self { countries, not_countries, terms, days, not_days, words } = self;
        Self {
            countries: country::normalise(countries),
            not_countries: country::normalise_negated(not_countries),
            terms: term::normalise(terms),
            days: if days.is_empty() { Days::always() } else { days },
            not_days,
            words: words::normalise(words),
        }
    }
}

/// The canonical text: countries, terms in the order of the fields, time, words.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { countries, not_countries, terms, days, not_days, words } = self;
        let mut parts: Vec<String> = Vec::new();
        parts.extend(countries.iter().map(ToString::to_string));
        parts.extend(not_countries.iter().map(|filter| country::Negated(filter).to_string()));
        parts.extend(terms.iter().map(ToString::to_string));
        if !days.is_always() {
            parts.push(days.to_string());
        }
        if !not_days.is_empty() {
            parts.push(format!("-{not_days}"));
        }
        parts.extend(words.iter().map(ToString::to_string));
        f.pad(&parts.join(" "))
    }
}
