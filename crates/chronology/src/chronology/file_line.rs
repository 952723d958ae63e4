//! The file and line that each event was read from.

/// The file and line of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileLine<'a> {
    /// The file, by its path below the directory of the chronology.
    pub file: &'a str,
    /// The line on which the event begins, from 1.
    pub line: u32,
}

/// The files and lines of all events, in the order of the events: eight bytes each, since there may be a million.
#[derive(Debug, Clone, Default)]
pub struct FileLines {
    files: Vec<Box<str>>,
    /// The index of the file, and the line.
    lines: Vec<(u32, u32)>,
}

impl FileLines {
    /// For each event the index of its file in `files`, and the line.
    #[must_use]
    pub fn new(files: Vec<Box<str>>, lines: Vec<(u32, u32)>) -> Self {
        Self { files, lines }
    }

    /// The file and line of the event at a position, if they are known.
    #[must_use]
    pub fn get(&self, position: usize) -> Option<FileLine<'_>> {
        let (file, line) = *self.lines.get(position)?;
        Some(FileLine { file: self.files.get(usize::try_from(file).ok()?)?, line })
    }

    /// Adds the lines of further events.
    pub(super) fn append(&mut self, other: Self) {
        let before = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        self.files.extend(other.files);
        self.lines.extend(other.lines.into_iter().map(|(file, line)| (before.saturating_add(file), line)));
    }

    /// Follows the events into a new order, given as their old positions.
    pub(super) fn reorder(&mut self, order: &[u32]) {
        let lines = order.iter().filter_map(|old| self.lines.get(*old as usize).copied());
        self.lines = lines.collect();
    }
}
