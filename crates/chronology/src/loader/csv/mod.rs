//! `events/*.csv`: one event per row, for data sets of many thousands.
//!
//! Diagnostics need the span of each cell, which the `csv` crate does not give, so cells are parsed here; a test compares the
//! result with that crate. Values without escapes are borrowed from the file.

mod header;

use std::borrow::Cow;

use self::header::{Column, columns_of, delimiter};
use super::fields::{COLUMNS, Shape};
use super::schema::{EventRow, Name, ParticipantRow, SourceRow, Text};
use super::spanned::Located;
use super::values::{check_text, expected};
use crate::chronology::{Confidence, CountryCode, EventDate, Mode, Status};
use crate::diagnostics::{DiagnosticBuilder, Diagnostics, SourceSpan};

/// What all pieces of a table have in common.
#[derive(Debug, Default)]
pub(super) struct TableHead {
    /// The first byte of the line with the column names.
    pub start: usize,
    pub delimiter: u8,
    /// `None` if no column is known.
    columns: Option<Vec<Column>>,
}

impl TableHead {
    /// The head of the table that starts with `bytes`. Its errors are reported with the first piece.
    pub(super) fn new(bytes: &[u8]) -> Self {
        let line = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |end| end + 1);
        let (names_start, delimiter) = delimiter(&String::from_utf8_lossy(&bytes[..line]));
        let start = if names_start > 0 { line } else { 0 };
        let text = String::from_utf8_lossy(&bytes[start..]);
        let mut names = Vec::new();
        let columns =
            next_row(&text, 0, delimiter, &mut names).and_then(|_| columns_of(&names, &mut Diagnostics::default()));
        Self { start, delimiter, columns }
    }
}

/// Unnamed columns that are not empty: the number of the column, from 0, and a warning.
pub(super) type UnnamedColumns = Vec<(usize, DiagnosticBuilder)>;

/// Calls `take` with each event of a piece of a table. `is_first`: the piece starts with the column names.
///
/// Returns the warnings for unnamed columns, which are to be reported once for the whole table.
pub(super) fn read<'s>(
    text: &'s str,
    head: &TableHead,
    is_first: bool,
    diagnostics: &mut Diagnostics,
    mut take: impl FnMut(EventRow<'s>, &mut Diagnostics),
) -> UnnamedColumns {
    let (start, delimiter) = if is_first { delimiter(text) } else { (0, head.delimiter) };
    let mut table = if is_first { None } else { head.columns.clone().map(TableColumns::new) };
    let mut unnamed = Vec::new();
    if !is_first && table.is_none() {
        return unnamed;
    }
    let mut cells = Vec::new();
    let mut at = start;
    while let Some(next) = next_row(text, at, delimiter, &mut cells) {
        at = next;
        match &mut table {
            None => match columns_of(&cells, diagnostics) {
                Some(columns) => table = Some(TableColumns::new(columns)),
                None => return unnamed,
            },
            // Spreadsheets also write the empty lines below the table.
            Some(_) if cells.iter().all(|cell| cell.value.trim().is_empty()) => {},
            Some(columns) => {
                columns.warn_unnamed(&cells, &mut unnamed);
                if let Some(row) = CsvRow::read(columns, &mut cells, diagnostics) {
                    take(row, diagnostics);
                }
            },
        }
    }
    if table.is_none() {
        let diagnostic = DiagnosticBuilder::error(SourceSpan::new(0, 0..0), "an empty table");
        diagnostics.push(diagnostic.expected("a line with the column names"));
    }
    unnamed
}

/// Parses the row at `at` into `cells`, and returns the start of the next; `None` at the end. Empty lines are skipped. The
/// rules are those of RFC 4180, and where it leaves a choice, those of the `csv` crate.
fn next_row<'s>(text: &'s str, at: usize, delimiter: u8, cells: &mut Vec<Name<'s>>) -> Option<usize> {
    let bytes = text.as_bytes();
    cells.clear();
    let mut at = at + bytes[at..].iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
    if at == bytes.len() {
        return None;
    }
    loop {
        let (cell, end) = cell(text, at, delimiter);
        cells.push(cell);
        match bytes.get(end) {
            Some(byte) if *byte == delimiter => at = end + 1,
            Some(_) => return Some(end + 1),
            None => return Some(end),
        }
    }
}

