//! `config.toml` to theme, keys and layout, with the origin of each value.
//!
//! The documented file at the root of the repository is built in; it is the only place where defaults stand. The user's
//! file is laid over it and may name only what differs; the environment and the command line are laid over both. The
//! file is never written.
//!
//! Reading it never fails. What is wrong in it is told, all at once and with its place, and each of these settings stays
//! as it comes: [`load`] answers with a [`Config`] in any case.

mod conflict;
mod file;
mod print;
mod read;
mod reference;
mod role;
mod schema;
mod style;
mod theme;
mod value;
mod value_of;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use summits_chronology::chronology::CountryCode;
use summits_chronology::diagnostics::{Diagnostic, Report, Severity, SourceFile};

use crate::built_in::location_named;
use crate::keymap::{Binding, Bindings, Context, REGISTRY};

pub use file::user_file;
pub use print::{Explained, explain, to_toml};
pub use reference::reference;
pub use role::Role;
pub use style::{Style, StyleError};
pub use theme::{Theme, ThemeName};
pub use value::Origin;

use value::{Given, Layer, Value};

/// The documented default configuration.
pub const BUILT_IN: &str = include_str!("../../config.toml");

/// The values of [`BUILT_IN`]. It has no mistakes: a test sees to that.
static DEFAULTS: LazyLock<Layer> =
    LazyLock::new(|| read::read(&built_in_file(), |line| Origin::BuiltIn { line }).values);

fn built_in_file() -> SourceFile {
    SourceFile::new("config.toml".to_owned(), BUILT_IN.to_owned())
}

/// The configuration in force.
#[derive(Debug, Clone)]
pub struct Config {
    /// Which style each role and country has.
    pub theme: Theme,
    /// What is shown, and where.
    pub layout: Layout,
    /// What is asked of the terminal.
    pub terminal: Terminal,
    /// Which chords each action has, and which key a country.
    pub bindings: Bindings,
    /// The query to begin with, as written; empty for every event.
    pub query: String,
    /// The chronologies to open, each laid over those before: directories, or `built-in`. None for the one built in.
    pub data: Vec<PathBuf>,
    values: Layer,
}

/// What is shown, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The share of the list in the width where list and detail stand side by side, in per cent: 20 to 80.
    pub list_share: u16,
    /// Whether the density strip is shown.
    pub strip: bool,
    /// Whether the bottom line shows hints.
    pub hints: bool,
}

/// What is asked of the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terminal {
    /// Whether the mouse is asked for.
    pub mouse: bool,
    /// Whether addresses are links.
    pub links: bool,
}

/// When colours are used, as the command line says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColorChoice {
    /// As the configuration and the environment say.
    #[default]
    Auto,
    /// Whatever the environment says.
    Always,
    /// Never.
    Never,
}

/// Which file of the user is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum UserFile {
    /// None: the defaults as they come.
    #[default]
    None,
    /// This one, if it exists: the usual place.
    IfThere(PathBuf),
    /// This one, which the user named.
    Named(PathBuf),
}

/// What the configuration is made of besides the defaults.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The user's file.
    pub file: UserFile,
    /// Whether `NO_COLOR` stands in the environment and is not empty.
    pub no_color: bool,
    /// `--color`.
    pub color: ColorChoice,
    /// `--data`, as often as it is given.
    pub data: Vec<PathBuf>,
}

impl Sources {
    /// What the environment says, with the file at `--config` or in the usual place.
    #[must_use]
    pub fn from_environment(config: Option<PathBuf>) -> Self {
        let usual = || user_file().map_or(UserFile::None, UserFile::IfThere);
        Self {
            file: config.map_or_else(usual, UserFile::Named),
            no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
            ..Self::default()
        }
    }
}

/// The configuration and what is wrong with the user's file.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The configuration in force, complete in any case.
    pub config: Config,
    /// What is wrong, in the order of the file.
    pub problems: Report,
    /// The user's file, if one was read.
    pub file: Option<PathBuf>,
}

/// The configuration that these sources make. Never fails: what is wrong is in [`Loaded::problems`].
#[must_use]
pub fn load(sources: &Sources) -> Loaded {
    let mut problems = Report::new();
    let path = match &sources.file {
        UserFile::None => None,
        UserFile::IfThere(path) | UserFile::Named(path) => Some(path),
    };
    let text = path.and_then(|path| match file::read(path) {
        Ok(None) if matches!(sources.file, UserFile::Named(_)) => {
            problems.push(Diagnostic::in_file(Severity::Error, &path.to_string_lossy(), "there is no such file"));
            None
        },
        Ok(text) => text,
        Err(problem) => {
            problems.push(*problem);
            None
        },
    });
    let file = path.filter(|_| text.is_some());
    let mut values = match (file, text) {
        (Some(path), Some(text)) => user_values(&path.to_string_lossy(), text, &mut problems),
        _ => DEFAULTS.clone(),
    };
    set_annotations(&mut values, sources);
    let directory = file.and_then(|path| path.parent());
    let mut config = Config::of(values, directory);
    if !sources.data.is_empty() {
        // As they were given: a path need not be text.
        config.data.clone_from(&sources.data);
    }
    Loaded { config, problems, file: file.cloned() }
}

