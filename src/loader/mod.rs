//! Files to a [`Chronology`], or every reason why not.
//!
//! A chronology is a directory of TOML files (see `docs/format.md`), the one inside the program or any other. Loading has
//! three steps. The files are read and parsed in parallel, and each is checked against the list of [`fields`] by itself.
//! Then what they say is linked: ids become references, and the rules that need more than one file are checked. Whatever
//! is wrong in any step goes into one [`Report`] that shows every place; only a chronology without errors is handed out.

mod csv;
pub mod fields;
mod json_schema;
mod layers;
mod link;
mod location;
mod reference;
pub mod report;
mod schema;
mod source;
pub mod suggest;
mod toml_file;
mod validate;
mod values;
mod verbatim;

use std::collections::HashSet;
use std::path::Path;

use rayon::prelude::*;
use toml::de::DeTable;

use crate::chronology::Chronology;
pub use json_schema::json_schema;
pub use layers::load_layers;
pub use location::Location;
use location::{Files, Role};
pub use reference::reference;
use report::KEPT;
pub use report::{Problem, Report, Severity};
use schema::{Fields, Rows};
use source::{Fault, Faults, Source, Spot};
use validate::Validator;

/// A chronology that was loaded.
#[derive(Debug)]
pub struct Loaded {
    /// The chronology.
    pub chronology: Chronology,
    /// What deserves a look, although nothing is wrong enough to refuse the chronology.
    pub warnings: Report,
}

/// Loads the chronology at `location`.
///
/// # Errors
///
/// Everything that is wrong with it, warnings included.
pub fn load(location: &Location) -> Result<Loaded, Report> {
    // What is built in has been checked by the tests: at every start the reader would wait for the same answer.
    read(location, *location != Location::Embedded)
}

/// Loads the chronology; `checking` also each value against the list of fields.
fn read(location: &Location, checking: bool) -> Result<Loaded, Report> {
    let files = location::read(location);
    let Files { roles, sources, unread, mut report } = files;
    let parsed = parse(&roles, &sources, checking);
    let mut faults = parsed.faults;
    let missing: Vec<Role> = unread.into_iter().chain(parsed.damaged).collect();
    let chronology = link::link(parsed.rows, &sources, &missing, &mut faults);
    report.append(faults.locate(&sources));
    match chronology {
        Some(chronology) if report.errors() == 0 => Ok(Loaded { chronology, warnings: report }),
        _ => Err(report),
    }
}

/// Everything that is wrong with the chronology at `location`, errors and warnings.
#[must_use]
pub fn check(location: &Location) -> Report {
    match read(location, true) {
        Ok(loaded) => loaded.warnings,
        Err(report) => report,
    }
}

/// What of the excerpts at `location` does not stand in the saved texts of their documents, `directory/<document id>.txt`.
/// Nothing else is checked.
#[must_use]
pub fn compare(location: &Location, directory: &Path) -> Report {
    let Files { roles, sources, .. } = location::read(location);
    let parsed = parse(&roles, &sources, true);
    let mut faults = Faults::default();
    verbatim::compare(&parsed.rows.events, directory, &mut faults);
    faults.locate(&sources)
}

/// What the files say.
struct Parsed<'s> {
    rows: Rows<'s>,
    faults: Faults,
    /// The roles of the files that have syntax errors.
    damaged: Vec<Role>,
}

