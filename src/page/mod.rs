//! Pages: an event set out to be read, with its documents, excerpts, differences, links and neighbours; and a person, a
//! place or a document with what the registers say about it and with its events.
//!
//! A page is lines of text, each piece with a tone, laid out for a width; it knows no colours and no terminal. The
//! detail pane and the full screen show it, `show` and `export --format text` print it, `--plain` reads it out. So what
//! a page says and in which order is decided once. [`Page::new`] is for the screen, where the border of the pane has
//! the date and an address is a link. [`Page::printed`] is complete by itself: it has the date, names countries in full
//! and keeps addresses and ids whole. [`Page::spoken`] is for a screen reader or a braille display: each paragraph is
//! one line, with words for everything that is drawn on the others.
//!
//! Everything on a page that the keyboard can go to is a [`FocusableLink`].
//!
//! The parts of a page are written by `facts`, `documents`, `relations`, `chain` and `comparison` onto a `sheet`, which
//! wraps them and marks the words of the query; `event` and `items` put the parts in order.

mod chain;
mod comparison;
mod countries;
mod dates;
mod documents;
mod event;
mod events;
mod facts;
mod items;
mod lines;
mod relations;
mod row;
mod setting;
mod sheet;
mod speech;
mod words;
mod writer;

pub use comparison::{Comparison, ComparisonPart, LEAST_COLUMN, Subject};
pub use dates::{date_words, spoken_date};
pub use documents::document_order;
pub use items::ItemEvents;
pub use lines::{FocusableLink, Line, Page, Span, Target, Tone};
pub use row::{Badge, CountryLetter, EventRow, Involvement, MOST_LETTERS, POSSIBLE, has_letters};
pub use setting::{PageOrder, Setting};
pub use speech::{spoken_line, spoken_sides, spoken_title};
pub use words::{
    bearing_words, class_words, language_name, licence_words, mode_words, quoted_title, status_words, text_list,
};

#[cfg(test)]
mod tests;
