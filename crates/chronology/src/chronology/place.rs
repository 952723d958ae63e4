//! The gazetteer: every venue once.

use serde::{Deserialize, Serialize};

use super::country::CountryCode;
use super::register::Identified;
use super::texts::Text;

/// Which state a place belongs to. A disputed place has no country: the format records who administers it and who claims
/// it, and takes no side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sovereignty {
    /// Undisputed.
    Country(CountryCode),
    /// Administered by one state and claimed by others.
    Disputed {
        /// The state that administers it.
        administered_by: CountryCode,
        /// The states that claim it.
        claimed_by: Vec<CountryCode>,
    },
    /// The high seas, or an economic zone.
    None,
}

/// A venue, or a city used without a particular venue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Unique in the gazetteer.
    pub id: Text,
    /// The usual English name.
    pub name: Text,
    /// The city it is in; empty for a city itself.
    pub city: Text,
    /// Which state it belongs to.
    pub sovereignty: Sovereignty,
    /// What each side calls it, by country code.
    pub names: Vec<(CountryCode, Text)>,
    /// Latitude and longitude in decimal degrees, WGS 84: -90..=90 and -180..=180.
    pub coordinates: Option<(f64, f64)>,
}

impl Place {
    /// The name with its city: `Kremlin, Moscow`.
    #[must_use]
    pub fn full_name(&self) -> String {
        if self.city.is_empty() { self.name.to_string() } else { format!("{}, {}", self.name, self.city) }
    }
}

impl Identified for Place {
    fn id(&self) -> &str {
        &self.id
    }
}
