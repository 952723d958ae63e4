//! Files to a [`Chronology`], or every reason why not.
//!
//! A chronology is a directory of TOML files (see `docs/format.md`), the one inside the program or any other. Loading has
//! three steps. The registers are read and parsed, file by file in parallel, each checked against the list of [`fields`].
//! The files of events follow, in pieces: each is read, parsed, checked, linked with the registers and made into events by
//! whichever core is free, and its text is let go. Then what needs all events is checked, and they are put in order.
//! Whatever is wrong in any step goes into one [`Report`] that shows every place; only a chronology without errors is
//! handed out.

mod compiled;
mod csv;
pub mod fields;
mod json_schema;
mod layers;
mod link;
mod location;
mod one_by_one;
mod parse;
mod pieces;
mod reference;
#[cfg(any(test, feature = "fixture"))]
pub mod sample;
mod schema;
mod spanned;
mod toml_file;
mod validate;
mod values;
mod verbatim;

use std::collections::HashSet;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::chronology::Chronology;
use crate::diagnostics::{Diagnostic, DiagnosticBuilder, Diagnostics, Report, Severity, SourceFile, SourceSpan};
pub use compiled::{Compiled, CompiledFiles, compile};
pub use json_schema::json_schema;
pub use layers::{load_layers, load_layers_telling};
use link::PieceOutput;
pub use location::Location;
use location::{EventFile, Files, Role};
use one_by_one::Tables;
use parse::{Part, parse, parse_whole};
use pieces::{Content, Piece, Pieces, Place};
pub use reference::reference;
use schema::Fields;
use verbatim::Quotation;

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
    load_telling(location, &|_, _| ())
}

/// The same; `tell` is told, from any thread, how many bytes have been read of how many.
///
/// # Errors
///
/// Everything that is wrong with it, warnings included.
pub fn load_telling(location: &Location, tell: &Tell<'_>) -> Result<Loaded, Report> {
    match location {
        Location::Directory(directory) => read(directory, tell),
        Location::Compiled(compiled) => compiled.loaded(),
    }
}

/// Is told how many bytes have been read of how many.
pub type Tell<'a> = dyn Fn(u64, u64) + Sync + 'a;

fn read(directory: &Path, tell: &Tell<'_>) -> Result<Loaded, Report> {
    let files = location::read(directory, &|total| tell(0, total));
    let (of_registers, of_events) = files.sizes();
    let total = of_registers + of_events;
    let Files { roles, sources, events, unread, mut report } = files;
    let parsed = parse(&roles, &sources);
    tell(of_registers, total);
    let mut diagnostics = parsed.diagnostics;
    let missing: Vec<Role> = unread.into_iter().chain(parsed.damaged).collect();
    let rows = parsed.rows;
    let registers = rows.chronology.as_ref().map(|chronology| {
        let (people, places) = (&rows.people, &rows.places);
        link::Linked::new(chronology, people, places, &rows.publishers, &rows.documents, &missing, &mut diagnostics)
    });

    let done = AtomicU64::new(of_registers);
    let all = Mutex::new(link::AllEvents::default());
    let gather = |piece: Piece| {
        let mut gathered = gather(piece, &events, registers.as_ref());
        gathered.append_to(&mut all.lock().unwrap_or_else(PoisonError::into_inner));
        let bytes = gathered.place.bytes(&events);
        tell(done.fetch_add(bytes, Ordering::Relaxed) + bytes, total);
        gathered
    };
    let mut gathered: Vec<PieceOutput> = Pieces::new(&events).par_bridge().map(gather).collect();
    gathered.sort_unstable_by_key(|piece| (piece.place.file, piece.place.number));

    let mut found: Vec<(usize, Diagnostic)> = Vec::new();
    for piece in &mut gathered {
        let (of_piece, errors, warnings) = std::mem::take(&mut piece.report).into_parts();
        found.extend(of_piece.into_iter().map(|diagnostic| (piece.place.file, diagnostic)));
        report.count(Severity::Error, errors);
        report.count(Severity::Warning, warnings);
    }
    found.extend(nameless(&mut gathered));
    let undocumented = link::undocumented(&mut gathered).map(|diagnostic| {
        let file = events.iter().position(|file| file.name == diagnostic.file);
        (file.unwrap_or_default(), diagnostic)
    });
    found.extend(undocumented);

    let damaged = gathered.iter().any(|piece| piece.damaged) || missing.iter().any(|role| role.has_events());
    let wrong = diagnostics.has_errors() || found.iter().any(|(_, diagnostic)| diagnostic.severity == Severity::Error);
    let places: Vec<Place> = gathered.iter().map(|piece| piece.place).collect();
    let mut late = Diagnostics::default();
    let all = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    let state = (damaged, !wrong && report.errors() == 0);
    let chronology =
        registers.and_then(|registers| link::assemble(gathered, all, registers, &events, state, &mut late));
    let (of_all, errors, warnings) = late.into_report(&link::Again::new(places, &events)).into_parts();
    let file_of =
        |diagnostic: &Diagnostic| events.iter().position(|file| file.name == diagnostic.file).unwrap_or_default();
    found.extend(of_all.into_iter().map(|diagnostic| (file_of(&diagnostic), diagnostic)));
    found.sort_by_key(|(file, diagnostic)| (*file, diagnostic.span.start));
    report.append(diagnostics.into_report(&*sources));
    found.into_iter().for_each(|(_, diagnostic)| report.push(diagnostic));
    report.count(Severity::Error, errors);
    report.count(Severity::Warning, warnings);
    match chronology {
        Some(chronology) if report.errors() == 0 => Ok(Loaded { chronology, warnings: report }),
        _ => Err(report),
    }
}

