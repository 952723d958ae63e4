//! `new`: a sample chronology to start from.
//!
//! Its files are in `new/`: two real events with their documents, so that every field is shown in use, and comments that
//! explain what to write there.

use std::path::Path;

use summits_chronology::loader::json_schema;
use summits_chronology::text;

use super::console::{Console, Outcome, Result};
use crate::export::save::save_files;
use crate::export::toml::File;

/// The files, by their path in the directory. `chronology.toml`, which makes the directory a chronology, is the last.
const FILES: [(&str, &str); 6] = [
    ("people.toml", include_str!("new/people.toml")),
    ("places.toml", include_str!("new/places.toml")),
    ("publishers.toml", include_str!("new/publishers.toml")),
    ("documents/all.toml", include_str!("new/documents/all.toml")),
    ("events/all.toml", include_str!("new/events/all.toml")),
    ("chronology.toml", include_str!("new/chronology.toml")),
];

/// The schema, under the name that the first line of every file refers to.
const SCHEMA: &str = "chronology.schema.json";

/// Creates the sample in the directory at `path`, which must be new or empty, and prints what to do next.
///
/// # Errors
///
/// The directory is not empty, or cannot be written. Nothing is left behind.
pub fn new(path: &Path, console: &mut Console) -> Result {
    save_files(path, &files())?;
    let name = text::path(path);
    let word = if name.contains(' ') { format!("'{name}'") } else { name.clone() };
    console.remark(format_args!("created a two-event sample in {name}; its comments explain what to change"));
    let lines = [
        (format!("check {word}"), "check it after a change"),
        (format!("--data {word}"), "browse it"),
        (format!("--data built-in --data {word}"), "browse it merged with the built-in chronology"),
    ];
    let widest = lines.iter().map(|(line, _)| text::width(line)).max().unwrap_or(0);
    for (line, what) in lines {
        let blanks = " ".repeat(widest - text::width(&line));
        console.remark(format_args!("  summits-tui {line}{blanks}    {what}"));
    }
    Ok(Outcome::Done)
}

fn files() -> Vec<File> {
    let file = |path: &str, text: String| File { path: path.to_owned(), text };
    let schema = file(SCHEMA, format!("{:#}\n", json_schema()));
    let written = FILES.iter().map(|(path, text)| file(path, (*text).to_owned()));
    std::iter::once(schema).chain(written).collect()
}