/// Parses the cell at `at`, and returns its end. The span excludes the quotation marks, unless the value had to be
/// unescaped.
fn cell(text: &str, at: usize, delimiter: u8) -> (Name<'_>, usize) {
    let bytes = text.as_bytes();
    let end_from = |from: usize| {
        memchr::memchr3(delimiter, b'\n', b'\r', &bytes[from..]).map_or(bytes.len(), |length| from + length)
    };
    if bytes.get(at) != Some(&b'"') {
        let end = end_from(at);
        return (Located { value: Cow::Borrowed(&text[at..end]), span: SourceSpan::new(0, at..end) }, end);
    }
    let begin = at + 1;
    let mut doubled = false;
    let mut from = begin;
    let close = loop {
        let Some(mark) = memchr::memchr(b'"', &bytes[from..]).map(|length| from + length) else { break bytes.len() };
        if bytes.get(mark + 1) != Some(&b'"') {
            break mark;
        }
        doubled = true;
        from = mark + 2;
    };
    let behind = (close + 1).min(bytes.len());
    let end = end_from(behind);
    if !doubled && behind == end {
        return (Located { value: Cow::Borrowed(&text[begin..close]), span: SourceSpan::new(0, begin..close) }, end);
    }
    let value = text[begin..close].replace("\"\"", "\"") + &text[behind..end];
    (Located { value: Cow::Owned(value), span: SourceSpan::new(0, at..end) }, end)
}

/// The columns of a table, and the index in a [`CsvRow`] of each.
struct TableColumns {
    columns: Vec<Column>,
    cells: Vec<Option<usize>>,
    /// The number of the column `venue_lat`.
    latitude: Option<usize>,
}

impl TableColumns {
    fn new(columns: Vec<Column>) -> Self {
        let cell = |column: &Column| match column {
            Column::Field(field) => Some(cell_of(field.name)),
            Column::Skipped | Column::Unnamed => None,
        };
        let cells: Vec<Option<usize>> = columns.iter().map(cell).collect();
        let latitude = cells.iter().position(|cell| *cell == Some(cell_of("venue_lat")));
        Self { columns, cells, latitude }
    }

