//! Pages: an event set out to be read, with its documents, excerpts, differences, links and neighbours.
//!
//! A page is lines of text with a tone each, laid out for a width and nothing else: no colour, no terminal. The detail
//! pane and the full screen show it; `show` and `export --format text` print it. So what an event says, and in which
//! order, is decided once. [`Page::of`] is the page of the screen, where the border of the pane carries the date and an
//! address is a link; [`Page::printed`] stands by itself, so it gives the date, spells countries out and keeps addresses
//! and ids whole.
//!
//! The files beside this one write the parts of a page onto a sheet, which wraps them and marks the words that the query
//! asks for.

mod comparison;
mod documents;
mod facts;
mod relations;
mod sheet;

use crate::chronology::{Chronology, Country, Document, Event, Ref};

pub use comparison::{Comparison, LEAST_COLUMN, Part, Subject};
pub use documents::{class_words, document_order, language_name, licence_words, quoted_title};
pub use facts::{date_words, mode_words, status_words, text_list};

use sheet::Sheet;

/// What a piece of text is, so that whoever shows it can choose how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// The title of the event.
    Title,
    /// What, where, who: facts in a line.
    Fact,
    /// The letter or name of a country, which has a colour of its own.
    Country(Ref<Country>),
    /// Running text: summary, account, reading.
    Body,
    /// A heading: Documents, Differences, Links.
    Heading,
    /// The mark at the edge of a quotation.
    QuoteMark,
    /// The words of a document, verbatim.
    Quote,
    /// A publisher, a document's particulars.
    Source,
    /// An address or another event that can be gone to.
    Link,
    /// The mark and the words of a difference.
    Difference,
    /// Doubt: uncertain date, low confidence, an event that was not held.
    Doubt,
    /// A name in its own script.
    Native,
    /// The number of a document.
    Number,
    /// What stands back: an office, the particulars of a document, a relation.
    Quiet,
}

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// A document, whose address can be opened.
    Document(Ref<Document>),
    /// The archived copy of a document.
    Archived(Ref<Document>),
    /// Another event of the chronology.
    Event(Ref<Event>),
}

/// A run of text in one tone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text: clean, without line ends.
    pub text: String,
    /// What it is.
    pub tone: Tone,
    /// Where it leads.
    pub target: Option<Target>,
    /// Whether it is a word that the query asks for.
    pub matched: bool,
}

/// A line of a page.
pub type Line = Vec<Span>;

/// What comes first on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// The summary, then the documents.
    SummaryFirst,
    /// The first excerpt, then the summary: where there is no room for both, a reader sees the source.
    ExcerptFirst,
}

/// How a page is laid out.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The width in columns.
    pub columns: usize,
    /// What comes first.
    pub order: Order,
    /// The folded words to mark.
    pub needles: &'a [String],
}

/// An event, laid out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// The lines. None is wider than the setting's columns, unless a single character is.
    pub lines: Vec<Line>,
    /// The line at which each document begins: document 1 first, in the order of [`document_order`].
    pub documents: Vec<usize>,
    /// The lines that hold a marked word, in order.
    pub matches: Vec<usize>,
}

/// What a page is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Medium {
    Screen,
    Print,
}

impl Page {
    /// Lays out `event` for the screen.
    #[must_use]
    pub fn of(chronology: &Chronology, event: Ref<Event>, setting: &Setting<'_>) -> Self {
        let sheet = Sheet::new(setting.columns, setting.needles);
        write(chronology, event, Medium::Screen, setting.order, sheet)
    }

    /// Lays out `event` for paper, a mail or a pipe. Addresses and ids are never broken, so a line can be longer than
    /// `columns` where it holds one.
    #[must_use]
    pub fn printed(chronology: &Chronology, event: Ref<Event>, columns: usize) -> Self {
        write(chronology, event, Medium::Print, Order::SummaryFirst, Sheet::new(columns, &[]))
    }

    /// The page as plain text, each line ended, without blanks at the ends of lines.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut plain = String::new();
        for line in &self.lines {
            line.iter().for_each(|span| plain.push_str(&span.text));
            plain.truncate(plain.trim_end_matches(' ').len());
            plain.push('\n');
        }
        plain
    }
}

fn write(chronology: &Chronology, event: Ref<Event>, medium: Medium, order: Order, sheet: Sheet<'_>) -> Page {
    let mut writer = Writer { chronology, place: event, event: &chronology[event], medium, sheet };
    writer.facts();
    match order {
        Order::SummaryFirst => {
            writer.people();
            writer.summary();
        },
        Order::ExcerptFirst => {
            writer.first_excerpt();
            writer.summary();
            writer.people();
        },
    }
    writer.outcome();
    writer.jotting();
    let documents = writer.documents();
    writer.differences();
    writer.links();
    writer.neighbours();
    writer.note();
    writer.colophon();
    let (lines, matches) = writer.sheet.finish();
    Page { lines, documents, matches }
}

/// Writes the parts of one event onto a sheet.
struct Writer<'a> {
    chronology: &'a Chronology,
    place: Ref<Event>,
    event: &'a Event,
    medium: Medium,
    sheet: Sheet<'a>,
}

#[cfg(test)]
mod tests;
