//! Loads, checks and compares the chronology at a location, whatever the location is.

use std::path::Path;

use super::loaded::{Loaded, ProgressCallback};
use super::location::Location;
use super::{directory, files, verbatim};
use crate::diagnostics::Report;

/// Loads the chronology at `location`.
///
/// # Errors
///
/// All errors and warnings, if there is an error.
pub fn load(location: &Location) -> Result<Loaded, Report> {
    load_with_progress(location, &|_, _| ())
}

/// As [`load`], with a progress callback.
///
/// # Errors
///
/// All errors and warnings, if there is an error.
pub fn load_with_progress(location: &Location, progress: &ProgressCallback<'_>) -> Result<Loaded, Report> {
    match location {
        Location::Directory(directory) => directory::load(directory, progress),
        Location::Compiled(compiled) => compiled.loaded(),
    }
}

/// Checks the chronology at `location`, and returns all errors and warnings.
#[must_use]
pub fn check(location: &Location) -> Report {
    match load(location) {
        Ok(loaded) => loaded.warnings,
        Err(report) => report,
    }
}

/// Compares the excerpts at `location` with the saved texts of their documents, `directory/<document id>.txt`, and reports
/// those that differ. Nothing else is checked. If `directory` cannot be read, that is the only error.
#[must_use]
pub fn compare(location: &Location, directory: &Path) -> Report {
    if let Some(unreadable) = files::no_directory(directory) {
        let mut report = Report::new();
        report.push(unreadable);
        return report;
    }
    let quotations = match location {
        Location::Directory(directory) => directory::quotations(directory),
        Location::Compiled(compiled) => match compiled.quotations() {
            Ok(quotations) => quotations,
            Err(report) => return report,
        },
    };
    verbatim::compare(&quotations, directory)
}
