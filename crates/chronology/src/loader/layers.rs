//! Chronologies from several places, laid over one another.
//!
//! Each is loaded and checked by itself, so a report speaks of the files of one chronology; with several, each file is named
//! with its directory.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Loaded, Location, Tell, load_telling};
use crate::chronology::Chronology;
use crate::diagnostics::{Diagnostic, Report, Severity};
use crate::text::fold;

impl Location {
    /// As reports name it: the directory as it is written, or the name of what is inside the program.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Directory(directory) => directory.display().to_string(),
            Self::Compiled(compiled) => compiled.name.to_owned(),
        }
    }

    /// The same for two that lead to the same chronology.
    fn canonical(&self) -> PathBuf {
        match self {
            Self::Directory(directory) => directory.canonicalize().unwrap_or_else(|_| directory.to_owned()),
            Self::Compiled(compiled) => PathBuf::from(compiled.name),
        }
    }

    /// A word for it: the name of its directory, of which only letters, digits, `-` and `_` are kept.
    fn word(&self) -> String {
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

/// Loads the chronologies at these locations and lays them over one another, the first at the bottom.
///
/// # Errors
///
/// Everything that is wrong with any of them, warnings included; or why they do not go together.
pub fn load_layers(locations: &[Location]) -> Result<Loaded, Report> {
    load_layers_telling(locations, &|_, _| ())
}

/// The same; `tell` is told, from any thread, how many bytes have been read of how many. What there is to read of a
/// chronology counts from when its turn comes.
///
/// # Errors
///
/// Everything that is wrong with any of them, warnings included; or why they do not go together.
pub fn load_layers_telling(locations: &[Location], tell: &Tell<'_>) -> Result<Loaded, Report> {
    let before = AtomicU64::new(0);
    let several = locations.len() > 1;
    let (mut layers, mut warnings, mut diagnostics) = (Vec::new(), Report::new(), Report::new());
    let mut seen = HashSet::new();
    for (location, name) in locations.iter().zip(names(locations)) {
        if !seen.insert(location.canonical()) {
            let message = "this chronology is given twice, and cannot be laid over itself";
            diagnostics.push(Diagnostic::in_file(Severity::Error, &location.shown(), message));
            continue;
        }
        let located = |report: Report| match location.directory() {
            Some(directory) if several => report.below(directory),
            _ => report,
        };
        let begun = before.load(Ordering::Relaxed);
        let tell = |read, total| {
            before.store(begun + total, Ordering::Relaxed);
            tell(begun + read, begun + total);
        };
        match load_telling(location, &tell) {
            Ok(loaded) => {
                warnings.append(located(loaded.warnings));
                layers.push((name.into(), loaded.chronology));
            },
            Err(report) => diagnostics.append(located(report)),
        }
    }
    if !diagnostics.is_empty() {
        diagnostics.append(warnings);
        return Err(diagnostics);
    }
    match Chronology::merge(layers) {
        Ok(chronology) => Ok(Loaded { chronology, warnings }),
        Err(error) => {
            let names = names(locations).join(" + ");
            diagnostics.push(Diagnostic::in_file(Severity::Error, &names, error.to_string()));
            Err(diagnostics)
        },
    }
}

/// A name for each location, none twice, not even in other letters.
fn names(locations: &[Location]) -> Vec<String> {
    let mut taken = HashSet::new();
    let unique = |location: &Location| {
        let word = location.word();
        let numbered = (2..).map(|number| format!("{word}-{number}"));
        std::iter::once(word.clone()).chain(numbered).find(|name| taken.insert(fold(name))).unwrap_or(word)
    };
    locations.iter().map(unique).collect()
}

impl Report {
    /// The same report on files that lie below a directory.
    pub(super) fn below(mut self, directory: &Path) -> Self {
        self.diagnostics.iter_mut().for_each(|diagnostic| diagnostic.put_below(directory));
        self
    }
}

impl Diagnostic {
    /// Names its file with the directory. What is wrong with the directory itself is reported by its whole path.
    pub(super) fn put_below(&mut self, directory: &Path) {
        if Path::new(&self.file) != directory {
            self.file = directory.join(&self.file).display().to_string();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loader::Compiled;

    #[test]
    fn every_location_has_a_short_name_of_its_own() {
        let directory = |path: &str| Location::Directory(PathBuf::from(path));
        let locations = [
            Location::Compiled(Compiled { name: "built-in", texts: "", bytes: &[] }),
            directory("/x/My notes, 2nd"),
            directory("/y/my-NOTES--2nd"),
            directory("/y/built-in"),
            directory("/"),
            directory("/x/.メモ"),
        ];
        assert_eq!(
            names(&locations),
            ["built-in", "My-notes--2nd", "my-NOTES--2nd-2", "built-in-2", "chronology", "メモ"]
        );
    }
}
