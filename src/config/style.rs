//! Styles: colours and modifiers, as written in the configuration.
//!
//! A style is one string: modifiers, a colour, and a background after `on`: `bold`, `bold cyan`,
//! `underlined black on yellow`. The empty string changes nothing.

use std::fmt;

use ratatui::style::{Color, Modifier};
use summits_chronology::diagnostics::suggest::nearest as nearest_name;

/// Colours and modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// The text colour; `None` leaves it unchanged.
    pub fg: Option<Color>,
    /// The background colour; `None` leaves it unchanged.
    pub bg: Option<Color>,
    /// Added to those of the text.
    pub modifiers: Modifier,
}

/// Why a style is not valid.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct StyleError {
    /// The reason, as one sentence without a full stop.
    pub reason: String,
    /// What was expected.
    pub expected: String,
    /// The nearest valid word.
    pub suggestion: Option<String>,
    /// The bytes of the word in the string.
    pub span: std::ops::Range<usize>,
}

/// The modifiers that a style may have. Nothing blinks.
const MODIFIERS: &[(&str, Modifier)] = &[
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
    ("crossed-out", Modifier::CROSSED_OUT),
];

/// The colours that have a name: the terminal's own sixteen, and its default.
const COLORS: &[(&str, Color)] = &[
    ("default", Color::Reset),
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

/// Spellings from other programs, for the suggestion only.
const ALIASES: &[(&str, &str)] = &[
    ("grey", "bright-black"),
    ("gray", "bright-black"),
    ("dark-gray", "bright-black"),
    ("darkgray", "bright-black"),
    ("light-red", "bright-red"),
    ("light-green", "bright-green"),
    ("light-yellow", "bright-yellow"),
    ("light-blue", "bright-blue"),
    ("light-magenta", "bright-magenta"),
    ("light-cyan", "bright-cyan"),
    ("purple", "magenta"),
    ("orange", "yellow"),
    ("none", "default"),
    ("reset", "default"),
    ("terminal", "default"),
    ("underline", "underlined"),
    ("reverse", "reversed"),
    ("inverse", "reversed"),
    ("invert", "reversed"),
    ("faint", "dim"),
    ("strikethrough", "crossed-out"),
];

impl Style {
    /// Parses a style.
    ///
    /// # Errors
    ///
    /// At the first word that is neither a modifier nor a colour, or at a second colour.
    pub fn parse(written: &str) -> Result<Self, StyleError> {
        let mut style = Self::default();
        let mut background = false;
        for (at, word) in words(written) {
            let refused = |reason: String, expected: &str| {
                Err(StyleError {
                    reason,
                    expected: expected.to_owned(),
                    suggestion: nearest(word, background).filter(|meant| meant != word),
                    span: at..at + word.len(),
                })
            };
            if word == "on" && !background {
                background = true;
            } else if let Some((_, modifier)) = MODIFIERS.iter().find(|(name, _)| *name == word && !background) {
                style.modifiers |= *modifier;
            } else if let Some(color) = color(word) {
                let place = if background { &mut style.bg } else { &mut style.fg };
                if place.replace(color).is_some() {
                    return refused(format!("`{word}` is a second colour"), "one colour, and one after `on`");
                }
            } else if background {
                return refused(format!("`{word}` is not a colour"), "a colour after `on`");
            } else {
                return refused(format!("`{word}` is neither a colour nor a modifier"), EXPECTED);
            }
        }
        if background && style.bg.is_none() {
            return Err(StyleError {
                reason: "a colour is missing after `on`".to_owned(),
                expected: "a colour after `on`".to_owned(),
                suggestion: None,
                span: written.len()..written.len(),
            });
        }
        Ok(style)
    }

    /// The same without colours.
    #[must_use]
    pub fn without_colors(self) -> Self {
        Self { fg: None, bg: None, ..self }
    }
}

/// What a style consists of, for messages.
const EXPECTED: &str =
    "modifiers (bold, dim, italic, underlined, reversed, crossed-out), a colour, a background after `on`";

/// The words of a style with their offsets.
fn words(written: &str) -> impl Iterator<Item = (usize, &str)> {
    written.split_whitespace().map(|word| (word.as_ptr() as usize - written.as_ptr() as usize, word))
}

/// The colour that a word names: one of the sixteen, `#rrggbb`, or the number of one of the terminal's 256.
fn color(word: &str) -> Option<Color> {
    if let Some((_, color)) = COLORS.iter().find(|(name, _)| *name == word) {
        return Some(*color);
    }
    if let Some(digits) = word.strip_prefix('#').filter(|digits| digits.len() == 6) {
        let channel = |at: usize| digits.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
        return digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(()).and(Some(Color::Rgb(
            channel(0)?,
            channel(2)?,
            channel(4)?,
        )));
    }
    let number = word.bytes().all(|byte| byte.is_ascii_digit()) && (word == "0" || !word.starts_with('0'));
    if number { word.parse().ok().map(Color::Indexed) } else { None }
}

/// The word that was probably meant; only a colour can be a ground.
fn nearest(word: &str, ground: bool) -> Option<String> {
    let lower = word.to_lowercase().replace('_', "-");
    let modifier = |name: &str| MODIFIERS.iter().any(|(modifier, _)| *modifier == name);
    if let Some((_, name)) = ALIASES.iter().find(|(alias, name)| *alias == lower && !(ground && modifier(name))) {
        return Some((*name).to_owned());
    }
    let colors = COLORS.iter().map(|(name, _)| *name);
    let modifiers = MODIFIERS.iter().filter(|_| !ground).map(|(name, _)| *name);
    nearest_name(&lower, modifiers.chain(colors))
}

impl fmt::Display for Style {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let modifiers = MODIFIERS.iter().filter(|(_, modifier)| self.modifiers.contains(*modifier));
        let mut words: Vec<String> = modifiers.map(|(name, _)| (*name).to_owned()).collect();
        words.extend(self.fg.map(color_name));
        words.extend(self.bg.map(|color| format!("on {}", color_name(color))));
        f.write_str(&words.join(" "))
    }
}

