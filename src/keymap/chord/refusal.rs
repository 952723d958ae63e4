//! Why a chord is refused, and what was probably meant.

use summits_chronology::diagnostics::suggest;

use super::notation::{CONTROL_SIGNS, Chord, Key, Modifiers, NAMED, shifted};

/// Why a chord was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct ChordError {
    /// The reason, as one sentence without a full stop.
    pub reason: String,
    /// What was probably meant, in the notation.
    pub suggestion: Option<String>,
}

/// Spellings of other programs, for suggestions only.
const ALIASES: &[(&str, &str)] = &[
    ("escape", "esc"),
    ("return", "enter"),
    ("cr", "enter"),
    ("ret", "enter"),
    ("del", "delete"),
    ("ins", "insert"),
    ("bs", "backspace"),
    ("backtab", "shift-tab"),
    ("pgup", "pageup"),
    ("page-up", "pageup"),
    ("page_up", "pageup"),
    ("pgdn", "pagedown"),
    ("pgdown", "pagedown"),
    ("page-down", "pagedown"),
    ("page_down", "pagedown"),
    ("spc", "space"),
    ("minus", "-"),
    ("plus", "+"),
];

impl Chord {
    /// Why the chord is refused: no terminal sends it, or it is not in normal form.
    pub(super) fn refusal(self) -> Option<ChordError> {
        let Modifiers { ctrl, alt, shift } = self.modifiers;
        let same = |other: &str| Some(refused(format!("terminals send `{self}` as `{other}`"), Some(other)));
        let never = || Some(refused(format!("terminals do not send `{self}` as a key of its own"), None));
        match self.key {
            Key::Char(character) if shift => {
                let modifiers = Modifiers { shift: false, ..self.modifiers };
                let plain = Self { key: Key::Char(shifted(character)), modifiers };
                Some(refused(format!("`{self}` is written as what it types"), plain.normal_form().as_deref()))
            },
            Key::Char('i') if ctrl => same(if alt { "alt-tab" } else { "tab" }),
            Key::Char('m') if ctrl => same(if alt { "alt-enter" } else { "enter" }),
            Key::Char('[') if ctrl => same("esc"),
            Key::Char('@') if ctrl => same("ctrl-space"),
            Key::Char('/') if ctrl => same("ctrl-_"),
            Key::Char(letter) if ctrl && letter.is_ascii_uppercase() => {
                let small = Self { key: Key::Char(letter.to_ascii_lowercase()), ..self };
                let reason = format!("`{self}`: with control there are no capitals");
                Some(refused(reason, small.normal_form().as_deref()))
            },
            Key::Char(character) if ctrl && !takes_control(character) => never(),
            Key::Char('[' | 'O') if alt => {
                Some(refused(format!("`{self}` is how terminals begin other keys, such as the arrows"), None))
            },
            Key::Esc if ctrl || alt || shift => same("esc"),
            Key::Enter | Key::Backspace if ctrl || shift => {
                same(&Self { modifiers: Modifiers { alt, ..Modifiers::default() }, ..self }.to_string())
            },
            Key::Tab if ctrl => {
                same(&Self { modifiers: Modifiers { ctrl: false, ..self.modifiers }, ..self }.to_string())
            },
            Key::Tab if alt && shift => never(),
            _ => None,
        }
    }

    /// The chord as terminals send it; `None` if they send nothing like it.
    fn normal_form(self) -> Option<String> {
        self.refusal().map_or_else(|| Some(self.to_string()), |refusal| refusal.suggestion)
    }
}

/// Whether terminals send control with this character.
fn takes_control(character: char) -> bool {
    character.is_ascii_lowercase() || character == ' ' || CONTROL_SIGNS.iter().any(|(sign, _)| *sign == character)
}

fn refused(reason: String, suggestion: Option<&str>) -> ChordError {
    ChordError { reason, suggestion: suggestion.map(str::to_owned) }
}

/// The error for a text that is not a chord, with the chord that it resembles.
pub(super) fn unknown(written: &str) -> ChordError {
    let suggestion = resembling(written);
    let reason = match written {
        "" => "a key is missing here".to_owned(),
        _ => format!("`{}` is not a key", summits_chronology::text::truncate(written, 60)),
    };
    ChordError { reason, suggestion }
}

/// The chord that was probably meant, by the notation of another program or by a typing error.
fn resembling(written: &str) -> Option<String> {
    let bare = written.strip_prefix('<').and_then(|inner| inner.strip_suffix('>')).unwrap_or(written);
    let mut rest = bare;
    let (mut ctrl, mut alt, mut shift) = (false, false, false);
    while let Some(end) = rest.find(['-', '+']).filter(|end| *end > 0 && *end + 1 < rest.len()) {
        match rest[..end].to_lowercase().as_str() {
            "c" | "ctrl" | "control" | "ctl" => ctrl = true,
            "a" | "m" | "alt" | "meta" | "option" => alt = true,
            "s" | "shift" => shift = true,
            _ => break,
        }
        rest = &rest[end + 1..];
    }
    let key = if rest == " " { "space".to_owned() } else { nearest_key(rest)? };
    let prefix = [(ctrl, "ctrl-"), (alt, "alt-"), (shift, "shift-")];
    let chord: String =
        prefix.iter().filter(|(held, _)| *held).map(|(_, prefix)| *prefix).chain([key.as_str()]).collect();
    // `shift-backtab` has become `shift-shift-tab`, which resembles `shift-tab`.
    Chord::read(&chord).map_or_else(|| resembling(&chord), Chord::normal_form)
}

/// The name of the key that was probably meant.
fn nearest_key(written: &str) -> Option<String> {
    if Key::parse(written).is_some() {
        return Some(written.to_owned());
    }
    let lower = written.to_lowercase();
    if let Some((_, name)) = ALIASES.iter().find(|(alias, _)| *alias == lower) {
        return Some((*name).to_owned());
    }
    if Key::parse(&lower).is_some() {
        return Some(lower);
    }
    let near = NAMED.iter().map(|(name, _)| (suggest::edit_distance(&lower, name), *name)).min()?;
    (near.0 <= 2 && near.0 * 2 < lower.chars().count()).then(|| near.1.to_owned())
}
