//! Publishers and the documents they issued: who says so.

use serde::{Deserialize, Serialize};

use super::country::CountryCode;
use super::date::EventDate;
use super::register::{Identified, Ref};
use super::texts::Text;
use super::vocabulary::fixed_vocabulary;

fixed_vocabulary! {
    /// What a document is as evidence.
    Class {
        /// A record of a state or an international body.
        Official = "official",
        /// An agency or broadcaster that speaks for a state.
        StateAgency = "state-agency",
        /// Reporting.
        News = "news",
        /// A compilation: a yearbook, a list, a database.
        Reference = "reference",
        /// Research.
        Scholarly = "scholarly",
    }
}

/// How much of a document may be quoted, by its licence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotationLimit {
    /// The most words in one excerpt.
    pub excerpt_words: usize,
    /// The most words of one document over the whole chronology; `None` where there is no such limit.
    pub document_words: Option<usize>,
}

/// A licence: an SPDX id, `public-domain`, `all-rights-reserved` or `unknown`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Licence(pub Text);

impl Licence {
    /// Whether the licence is open: public domain, or an SPDX or `LicenseRef-` id. What is reserved or not known is not.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !matches!(&*self.0, "all-rights-reserved" | "unknown")
    }

    /// 300 words per excerpt under an open licence; otherwise 60 words per excerpt and 200 words of one document in all.
    #[must_use]
    pub fn quotation_limit(&self) -> QuotationLimit {
        if self.is_open() {
            QuotationLimit { excerpt_words: 300, document_words: None }
        } else {
            QuotationLimit { excerpt_words: 60, document_words: Some(200) }
        }
    }
}

/// Who published a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publisher {
    /// Unique among publishers.
    pub id: Text,
    /// The name for readers.
    pub name: Text,
    /// What its documents are as evidence, unless a document says otherwise.
    pub class: Class,
    /// The state whose record it is; `None` for a third party.
    pub party: Option<CountryCode>,
    /// The terms of use of its documents, unless a document says otherwise.
    pub licence: Licence,
}

impl Identified for Publisher {
    fn id(&self) -> &str {
        &self.id
    }
}

/// A document that was read and is cited.
///
/// `class`, `party` and `licence` are resolved: the document's own where it differs, the publisher's otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Unique in the register.
    pub id: Text,
    /// Who published it.
    pub publisher: Ref<Publisher>,
    /// What the copy that was read (a reprint, a mirror) calls the publisher; may be empty.
    pub as_named: Text,
    /// The title; in square brackets where an editor supplied it.
    pub title: Text,
    /// When it was published.
    pub published: Option<EventDate>,
    /// The original address.
    pub url: Text,
    /// An archived copy, in addition to the original address; may be empty.
    pub archived_url: Text,
    /// When it was read.
    pub accessed: Option<EventDate>,
    /// The language, as a BCP 47 tag.
    pub language: Text,
    /// What it is as evidence.
    pub class: Class,
    /// The state whose record it is.
    pub party: Option<CountryCode>,
    /// The terms of use.
    pub licence: Licence,
    /// SHA-256 of the saved text, in hexadecimal; may be empty.
    pub sha256: Text,
}

impl Identified for Document {
    fn id(&self) -> &str {
        &self.id
    }
}
