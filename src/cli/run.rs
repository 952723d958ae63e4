//! From the arguments to the exit code: opens what a command needs, and nothing else, and runs it.

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use clap::{CommandFactory, Parser};
use clap_complete::Shell;
use ratatui::buffer::Buffer;

use super::arguments::{mark_exclusions, unmark};
use super::{Cli, Command, Common, QueryWords, manual, plain};
use crate::chronology::{Chronology, Country, Ref};
use crate::commands::{self, Console, Error, Outcome};
use crate::config::{self, ColorChoice, Config, Sources};
use crate::keymap::{Bindings, Faults, FaultyPlace, Keymap, Notice, Renewal};
use crate::loader::{self, Loaded, Location, Report, Severity, Tell};
use crate::notebook::{self, Notebook, NotebookError};
use crate::query::{Index, Query, Selection};
use crate::text;
use crate::tui;
use crate::tui::app::{App, Start};
use crate::tui::files::Files;
use crate::tui::stage::{self, Advance, Opened};
use crate::tui::terminal::{self, Unsuitable};
use crate::tui::theme::Theme;
use crate::tui::view::{self, Map};

/// The exit code where nothing matched, or the check found faults.
const NEGATIVE: u8 = 1;
/// The exit code for wrong use, and for input that cannot be read.
const FAILED: u8 = 2;

/// Does what the arguments ask for. The first of them is the name of the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(mark_exclusions(arguments)) {
        Ok(cli) => cli,
        Err(refusal) => return refuse(&refusal),
    };
    let plain = cli.common.plain;
    let styled = styled(cli.common.color, io::stderr().is_terminal() && !plain);
    match perform(cli) {
        Ok(End::Command(Outcome::Done)) => ExitCode::SUCCESS,
        Ok(End::Command(Outcome::Negative)) => ExitCode::from(NEGATIVE),
        Ok(End::Browser(exit)) => exit.code(),
        Err(Failure::Command(error)) if error.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            let words = if plain { failure.in_words() } else { failure.words(styled) };
            complain(&words, styled);
            ExitCode::from(FAILED)
        },
    }
}

/// Why nothing came of it.
pub(super) enum Failure {
    /// A command says why.
    Command(Error),
    /// The line of the command does not fit together, or the browser cannot open; in words.
    Words(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Command(error)
    }
}

impl Failure {
    fn words(&self, styled: bool) -> String {
        match self {
            Self::Command(Error::Chronology(report)) => {
                format!("the chronology cannot be used\n\n{}", report.render(styled).trim_end())
            },
            Self::Command(error) => error.to_string(),
            Self::Words(words) => words.clone(),
        }
    }

    /// The same without anything drawn.
    fn in_words(&self) -> String {
        match self {
            Self::Command(Error::Chronology(report)) => {
                format!("the chronology cannot be used: {}", report.in_words().trim_end())
            },
            Self::Command(Error::Query { text, error }) => error.in_words(text),
            other => other.words(false),
        }
    }
}

/// Help and version go to the standard output and are no error. Everything else that clap says is an error, and is
/// cleaned, since it repeats what was typed.
fn refuse(refusal: &clap::Error) -> ExitCode {
    if !refusal.use_stderr() {
        return match refusal.print().and_then(|()| io::stdout().flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                complain(&Error::Output(error).to_string(), false);
                ExitCode::from(FAILED)
            },
            _ => ExitCode::SUCCESS,
        };
    }
    let words = unmark(&refusal.render().to_string());
    complain(text::clean(&words).trim_start_matches("error: ").trim_end(), false);
    ExitCode::from(FAILED)
}

/// `error: …` on the standard error. If even that cannot be written, the exit code has to do.
fn complain(words: &str, styled: bool) {
    let style = if styled { anstyle::AnsiColor::Red.on_default().bold() } else { anstyle::Style::new() };
    let _ = writeln!(io::stderr(), "{style}error{style:#}: {words}");
}

/// How it ended.
pub(super) enum End {
    /// A command did what it was asked.
    Command(Outcome),
    /// The reader left the browser, or a signal ended it.
    Browser(tui::Exit),
}

