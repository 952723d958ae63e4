//! Opens the browser on the screen, or the one of lines, and gives it the function that reloads its chronologies when their
//! files change.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use ratatui::buffer::Buffer;
use summits_chronology::chronology::{Chronology, Country};
use summits_chronology::diagnostics::{Rendered, Report, Severity};
use summits_chronology::loader::{self, Loaded, Location, ProgressCallback};
use summits_chronology::text;

use super::definitions::Common;
use super::opening::{Browsed, configuration, directories, index_of, of_chronology};
use super::outcome::{End, Failure};
use super::plain;
use crate::config;
use crate::keymap::{Bindings, Keymap};
use crate::notebook::Notebook;
use crate::query::Index;
use crate::tui;
use crate::tui::app::{App, Start};
use crate::tui::files::Files;
use crate::tui::loading::{self, Outcome};
use crate::tui::message::{ErrorLocation, FileDiagnostics, Notice, ReloadedChronology};
use crate::tui::terminal::{self, Unsuitable};
use crate::tui::theme::Theme;
use crate::tui::view::{self, HitMap};

/// Opens the browser on the screen; the one of lines with `--plain`, or if the terminal can only print lines.
pub(super) fn browse(common: Common, query: &str) -> Result<End, Failure> {
    if common.plain {
        return plain::browse(common, query, None);
    }
    match terminal::suitable() {
        Ok(()) => on_the_screen(configuration(common), query.to_owned()).map(End::Browser),
        Err(Unsuitable::Dumb) => {
            let notice =
                "This terminal can only print lines (TERM is dumb or not set), so this is summits-tui --plain.";
            plain::browse(common, query, Some(notice.to_owned()))
        },
        Err(reason) => {
            let query = text::clean_line(query);
            let command = |name: &str| format!("summits-tui {name} {query}").trim_end().to_owned();
            Err(Failure::Message(format!(
                "the browser cannot open: {reason}\n  Without a screen: {}\n  or, line by line: {}",
                command("list"),
                command("--plain")
            )))
        },
    }
}

fn on_the_screen(loaded: config::Loaded, query: String) -> Result<tui::Exit, Failure> {
    let mouse = loaded.config.terminal.mouse;
    let what = match &loaded.config.data[..] {
        [] => "Reading the chronology …".to_owned(),
        [directory] => format!("Reading the chronology in {} …", text::clean_line(&directory.to_string_lossy())),
        several => format!("Reading {} chronologies …", several.len()),
    };
    // What is built in needs no thread of its own: starting one takes longer than decoding it.
    let outcome = match loaded.config.data.is_empty() {
        true => Outcome::Loaded(prepare(loaded, &query, &|_, _| ()), None),
        false => loading::load(&what, mouse, move |reporter| {
            prepare(loaded, &query, &|read, total| reporter.report(read, total))
        })
        .map_err(unexpected)?,
    };
    match outcome {
        Outcome::Ended(exit) => Ok(exit),
        Outcome::Loaded(prepared, session) => {
            // The terminal must be restored before a report is printed.
            let (prepared, session) = match prepared {
                Ok(prepared) => (prepared, session),
                Err(failure) => {
                    drop(session);
                    return Err(failure);
                },
            };
            let Prepared { start, notebooks, files, mut renderer } = prepared;
            tui::run(start, notebooks, files, session, |app, buffer| renderer.draw(app, buffer)).map_err(unexpected)
        },
    }
}

fn unexpected(error: io::Error) -> Failure {
    Failure::Message(format!("unexpected error: {error}"))
}

/// What the browser opens with.
struct Prepared {
    start: Start,
    notebooks: Vec<Notebook>,
    files: Option<Files>,
    renderer: ScreenRenderer,
}

/// Loads the chronology and its notebooks, and applies the configuration to them.
fn prepare(loaded: config::Loaded, query: &str, progress: &ProgressCallback<'_>) -> Result<Prepared, Failure> {
    let config::Loaded { config, problems, .. } = loaded;
    let browsed = Browsed::read(&config, &problems, query, progress)?;
    let Browsed { chronology, notebooks, query, notices, locations, begun } = browsed;
    let renderer = ScreenRenderer::new(config.theme, config.terminal.links, &chronology);
    let directories = locations.iter().map(|location| location.directory().map(Path::to_owned)).collect();
    let files = files_of(locations, config.bindings.clone(), begun);
    let start = Start {
        index: Arc::new(index_of(&chronology)),
        keymap: Keymap::new(&config.bindings, &chronology),
        layout: config.layout,
        mouse: config.terminal.mouse,
        editor: tui::has_editor(),
        directories,
        query,
        notice: (!notices.is_empty()).then(|| Notice::Failed(notices.join(" · "))),
        chronology: Arc::new(chronology),
    };
    Ok(Prepared { start, notebooks, files, renderer })
}

/// Draws the browser in the configured theme.
struct ScreenRenderer {
    config: config::Theme,
    links: bool,
    theme: Theme,
    /// The countries that `theme` has colours for.
    countries: Vec<Country>,
}

impl ScreenRenderer {
    fn new(config: config::Theme, links: bool, chronology: &Chronology) -> Self {
        let theme = Theme::new(&config, chronology).with_links(links);
        Self { config, links, theme, countries: chronology.countries.iter().cloned().collect() }
    }

    /// A reloaded chronology may have other countries, which need their colours first.
    fn draw(&mut self, app: &App, buffer: &mut Buffer) -> HitMap {
        if !app.chronology().countries.iter().eq(&self.countries) {
            *self = Self::new(self.config.clone(), self.links, app.chronology());
        }
        view::draw(app, &self.theme, buffer)
    }
}

/// How to reload the chronologies when files of one have changed; `None` if all are built in.
fn files_of(locations: Vec<Location>, bindings: Bindings, begun: SystemTime) -> Option<Files> {
    // The clock of a file system advances in ticks of a few milliseconds, so a time stamp can be that much too early.
    const TICK: Duration = Duration::from_millis(10);
    let directories = directories(&locations);
    let load = move || {
        let Loaded { chronology, warnings } =
            loader::load_layers(&locations).map_err(|report| file_diagnostics(&report, &locations))?;
        Ok(ReloadedChronology {
            warnings: of_chronology(&warnings, &locations),
            index: Arc::new(Index::new(&chronology)),
            keymap: Keymap::new(&bindings, &chronology),
            chronology: Arc::new(chronology),
        })
    };
    let since = begun.checked_sub(TICK).unwrap_or(begun);
    (!directories.is_empty()).then(|| Files { directories, since, load: Box::new(load) })
}

/// The report as the browser shows it, with the location of each error.
fn file_diagnostics(report: &Report, locations: &[Location]) -> FileDiagnostics {
    // With several chronologies, the report already names the files with their directories.
    let directory = if let [only] = locations { only.directory() } else { None };
    let Rendered { text: words, lines } = report.render_with_lines(false);
    let errors = lines
        .into_iter()
        .zip(&report.diagnostics)
        .filter(|(_, problem)| problem.severity == Severity::Error)
        .map(|(report_lines, problem)| ErrorLocation {
            report_lines,
            path: directory.unwrap_or(Path::new("")).join(&problem.file),
            line: u32::try_from(problem.line.max(1)).unwrap_or(u32::MAX),
        })
        .collect();
    FileDiagnostics { report: words, errors }
}
