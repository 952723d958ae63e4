//! Completion of a query that is being typed: names of fields, then their values.

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
    /// The bytes of the text that a candidate replaces.
    pub span: Range<usize>,
    /// Those that begin like the text come before those with a later word that does.
    pub candidates: Vec<Candidate>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// As a query writes it, in quotation marks where it needs them.
    pub text: String,
    /// The help of a field, or the name of a value.
    pub note: String,
}

/// What could be written at `cursor`, an offset in bytes.
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

fn fields(beginning: &str) -> Vec<Candidate> {
    let beginning = beginning.to_lowercase();
    let begun = FIELDS.iter().filter(|info| info.name.starts_with(&beginning));
    begun.map(|info| Candidate { text: format!("{}:", info.name), note: info.help.to_owned() }).collect()
}

fn values_of(field: Field, written: &Value, chronology: &Chronology) -> Vec<Candidate> {
    let needle = fold(&written.text);
    let known = lexicon::known_values(field, chronology);
    let (mut first, mut then) = (Vec::new(), Vec::new());
    for value in known.iter().filter(|value| value.begins(&needle, true)) {
        let candidate = Candidate {
            text: quoted(&value.value),
            note: if value.name == value.value { String::new() } else { value.name.clone() },
        };
        if value.begins(&needle, false) { first.push(candidate) } else { then.push(candidate) }
    }
    first.append(&mut then);
    first
}
