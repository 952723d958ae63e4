//! The documents of an event: who says so, in which words.

use summits_chronology::chronology::{Citation, Class, Document, Event, Item, Licence};

use super::sheet::{Lead, Paragraph};
use super::{Medium, Target, Tone, Writer};

/// The order in which the documents of an event are shown and numbered: those with excerpts first. Document `n` is the
/// citation at `document_order(event)[n - 1]`.
#[must_use]
pub fn document_order(event: &Event) -> Vec<usize> {
    let mut order: Vec<usize> = (0..event.citations.len()).collect();
    order.sort_by_key(|place| event.citations[*place].excerpts.is_empty());
    order
}

impl Writer<'_> {
    /// The first excerpt with its source below it.
    pub(super) fn first_excerpt(&mut self) {
        let order = document_order(self.event);
        let Some(citation) = order.first().map(|place| &self.event.citations[*place]) else { return };
        let Some(excerpt) = citation.excerpts.first() else { return };
        let document = &self.chronology.documents[citation.document];
        self.sheet.blank();
        self.sheet.paragraph(&Lead::quotation(1), &Paragraph::new(excerpt, Tone::Quote));
        self.sheet.paragraph(&Lead::indent(3), &Paragraph::new(&self.source(document), Tone::Source));
    }

    /// Every document, numbered. Returns the line at which each begins.
    pub(super) fn documents(&mut self) -> Vec<usize> {
        let order = document_order(self.event);
        if order.is_empty() {
            return Vec::new();
        }
        self.heading("Documents", Some(order.len()));
        let digits = order.len().to_string().len().max(2);
        let mut begins = Vec::with_capacity(order.len());
        for (number, place) in order.into_iter().enumerate() {
            if number > 0 {
                self.sheet.blank();
            }
            begins.push(self.sheet.next_line());
            self.document(number + 1, digits, &self.event.citations[place]);
        }
        begins
    }

    fn document(&mut self, number: usize, digits: usize, citation: &Citation) {
        let document = &self.chronology.documents[citation.document];
        let indent = Lead::indent(digits + 1);
        let lead = Lead::hanging(numbered(&format!("{number:>digits$} "), number));
        let page = Target::Item(Item::Document(citation.document));
        let source = Paragraph::default().link(&self.source(document), Tone::Source, page, "document");
        self.sheet.paragraph(&lead, &source);
        self.sheet.paragraph(&indent, &self.particulars(document, citation));
        self.sheet.paragraph(&indent, &Paragraph::new(&quoted_title(&document.title), Tone::Body));
        self.term(&indent, citation);
        self.sheet.paragraph(&indent, &Paragraph::new(&citation.account, Tone::Body));
        for (place, excerpt) in citation.excerpts.iter().enumerate() {
            if place > 0 {
                self.sheet.blank();
            }
            self.sheet.paragraph(&Lead::quotation(digits + 1), &Paragraph::new(excerpt, Tone::Quote));
        }
        self.address(&indent, &document.url, Target::Address(citation.document));
        self.address(&indent, &document.archived_url, Target::Archived(citation.document));
    }

    /// What the document calls the encounter.
    pub(super) fn term(&mut self, indent: &Lead, citation: &Citation) {
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

    /// `official · record of Russia · in Russian · as printed in … · CC-BY-4.0`. The terms stand where the document is quoted.
    fn particulars(&self, document: &Document, citation: &Citation) -> Paragraph {
        let mut particulars = Paragraph::new(class_words(document), Tone::Quiet);
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
    fn address(&mut self, indent: &Lead, address: &str, target: Target) {
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

/// The number of a document, drawn in its column.
pub(super) fn numbered(drawn: &str, number: usize) -> Paragraph {
    Paragraph::default().drawn(drawn, Tone::Number, &format!("Document {number}: "))
}

/// What a document is as evidence, in words.
#[must_use]
pub fn class_words(document: &Document) -> &'static str {
    match document.class {
        Class::Official => "official",
        Class::StateAgency => "state agency",
        Class::News => "news",
        Class::Reference => "reference",
        Class::Scholarly => "scholarly",
    }
}

/// The terms of a document, in words.
#[must_use]
pub fn licence_words(licence: &Licence) -> &str {
    match &*licence.0 {
        "" | "unknown" => "terms not known",
        "all-rights-reserved" => "all rights reserved",
        "public-domain" => "public domain",
        spdx => spdx,
    }
}

/// A title in quotation marks; one that an editor supplied stands in its brackets as it is.
#[must_use]
pub fn quoted_title(title: &str) -> String {
    if title.is_empty() || title.starts_with('[') { title.to_owned() } else { format!("“{title}”") }
}

/// The English name of a language; the tag itself for one that is not in the table.
#[must_use]
pub fn language_name(tag: &str) -> &str {
    let language = tag.split('-').next().unwrap_or(tag);
    LANGUAGES.iter().find(|(code, _)| *code == language).map_or(tag, |(_, name)| name)
}

/// The languages that reports on contacts between states are met with in.
const LANGUAGES: &[(&str, &str)] = &[
    ("ar", "Arabic"),
    ("bg", "Bulgarian"),
    ("bn", "Bengali"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("de", "German"),
    ("en", "English"),
    ("es", "Spanish"),
    ("et", "Estonian"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("hi", "Hindi"),
    ("hu", "Hungarian"),
    ("id", "Indonesian"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("mn", "Mongolian"),
    ("nl", "Dutch"),
    ("no", "Norwegian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sv", "Swedish"),
    ("th", "Thai"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese"),
];
