//! Loads several chronologies and merges them.
//!
//! Each is loaded and checked separately. If there are several, reports name each file with its directory.

use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};

use super::load::load_with_progress;
use super::loaded::{Loaded, ProgressCallback};
use super::location::Location;
use crate::chronology::Chronology;
use crate::diagnostics::{Diagnostic, Report, Severity};
use crate::text::fold;

/// Loads the chronologies at these locations and merges them. The first is the lowest layer.
///
/// # Errors
///
/// All errors and warnings, if there is an error in any of them; or why they cannot be merged.
pub fn load_layers(locations: &[Location]) -> Result<Loaded, Report> {
    load_layers_with_progress(locations, &|_, _| ())
}

/// As [`load_layers`], with a progress callback. The total grows as each chronology is reached.
///
/// # Errors
///
/// All errors and warnings, if there is an error in any of them; or why they cannot be merged.
pub fn load_layers_with_progress(locations: &[Location], progress: &ProgressCallback<'_>) -> Result<Loaded, Report> {
    let before = AtomicU64::new(0);
    let several = locations.len() > 1;
    let (mut layers, mut warnings, mut errors) = (Vec::new(), Report::new(), Report::new());
    let mut seen = HashSet::new();
    for (location, name) in locations.iter().zip(names(locations)) {
        if !seen.insert(location.canonical()) {
            let message = "this chronology is given twice";
            errors.push(Diagnostic::in_file(Severity::Error, &location.shown(), message));
            continue;
        }
        let with_directory = |report: Report| match location.directory() {
            Some(directory) if several => report.below(directory),
            _ => report,
        };
        let start = before.load(Ordering::Relaxed);
        let progress = |read, total| {
            before.store(start + total, Ordering::Relaxed);
            progress(start + read, start + total);
        };
        match load_with_progress(location, &progress) {
            Ok(loaded) => {
                warnings.append(with_directory(loaded.warnings));
                layers.push((name.into(), loaded.chronology));
            },
            Err(report) => errors.append(with_directory(report)),
        }
    }
    if !errors.is_empty() {
        errors.append(warnings);
        return Err(errors);
    }
    match Chronology::merge(layers) {
        Ok(chronology) => Ok(Loaded { chronology, warnings }),
        Err(error) => {
            let names = names(locations).join(" + ");
            errors.push(Diagnostic::in_file(Severity::Error, &names, error.to_string()));
            Err(errors)
        },
    }
}

/// A name for each location, unique even when case is ignored.
fn names(locations: &[Location]) -> Vec<String> {
    let mut taken = HashSet::new();
    let unique = |location: &Location| {
        let word = location.word();
        let numbered = (2..).map(|number| format!("{word}-{number}"));
        std::iter::once(word.clone()).chain(numbered).find(|name| taken.insert(fold(name))).unwrap_or(word)
    };
    locations.iter().map(unique).collect()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::loader::Compiled;

    #[test]
    fn every_location_has_a_unique_short_name() {
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
