//! What a page consists of: lines of spans, and the links among them.

use std::ops::Range;

use summits_chronology::chronology::{Country, Document, Item, Ref};

/// What a piece of text is. Whoever shows the page chooses a style for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    Title,
    /// Facts in a line: what, where, who.
    Fact,
    /// The key or the name of a country, which has a colour of its own.
    Country(Ref<Country>),
    /// Running text: summary, account, reading.
    Body,
    Heading,
    /// The mark at the left of a quotation.
    QuoteMark,
    /// The words of a document, verbatim.
    Quote,
    /// The publisher of a document.
    Source,
    /// An address, or the title of another item.
    Link,
    /// The mark and the words of a difference.
    Difference,
    /// Doubt: an uncertain date, low confidence, an event that was not held.
    Doubt,
    /// A name in its own script.
    Native,
    /// The number of a document, a count.
    Number,
    /// Text in the background: an office, a relation, details of a document.
    Quiet,
}

/// What a link leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// The page of an item.
    Item(Item),
    /// The address of a document.
    Address(Ref<Document>),
    /// The address of its archived copy.
    Archived(Ref<Document>),
    /// The events of a person, a place or a document, in the list.
    Events(Item),
}

/// A piece of a line in one tone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Clean, without line ends.
    pub text: String,
    pub tone: Tone,
    /// Where a click leads.
    pub target: Option<Target>,
    /// The position of its link among the links of the page, where the keyboard can choose it.
    pub link: Option<usize>,
    /// Whether it matches a word of the query.
    pub matched: bool,
}

/// A link that the keyboard can choose. It may be several spans on several lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FocusableLink {
    pub target: Target,
    /// What the target is to the item of the page: *person*, *before*, *implemented by*.
    pub role: Box<str>,
    pub lines: Range<usize>,
}

/// A line of a page.
pub type Line = Vec<Span>;

/// An item, laid out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// None is wider than the columns that were asked for, unless a single character is.
    pub lines: Vec<Line>,
    /// The line at which each document begins, in the order of [`document_order`](super::document_order).
    pub documents: Vec<usize>,
    /// The lines with a match, in order.
    pub matches: Vec<usize>,
    /// In order. Their number and their targets do not depend on the width.
    pub links: Vec<FocusableLink>,
}

impl Page {
    /// The page as plain text. Every line is ended, and without blanks at its end.
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
