//! The configuration in force, as TOML and as a table with origins.

use std::fmt::Write;

use super::effective::Config;
use super::schema::{COUNTRY, SETTINGS, join};
use super::value::{Given, Layer, Origin};

/// A setting as `config --explain` shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// The setting: `layout.strip`.
    pub setting: String,
    /// Its value, as TOML writes it.
    pub value: String,
    /// Where the value comes from.
    pub origin: Origin,
}

/// Every setting that has a value, in the order of `config.toml`.
#[must_use]
pub fn explain(config: &Config) -> Vec<Explained> {
    let row = |(setting, given): (String, &Given)| Explained {
        setting,
        value: given.value.to_string(),
        origin: given.origin.clone(),
    };
    in_order(&config.values).into_iter().map(row).collect()
}

/// The configuration in force as a configuration file.
#[must_use]
pub fn to_toml(config: &Config) -> String {
    let mut toml = String::new();
    let mut section = String::new();
    for (setting, given) in in_order(&config.values) {
        let (table, name) = setting.rsplit_once('.').unwrap_or(("", &setting));
        if table != section {
            let blank = if toml.is_empty() { "" } else { "\n" };
            let _ = writeln!(toml, "{blank}[{table}]");
            table.clone_into(&mut section);
        }
        let _ = writeln!(toml, "{name} = {}", given.value);
    }
    toml
}

/// The values in the order of `config.toml`, those of countries last.
fn in_order(values: &Layer) -> Vec<(String, &Given)> {
    let mut ordered: Vec<(String, &Given)> = Vec::new();
    for setting in SETTINGS.iter() {
        ordered.extend(values.get(&setting.path).map(|given| (setting.path.clone(), given)));
    }
    let mut countries: Vec<&str> = values.keys().filter_map(|path| path.strip_prefix("country.")).collect();
    countries.iter_mut().for_each(|path| *path = path.split('.').next().unwrap_or(path));
    countries.dedup();
    for code in countries {
        for (name, _) in COUNTRY {
            let path = join(&format!("country.{code}"), name);
            ordered.extend(values.get(&path).map(|given| (path.clone(), given)));
        }
    }
    ordered
}
