//! The head of a table: its delimiter and its columns.
//!
//! Spreadsheets write CSV in many ways: with commas, with semicolons where the comma is the decimal separator, or with tabs;
//! with column names in any case; with additional columns. The delimiter is the one that gives the most known columns, and
//! unknown columns are skipped with a warning.

use std::collections::HashMap;

use crate::diagnostics::suggest::nearest;
use crate::diagnostics::{DiagnosticBuilder, Diagnostics, SourceSpan};
use crate::loader::fields::{COLUMNS, FieldSpec};
use crate::loader::schema::Name;

const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// The content of a column.
#[derive(Debug, Clone, Copy)]
pub enum Column {
    /// A field of an event.
    Field(&'static FieldSpec),
    /// Skipped, with a warning.
    Skipped,
    /// Without a name. Spreadsheets write such columns, mostly empty.
    Unnamed,
}

/// The first byte of the line with the column names, and the delimiter: the one of a line `sep=;` before it, or the one that
/// gives the most known columns.
pub fn delimiter(text: &str) -> (usize, u8) {
    let first = text.lines().next().unwrap_or_default();
    if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] = first.as_bytes()
        && DELIMITERS.contains(delimiter)
    {
        return ((first.len() + 1).min(text.len()), *delimiter);
    }
    let names = |delimiter: &u8| {
        let cells = first.split(char::from(*delimiter));
        cells.filter(|cell| field(cell.trim().trim_matches('"')).is_some()).count()
    };
    // On a tie the first of `DELIMITERS` wins, so the search is in reverse.
    let best = DELIMITERS.iter().rev().max_by_key(|delimiter| names(delimiter));
    (0, best.copied().unwrap_or(b','))
}

/// The columns of a header line; `None` if it has no known column, so that no row can be read.
pub fn columns_of(header: &[Name<'_>], diagnostics: &mut Diagnostics) -> Option<Vec<Column>> {
    let span = header.first().map_or(SourceSpan::new(0, 0..0), |cell| cell.span);
    if !header.iter().any(|cell| field(&cell.value).is_some()) {
        let diagnostic = DiagnosticBuilder::error(span, "no known column in the first line");
        diagnostics
            .push(diagnostic.expected("the column names in any order: id, date, title, kind, parties and others"));
        return None;
    }
    let mut firsts: HashMap<&str, SourceSpan> = HashMap::new();
    let mut found = Vec::with_capacity(header.len());
    for cell in header {
        let named = field(&cell.value);
        let first = named.and_then(|field| firsts.insert(field.name, cell.span));
        found.push(match (named, first) {
            (Some(field), None) => Column::Field(field),
            (Some(field), Some(first)) => {
                diagnostics.push(
                    DiagnosticBuilder::error(cell.span, format!("duplicate column `{}`", field.name))
                        .first_used_in(first),
                );
                Column::Skipped
            },
            (None, _) if cell.value.trim().is_empty() => Column::Unnamed,
            (None, _) => {
                diagnostics.push_warning_with(|| unknown_column(cell));
                Column::Skipped
            },
        });
    }
    let missing: Vec<String> = COLUMNS
        .iter()
        .filter(|column| column.required && !firsts.contains_key(column.name))
        .map(|column| format!("`{}`", column.name))
        .collect();
    if let Some((last, others)) = missing.split_last() {
        let names = if others.is_empty() {
            format!("column {last}")
        } else {
            format!("columns {} and {last}", others.join(", "))
        };
        let diagnostic = DiagnosticBuilder::error(span, format!("a table without the {names}"));
        diagnostics.push(diagnostic.expected("the columns id, date, title, kind, parties"));
    }
    Some(found)
}

fn unknown_column(cell: &Name<'_>) -> DiagnosticBuilder {
    let name = cell.value.trim();
    let diagnostic = DiagnosticBuilder::warning(cell.span, format!("unknown column `{name}`; it was skipped"));
    diagnostic
        .expected("the name of an event field")
        .suggestion(nearest(name, COLUMNS.iter().map(|column| column.name)))
}

/// The field for a column name, in any case, with spaces or hyphens: `Venue lat` is `venue_lat`.
fn field(written: &str) -> Option<&'static FieldSpec> {
    let name = written.trim().to_lowercase().replace([' ', '-'], "_");
    COLUMNS.into_iter().find(|column| column.name == name)
}
