//! `new`: a chronology to begin with.
//!
//! Its files stand in `new/` as they are written. They hold two real events with their documents, so that every field is
//! seen in use, and comments that say what to put there.

use std::path::Path;

use summits_chronology::loader::json_schema;
use summits_chronology::text;

use super::console::{Console, Outcome, Result};
use crate::export::save::save_files;
use crate::export::toml::File;

/// The files, with their names below the directory. The one that makes the directory a chronology is the last.
const FILES: [(&str, &str); 6] = [
    ("people.toml", include_str!("new/people.toml")),
    ("places.toml", include_str!("new/places.toml")),
    ("publishers.toml", include_str!("new/publishers.toml")),
    ("documents/all.toml", include_str!("new/documents/all.toml")),
    ("events/all.toml", include_str!("new/events/all.toml")),
    ("chronology.toml", include_str!("new/chronology.toml")),
];

/// The schema, under the name that the first line of every file gives.
const SCHEMA: &str = "chronology.schema.json";

/// Writes a chronology to begin with into the directory at `path`, which must be new or empty, and says what can be done
/// with it.
///
/// # Errors
///
/// The directory holds something, or cannot be written. Nothing is then left behind.
pub fn new(path: &Path, console: &mut Console) -> Result {
    save_files(path, &files())?;
    let name = text::path(path);
    let word = if name.contains(' ') { format!("'{name}'") } else { name.clone() };
    console
        .remark(format_args!("a chronology of two events is written to {name}; the comments in it say what to change"));
    let lines = [
        (format!("check {word}"), "what is wrong in it, after a change"),
        (format!("--data {word}"), "browse it"),
        (format!("--data built-in --data {word}"), "browse it laid over the chronology built in"),
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
