//! A document cited in one line, to be pasted into a footnote.

use crate::chronology::{Chronology, Document};

use super::documents::quoted_title;
use super::facts::date_words;

/// The citation of a document: body, title, the print it was read in, date, original address, archived address in
/// brackets, and when it was read, as far as each is known.
#[must_use]
pub fn citation(chronology: &Chronology, document: &Document) -> String {
    let mut parts = vec![chronology.publishers[document.publisher].name.to_string()];
    let mut part = |words: String, known: bool| {
        if known {
            parts.push(words);
        }
    };
    part(quoted_title(&document.title), !document.title.is_empty());
    part(format!("as printed in {}", document.as_named), !document.as_named.is_empty());
    part(document.published.as_ref().map(date_words).unwrap_or_default(), document.published.is_some());
    let archived =
        if document.archived_url.is_empty() { String::new() } else { format!(" [{}]", document.archived_url) };
    part(format!("{}{archived}", document.url), !document.url.is_empty() || !archived.is_empty());
    let accessed = document.accessed.as_ref().map(date_words).unwrap_or_default();
    part(format!("accessed {accessed}"), document.accessed.is_some());
    parts.join(", ")
}
