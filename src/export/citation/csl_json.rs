//! CSL-JSON: an array of items as the Citation Style Language defines them, for Zotero, Pandoc and the like.
//!
//! The schema allows only its own keys outside `custom`. It has none for an archived copy, so that goes into `archive`,
//! `archive_location` and `note`.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};
use summits_chronology::chronology::EventDate;

use super::record::{Form, Record};
use super::when::{Parts, When};

/// Writes the array, indented.
///
/// # Errors
///
/// `out` cannot be written.
pub fn write<'a>(records: impl Iterator<Item = Record<'a>>, out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::pretty(&mut *out);
    let mut array = serializer.serialize_seq(None)?;
    for record in records {
        array.serialize_element(&Item::new(&record))?;
    }
    array.end()?;
    writeln!(out)
}

/// An item, with the names of the schema; unknown fields are left out.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item<'a> {
    id: &'a str,
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    publisher: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Date<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_date: Option<Date<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_place: Option<&'a str>,
    #[serde(rename = "URL", skip_serializing_if = "str::is_empty")]
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<Date<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive: Option<&'a str>,
    #[serde(rename = "archive_location", skip_serializing_if = "str::is_empty")]
    archive_location: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    language: &'a str,
    keyword: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
}

/// A name that must not be split or inverted.
#[derive(Serialize)]
struct Name<'a> {
    literal: &'a str,
}

/// A date as numbers; also as EDTF text if the numbers do not express all of it, and only as text if there are no numbers.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Date<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    date_parts: Vec<Vec<u16>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    raw: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    literal: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    circa: bool,
}

impl<'a> Item<'a> {
    fn new(record: &'a Record<'a>) -> Self {
        let occasion = record.occasion.as_ref();
        // On the site of an organisation, the organisation is also the site.
        let site = matches!(record.form, Form::OfficialPage | Form::Page).then_some(record.publisher);
        Self {
            id: record.id,
            r#type: match record.form {
                Form::OfficialPage | Form::Page => "webpage",
                Form::JointStatement => "document",
                Form::Treaty => "treaty",
                Form::News => "article-newspaper",
                Form::Article => "article-journal",
                Form::Report => "report",
            },
            genre: match record.form {
                Form::OfficialPage => Some("Official record"),
                Form::JointStatement => Some("Joint statement"),
                _ => None,
            },
            author: record.author.map(|literal| Name { literal }).into_iter().collect(),
            title: record.title.whole,
            container_title: record.container.or(site),
            publisher: record.publisher,
            issued: record.published.map(Date::new),
            event_date: occasion.map(|occasion| Date::new(occasion.date)),
            event_place: occasion.map(|occasion| &*occasion.place).filter(|place| !place.is_empty()),
            url: record.url,
            accessed: record.accessed.map(Date::new),
            archive: archive(record.archived_url),
            archive_location: record.archived_url,
            language: record.language,
            keyword: record.keywords().join(", "),
            note: record.remarks().join(". "),
        }
    }
}

impl<'a> Date<'a> {
    fn new(date: &'a EventDate) -> Self {
        let numbers = match When::new(date) {
            When::Single(parts) => vec![numbers(parts)],
            When::Span(from, to) => vec![numbers(from), numbers(to)],
            When::Other => Vec::new(),
        };
        let edtf = date.literal();
        match (numbers.is_empty(), date.is_qualified()) {
            (false, false) => Self { date_parts: numbers, raw: None, literal: None, circa: false },
            (false, true) => Self { date_parts: numbers, raw: Some(edtf), literal: None, circa: true },
            (true, _) => Self { date_parts: numbers, raw: None, literal: Some(edtf), circa: true },
        }
    }
}

fn numbers(parts: Parts) -> Vec<u16> {
    let year = Some(parts.year);
    [year, parts.month.map(u16::from), parts.day.map(u16::from)].into_iter().map_while(|number| number).collect()
}

/// The name of the archive: its host, or the name that readers know it by.
fn archive(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    match host {
        "" => None,
        "web.archive.org" => Some("Internet Archive"),
        host => Some(host),
    }
}
