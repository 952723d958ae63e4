//! How chords are written: the keys, the modifiers and their names. Whether terminals send a chord is not asked here.

use std::fmt;

use unicode_width::UnicodeWidthChar;

/// A key with the modifiers held down. Always one that terminals send, in normal form, except while it is
/// checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chord {
    pub(super) key: Key,
    pub(super) modifiers: Modifiers,
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
pub(super) const NAMED: &[(&str, Key)] = &[
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
pub(super) const CONTROL_SIGNS: &[(char, char)] = &[('\\', '4'), (']', '5'), ('^', '6'), ('_', '7')];

impl Key {
    /// How many function keys have a name.
    pub const FUNCTION_KEYS: u8 = 20;

    pub(super) fn parse(name: &str) -> Option<Self> {
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
pub(super) fn printable(character: char) -> bool {
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

    /// Reads a chord in the notation, without checking that terminals send it. `None` if a part is unknown.
    pub(super) fn read(written: &str) -> Option<Self> {
        let mut rest = written;
        let mut modifiers = Modifiers::default();
        for (prefix, held) in
            [("ctrl-", &mut modifiers.ctrl), ("alt-", &mut modifiers.alt), ("shift-", &mut modifiers.shift)]
        {
            if let Some(shorter) = rest.strip_prefix(prefix).filter(|shorter| !shorter.is_empty()) {
                (rest, *held) = (shorter, true);
            }
        }
        Some(Self { key: Key::parse(rest)?, modifiers })
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

/// The capital of a letter; any other character is unchanged.
pub(super) fn shifted(character: char) -> char {
    let mut capital = character.to_uppercase();
    match (capital.next(), capital.next()) {
        (Some(only), None) => only,
        _ => character,
    }
}
