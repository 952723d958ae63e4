//! The text of a TOML file to rows: its syntax, then each value against the list of fields.

use std::collections::HashSet;

use rayon::prelude::*;
use toml::de::DeTable;

use super::location::Role;
use super::one_by_one::Tables;
use super::schema::{self, Fields, Rows};
use super::spanned::SpanBase;
use super::validate::Validator;
use super::{fields, toml_file};
use crate::diagnostics::{DiagnosticBuilder, Diagnostics, MOST_KEPT, SourceFile};

/// What the files of the registers say.
pub(super) struct Parsed<'s> {
    /// The rows.
    pub rows: Rows<'s>,
    /// What is wrong.
    pub diagnostics: Diagnostics,
    /// The roles of the files that have syntax errors.
    pub damaged: Vec<Role>,
}

/// What one file says.
pub(super) enum Part<'s> {
    Chronology(Box<schema::ChronologyRow<'s>>),
    People(Vec<schema::PersonRow<'s>>),
    Places(Vec<schema::PlaceRow<'s>>),
    Publishers(Vec<schema::PublisherRow<'s>>),
    Documents(Vec<schema::DocumentRow<'s>>),
    Events(Vec<schema::EventRow<'s>>),
}

/// Parses the files of the registers, on all cores.
pub(super) fn parse<'s>(roles: &[Role], sources: &'s [SourceFile]) -> Parsed<'s> {
    // The largest first, so that no core is left with a large one at the end.
    let mut order: Vec<usize> = (0..sources.len()).collect();
    order.sort_by_key(|file| std::cmp::Reverse(sources[*file].text.len()));
    let mut parts: Vec<(usize, Part<'s>, Diagnostics, bool)> = order
        .into_par_iter()
        .with_max_len(1)
        .map(|file| {
            let mut diagnostics = Diagnostics::default();
            let (part, damaged) = parse_file(roles[file], file, &sources[file], &mut diagnostics);
            (file, part, diagnostics, damaged)
        })
        .collect();
    parts.sort_by_key(|(file, ..)| *file);
    let mut parsed = Parsed { rows: Rows::default(), diagnostics: Diagnostics::default(), damaged: Vec::new() };
    for (file, part, diagnostics, damaged) in parts {
        parsed.diagnostics.append(diagnostics);
        parsed.damaged.extend(damaged.then_some(roles[file]));
        match part {
            Part::Chronology(row) => parsed.rows.chronology = Some(*row),
            Part::People(rows) => parsed.rows.people.extend(rows),
            Part::Places(rows) => parsed.rows.places.extend(rows),
            Part::Publishers(rows) => parsed.rows.publishers.extend(rows),
            Part::Documents(rows) => parsed.rows.documents.extend(rows),
            // The files of events are read piece by piece.
            Part::Events(_) => {},
        }
    }
    parsed
}

/// What a file says. One of documents is read one by one, if that can be done: a large chronology has many.
fn parse_file<'s>(role: Role, file: usize, source: &'s SourceFile, diagnostics: &mut Diagnostics) -> (Part<'s>, bool) {
    if role == Role::Documents {
        let mut rows = Vec::new();
        let tables = Tables { header: "[[document]]", spec: &fields::DOCUMENTS_FILE, file };
        if tables.each(&source.text, |fields| rows.extend(fields.documents())).is_some() {
            return (Part::Documents(rows), false);
        }
    }
    parse_whole(role, file, source, diagnostics)
}

/// What a file says, read from its whole tree, and whether some of it may be missing. What is wrong goes to `diagnostics`.
pub(super) fn parse_whole<'s>(
    role: Role,
    file: usize,
    source: &'s SourceFile,
    diagnostics: &mut Diagnostics,
) -> (Part<'s>, bool) {
    let spec = match role {
        Role::Chronology => &fields::CHRONOLOGY,
        Role::People => &fields::PEOPLE_FILE,
        Role::Places => &fields::PLACES_FILE,
        Role::Publishers => &fields::PUBLISHERS_FILE,
        Role::Documents => &fields::DOCUMENTS_FILE,
        Role::Events | Role::Table => &fields::EVENTS_FILE,
    };
    let base = SpanBase::file(file);
    let start = base.span(0..0);
    let too_many = toml_file::too_many_marks(&source.text);
    let (table, errors) = if too_many.is_some() { Default::default() } else { toml_file::parse(&source.text) };
    if let Some(marks) = too_many {
        let diagnostic =
            DiagnosticBuilder::error(start, format!("too much in one file: {marks} values, tables and lines"));
        diagnostics.push(diagnostic.expected(format!("{} at most; split it", toml_file::MOST_MARKS)));
    }
    let damaged = too_many.is_some() || !errors.is_empty();
    let mut of_values = Diagnostics::default();
    Validator { base, damaged, diagnostics: &mut of_values }.table(spec, &table, start);
    if damaged {
        // As many as a report keeps; a hostile file has millions.
        let known = errors.iter().take(MOST_KEPT);
        let broken: HashSet<usize> = known.filter_map(|error| Some(source.line(error.span()?.start))).collect();
        of_values.remove(|span| span.start == span.end || broken.contains(&source.line(span.start as usize)));
    }
    for (number, error) in errors.into_iter().enumerate() {
        let diagnostic = DiagnosticBuilder::error(base.span(error.span().unwrap_or(0..0)), error.message());
        let what = role.register();
        diagnostics.push(match number {
            0 => diagnostic.note(format!("references to {what} are not checked until this file can be read")),
            _ => diagnostic,
        });
    }
    // A chronology with so many diagnostics is not opened: rows of them would only take memory.
    let hopeless = of_values.is_full();
    diagnostics.append(of_values);
    let fields = Fields::new(base, start, if hopeless { DeTable::default() } else { table });
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
