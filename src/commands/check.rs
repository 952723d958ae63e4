//! `check`: the errors and warnings in a chronology.

use std::path::Path;

use summits_chronology::chronology::Chronology;
use summits_chronology::diagnostics::Report;
use summits_chronology::loader::{self, Location};

use super::console::{Console, Outcome, Result, unwritten};

/// Prints what the chronology at `location` contains, if it can be loaded, and its errors and warnings. With `documents`,
/// also compares the excerpts with the saved texts in that directory.
///
/// # Errors
///
/// The output cannot be written.
pub fn check(location: &Location, documents: Option<&Path>, console: &mut Console) -> Result {
    let (contents, mut report) = match loader::load(location) {
        Ok(loaded) => (contents(&loaded.chronology), loaded.warnings),
        Err(report) => (String::new(), report),
    };
    if let Some(documents) = documents {
        report.append(loader::compare(location, documents));
    }
    write!(console.out, "{contents}{}", findings(&report, console))
        .and_then(|()| console.out.flush())
        .map_err(unwritten)?;
    Ok(if report.errors() > 0 { Outcome::Negative } else { Outcome::Done })
}

fn findings(report: &Report, console: &Console) -> String {
    match report.is_empty() {
        true => "no problems found\n".to_owned(),
        false if console.plain => report.in_words(),
        false => report.render(console.styled),
    }
}

/// `60 events, 130 documents, 26 people, 13 places`.
fn contents(chronology: &Chronology) -> String {
    let counts = [
        (chronology.events().len(), "event"),
        (chronology.documents.len(), "document"),
        (chronology.people.len(), "person"),
        (chronology.places.len(), "place"),
    ];
    let words = counts.map(|(count, what)| match (count, what) {
        (1, what) => format!("1 {what}"),
        (count, "person") => format!("{count} people"),
        (count, what) => format!("{count} {what}s"),
    });
    format!("{}\n", words.join(", "))
}
