//! Edits: what the country keys, the facets and the density strip do to a query. Each returns the edited query.

use summits_chronology::chronology::{CountryCode, TimeWindow};

use super::ast::Query;
use super::country::{self, CountryFilter, CountryMode, Role};
use super::days::{Days, parse_window};
use super::field::{Field, FieldKind};
use super::term::{self, Term};

/// What a query does with a value of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FacetState {
    Included,
    Excluded,
    Off,
}

impl Query {
    /// The query with a country off → involved → took part → off.
    #[must_use]
    pub fn cycle_country(&self, country: CountryCode) -> Self {
        self.with_country_filter(self.country_filter().cycled(country))
    }

    /// The query with its countries joined by *all of* → *any of* → *only these*. With one country *any of* is skipped,
    /// and with none nothing changes.
    #[must_use]
    pub fn cycle_country_mode(&self) -> Self {
        let filter = self.country_filter();
        if filter.roles.is_empty() { self.clone() } else { self.with_country_filter(filter.mode_cycled()) }
    }

    /// The query with this condition instead of [`Query::country_filter`]. A condition without countries removes it.
    #[must_use]
    pub fn with_country_filter(&self, filter: CountryFilter) -> Self {
        let mut query = self.clone();
        if query.countries.is_empty() {
            query.countries.push(filter);
        } else {
            query.countries[0] = filter;
        }
        query.normalised()
    }

    /// The query with this time instead of its own. A window without bounds removes the time.
    #[must_use]
    pub fn with_window(&self, window: TimeWindow) -> Self {
        Self { days: Days::new([window]), ..self.clone() }.normalised()
    }

    /// The query without the positive terms of a field. The fields of countries count as one field, and so do those of
    /// time.
    #[must_use]
    pub fn without(&self, field: Field) -> Self {
        let mut query = self.clone();
        match field.kind() {
            FieldKind::Countries(_) => query.countries.clear(),
            FieldKind::Time(_) => query.days = Days::always(),
            FieldKind::Text => query.words.retain(|word| word.negated),
            FieldKind::Names(_) | FieldKind::Values | FieldKind::Flags(_) | FieldKind::Note => {
                query.terms.retain(|term| term.field != field || term.negated);
            },
        }
        query
    }

    /// Each condition as text, with the query that remains without it.
    #[must_use]
    pub fn conditions(&self) -> Vec<(String, Self)> {
        let Self { countries, not_countries, terms, days, not_days, words } = self;
        let mut conditions = Vec::new();
        let mut add = |text: String, rest: Self| conditions.push((text, rest));
        for (position, filter) in countries.iter().enumerate() {
            add(filter.to_string(), Self { countries: all_but(countries, position), ..self.clone() });
        }
        for (position, filter) in not_countries.iter().enumerate() {
            let rest = Self { not_countries: all_but(not_countries, position), ..self.clone() };
            add(country::Negated(filter).to_string(), rest);
        }
        for (position, term) in terms.iter().enumerate() {
            add(term.to_string(), Self { terms: all_but(terms, position), ..self.clone() });
        }
        if !days.is_always() {
            add(days.to_string(), Self { days: Days::always(), ..self.clone() });
        }
        if !not_days.is_empty() {
            add(format!("-{not_days}"), Self { not_days: Days::default(), ..self.clone() });
        }
        for (position, word) in words.iter().enumerate() {
            add(word.to_string(), Self { words: all_but(words, position), ..self.clone() });
        }
        conditions
    }

    /// The query for the events that meet both. `None` where their times have no day in common.
    #[must_use]
    pub fn and(&self, other: &Self) -> Option<Self> {
        let query = Self {
            countries: [&*self.countries, &*other.countries].concat(),
            not_countries: [&*self.not_countries, &*other.not_countries].concat(),
            terms: [&*self.terms, &*other.terms].concat(),
            days: self.days.intersection(&other.days),
            not_days: self.not_days.union(&other.not_days),
            words: [&*self.words, &*other.words].concat(),
        };
        (!query.days.is_empty() && !query.not_days.is_always()).then(|| query.normalised())
    }

    /// What the query does with a value, which is written as in a query.
    #[must_use]
    pub fn state(&self, field: Field, value: &str) -> FacetState {
        let (included, excluded) = match operand(field, value) {
            Operand::Country(code, role) => (
                self.country_filter().roles.contains(&(code, role)),
                self.not_countries.iter().any(|filter| is_any(filter) && filter.roles.contains(&(code, role))),
            ),
            Operand::Time(days) => {
                (!self.days.is_always() && self.days.covers(&days), !days.is_empty() && self.not_days.covers(&days))
            },
            Operand::Value => (
                self.terms.iter().any(|term| is_included(term, field) && term.values.iter().any(|own| own == value)),
                self.terms.iter().any(|term| is_excluded(term, field) && term.values.iter().any(|own| own == value)),
            ),
            Operand::Nothing => (false, false),
        };
        match (included, excluded) {
            (_, true) => FacetState::Excluded,
            (true, false) => FacetState::Included,
            (false, false) => FacetState::Off,
        }
    }