/// The values of the user's file over the defaults.
fn user_values(file: &str, text: String, problems: &mut Report) -> Layer {
    let source = SourceFile::new(file.to_owned(), text);
    let layer = read::read(&source, |line| Origin::File { file: file.to_owned(), line });
    let mut diagnostics = layer.diagnostics;
    let values = conflict::merge(&DEFAULTS, layer.values, &mut diagnostics, &source);
    problems.append(diagnostics.into_report(&source));
    values
}

/// Lays the environment and the command line over the values of the files.
fn set_annotations(values: &mut Layer, sources: &Sources) {
    let mut set = |path: &str, value: Value, origin: Origin| {
        values.insert(path.to_owned(), Given { value, origin, span: 0..0, chords: Vec::new() });
    };
    let none = Value::Word(ThemeName::None.name());
    match sources.color {
        ColorChoice::Never => set("theme.name", none, Origin::CommandLine("--color")),
        ColorChoice::Auto if sources.no_color => set("theme.name", none, Origin::Environment("NO_COLOR")),
        ColorChoice::Auto | ColorChoice::Always => {},
    }
    if !sources.data.is_empty() {
        let data = sources.data.iter().map(|data| data.to_string_lossy().into_owned()).collect();
        set("start.data", Value::Texts(data), Origin::CommandLine("--data"));
    }
}

impl Default for Config {
    fn default() -> Self {
        Self::of(DEFAULTS.clone(), None)
    }
}

impl Config {
    /// The configuration that these values make. `directory` is where the user's file stands.
    fn of(values: Layer, directory: Option<&Path>) -> Self {
        let get = |path: &str| values.get(path).map(|given| &given.value);
        let flag = |path: &str| matches!(get(path), Some(Value::Flag(true)));
        let text = |path: &str| match get(path) {
            Some(Value::Text(text)) => text.clone(),
            _ => String::new(),
        };
        let number = |path: &str| match get(path) {
            Some(Value::Number(number)) => u16::try_from(*number).unwrap_or_default(),
            _ => 0,
        };
        Self {
            theme: Theme::new(&values),
            layout: Layout {
                list_share: number("layout.list-share"),
                strip: flag("layout.strip"),
                hints: flag("layout.hints"),
            },
            terminal: Terminal { mouse: flag("terminal.mouse"), links: flag("terminal.links") },
            bindings: bindings(&values),
            query: text("start.query"),
            data: data(values.get("start.data"), directory),
            values,
        }
    }

    /// Where the value of a setting comes from: `layout.strip`. `None` for a setting that has no value.
    #[must_use]
    pub fn origin(&self, setting: &str) -> Option<&Origin> {
        self.values.get(setting).map(|given| &given.origin)
    }
}

/// The chords that these values give to actions and countries.
fn bindings(values: &Layer) -> Bindings {
    let chords = |path: &str| match values.get(path).map(|given| &given.value) {
        Some(Value::Chords(chords)) => chords.clone(),
        _ => Vec::new(),
    };
    let mut actions = Vec::new();
    for context in Context::ALL {
        for entry in REGISTRY.iter().filter(|entry| entry.contexts.contains(context)) {
            let chords = chords(&schema::keys_path(*context, entry));
            actions.push(Binding { context: *context, entry, chords });
        }
    }
    let country = |path: &String| {
        let code = CountryCode::parse(path.strip_prefix("country.")?.strip_suffix(".key")?)?;
        Some((code, chords(path).first().copied()?))
    };
    let countries: BTreeMap<CountryCode, _> = values.keys().filter_map(country).collect();
    Bindings { actions, countries }
}

/// The places that the setting means.
fn data(given: Option<&Given>, directory: Option<&Path>) -> Vec<PathBuf> {
    let Some(Given { value: Value::Texts(written), .. }) = given else { return Vec::new() };
    written.iter().map(|written| place(written, directory)).collect()
}

/// A directory: absolute, from the home directory, or from where the user's file stands; or the word for the chronology
/// that is built in, as it is.
fn place(written: &str, directory: Option<&Path>) -> PathBuf {
    let home = written.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with('/'));
    match (home, etcetera::home_dir()) {
        (Some(rest), Ok(home)) => home.join(rest.trim_start_matches('/')),
        _ if location_named(Path::new(written)).directory().is_none() => PathBuf::from(written),
        _ => directory.map_or_else(|| PathBuf::from(written), |directory| directory.join(written)),
    }
}

#[cfg(test)]
mod tests;
