//! Chords: a key together with the modifiers held down, in one notation for the configuration, the hints and the help.
//!
//! A chord is written as `ctrl-`, `alt-` and `shift-`, in this order, before a key: `j`, `J`, `?`, `ctrl-o`, `alt-x`,
//! `shift-tab`, `space`, `f1`. A capital letter stands for itself with shift, so `shift-j` is written `J`.
//!
//! Terminals cannot send every combination: `ctrl-i` is the same byte as `tab`, `ctrl-enter` the same as `enter`. A chord
//! that no terminal sends is refused when it is read, with the reason: a key that never works is worse than an error. Keys
//! that arrive are normalised to the same form, so that equal chords are equal values.

mod refusal;

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use unicode_width::UnicodeWidthChar;

pub use refusal::ChordError;

/// A key with the modifiers held down. Always one that terminals send, in the normal form of the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chord {
    key: Key,
    modifiers: Modifiers,
}

/// The key of a [`Chord`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A printable character, or a space.
    Char(char),
    Enter,
    Esc,
    Tab,
    Backspace,
    Insert,
    Delete,
    Home,
    End,
    PageUp,
    PageDown,
    Up,
    Down,
    Left,
    Right,
    /// A function key, 1 to [`Key::FUNCTION_KEYS`].
    F(u8),
}

/// The modifiers of a [`Chord`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Modifiers {
    pub ctrl: bool,
    /// Alt, or meta.
    pub alt: bool,
    /// Never with a character, whose own form says it.
    pub shift: bool,
}

/// The keys that are written as a word. Every key but characters and function keys is one.
const NAMED: &[(&str, Key)] = &[
    ("space", Key::Char(' ')),
    ("enter", Key::Enter),
    ("esc", Key::Esc),
    ("tab", Key::Tab),
    ("backspace", Key::Backspace),
    ("insert", Key::Insert),
    ("delete", Key::Delete),
    ("home", Key::Home),
    ("end", Key::End),
    ("pageup", Key::PageUp),
    ("pagedown", Key::PageDown),
    ("up", Key::Up),
    ("down", Key::Down),
    ("left", Key::Left),
    ("right", Key::Right),
];

/// The characters that terminals send with control besides the letters and the space, and the digits under which
/// crossterm reports them.
const CONTROL_SIGNS: &[(char, char)] = &[('\\', '4'), (']', '5'), ('^', '6'), ('_', '7')];

impl Key {
    /// How many function keys have a name.
    pub const FUNCTION_KEYS: u8 = 20;

    fn parse(name: &str) -> Option<Self> {
        let mut characters = name.chars();
        if let (Some(only), None) = (characters.next(), characters.next()) {
            return printable(only).then_some(Self::Char(only));
        }
        let function = |number: u8| (1..=Self::FUNCTION_KEYS).contains(&number).then_some(Self::F(number));
        let named = NAMED.iter().find(|(written, _)| *written == name).map(|(_, key)| *key);
        // `f01` is not a spelling of `f1`.
        let number = name.strip_prefix('f').filter(|digits| !digits.starts_with(['0', '+']));
        named.or_else(|| number.and_then(|digits| digits.parse().ok()).and_then(function))
    }
}

/// Whether a terminal draws something for the character when it is typed. A space is written by its name.
fn printable(character: char) -> bool {
    !character.is_whitespace() && character.width().is_some_and(|width| width > 0)
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (NAMED.iter().find(|(_, key)| key == self), self) {
            (Some((name, _)), _) => f.write_str(name),
            (None, Self::Char(character)) => write!(f, "{character}"),
            (None, Self::F(number)) => write!(f, "f{number}"),
            // Every other key is in NAMED.
            (None, _) => Ok(()),
        }
    }
}

impl Chord {
    /// A character alone. `None` for one that a key cannot send.
    #[must_use]
    pub fn char(character: char) -> Option<Self> {
        (printable(character) || character == ' ').then_some(Self::plain(Key::Char(character)))
    }

    const fn plain(key: Key) -> Self {
        Self { key, modifiers: Modifiers { ctrl: false, alt: false, shift: false } }
    }

    #[must_use]
    pub fn key(self) -> Key {
        self.key
    }

    #[must_use]
    pub fn modifiers(self) -> Modifiers {
        self.modifiers
    }

    /// The character that the chord types into a line of text; `None` for a key that types nothing.
    #[must_use]
    pub fn typed(self) -> Option<char> {
        match self.key {
            Key::Char(character) if self.modifiers == Modifiers::default() => Some(character),
            _ => None,
        }
    }

