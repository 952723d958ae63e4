//! Countries of the chronology and sets of them.
//!
//! Pairs, filters and badges are sets of the countries whose contacts a chronology records. So a set is one machine word,
//! and each operation a single instruction.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::register::{Identified, Ref, Register};

/// An ISO 3166-1 alpha-2 code: two capital letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// Reads a code; `None` unless it is two capital ASCII letters.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        match code.as_bytes() {
            [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Some(Self([*a, *b])),
            _ => None,
        }
    }

    /// The two letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Both bytes are ASCII by construction, so the fallback is never taken.
        std::str::from_utf8(&self.0).unwrap_or("??")
    }
}

impl Serialize for CountryCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for CountryCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = <&str>::deserialize(deserializer)?;
        Self::parse(code).ok_or_else(|| D::Error::custom("a country code has two capital letters"))
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A country whose contacts the chronology records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Country {
    /// The code, which is also its id.
    pub code: CountryCode,
    /// The usual English name.
    pub name: Box<str>,
    /// The adjective; may be empty.
    pub adjective: Box<str>,
    /// The name in its own language; may be empty.
    pub native: Box<str>,
    /// The letter that represents the country in rows and badges, and the key that filters by it. A capital, unique in the
    /// chronology: given in the file, or the first free capital of the name.
    pub key: char,
}

impl Country {
    /// The key of a country that has none: the first free letter of the name, or failing that of the alphabet.
    #[must_use]
    pub fn free_key(name: &str, is_free: impl Fn(char) -> bool) -> Option<char> {
        let of_name = name.chars().map(|char| char.to_ascii_uppercase()).filter(char::is_ascii_uppercase);
        of_name.chain('A'..='Z').find(|key| is_free(*key))
    }
}

impl Identified for Country {
    fn id(&self) -> &str {
        self.code.as_str()
    }
}

/// A set of the chronology's countries, in the chronology's order.
///
/// Holds the first [`CountrySet::CAPACITY`] countries; the loader rejects a chronology with more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CountrySet(u64);

impl CountrySet {
    /// How many countries a chronology may have.
    pub const CAPACITY: usize = 64;
    /// No country.
    pub const EMPTY: Self = Self(0);

    /// The set with `country` added.
    #[must_use]
    pub fn with(self, country: Ref<Country>) -> Self {
        Self(self.0 | Self::bit(country))
    }

    /// The set without `country`.
    #[must_use]
    pub fn without(self, country: Ref<Country>) -> Self {
        Self(self.0 & !Self::bit(country))
    }

    /// Whether `country` is in the set.
    #[must_use]
    pub fn contains(self, country: Ref<Country>) -> bool {
        self.0 & Self::bit(country) != 0
    }

    /// Whether every country of `other` is in this set.
    #[must_use]
    pub fn contains_all(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether the two sets share a country.
    #[must_use]
    pub fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The countries that are in either set.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The countries that are in both sets.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// How many countries are in the set.
    #[must_use]
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether the set is empty.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The countries in the chronology's order.
    pub fn iter(self) -> impl Iterator<Item = Ref<Country>> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let country = (left != 0).then(|| left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(Ref::new(country))
        })
    }

    /// The codes joined with `separator`, in the chronology's order: `JP+RU`.
    #[must_use]
    pub fn codes(self, countries: &Register<Country>, separator: &str) -> String {
        self.iter().map(|country| countries[country].code.to_string()).collect::<Vec<_>>().join(separator)
    }

    fn bit(country: Ref<Country>) -> u64 {
        u32::try_from(country.position()).ok().and_then(|shift| 1_u64.checked_shl(shift)).unwrap_or(0)
    }
}

impl FromIterator<Ref<Country>> for CountrySet {
    fn from_iter<I: IntoIterator<Item = Ref<Country>>>(countries: I) -> Self {
        countries.into_iter().fold(Self::EMPTY, Self::with)
    }
}
