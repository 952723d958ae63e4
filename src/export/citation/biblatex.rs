//! BibLaTeX: one entry per document. The key is the id of the document; braces protect the names of organisations.

use std::io::{self, Write};

use summits_chronology::chronology::EventDate;

use super::latex::{address, address_in_text, escape};
use super::record::{Form, Record};
use super::when::is_set;
use crate::page;

/// Writes the entries, with a blank line between two of them.
///
/// # Errors
///
/// `out` cannot be written.
pub fn write<'a>(records: impl Iterator<Item = Record<'a>>, out: &mut dyn Write) -> io::Result<()> {
    for (number, record) in records.enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        writeln!(out, "@{}{{{},", kind(&record), record.id)?;
        for (name, value) in fields(&record) {
            writeln!(out, "  {name} = {{{value}}},")?;
        }
        writeln!(out, "}}")?;
    }
    Ok(())
}

fn kind(record: &Record) -> &'static str {
    match record.form {
        Form::OfficialPage | Form::Page => "online",
        Form::News | Form::Article => "article",
        Form::JointStatement | Form::Treaty => "misc",
        Form::Report => "report",
    }
}

/// The fields in their order; unknown ones are left out.
fn fields(record: &Record) -> Vec<(&'static str, String)> {
    let body = |name: &str| format!("{{{}}}", escape(name));
    let mut fields: Vec<(&'static str, String)> = Vec::new();
    fields.extend(record.author.map(|author| ("author", body(author))));
    fields.push(("title", escape(record.title.own)));
    fields.extend(record.title.translation.map(|translation| ("titleaddon", escape(translation))));
    let container = || record.container.map(escape);
    match record.form {
        Form::News => {
            fields.push(("entrysubtype", "newspaper".to_owned()));
            fields.extend(container().map(|container| ("journaltitle", container)));
        },
        Form::Article => fields.extend(container().map(|container| ("journaltitle", container))),
        Form::OfficialPage | Form::Page => {
            fields.push(("organization", body(record.container.unwrap_or(record.publisher))));
        },
        Form::JointStatement | Form::Treaty => {
            let published = record.container.unwrap_or(record.publisher);
            fields.push(("howpublished", body(published)));
            if published != record.publisher {
                fields.push(("organization", body(record.publisher)));
            }
            if let Some(occasion) = &record.occasion {
                fields.extend(edtf(occasion.date).map(|date| ("eventdate", date)));
                fields.push(("venue", escape(&occasion.place)));
            }
        },
        Form::Report => {
            fields.push(("type", "Report".to_owned()));
            fields.push(("institution", body(record.publisher)));
        },
    }
    fields.extend(record.copy.map(|copy| ("note", format!("As printed in {}", escape(copy)))));
    fields.extend(record.published.and_then(edtf).map(|date| ("date", date)));
    fields.push(("url", address(record.url)));
    fields.extend(record.accessed.and_then(edtf).map(|date| ("urldate", date)));
    fields.extend(language(record.language).map(|language| ("langid", language)));
    fields.push(("keywords", escape(&record.keywords().join(", "))));
    fields.push(("addendum", addendum(record)));
    fields.retain(|(_, value)| !value.is_empty());
    fields
}

/// The archived address, and the remarks.
fn addendum(record: &Record) -> String {
    let mut parts = Vec::new();
    if !record.archived_url.is_empty() {
        parts.push(format!("Archived: {}", address_in_text(record.archived_url)));
    }
    let unsaid = record.published.filter(|date| edtf(date).as_deref() != Some(date.literal()));
    parts.extend(unsaid.map(|date| format!("Published {}", escape(&date.words_for_citation()))));
    parts.join(". ")
}

/// The name of a language in babel: the English name in lower case.
fn language(tag: &str) -> Option<String> {
    let name = page::language_name(tag);
    (name != tag).then(|| name.to_lowercase())
}

/// A date in EDTF level 1, which has no form for “one of several days”: that becomes their year, if they share one, marked as
/// uncertain.
fn edtf(date: &EventDate) -> Option<String> {
    if !is_set(date) {
        return Some(date.literal().to_owned());
    }
    let year = |day: chrono::NaiveDate| day.format("%Y").to_string();
    let (first, last) = (date.earliest(), date.latest()?);
    (year(first) == year(last)).then(|| format!("{}?", year(first)))
}
