//! Loads the chronology in a directory.
//!
//! There are three steps. The files of the registers are parsed in parallel, each checked against the list of [`fields`]. The
//! event files follow in pieces: any core reads a piece, parses, checks and links it, keeps its events and frees its text.
//! Then rules that concern all events are checked, and the events are put in order. Everything found on the way goes into
//! one [`Report`]; only a chronology without errors is returned.

use std::collections::HashSet;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::files::{ChronologyFiles, EventFile, FileKind};
use super::link::{LinkedRegisters, PieceBuilder, PieceCache, PieceOutput};
use super::loaded::{Loaded, ProgressCallback};
use super::one_by_one::TablesOneByOne;
use super::parse::{ParsedFile, parse, parse_whole};
use super::pieces::{Piece, PieceContent, PieceLocation, Pieces};
use super::schema::Fields;
use super::verbatim::Quotation;
use super::{csv, fields, files, link, verbatim};
use crate::diagnostics::{Diagnostic, DiagnosticBuilder, Diagnostics, Report, Severity, SourceFile, SourceSpan};

/// The chronology and its warnings, or all errors and warnings if there is an error.
pub(super) fn load(directory: &Path, progress: &ProgressCallback<'_>) -> Result<Loaded, Report> {
    let files = files::read(directory, &|total| progress(0, total));
    let (register_bytes, event_bytes) = files.sizes();
    let total = register_bytes + event_bytes;
    let ChronologyFiles { kinds, sources, events: event_files, unread, mut report } = files;
    let parsed = parse(&kinds, &sources);
    progress(register_bytes, total);
    let mut diagnostics = parsed.diagnostics;
    let missing: Vec<FileKind> = unread.into_iter().chain(parsed.damaged).collect();
    let rows = parsed.rows;
    let registers = rows.chronology.as_ref().map(|chronology| {
        let (people, places) = (&rows.people, &rows.places);
        LinkedRegisters::new(chronology, people, places, &rows.publishers, &rows.documents, &missing, &mut diagnostics)
    });

    let bytes_read = AtomicU64::new(register_bytes);
    let all = Mutex::new(link::AllEvents::default());
    let read = |piece: Piece| {
        let mut output = read_piece(piece, &event_files, registers.as_ref());
        output.append_to(&mut all.lock().unwrap_or_else(PoisonError::into_inner));
        let bytes = output.location.bytes(&event_files);
        progress(bytes_read.fetch_add(bytes, Ordering::Relaxed) + bytes, total);
        output
    };
    let mut pieces: Vec<PieceOutput> = Pieces::new(&event_files).par_bridge().map(read).collect();
    pieces.sort_unstable_by_key(|piece| (piece.location.file, piece.location.number));

    let mut found = EventDiagnostics::default();
    for piece in &mut pieces {
        found.add_report(std::mem::take(&mut piece.report), |_| piece.location.file);
    }
    found.diagnostics.extend(unnamed_columns(&mut pieces));
    let file_of =
        |diagnostic: &Diagnostic| event_files.iter().position(|file| file.name == diagnostic.file).unwrap_or_default();
    found.diagnostics.extend(link::without_document(&mut pieces).map(|warning| (file_of(&warning), warning)));

    let damaged = pieces.iter().any(|piece| piece.damaged) || missing.iter().any(|kind| kind.has_events());
    let sound = !diagnostics.has_errors() && !found.has_errors() && report.errors() == 0;
    let locations: Vec<PieceLocation> = pieces.iter().map(|piece| piece.location).collect();
    let mut late = Diagnostics::default();
    let all = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    let chronology = registers
        .and_then(|registers| link::assemble(pieces, all, registers, &event_files, (damaged, sound), &mut late));
    found.add_report(late.into_report(&PieceCache::new(locations, &event_files)), file_of);
    report.append(diagnostics.into_report(&*sources));
    found.append_to(&mut report);
    match chronology {
        Some(chronology) if report.errors() == 0 => Ok(Loaded { chronology, warnings: report }),
        _ => Err(report),
    }
}

/// The diagnostics of the event files, each with the index of its file.
#[derive(Default)]
struct EventDiagnostics {
    diagnostics: Vec<(usize, Diagnostic)>,
    more_errors: usize,
    more_warnings: usize,
}

impl EventDiagnostics {
    fn add_report(&mut self, report: Report, file_of: impl Fn(&Diagnostic) -> usize) {
        let (diagnostics, errors, warnings) = report.into_parts();
        self.diagnostics.extend(diagnostics.into_iter().map(|diagnostic| (file_of(&diagnostic), diagnostic)));
        self.more_errors += errors;
        self.more_warnings += warnings;
    }

    fn has_errors(&self) -> bool {
        self.more_errors > 0 || self.diagnostics.iter().any(|(_, diagnostic)| diagnostic.severity == Severity::Error)
    }

