//! How a page is laid out, and for what.

/// What comes first on the page of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PageOrder {
    /// The summary, then the documents.
    SummaryFirst,
    /// The first excerpt, then the summary. For screens without room for both, so that the source is in view.
    ExcerptFirst,
}

/// How a page is laid out.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The width.
    pub columns: usize,
    pub order: PageOrder,
    /// The folded words to mark.
    pub needles: &'a [String],
    /// Whether there is room for the whole chain of an event. Otherwise only its own links are shown.
    pub chain: bool,
}

impl Setting<'_> {
    /// The setting of everything that is printed.
    pub(super) fn printed(columns: usize) -> Self {
        Self { columns, order: PageOrder::SummaryFirst, needles: &[], chain: true }
    }
}

/// What a page is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Medium {
    Screen,
    Print,
    /// A screen reader or a braille display.
    Speech,
}