fn color_name(color: Color) -> String {
    match (COLORS.iter().find(|(_, named)| *named == color), color) {
        (Some((name, _)), _) => (*name).to_owned(),
        (None, Color::Rgb(red, green, blue)) => format!("#{red:02x}{green:02x}{blue:02x}"),
        (None, Color::Indexed(number)) => number.to_string(),
        // Every other colour is named.
        (None, _) => "default".to_owned(),
    }
}

impl From<Style> for ratatui::style::Style {
    fn from(style: Style) -> Self {
        let mut drawn = Self::new().add_modifier(style.modifiers);
        drawn.fg = style.fg;
        drawn.bg = style.bg;
        drawn
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_style_is_modifiers_a_colour_and_a_background() {
        let style = Style::parse("underlined  black on yellow").expect("a style");
        assert_eq!((style.fg, style.bg), (Some(Color::Black), Some(Color::Yellow)));
        assert_eq!(style.modifiers, Modifier::UNDERLINED);
        assert_eq!(style.to_string(), "underlined black on yellow");
        assert_eq!(Style::parse("").expect("a style"), Style::default());
        assert_eq!(Style::parse("on #0a0B0c").expect("a style").to_string(), "on #0a0b0c");
        assert_eq!(Style::parse("208").expect("a style").fg, Some(Color::Indexed(208)));
    }

    #[test]
    fn white_is_the_white_of_the_first_eight() {
        assert_eq!(Style::parse("white").expect("a style").fg, Some(Color::Gray));
        assert_eq!(Style::parse("bright-white").expect("a style").fg, Some(Color::White));
    }

    #[test]
    fn an_invalid_style_is_an_error_at_the_word() {
        let refused = |written: &str| {
            let error = Style::parse(written).expect_err("a style that is refused");
            (error.reason, written[error.span].to_owned(), error.suggestion.unwrap_or_default())
        };
        let is = |reason: &str, word: &str, meant: &str| (reason.to_owned(), word.to_owned(), meant.to_owned());
        assert_eq!(refused("bold cyn"), is("`cyn` is neither a colour nor a modifier", "cyn", "cyan"));
        assert_eq!(refused("Bold"), is("`Bold` is neither a colour nor a modifier", "Bold", "bold"));
        assert_eq!(refused("grey"), is("`grey` is neither a colour nor a modifier", "grey", "bright-black"));
        assert_eq!(refused("red blue").0, "`blue` is a second colour");
        assert_eq!(refused("red on"), is("a colour is missing after `on`", "", ""));
        assert_eq!(refused("red on bold").0, "`bold` is not a colour");
        assert_eq!(refused("256").0, "`256` is neither a colour nor a modifier");
        assert_eq!(refused("#12345").0, "`#12345` is neither a colour nor a modifier");
        assert_eq!(refused("#+12345").0, "`#+12345` is neither a colour nor a modifier");
    }

    proptest! {
        #[test]
        fn a_style_prints_and_parses_back_to_itself(
            words in prop::collection::vec(prop::sample::select(MODIFIERS.iter().map(|(name, _)| *name).collect::<Vec<_>>()), 0..4),
            fg in prop::option::of(any::<u8>()),
            bg in prop::option::of(any::<[u8; 3]>()),
        ) {
            let mut written = words.join(" ");
            if let Some(number) = fg { written.push_str(&format!(" {number}")); }
            if let Some([r, g, b]) = bg { written.push_str(&format!(" on #{r:02x}{g:02x}{b:02x}")); }
            let style = Style::parse(&written).expect("a style");
            prop_assert_eq!(Style::parse(&style.to_string()), Ok(style));
        }

        #[test]
        fn any_text_is_a_style_or_an_error_with_a_place_in_it(written in "\\PC{0,24}") {
            if let Err(error) = Style::parse(&written) {
                prop_assert!(written.get(error.span).is_some());
            }
        }
    }
}
