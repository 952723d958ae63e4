//! The event files, piece by piece: a TOML file is one piece, a table is split between rows.
//!
//! A table may be too large to keep in memory, so it is read while it is parsed: an idle core takes the next piece. Quoted
//! cells can contain line breaks, so the end of a row is found by the rules of RFC 4180, as the `csv` crate applies them.

use std::fs;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::string::FromUtf8Error;
use std::sync::Arc;

use super::csv::TableHead;
use super::files::{self, EventFile};
use crate::diagnostics::{Diagnostic, SourceFile};

/// In bytes. Small in tests, so that small tables have many pieces.
const PIECE: usize = if cfg!(test) { 4 << 10 } else { 4 << 20 };
/// In bytes. A longer row must have an unclosed quotation mark.
const LONGEST_ROW: usize = 128 << 20;

/// The part of a file that a piece is.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct PieceLocation {
    /// The index among the event files.
    pub file: usize,
    /// The number of the piece in its file, from 0.
    pub number: usize,
    /// The first byte; tables only.
    start: u64,
    /// In bytes; tables only.
    length: usize,
    /// The number of lines before it.
    lines: usize,
}

pub(super) enum PieceContent {
    /// A TOML file, not read yet.
    TomlFile,
    /// Rows of a table.
    Rows {
        bytes: Vec<u8>,
        /// Shared by all pieces of the table.
        head: Arc<TableHead>,
        /// Whether the last row exceeds [`LONGEST_ROW`].
        is_endless: bool,
    },
    /// Reading the table failed here.
    Unreadable(Box<Diagnostic>),
}

/// A piece of a file of events.
pub(super) struct Piece {
    pub location: PieceLocation,
    pub content: PieceContent,
}

/// All pieces. TOML files come first, in descending size, so that no core ends with a large one.
pub(super) struct Pieces<'a> {
    files: &'a [EventFile],
    toml_files: std::vec::IntoIter<usize>,
    tables: std::vec::IntoIter<usize>,
    table: Option<TableReader>,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(files: &'a [EventFile]) -> Self {
        let (mut tables, mut toml_files): (Vec<usize>, Vec<usize>) =
            (0..files.len()).partition(|file| files[*file].is_table());
        toml_files.sort_by_key(|file| std::cmp::Reverse(files[*file].size()));
        tables.sort_unstable();
        Self { files, toml_files: toml_files.into_iter(), tables: tables.into_iter(), table: None }
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        if let Some(file) = self.toml_files.next() {
            return Some(Piece { location: PieceLocation::whole(file), content: PieceContent::TomlFile });
        }
        loop {
            if let Some(piece) = self.table.as_mut().and_then(TableReader::next) {
                return Some(piece);
            }
            let file = self.tables.next()?;
            match self.files[file].open() {
                Ok(opened) => self.table = Some(TableReader::new(file, &self.files[file], opened)),
                Err(diagnostic) => {
                    return Some(Piece {
                        location: PieceLocation::whole(file),
                        content: PieceContent::Unreadable(diagnostic),
                    });
                },
            }
        }
    }
}

impl PieceLocation {
    fn whole(file: usize) -> Self {
        Self { file, number: 0, start: 0, length: 0, lines: 0 }
    }

    /// The source for `text`, the text of the piece.
    pub(super) fn source(&self, file: &EventFile, text: String) -> SourceFile {
        SourceFile::part(file.name.clone(), text, self.lines, usize::try_from(self.start).unwrap_or(usize::MAX))
    }

    /// Its length in bytes.
    pub(super) fn bytes(&self, files: &[EventFile]) -> u64 {
        match files.get(self.file) {
            Some(file) if !file.is_table() => file.size(),
            _ => self.length as u64,
        }
    }

    /// The error for a piece that is not UTF-8.
    pub(super) fn not_utf8(&self, file: &EventFile, error: &FromUtf8Error) -> Box<Diagnostic> {
        let mut diagnostic = files::not_utf8(&file.name, error);
        let before = usize::try_from(self.start).unwrap_or(usize::MAX);
        diagnostic.line += self.lines;
        diagnostic.span = diagnostic.span.start + before..diagnostic.span.end + before;
        diagnostic
    }

    /// Reads the piece again, for a line in a report.
    pub(super) fn read_again(&self, file: &EventFile) -> Option<SourceFile> {
        if !file.is_table() {
            return Some(self.source(file, file.read().ok()?));
        }
        let mut opened = file.open().ok()?;
        opened.seek(SeekFrom::Start(self.start)).ok()?;
        let mut bytes = vec![0; self.length];
        opened.read_exact(&mut bytes).ok()?;
        Some(self.source(file, files::text(bytes).ok()?))
    }
}

/// A table that is being read.
struct TableReader {
    file: usize,
    name: String,
    opened: fs::File,
    head: Option<Arc<TableHead>>,
    /// The beginning of a row that was read and is not part of a piece yet.
    rest: Vec<u8>,
    /// The start of `rest`.
    next: PieceLocation,
    /// In bytes.
    read: u64,
    /// The largest size of a table, in bytes.
    limit: u64,
    ended: bool,
}

