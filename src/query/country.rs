//! Conditions on countries: which countries, in what role, and whether all of them, any of them or only they are meant.
//!
//! The country keys edit the first such condition of a query, and the top of the screen shows it.

use std::fmt;

use summits_chronology::chronology::CountryCode;

/// How an event involves a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The country took part or is concerned.
    Involved,
    /// The country took part or acted.
    TookPart,
    /// The country was addressed or discussed and did not take part.
    Concerned,
}

impl Role {
    /// The mark behind a country's code.
    fn mark(self) -> &'static str {
        match self {
            Self::Involved => "",
            Self::TookPart => "!",
            Self::Concerned => "~",
        }
    }
}

/// How the countries of one condition are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CountryMode {
    /// All of them.
    All,
    /// Any of them.
    Any,
    /// All of them and no other country of the chronology.
    Only,
}

/// A condition on the countries of an event. Without roles every event meets it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryFilter {
    pub mode: CountryMode,
    /// The countries and the role of each, in the order of the codes.
    pub roles: Vec<(CountryCode, Role)>,
}

impl Default for CountryFilter {
    fn default() -> Self {
        Self { mode: CountryMode::All, roles: Vec::new() }
    }
}

impl CountryFilter {
    /// The role that a country has in the condition.
    #[must_use]
    pub fn role(&self, country: CountryCode) -> Option<Role> {
        self.roles.iter().find(|(code, _)| *code == country).map(|(_, role)| *role)
    }

    /// The condition with one country off → involved → took part → off.
    pub(super) fn cycled(mut self, country: CountryCode) -> Self {
        let next = match self.role(country) {
            None => Some(Role::Involved),
            Some(Role::Involved) => Some(Role::TookPart),
            Some(Role::TookPart | Role::Concerned) => None,
        };
        self.roles.retain(|(code, _)| *code != country);
        self.roles.extend(next.map(|role| (country, role)));
        self
    }

    /// The condition with its mode all → any → only → all. With one country, all and any are the same.
    pub(super) fn mode_cycled(mut self) -> Self {
        self.mode = match self.mode {
            CountryMode::All if self.roles.len() > 1 => CountryMode::Any,
            CountryMode::All | CountryMode::Any => CountryMode::Only,
            CountryMode::Only => CountryMode::All,
        };
        self
    }

    /// The normal form: roles sorted, each once, without those that another role of the same country makes redundant.
    /// One country joined by *any* counts as joined by *all*.
    pub(super) fn normalised(mut self) -> Self {
        self.roles.sort_unstable();
        self.roles.dedup();
        let all = self.roles.clone();
        let any = self.mode == CountryMode::Any;
        let others = |code: CountryCode, role: Role| all.iter().any(|(c, r)| *c == code && *r != role);
        let involved = |code: CountryCode| all.contains(&(code, Role::Involved));
        self.roles.retain(|(code, role)| match role {
            Role::Involved => any || !others(*code, Role::Involved),
            Role::TookPart | Role::Concerned => !any || !involved(*code),
        });
        if any && self.roles.len() == 1 {
            self.mode = CountryMode::All;
        }
        self
    }

    /// The condition as one term: `country:JP!+RU`, `party:JP,RU`, `only:JP+RU`.
    fn one_term(&self) -> String {
        let of = |role: Role| self.roles.iter().all(|(_, other)| *other == role);
        let (field, marked) = match self.mode {
            CountryMode::Only => ("only", true),
            _ if of(Role::TookPart) => ("party", false),
            _ if of(Role::Concerned) => ("about", false),
            _ => ("country", true),
        };
        let separator = if self.mode == CountryMode::Any { "," } else { "+" };
        let values: Vec<String> =
            self.roles.iter().map(|(code, role)| format!("{code}{}", if marked { role.mark() } else { "" })).collect();
        format!("{field}:{}", values.join(separator))
    }
}

/// As terms of a query. Concerned countries get a term of their own where the mode allows it.
impl fmt::Display for CountryFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (about, others): (Vec<_>, Vec<_>) = self.roles.iter().partition(|(_, role)| *role == Role::Concerned);
        if self.mode != CountryMode::All || about.is_empty() || others.is_empty() {
            return f.write_str(&self.one_term());
        }
        let part = |roles| Self { mode: CountryMode::All, roles }.one_term();
        write!(f, "{} {}", part(others), part(about))
    }
}

/// Prints a negated condition, which must be one term.
pub(super) struct Negated<'a>(pub &'a CountryFilter);

impl fmt::Display for Negated<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "-{}", self.0.one_term())
    }
}

/// The normal form of conditions: all that are joined by *all* become one, the first.
pub(super) fn normalise(filters: Vec<CountryFilter>) -> Vec<CountryFilter> {
    let (all, others): (Vec<_>, Vec<_>) = filters
        .into_iter()
        .map(CountryFilter::normalised)
        .filter(|filter| !filter.roles.is_empty())
        .partition(|filter| filter.mode == CountryMode::All);
    let merged =
        CountryFilter { mode: CountryMode::All, roles: all.into_iter().flat_map(|filter| filter.roles).collect() };
    let mut filters: Vec<CountryFilter> = others;
    if !merged.roles.is_empty() {
        filters.push(merged.normalised());
    }
    filters.sort_unstable();
    filters.dedup();
    filters
}

/// The normal form of negated conditions: *not this* and *not that* become *not any of these*.
pub(super) fn normalise_negated(filters: Vec<CountryFilter>) -> Vec<CountryFilter> {
    let (single, mut others): (Vec<_>, Vec<_>) =
        filters.into_iter().map(CountryFilter::normalised).filter(|filter| !filter.roles.is_empty()).partition(
            |filter| filter.mode == CountryMode::Any || filter.mode == CountryMode::All && filter.roles.len() == 1,
        );
    let merged =
        CountryFilter { mode: CountryMode::Any, roles: single.into_iter().flat_map(|filter| filter.roles).collect() };
    if !merged.roles.is_empty() {
        others.push(merged.normalised());
    }
    others.sort_unstable();
    others.dedup();
    others
}
