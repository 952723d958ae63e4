//! Chronologies from several places, laid over one another.
//!
//! Each is loaded and checked by itself, so a report speaks of the files of one chronology; with several, each file is named
//! with its directory.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::report::{Problem, Report, Severity};
use super::{Loaded, Location, Tell, load_telling};
use crate::chronology::Chronology;
use crate::text::fold;

/// What the chronology inside the program is called, where places are named.
const BUILT_IN: &str = "built-in";

impl Location {
    /// The location that a reader names: a directory, or with `built-in` the chronology inside the program.
    #[must_use]
    pub fn named(path: &Path) -> Self {
        if path == Path::new(BUILT_IN) { Self::Embedded } else { Self::Directory(path.to_owned()) }
    }

    /// The directory; `None` for the chronology inside the program.
    #[must_use]
    pub fn directory(&self) -> Option<&Path> {
        match self {
            Self::Embedded => None,
            Self::Directory(directory) => Some(directory),
        }
    }

    /// The directory, however it is written.
    fn canonical(&self) -> Option<PathBuf> {
        self.directory().map(|directory| directory.canonicalize().unwrap_or_else(|_| directory.to_owned()))
    }

    /// A word for it: the name of its directory, of which only letters, digits, `-` and `_` are kept.
    fn word(&self) -> String {
        let Some(directory) = self.canonical() else { return BUILT_IN.to_owned() };
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
    let (mut layers, mut warnings, mut faults) = (Vec::new(), Report::new(), Report::new());
    let mut seen = HashSet::new();
    for (location, name) in locations.iter().zip(names(locations)) {
        if !seen.insert(location.canonical()) {
            let directory = location.directory().unwrap_or(Path::new(BUILT_IN)).display().to_string();
            let message = "this chronology is given twice, and cannot be laid over itself";
            faults.push(Problem::in_file(Severity::Error, &directory, message));
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
            Err(report) => faults.append(located(report)),
        }
    }
    if !faults.is_empty() {
        faults.append(warnings);
        return Err(faults);
    }
    match Chronology::lay(layers) {
        Ok(chronology) => Ok(Loaded { chronology, warnings }),
        Err(error) => {
            let names = names(locations).join(" + ");
            faults.push(Problem::in_file(Severity::Error, &names, error.to_string()));
            Err(faults)
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
    fn below(mut self, directory: &Path) -> Self {
        for problem in &mut self.problems {
            // What is wrong with the directory itself is reported by its whole path.
            if Path::new(&problem.file) != directory {
                problem.file = directory.join(&problem.file).display().to_string();
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_location_has_a_short_name_of_its_own() {
        let locations = [
            Location::Embedded,
            Location::named(Path::new("/x/My notes, 2nd")),
            Location::named(Path::new("/y/my-NOTES--2nd")),
            Location::named(Path::new("/y/built-in")),
            Location::named(Path::new("/")),
            Location::named(Path::new("/x/.メモ")),
        ];
        assert_eq!(
            names(&locations),
            ["built-in", "My-notes--2nd", "my-NOTES--2nd-2", "built-in-2", "chronology", "メモ"]
        );
    }

    #[test]
    fn built_in_is_a_word_and_a_directory_of_that_name_is_written_as_a_path() {
        assert_eq!(Location::named(Path::new("built-in")), Location::Embedded);
        assert_eq!(Location::named(Path::new("./built-in")).directory(), Some(Path::new("./built-in")));
    }
}