fn perform(cli: Cli) -> Result<End, Failure> {
    let Cli { command, query, common } = cli;
    let Some(command) = command else { return browse(common, &query.text()) };
    if !query.words.is_empty() {
        return Err(misplaced(&query));
    }
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut err = io::stderr();
    let terminal = io::stdout().is_terminal();
    let mut console = Console {
        out: &mut out,
        err: &mut err,
        columns: terminal.then(columns),
        styled: styled(common.color, terminal && !common.plain),
        plain: common.plain,
    };
    let outcome = command_on(command, common, &mut console)?;
    console.out.flush().map_err(Error::Output)?;
    Ok(End::Command(outcome))
}

/// A query before a command: either could be meant, so neither is done.
fn misplaced(query: &QueryWords) -> Failure {
    let query = query.text();
    let query = text::clean_line(&query);
    Failure::Words(format!(
        "a query stands after the command, not before it: {query}\n  To search for the name of a command, put two \
         hyphens before the whole query: summits-tui -- {query} …"
    ))
}

fn command_on(command: Command, common: Common, console: &mut Console) -> Result<Outcome, Failure> {
    let outcome = match command {
        Command::List { query } => {
            let (chronology, _, selection) = ask(common, &query, console)?;
            commands::list::list(&chronology, &selection, console)
        },
        Command::Show { name, compare } => commands::show::show(&open(common, console)?, &name, compare, console),
        Command::Export { query, format, output } => {
            let (chronology, _, selection) = ask(common, &query, console)?;
            commands::export::export(&chronology, &selection, format, output.as_deref(), console)
        },
        Command::Count { query, by } => {
            let (chronology, index, selection) = ask(common, &query, console)?;
            commands::count::count(&index, &chronology, &selection, by, console)
        },
        Command::Check { directory, documents } => {
            let data = directory.map_or_else(|| configuration(common).config.data, |directory| vec![directory]);
            check(&locations(&data), documents.as_deref(), console)
        },
        Command::New { directory } => commands::new::new(&directory, console),
        Command::Config { check: true, .. } => commands::config::check(&configuration(common), console),
        Command::Config { explain: true, .. } => commands::config::explained(&configuration(common).config, console),
        Command::Config { .. } => commands::config::print(&configuration(common).config, console),
        Command::Keys => {
            let bindings = configuration(common.clone()).config.bindings;
            let chronology = open(common, console)?;
            commands::keys::keys(&Keymap::new(&bindings, &chronology), &chronology, console)
        },
        Command::Schema => commands::schema::schema(console),
        Command::Completions { shell } => completions(shell, console).map_err(Error::Output),
        Command::Man => {
            let bindings = config::load(&Sources::default()).config.bindings;
            manual::write(&bindings, console.out).map(|()| Outcome::Done).map_err(Error::Output)
        },
    };
    Ok(outcome?)
}

/// The script is written to memory first, because the one who makes it gives up loudly where the output cannot be written.
fn completions(shell: Shell, console: &mut Console) -> io::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "summits-tui", &mut script);
    console.out.write_all(&script)?;
    Ok(Outcome::Done)
}

/// The configuration in force, with what the command line says.
pub(super) fn configuration(common: Common) -> config::Loaded {
    config::load(&Sources { color: common.color, data: common.data, ..Sources::from_environment(common.config) })
}

