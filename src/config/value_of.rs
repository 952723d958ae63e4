//! Reads a TOML value as the value of a setting.

use std::ops::Range;

use summits_chronology::diagnostics::DiagnosticBuilder;
use summits_chronology::diagnostics::suggest::nearest;
use summits_chronology::text;
use toml::Spanned;
use toml::de::DeValue;

use super::schema::Kind;
use super::style::Style;
use super::value::Value;
use crate::keymap::{Bindings, Chord, Context, Entry};

/// A value that was read.
#[derive(Debug)]
pub(super) struct Read {
    /// The value.
    pub value: Value,
    /// The bytes of each chord, if the value is chords.
    pub chords: Vec<Range<usize>>,
}

/// The value of a setting of this kind, or everything that is wrong with it. `file` is the text of the file.
pub(super) fn read(kind: Kind, value: &Spanned<DeValue<'_>>, file: &str) -> Result<Read, Vec<DiagnosticBuilder>> {
    let read = match kind {
        Kind::Flag => flag(value),
        Kind::Number { min, max } => number(value, min, max),
        Kind::Choice(words) => choice(value, words),
        Kind::Text => line_of_text(value),
        Kind::Texts => lines_of_text(value),
        Kind::Style => style(value, file),
        Kind::Chords(context, entry) => return chords(value, context, entry),
        Kind::CountryKey => return country_key(value),
    };
    read.map(|value| Read { value, chords: Vec::new() }).map_err(|error| vec![error])
}

/// The type of a value with its article, for messages.
pub(super) fn named(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a section",
    }
}

/// An error for a value of another type.
fn wrong_type(value: &Spanned<DeValue<'_>>, expected: impl Into<String>) -> DiagnosticBuilder {
    let message = format!("{} is not allowed here", named(value.get_ref()));
    DiagnosticBuilder::error(value.span(), message).expected(expected)
}

fn flag(value: &Spanned<DeValue<'_>>) -> Result<Value, DiagnosticBuilder> {
    let meant = value.get_ref().as_str().filter(|text| ["true", "false"].contains(text)).map(str::to_owned);
    let flag = value.get_ref().as_bool().map(Value::Flag);
    flag.ok_or_else(|| wrong_type(value, "true or false, without quotation marks").suggestion(meant))
}

fn number(value: &Spanned<DeValue<'_>>, min: i64, max: i64) -> Result<Value, DiagnosticBuilder> {
    let expected = format!("a whole number from {min} to {max}");
    let Some(integer) = value.get_ref().as_integer() else { return Err(wrong_type(value, expected)) };
    let number = i64::from_str_radix(integer.as_str(), integer.radix()).ok();
    match number.filter(|number| (min..=max).contains(number)) {
        Some(number) => Ok(Value::Number(number)),
        None => Err(DiagnosticBuilder::error(value.span(), "the number is out of range").expected(expected)),
    }
}

fn choice(value: &Spanned<DeValue<'_>>, words: &'static [&'static str]) -> Result<Value, DiagnosticBuilder> {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    let expected = format!("one of {}", quoted.join(", "));
    let Some(written) = value.get_ref().as_str() else { return Err(wrong_type(value, expected)) };
    plain(value.span(), written)?;
    match words.iter().find(|word| **word == written) {
        Some(word) => Ok(Value::Word(word)),
        None => {
            let message = format!("`{}` is not one of the choices", text::truncate(written, 60));
            let error = DiagnosticBuilder::error(value.span(), message).expected(expected);
            Err(error.suggestion(nearest(written, words.iter().copied())))
        },
    }
}

fn line_of_text(value: &Spanned<DeValue<'_>>) -> Result<Value, DiagnosticBuilder> {
    let Some(written) = value.get_ref().as_str() else { return Err(wrong_type(value, "a text in quotation marks")) };
    plain(value.span(), written)?;
    Ok(Value::Text(written.to_owned()))
}

fn lines_of_text(value: &Spanned<DeValue<'_>>) -> Result<Value, DiagnosticBuilder> {
    const EXPECTED: &str = "a text in quotation marks, or a list of them";
    let written: Vec<&Spanned<DeValue<'_>>> = match value.get_ref() {
        DeValue::String(_) => vec![value],
        DeValue::Array(array) => array.iter().collect(),
        _ => return Err(wrong_type(value, EXPECTED)),
    };
    let mut texts = Vec::new();
    for item in written {
        let Some(text) = item.get_ref().as_str() else { return Err(wrong_type(item, EXPECTED)) };
        plain(item.span(), text)?;
        texts.push(text.to_owned());
    }
    texts.retain(|text| !text.is_empty());
    Ok(Value::Texts(texts))
}