    /// The query that includes a value, or no longer does. An excluded value becomes included.
    #[must_use]
    pub fn toggle(&self, field: Field, value: &str) -> Self {
        match self.state(field, value) {
            FacetState::Off => self.with_included(field, value, true),
            FacetState::Included => self.with_included(field, value, false),
            FacetState::Excluded => self.with_excluded(field, value, false).with_included(field, value, true),
        }
    }

    /// The query that excludes a value, or no longer does. An included value becomes excluded.
    #[must_use]
    pub fn exclude(&self, field: Field, value: &str) -> Self {
        match self.state(field, value) {
            FacetState::Off => self.with_excluded(field, value, true),
            FacetState::Included => self.with_included(field, value, false).with_excluded(field, value, true),
            FacetState::Excluded => self.with_excluded(field, value, false),
        }
    }

    fn with_included(&self, field: Field, value: &str, wanted: bool) -> Self {
        let mut query = self.clone();
        match operand(field, value) {
            Operand::Country(code, role) => {
                let mut filter = self.country_filter();
                filter.roles.retain(|own| *own != (code, role));
                filter.roles.extend(wanted.then_some((code, role)));
                return self.with_country_filter(filter);
            },
            Operand::Time(days) => {
                query.days = match (wanted, self.days.is_always()) {
                    (true, true) => days,
                    (true, false) => self.days.union(&days),
                    (false, _) => self.days.without(&days),
                };
            },
            Operand::Value => change(&mut query.terms, field, value, wanted, false),
            Operand::Nothing => {},
        }
        query.normalised()
    }

    fn with_excluded(&self, field: Field, value: &str, wanted: bool) -> Self {
        let mut query = self.clone();
        match operand(field, value) {
            Operand::Country(code, role) => {
                for filter in query.not_countries.iter_mut().filter(|filter| is_any(filter)) {
                    filter.roles.retain(|own| *own != (code, role));
                }
                let added = CountryFilter { mode: CountryMode::Any, roles: vec![(code, role)] };
                query.not_countries.extend(wanted.then_some(added));
                query.not_countries = country::normalise_negated(query.not_countries);
            },
            Operand::Time(days) if wanted => query.not_days = self.not_days.union(&days),
            Operand::Time(days) => query.not_days = self.not_days.without(&days),
            Operand::Value => change(&mut query.terms, field, value, wanted, true),
            Operand::Nothing => {},
        }
        query.normalised()
    }
}

/// What a value of a field is for an edit.
enum Operand {
    Country(CountryCode, Role),
    Time(Days),
    Value,
    Nothing,
}

fn operand(field: Field, value: &str) -> Operand {
    match field.kind() {
        FieldKind::Countries(role) => {
            let role = role.unwrap_or(Role::Involved);
            CountryCode::parse(value).map_or(Operand::Nothing, |code| Operand::Country(code, role))
        },
        FieldKind::Time(_) => parse_window(value).map_or(Operand::Nothing, |window| Operand::Time(Days::new([window]))),
        FieldKind::Names(_) | FieldKind::Values | FieldKind::Flags(_) | FieldKind::Note => Operand::Value,
        FieldKind::Text => Operand::Nothing,
    }
}

/// Whether a negated condition excludes each of its countries.
fn is_any(filter: &CountryFilter) -> bool {
    filter.mode == CountryMode::Any || filter.mode == CountryMode::All && filter.roles.len() == 1
}

fn is_included(term: &Term, field: Field) -> bool {
    term.field == field && !term.negated
}

/// Whether a term excludes each of its values.
fn is_excluded(term: &Term, field: Field) -> bool {
    term.field == field && term.negated && !term.all
}

/// Adds a value to the first fitting term or to a new one, or removes it from every fitting term.
fn change(terms: &mut Vec<Term>, field: Field, value: &str, wanted: bool, negated: bool) {
    let fits = |term: &&mut Term| if negated { is_excluded(term, field) } else { is_included(term, field) };
    if !wanted {
        for term in terms.iter_mut().filter(fits) {
            term.values.retain(|own| own != value);
        }
    } else if let Some(term) = terms.iter_mut().find(fits) {
        term.values.push(value.to_owned());
    } else {
        terms.push(Term::new(field, negated, false, vec![value.to_owned()]));
    }
    *terms = term::normalise(std::mem::take(terms));
}

fn all_but<T: Clone>(items: &[T], position: usize) -> Vec<T> {
    items.iter().enumerate().filter(|(other, _)| *other != position).map(|(_, item)| item.clone()).collect()
}