impl TableReader {
    fn new(file: usize, of: &EventFile, opened: fs::File) -> Self {
        let (name, limit) = (of.name.clone(), of.limit());
        let next = PieceLocation::whole(file);
        Self { file, name, opened, head: None, rest: Vec::new(), next, read: 0, limit, ended: false }
    }

    /// The next piece, which ends with a row.
    fn next(&mut self) -> Option<Piece> {
        if self.ended {
            return None;
        }
        let mut bytes = Vec::with_capacity(PIECE + self.rest.len());
        bytes.append(&mut self.rest);
        let mut wanted = PIECE;
        loop {
            match self.fill(&mut bytes, wanted) {
                Err(diagnostic) => {
                    self.ended = true;
                    return Some(Piece { location: self.next, content: PieceContent::Unreadable(diagnostic) });
                },
                Ok(true) => {
                    self.ended = true;
                    if bytes.is_empty() && self.next.number > 0 {
                        return None;
                    }
                    return Some(self.piece(bytes, false));
                },
                Ok(false) => {},
            }
            let start = self.rows_start(&mut bytes);
            let delimiter = self.head.as_ref().map_or(b',', |head| head.delimiter);
            if let Some(end) = last_row_end(&bytes[start..], delimiter) {
                self.rest = bytes.split_off(start + end);
                return Some(self.piece(bytes, false));
            }
            if bytes.len() > LONGEST_ROW {
                self.ended = true;
                return Some(self.piece(bytes, true));
            }
            // Twice as much each time, so that a long row is not searched many times.
            wanted = bytes.len() * 2;
        }
    }

    /// Reads until there are `wanted` bytes; `true` at the end of the file.
    fn fill(&mut self, bytes: &mut Vec<u8>, wanted: usize) -> Result<bool, Box<Diagnostic>> {
        let missing = wanted.saturating_sub(bytes.len());
        let read = (&mut self.opened).take(missing as u64).read_to_end(bytes);
        let read = read.map_err(|error: io::Error| files::unreadable(&self.name, &error))?;
        self.read += read as u64;
        if self.read > self.limit {
            return Err(files::exceeding(&self.name, self.limit));
        }
        Ok(read < missing)
    }

    /// The first byte after the line that names the delimiter, in the first piece. Removes a byte-order mark.
    fn rows_start(&mut self, bytes: &mut Vec<u8>) -> usize {
        if self.next.number > 0 {
            return 0;
        }
        if bytes.starts_with(files::BOM) {
            bytes.drain(..files::BOM.len());
            self.next.start = files::BOM.len() as u64;
        }
        let head = self.head.get_or_insert_with(|| Arc::new(TableHead::new(bytes)));
        head.start
    }

    fn piece(&mut self, mut bytes: Vec<u8>, is_endless: bool) -> Piece {
        self.rows_start(&mut bytes);
        let head = self.head.clone().unwrap_or_default();
        let location = PieceLocation { length: bytes.len(), ..self.next };
        self.next = PieceLocation {
            file: self.file,
            number: location.number + 1,
            start: location.start + bytes.len() as u64,
            length: 0,
            lines: location.lines + memchr::memchr_iter(b'\n', &bytes).count(),
        };
        Piece { location, content: PieceContent::Rows { bytes, head, is_endless } }
    }
}

/// The end of the last complete row of `bytes`, which start with a row. A quotation mark counts only at the start of a cell,
/// and is doubled within quoted text.
fn last_row_end(bytes: &[u8], delimiter: u8) -> Option<usize> {
    let mut last = None;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if *byte == b'"' {
            // Go behind the closing mark, the first that is not doubled.
            at += 1;
            loop {
                let Some(mark) = memchr::memchr(b'"', &bytes[at..]) else { return last };
                at += mark + 1;
                match bytes.get(at) {
                    Some(b'"') => at += 1,
                    Some(_) => break,
                    None => return last,
                }
            }
        }
        let Some(end) = memchr::memchr3(delimiter, b'\n', b'\r', &bytes[at..]) else { break };
        at += end + 1;
        if bytes[at - 1] == b'\n' {
            last = Some(at);
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::last_row_end;

    #[test]
    fn a_line_break_ends_a_row_except_in_a_quoted_cell() {
        let end = |text: &str| last_row_end(text.as_bytes(), b',');
        assert_eq!(end("a,b\nc,"), Some(4));
        assert_eq!(end("a,\"b\nc\"\nd"), Some(8));
        assert_eq!(end("a,\"b\nc\n"), None);
        assert_eq!(end("a\n\"b\"\"\nc"), Some(2));
        // A mark inside an unquoted cell is an ordinary character.
        assert_eq!(end("a,5\" pipe\nb,c\n"), Some(14));
        assert_eq!(end("\"a\" b\nc"), Some(6));
    }
}