/// Rejects a text with characters that a terminal obeys or that a reader does not see.
pub(super) fn plain(span: Range<usize>, written: &str) -> Result<(), DiagnosticBuilder> {
    match text::find_unclean_line(written) {
        Some(unclean) => {
            let message = format!("not allowed in this text: {}", unclean.what);
            Err(DiagnosticBuilder::error(span, message).expected("one line of plain text"))
        },
        None => Ok(()),
    }
}

fn style(value: &Spanned<DeValue<'_>>, file: &str) -> Result<Value, DiagnosticBuilder> {
    let expected = "a style in quotation marks, such as \"bold cyan\"";
    let Some(written) = value.get_ref().as_str() else { return Err(wrong_type(value, expected)) };
    plain(value.span(), written)?;
    Style::parse(written).map(Value::Style).map_err(|error| {
        let reason = text::truncate(&error.reason, 100).into_owned();
        let span = inside(value.span(), written, file, error.span);
        DiagnosticBuilder::error(span, reason).expected(error.expected).suggestion(error.suggestion)
    })
}

/// The bytes in the file of a part of a string; of the whole string if it is written with escapes.
fn inside(value: Range<usize>, string: &str, file: &str, part: Range<usize>) -> Range<usize> {
    let start = value.start + 1;
    let plain = file.get(start..start + string.len()) == Some(string);
    if plain { start + part.start..start + part.end } else { value }
}

/// The most chords of an action in one context.
const MOST_CHORDS: usize = 16;

fn chords(value: &Spanned<DeValue<'_>>, context: Context, entry: &Entry) -> Result<Read, Vec<DiagnosticBuilder>> {
    const EXPECTED: &str = "a key in quotation marks, a list of them, or [] for none";
    let written: Vec<&Spanned<DeValue<'_>>> = match value.get_ref() {
        DeValue::String(_) => vec![value],
        DeValue::Array(array) => array.iter().collect(),
        _ => return Err(vec![wrong_type(value, EXPECTED)]),
    };
    if written.len() > MOST_CHORDS {
        let message = format!("more than {MOST_CHORDS} keys for one action");
        return Err(vec![DiagnosticBuilder::error(value.span(), message)]);
    }
    let mut read = Vec::new();
    let mut errors = Vec::new();
    for item in &written {
        match chord(item, EXPECTED).and_then(|chord| allowed(chord, context, item)) {
            Ok(chord) if read.contains(&chord) => {
                errors.push(DiagnosticBuilder::error(item.span(), format!("`{chord}` is in this list twice")));
            },
            Ok(chord) => read.push(chord),
            Err(error) => errors.push(error),
        }
    }
    if written.is_empty() && entry.name == "quit" && context == Context::Global {
        errors.push(DiagnosticBuilder::error(value.span(), "without a key for `quit` the browser could not be left"));
    }
    let chords = written.iter().map(|item| item.span()).collect();
    if errors.is_empty() { Ok(Read { value: Value::Chords(read), chords }) } else { Err(errors) }
}

fn chord(value: &Spanned<DeValue<'_>>, expected: &str) -> Result<Chord, DiagnosticBuilder> {
    let Some(written) = value.get_ref().as_str() else { return Err(wrong_type(value, expected)) };
    plain(value.span(), written)?;
    Chord::parse(written)
        .map_err(|error| DiagnosticBuilder::error(value.span(), error.reason).suggestion(error.suggestion))
}

/// The chord, unless it is kept for something else in this context.
fn allowed(chord: Chord, context: Context, value: &Spanned<DeValue<'_>>) -> Result<Chord, DiagnosticBuilder> {
    match Bindings::reserved(context, chord) {
        Some(reason) => {
            Err(DiagnosticBuilder::error(value.span(), format!("`{chord}` cannot be bound here: {reason}")))
        },
        None => Ok(chord),
    }
}

fn country_key(value: &Spanned<DeValue<'_>>) -> Result<Read, Vec<DiagnosticBuilder>> {
    let expected = "one character in quotation marks that is not a digit";
    let chord = chord(value, expected).map_err(|error| vec![error])?;
    if chord.names_country() {
        Ok(Read { value: Value::Chords(vec![chord]), chords: vec![value.span()] })
    } else {
        Err(vec![DiagnosticBuilder::error(value.span(), format!("`{chord}` cannot name a country")).expected(expected)])
    }
}
