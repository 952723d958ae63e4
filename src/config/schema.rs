//! Every setting: its path in the file and the kind of its value. The defaults are in `config.toml`.

use std::collections::HashMap;
use std::sync::LazyLock;

use summits_chronology::chronology::CountryCode;

use super::role::Role;
use crate::keymap::{Context, Entry, REGISTRY};

/// A setting.
#[derive(Debug, Clone)]
pub(super) struct Setting {
    /// The tables and the key that lead to it, joined with dots: `layout.list-share`.
    pub path: String,
    /// The kind of its value.
    pub kind: Kind,
}

/// The kind of value that a setting takes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// `true` or `false`.
    Flag,
    /// An integer within these bounds.
    Number {
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A line of text.
    Text,
    /// A line of text, or a list of them.
    Texts,
    /// A colour with modifiers.
    Style,
    /// The chords of an action.
    Chords(Context, &'static Entry),
    /// The key of a country.
    CountryKey,
}

/// The themes, as `theme.name` writes them.
pub(super) const THEMES: &[&str] = &["auto", "dark", "light", "none"];

/// The settings that are neither styles nor keys, in the order of `config.toml`.
const PLAIN: &[(&str, Kind)] = &[
    ("start.query", Kind::Text),
    ("start.data", Kind::Texts),
    ("layout.list-share", Kind::Number { min: 20, max: 80 }),
    ("layout.strip", Kind::Flag),
    ("layout.hints", Kind::Flag),
    ("terminal.mouse", Kind::Flag),
    ("terminal.links", Kind::Flag),
    ("theme.name", Kind::Choice(THEMES)),
];

/// Every setting except those of countries, in the order of `config.toml`.
pub(super) static SETTINGS: LazyLock<Vec<Setting>> = LazyLock::new(|| {
    let mut settings: Vec<Setting> =
        PLAIN.iter().map(|(path, kind)| Setting { path: (*path).to_owned(), kind: *kind }).collect();
    for table in ["theme", "theme.dark", "theme.light", "theme.none"] {
        let styles = Role::ALL.iter().map(|role| format!("{table}.{}", role.name()));
        settings.extend(styles.map(|path| Setting { path, kind: Kind::Style }));
    }
    for context in Context::ALL {
        for entry in REGISTRY.iter().filter(|entry| entry.contexts.contains(context)) {
            settings.push(Setting { path: keys_path(*context, entry), kind: Kind::Chords(*context, entry) });
        }
    }
    settings
});

/// The settings of a country, below `country.XX`.
pub(super) const COUNTRY: &[(&str, Kind)] = &[("key", Kind::CountryKey), ("color", Kind::Style)];

/// The path of the chords of an action.
pub(super) fn keys_path(context: Context, entry: &Entry) -> String {
    format!("keys.{}.{}", context.name(), entry.name)
}

/// What a path names.
pub(super) enum Found {
    /// A setting.
    Setting(Kind),
    /// A table that holds settings.
    Table,
    /// Nothing.
    Nothing,
}

/// What the key `name` means in the table at `table` (empty for the root).
pub(super) fn find(table: &str, name: &str) -> Found {
    let path = join(table, name);
    if table == "country" {
        return if CountryCode::parse(name).is_some() { Found::Table } else { Found::Nothing };
    }
    if table.starts_with("country.") {
        let setting = COUNTRY.iter().find(|(setting, _)| *setting == name);
        return setting.map_or(Found::Nothing, |(_, kind)| Found::Setting(*kind));
    }
    if path == "country" {
        return Found::Table;
    }
    match BY_PATH.get(&*path) {
        Some(Some(kind)) => Found::Setting(*kind),
        Some(None) => Found::Table,
        None => Found::Nothing,
    }
}

/// The kind of every setting, and `None` for the tables.
static BY_PATH: LazyLock<HashMap<&str, Option<Kind>>> = LazyLock::new(|| {
    let mut by_path = HashMap::new();
    for setting in SETTINGS.iter() {
        let tables = setting.path.match_indices('.').map(|(dot, _)| (&setting.path[..dot], None));
        by_path.extend(tables);
        by_path.insert(&setting.path, Some(setting.kind));
    }
    by_path
});

/// The valid keys of the table at `table`.
pub(super) fn names(table: &str) -> Vec<&'static str> {
    if table.starts_with("country.") {
        return COUNTRY.iter().map(|(name, _)| *name).collect();
    }
    let below = if table.is_empty() { String::new() } else { format!("{table}.") };
    let mut names: Vec<&str> = Vec::new();
    for setting in SETTINGS.iter() {
        let name = setting.path.strip_prefix(&below).and_then(|rest| rest.split('.').next());
        names.extend(name.filter(|name| !names.contains(name)));
    }
    if table.is_empty() {
        names.push("country");
    }
    names
}

/// Roles and actions that had another name before, which users may still have in their files: the former name and the
/// present one.
pub(super) const RENAMED: &[(&str, &str)] =
    &[("silence", "gap"), ("next-silence", "next-gap"), ("previous-silence", "previous-gap")];

/// What a role or an action is called now; any other name as it is.
pub(super) fn present_name(name: &str) -> &str {
    RENAMED.iter().find(|(former, _)| *former == name).map_or(name, |(_, present)| present)
}

/// The path of `name` in the table at `table`.
pub(super) fn join(table: &str, name: &str) -> String {
    if table.is_empty() { name.to_owned() } else { format!("{table}.{name}") }
}
