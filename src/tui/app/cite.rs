//! What can be copied of the selected event: the citation of a document in any style, or the event itself.

use summits_chronology::chronology::{Document, Event, Item, Ref};

use super::App;
use super::choice::ChoiceRow;
use crate::export::citation::{self, Style};
use crate::export::{self, Format, text::Paper};
use crate::keymap::Action;
use crate::page;
use crate::tui::effect::Effect;

/// The formats in which the event itself can be copied, with what each is.
const EVENT_FORMATS: &[(Format, &str, &str)] = &[
    (Format::Text, "Text", "the event in full, as it is read"),
    (Format::Markdown, "Markdown", "the event in full, with headings and quotations"),
    (Format::Json, "JSON", "the event with the field names of the format"),
];

/// Something that can be copied.
struct Offer {
    heading: &'static str,
    number: String,
    label: String,
    about: String,
    what: What,
}

enum What {
    Citations(Style, Vec<Ref<Document>>),
    Event(Ref<Event>, Format),
}

impl App {
    /// Copies the note of the document that is chosen, or of the one that the page shows first.
    pub(super) fn copy_citation(&mut self) -> Vec<Effect> {
        self.copy_citation_of(self.chosen_document().unwrap_or(1))
    }

    /// Copies the note of the document with this number on the page.
    pub(super) fn copy_citation_of(&mut self, number: usize) -> Vec<Effect> {
        match self.numbered(number) {
            Some(document) => {
                let text = citation::note(&self.chronology, document);
                vec![Effect::Copy { text, what: "citation".to_owned() }]
            },
            None => Vec::new(),
        }
    }

    /// Everything that can be copied, in its order, as rows to choose from.
    pub(super) fn citation_rows(&self) -> Vec<ChoiceRow> {
        let row = |(place, offer): (usize, Offer)| ChoiceRow {
            heading: offer.heading.to_owned(),
            keys: offer.number,
            label: offer.label,
            about: offer.about,
            action: Action::CopyOffered(place),
            unavailable: None,
        };
        self.offers().into_iter().enumerate().map(row).collect()
    }

    /// Copies what has this place among all that can be copied.
    pub(super) fn copy_offered(&mut self, place: usize) -> Vec<Effect> {
        let Some(offer) = self.offers().into_iter().nth(place) else { return Vec::new() };
        let chronology = &self.chronology;
        let (text, what) = match offer.what {
            What::Citations(Style::Note, documents) if documents.len() == 1 => {
                (documents.iter().map(|document| citation::note(chronology, *document)).collect(), "citation")
            },
            What::Citations(style, documents) => {
                let what = if documents.len() == 1 { "citation" } else { "citations" };
                (citation::citations(style, chronology, &documents), what)
            },
            What::Event(event, format) => {
                let mut out = Vec::new();
                // Nothing that can go wrong: the text is kept in memory.
                let _ = export::write(format, chronology, [event], Paper::PLAIN, &mut out);
                (String::from_utf8_lossy(&out).into_owned(), "event")
            },
        };
        vec![Effect::Copy { text, what: format!("{what} ({})", offer_style(offer.heading, &offer.label)) }]
    }

    /// The document with this number on the page.
    pub(super) fn numbered(&self, number: usize) -> Option<Ref<Document>> {
        self.shown_documents().get(number.checked_sub(1)?).copied()
    }

    /// The documents of what is read, in the order of the page: those of an event, or the document itself.
    pub(super) fn shown_documents(&self) -> Vec<Ref<Document>> {
        match self.at_hand() {
            Some(Item::Event(event)) => {
                let event = &self.chronology[event];
                page::document_order(event).into_iter().map(|place| event.citations[place].document).collect()
            },
            Some(Item::Document(document)) => vec![document],
            Some(Item::Person(_) | Item::Place(_)) | None => Vec::new(),
        }
    }

    /// The number of the document whose link is chosen.
    pub(super) fn chosen_document(&self) -> Option<usize> {
        let Some(Item::Document(chosen)) = self.chosen_item() else { return None };
        self.shown_documents().iter().position(|document| *document == chosen).map(|place| place + 1)
    }

    fn offers(&self) -> Vec<Offer> {
        let documents = self.shown_documents();
        let mut offers = Vec::new();
        for style in Style::ALL {
            offers.extend(documents.iter().enumerate().map(|(place, document)| self.offer(style, place, *document)));
            if documents.len() > 1 {
                offers.push(Offer {
                    heading: style.name(),
                    number: String::new(),
                    label: format!("All {} documents", documents.len()),
                    about: String::new(),
                    what: What::Citations(style, documents.clone()),
                });
            }
        }
        let event = |event: Ref<Event>| {
            EVENT_FORMATS.iter().map(move |(format, name, about)| Offer {
                heading: EVENT,
                number: String::new(),
                label: (*name).to_owned(),
                about: (*about).to_owned(),
                what: What::Event(event, *format),
            })
        };
        if let Some(Item::Event(selected)) = self.at_hand() {
            offers.extend(event(selected));
        }
        offers
    }

    fn offer(&self, style: Style, place: usize, document: Ref<Document>) -> Offer {
        let document_is = &self.chronology.documents[document];
        let publisher = &self.chronology.publishers[document_is.publisher].name;
        Offer {
            heading: style.name(),
            number: (place + 1).to_string(),
            label: format!("{publisher}: {}", document_is.title),
            // The key of the entry, which also says the publisher and the day in short: good words to narrow the list by.
            about: document_is.id.to_string(),
            what: What::Citations(style, vec![document]),
        }
    }
}

/// The heading above what copies the event itself.
const EVENT: &str = "The event";

/// What the message says in brackets: the style of a citation, the format of the event.
fn offer_style<'a>(heading: &'a str, label: &'a str) -> &'a str {
    if heading == EVENT { label } else { heading }
}
