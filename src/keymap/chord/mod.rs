//! Chords: a key together with the modifiers held down, in one notation for the configuration, the hints and the help.
//!
//! A chord is written as `ctrl-`, `alt-` and `shift-`, in this order, before a key: `j`, `J`, `?`, `ctrl-o`, `alt-x`,
//! `shift-tab`, `space`, `f1`. A capital letter stands for itself with shift, so `shift-j` is written `J`.
//!
//! Terminals cannot send every combination. `ctrl-i` is the same byte as `tab`, `ctrl-enter` the same as `enter`. A
//! chord that no terminal sends is refused when it is read, with the reason: a key that never works is worse than an
//! error. The keys that do arrive are brought to the same form, so that equal chords are equal values.

mod refusal;

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use unicode_width::UnicodeWidthChar;

pub use refusal::ChordError;

/// A key with the modifiers held down. Always one that terminals send, and in one form: see the module.
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
    /// Enter, or return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Insert.
    Insert,
    /// Delete.
    Delete,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// The upward arrow.
    Up,
    /// The downward arrow.
    Down,
    /// The arrow to the left.
    Left,
    /// The arrow to the right.
    Right,
    /// A function key, 1 to [`Key::FUNCTION_KEYS`].
    F(u8),
}

/// The modifiers of a [`Chord`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Modifiers {
    /// Control.
    pub ctrl: bool,
    /// Alt, or meta.
    pub alt: bool,
    /// Shift; never with a character, which says it by itself.
    pub shift: bool,
}

/// The keys that are written as a word.
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

    /// The key of this name, as written after the modifiers.
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
            // Every other key is named.
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

    /// A key without modifiers.
    const fn plain(key: Key) -> Self {
        Self { key, modifiers: Modifiers { ctrl: false, alt: false, shift: false } }
    }

    /// The key.
    #[must_use]
    pub fn key(self) -> Key {
        self.key
    }

    /// The modifiers held down with it.
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
    /// When the text is not a chord, when it is written otherwise than the notation has it, and when terminals do not
    /// send it; with the reason, and with what was probably meant.
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

    /// The chord that a key event means; `None` for a release, for a key without a name, and for one that a window
    /// manager's modifier accompanies.
    #[must_use]
    pub fn from_event(event: &KeyEvent) -> Option<Self> {
        let foreign = KeyModifiers::SUPER | KeyModifiers::HYPER;
        if event.kind == KeyEventKind::Release || event.modifiers.intersects(foreign) {
            return None;
        }
        let held = |modifier| event.modifiers.contains(modifier);
        let alt = held(KeyModifiers::ALT) || held(KeyModifiers::META);
        let modifiers = Modifiers { ctrl: held(KeyModifiers::CONTROL), alt, shift: held(KeyModifiers::SHIFT) };
        if event.code == KeyCode::BackTab {
            return Self { key: Key::Tab, modifiers: Modifiers { shift: true, ..modifiers } }.normal();
        }
        Self { key: Key::from_code(event.code)?, modifiers }.normal()
    }

    /// The same chord in the form that [`Chord::parse`] gives. `None` if it has none.
    fn normal(mut self) -> Option<Self> {
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
            // The terminal that reports more than the others is read as the others would be.
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

/// The capital of a letter; any other character unchanged.
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
