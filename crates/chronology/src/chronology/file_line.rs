//! Where in the files of a chronology its events stand.

/// Where an event stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileLine<'a> {
    /// The file, by its path below the directory of the chronology.
    pub file: &'a str,
    /// The line on which the event begins, from 1.
    pub line: u32,
}

/// Where the events stand, in the order of the events. Eight bytes an event, since there may be a million of them.
#[derive(Debug, Clone, Default)]
pub struct FileLines {
    files: Vec<Box<str>>,
    places: Vec<(u32, u32)>,
}

impl FileLines {
    /// The lines of events that stand, in this order, in these files: the position of the file, and the line.
    #[must_use]
    pub fn new(files: Vec<Box<str>>, places: Vec<(u32, u32)>) -> Self {
        Self { files, places }
    }

    /// Where the event at a position stands, if that is known.
    #[must_use]
    pub fn get(&self, position: usize) -> Option<FileLine<'_>> {
        let (file, line) = *self.places.get(position)?;
        Some(FileLine { file: self.files.get(usize::try_from(file).ok()?)?, line })
    }

    /// Puts other lines behind these.
    pub(super) fn append(&mut self, other: Self) {
        let before = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        self.files.extend(other.files);
        self.places.extend(other.places.into_iter().map(|(file, line)| (before.saturating_add(file), line)));
    }

    /// The same for the events in another order: `order` has the old positions.
    pub(super) fn reorder(&mut self, order: &[u32]) {
        let places = order.iter().filter_map(|old| self.places.get(*old as usize).copied());
        self.places = places.collect();
    }
}
