//! Checks of single values, shared by TOML and CSV: whether a text is an id, an address, a date …

use super::fields::{FixedVocabulary, Shape};
use crate::chronology::{CountryCode, DateError, EventDate};
use crate::diagnostics::suggest::nearest;
use crate::diagnostics::{DiagnosticBuilder, Diagnostics, SourceSpan};
use crate::text;

/// Checks the text of a field that should have a certain shape. References are not resolved here.
pub(super) fn check_text(
    field: &str,
    shape: Shape,
    written: &str,
    required: bool,
    span: SourceSpan,
    diagnostics: &mut Diagnostics,
) {
    let unclean = match shape {
        _ if is_plain(written) => None,
        Shape::Text => text::find_unclean(written),
        _ => text::find_unclean_line(written),
    };
    if let Some(unclean) = unclean {
        let expected = match shape {
            Shape::Text => "plain text",
            _ => expected(shape),
        };
        diagnostics.push(DiagnosticBuilder::error(span, format!("{} in the text", unclean.what)).expected(expected));
        return;
    }
    if written.trim_start().is_empty() {
        if required {
            diagnostics.push(DiagnosticBuilder::error(span, format!("`{field}` is empty")).expected(expected(shape)));
        }
        return;
    }
    let diagnostic = match shape {
        Shape::Id | Shape::Reference(_) | Shape::ReferenceOrTable(..) if !is_id(written) => Some("not an id"),
        Shape::Code if CountryCode::parse(written).is_none() => Some("not a country code"),
        Shape::Key if !is_key(written) => Some("not a country key"),
        Shape::Url if !is_web_address(written) => Some("not a web address"),
        Shape::Licence if !is_licence(written) => Some("not a licence"),
        Shape::Language if !is_language(written) => Some("not a language tag"),
        Shape::Sha256 if !is_sha256(written) => Some("not a SHA-256"),
        _ => None,
    };
    if let Some(message) = diagnostic {
        let suggestion = match shape {
            Shape::Licence => nearest(written, LICENCE_WORDS),
            Shape::Code => Some(written.to_uppercase()).filter(|code| CountryCode::parse(code).is_some()),
            _ => None,
        };
        diagnostics.push(DiagnosticBuilder::error(span, message).expected(expected(shape)).suggestion(suggestion));
    }
    match shape {
        Shape::Word(words) => check_word(words, written, span, diagnostics),
        Shape::Date => check_date(written, span, diagnostics),
        _ => {},
    }
}

/// Whether the text is printable ASCII, as most are, and so needs no search for unclean characters.
fn is_plain(written: &str) -> bool {
    written.bytes().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~'))
}

fn check_word(words: FixedVocabulary, written: &str, span: SourceSpan, diagnostics: &mut Diagnostics) {
    if !words.contains(written) {
        diagnostics.push_error_with(|| {
            let list = words.list();
            let diagnostic =
                DiagnosticBuilder::error(span, format!("unknown word `{written}`")).expected(listed(&list));
            diagnostic.suggestion(nearest(written, list))
        });
    }
}

fn check_date(written: &str, span: SourceSpan, diagnostics: &mut Diagnostics) {
    if let Err(error) = EventDate::parse(written) {
        let expected = match error {
            DateError::Reversed => "the earlier day first",
            _ => expected(Shape::Date),
        };
        diagnostics.push(DiagnosticBuilder::error(span, error.to_string()).expected(expected));
    }
}

/// What is expected in a field of this shape.
pub(super) fn expected(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "text",
        Shape::Line => "text of one line",
        Shape::Id => "an id of letters, digits, `-`, `_` and `.`",
        Shape::Reference(_) => "an id",
        Shape::Date => "a date, such as `2003-01-10`, `2003-01`, `2003-01-09/2003-01-12` or `2003-01-10~`",
        Shape::Word(_) => "a word of the format",
        Shape::Code => "a country code of two capital letters",
        Shape::Key => "one capital letter",
        Shape::Integer => "a whole number",
        Shape::Number { .. } => "a number",
        Shape::Url => "an address that starts with http:// or https://",
        Shape::Licence => "an SPDX id, `public-domain`, `all-rights-reserved` or `unknown`",
        Shape::Language => "a language tag such as `en` or `zh-Hant`",
        Shape::Sha256 => "64 hexadecimal digits",
        Shape::List(_) => "a list, […]",
        Shape::Tables(_) => "tables",
        Shape::ReferenceOrTable(..) => "an id, or { id = \"…\", office = \"…\" }",
        Shape::ByCode => "a table of names by country code, { RU = \"…\" }",
    }
}

/// A list of choices: `one of a, b, c`.
pub(super) fn listed(words: &[&str]) -> String {
    match words {
        [] => "nothing, since there is none".to_owned(),
        [only] => format!("`{only}`"),
        several => format!("one of {}", several.join(", ")),
    }
}

/// The licences that are not SPDX ids.
const LICENCE_WORDS: [&str; 3] = ["public-domain", "all-rights-reserved", "unknown"];

/// Ids are used in file names and queries, so they are letters and digits, and after the first also `-`, `_` and `.`.
pub(super) fn is_id(written: &str) -> bool {
    let is_mark = |char: char| matches!(char, '-' | '_' | '.');
    if let [first, rest @ ..] = written.as_bytes()
        && first.is_ascii_alphanumeric()
        && rest.iter().all(|byte| byte.is_ascii_alphanumeric() || is_mark(char::from(*byte)))
    {
        return true;
    }
    written.starts_with(char::is_alphanumeric) && written.chars().all(|char| char.is_alphanumeric() || is_mark(char))
}

fn is_key(written: &str) -> bool {
    let mut chars = written.chars();
    matches!((chars.next(), chars.next()), (Some(key), None) if key.is_ascii_uppercase())
}

/// Whether it is an `http` or `https` address with a host and without white space.
fn is_web_address(written: &str) -> bool {
    let host = |scheme: &str| {
        let (start, rest) = written.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    };
    let Some(rest) = host("http://").or_else(|| host("https://")) else { return false };
    let named = rest.split(['/', '?', '#']).next().is_some_and(|host| host.contains(char::is_alphanumeric));
    named && !rest.contains(|char: char| char.is_whitespace() || matches!(char, '"' | '<' | '>' | '\\'))
}

/// SPDX ids contain a capital, which distinguishes them from a misspelt licence word.
fn is_licence(written: &str) -> bool {
    let of_spdx = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '.' | '+');
    LICENCE_WORDS.contains(&written)
        || written.chars().all(of_spdx) && written.contains(|char: char| char.is_ascii_uppercase())
}

fn is_language(written: &str) -> bool {
    let mut parts = written.split('-');
    let primary = parts.next().is_some_and(|part| (2..=3).contains(&part.len()) && is_letters(part));
    primary && parts.all(|part| (1..=8).contains(&part.len()) && part.chars().all(|char| char.is_ascii_alphanumeric()))
}

fn is_letters(part: &str) -> bool {
    part.chars().all(|char| char.is_ascii_alphabetic())
}

fn is_sha256(written: &str) -> bool {
    written.len() == 64 && written.chars().all(|char| char.is_ascii_hexdigit())
}
