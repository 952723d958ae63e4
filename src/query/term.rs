//! Terms with values: `kind:summit,call`, `-topic:energy`, `person:koizumi+putin`.

use std::fmt;

use super::field::{Field, Several};

/// A condition on one field other than those of countries, time and words. The values are canonical: ids, words of the
/// format, or folded beginnings of names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term {
    pub field: Field,
    pub negated: bool,
    /// Whether an event must meet all values, rather than any of them.
    pub all: bool,
    /// Sorted, each once, at least one.
    pub values: Vec<String>,
}

impl Term {
    /// The values may be in any order.
    pub fn new(field: Field, negated: bool, all: bool, mut values: Vec<String>) -> Self {
        values.sort_unstable();
        values.dedup();
        let all = all && values.len() > 1;
        Self { field, negated, all, values }
    }

    /// Whether it can be merged with others of its field: *a* and *b* become *a+b*, *not a* and *not b* become *not
    /// a,b*.
    fn merges(&self) -> bool {
        let single = self.values.len() == 1;
        if self.negated {
            single || !self.all
        } else {
            (single || self.all) && self.field.info().several == Several::AnyOrAllOf
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let separator = if self.all { "+" } else { "," };
        let values: Vec<String> = self.values.iter().map(|value| quoted(value)).collect();
        write!(f, "{}{}:{}", if self.negated { "-" } else { "" }, self.field, values.join(separator))
    }
}

/// A value as a query writes it: in quotation marks where it would otherwise not be read as one value.
pub fn quoted(value: &str) -> String {
    let plain = !value.is_empty() && !value.contains(|c: char| c.is_whitespace() || matches!(c, ',' | '+' | '"'));
    if plain { value.to_owned() } else { format!("\"{value}\"") }
}

/// The normal form of terms: merged where possible, sorted, each once.
pub fn normalise(terms: Vec<Term>) -> Vec<Term> {
    let (merging, mut normal): (Vec<Term>, Vec<Term>) = terms
        .into_iter()
        .filter(|term| !term.values.is_empty())
        .map(|term| Term::new(term.field, term.negated, term.all, term.values))
        .partition(Term::merges);
    for term in merging {
        let all = !term.negated;
        let same = |other: &&mut Term| other.merges() && (other.field, other.negated) == (term.field, term.negated);
        match normal.iter_mut().find(same) {
            Some(other) => {
                let values = std::mem::take(&mut other.values).into_iter().chain(term.values).collect();
                *other = Term::new(term.field, term.negated, all, values);
            },
            None => normal.push(term),
        }
    }
    normal.sort_unstable();
    normal.dedup();
    normal
}
