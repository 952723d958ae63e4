//! Values of the files together with the bytes that they come from.

use std::ops::Range;

use crate::diagnostics::SourceSpan;

/// A value and where it was written.
#[derive(Debug, Clone)]
pub(super) struct Located<T> {
    pub value: T,
    pub span: SourceSpan,
}

/// The start of the text that a syntax tree was parsed from: the tree counts its spans from there.
#[derive(Debug, Clone, Copy)]
pub(super) struct SpanBase {
    /// The index of the file among the sources.
    pub file: usize,
    /// In bytes from the start of the file.
    pub offset: usize,
}

impl SpanBase {
    /// The start of the file at index `file`.
    pub(super) fn file(file: usize) -> Self {
        Self { file, offset: 0 }
    }

    /// A span of the tree as a span of the file.
    pub(super) fn span(self, range: Range<usize>) -> SourceSpan {
        SourceSpan::new(self.file, range.start + self.offset..range.end + self.offset)
    }
}
