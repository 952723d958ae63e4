//! Words for values of the format, and small helpers for running text.

use summits_chronology::chronology::{Bearing, Class, Document, Licence, Mode, Status};

/// The warning on the page of an event that was not held.
#[must_use]
pub fn status_words(status: Status) -> Option<&'static str> {
    match status {
        Status::Held => None,
        Status::Planned => Some("Planned: known from announcements only; whether it was held is not on file"),
        Status::Postponed => Some("Postponed: it was put off and not held then"),
        Status::Cancelled => Some("Cancelled: it was called off and not held"),
        Status::Denied => Some("Denied: reported, and denied by a participant"),
        Status::Unconfirmed => Some("Unconfirmed: reported, and not confirmed"),
    }
}

/// By what means; empty for a meeting in person.
#[must_use]
pub fn mode_words(mode: Mode) -> &'static str {
    match mode {
        Mode::InPerson => "",
        Mode::Phone => "by telephone",
        Mode::Letter => "by letter",
        Mode::Envoy => "through an envoy",
        Mode::Statement => "in public",
    }
}

/// `Japan`, `Japan and Russia`, `Japan, North Korea and Russia`.
#[must_use]
pub fn text_list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What a document is as evidence, in words.
#[must_use]
pub fn class_words(document: &Document) -> &'static str {
    match document.class {
        Class::Official => "official",
        Class::StateAgency => "state agency",
        Class::News => "news",
        Class::Reference => "reference",
        Class::Scholarly => "scholarly",
    }
}

/// How a document bears on the event, in words; empty for a direct document.
#[must_use]
pub fn bearing_words(bearing: Bearing) -> &'static str {
    match bearing {
        Bearing::Direct => "",
        Bearing::Preview => "announced it beforehand",
        Bearing::Context => "mentions it",
    }
}

/// The licence of a document, in words.
#[must_use]
pub fn licence_words(licence: &Licence) -> &str {
    match &*licence.0 {
        "" | "unknown" => "terms not known",
        "all-rights-reserved" => "all rights reserved",
        "public-domain" => "public domain",
        spdx => spdx,
    }
}

/// A title in quotation marks. One in brackets was supplied by an editor and stays as it is.
#[must_use]
pub fn quoted_title(title: &str) -> String {
    if title.is_empty() || title.starts_with('[') { title.to_owned() } else { format!("“{title}”") }
}

/// The English name of a language; the tag itself for one that is not in the table.
#[must_use]
pub fn language_name(tag: &str) -> &str {
    let language = tag.split('-').next().unwrap_or(tag);
    LANGUAGES.iter().find(|(code, _)| *code == language).map_or(tag, |(_, name)| name)
}

/// The languages of reports on contacts between states.
const LANGUAGES: &[(&str, &str)] = &[
    ("ar", "Arabic"),
    ("bg", "Bulgarian"),
    ("bn", "Bengali"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("de", "German"),
    ("en", "English"),
    ("es", "Spanish"),
    ("et", "Estonian"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("hi", "Hindi"),
    ("hu", "Hungarian"),
    ("id", "Indonesian"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("mn", "Mongolian"),
    ("nl", "Dutch"),
    ("no", "Norwegian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sv", "Swedish"),
    ("th", "Thai"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese"),
];
