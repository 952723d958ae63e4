//! The theme: a style for every role and every country.

use std::collections::BTreeMap;

use summits_chronology::chronology::CountryCode;

use super::role::Role;
use super::style::Style;
use super::value::{Layer, Value};

/// Which theme is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeName {
    /// Colours for dark and light backgrounds.
    #[default]
    Auto,
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// Without colours.
    None,
}

impl ThemeName {
    /// The name in the configuration.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::None => "none",
        }
    }

    /// The theme of that name.
    fn parse(name: &str) -> Self {
        [Self::Dark, Self::Light, Self::None].into_iter().find(|theme| theme.name() == name).unwrap_or_default()
    }
}

/// A style for every role and every country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Which theme it is.
    pub name: ThemeName,
    /// By [`Role::position`].
    styles: Vec<Style>,
    countries: BTreeMap<CountryCode, Style>,
}

impl Theme {
    /// The theme with these values.
    pub(super) fn new(values: &Layer) -> Self {
        let name = match values.get("theme.name").map(|given| &given.value) {
            Some(Value::Word(name)) => ThemeName::parse(name),
            _ => ThemeName::default(),
        };
        let shown = |style: Style| if name == ThemeName::None { style.without_colors() } else { style };
        let styles = Role::ALL.iter().map(|role| shown(role_style(values, name, *role))).collect();
        let color = |(path, given): (&String, &super::value::Given)| {
            let code = path.strip_prefix("country.")?.strip_suffix(".color")?;
            let Value::Style(style) = given.value else { return None };
            Some((CountryCode::parse(code)?, shown(style)))
        };
        Self { name, styles, countries: values.iter().filter_map(color).collect() }
    }

    /// The style of a role.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role.position()).copied().unwrap_or_default()
    }

    /// The configured style of a country, or that of its position in the chronology.
    #[must_use]
    pub fn country(&self, code: CountryCode, position: usize) -> Style {
        let by_position = || self.style(Role::COUNTRIES[position % Role::COUNTRIES.len()]);
        self.countries.get(&code).copied().unwrap_or_else(by_position)
    }
}

/// The style of a role, before colours are removed. The user's values win over the defaults; at the same level, a value for
/// this theme wins over one for all themes.
fn role_style(values: &Layer, theme: ThemeName, role: Role) -> Style {
    let of_all = values.get(&format!("theme.{}", role.name()));
    let of_theme = values.get(&format!("theme.{}.{}", theme.name(), role.name()));
    let given = match (of_all, of_theme) {
        (Some(of_all), Some(of_theme)) if of_theme.is_built_in() && !of_all.is_built_in() => Some(of_all),
        (of_all, of_theme) => of_theme.or(of_all),
    };
    match given.map(|given| &given.value) {
        Some(Value::Style(style)) => *style,
        _ => Style::default(),
    }
}

#[cfg(test)]
mod tests;
