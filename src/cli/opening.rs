//! What the command line and the configuration name is opened here: the chronologies, what the reader has put down about them,
//! and the query. The commands and both browsers begin with it.

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

/// The configuration in force, with what the command line says.
pub(super) fn configuration(common: Common) -> config::Loaded {
    config::load(&Sources { color: common.color, data: common.data, ..Sources::from_environment(common.config) })
}

/// The chronology that is asked for. What is wrong besides is only mentioned, since it is not what was asked for.
pub(super) fn open(common: Common, console: &mut Console) -> Result<Chronology, Failure> {
    let config::Loaded { config, problems, .. } = configuration(common);
    let locations = locations(&config.data);
    // What is said beside the result is not worth an error if it cannot be written.
    let mut say = |words: Option<String>| words.map(|words| writeln!(console.err, "{words}"));
    let _ = say(of_configuration(&problems));
    let Loaded { mut chronology, warnings } = loader::load_layers(&locations).map_err(Error::Chronology)?;
    let (_, unread) = apply_notebooks(&mut chronology, &locations);
    for error in unread {
        let _ = say(Some(error.to_string()));
    }
    let _ = say(of_chronology(&warnings, &locations));
    // The process ends when the command is done. Another share keeps it from letting a million events go one by one.
    std::mem::forget(chronology.clone());
    Ok(chronology)
}

/// What is wrong with the configuration, in a line.
fn of_configuration(problems: &Report) -> Option<String> {
    let summary = problems.summary();
    (!problems.is_empty()).then(|| format!("the configuration: {summary}; see: summits-tui config --check"))
}

/// What deserves a look in a chronology of the reader's own, in a line.
pub(super) fn of_chronology(warnings: &Report, locations: &[Location]) -> Option<String> {
    let see = match locations {
        [location] => text::clean_line(&location.directory()?.to_string_lossy()).into_owned(),
        _ => "with the same --data".to_owned(),
    };
    let summary = warnings.summary();
    (!warnings.is_empty()).then(|| format!("the chronology: {summary}; see: summits-tui check {see}"))
}

/// Lays what the reader has put down over each layer of a chronology: the notebooks of the locations, and those that
/// cannot be read.
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

/// The index of a chronology, with the annotations that are laid over it.
pub(super) fn index_of(chronology: &Chronology) -> Index {
    let mut index = Index::new(chronology);
    index.annotate(chronology);
    index
}

/// The chronology with its index, and what of it the query selects.
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

/// What is browsed, with or without a screen.
pub(super) struct Browsed {
    pub(super) chronology: Chronology,
    /// The notebook of each layer.
    pub(super) notebooks: Vec<Notebook>,
    /// The first query.
    pub(super) query: Query,
    /// What the reader should know first.
    pub(super) notices: Vec<String>,
    /// Where the layers come from.
    pub(super) locations: Vec<Location>,
    /// When they began to be read.
    pub(super) begun: SystemTime,
}

impl Browsed {
    /// Reads the chronology and what is put down about it, and tells how far it is.
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
        notices.extend(unread.iter().map(ToString::to_string));
        notices.extend(of_chronology(&warnings, &locations));
        let query = match query.is_empty() {
            false => understand(query, &chronology)?,
            true => Query::parse(&config.query, &chronology).unwrap_or_else(|error| {
                notices.insert(0, format!("the query of the configuration is not understood: {error}"));
                Query::default()
            }),
        };
        Ok(Self { chronology, notebooks, query, notices, locations, begun })
    }
}

/// The directories among the places where chronologies are.
pub(super) fn directories(locations: &[Location]) -> Vec<PathBuf> {
    locations.iter().filter_map(|location| location.directory().map(Path::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::built_in::BUILT_IN;
    use summits_chronology::diagnostics::{Diagnostic, Severity};

    #[test]
    fn what_deserves_a_look_is_told_with_the_command_that_shows_it() {
        let mut warnings = Report::new();
        let locations = [Location::Directory(PathBuf::from("my\u{1b}[2Jdata"))];
        assert_eq!(of_chronology(&warnings, &locations), None);
        warnings.push(Diagnostic::in_file(Severity::Warning, "events/a.csv", "a row without a document"));
        let words = of_chronology(&warnings, &locations);
        assert_eq!(words.as_deref(), Some("the chronology: 1 warning in 1 file; see: summits-tui check mydata"));
        assert_eq!(of_chronology(&warnings, &[BUILT_IN]), None);
    }
}
