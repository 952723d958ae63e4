//! The head of a table: what divides its cells, and what its columns hold.
//!
//! Spreadsheets write what they call CSV in many ways: with commas, with semicolons where the comma divides decimals, with
//! tabs; the names of columns in any case; columns of the reader's own. What names the columns best is taken to divide
//! them, and a column that is none of an event is left out and named in the report.

use std::collections::HashMap;

use crate::diagnostics::suggest::nearest;
use crate::diagnostics::{DiagnosticBuilder, Diagnostics, SourceSpan};
use crate::loader::fields::{Field, columns};
use crate::loader::schema::Name;

/// What can divide cells.
const DIVIDERS: [u8; 3] = [b',', b';', b'\t'];

/// What a column holds.
#[derive(Debug, Clone, Copy)]
pub enum Column {
    /// A field of an event.
    Field(&'static Field),
    /// Something that is not read, which has been said.
    Unread,
    /// Something that has no name. Spreadsheets write such columns, mostly empty.
    Nameless,
}

/// Where the first line with names begins, and what divides cells. A line `sep=;` before it says so; otherwise it is what
/// makes the most names known.
pub fn divider(text: &str) -> (usize, u8) {
    let first = text.lines().next().unwrap_or_default();
    if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', divider] = first.as_bytes()
        && DIVIDERS.contains(divider)
    {
        return ((first.len() + 1).min(text.len()), *divider);
    }
    let names = |divider: &u8| {
        let cells = first.split(char::from(*divider));
        cells.filter(|cell| field(cell.trim().trim_matches('"')).is_some()).count()
    };
    // Of several with as many names the first is taken.
    let best = DIVIDERS.iter().rev().max_by_key(|divider| names(divider));
    (0, best.copied().unwrap_or(b','))
}

/// What each column holds. `None`: this is no line of names, so that no row can be read.
pub fn columns_of(header: &[Name<'_>], diagnostics: &mut Diagnostics) -> Option<Vec<Column>> {
    let span = header.first().map_or(SourceSpan::new(0, 0..0), |cell| cell.span);
    if !header.iter().any(|cell| field(&cell.value).is_some()) {
        let diagnostic = DiagnosticBuilder::error(span, "no name of a column stands in the first line");
        diagnostics.push(
            diagnostic.expected("the names of the columns, in any order: id, date, title, kind, parties and others"),
        );
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
                    DiagnosticBuilder::error(cell.span, format!("the column `{}` stands twice", field.name))
                        .first_used_in(first),
                );
                Column::Unread
            },
            (None, _) if cell.value.trim().is_empty() => Column::Nameless,
            (None, _) => {
                diagnostics.push_warning_with(|| unread(cell));
                Column::Unread
            },
        });
    }
    let missing: Vec<String> = columns()
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

fn unread(cell: &Name<'_>) -> DiagnosticBuilder {
    let name = cell.value.trim();
    let diagnostic = DiagnosticBuilder::warning(cell.span, format!("unknown column `{name}`; it was not read"));
    diagnostic
        .expected("the name of a field of an event")
        .suggestion(nearest(name, columns().map(|column| column.name)))
}

/// The field of that name, however a person would write it: `Venue lat` is `venue_lat`.
fn field(written: &str) -> Option<&'static Field> {
    let name = written.trim().to_lowercase().replace([' ', '-'], "_");
    columns().find(|column| column.name == name)
}
