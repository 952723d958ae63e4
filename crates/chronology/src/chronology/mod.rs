//! The domain: what a chronology is, with no files, no terminal and no TOML.
//!
//! A [`Chronology`] does not change, except for the reader's [`Annotations`]. Its events are in chronological order, so
//! a [`Ref<Event>`] is also a position in that order, and a selection of events is a sorted list of references. What
//! can be computed from the files (the badge of an event, the neighbours of the same pair, the links that point to an
//! event) is computed here, and not stored in them.

mod annotated;
mod annotation;
mod chain;
mod country;
mod data;
mod date;
mod document;
mod event;
mod evidence;
mod file_line;
mod item;
mod layers;
mod ordering;
mod person;
mod place;
mod register;
mod texts;
mod vocabulary;

pub use annotation::{Annotation, AnnotationChange, Annotations};
pub use chain::{Branch, Chain, Step};
pub use country::{Country, CountryCode, CountrySet};
pub use data::{Chronology, Registers};
pub use date::{Certainty, DateError, EventDate, MONTHS, PartialDate, Shape, TimeWindow, weekday};
pub use document::{Class, Document, Licence, Publisher, QuotationLimit};
pub use event::{
    Aspect, Bearing, Citation, Confidence, Difference, Event, Link, LinkKind, Mode, Participant, Position, Status,
};
pub use evidence::{Evidence, Support};
pub use file_line::{FileLine, FileLines};
pub use item::Item;
pub use layers::{Layer, MergeError, own_id};
pub use person::{Office, Person};
pub use place::{Place, Sovereignty};
pub use register::{Hashing, Identified, Ids, Ref, Register};
pub use texts::{Text, Texts};
pub(crate) use texts::{with_texts_read, with_texts_written};
pub use vocabulary::{Kind, Level, Term, Topic, Vocabulary};

#[cfg(any(test, feature = "fixture"))]
pub mod fixture;
#[cfg(test)]
mod tests;
