//! The documents of an event, with what they say.

use summits_chronology::chronology::{Citation, Document, Event, Item};

use super::lines::{Target, Tone};
use super::setting::Medium;
use super::sheet::{Paragraph, Prefix};
use super::words::{bearing_words, class_words, language_name, licence_words, quoted_title};
use super::writer::EventWriter;

/// The order in which the documents of an event are shown and numbered: direct documents, previews, context; of each those
/// with excerpts first. Document number `n` is `event.citations[document_order(event)[n - 1]]`.
#[must_use]
pub fn document_order(event: &Event) -> Vec<usize> {
    let mut order: Vec<usize> = (0..event.citations.len()).collect();
    order.sort_by_key(|position| {
        let citation = &event.citations[*position];
        (citation.bearing, citation.excerpts.is_empty())
    });
    order
}

impl EventWriter<'_> {
    /// The first excerpt of the first document, with its source below.
    pub(super) fn first_excerpt(&mut self) {
        let order = document_order(self.event);
        let Some(citation) = order.first().map(|position| &self.event.citations[*position]) else { return };
        let Some(excerpt) = citation.excerpts.first() else { return };
        let document = &self.chronology.documents[citation.document];
        self.sheet.blank();
        self.sheet.paragraph(&Prefix::quotation(1), &Paragraph::new(excerpt, Tone::Quote));
        self.sheet.paragraph(&Prefix::indent(3), &Paragraph::new(&self.source(document), Tone::Source));
    }

    /// Every document with its number. Returns the line at which each begins.
    pub(super) fn documents(&mut self) -> Vec<usize> {
        let order = document_order(self.event);
        if order.is_empty() {
            return Vec::new();
        }
        self.heading("Documents", Some(order.len()));
        let digits = order.len().to_string().len().max(2);
        let mut begins = Vec::with_capacity(order.len());
        for (number, position) in order.into_iter().enumerate() {
            if number > 0 {
                self.sheet.blank();
            }
            begins.push(self.sheet.next_line());
            self.document(number + 1, digits, &self.event.citations[position]);
        }
        begins
    }

    fn document(&mut self, number: usize, digits: usize, citation: &Citation) {
        let document = &self.chronology.documents[citation.document];
        let indent = Prefix::indent(digits + 1);
        let prefix = Prefix::hanging(numbered(&format!("{number:>digits$} "), number));
        let page = Target::Item(Item::Document(citation.document));
        let source = Paragraph::default().link(&self.source(document), Tone::Source, page, "document");
        self.sheet.paragraph(&prefix, &source);
        self.sheet.paragraph(&indent, &self.particulars(document, citation));
        self.sheet.paragraph(&indent, &Paragraph::new(&quoted_title(&document.title), Tone::Body));
        self.term(&indent, citation);
        self.sheet.paragraph(&indent, &Paragraph::new(&citation.account, Tone::Body));
        for (number, excerpt) in citation.excerpts.iter().enumerate() {
            if number > 0 {
                self.sheet.blank();
            }
            self.sheet.paragraph(&Prefix::quotation(digits + 1), &Paragraph::new(excerpt, Tone::Quote));
        }
        self.address(&indent, &document.url, Target::Address(citation.document));
        self.address(&indent, &document.archived_url, Target::Archived(citation.document));
    }

    /// The document's own term for the encounter.
    pub(super) fn term(&mut self, indent: &Prefix, citation: &Citation) {
        if !citation.term.is_empty() {
            let term = Paragraph::new("calls it: ", Tone::Quiet).with(&format!("“{}”", citation.term), Tone::Quote);
            self.sheet.paragraph(indent, &term);
        }
    }

    /// `President of Russia, 10 January 2003`.
    fn source(&self, document: &Document) -> String {
        let publisher = &self.chronology.publishers[document.publisher].name;
        match &document.published {
            Some(date) => format!("{publisher}, {}", self.medium.date_words(date)),
            None => publisher.to_string(),
        }
    }

    /// `announced it beforehand · official · record of Russia · in Russian · as printed in … · CC-BY-4.0`. The licence is given
    /// where the document is quoted.
    fn particulars(&self, document: &Document, citation: &Citation) -> Paragraph {
        let mut particulars =
            Paragraph::new(bearing_words(citation.bearing), Tone::Fact).then(class_words(document), Tone::Quiet);
        if let Some(party) = &document.party {
            particulars = particulars.then(&format!("record of {}", self.country_name(party)), Tone::Quiet);
        }
        if !document.language.is_empty() && !document.language.starts_with("en") {
            particulars = particulars.then(&format!("in {}", language_name(&document.language)), Tone::Quiet);
        }
        if !document.as_named.is_empty() {
            particulars = particulars.then(&format!("as printed in {}", document.as_named), Tone::Quiet);
        }
        if citation.excerpts.is_empty() {
            return particulars;
        }
        particulars.then(licence_words(&document.licence), Tone::Quiet)
    }

    /// An address: a link on the screen, a line of its own in print.
    fn address(&mut self, indent: &Prefix, address: &str, target: Target) {
        if address.is_empty() {
            return;
        }
        let archived = matches!(target, Target::Archived(_));
        let words = match (archived, self.medium) {
            (true, _) => Paragraph::new("archived: ", Tone::Quiet),
            (false, Medium::Speech) => Paragraph::new("Address: ", Tone::Quiet),
            (false, _) => Paragraph::default(),
        };
        let words = words.clicked(address, Tone::Link, target);
        match self.medium {
            Medium::Screen => self.sheet.address(indent, &words),
            Medium::Print | Medium::Speech => self.sheet.unbroken(indent, &words),
        }
    }
}

/// The number of a document in its column; in speech `Document 3:`.
pub(super) fn numbered(drawn: &str, number: usize) -> Paragraph {
    Paragraph::default().drawn(drawn, Tone::Number, &format!("Document {number}: "))
}
