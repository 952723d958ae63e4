//! Makes the configuration in force from the defaults, the user's file, the environment and the command line.

use std::path::PathBuf;

use summits_chronology::diagnostics::{Diagnostic, Report, Severity, SourceFile};

use super::defaults::DEFAULTS;
use super::effective::Config;
use super::file::user_file;
use super::theme::ThemeName;
use super::value::{Given, Layer, Origin, Value};
use super::{conflict, file, read};

/// `--color`: when colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColorChoice {
    /// As the configuration and the environment decide.
    #[default]
    Auto,
    /// Even with `NO_COLOR`.
    Always,
    /// Never.
    Never,
}

/// Which file is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum UserFile {
    /// None: the defaults.
    #[default]
    None,
    /// The file at the default path, if it exists.
    IfExists(PathBuf),
    /// The file that the user named.
    Named(PathBuf),
}

/// What overrides the defaults.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The user's file.
    pub file: UserFile,
    /// Whether `NO_COLOR` is set and not empty.
    pub no_color: bool,
    /// `--color`.
    pub color: ColorChoice,
    /// Every `--data`.
    pub data: Vec<PathBuf>,
}

impl Sources {
    /// The environment, and the file at `--config` or at the default path.
    #[must_use]
    pub fn from_environment(config: Option<PathBuf>) -> Self {
        let default = || user_file().map_or(UserFile::None, UserFile::IfExists);
        Self {
            file: config.map_or_else(default, UserFile::Named),
            no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
            ..Self::default()
        }
    }
}

/// The configuration, and the problems in the user's file.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// Always complete.
    pub config: Config,
    /// In the order of the file.
    pub problems: Report,
    /// The user's file, if one was read.
    pub file: Option<PathBuf>,
}

/// Loads the configuration. Never fails: problems are in [`Loaded::problems`].
#[must_use]
pub fn load(sources: &Sources) -> Loaded {
    let mut problems = Report::new();
    let path = match &sources.file {
        UserFile::None => None,
        UserFile::IfExists(path) | UserFile::Named(path) => Some(path),
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
    set_overrides(&mut values, sources);
    let directory = file.and_then(|path| path.parent());
    let mut config = Config::from_values(values, directory);
    if !sources.data.is_empty() {
        // Taken from the arguments and not from the values, because a path need not be valid UTF-8.
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

/// Lets the environment and the command line override the values of the files.
fn set_overrides(values: &mut Layer, sources: &Sources) {
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
