//! `events/*.csv`: one event a row, for data sets of many thousands.
//!
//! The `csv` crate finds the rows and undoes the quoting; the places of the fields, which it does not tell, follow from
//! the place of the row and the fields before. Values that needed no unquoting are borrowed from the file.

mod header;

use std::borrow::Cow;
use std::collections::HashMap;

use csv::{ByteRecord, ReaderBuilder, Trim};

use self::header::{Column, columns_of, divider};
use super::fields::{Field, Shape};
use super::schema::{EventRow, Name, ParticipantRow, SourceRow, Text};
use super::source::{At, Fault, Faults, Spot};
use super::values::{check_text, expected};
use crate::chronology::{Confidence, CountryCode, EventDate, Mode, Status};

/// The events of one table.
pub(super) fn read<'s>(file: usize, text: &'s str, faults: &mut Faults) -> Vec<EventRow<'s>> {
    let (begin, divider) = divider(text);
    let mut reader = ReaderBuilder::new()
        .delimiter(divider)
        .has_headers(false)
        .flexible(true)
        .trim(Trim::None)
        .from_reader(&text.as_bytes()[begin..]);
    let mut record = ByteRecord::new();
    let mut header: Option<Vec<Column>> = None;
    let mut events = Vec::new();
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {},
            Ok(false) => break,
            Err(error) => {
                let at = begin + error.position().map_or(0, |position| position.byte()) as usize;
                faults.push(Fault::error(Spot::new(file, at..at), error.to_string()));
                break;
            },
        }
        let start = begin + record.position().map_or(0, |position| position.byte()) as usize;
        let cells = cells(file, text, start, &record);
        match &mut header {
            None => match columns_of(&cells, faults) {
                Some(columns) => header = Some(columns),
                None => return events,
            },
            // Spreadsheets write the lines below the last one that was filled in as well.
            Some(_) if cells.iter().all(|cell| cell.value.trim().is_empty()) => {},
            Some(columns) => {
                name_missing(columns, &cells, faults);
                events.extend(Row::read(file, columns, cells, faults));
            },
        }
    }
    if header.is_none() {
        let fault = Fault::error(Spot::new(file, 0..0), "an empty table");
        faults.push(fault.expecting("a line with the names of the columns"));
    }
    events
}

/// The fields of a record and where they stand. `start` is where the reader began to look for the record.
fn cells<'s>(file: usize, text: &'s str, start: usize, record: &ByteRecord) -> Vec<Name<'s>> {
    let blank = text.get(start..).unwrap_or_default().bytes().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
    let mut at = start + blank;
    let mut cells = Vec::with_capacity(record.len());
    for value in record {
        let raw = &text.as_bytes()[at.min(text.len())..];
        let (length, inner) = if raw.first() == Some(&b'"') {
            let doubled = value.iter().filter(|byte| **byte == b'"').count();
            let length = value.len() + doubled;
            (length + 2, (doubled == 0).then(|| at + 1..at + 1 + length))
        } else {
            (value.len(), Some(at..at + value.len()))
        };
        let borrowed = inner.clone().and_then(|inner| text.get(inner)).filter(|inner| inner.as_bytes() == value);
        let (value, span) = match (borrowed, inner) {
            (Some(inner), Some(span)) => (Cow::Borrowed(inner), span),
            _ => (Cow::Owned(String::from_utf8_lossy(value).into_owned()), at..(at + length).min(text.len())),
        };
        cells.push(At { value, spot: Spot::new(file, span) });
        at += length + 1;
    }
    cells
}

/// Says of a column without a name that it was not read, when the first of its cells holds something.
fn name_missing(columns: &mut [Column], cells: &[Name<'_>], faults: &mut Faults) {
    for (column, cell) in columns.iter_mut().zip(cells) {
        if matches!(column, Column::Nameless) && !cell.value.trim().is_empty() {
            *column = Column::Unread;
            let fault = Fault::warning(cell.spot, "a column without a name; it was not read");
            faults.push(fault.expecting("a name in the first line of the table"));
        }
    }
}

/// The cells of one row by the name of their column.
struct Row<'s> {
    cells: HashMap<&'static str, Name<'s>>,
}

impl<'s> Row<'s> {
    fn read(file: usize, columns: &[Column], cells: Vec<Name<'s>>, faults: &mut Faults) -> Option<EventRow<'s>> {
        let first = cells.first()?.spot;
        let spot = Spot::new(file, first.start as usize..first.start as usize);
        if cells.len() != columns.len() {
            let message = format!("{} cells in a row", cells.len());
            let expected = format!("{} cells, as in the first line", columns.len());
            faults.push(Fault::error(first, message).expecting(expected));
            return None;
        }
        let named = columns.iter().zip(cells).filter_map(|(column, cell)| match column {
            Column::Field(field) => Some((*field, cell)),
            Column::Unread | Column::Nameless => None,
        });
        let named: Vec<(&'static Field, Name<'s>)> = named.collect();
        let located = named.iter().any(|(field, cell)| field.name == "venue_lat" && !cell.value.trim().is_empty());
        for (field, cell) in &named {
            let shape = if located && field.name == "venue" { Shape::Line } else { field.shape };
            check(field.name, shape, field.required, cell, faults);
        }
        let cells = named.into_iter().map(|(field, cell)| (field.name, cell)).collect();
        Some(Self { cells }.event(spot, faults))
    }

    fn event(mut self, spot: Spot, faults: &mut Faults) -> EventRow<'s> {
        let venue = self.name("venue");
        let venue_at = self.coordinates(faults);
        let address = self.name("address");
        let documents = self.names("documents");
        let source = |document| SourceRow {
            document: Some(document),
            account: Text::default(),
            excerpts: Vec::new(),
            term: Text::default(),
        };
        EventRow {
            spot,
            from_csv: true,
            source_missing: false,
            id: self.name("id"),
            date: self.located("date", |written| EventDate::parse(written).ok()),
            order: self.located("order", |written| written.parse().ok()).map_or(0, |order| order.value),
            title: self.text("title"),
            kind: self.name("kind"),
            level: self.name("level"),
            status: self.located("status", Status::parse).map_or(Status::Held, |status| status.value),
            mode: self.located("mode", Mode::parse).map_or(Mode::InPerson, |mode| mode.value),
            setting: self.text("setting"),
            parties: self.names("parties"),
            concerns: self.names("concerns"),
            others: self.names("others").iter().filter_map(|code| CountryCode::parse(&code.value)).collect(),
            venue,
            venue_at,
            people: self.names("people").into_iter().map(|person| ParticipantRow { person, office: None }).collect(),
            topics: self.names("topics"),
            summary: self.text("summary"),
            outcome: self.names("outcome").into_iter().map(|text| text.value).collect(),
            links: Vec::new(),
            confidence: self.located("confidence", Confidence::parse).map(|confidence| confidence.value),
            note: self.text("note"),
            sources: documents.into_iter().map(source).collect(),
            address,
            differences: Vec::new(),
        }
    }

