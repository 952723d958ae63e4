//! Pages: an event set out to be read, with its documents, excerpts, differences, links and neighbours.
//!
//! A page is lines of text with a tone each, laid out for a width and nothing else: no colour, no terminal. The detail
//! pane and the full screen show it; `show` and `export --format text` print it. So what an event says, and in which
//! order, is decided once.

use crate::chronology::{Chronology, Document, Event, Ref};

/// What a piece of text is, so that whoever shows it can choose how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// The title of the event.
    Title,
    /// What, where, who: facts in a line.
    Fact,
    /// The letter or name of a country, which has a colour of its own.
    Country(Ref<crate::chronology::Country>),
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
    /// What stands back: an office, a native name, a number.
    Quiet,
}

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// A document, whose address can be opened.
    Document(Ref<Document>),
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
    /// The lines, none wider than the setting's columns.
    pub lines: Vec<Line>,
    /// The line at which each document begins, in the order of the event's citations.
    pub documents: Vec<usize>,
    /// The lines that hold a marked word, in order.
    pub matches: Vec<usize>,
}

impl Page {
    /// Lays out `event` in this setting.
    #[must_use]
    pub fn of(chronology: &Chronology, event: Ref<Event>, setting: &Setting<'_>) -> Self {
        let title = Span { text: chronology[event].title.to_string(), tone: Tone::Title, target: None, matched: false };
        let _ = setting;
        Self { lines: vec![vec![title]], documents: Vec::new(), matches: Vec::new() }
    }
}

/// stub
pub fn document_order(event: &Event) -> Vec<usize> {
    (0..event.citations.len()).collect()
}
