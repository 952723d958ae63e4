//! Generates `docs/format.md` from `format.md` next to this file and the list of [`fields`](super::fields).

use super::fields::{
    CHRONOLOGY, COUNTRY, DIFFERENCE, DOCUMENT, EVENT, FieldSpec, FixedVocabulary, LINK, OFFICE, PARTICIPANT, PERSON,
    PLACE, POSITION, PUBLISHER, RegisterKind, SOURCE, Shape, TABLE_COLUMNS, TERM, TableSpec,
};
use super::values;

/// The page, with `{{name}}` as placeholders for tables.
const PAGE: &str = include_str!("format.md");

/// The tables of fields, by placeholder.
const TABLES: [(&str, &TableSpec); 13] = [
    ("chronology", &CHRONOLOGY),
    ("country", &COUNTRY),
    ("term", &TERM),
    ("event", &EVENT),
    ("participant", &PARTICIPANT),
    ("link", &LINK),
    ("source", &SOURCE),
    ("difference", &DIFFERENCE),
    ("position", &POSITION),
    ("publisher", &PUBLISHER),
    ("document", &DOCUMENT),
    ("person", &PERSON),
    ("place", &PLACE),
];

/// The reference of the format, for `docs/format.md`.
#[must_use]
pub fn reference() -> String {
    let mut page = PAGE.to_owned();
    for (name, table) in TABLES {
        page = page.replace(&format!("{{{{{name}}}}}"), &rows(table.fields));
    }
    page = page.replace("{{office}}", &rows(OFFICE.fields));
    page = page.replace("{{columns}}", &rows(TABLE_COLUMNS));
    page.replace("{{words}}", &vocabularies())
}

fn rows(fields: &[FieldSpec]) -> String {
    let mut out = String::from("| field | required | value | |\n| --- | --- | --- | --- |\n");
    for field in fields {
        let required = if field.required { "yes" } else { "" };
        out.push_str(&format!("| `{}` | {required} | {} | {} |\n", field.name, value_words(field.shape), field.about));
    }
    out.trim_end().to_owned()
}

/// The values of a field, in words.
fn value_words(shape: Shape) -> String {
    let of = |register: RegisterKind| format!("the id of {}", register.an_item());
    match shape {
        Shape::Id => "an id".to_owned(),
        Shape::Reference(RegisterKind::Countries) => "the code of a country of the chronology".to_owned(),
        Shape::Reference(register) => of(register),
        Shape::ReferenceOrTable(register, _) => format!("{}, or a table with `office`", of(register)),
        Shape::Date => "a date".to_owned(),
        Shape::Word(words) => format!("a word: {}", quoted(&words.list())),
        Shape::Number { least, greatest } => format!("a number from {least} to {greatest}"),
        Shape::List(Shape::Reference(RegisterKind::Countries)) => "codes of countries of the chronology".to_owned(),
        Shape::List(item) => format!("a list, each {}", value_words(*item)),
        Shape::Tables(table) => format!("tables, each {}", table.name),
        Shape::ByCode => "a table of names by country code".to_owned(),
        Shape::Url => "an http or https address".to_owned(),
        Shape::Licence => "a licence".to_owned(),
        Shape::Text | Shape::Line | Shape::Code | Shape::Key | Shape::Integer | Shape::Language | Shape::Sha256 => {
            values::expected(shape).to_owned()
        },
    }
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn vocabularies() -> String {
    let row = |words: &FixedVocabulary| format!("| `{}` | {} |", words.field(), quoted(&words.list()));
    let rows: Vec<String> = FixedVocabulary::ALL.iter().map(row).collect();
    format!("| field | words |\n| --- | --- |\n{}", rows.join("\n"))
}
