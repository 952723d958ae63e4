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
    /// The style of each role and country.
    pub theme: Theme,
    /// The layout of the screen.
    pub layout: Layout,
    /// Which features of the terminal are used.
    pub terminal: Terminal,
    /// The chords of each action, and the keys of countries.
    pub bindings: Bindings,
    /// The first query, as written; empty for every event.
    pub query: String,
    /// The chronologies to merge, as directories or `built-in`; empty for the built-in one.
    pub data: Vec<PathBuf>,
    /// Every value with its origin.
    pub(super) values: Layer,
}

/// The layout of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The width of the list beside the detail pane, in per cent: 20 to 80.
    pub list_share: u16,
    /// Whether the density strip is shown.
    pub strip: bool,
    /// Whether the bottom line shows hints.
    pub hints: bool,
}

/// Which features of the terminal are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terminal {
    /// Whether the mouse is captured.
    pub mouse: bool,
    /// Whether addresses are links (OSC 8).
    pub links: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self::from_values(DEFAULTS.clone(), None)
    }
}

impl Config {
    /// The configuration with these values. `directory` is that of the user's file.
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

    /// The origin of the value of a setting such as `layout.strip`; `None` if it has no value.
    #[must_use]
    pub fn origin(&self, setting: &str) -> Option<&Origin> {
        self.values.get(setting).map(|given| &given.origin)
    }
}

/// The chords of actions and countries.
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

/// The chronologies that `start.data` names.
fn data(given: Option<&Given>, directory: Option<&Path>) -> Vec<PathBuf> {
    let Some(Given { value: Value::Texts(written), .. }) = given else { return Vec::new() };
    written.iter().map(|written| path(written, directory)).collect()
}

/// A directory: absolute, relative to the home directory (`~`), or relative to that of the user's file; or `built-in`.
fn path(written: &str, directory: Option<&Path>) -> PathBuf {
    let home = written.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with('/'));
    match (home, etcetera::home_dir()) {
        (Some(rest), Ok(home)) => home.join(rest.trim_start_matches('/')),
        _ if location_named(Path::new(written)).directory().is_none() => PathBuf::from(written),
        _ => directory.map_or_else(|| PathBuf::from(written), |directory| directory.join(written)),
    }
}
