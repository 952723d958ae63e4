//! What can be copied from the selected event: the citation of a document in any style, or the event itself.

use summits_chronology::chronology::{Document, Event, Item, Ref};

use super::panel::ChoiceRow;
use super::state::App;
use crate::export::citation::{self, Style};
use crate::export::{self, Format, text::Paper};
use crate::keymap::Action;
use crate::page;
use crate::tui::effect::Effect;

/// The formats in which the event itself can be copied, with a description.
const EVENT_FORMATS: &[(Format, &str, &str)] = &[
    (Format::Text, "Text", "the event in full, as on its page"),
    (Format::Markdown, "Markdown", "the event in full, with headings and quotations"),
    (Format::Json, "JSON", "the event with the field names of the format"),
];

/// Something that can be copied.
struct Copyable {
    heading: &'static str,
    number: String,
    label: String,
    about: String,
    content: Content,
}

enum Content {
    Citations(Style, Vec<Ref<Document>>),
    Event(Ref<Event>, Format),
}

impl App {
    /// Copies the citation of the document whose link is focused, or of the first one on the page.
    pub(super) fn copy_citation(&mut self) -> Vec<Effect> {
        self.copy_citation_of(self.chosen_document().unwrap_or(1))
    }

    /// Copies the citation of the document with this number on the page.
    pub(super) fn copy_citation_of(&mut self, number: usize) -> Vec<Effect> {
        match self.numbered(number) {
            Some(document) => {
                let text = citation::note(&self.chronology, document);
                vec![Effect::Copy { text, what: self.citation_words(document) }]
            },
            None => Vec::new(),
        }
    }

    /// Everything that can be copied, as rows to choose from.
    pub(super) fn citation_rows(&self) -> Vec<ChoiceRow> {
        let row = |(number, copyable): (usize, Copyable)| ChoiceRow {
            heading: copyable.heading.to_owned(),
            keys: copyable.number,
            label: copyable.label,
            about: copyable.about,
            action: Action::CopyChoice(number),
            unavailable: None,
        };
        self.copyables().into_iter().enumerate().map(row).collect()
    }

    /// Copies the item with this number among all that can be copied.
    pub(super) fn copy_choice(&mut self, number: usize) -> Vec<Effect> {
        let Some(copyable) = self.copyables().into_iter().nth(number) else { return Vec::new() };
        let chronology = &self.chronology;
        let (text, what) = match copyable.content {
            Content::Citations(Style::Note, documents) if documents.len() == 1 => {
                let text = documents.iter().map(|document| citation::note(chronology, *document)).collect();
                (text, self.citations_words(&documents))
            },
            Content::Citations(style, documents) => {
                (citation::citations(style, chronology, &documents), self.citations_words(&documents))
            },
            Content::Event(event, format) => {
                let mut out = Vec::new();
                // Nothing that can go wrong: the text is kept in memory.
                let _ = export::write(format, chronology, [event], Paper::PLAIN, &mut out);
                (String::from_utf8_lossy(&out).into_owned(), "event".to_owned())
            },
        };
        vec![Effect::Copy { text, what: format!("{what} ({})", style_name(copyable.heading, &copyable.label)) }]
    }

    /// `BBC News, 10 January 2003`.
    fn citation_words(&self, document: Ref<Document>) -> String {
        let document = &self.chronology.documents[document];
        let publisher = &self.chronology.publishers[document.publisher].name;
        match &document.published {
            Some(date) => format!("{publisher}, {}", date.words_for_citation()),
            None => publisher.to_string(),
        }
    }

    fn citations_words(&self, documents: &[Ref<Document>]) -> String {
        match documents {
            [only] => self.citation_words(*only),
            several => format!("{} citations", several.len()),
        }
    }

    /// The document with this number on the page, from 1.
    pub(super) fn numbered(&self, number: usize) -> Option<Ref<Document>> {
        self.shown_documents().get(number.checked_sub(1)?).copied()
    }

    /// The documents of the page, in its order: those of an event, or the document itself.
    pub(super) fn shown_documents(&self) -> Vec<Ref<Document>> {
        match self.at_hand() {
            Some(Item::Event(event)) => {
                let event = &self.chronology[event];
                page::document_order(event).into_iter().map(|citation| event.citations[citation].document).collect()
            },
            Some(Item::Document(document)) => vec![document],
            Some(Item::Person(_) | Item::Place(_)) | None => Vec::new(),
        }
    }

    /// The number of the document whose link is focused.
    pub(super) fn chosen_document(&self) -> Option<usize> {
        let Some(Item::Document(chosen)) = self.chosen_item() else { return None };
        self.shown_documents().iter().position(|document| *document == chosen).map(|position| position + 1)
    }

    fn copyables(&self) -> Vec<Copyable> {
        let documents = self.shown_documents();
        let mut copyables = Vec::new();
        for style in Style::ALL {
            copyables.extend((1..).zip(&documents).map(|(number, document)| self.copyable(style, number, *document)));
            if documents.len() > 1 {
                copyables.push(Copyable {
                    heading: style.name(),
                    number: String::new(),
                    label: format!("All {} documents", documents.len()),
                    about: String::new(),
                    content: Content::Citations(style, documents.clone()),
                });
            }
        }
        let event = |event: Ref<Event>| {
            EVENT_FORMATS.iter().map(move |(format, name, about)| Copyable {
                heading: EVENT,
                number: String::new(),
                label: (*name).to_owned(),
                about: (*about).to_owned(),
                content: Content::Event(event, *format),
            })
        };
        if let Some(Item::Event(selected)) = self.at_hand() {
            copyables.extend(event(selected));
        }
        copyables
    }

    fn copyable(&self, style: Style, number: usize, document: Ref<Document>) -> Copyable {
        Copyable {
            heading: style.name(),
            number: number.to_string(),
            label: self.document_words(document),
            // The key of the entry contains the publisher and the day: good words to search the list for.
            about: self.chronology.documents[document].id.to_string(),
            content: Content::Citations(style, vec![document]),
        }
    }
}

/// The section of the event itself.
const EVENT: &str = "The event";

/// The style of a citation, or the format of the event.
fn style_name<'a>(heading: &'a str, label: &'a str) -> &'a str {
    if heading == EVENT { label } else { heading }
}