    /// Adds them in the order of the files and of the positions in them.
    fn append_to(mut self, report: &mut Report) {
        self.diagnostics.sort_by_key(|(file, diagnostic)| (*file, diagnostic.span.start));
        self.diagnostics.into_iter().for_each(|(_, diagnostic)| report.push(diagnostic));
        report.count(Severity::Error, self.more_errors);
        report.count(Severity::Warning, self.more_warnings);
    }
}

/// One warning for each unnamed column of each table that is not empty.
fn unnamed_columns(pieces: &mut [PieceOutput]) -> Vec<(usize, Diagnostic)> {
    let mut reported = HashSet::new();
    let mut warnings = Vec::new();
    for piece in pieces {
        let file = piece.location.file;
        let new = piece.unnamed_columns.drain(..).filter(|(column, _)| reported.insert((file, *column)));
        warnings.extend(new.map(|(_, warning)| (file, warning)));
    }
    warnings
}

/// Every excerpt of the chronology in a directory. Files that cannot be read or parsed are skipped.
pub(super) fn quotations(directory: &Path) -> Vec<Quotation> {
    let ChronologyFiles { events, .. } = files::read(directory, &|_| ());
    let mut found = Vec::new();
    // Tables contain no excerpts.
    for file in events.iter().filter(|file| !file.is_table()) {
        let Ok(text) = file.read() else { continue };
        let source = SourceFile::new(file.name.clone(), text);
        let (parsed, _) = parse_whole(FileKind::Events, 0, &source, &mut Diagnostics::default());
        if let ParsedFile::Events(rows) = parsed {
            found.extend(rows.iter().flat_map(|row| verbatim::quotations(row, &source)));
        }
    }
    found
}

fn read_piece(piece: Piece, files: &[EventFile], registers: Option<&LinkedRegisters<'_>>) -> PieceOutput {
    let location = piece.location;
    let file = &files[location.file];
    let failed = |diagnostic: Box<Diagnostic>| PieceOutput::failed(location, *diagnostic);
    match piece.content {
        PieceContent::Unreadable(diagnostic) => failed(diagnostic),
        PieceContent::TomlFile => match file.read() {
            Err(diagnostic) => failed(diagnostic),
            Ok(text) => {
                let source = SourceFile::new(file.name.clone(), text);
                read_one_by_one(&source, location, registers)
                    .unwrap_or_else(|| read_whole(&source, location, registers))
            },
        },
        PieceContent::Rows { bytes, head, is_endless } => match files::text(bytes) {
            Err(error) => failed(location.not_utf8(file, &error)),
            Ok(text) => read_rows(&location.source(file, text), location, &head, is_endless, registers),
        },
    }
}

/// Reads the events of a TOML file one by one; `None` if the file must be parsed as a whole.
fn read_one_by_one(
    source: &SourceFile,
    location: PieceLocation,
    registers: Option<&LinkedRegisters<'_>>,
) -> Option<PieceOutput> {
    let mut diagnostics = Diagnostics::default();
    let mut builder = PieceBuilder::new(location, source, registers);
    let add = |fields: Fields<'_>| fields.events(false).iter().for_each(|row| builder.add(row, &mut diagnostics));
    TablesOneByOne { header: "[[event]]", spec: &fields::EVENTS_FILE, file: 0 }.each(&source.text, add)?;
    Some(builder.finish(diagnostics, false))
}

fn read_whole(source: &SourceFile, location: PieceLocation, registers: Option<&LinkedRegisters<'_>>) -> PieceOutput {
    let mut diagnostics = Diagnostics::default();
    let (parsed, damaged) = parse_whole(FileKind::Events, 0, source, &mut diagnostics);
    let mut builder = PieceBuilder::new(location, source, registers);
    if let ParsedFile::Events(rows) = parsed {
        rows.iter().for_each(|row| builder.add(row, &mut diagnostics));
    }
    builder.finish(diagnostics, damaged)
}

fn read_rows(
    source: &SourceFile,
    location: PieceLocation,
    head: &csv::TableHead,
    is_endless: bool,
    registers: Option<&LinkedRegisters<'_>>,
) -> PieceOutput {
    let mut diagnostics = Diagnostics::default();
    let mut builder = PieceBuilder::new(location, source, registers);
    if is_endless {
        let error = DiagnosticBuilder::error(SourceSpan::new(0, 0..0), "the row is too long");
        diagnostics.push(error.expected("a quotation mark that closes a cell"));
        return builder.finish(diagnostics, true);
    }
    let is_first = location.number == 0;
    let add = |row, diagnostics: &mut Diagnostics| builder.add(&row, diagnostics);
    let unnamed = csv::read(&source.text, head, is_first, &mut diagnostics, add);
    let mut output = builder.finish(diagnostics, false);
    output.unnamed_columns = unnamed.into_iter().map(|(column, warning)| (column, warning.build(source))).collect();
    output
}