    /// Adds a warning for an unnamed column at its first cell that is not empty.
    fn warn_unnamed(&mut self, cells: &[Name<'_>], unnamed: &mut UnnamedColumns) {
        for ((number, column), cell) in self.columns.iter_mut().enumerate().zip(cells) {
            if matches!(column, Column::Unnamed) && !cell.value.trim().is_empty() {
                *column = Column::Skipped;
                let diagnostic = DiagnosticBuilder::warning(cell.span, "a column without a name; it was skipped");
                unnamed.push((number, diagnostic.expected("a name in the first line of the table")));
            }
        }
    }
}

/// The index in [`COLUMNS`], and so in a [`CsvRow`], of a column. Constant names are resolved at compile time, since each
/// row needs thirty.
const fn cell_of(name: &str) -> usize {
    let mut cell = 0;
    while !is_same(COLUMNS[cell].name.as_bytes(), name.as_bytes()) {
        cell += 1;
    }
    cell
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// The cells of one row by [`cell_of`].
struct CsvRow<'s> {
    cells: [Option<Name<'s>>; COLUMNS.len()],
}

impl<'s> CsvRow<'s> {
    fn read(columns: &TableColumns, cells: &mut Vec<Name<'s>>, diagnostics: &mut Diagnostics) -> Option<EventRow<'s>> {
        let first = cells.first()?.span;
        let span = SourceSpan::new(0, first.start as usize..first.start as usize);
        if cells.len() != columns.columns.len() {
            let message = format!("{} cells in this row", cells.len());
            let expected = format!("{} cells, as in the first line", columns.columns.len());
            diagnostics.push(DiagnosticBuilder::error(first, message).expected(expected));
            return None;
        }
        let located = columns.latitude.is_some_and(|latitude| !cells[latitude].value.trim().is_empty());
        let mut row = Self { cells: [const { None }; COLUMNS.len()] };
        for ((column, index), cell) in columns.columns.iter().zip(&columns.cells).zip(cells.drain(..)) {
            let (Column::Field(field), Some(index)) = (column, index) else { continue };
            // Half of the cells of a table are empty, so they are skipped early.
            if cell.value.is_empty() && !field.required {
                continue;
            }
            let shape = if located && field.name == "venue" { Shape::Line } else { field.shape };
            check(field.name, shape, field.required, &cell, diagnostics);
            row.cells[*index] = Some(cell);
        }
        Some(row.event(span, diagnostics))
    }

    fn event(mut self, span: SourceSpan, diagnostics: &mut Diagnostics) -> EventRow<'s> {
        let venue = self.name(const { cell_of("venue") });
        let venue_at = self.coordinates(diagnostics);
        let address = self.name(const { cell_of("address") });
        let documents = self.names(const { cell_of("documents") });
        let source = |document| SourceRow {
            document: Some(document),
            bearing: None,
            account: Text::default(),
            excerpts: Vec::new(),
            term: Text::default(),
        };
        EventRow {
            span,
            from_csv: true,
            source_missing: false,
            id: self.name(const { cell_of("id") }),
            date: self.located(const { cell_of("date") }, |written| EventDate::parse(written).ok()),
            order: self
                .located(const { cell_of("order") }, |written| written.parse().ok())
                .map_or(0, |order| order.value),
            title: self.text(const { cell_of("title") }),
            kind: self.name(const { cell_of("kind") }),
            level: self.name(const { cell_of("level") }),
            status: self
                .located(const { cell_of("status") }, Status::parse)
                .map_or(Status::Held, |status| status.value),
            mode: self.located(const { cell_of("mode") }, Mode::parse).map_or(Mode::InPerson, |mode| mode.value),
            setting: self.text(const { cell_of("setting") }),
            parties: self.names(const { cell_of("parties") }),
            concerns: self.names(const { cell_of("concerns") }),
            others: self
                .names(const { cell_of("others") })
                .iter()
                .filter_map(|code| CountryCode::parse(&code.value))
                .collect(),
            venue,
            venue_at,
            people: self
                .names(const { cell_of("people") })
                .into_iter()
                .map(|person| ParticipantRow { person, office: None })
                .collect(),
            topics: self.names(const { cell_of("topics") }),
            summary: self.text(const { cell_of("summary") }),
            outcome: self.names(const { cell_of("outcome") }).into_iter().map(|text| text.value).collect(),
            links: Vec::new(),
            confidence: self
                .located(const { cell_of("confidence") }, Confidence::parse)
                .map(|confidence| confidence.value),
            note: self.text(const { cell_of("note") }),
            sources: documents.into_iter().map(source).collect(),
            address,
            differences: Vec::new(),
        }
    }

    /// The trimmed value of a cell, unless it is empty.
    fn name(&mut self, cell: usize) -> Option<Name<'s>> {
        self.cells[cell].take().map(trimmed).filter(|cell| !cell.value.is_empty())
    }

    fn text(&mut self, cell: usize) -> Text<'s> {
        self.name(cell).map(|cell| cell.value).unwrap_or_default()
    }

    fn names(&mut self, cell: usize) -> Vec<Name<'s>> {
        self.name(cell).map(|cell| items(&cell).collect()).unwrap_or_default()
    }

    fn located<T>(&mut self, cell: usize, parse: impl Fn(&str) -> Option<T>) -> Option<Located<T>> {
        let cell = self.name(cell)?;
        Some(Located { value: parse(&cell.value)?, span: cell.span })
    }

    fn coordinates(&mut self, diagnostics: &mut Diagnostics) -> Option<(f64, f64)> {
        let number = |cell: &Name<'_>| cell.value.parse::<f64>().ok();
        match (self.name(const { cell_of("venue_lat") }), self.name(const { cell_of("venue_lon") })) {
            (Some(lat), Some(lon)) => number(&lat).zip(number(&lon)),
            (Some(half), None) | (None, Some(half)) => {
                let diagnostic = DiagnosticBuilder::error(half.span, "only one of two coordinates");
                diagnostics.push(diagnostic.expected("both `venue_lat` and `venue_lon`"));
                None
            },
            (None, None) => None,
        }
    }
}

