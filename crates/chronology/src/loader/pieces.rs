//! The files of events, piece by piece: a TOML file is one piece, a table is cut between its rows.
//!
//! A table may be larger than the memory should hold at once, so it is read as it is parsed: whoever has nothing to do takes
//! the next piece. What quotation marks enclose can hold line breaks, so the end of a row is found by the rules of
//! RFC 4180 as the `csv` crate applies them, and not by its line break alone.

use std::fs;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::string::FromUtf8Error;
use std::sync::Arc;

use super::csv::Head;
use super::location::{self, EventFile};
use crate::diagnostics::{Diagnostic, SourceFile};

/// How much of a table is parsed at once. The tests of the library have tables of many pieces without large files.
const PIECE: usize = if cfg!(test) { 4 << 10 } else { 4 << 20 };
/// The longest row of a table. One that goes on for longer has an open quotation mark.
const LONGEST_ROW: usize = 128 << 20;

/// Where a piece stands in its file.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Place {
    /// The position of the file among those of events.
    pub file: usize,
    /// The number of the piece in the file, from 0.
    pub number: usize,
    /// The first byte, and how many there are; of a table only.
    begin: u64,
    length: usize,
    /// How many lines stand before it.
    lines: usize,
}

/// What a piece holds.
pub(super) enum Content {
    /// A TOML file, which is not read yet.
    Whole,
    /// Rows of a table.
    Rows {
        /// The bytes.
        bytes: Vec<u8>,
        /// What stands at the beginning of the table, for all its pieces.
        head: Arc<Head>,
        /// Whether it ends in a row that does not end.
        endless: bool,
    },
    /// The table cannot be read any further.
    Unread(Box<Diagnostic>),
}

/// A piece of a file of events.
pub(super) struct Piece {
    pub place: Place,
    pub content: Content,
}

/// All pieces: the TOML files first, the largest before the others, so that no core is left with a large one at the end.
pub(super) struct Pieces<'a> {
    files: &'a [EventFile],
    whole: std::vec::IntoIter<usize>,
    tables: std::vec::IntoIter<usize>,
    table: Option<Table>,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(files: &'a [EventFile]) -> Self {
        let (mut tables, mut whole): (Vec<usize>, Vec<usize>) =
            (0..files.len()).partition(|file| files[*file].is_table());
        whole.sort_by_key(|file| std::cmp::Reverse(files[*file].size()));
        tables.sort_unstable();
        Self { files, whole: whole.into_iter(), tables: tables.into_iter(), table: None }
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        if let Some(file) = self.whole.next() {
            return Some(Piece { place: Place::whole(file), content: Content::Whole });
        }
        loop {
            if let Some(piece) = self.table.as_mut().and_then(Table::next) {
                return Some(piece);
            }
            let file = self.tables.next()?;
            match self.files[file].open() {
                Ok(opened) => self.table = Some(Table::new(file, &self.files[file], opened)),
                Err(diagnostic) => {
                    return Some(Piece { place: Place::whole(file), content: Content::Unread(diagnostic) });
                },
            }
        }
    }
}

impl Place {
    fn whole(file: usize) -> Self {
        Self { file, number: 0, begin: 0, length: 0, lines: 0 }
    }

    /// A source that has the lines and bytes of the piece where they stand in the file.
    pub(super) fn source(&self, file: &EventFile, text: String) -> SourceFile {
        SourceFile::part(file.name.clone(), text, self.lines, usize::try_from(self.begin).unwrap_or(usize::MAX))
    }

    /// How many bytes of the file it has.
    pub(super) fn bytes(&self, files: &[EventFile]) -> u64 {
        match files.get(self.file) {
            Some(file) if !file.is_table() => file.size(),
            _ => self.length as u64,
        }
    }

    /// The piece is not UTF-8.
    pub(super) fn not_utf8(&self, file: &EventFile, error: &FromUtf8Error) -> Box<Diagnostic> {
        let mut diagnostic = location::not_utf8(&file.name, error);
        let before = usize::try_from(self.begin).unwrap_or(usize::MAX);
        diagnostic.line += self.lines;
        diagnostic.span = diagnostic.span.start + before..diagnostic.span.end + before;
        diagnostic
    }

