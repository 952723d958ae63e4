//! Where a chronology is loaded from, and how reports and layers name that.

use std::path::{Path, PathBuf};

use super::compiled::Compiled;

/// Where a chronology is loaded from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// In a directory.
    Directory(PathBuf),
    /// Embedded in the program.
    Compiled(Compiled),
}

impl Location {
    /// The directory; `None` for an embedded chronology.
    #[must_use]
    pub fn directory(&self) -> Option<&Path> {
        match self {
            Self::Directory(directory) => Some(directory),
            Self::Compiled(_) => None,
        }
    }

    /// As reports name it: the directory as written, or the name of the embedded chronology.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Directory(directory) => directory.display().to_string(),
            Self::Compiled(compiled) => compiled.name.to_owned(),
        }
    }

    /// Equal for two locations of the same chronology.
    pub(super) fn canonical(&self) -> PathBuf {
        match self {
            Self::Directory(directory) => directory.canonicalize().unwrap_or_else(|_| directory.to_owned()),
            Self::Compiled(compiled) => PathBuf::from(compiled.name),
        }
    }

    /// A word for its layer: the name of the directory, with only letters, digits, `-` and `_`.
    pub(super) fn word(&self) -> String {
        let directory = match self {
            Self::Directory(_) => self.canonical(),
            Self::Compiled(compiled) => return compiled.name.to_owned(),
        };
        let name = directory.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let kept = |c: char| if c.is_alphanumeric() || c == '_' { c } else { '-' };
        let word: String = name.chars().map(kept).collect();
        let word = word.trim_matches(['-', '_']);
        if word.is_empty() { "chronology".to_owned() } else { word.to_owned() }
    }
}