/// The chronology that is asked for. What is wrong besides is only mentioned, since it is not what was asked for.
fn open(common: Common, console: &mut Console) -> Result<Chronology, Failure> {
    let config::Loaded { config, problems, .. } = configuration(common);
    let locations = locations(&config.data);
    // What is said beside the result is not worth an error if it cannot be written.
    let mut say = |words: Option<String>| words.map(|words| writeln!(console.err, "{words}"));
    let _ = say(of_configuration(&problems));
    let Loaded { mut chronology, warnings } = loader::load_layers(&locations).map_err(Error::Chronology)?;
    let (_, unread) = lay_notebooks_over(&mut chronology, &locations);
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
fn of_chronology(warnings: &Report, locations: &[Location]) -> Option<String> {
    let see = match locations {
        [location] => text::clean_line(&location.directory()?.to_string_lossy()).into_owned(),
        _ => "with the same --data".to_owned(),
    };
    let summary = warnings.summary();
    (!warnings.is_empty()).then(|| format!("the chronology: {summary}; see: summits-tui check {see}"))
}

/// Lays what the reader has put down over each layer of a chronology: the notebooks of the locations, and those that
/// cannot be read.
fn lay_notebooks_over(chronology: &mut Chronology, locations: &[Location]) -> (Vec<Notebook>, Vec<NotebookError>) {
    let opened = locations.iter().map(|location| Notebook::open(notebook::file_of(location.directory())));
    let (notebooks, unread): (Vec<Notebook>, Vec<Option<NotebookError>>) = opened.unzip();
    for (layer, notebook) in notebooks.iter().enumerate() {
        chronology.lay_over(Ref::new(layer), notebook.jottings().clone());
    }
    (notebooks, unread.into_iter().flatten().collect())
}

/// The index of a chronology, with the jottings that are laid over it.
fn index_of(chronology: &Chronology) -> Index {
    let mut index = Index::new(chronology);
    index.annotate(chronology);
    index
}

/// Where the chronologies are that are laid over one another; the one inside the program where none is named.
pub(super) fn locations(data: &[PathBuf]) -> Vec<Location> {
    if data.is_empty() { vec![Location::Embedded] } else { data.iter().map(|path| Location::named(path)).collect() }
}

/// Checks each chronology by itself.
fn check(locations: &[Location], documents: Option<&Path>, console: &mut Console) -> Result<Outcome, Error> {
    let mut worst = Outcome::Done;
    for location in locations {
        if locations.len() > 1 {
            let directory = location.directory().map_or("built-in".into(), Path::to_string_lossy);
            writeln!(console.out, "{}:", text::clean_line(&directory)).map_err(Error::Output)?;
        }
        if commands::check::check(location, documents, console)? == Outcome::Negative {
            worst = Outcome::Negative;
        }
    }
    Ok(worst)
}

/// The chronology with its index, and what of it the query selects.
fn ask(common: Common, query: &QueryWords, console: &mut Console) -> Result<(Chronology, Index, Selection), Failure> {
    let chronology = open(common, console)?;
    let query = understand(&query.text(), &chronology)?;
    let index = index_of(&chronology);
    let selection = index.select(&chronology, &query);
    Ok((chronology, index, selection))
}

fn understand(query: &str, chronology: &Chronology) -> Result<Query, Error> {
    Query::parse(query, chronology).map_err(|error| Error::Query { text: query.to_owned(), error })
}

/// Opens the browser: on the screen, or without one where that is asked for or the terminal can only print lines.
fn browse(common: Common, query: &str) -> Result<End, Failure> {
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
            Err(Failure::Words(format!(
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
    match stage::open(&what, mouse, move |advance| prepare(loaded, &query, advance)).map_err(broke_off)? {
        Opened::Ended(exit) => Ok(exit),
        Opened::Ready(prepared, stage) => {
            // The terminal is given back before a report is printed.
            let (prepared, stage) = match prepared {
                Ok(prepared) => (prepared, stage),
                Err(failure) => {
                    drop(stage);
                    return Err(failure);
                },
            };
            let Prepared { start, notebooks, files, mut painter } = prepared;
            tui::run(start, notebooks, files, stage, |app, buffer| painter.draw(app, buffer)).map_err(broke_off)
        },
    }
}

fn broke_off(error: io::Error) -> Failure {
    Failure::Words(format!("the browser broke off: {error}"))
}

/// What the browser opens with.
struct Prepared {
    start: Start,
    notebooks: Vec<Notebook>,
    files: Option<Files>,
    painter: Painter,
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
    begun: SystemTime,
}

impl Browsed {
    /// Reads the chronology and what is put down about it, and tells how far it is.
    pub(super) fn read(config: &Config, problems: &Report, query: &str, tell: &Tell<'_>) -> Result<Self, Failure> {
        let locations = locations(&config.data);
        let begun = SystemTime::now();
        let loaded = loader::load_layers_telling(&locations, tell).map_err(Error::Chronology)?;
        let Loaded { mut chronology, warnings } = loaded;
        let (notebooks, unread) = lay_notebooks_over(&mut chronology, &locations);
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

/// Reads the chronology and what is put down about it, and makes of the configuration what suits it.
fn prepare(loaded: config::Loaded, query: &str, advance: &Advance) -> Result<Prepared, Failure> {
    let config::Loaded { config, problems, .. } = loaded;
    let tell = |read, total| advance.tell(read, total);
    let browsed = Browsed::read(&config, &problems, query, &tell)?;
    let Browsed { chronology, notebooks, query, notices, locations, begun } = browsed;
    let painter = Painter::new(config.theme, config.terminal.links, &chronology);
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
    Ok(Prepared { start, notebooks, files, painter })
}

/// Draws in the theme of the configuration.
struct Painter {
    config: config::Theme,
    links: bool,
    theme: Theme,
    /// The countries that the theme has colours for.
    countries: Vec<Country>,
}

impl Painter {
    fn new(config: config::Theme, links: bool, chronology: &Chronology) -> Self {
        let theme = Theme::new(&config, chronology).with_links(links);
        Self { config, links, theme, countries: chronology.countries.iter().cloned().collect() }
    }

    /// Draws the browser. A chronology that was read again may have other countries.
    fn draw(&mut self, app: &App, buffer: &mut Buffer) -> Map {
        if !app.chronology().countries.iter().eq(&self.countries) {
            *self = Self::new(self.config.clone(), self.links, app.chronology());
        }
        view::draw(app, &self.theme, buffer)
    }
}

/// How the chronologies are read again when the files of one have changed; `None` where no files are.
fn files_of(locations: Vec<Location>, bindings: Bindings, begun: SystemTime) -> Option<Files> {
    // The clock of file systems goes by ticks of a few milliseconds, and is behind this one by up to as much.
    const TICK: Duration = Duration::from_millis(10);
    let directories = directories(&locations);
    let read = move || {
        let Loaded { chronology, warnings } =
            loader::load_layers(&locations).map_err(|report| faults_of(&report, &locations))?;
        Ok(Renewal {
            warnings: of_chronology(&warnings, &locations),
            index: Arc::new(Index::new(&chronology)),
            keymap: Keymap::new(&bindings, &chronology),
            chronology: Arc::new(chronology),
        })
    };
    let since = begun.checked_sub(TICK).unwrap_or(begun);
    (!directories.is_empty()).then(|| Files { directories, since, read: Box::new(read) })
}

/// A report on the files of the chronologies as the browser shows it, with the places of its errors.
fn faults_of(report: &Report, locations: &[Location]) -> Faults {
    // Of several chronologies the report names the files with their directories.
    let directory = if let [only] = locations { only.directory() } else { None };
    let words = report.render(false);
    let is_title = |line: &str| line.starts_with("error") || line.starts_with("warning");
    let begins = words.lines().enumerate().filter(|(_, line)| is_title(line)).map(|(number, _)| number);
    let mut ends = begins.clone().skip(1).chain([words.lines().count()]);
    let errors = begins
        .zip(&report.problems)
        .filter_map(|(begin, problem)| Some((begin..ends.next()?, problem)))
        .filter(|(_, problem)| problem.severity == Severity::Error)
        .map(|(told, problem)| FaultyPlace {
            told,
            path: directory.unwrap_or(Path::new("")).join(&problem.file),
            line: u32::try_from(problem.line.max(1)).unwrap_or(u32::MAX),
        })
        .collect();
    Faults { report: words, errors }
}

/// The columns of the terminal on the standard output; 80 where it does not say.
fn columns() -> usize {
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok();
    size.map(|size| usize::from(size.ws_col)).filter(|columns| *columns > 0).unwrap_or(80)
}

/// Whether to write colour to a stream.
pub(super) fn styled(choice: ColorChoice, terminal: bool) -> bool {
    let no_color = || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => terminal && !no_color() && !is_dumb(),
    }
}

/// Whether the terminal says that it can only print lines.
fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loader::{Problem, Severity};

    #[test]
    fn what_deserves_a_look_is_told_with_the_command_that_shows_it() {
        let mut warnings = Report::new();
        let locations = [Location::Directory(PathBuf::from("my\u{1b}[2Jdata"))];
        assert_eq!(of_chronology(&warnings, &locations), None);
        warnings.push(Problem::in_file(Severity::Warning, "events/a.csv", "a row without a document"));
        let words = of_chronology(&warnings, &locations);
        assert_eq!(words.as_deref(), Some("the chronology: 1 warning in 1 file; see: summits-tui check mydata"));
        assert_eq!(of_chronology(&warnings, &[Location::Embedded]), None);
    }
}
