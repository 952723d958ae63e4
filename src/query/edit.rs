//! Edits: what the country keys, the chips, the facets and the strip do to a query. Each returns the query that follows.

use summits_chronology::chronology::{CountryCode, TimeWindow};

use super::country::{CountryFilter, CountryMode, Role};
use super::days::{Days, parse_window};
use super::facets::FacetState;
use super::field::{Field, FieldKind};
use super::term::Term;
use super::{Query, country, term};

impl Query {
    /// The query with a country off → involved → took part → off.
    #[must_use]
    pub fn cycle_country(&self, country: CountryCode) -> Self {
        self.with_country_filter(self.country_filter().cycled(country))
    }

    /// The query with the joining of its countries all of → any of → only these. With one country *any of* is left out;
    /// with none nothing changes.
    #[must_use]
    pub fn cycle_country_mode(&self) -> Self {
        let filter = self.country_filter();
        if filter.roles.is_empty() { self.clone() } else { self.with_country_filter(filter.mode_cycled()) }
    }

    /// The query with this condition in the place of [`Query::country_filter`]; one without countries takes it out.
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

    /// The query for this time instead of its own; a window without bounds takes the time out.
    #[must_use]
    pub fn with_window(&self, window: TimeWindow) -> Self {
        Self { days: Days::new([window]), ..self.clone() }.normalised()
    }

    /// The query without the positive terms of a field; the country fields go together, and so do those of time.
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

    /// Each condition of the query as the query writes it, with the query that is left without it.
    #[must_use]
    pub fn conditions(&self) -> Vec<(String, Self)> {
        let mut conditions = Vec::new();
        let mut add = |words: String, rest: Self| conditions.push((words, rest));
        for (place, filter) in self.countries.iter().enumerate() {
            add(filter.to_string(), Self { countries: all_but(&self.countries, place), ..self.clone() });
        }
        for (place, filter) in self.not_countries.iter().enumerate() {
            let rest = Self { not_countries: all_but(&self.not_countries, place), ..self.clone() };
            add(country::Negated(filter).to_string(), rest);
        }
        for (place, term) in self.terms.iter().enumerate() {
            add(term.to_string(), Self { terms: all_but(&self.terms, place), ..self.clone() });
        }
        if !self.days.is_always() {
            add(self.days.to_string(), Self { days: Days::always(), ..self.clone() });
        }
        if !self.not_days.is_empty() {
            add(format!("-{}", self.not_days), Self { not_days: Days::default(), ..self.clone() });
        }
        for (place, word) in self.words.iter().enumerate() {
            add(word.to_string(), Self { words: all_but(&self.words, place), ..self.clone() });
        }
        conditions
    }

    /// Both queries at once: what meets the one and the other. `None` where their times leave no day.
    #[must_use]
    pub fn and(&self, other: &Self) -> Option<Self> {
        let mut query = self.clone();
        query.countries.extend(other.countries.iter().cloned());
        query.not_countries.extend(other.not_countries.iter().cloned());
        query.terms.extend(other.terms.iter().cloned());
        query.days = query.days.intersection(&other.days);
        query.not_days = query.not_days.union(&other.not_days);
        query.words.extend(other.words.iter().cloned());
        (!query.days.is_empty() && !query.not_days.is_always()).then(|| query.normalised())
    }

    /// Whether a value, as the query writes it, is asked for, excluded or neither.
    #[must_use]
    pub fn state(&self, field: Field, value: &str) -> FacetState {
        let (included, excluded) = match self.part(field, value) {
            Part::Country(code, role) => (
                self.country_filter().roles.contains(&(code, role)),
                self.not_countries.iter().any(|filter| is_any(filter) && filter.roles.contains(&(code, role))),
            ),
            Part::Time(days) => {
                (!self.days.is_always() && self.days.covers(&days), !days.is_empty() && self.not_days.covers(&days))
            },
            Part::Value => (
                self.terms.iter().any(|term| is_included(term, field) && term.values.iter().any(|own| own == value)),
                self.terms.iter().any(|term| is_excluded(term, field) && term.values.iter().any(|own| own == value)),
            ),
            Part::Nothing => (false, false),
        };
        match (included, excluded) {
            (_, true) => FacetState::Excluded,
            (true, false) => FacetState::Included,
            (false, false) => FacetState::Off,
        }
    }

