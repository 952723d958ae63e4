//! The files of an exported chronology, split when they get too long.

/// In bytes. Far less than the loader accepts, because small files are parsed in parallel.
pub const LONGEST: usize = 4 << 20;

/// A file of a chronology.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path within the directory: `events/2003.toml`.
    pub path: String,
    /// Its content.
    pub text: String,
}

/// The tables of one file, or of several if one would be too long.
#[derive(Default)]
pub struct Pieces(Vec<String>);

impl Pieces {
    pub fn push(&mut self, table: &str) {
        match self.0.last_mut() {
            Some(last) if last.len() + table.len() < LONGEST => {
                last.push('\n');
                last.push_str(table);
            },
            _ => self.0.push(table.to_owned()),
        }
    }

    /// `events/2003.toml`, `events/2003-2.toml` …
    pub fn files(self, path: &str) -> Vec<File> {
        let file = |(number, text)| match number {
            0 => File { path: format!("{path}.toml"), text },
            _ => File { path: format!("{path}-{}.toml", number + 1), text },
        };
        self.0.into_iter().enumerate().map(file).collect()
    }
}
