//! Opens what the command line and the configuration name: the chronologies, their notebooks and the query. The commands
//! and both browsers start here.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use summits_chronology::chronology::{Chronology, Ref};
use summits_chronology::diagnostics::Report;
use summits_chronology::loader::{self, Loaded, Location, ProgressCallback};
use summits_chronology::text;

use super::definitions::{Common, QueryWords};
use super::outcome::Failure;
use crate::built_in::locations;
use crate::commands::{Console, Error};
use crate::config::{self, Config, Sources};
use crate::notebook::{self, Notebook, NotebookError};
use crate::query::{Index, Query, Selection};

/// The configuration in force, with the options of the command line.
pub(super) fn configuration(common: Common) -> config::Loaded {
    config::load(&Sources { color: common.color, data: common.data, ..Sources::from_environment(common.config) })
}

/// Loads the chronology. Problems with the configuration or a notebook are only mentioned on the standard error.
pub(super) fn open(common: Common, console: &mut Console) -> Result<Chronology, Failure> {
    let config::Loaded { config, problems, .. } = configuration(common);
    let locations = locations(&config.data);
    // If a remark cannot be written, that is no reason to fail.
    let mut say = |words: Option<String>| words.map(|words| writeln!(console.err, "{words}"));
    let _ = say(of_configuration(&problems));
    let Loaded { mut chronology, warnings } = loader::load_layers(&locations).map_err(Error::Chronology)?;
    let (_, unread) = apply_notebooks(&mut chronology, &locations);
    for error in unread {
        let _ = say(Some(error.to_string()));
    }
    let _ = say(of_chronology(&warnings, &locations));
    // Skip dropping the chronology: the process exits after the command.
    std::mem::forget(chronology.clone());
    Ok(chronology)
}

/// A line about problems in the configuration.
fn of_configuration(problems: &Report) -> Option<String> {
    let summary = problems.summary();
    (!problems.is_empty()).then(|| format!("the configuration: {summary}; see: summits-tui config --check"))
}

/// A line about warnings in a chronology that is not the built-in one.
pub(super) fn of_chronology(warnings: &Report, locations: &[Location]) -> Option<String> {
    let see = match locations {
        [location] => text::clean_line(&location.directory()?.to_string_lossy()).into_owned(),
        _ => "with the same --data".to_owned(),
    };
    let summary = warnings.summary();
    (!warnings.is_empty()).then(|| format!("the chronology: {summary}; see: summits-tui check {see}"))
}

/// Opens the notebook of each location and applies its annotations to the layer. Also returns why notebooks could not be
/// read.
pub(super) fn apply_notebooks(
    chronology: &mut Chronology,
    locations: &[Location],
) -> (Vec<Notebook>, Vec<NotebookError>) {
    let opened = locations.iter().map(|location| Notebook::open(notebook::file_of(location.directory())));
    let (notebooks, unread): (Vec<Notebook>, Vec<Option<NotebookError>>) = opened.unzip();
    for (layer, notebook) in notebooks.iter().enumerate() {
        chronology.set_annotations(Ref::new(layer), notebook.annotations().clone());
    }
    (notebooks, unread.into_iter().flatten().collect())
}

/// The index of a chronology and its annotations.
pub(super) fn index_of(chronology: &Chronology) -> Index {
    let mut index = Index::new(chronology);
    index.annotate(chronology);
    index
}

/// The chronology, its index, and the events that match the query.
pub(super) fn ask(
    common: Common,
    query: &QueryWords,
    console: &mut Console,
) -> Result<(Chronology, Index, Selection), Failure> {
    let chronology = open(common, console)?;
    let query = understand(&query.text(), &chronology)?;
    let index = index_of(&chronology);
    let selection = index.select(&chronology, &query);
    Ok((chronology, index, selection))
}

pub(super) fn understand(query: &str, chronology: &Chronology) -> Result<Query, Error> {
    Query::parse(query, chronology).map_err(|error| Error::Query { text: query.to_owned(), error })
}

/// What both browsers start with.
pub(super) struct Browsed {
    pub(super) chronology: Chronology,
    /// The notebook of each layer.
    pub(super) notebooks: Vec<Notebook>,
    /// The first query.
    pub(super) query: Query,
    /// Shown or printed first.
    pub(super) notices: Vec<String>,
    /// Where the layers come from.
    pub(super) locations: Vec<Location>,
    /// When loading began: a later change of a file is not loaded yet.
    pub(super) begun: SystemTime,
}

impl Browsed {
    /// Loads the chronology and its notebooks. `tell` is the progress callback.
    pub(super) fn read(
        config: &Config,
        problems: &Report,
        query: &str,
        tell: &ProgressCallback<'_>,
    ) -> Result<Self, Failure> {
        let locations = locations(&config.data);
        let begun = SystemTime::now();
        let loaded = loader::load_layers_with_progress(&locations, tell).map_err(Error::Chronology)?;
        let Loaded { mut chronology, warnings } = loaded;
        let (notebooks, unread) = apply_notebooks(&mut chronology, &locations);
        let mut notices: Vec<String> = of_configuration(problems).into_iter().collect();
        notices.extend(unread.iter().map(NotebookError::while_running));
        notices.extend(of_chronology(&warnings, &locations));
        let query = match query.is_empty() {
            false => understand(query, &chronology)?,
            true => Query::parse(&config.query, &chronology).unwrap_or_else(|error| {
                notices.insert(0, format!("the query in the configuration is not valid: {error}"));
                Query::default()
            }),
        };
        Ok(Self { chronology, notebooks, query, notices, locations, begun })
    }
}

/// The directories among the locations; the built-in chronology has none.
pub(super) fn directories(locations: &[Location]) -> Vec<PathBuf> {
    locations.iter().filter_map(|location| location.directory().map(Path::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::built_in::BUILT_IN;
    use summits_chronology::diagnostics::{Diagnostic, Severity};

    #[test]
    fn warnings_are_mentioned_with_the_command_that_shows_them() {
        let mut warnings = Report::new();
        let locations = [Location::Directory(PathBuf::from("my\u{1b}[2Jdata"))];
        assert_eq!(of_chronology(&warnings, &locations), None);
        warnings.push(Diagnostic::in_file(Severity::Warning, "events/a.csv", "a row without a document"));
        let words = of_chronology(&warnings, &locations);
        assert_eq!(words.as_deref(), Some("the chronology: 1 warning in 1 file; see: summits-tui check mydata"));
        assert_eq!(of_chronology(&warnings, &[BUILT_IN]), None);
    }
}
