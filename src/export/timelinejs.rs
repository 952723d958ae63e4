//! TimelineJS 3: a JSON object that the timeline of the Knight Lab shows as a web page.
//!
//! A date has only the parts that are known: a month stays a month. The date in words is the `display_date`. TimelineJS
//! interprets texts as HTML, so they are escaped.

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use summits_chronology::chronology::{Chronology, Event, PartialDate, Ref};

use super::markup::{escaped, escaped_lines};
use crate::export::words;
use crate::page::{document_order, quoted_title, status_words};

/// Writes the timeline.
///
/// # Errors
///
/// `out` cannot be written.
pub fn write(chronology: &Chronology, events: impl Iterator<Item = Ref<Event>>, out: &mut dyn Write) -> io::Result<()> {
    let slides = Slides { chronology, events: events.collect() };
    let mut serializer = serde_json::Serializer::pretty(&mut *out);
    let mut timeline = serializer.serialize_map(None)?;
    let about = paragraph(&chronology.about);
    timeline
        .serialize_entry("title", &Title { text: Text { headline: escaped(&chronology.title).into(), text: about } })?;
    timeline.serialize_entry("events", &slides)?;
    timeline.end()?;
    writeln!(out)
}

/// The slides, each made only when it is written.
struct Slides<'a> {
    chronology: &'a Chronology,
    events: Vec<Ref<Event>>,
}

impl Serialize for Slides<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.events.iter().map(|place| Slide::new(self.chronology, *place)))
    }
}

#[derive(Serialize)]
struct Title {
    text: Text,
}

#[derive(Serialize)]
struct Slide<'a> {
    start_date: Moment,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Moment>,
    text: Text,
    group: String,
    display_date: String,
    unique_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    media: Option<Media<'a>>,
}

#[derive(Serialize)]
struct Moment {
    year: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u32>,
}

#[derive(Serialize)]
struct Text {
    headline: String,
    text: String,
}

#[derive(Serialize)]
struct Media<'a> {
    url: &'a str,
    credit: String,
}

impl<'a> Slide<'a> {
    fn new(chronology: &'a Chronology, place: Ref<Event>) -> Self {
        let event = &chronology[place];
        let (start, end) = event.date.ends();
        Self {
            start_date: start.into(),
            end_date: end.map(Moment::from),
            text: Text { headline: escaped(&event.title).into(), text: text(chronology, place) },
            group: words::countries(chronology, event.parties),
            display_date: event.date.words(),
            unique_id: &event.id,
            media: media(chronology, event),
        }
    }
}

impl From<PartialDate> for Moment {
    fn from(PartialDate { year, month, day }: PartialDate) -> Self {
        Self { year, month, day }
    }
}

/// The occasion, the summary, the excerpts, the documents, the user's note.
fn text(chronology: &Chronology, place: Ref<Event>) -> String {
    let event = &chronology[place];
    let mut text = paragraph(&words::occasion(chronology, event));
    text.push_str(&paragraph(status_words(event.status).unwrap_or_default()));
    text.push_str(&paragraph(&event.summary));
    let mut documents = String::new();
    for place in document_order(event) {
        let citation = &event.citations[place];
        let document = &chronology.documents[citation.document];
        let source = words::source_and_bearing(chronology, citation);
        for excerpt in &citation.excerpts {
            let (excerpt, source) = (escaped_lines(excerpt), escaped(&source));
            text.push_str(&format!("<blockquote>{excerpt}<br><cite>{source}</cite></blockquote>"));
        }
        let title = escaped(&quoted_title(&document.title)).into_owned();
        let title = match document.url.is_empty() {
            true => title,
            false => format!("<a href=\"{}\">{title}</a>", escaped(&document.url)),
        };
        documents.push_str(&format!("<li>{}, {title}</li>", escaped(&source)));
    }
    if !documents.is_empty() {
        text.push_str(&format!("<ul>{documents}</ul>"));
    }
    match chronology.annotation(place).map(|annotation| annotation.note.as_str()) {
        None | Some("") => {},
        Some(note) => text.push_str(&paragraph(&format!("Reader’s note: {note}"))),
    }
    text
}

fn paragraph(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("<p>{}</p>", escaped_lines(text)) }
}

/// The first document that has an address.
fn media<'a>(chronology: &'a Chronology, event: &Event) -> Option<Media<'a>> {
    let documents = document_order(event).into_iter().map(|place| event.citations[place].document);
    let document =
        documents.map(|document| &chronology.documents[document]).find(|document| !document.url.is_empty())?;
    Some(Media { url: &document.url, credit: escaped(&words::source(chronology, document)).into() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use summits_chronology::chronology::fixture;

    /// An event of the fixture on another date, as a slide.
    fn slide(literal: &str, title: &str) -> serde_json::Value {
        let registers = fixture::registers();
        let event = fixture::event(&registers, "only", literal, title, "visit", "JP+RU");
        let chronology = Chronology::new(registers, vec![event]);
        let mut out = Vec::new();
        write(&chronology, chronology.events().refs(), &mut out).unwrap();
        let timeline: serde_json::Value = serde_json::from_slice(&out).unwrap();
        timeline["events"][0].clone()
    }

    #[test]
    fn what_is_not_known_of_a_date_is_not_invented() {
        let month = slide("2003-01", "A title");
        assert_eq!(month["start_date"], serde_json::json!({ "year": 2003, "month": 1 }));
        assert_eq!((month.get("end_date"), month["display_date"].as_str()), (None, Some("January 2003")));
        let span = slide("2003-01-09/2003-01-12", "A title");
        assert_eq!(span["end_date"], serde_json::json!({ "year": 2003, "month": 1, "day": 12 }));
    }

    #[test]
    fn a_title_is_no_markup() {
        assert_eq!(slide("2003", "<b>bold</b> & more")["text"]["headline"], "&lt;b&gt;bold&lt;/b&gt; &amp; more");
    }

    #[test]
    fn the_group_is_the_pair_of_countries() {
        assert_eq!(slide("2003", "A title")["group"], "Japan and Russia");
    }
}
