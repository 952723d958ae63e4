//! Dates of the chronology: parsed from EDTF, with bounds, an order and English words.
//!
//! The profile is EDTF (ISO 8601-2:2019, Annex A) levels 0 and 1 without times of day, and one-of sets of level 2. Every
//! date has a first possible day; an interval may be open or unknown only at its end. `edtf-core` knows the grammar and the
//! bounds; [`EventDate`] restricts them to the profile and keeps the two bounds as calendar days. Everything else is derived
//! from the literal when it is shown.

mod event_date;
mod parts;
mod time_window;
mod words;

pub use event_date::{DateError, EventDate, Shape};
pub use parts::PartialDate;
pub use time_window::{Certainty, TimeWindow};
pub use words::{MONTHS, weekday};

#[cfg(test)]
mod tests;
