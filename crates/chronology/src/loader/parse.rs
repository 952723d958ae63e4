//! Parses a TOML file into rows: first its syntax, then each value against the list of fields.

use std::collections::HashSet;

use rayon::prelude::*;
use toml::de::DeTable;

use super::files::FileKind;
use super::one_by_one::TablesOneByOne;
use super::schema::{self, Fields, Rows};
use super::spanned::SpanBase;
use super::validate::Validator;
use super::{fields, toml_file};
use crate::diagnostics::{DiagnosticBuilder, Diagnostics, MOST_KEPT, SourceFile};

/// The content of the register files.
pub(super) struct ParsedRegisters<'s> {
    pub rows: Rows<'s>,
    pub diagnostics: Diagnostics,
    /// The kinds of files with syntax errors, whose rows may be incomplete.
    pub damaged: Vec<FileKind>,
}

/// The content of one file.
pub(super) enum ParsedFile<'s> {
    Chronology(Box<schema::ChronologyRow<'s>>),
    People(Vec<schema::PersonRow<'s>>),
    Places(Vec<schema::PlaceRow<'s>>),
    Publishers(Vec<schema::PublisherRow<'s>>),
    Documents(Vec<schema::DocumentRow<'s>>),
    Events(Vec<schema::EventRow<'s>>),
}

/// Parses the register files on all cores.
pub(super) fn parse<'s>(kinds: &[FileKind], sources: &'s [SourceFile]) -> ParsedRegisters<'s> {
    // In descending size, so that no core ends with a large one.
    let mut order: Vec<usize> = (0..sources.len()).collect();
    order.sort_by_key(|file| std::cmp::Reverse(sources[*file].text.len()));
    let mut parts: Vec<(usize, ParsedFile<'s>, Diagnostics, bool)> = order
        .into_par_iter()
        .with_max_len(1)
        .map(|file| {
            let mut diagnostics = Diagnostics::default();
            let (part, damaged) = parse_file(kinds[file], file, &sources[file], &mut diagnostics);
            (file, part, diagnostics, damaged)
        })
        .collect();
    parts.sort_by_key(|(file, ..)| *file);
    let mut parsed =
        ParsedRegisters { rows: Rows::default(), diagnostics: Diagnostics::default(), damaged: Vec::new() };
    for (file, part, diagnostics, damaged) in parts {
        parsed.diagnostics.append(diagnostics);
        parsed.damaged.extend(damaged.then_some(kinds[file]));
        match part {
            ParsedFile::Chronology(row) => parsed.rows.chronology = Some(*row),
            ParsedFile::People(rows) => parsed.rows.people.extend(rows),
            ParsedFile::Places(rows) => parsed.rows.places.extend(rows),
            ParsedFile::Publishers(rows) => parsed.rows.publishers.extend(rows),
            ParsedFile::Documents(rows) => parsed.rows.documents.extend(rows),
            // Event files are read in pieces.
            ParsedFile::Events(_) => {},
        }
    }
    parsed
}

/// Parses a file. Documents are parsed one by one if possible: a large chronology has many.
fn parse_file<'s>(
    kind: FileKind,
    file: usize,
    source: &'s SourceFile,
    diagnostics: &mut Diagnostics,
) -> (ParsedFile<'s>, bool) {
    if kind == FileKind::Documents {
        let mut rows = Vec::new();
        let tables = TablesOneByOne { header: "[[document]]", spec: &fields::DOCUMENTS_FILE, file };
        if tables.each(&source.text, |fields| rows.extend(fields.documents())).is_some() {
            return (ParsedFile::Documents(rows), false);
        }
    }
    parse_whole(kind, file, source, diagnostics)
}

/// Parses a file as a whole. Returns its content, and whether some of that may be missing.
pub(super) fn parse_whole<'s>(
    kind: FileKind,
    file: usize,
    source: &'s SourceFile,
    diagnostics: &mut Diagnostics,
) -> (ParsedFile<'s>, bool) {
    let spec = match kind {
        FileKind::Chronology => &fields::CHRONOLOGY,
        FileKind::People => &fields::PEOPLE_FILE,
        FileKind::Places => &fields::PLACES_FILE,
        FileKind::Publishers => &fields::PUBLISHERS_FILE,
        FileKind::Documents => &fields::DOCUMENTS_FILE,
        FileKind::Events | FileKind::Table => &fields::EVENTS_FILE,
    };
    let base = SpanBase::file(file);
    let start = base.span(0..0);
    let too_many = toml_file::too_many_marks(&source.text);
    let (table, errors) = if too_many.is_some() { Default::default() } else { toml_file::parse(&source.text) };
    if let Some(marks) = too_many {
        let diagnostic =
            DiagnosticBuilder::error(start, format!("too much in one file: {marks} values, tables and lines"));
        diagnostics.push(diagnostic.expected(format!("at most {}; split the file", toml_file::MOST_MARKS)));
    }
    let damaged = too_many.is_some() || !errors.is_empty();
    let mut value_diagnostics = Diagnostics::default();
    Validator { base, damaged, diagnostics: &mut value_diagnostics }.table(spec, &table, start);
    if damaged {
        // Only as many as a report keeps, since a hostile file has millions.
        let known = errors.iter().take(MOST_KEPT);
        let broken: HashSet<usize> = known.filter_map(|error| Some(source.line(error.span()?.start))).collect();
        value_diagnostics.remove(|span| span.start == span.end || broken.contains(&source.line(span.start as usize)));
    }
    for (number, error) in errors.into_iter().enumerate() {
        let diagnostic = DiagnosticBuilder::error(base.span(error.span().unwrap_or(0..0)), error.message());
        let what = kind.register();
        diagnostics.push(match number {
            0 => diagnostic.note(format!("references to {what} are not checked until this file can be read")),
            _ => diagnostic,
        });
    }
    // With so many errors the rows are of no use, and would only take memory.
    let is_hopeless = value_diagnostics.is_full();
    diagnostics.append(value_diagnostics);
    let fields = Fields::new(base, start, if is_hopeless { DeTable::default() } else { table });
    let damaged = damaged || is_hopeless;
    let part = match kind {
        FileKind::Chronology => ParsedFile::Chronology(Box::new(fields.chronology())),
        FileKind::People => ParsedFile::People(fields.people()),
        FileKind::Places => ParsedFile::Places(fields.places()),
        FileKind::Publishers => ParsedFile::Publishers(fields.publishers()),
        FileKind::Documents => ParsedFile::Documents(fields.documents()),
        FileKind::Events | FileKind::Table => ParsedFile::Events(fields.events(damaged)),
    };
    (part, damaged)
}