    /// Reads a chord in the notation of the module.
    ///
    /// # Errors
    ///
    /// The text is not a chord, or not in normal form, or terminals do not send it.
    pub fn parse(written: &str) -> Result<Self, ChordError> {
        let mut rest = written;
        let mut modifiers = Modifiers::default();
        for (prefix, held) in
            [("ctrl-", &mut modifiers.ctrl), ("alt-", &mut modifiers.alt), ("shift-", &mut modifiers.shift)]
        {
            if let Some(shorter) = rest.strip_prefix(prefix).filter(|shorter| !shorter.is_empty()) {
                (rest, *held) = (shorter, true);
            }
        }
        let Some(key) = Key::parse(rest) else { return Err(refusal::unknown(written)) };
        let chord = Self { key, modifiers };
        chord.refusal().map_or(Ok(chord), Err)
    }

    /// The chord of a key event; `None` for a release, for a key that has no name here, and with a modifier of the window
    /// manager (super, hyper).
    #[must_use]
    pub fn from_event(event: &KeyEvent) -> Option<Self> {
        let window_manager = KeyModifiers::SUPER | KeyModifiers::HYPER;
        if event.kind == KeyEventKind::Release || event.modifiers.intersects(window_manager) {
            return None;
        }
        let held = |modifier| event.modifiers.contains(modifier);
        let alt = held(KeyModifiers::ALT) || held(KeyModifiers::META);
        let modifiers = Modifiers { ctrl: held(KeyModifiers::CONTROL), alt, shift: held(KeyModifiers::SHIFT) };
        if event.code == KeyCode::BackTab {
            return Self { key: Key::Tab, modifiers: Modifiers { shift: true, ..modifiers } }.normalised();
        }
        Self { key: Key::from_code(event.code)?, modifiers }.normalised()
    }

    /// The chord in the form that [`Chord::parse`] gives; `None` if there is none.
    fn normalised(mut self) -> Option<Self> {
        if let Key::Char(character) = self.key {
            self.key = Key::Char(if self.modifiers.ctrl {
                CONTROL_SIGNS.iter().find(|(_, reported)| *reported == character).map_or(character, |(sign, _)| *sign)
            } else if self.modifiers.shift {
                shifted(character)
            } else {
                character
            });
            self.modifiers.shift = false;
        }
        if let (true, Key::Char(letter)) = (self.modifiers.ctrl, self.key) {
            self.key = Key::Char(letter.to_ascii_lowercase());
        }
        match self.refusal() {
            None => Some(self),
            // Some terminals report more than others: treat what they send as the others' form.
            Some(refusal) => refusal.suggestion.and_then(|other| Self::parse(&other).ok()),
        }
    }
}

impl Key {
    fn from_code(code: KeyCode) -> Option<Self> {
        Some(match code {
            KeyCode::Char(character) if printable(character) || character == ' ' => Self::Char(character),
            KeyCode::Enter => Self::Enter,
            KeyCode::Esc => Self::Esc,
            KeyCode::Tab => Self::Tab,
            KeyCode::Backspace => Self::Backspace,
            KeyCode::Insert => Self::Insert,
            KeyCode::Delete => Self::Delete,
            KeyCode::Home => Self::Home,
            KeyCode::End => Self::End,
            KeyCode::PageUp => Self::PageUp,
            KeyCode::PageDown => Self::PageDown,
            KeyCode::Up => Self::Up,
            KeyCode::Down => Self::Down,
            KeyCode::Left => Self::Left,
            KeyCode::Right => Self::Right,
            KeyCode::F(number) if (1..=Self::FUNCTION_KEYS).contains(&number) => Self::F(number),
            _ => return None,
        })
    }
}

/// The capital of a letter; any other character is unchanged.
fn shifted(character: char) -> char {
    let mut capital = character.to_uppercase();
    match (capital.next(), capital.next()) {
        (Some(only), None) => only,
        _ => character,
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Modifiers { ctrl, alt, shift } = self.modifiers;
        for (_, prefix) in [(ctrl, "ctrl-"), (alt, "alt-"), (shift, "shift-")].iter().filter(|(held, _)| *held) {
            f.write_str(prefix)?;
        }
        self.key.fmt(f)
    }
}

impl FromStr for Chord {
    type Err = ChordError;

    fn from_str(written: &str) -> Result<Self, ChordError> {
        Self::parse(written)
    }
}

#[cfg(test)]
mod tests;