    /// Reads the piece again, to show a line of it.
    pub(super) fn again(&self, file: &EventFile) -> Option<SourceFile> {
        if !file.is_table() {
            return Some(self.source(file, file.read().ok()?));
        }
        let mut opened = file.open().ok()?;
        opened.seek(SeekFrom::Start(self.begin)).ok()?;
        let mut bytes = vec![0; self.length];
        opened.read_exact(&mut bytes).ok()?;
        Some(self.source(file, location::text(bytes).ok()?))
    }
}

/// A table that is being read.
struct Table {
    file: usize,
    name: String,
    opened: fs::File,
    head: Option<Arc<Head>>,
    /// What was read and not handed out: the beginning of a row.
    rest: Vec<u8>,
    /// Where that stands.
    next: Place,
    /// How much has been read, of how much.
    read: u64,
    limit: u64,
    ended: bool,
}

impl Table {
    fn new(file: usize, of: &EventFile, opened: fs::File) -> Self {
        let (name, limit) = (of.name.clone(), of.limit());
        let next = Place::whole(file);
        Self { file, name, opened, head: None, rest: Vec::new(), next, read: 0, limit, ended: false }
    }

    /// The next piece: whole rows.
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
                    return Some(Piece { place: self.next, content: Content::Unread(diagnostic) });
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
            let begin = self.begin(&mut bytes);
            let divider = self.head.as_ref().map_or(b',', |head| head.divider);
            if let Some(end) = last_end(&bytes[begin..], divider) {
                self.rest = bytes.split_off(begin + end);
                return Some(self.piece(bytes, false));
            }
            if bytes.len() > LONGEST_ROW {
                self.ended = true;
                return Some(self.piece(bytes, true));
            }
            // Twice as much each time, so that it is not looked through again and again.
            wanted = bytes.len() * 2;
        }
    }

    /// Reads until there are so many bytes; `true` if the file has no more.
    fn fill(&mut self, bytes: &mut Vec<u8>, wanted: usize) -> Result<bool, Box<Diagnostic>> {
        let missing = wanted.saturating_sub(bytes.len());
        let read = (&mut self.opened).take(missing as u64).read_to_end(bytes);
        let read = read.map_err(|error: io::Error| location::unreadable(&self.name, &error))?;
        self.read += read as u64;
        if self.read > self.limit {
            return Err(location::exceeding(&self.name, self.limit));
        }
        Ok(read < missing)
    }

    /// Where the rows begin in the first piece, behind the line that names the divider. A byte-order mark is taken off.
    fn begin(&mut self, bytes: &mut Vec<u8>) -> usize {
        if self.next.number > 0 {
            return 0;
        }
        if bytes.starts_with(location::MARK) {
            bytes.drain(..location::MARK.len());
            self.next.begin = location::MARK.len() as u64;
        }
        let head = self.head.get_or_insert_with(|| Arc::new(Head::new(bytes)));
        head.begin
    }

    fn piece(&mut self, mut bytes: Vec<u8>, endless: bool) -> Piece {
        self.begin(&mut bytes);
        let head = self.head.clone().unwrap_or_default();
        let place = Place { length: bytes.len(), ..self.next };
        self.next = Place {
            file: self.file,
            number: place.number + 1,
            begin: place.begin + bytes.len() as u64,
            length: 0,
            lines: place.lines + memchr::memchr_iter(b'\n', &bytes).count(),
        };
        Piece { place, content: Content::Rows { bytes, head, endless } }
    }
}

/// Where the last whole row of these bytes ends, which begin with a row. A quotation mark counts at the beginning of a cell
/// only; one within the quotation is doubled.
fn last_end(bytes: &[u8], divider: u8) -> Option<usize> {
    let mut last = None;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if *byte == b'"' {
            // Behind the mark that is not doubled.
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
        let Some(end) = memchr::memchr3(divider, b'\n', b'\r', &bytes[at..]) else { break };
        at += end + 1;
        if bytes[at - 1] == b'\n' {
            last = Some(at);
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::last_end;

    #[test]
    fn a_row_ends_where_its_line_does_outside_quotation_marks() {
        let end = |text: &str| last_end(text.as_bytes(), b',');
        assert_eq!(end("a,b\nc,"), Some(4));
        assert_eq!(end("a,\"b\nc\"\nd"), Some(8));
        assert_eq!(end("a,\"b\nc\n"), None);
        assert_eq!(end("a\n\"b\"\"\nc"), Some(2));
        // A mark within a cell is a character like any other.
        assert_eq!(end("a,5\" pipe\nb,c\n"), Some(14));
        assert_eq!(end("\"a\" b\nc"), Some(6));
    }
}
