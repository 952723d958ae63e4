//! Errors in the text of a query: where, what, what was expected, and what was probably meant.

use std::ops::Range;

use summits_chronology::text;
use thiserror::Error;

use super::field::{FIELDS, Field, FieldKind, Several};

/// An error in the text of a query.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{fault}")]
pub struct QueryError {
    /// Where in the text, in bytes.
    pub span: Range<usize>,
    pub fault: Fault,
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    #[error("there is no field `{name}`")]
    UnknownField {
        /// As written.
        name: String,
        /// The field with the most similar name.
        nearest: Option<Field>,
    },
    #[error("{}", unknown(*field, value))]
    UnknownValue {
        field: Field,
        /// As written.
        value: String,
        /// The most similar values, as a query writes them.
        nearest: Vec<String>,
    },
    /// A beginning that several values share.
    #[error("`{value}` can be {}", listed(candidates))]
    Ambiguous {
        field: Field,
        /// As written.
        value: String,
        /// The values that begin so, as a query writes them.
        candidates: Vec<String>,
    },
    /// Nothing after the field, or between two separators.
    #[error("a value is missing after `{field}:`")]
    MissingValue { field: Field },
    /// More values than the field takes, or joined in a way that it does not allow.
    #[error("`{field}:` {}", joining(*field))]
    Joining { field: Field },
    /// Both `,` and `+` in one term.
    #[error("`,` and `+` cannot be mixed in one term")]
    MixedSeparators,
    /// Not a date of the format.
    #[error("`{value}` is not a date: {reason}")]
    NotADate {
        /// As written.
        value: String,
        reason: String,
    },
    #[error("no day meets all the dates in the query")]
    NoDayLeft,
    #[error("the closing quotation mark is missing")]
    UnfinishedQuote,
    /// Nothing but punctuation.
    #[error("this contains nothing to search for")]
    NothingToSearch,
}

impl QueryError {
    /// What would be right.
    #[must_use]
    pub fn expected(&self) -> String {
        match &self.fault {
            Fault::UnknownField { .. } => {
                let names: Vec<&str> = FIELDS.iter().map(|info| info.name).collect();
                format!("one of the fields {}; or quote the word to search for it", names.join(", "))
            },
            Fault::UnknownValue { field, .. } | Fault::Ambiguous { field, .. } | Fault::MissingValue { field } => {
                field.info().takes.to_owned()
            },
            Fault::Joining { field } => format!("a term such as `{}`", field.info().example),
            Fault::MixedSeparators => "`,` for any of the values, or `+` for all of them".to_owned(),
            Fault::NotADate { .. } => Field::Date.info().takes.to_owned(),
            Fault::NoDayLeft => "dates that overlap".to_owned(),
            Fault::UnfinishedQuote => "a second quotation mark after the phrase".to_owned(),
            Fault::NothingToSearch => "a word, a quoted phrase, or a field with its value".to_owned(),
        }
    }

    /// Everything in one line of words, for a screen reader: what is wrong, in which characters of `text`, what was
    /// probably meant, what was expected.
    #[must_use]
    pub fn in_words(&self, text: &str) -> String {
        let characters_before = |at: usize| text.char_indices().take_while(|(start, _)| *start < at).count();
        let (start, end) = (characters_before(self.span.start) + 1, characters_before(self.span.end));
        let position = match self.span.is_empty() || end <= start {
            true => format!("character {start}"),
            false => format!("characters {start} to {end}"),
        };
        let meant =
            self.suggestion().map(|suggestion| format!(" {}", text::capitalised(&suggestion))).unwrap_or_default();
        let words = format!("{self}, at {position}.{meant} Expected {}.", self.expected());
        text::without_backticks(&text::clean_line(&words))
    }

    /// What was probably meant: `did you mean summit?`.
    #[must_use]
    pub fn suggestion(&self) -> Option<String> {
        let meant = match &self.fault {
            Fault::UnknownField { nearest, .. } => nearest.iter().map(|field| format!("{field}:")).collect(),
            Fault::UnknownValue { nearest, .. } => nearest.clone(),
            Fault::Ambiguous { candidates, .. } => candidates.clone(),
            _ => Vec::new(),
        };
        (!meant.is_empty()).then(|| format!("did you mean {}?", listed(&meant)))
    }
}

/// `summit`, `summit or statement`, `a, b, c or 4 more`.
fn listed(values: &[String]) -> String {
    const MOST: usize = 4;
    if values.len() > MOST + 1 {
        return format!("{} or {} more", values[..MOST].join(", "), values.len() - MOST);
    }
    match values {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// The message for an unknown value. The names of most fields are nouns.
fn unknown(field: Field, value: &str) -> String {
    let noun = match field.kind() {
        FieldKind::Countries(_) => "country",
        FieldKind::Flags(_) => return format!("`{field}:` does not know `{value}`"),
        FieldKind::Time(_) | FieldKind::Names(_) | FieldKind::Values | FieldKind::Note | FieldKind::Text => {
            field.name()
        },
    };
    format!("no {noun} matches `{value}`")
}

/// How the values of a field may be joined.
fn joining(field: Field) -> &'static str {
    match field.info().several {
        Several::No => "takes one value",
        Several::AnyOf => "takes values joined with `,`: an event has only one, so `+` would find nothing",
        Several::AllOf => "takes values joined with `+`",
        Several::AnyOrAllOf => "takes values joined with `,` or `+`",
    }
}