    /// The cell of this column, unless it is empty.
    fn name(&mut self, column: &str) -> Option<Name<'s>> {
        self.cells.remove(column).map(trimmed).filter(|cell| !cell.value.is_empty())
    }

    fn text(&mut self, column: &str) -> Text<'s> {
        self.name(column).map(|cell| cell.value).unwrap_or_default()
    }

    fn names(&mut self, column: &str) -> Vec<Name<'s>> {
        self.name(column).map(|cell| items(&cell)).unwrap_or_default()
    }

    fn located<T>(&mut self, column: &str, parse: impl Fn(&str) -> Option<T>) -> Option<At<T>> {
        let cell = self.name(column)?;
        Some(At { value: parse(&cell.value)?, spot: cell.spot })
    }

    fn coordinates(&mut self, faults: &mut Faults) -> Option<(f64, f64)> {
        let number = |cell: &Name<'_>| cell.value.parse::<f64>().ok();
        match (self.name("venue_lat"), self.name("venue_lon")) {
            (Some(lat), Some(lon)) => number(&lat).zip(number(&lon)),
            (Some(half), None) | (None, Some(half)) => {
                let fault = Fault::error(half.spot, "half a pair of coordinates");
                faults.push(fault.expecting("both `venue_lat` and `venue_lon`"));
                None
            },
            (None, None) => None,
        }
    }
}

/// Checks a cell by itself. Cells that are not needed may be empty.
fn check(column: &str, shape: Shape, required: bool, cell: &Name<'_>, faults: &mut Faults) {
    let written = cell.value.trim();
    match shape {
        Shape::List(item) => {
            let items = items(cell);
            if required && items.is_empty() {
                faults.push(
                    Fault::error(cell.spot, format!("`{column}` is empty")).expecting("one or more, joined with `;`"),
                );
            }
            for item_cell in items {
                if matches!(item, Shape::Reference(_)) && item_cell.value.contains(',') {
                    let fault = Fault::error(item_cell.spot, format!("`{}` is not one id", item_cell.value));
                    faults.push(fault.expecting("several joined with `;`"));
                    continue;
                }
                check_text(column, *item, &item_cell.value, true, item_cell.spot, faults);
            }
        },
        Shape::Integer if !written.is_empty() && written.parse::<i32>().is_err() => {
            faults.push(Fault::error(cell.spot, format!("`{written}` is not a number")).expecting(expected(shape)));
        },
        Shape::Number { least, greatest } if !written.is_empty() => {
            if !written.parse().is_ok_and(|number: f64| (least..=greatest).contains(&number)) {
                let fault = Fault::error(cell.spot, format!("`{written}` is not a number in range"));
                faults.push(fault.expecting(format!("a number from {least} to {greatest}")));
            }
        },
        Shape::Integer | Shape::Number { .. } => {},
        shape => check_text(column, shape, written, required, cell.spot, faults),
    }
}

/// The items of a list, joined with `;`. Where the cell is as the file has it, each has a place of its own.
fn items<'s>(cell: &Name<'s>) -> Vec<Name<'s>> {
    let whole = cell.spot;
    let parts = |text: &str| -> Vec<std::ops::Range<usize>> {
        let mut at = 0;
        let ranges = text.split(';').map(|part| {
            let start = at + (part.len() - part.trim_start().len());
            at += part.len() + 1;
            start..start + part.trim().len()
        });
        ranges.filter(|range| !range.is_empty()).collect()
    };
    match &cell.value {
        Cow::Borrowed(text) => {
            let part = |range: std::ops::Range<usize>| {
                let start = whole.start as usize;
                let spot = Spot::new(whole.file as usize, start + range.start..start + range.end);
                At { value: Cow::Borrowed(&text[range]), spot }
            };
            parts(text).into_iter().map(part).collect()
        },
        Cow::Owned(text) => {
            let part = |range: std::ops::Range<usize>| At { value: Cow::Owned(text[range].to_owned()), spot: whole };
            parts(text).into_iter().map(part).collect()
        },
    }
}

/// The cell without the blanks around it.
fn trimmed(cell: Name<'_>) -> Name<'_> {
    match cell.value {
        Cow::Borrowed(text) => {
            let start = cell.spot.start as usize + (text.len() - text.trim_start().len());
            let text = text.trim();
            At { value: Cow::Borrowed(text), spot: Spot::new(cell.spot.file as usize, start..start + text.len()) }
        },
        Cow::Owned(text) => At { value: Cow::Owned(text.trim().to_owned()), spot: cell.spot },
    }
}
