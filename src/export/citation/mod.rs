//! Citations of documents, for people and for reference managers.
//!
//! A document is first turned into a `Record`: its type, author, title, date and container. Every [`Style`] prints the same
//! record, one file per style, so a note and an entry of a reference manager cannot disagree.
//!
//! The writers are our own, because the existing crates read and typeset bibliographies: none writes RIS or CSL-JSON, and the
//! one that writes BibLaTeX sorts the fields of an entry by name. Other software reads the results in `tests/formats/`.

mod biblatex;
mod csl_json;
mod latex;
mod note;
mod record;
mod ris;
mod when;

use std::collections::HashSet;
use std::io::{self, Write};

use summits_chronology::chronology::{Chronology, Document, Event, Item, Ref};

use record::Record;

/// Citation styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// A note in the style of the Chicago manual, in one line.
    Note,
    /// An entry for LaTeX with biblatex.
    Biblatex,
    /// A record for reference managers.
    Ris,
    /// The same for those that read JSON, and for Pandoc.
    CslJson,
}

impl Style {
    /// Every style, the plainest first.
    pub const ALL: [Self; 4] = [Self::Note, Self::Biblatex, Self::Ris, Self::CslJson];

    /// The name for readers.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "Chicago note",
            Self::Biblatex => "BibLaTeX",
            Self::Ris => "RIS",
            Self::CslJson => "CSL-JSON",
        }
    }
}

/// Writes the documents that these events cite, each once, in the order of first citation.
///
/// # Errors
///
/// `out` cannot be written.
pub fn write_cited(
    style: Style,
    chronology: &Chronology,
    events: impl Iterator<Item = Ref<Event>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut seen = HashSet::new();
    let citations = events.flat_map(|event| &chronology[event].citations).map(|citation| citation.document);
    write(style, chronology, citations.filter(|document| seen.insert(*document)), out)
}

/// Writes the documents in `style`, in the order given.
///
/// # Errors
///
/// `out` cannot be written.
pub fn write(
    style: Style,
    chronology: &Chronology,
    documents: impl IntoIterator<Item = Ref<Document>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut records = documents.into_iter().map(|document| Record::new(chronology, document));
    match style {
        Style::Note => records.try_for_each(|record| writeln!(out, "{}", note::note(&record))),
        Style::Biblatex => biblatex::write(records, out),
        Style::Ris => records.try_for_each(|record| ris::write(&record, out)),
        Style::CslJson => csl_json::write(records, out),
    }
}

/// The documents in `style`, as a text.
#[must_use]
pub fn citations(style: Style, chronology: &Chronology, documents: &[Ref<Document>]) -> String {
    let mut text = Vec::new();
    // Writing to memory cannot fail.
    let _ = write(style, chronology, documents.iter().copied(), &mut text);
    String::from_utf8_lossy(&text).into_owned()
}

/// The note of one document, in one line without its end.
#[must_use]
pub fn note(chronology: &Chronology, document: Ref<Document>) -> String {
    note::note(&Record::new(chronology, document))
}

/// As [`note`], for an item; empty unless it is a document.
#[must_use]
pub fn of_item(chronology: &Chronology, item: Item) -> String {
    match item {
        Item::Document(document) => note(chronology, document),
        Item::Event(_) | Item::Person(_) | Item::Place(_) => String::new(),
    }
}

#[cfg(test)]
mod tests;
