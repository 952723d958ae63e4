//! A small chronology with a value in every field of the format, made from the list of fields, so that a test can put
//! something else into any one of them.

#![allow(dead_code, clippy::unwrap_used, reason = "each test uses a part of it, and may fail anywhere")]

use std::fs;
use std::path::Path;

use summits_chronology::loader::fields::{self, FieldSpec, RegisterKind, Shape, TableSpec};

fn inner(shape: Shape) -> Shape {
    match shape {
        Shape::List(item) => inner(*item),
        shape => shape,
    }
}

/// Whether a field contains free text, of several lines or of one.
pub fn is_free(field: &FieldSpec) -> bool {
    matches!(inner(field.shape), Shape::Text | Shape::Line | Shape::ByCode)
}

/// Whether a field contains text of any kind.
pub fn is_text(field: &FieldSpec) -> bool {
    !matches!(inner(field.shape), Shape::Integer | Shape::Number { .. } | Shape::Tables(_))
}

/// The files of the chronology. `chosen` may replace the value of a field, as TOML with quotation marks.
pub fn files(chosen: &dyn Fn(&TableSpec, &FieldSpec) -> Option<String>) -> Vec<(&'static str, String)> {
    let mut sample = Sample { chosen, number: 0 };
    vec![
        ("chronology.toml", sample.file(&fields::CHRONOLOGY)),
        ("people.toml", sample.file(&fields::PEOPLE_FILE)),
        ("places.toml", sample.file(&fields::PLACES_FILE)),
        ("publishers.toml", sample.file(&fields::PUBLISHERS_FILE)),
        ("documents/all.toml", sample.file(&fields::DOCUMENTS_FILE)),
        ("events/all.toml", sample.file(&fields::EVENTS_FILE)),
        (
            "events/other.toml",
            "[[event]]\nid = \"other\"\ndate = \"2003\"\ntitle = \"x\"\nkind = \"it\"\nparties = [\"JP\"]\n\
             [[event.source]]\ndocument = \"it\"\n"
                .to_owned(),
        ),
    ]
}

/// The file that contains a table.
pub fn file_of(table: &TableSpec) -> &'static str {
    match table.name {
        "a chronology" | "a country" | "a term" => "chronology.toml",
        "a person" | "an office" => "people.toml",
        "a place" => "places.toml",
        "a publisher" => "publishers.toml",
        "a document" => "documents/all.toml",
        _ => "events/all.toml",
    }
}

/// Writes files below a directory.
pub fn write(directory: &Path, files: &[(&'static str, String)]) {
    for (name, text) in files {
        let path = directory.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

struct Sample<'a> {
    chosen: &'a dyn Fn(&TableSpec, &FieldSpec) -> Option<String>,
    number: u32,
}

impl Sample<'_> {
    fn file(&mut self, table: &TableSpec) -> String {
        let fields = table.fields.iter();
        fields.filter_map(|field| Some(format!("{} = {}\n", field.name, self.field(table, field)?))).collect()
    }

    fn table(&mut self, table: &TableSpec) -> String {
        let fields = table.fields.iter();
        let fields: Vec<String> =
            fields.filter_map(|field| Some(format!("{} = {}", field.name, self.field(table, field)?))).collect();
        format!("{{ {} }}", fields.join(", "))
    }

    fn field(&mut self, table: &TableSpec, field: &FieldSpec) -> Option<String> {
        let chosen = (self.chosen)(table, field);
        let given = match (table.name, field.name) {
            // A place with `country` cannot have `administered_by` and `claimed_by`.
            ("a place", "country") if chosen.is_none() => return None,
            ("a chronology", "span") if chosen.is_none() => "\"2001/2013\"".to_owned(),
            ("an event", "concerns") if chosen.is_none() => "[\"KP\"]".to_owned(),
            ("a link", "to") if chosen.is_none() => "\"other\"".to_owned(),
            ("a difference", "positions") => {
                let one = self.table(&fields::POSITION);
                format!("[{one}, {{ document = \"it\", says = \"no\" }}]")
            },
            ("a chronology", "country") => {
                let one = self.table(&fields::COUNTRY);
                format!("[{one}, {{ code = \"KP\", name = \"North Korea\" }}]")
            },
            _ => self.value(field.name, field.shape, chosen),
        };
        Some(given)
    }

    fn value(&mut self, name: &str, shape: Shape, chosen: Option<String>) -> String {
        self.number += 1;
        let number = self.number;
        match shape {
            Shape::List(item) => format!("[{}]", self.value(name, *item, chosen)),
            Shape::Tables(table) => format!("[{}]", self.table(table)),
            Shape::ReferenceOrTable(_, table) => chosen.unwrap_or_else(|| self.table(table)),
            Shape::ByCode => format!("{{ JP = {} }}", chosen.unwrap_or_else(|| format!("\"{name} {number}\""))),
            Shape::Integer => "7".to_owned(),
            Shape::Number { .. } => "12.125".to_owned(),
            _ if chosen.is_some() => chosen.unwrap_or_default(),
            Shape::Text | Shape::Line => format!("\"{name} {number}\""),
            Shape::Reference(RegisterKind::Countries) => "\"JP\"".to_owned(),
            Shape::Code if name == "code" => "\"JP\"".to_owned(),
            Shape::Id | Shape::Reference(_) => "\"it\"".to_owned(),
            Shape::Date => format!("\"2003-{:02}-{:02}\"", 1 + number / 28 % 12, 1 + number % 28),
            Shape::Word(words) => format!("\"{}\"", words.list().last().copied().unwrap_or_default()),
            Shape::Code => format!("\"Z{}\"", char::from(b'A' + u8::try_from(number % 26).unwrap())),
            Shape::Key => "\"Q\"".to_owned(),
            Shape::Url => format!("\"http://example.org/{name}{number}\""),
            Shape::Licence => "\"CC-BY-4.0\"".to_owned(),
            Shape::Language => "\"en\"".to_owned(),
            Shape::Sha256 => format!("\"{}\"", "ab".repeat(32)),
        }
    }
}

/// A text as a TOML string, with escapes where TOML needs them.
pub fn quoted(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|character| match character {
            '"' | '\\' => format!("\\{character}"),
            _ if character.is_control() => format!("\\u{:04X}", u32::from(character)),
            _ => character.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}
