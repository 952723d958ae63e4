//! The configuration in force: the merged values as the program uses them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use summits_chronology::chronology::CountryCode;

use super::defaults::DEFAULTS;
use super::schema;
use super::theme::Theme;
use super::value::{Given, Layer, Origin, Value};
use crate::built_in::location_named;
use crate::keymap::{Binding, Bindings, Context, REGISTRY};

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
    /// Every value with its origin.
    pub(super) values: Layer,
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

impl Default for Config {
    fn default() -> Self {
        Self::from_values(DEFAULTS.clone(), None)
    }
}

impl Config {
    /// The configuration that these values make. `directory` is where the user's file stands.
    pub(super) fn from_values(values: Layer, directory: Option<&Path>) -> Self {
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