/// What one file says.
enum Part<'s> {
    Chronology(Box<schema::ChronologyRow<'s>>),
    People(Vec<schema::PersonRow<'s>>),
    Places(Vec<schema::PlaceRow<'s>>),
    Publishers(Vec<schema::PublisherRow<'s>>),
    Documents(Vec<schema::DocumentRow<'s>>),
    Events(Vec<schema::EventRow<'s>>),
}

fn parse<'s>(roles: &[Role], sources: &'s [Source], checking: bool) -> Parsed<'s> {
    // The largest first, so that no core is left with a large one at the end.
    let mut order: Vec<usize> = (0..sources.len()).collect();
    order.sort_by_key(|file| std::cmp::Reverse(sources[*file].text.len()));
    let mut parts: Vec<(usize, Part<'s>, Faults, bool)> = order
        .into_par_iter()
        .with_max_len(1)
        .map(|file| {
            let mut faults = Faults::default();
            let (part, damaged) = parse_file(roles[file], file, &sources[file], checking, &mut faults);
            (file, part, faults, damaged)
        })
        .collect();
    parts.sort_by_key(|(file, ..)| *file);
    let mut parsed = Parsed { rows: Rows::default(), faults: Faults::default(), damaged: Vec::new() };
    for (file, part, faults, damaged) in parts {
        parsed.faults.append(faults);
        parsed.damaged.extend(damaged.then_some(roles[file]));
        match part {
            Part::Chronology(row) => parsed.rows.chronology = Some(*row),
            Part::People(rows) => parsed.rows.people.extend(rows),
            Part::Places(rows) => parsed.rows.places.extend(rows),
            Part::Publishers(rows) => parsed.rows.publishers.extend(rows),
            Part::Documents(rows) => parsed.rows.documents.extend(rows),
            Part::Events(rows) => parsed.rows.events.extend(rows),
        }
    }
    parsed
}

fn parse_file<'s>(
    role: Role,
    file: usize,
    source: &'s Source,
    checking: bool,
    faults: &mut Faults,
) -> (Part<'s>, bool) {
    let spec = match role {
        Role::Chronology => &fields::CHRONOLOGY,
        Role::People => &fields::PEOPLE_FILE,
        Role::Places => &fields::PLACES_FILE,
        Role::Publishers => &fields::PUBLISHERS_FILE,
        Role::Documents => &fields::DOCUMENTS_FILE,
        Role::Events => &fields::EVENTS_FILE,
        Role::Table => return (Part::Events(csv::read(file, &source.text, faults)), false),
    };
    let start = Spot::new(file, 0..0);
    let too_many = toml_file::too_many_marks(&source.text);
    let (table, errors) = if too_many.is_some() { Default::default() } else { toml_file::parse(&source.text) };
    if let Some(marks) = too_many {
        let fault = Fault::error(start, format!("too much in one file: {marks} values, tables and lines"));
        faults.push(fault.expecting(format!("{} at most; split it", toml_file::MOST_MARKS)));
    }
    let damaged = too_many.is_some() || !errors.is_empty();
    let mut of_values = Faults::default();
    if checking || damaged {
        Validator { file, damaged, faults: &mut of_values }.table(spec, &table, start);
    }
    if damaged {
        // As many as a report keeps; a hostile file has millions.
        let known = errors.iter().take(KEPT);
        let broken: HashSet<usize> = known.filter_map(|error| Some(source.line(error.span()?.start))).collect();
        of_values.forget(|spot| spot.start == spot.end || broken.contains(&source.line(spot.start as usize)));
    }
    for (number, error) in errors.into_iter().enumerate() {
        let fault = Fault::error(Spot::new(file, error.span().unwrap_or(0..0)), error.message());
        let what = role.register();
        faults.push(match number {
            0 => fault.noting(format!("references to {what} are not checked until this file can be read")),
            _ => fault,
        });
    }
    // A chronology with so many faults is not opened: rows of them would only take memory.
    let hopeless = of_values.is_full();
    faults.append(of_values);
    let fields = Fields::new(file, start, if hopeless { DeTable::default() } else { table });
    let damaged = damaged || hopeless;
    let part = match role {
        Role::Chronology => Part::Chronology(Box::new(fields.chronology())),
        Role::People => Part::People(fields.people()),
        Role::Places => Part::Places(fields.places()),
        Role::Publishers => Part::Publishers(fields.publishers()),
        Role::Documents => Part::Documents(fields.documents()),
        Role::Events | Role::Table => Part::Events(fields.events(damaged)),
    };
    (part, damaged)
}

#[cfg(test)]
mod tests;
