//! The theme as the views use it: a ratatui style for every role, every tone of a page and every country.

use ratatui::style::{Modifier, Style};
use summits_chronology::chronology::{Chronology, Country, Ref};

use crate::config::{self, Role};
use crate::page::Tone;

/// The style of everything that is drawn.
#[derive(Debug, Clone)]
pub struct Theme {
    styles: config::Theme,
    /// By the position of the country in the chronology.
    countries: Vec<Style>,
    links: bool,
}

impl Theme {
    #[must_use]
    pub fn new(styles: &config::Theme, chronology: &Chronology) -> Self {
        let country =
            |(reference, country): (Ref<Country>, &Country)| ready(styles.country(country.code, reference.position()));
        let countries = chronology.countries.entries().map(country).collect();
        Self { countries, styles: styles.clone(), links: true }
    }

    /// Sets whether addresses are links that the terminal can open.
    #[must_use]
    pub fn with_links(self, links: bool) -> Self {
        Self { links, ..self }
    }

    /// Whether addresses are links that the terminal can open.
    #[must_use]
    pub fn links(&self) -> bool {
        self.links
    }

    /// The style of a role, over that of ordinary text.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        self.text().patch(self.own(role))
    }

    /// The style of a role by itself, to be added to that of the cells.
    #[must_use]
    pub fn own(&self, role: Role) -> Style {
        ready(self.styles.style(role))
    }

    #[must_use]
    pub fn text(&self) -> Style {
        self.own(Role::Text)
    }

    #[must_use]
    pub fn country(&self, country: Ref<Country>) -> Style {
        self.text().patch(self.countries.get(country.position()).copied().unwrap_or_default())
    }

    #[must_use]
    pub fn tone(&self, tone: Tone) -> Style {
        match tone {
            Tone::Title => self.style(Role::Title),
            Tone::Fact | Tone::Body => self.text(),
            Tone::Country(country) => self.country(country).add_modifier(Modifier::BOLD),
            Tone::Heading => self.style(Role::Heading),
            Tone::QuoteMark => self.style(Role::QuoteMark),
            Tone::Quote => self.style(Role::Quote),
            Tone::Source => self.style(Role::Publisher),
            Tone::Link => self.style(Role::Link),
            Tone::Difference => self.style(Role::Difference),
            Tone::Doubt => self.style(Role::Uncertain),
            Tone::Native => self.style(Role::Native),
            Tone::Number => self.style(Role::Number),
            Tone::Quiet => self.style(Role::Muted),
        }
    }

    /// The style of the selected row, and whether it replaces the colours of the row: with reverse or a background colour,
    /// every other colour would look like a patch.
    #[must_use]
    pub fn selection(&self, focused: bool) -> (Style, bool) {
        let style = self.own(if focused { Role::Selection } else { Role::SelectionUnfocused });
        (style, style.bg.is_some() || style.add_modifier.contains(Modifier::REVERSED))
    }
}

fn ready(style: config::Style) -> Style {
    Style { fg: style.fg, bg: style.bg, add_modifier: style.modifiers, ..Style::new() }
}
