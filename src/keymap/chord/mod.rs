//! Chords: a key together with the modifiers held down, in one notation for the configuration, the hints and the help.
//!
//! A chord is written as `ctrl-`, `alt-` and `shift-`, in this order, before a key: `j`, `J`, `?`, `ctrl-o`, `alt-x`,
//! `shift-tab`, `space`, `f1`. A capital letter stands for itself with shift, so `shift-j` is written `J`.
//!
//! Terminals cannot send every combination: `ctrl-i` is the same byte as `tab`, `ctrl-enter` the same as `enter`. A chord
//! that no terminal sends is refused when it is read, with the reason: a key that never works is worse than an error. Keys
//! that arrive are normalised to the same form, so that equal chords are equal values.

mod notation;
mod refusal;

use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use notation::{CONTROL_SIGNS, printable, shifted};
pub use notation::{Chord, Key, Modifiers};
pub use refusal::ChordError;

impl Chord {
    /// Reads a chord in the notation of the module.
    ///
    /// # Errors
    ///
    /// The text is not a chord, or not in normal form, or terminals do not send it.
    pub fn parse(written: &str) -> Result<Self, ChordError> {
        let Some(chord) = Self::read(written) else { return Err(refusal::unknown(written)) };
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

impl FromStr for Chord {
    type Err = ChordError;

    fn from_str(written: &str) -> Result<Self, ChordError> {
        Self::parse(written)
    }
}

#[cfg(test)]
mod tests;