/// Checks a single cell. Optional ones may be empty.
fn check(column: &str, shape: Shape, required: bool, cell: &Name<'_>, diagnostics: &mut Diagnostics) {
    let written = if is_trim(&cell.value) { &cell.value } else { cell.value.trim() };
    match shape {
        Shape::List(item) => {
            let mut items = items(cell).peekable();
            if required && items.peek().is_none() {
                diagnostics.push(
                    DiagnosticBuilder::error(cell.span, format!("`{column}` is empty"))
                        .expected("one or more, separated by `;`"),
                );
            }
            for item_cell in items {
                if matches!(item, Shape::Reference(_)) && item_cell.value.contains(',') {
                    let diagnostic =
                        DiagnosticBuilder::error(item_cell.span, format!("`{}` is not a single id", item_cell.value));
                    diagnostics.push(diagnostic.expected("several ids separated by `;`"));
                    continue;
                }
                check_text(column, *item, &item_cell.value, true, item_cell.span, diagnostics);
            }
        },
        Shape::Integer if !written.is_empty() && written.parse::<i32>().is_err() => {
            diagnostics.push(
                DiagnosticBuilder::error(cell.span, format!("`{written}` is not a number")).expected(expected(shape)),
            );
        },
        Shape::Number { least, greatest } if !written.is_empty() => {
            if !written.parse().is_ok_and(|number: f64| (least..=greatest).contains(&number)) {
                let diagnostic = DiagnosticBuilder::error(cell.span, format!("`{written}` is not a number in range"));
                diagnostics.push(diagnostic.expected(format!("a number from {least} to {greatest}")));
            }
        },
        Shape::Integer | Shape::Number { .. } => {},
        shape => check_text(column, shape, written, required, cell.span, diagnostics),
    }
}

/// The items of a list separated by `;`. Each has its own span, unless the cell had to be unescaped.
fn items<'s>(cell: &Name<'s>) -> impl Iterator<Item = Name<'s>> {
    let mut next = 0;
    let ranges = cell.value.split(';').map(move |part| {
        let begin = next;
        next += part.len() + 1;
        if is_trim(part) {
            return begin..begin + part.len();
        }
        let begin = begin + (part.len() - part.trim_start().len());
        begin..begin + part.trim().len()
    });
    ranges.filter(|range| !range.is_empty()).map(|range| match &cell.value {
        Cow::Borrowed(text) => {
            let begin = cell.span.start as usize;
            let span = SourceSpan::new(cell.span.file as usize, begin + range.start..begin + range.end);
            Located { value: Cow::Borrowed(&text[range]), span }
        },
        Cow::Owned(text) => Located { value: Cow::Owned(text[range].to_owned()), span: cell.span },
    })
}

/// The cell without surrounding white space.
fn trimmed(cell: Name<'_>) -> Name<'_> {
    match cell.value {
        _ if is_trim(&cell.value) => cell,
        Cow::Borrowed(text) => {
            let start = cell.span.start as usize + (text.len() - text.trim_start().len());
            let text = text.trim();
            Located {
                value: Cow::Borrowed(text),
                span: SourceSpan::new(cell.span.file as usize, start..start + text.len()),
            }
        },
        Cow::Owned(text) => Located { value: Cow::Owned(text.trim().to_owned()), span: cell.span },
    }
}

/// Whether a text certainly has no surrounding white space: nearly all start and end with printable ASCII.
fn is_trim(text: &str) -> bool {
    matches!(text.as_bytes(), [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'])
}

#[cfg(test)]
mod tests {
    use csv::{ReaderBuilder, Trim};
    use proptest::prelude::*;

    use super::*;

    fn ours(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let (mut rows, mut cells, mut at) = (Vec::new(), Vec::new(), 0);
        while let Some(next) = next_row(text, at, delimiter, &mut cells) {
            rows.push(cells.iter().map(|cell| cell.value.to_string()).collect());
            for cell in &cells {
                let source = &text[cell.span.start as usize..cell.span.end as usize];
                assert!(matches!(cell.value, Cow::Owned(_)) || source == cell.value);
            }
            at = next;
        }
        rows
    }

    fn theirs(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let mut reader = ReaderBuilder::new();
        reader.delimiter(delimiter).has_headers(false).flexible(true).trim(Trim::None);
        let records = reader.from_reader(text.as_bytes()).into_records();
        records.map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    proptest! {
        #[test]
        fn cells_equal_those_of_the_csv_crate(text in "[a東\"\"\",;\n\r ]{0,24}", delimiter in prop::sample::select(vec![b',', b';'])) {
            prop_assert_eq!(ours(&text, delimiter), theirs(&text, delimiter));
        }
    }
}
