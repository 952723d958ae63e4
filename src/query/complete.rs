//! Completion of a query that is being typed: fields, then their values.

use std::ops::Range;

use summits_chronology::chronology::Chronology;
use summits_chronology::text::fold;

use super::field::{FIELDS, Field};
use super::lex::{Body, Value, tokens};
use super::lexicon;
use super::term::quoted;

/// What could be written at the cursor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Completions {
    /// The bytes of the text that a candidate takes the place of.
    pub span: Range<usize>,
    /// The candidates, those that begin as the text does first.
    pub candidates: Vec<Candidate>,
}

/// Something that could be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// As it is written, in quotation marks where it needs them.
    pub text: String,
    /// What it is.
    pub note: String,
}

/// What could be written at `cursor`, a byte of the text.
#[must_use]
pub fn complete(text: &str, cursor: usize, chronology: &Chronology) -> Completions {
    let here = |span: &Range<usize>| (span.start..=span.end).contains(&cursor);
    let Some(token) = tokens(text).into_iter().find(|token| here(&token.span)) else {
        return Completions { span: cursor..cursor, candidates: fields("") };
    };
    match &token.body {
        Body::Word(value) => Completions { span: value.span.clone(), candidates: fields(&value.text) },
        Body::Field { name, .. } if here(&name.span) => {
            Completions { span: name.span.start..name.span.end + 1, candidates: fields(&name.text) }
        },
        Body::Field { name, values, .. } => {
            let Some(value) = values.iter().find(|value| here(&value.span)) else { return Completions::default() };
            let candidates = Field::parse(&name.text).map(|field| values_of(field, value, chronology));
            Completions { span: value.span.clone(), candidates: candidates.unwrap_or_default() }
        },
    }
}

/// The fields whose names begin so.
fn fields(beginning: &str) -> Vec<Candidate> {
    let beginning = beginning.to_lowercase();
    let begun = FIELDS.iter().filter(|info| info.name.starts_with(&beginning));
    begun.map(|info| Candidate { text: format!("{}:", info.name), note: info.help.to_owned() }).collect()
}

/// The values of a field that begin so; those of which a later word does come after them.
fn values_of(field: Field, written: &Value, chronology: &Chronology) -> Vec<Candidate> {
    let needle = fold(&written.text);
    let entries = lexicon::entries(field, chronology);
    let (mut first, mut then) = (Vec::new(), Vec::new());
    for entry in entries.iter().filter(|entry| entry.begins(&needle, true)) {
        let candidate = Candidate {
            text: quoted(&entry.value),
            note: if entry.name == entry.value { String::new() } else { entry.name.clone() },
        };
        if entry.begins(&needle, false) { first.push(candidate) } else { then.push(candidate) }
    }
    first.append(&mut then);
    first
}