/// The columns without a name that hold something: each once for its table.
fn nameless(gathered: &mut [PieceOutput]) -> Vec<(usize, Diagnostic)> {
    let mut said = HashSet::new();
    let mut once = Vec::new();
    for piece in gathered {
        let file = piece.place.file;
        let new = piece.nameless.drain(..).filter(|(column, _)| said.insert((file, *column)));
        once.extend(new.map(|(_, diagnostic)| (file, diagnostic)));
    }
    once
}

/// Everything that is wrong with the chronology at `location`, errors and warnings.
#[must_use]
pub fn check(location: &Location) -> Report {
    match load(location) {
        Ok(loaded) => loaded.warnings,
        Err(report) => report,
    }
}

/// What of the excerpts at `location` does not stand in the saved texts of their documents, `directory/<document id>.txt`.
/// Nothing else is checked. A directory that cannot be read is the only error then.
#[must_use]
pub fn compare(location: &Location, directory: &Path) -> Report {
    if let Some(unreadable) = location::no_directory(directory) {
        let mut report = Report::new();
        report.push(unreadable);
        return report;
    }
    let quotations = match location {
        Location::Directory(directory) => quotations(directory),
        Location::Compiled(compiled) => match compiled.quotations() {
            Ok(quotations) => quotations,
            Err(report) => return report,
        },
    };
    verbatim::compare(&quotations, directory)
}

/// Every excerpt of the chronology in a directory. Files that cannot be read or parsed have none.
fn quotations(directory: &Path) -> Vec<Quotation> {
    let Files { events, .. } = location::read(directory, &|_| ());
    let mut found = Vec::new();
    // Tables hold no excerpts.
    for file in events.iter().filter(|file| !file.is_table()) {
        let Ok(text) = file.read() else { continue };
        let source = SourceFile::new(file.name.clone(), text);
        let (part, _) = parse_whole(Role::Events, 0, &source, &mut Diagnostics::default());
        if let Part::Events(rows) = part {
            found.extend(rows.iter().flat_map(|row| verbatim::quotations(row, &source)));
        }
    }
    found
}

/// Gathers what a piece of the files of events says.
fn gather(piece: Piece, files: &[EventFile], registers: Option<&link::Linked<'_>>) -> PieceOutput {
    let place = piece.place;
    let file = &files[place.file];
    let refused = |diagnostic: Box<Diagnostic>| PieceOutput::nothing(place, *diagnostic);
    match piece.content {
        Content::Unread(diagnostic) => refused(diagnostic),
        Content::Whole => match file.read() {
            Err(diagnostic) => refused(diagnostic),
            Ok(text) => {
                let source = SourceFile::new(file.name.clone(), text);
                gather_one_by_one(&source, place, registers).unwrap_or_else(|| gather_whole(&source, place, registers))
            },
        },
        Content::Rows { bytes, head, endless } => match location::text(bytes) {
            Err(error) => refused(place.not_utf8(file, &error)),
            Ok(text) => gather_rows(&place.source(file, text), place, &head, endless, registers),
        },
    }
}

/// Gathers the events of a TOML file one by one, if it is a file of which that can be done.
fn gather_one_by_one(source: &SourceFile, place: Place, registers: Option<&link::Linked<'_>>) -> Option<PieceOutput> {
    let mut diagnostics = Diagnostics::default();
    let mut gathering = link::PieceBuilder::new(place, source, registers);
    let take = |fields: Fields<'_>| fields.events(false).iter().for_each(|row| gathering.row(row, &mut diagnostics));
    Tables { header: "[[event]]", spec: &fields::EVENTS_FILE, file: 0 }.each(&source.text, take)?;
    Some(gathering.finish(diagnostics, false))
}

/// Gathers the events of a TOML file, whatever it holds.
fn gather_whole(source: &SourceFile, place: Place, registers: Option<&link::Linked<'_>>) -> PieceOutput {
    let mut diagnostics = Diagnostics::default();
    let (part, damaged) = parse_whole(Role::Events, 0, source, &mut diagnostics);
    let mut gathering = link::PieceBuilder::new(place, source, registers);
    if let Part::Events(rows) = part {
        rows.iter().for_each(|row| gathering.row(row, &mut diagnostics));
    }
    gathering.finish(diagnostics, damaged)
}

/// Gathers the rows of a piece of a table.
fn gather_rows(
    source: &SourceFile,
    place: Place,
    head: &csv::Head,
    endless: bool,
    registers: Option<&link::Linked<'_>>,
) -> PieceOutput {
    let mut diagnostics = Diagnostics::default();
    let mut gathering = link::PieceBuilder::new(place, source, registers);
    if endless {
        let diagnostic = DiagnosticBuilder::error(SourceSpan::new(0, 0..0), "a row that is longer than a row may be");
        diagnostics.push(diagnostic.expected("the quotation mark that ends a cell"));
        return gathering.finish(diagnostics, true);
    }
    let nameless = csv::read(&source.text, head, place.number == 0, &mut diagnostics, |row, diagnostics| {
        gathering.row(&row, diagnostics)
    });
    let locate = |(column, diagnostic): (usize, DiagnosticBuilder)| (column, diagnostic.build(source));
    let mut gathered = gathering.finish(diagnostics, false);
    gathered.nameless = nameless.into_iter().map(locate).collect();
    gathered
}

#[cfg(test)]
mod tests;
