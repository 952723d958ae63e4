//! Pages: an event set out to be read, with its documents, excerpts, differences, links and neighbours; and a person, a
//! place or a document with what the registers say of it and with its events.
//!
//! A page is lines of text with a tone each, laid out for a width and nothing else: no colour, no terminal. The detail
//! pane and the full screen show it; `show` and `export --format text` print it; `--plain` says it. So what an event says,
//! and in which order, is decided once. [`Page::of`] is the page of the screen, where the border of the pane carries the
//! date and an address is a link; [`Page::printed`] stands by itself, so it gives the date, spells countries out and keeps
//! addresses and ids whole; [`Page::spoken`] is for a voice or a braille line: a paragraph is a line, and what is drawn on
//! the others is said in words.
//!
//! Whatever a page refers to and can be gone to is a [`Stop`]: the keyboard goes from one to the next, and the list of
//! links is made of them.
//!
//! The files beside this one write the parts of a page onto a sheet, which wraps them and marks the words that the query
//! asks for.

mod chain;
mod comparison;
mod documents;
mod facts;
mod items;
mod relations;
mod row;
mod sheet;
mod speech;

use std::ops::Range;

use summits_chronology::chronology::{Chronology, Country, Document, Event, Item, Ref};

pub use comparison::{Comparison, LEAST_COLUMN, Part, Subject};
pub use documents::{class_words, document_order, language_name, licence_words, quoted_title};
pub use facts::{date_words, mode_words, status_words, text_list};
pub use items::ItemEvents;
pub use row::{Badge, CountryLetter, EventRow, Involvement, MOST_LETTERS, POSSIBLE, has_letters};
pub use speech::{spoken_date, spoken_line, spoken_sides, spoken_title};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// The page of an event, a person, a place or a document.
    Item(Item),
    /// The address of a document.
    Address(Ref<Document>),
    /// The address of its archived copy.
    Archived(Ref<Document>),
    /// The events of a person, a place or a document, in the list.
    Events(Item),
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
    /// The number of the stop that it belongs to.
    pub stop: Option<usize>,
    /// Whether it is a word that the query asks for.
    pub matched: bool,
}

/// A link that can be chosen with the keyboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// Where it leads.
    pub target: Target,
    /// What the target is to the page: *person*, *before*, *implemented by*.
    pub role: Box<str>,
    /// The lines that it stands on.
    pub lines: Range<usize>,
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
    /// Whether there is room for the whole chain that an event stands in; otherwise only what it is linked with itself is
    /// shown.
    pub chain: bool,
}

/// An item, laid out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// The lines. None is wider than the setting's columns, unless a single character is.
    pub lines: Vec<Line>,
    /// The line at which each document begins: document 1 first, in the order of [`document_order`].
    pub documents: Vec<usize>,
    /// The lines that hold a marked word, in order.
    pub matches: Vec<usize>,
    /// The links, in order. How many there are and where they lead does not depend on the width.
    pub stops: Vec<Stop>,
}

/// What a page is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Medium {
    Screen,
    Print,
    Speech,
}

impl Setting<'_> {
    /// The setting of everything that is printed.
    fn printed(columns: usize) -> Self {
        Self { columns, order: Order::SummaryFirst, needles: &[], chain: true }
    }
}

impl Page {
    /// Lays out `event` for the screen.
    #[must_use]
    pub fn new(chronology: &Chronology, event: Ref<Event>, setting: &Setting<'_>) -> Self {
        write(chronology, event, Medium::Screen, setting)
    }

    /// Lays out `event` for paper, a mail or a pipe. Addresses and ids are never broken, so a line can be longer than
    /// `columns` where it holds one.
    #[must_use]
    pub fn printed(chronology: &Chronology, event: Ref<Event>, columns: usize) -> Self {
        write(chronology, event, Medium::Print, &Setting::printed(columns))
    }

    /// Lays out a person, a place or a document for the screen; an event as [`Page::of`] does, which needs no item_events.
    #[must_use]
    pub fn of_item(chronology: &Chronology, item: Item, item_events: &ItemEvents, setting: &Setting<'_>) -> Self {
        match item {
            Item::Event(event) => Self::new(chronology, event, setting),
            _ => items::write(chronology, item, item_events, Medium::Screen, setting),
        }
    }

    /// Lays out a person, a place or a document for paper, a mail or a pipe; an event as [`Page::printed`] does.
    #[must_use]
    pub fn printed_item(chronology: &Chronology, item: Item, item_events: &ItemEvents, columns: usize) -> Self {
        match item {
            Item::Event(event) => Self::printed(chronology, event, columns),
            _ => items::write(chronology, item, item_events, Medium::Print, &Setting::printed(columns)),
        }
    }

    /// Lays out an item for a voice or a braille line. Every paragraph is one line, without anything drawn. An event needs
    /// no item_events.
    #[must_use]
    pub fn spoken(chronology: &Chronology, item: Item, item_events: &ItemEvents) -> Self {
        let setting = Setting::printed(usize::MAX);
        match item {
            Item::Event(event) => write(chronology, event, Medium::Speech, &setting),
            _ => items::write(chronology, item, item_events, Medium::Speech, &setting),
        }
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

fn write(chronology: &Chronology, event: Ref<Event>, medium: Medium, setting: &Setting<'_>) -> Page {
    let sheet = Sheet::of(medium, setting);
    let mut writer = Writer { chronology, place: event, event: &chronology[event], medium, sheet };
    writer.facts();
    match setting.order {
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
    writer.annotation();
    let documents = writer.documents();
    writer.differences();
    writer.links(setting.chain);
    writer.neighbours();
    writer.note();
    writer.colophon();
    Page { documents, ..writer.sheet.finish() }
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
