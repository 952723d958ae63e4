//! A file that was read, and the spans in it that diagnostics point to.

use std::ops::Range;
use std::sync::OnceLock;

use super::{Diagnostic, Severity};

/// A text file, or a part of one, kept while it is read so that a diagnostic can show its line.
#[derive(Debug)]
pub struct SourceFile {
    /// The name that reports show.
    pub name: String,
    /// The text, without a byte-order mark, with `\n` line ends.
    pub text: String,
    /// The lines and bytes of the file before `text`.
    skipped: (usize, usize),
    /// The number of line ends before each block of the text, counted at the first look-up.
    line_ends: OnceLock<Vec<usize>>,
}

/// The files that a [`SourceSpan`] points into by their index.
pub trait SourceFiles {
    /// Calls `read` with a file, if it is available.
    fn with_file<T>(&self, file: u32, read: impl FnOnce(&SourceFile) -> T) -> Option<T>;

    /// The name of a file, also of one that is not available.
    fn file_name(&self, file: u32) -> &str;
}

impl SourceFiles for [SourceFile] {
    fn with_file<T>(&self, file: u32, read: impl FnOnce(&SourceFile) -> T) -> Option<T> {
        self.get(file as usize).map(read)
    }

    fn file_name(&self, file: u32) -> &str {
        self.get(file as usize).map_or("", |source| &source.name)
    }
}

/// One file, at index 0.
impl SourceFiles for SourceFile {
    fn with_file<T>(&self, file: u32, read: impl FnOnce(&SourceFile) -> T) -> Option<T> {
        std::slice::from_ref(self).with_file(file, read)
    }

    fn file_name(&self, file: u32) -> &str {
        std::slice::from_ref(self).file_name(file)
    }
}

/// The bytes of a block, see [`SourceFile::line`].
const BLOCK: usize = 1 << 10;

impl SourceFile {
    /// A whole file.
    #[must_use]
    pub fn new(name: String, text: String) -> Self {
        Self::part(name, text, 0, 0)
    }

    /// The part of a file that follows its first `lines` lines and `bytes` bytes.
    #[must_use]
    pub fn part(name: String, text: String, lines: usize, bytes: usize) -> Self {
        Self { name, text, skipped: (lines, bytes), line_ends: OnceLock::new() }
    }

    /// The line of the file, from 1, that contains the byte at `offset` of the text.
    ///
    /// A large file can have many diagnostics, so no look-up reads more than one block.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        if offset == 0 {
            return self.skipped.0 + 1;
        }
        let bytes = self.text.as_bytes();
        let count = |bytes: &[u8]| memchr::memchr_iter(b'\n', bytes).count();
        let line_ends = self.line_ends.get_or_init(|| {
            let mut total = 0;
            let counts = bytes.chunks(BLOCK).map(|block| {
                let before = total;
                total += count(block);
                before
            });
            counts.collect()
        });
        let offset = offset.min(bytes.len());
        let block = offset / BLOCK;
        let before = line_ends.get(block).copied().unwrap_or_default();
        self.skipped.0 + before + bytes.get(block * BLOCK..offset).map_or(0, count) + 1
    }

    /// `file:line:column` of the start of a span.
    #[must_use]
    pub fn position(&self, span: impl Into<SourceSpan>) -> String {
        self.diagnostic(Severity::Error, span.into(), String::new()).position()
    }

    pub(super) fn diagnostic(&self, severity: Severity, span: SourceSpan, message: String) -> Diagnostic {
        let line = self.line(span.start as usize);
        let mut diagnostic = Diagnostic::on_line(severity, &self.name, &self.text, span.range(), line, message);
        diagnostic.span = diagnostic.span.start + self.skipped.1..diagnostic.span.end + self.skipped.1;
        diagnostic
    }
}

/// The bytes `start..end` of a file. Files must be smaller than 4 GiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceSpan {
    /// The index of the file among the [`SourceFiles`].
    pub file: u32,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl SourceSpan {
    /// The bytes `range` of the file at index `file`.
    #[must_use]
    pub fn new(file: usize, range: Range<usize>) -> Self {
        let narrow = |number| u32::try_from(number).unwrap_or(u32::MAX);
        Self { file: narrow(file), start: narrow(range.start), end: narrow(range.end) }
    }

    /// The same bytes of another file.
    #[must_use]
    pub fn in_file(self, file: usize) -> Self {
        Self { file: u32::try_from(file).unwrap_or(u32::MAX), ..self }
    }

    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A range of the only file.
impl From<Range<usize>> for SourceSpan {
    fn from(range: Range<usize>) -> Self {
        Self::new(0, range)
    }
}
