//! The authority file: every person once, under all names, with the offices held and when.

use serde::{Deserialize, Serialize};

use super::country::CountryCode;
use super::date::EventDate;
use super::register::Identified;
use super::texts::Text;

/// An office and the time it was held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// The title in English.
    pub title: Text,
    /// When it began; `None` if that is not known.
    pub from: Option<EventDate>,
    /// When it ended; `None` if it was still held at the end of the chronology, or if that is not known.
    pub to: Option<EventDate>,
}

impl Office {
    /// Whether the office may have been held at some time of `date`. Vague dates count in full: an office that began in
    /// `2004-06` covers every day of that month.
    #[must_use]
    pub fn covers(&self, date: &EventDate) -> bool {
        let begun = self.from.as_ref().is_none_or(|from| date.latest().is_none_or(|latest| from.earliest() <= latest));
        let lasted = self.to.as_ref().is_none_or(|to| to.latest().is_none_or(|latest| latest >= date.earliest()));
        begun && lasted
    }
}

/// A person of the chronology.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Unique in the authority file.
    pub id: Text,
    /// The usual English form.
    pub name: Text,
    /// The form to sort by: `Koizumi, Junichiro`.
    pub sort: Text,
    /// The name in its own script; may be empty.
    pub native: Text,
    /// Every other spelling that the documents use.
    pub aliases: Vec<Text>,
    /// The country the person acted for; `None` for third parties outside the ISO list.
    pub country: Option<CountryCode>,
    /// The offices, in the order of the file.
    pub offices: Vec<Office>,
}

impl Person {
    /// The office held on `date`. Where offices overlap, the one that began last.
    #[must_use]
    pub fn office_on(&self, date: &EventDate) -> Option<&Office> {
        self.offices
            .iter()
            .filter(|office| office.covers(date))
            .max_by_key(|office| office.from.as_ref().map(EventDate::earliest))
    }

    /// The usual form of the name, the sorting form, the native form and the aliases, as far as they are not empty.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [&self.name, &self.sort, &self.native]
            .into_iter()
            .chain(&self.aliases)
            .map(AsRef::as_ref)
            .filter(|name: &&str| !name.is_empty())
    }
}

impl Identified for Person {
    fn id(&self) -> &str {
        &self.id
    }
}