    /// The query with a value added to the term of its field, or taken out of it. An excluded value is asked for instead.
    #[must_use]
    pub fn toggle(&self, field: Field, value: &str) -> Self {
        match self.state(field, value) {
            FacetState::Off => self.included(field, value, true),
            FacetState::Included => self.included(field, value, false),
            FacetState::Excluded => self.excluded(field, value, false).included(field, value, true),
        }
    }

    /// The query that excludes a value, or no longer does. A value that is asked for is excluded instead.
    #[must_use]
    pub fn exclude(&self, field: Field, value: &str) -> Self {
        match self.state(field, value) {
            FacetState::Off => self.excluded(field, value, true),
            FacetState::Included => self.included(field, value, false).excluded(field, value, true),
            FacetState::Excluded => self.excluded(field, value, false),
        }
    }

    fn included(&self, field: Field, value: &str, wanted: bool) -> Self {
        let mut query = self.clone();
        match self.part(field, value) {
            Part::Country(code, role) => {
                let mut filter = self.country_filter();
                filter.roles.retain(|own| *own != (code, role));
                filter.roles.extend(wanted.then_some((code, role)));
                return self.with_country_filter(filter);
            },
            Part::Time(days) => {
                query.days = match (wanted, self.days.is_always()) {
                    (true, true) => days,
                    (true, false) => self.days.union(&days),
                    (false, _) => self.days.without(&days),
                };
            },
            Part::Value => change(&mut query.terms, field, value, wanted, false),
            Part::Nothing => {},
        }
        query.normalised()
    }

    fn excluded(&self, field: Field, value: &str, wanted: bool) -> Self {
        let mut query = self.clone();
        match self.part(field, value) {
            Part::Country(code, role) => {
                for filter in query.not_countries.iter_mut().filter(|filter| is_any(filter)) {
                    filter.roles.retain(|own| *own != (code, role));
                }
                let added = CountryFilter { mode: CountryMode::Any, roles: vec![(code, role)] };
                query.not_countries.extend(wanted.then_some(added));
                query.not_countries = country::normalise_negated(query.not_countries);
            },
            Part::Time(days) if wanted => query.not_days = self.not_days.union(&days),
            Part::Time(days) => query.not_days = self.not_days.without(&days),
            Part::Value => change(&mut query.terms, field, value, wanted, true),
            Part::Nothing => {},
        }
        query.normalised()
    }

    /// What a value of a field is made of.
    fn part(&self, field: Field, value: &str) -> Part {
        match field.kind() {
            FieldKind::Countries(role) => {
                let role = role.unwrap_or(Role::Involved);
                CountryCode::parse(value).map_or(Part::Nothing, |code| Part::Country(code, role))
            },
            FieldKind::Time(_) => parse_window(value).map_or(Part::Nothing, |window| Part::Time(Days::new([window]))),
            FieldKind::Names(_) | FieldKind::Values | FieldKind::Flags(_) | FieldKind::Note => Part::Value,
            FieldKind::Text => Part::Nothing,
        }
    }
}

/// What an edit works on.
enum Part {
    Country(CountryCode, Role),
    Time(Days),
    Value,
    Nothing,
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

/// Adds a value to the first fitting term, or to a new one; or takes it out of every fitting term.
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

/// The items without the one at `place`.
fn all_but<T: Clone>(items: &[T], place: usize) -> Vec<T> {
    items.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, item)| item.clone()).collect()
}
