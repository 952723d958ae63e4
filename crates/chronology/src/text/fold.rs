//! Folding: one form for all spellings of a word, for searching.
//!
//! Folded text is in compatibility decomposition and lower case, without diacritics, apostrophes and quotation marks. Hyphens
//! and dashes become spaces; spaces are single, with none at either end. So `Jun'ichirō` is `junichiro` and `Kim Jong-il` is
//! `kim jong il`. Voicing marks of kana and vowel signs are kept, since they make other letters, and Hangul and kana are
//! composed again.

use std::ops::Range;

use memchr::memmem;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

use super::layout::graphemes;

/// The folded form of a text. Folding is idempotent.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folder = Folder { bytes: Vec::with_capacity(text.len()), uncomposed: false };
    folder.append(text);
    if folder.bytes.ends_with(b" ") {
        folder.bytes.pop();
    }
    folder.finish()
}

/// Finds `needle`, which must be folded, in `text`: byte ranges of the original text, in order and without overlaps, that
/// begin and end between graphemes. An empty needle is not found.
#[must_use]
pub fn find_folded(text: &str, needle: &str) -> Vec<Range<usize>> {
    if needle.is_empty() {
        return Vec::new();
    }
    let folded = Mapped::new(text);
    let mut found: Vec<Range<usize>> = Vec::new();
    for start in memmem::find_iter(folded.text.as_bytes(), needle) {
        let range = folded.origin(start..start + needle.len());
        // One grapheme can contain the needle twice: `ß` folds to `ss`.
        let apart = found.last().is_none_or(|last| last.end <= range.start);
        // A mark between two graphemes that folding removes can join them in the whole text, but not in the part.
        if apart && fold(&text[range.clone()]).contains(needle) {
            found.push(range);
        }
    }
    found
}

/// Folded text with the origin of each part.
struct Mapped {
    text: String,
    /// For each grapheme the start of its folded form, and its bytes in the original. Without graphemes that fold to nothing.
    graphemes: Vec<(usize, Range<usize>)>,
}

impl Mapped {
    fn new(original: &str) -> Self {
        let mut folder = Folder { bytes: Vec::with_capacity(original.len()), uncomposed: false };
        let mut graphemes = Vec::new();
        for (start, grapheme) in self::graphemes(original) {
            let before = folder.bytes.len();
            folder.append(grapheme);
            folder.compose_from(before);
            if folder.bytes.len() > before {
                graphemes.push((before, start..start + grapheme.len()));
            }
        }
        Self { text: folder.finish(), graphemes }
    }

    /// The bytes of the original for a range of the folded text.
    fn origin(&self, folded: Range<usize>) -> Range<usize> {
        let holding = |at: usize| {
            let index = self.graphemes.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            self.graphemes.get(index).map(|(_, original)| original.clone()).unwrap_or_default()
        };
        holding(folded.start).start..holding(folded.end - 1).end
    }
}

/// Builds folded text.
struct Folder {
    /// Folded and decomposed, in UTF-8. Bytes, because most text is ASCII and appending a byte is fast.
    bytes: Vec<u8>,
    /// Whether it contains a character that composes with the one before it.
    uncomposed: bool,
}

impl Folder {
    /// Appends the folded form of a text, decomposed, with single spaces.
    fn append(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let ascii = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
            for byte in rest[..ascii].bytes() {
                match ASCII[usize::from(byte & 0x7f)] {
                    0 => {},
                    b' ' => self.blank(),
                    plain => self.bytes.push(plain),
                }
            }
            rest = &rest[ascii..];
            let other = rest.bytes().position(|byte| byte.is_ascii()).unwrap_or(rest.len());
            self.append_other(&rest[..other]);
            rest = &rest[other..];
        }
    }

    /// Appends text without ASCII.
    fn append_other(&mut self, text: &str) {
        let mut characters = text.chars();
        // Most non-ASCII characters in English are typographic quotation marks and dashes, which need no decomposition.
        while let Some(character) = characters.as_str().chars().next() {
            if is_dash(character) {
                self.blank();
            } else if !is_quote(character) {
                break;
            }
            characters.next();
        }
        // A spacing accent decomposes to a space and a mark, and is used as an apostrophe.
        for character in characters.filter(|character| *character != '´').nfkd() {
            character.to_lowercase().for_each(|lower| self.append_character(lower));
        }
    }

    /// Appends one decomposed, lower-case character.
    fn append_character(&mut self, character: char) {
        if character.is_ascii() {
            let mut buffer = [0; 4];
            self.append(character.encode_utf8(&mut buffer));
        } else if character.is_whitespace() || is_dash(character) || character.is_control() {
            self.blank();
        } else if !is_quote(character) && !is_ignorable(character) {
            let marks = is_combining_mark(character);
            if marks && is_diacritic(character) {
                return;
            }
            self.uncomposed |= marks || is_conjoining_jamo(character);
            match plain_letters(character) {
                Some(plain) => self.bytes.extend_from_slice(plain.as_bytes()),
                None => self.bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
            }
        }
    }

    /// Appends a space, except at the start and after another one.
    fn blank(&mut self) {
        if self.bytes.last().is_some_and(|last| *last != b' ') {
            self.bytes.push(b' ');
        }
    }

    /// Composes what decomposition took apart, from this byte on.
    fn compose_from(&mut self, start: usize) {
        if std::mem::take(&mut self.uncomposed) {
            let composed: String = String::from_utf8_lossy(&self.bytes[start..]).nfc().collect();
            self.bytes.truncate(start);
            self.bytes.extend_from_slice(composed.as_bytes());
        }
    }

    /// The text, composed.
    fn finish(mut self) -> String {
        self.compose_from(0);
        // Only whole characters were appended, so this is valid UTF-8.
        String::from_utf8(self.bytes).unwrap_or_default()
    }
}

/// The folded form of an ASCII character; 0 for none.
static ASCII: [u8; 128] = {
    let mut table = [0; 128];
    let mut byte: u8 = 0;
    while byte < 128 {
        table[byte as usize] = match byte {
            b'\'' | b'"' | b'`' => 0,
            b'-' | 0..=b' ' | 0x7f => b' ',
            other => other.to_ascii_lowercase(),
        };
        byte += 1;
    }
    table
};

/// Hyphens and dashes, and the dot between the parts of a foreign name in kana.
fn is_dash(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{58a}' | '\u{5be}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2e3a}' | '\u{2e3b}' | '・' | '·'
    )
}

/// Apostrophes and quotation marks of all kinds, including the primes and half rings of transliterations.
fn is_quote(character: char) -> bool {
    matches!(
        character,
        '\'' | '"'
            | '`'
            | '\u{ab}'
            | '\u{bb}'
            | '\u{2b9}'..='\u{2bf}'
            | '\u{2c8}'
            | '\u{2ca}'
            | '\u{2cb}'
            | '\u{2ee}'
            | '\u{5f3}'
            | '\u{5f4}'
            | '\u{2018}'..='\u{201f}'
            | '\u{2032}'..='\u{2037}'
            | '\u{2039}'
            | '\u{203a}'
            | '\u{300c}'..='\u{300f}'
            | '\u{301d}'..='\u{301f}'
            | '\u{a78b}'
            | '\u{a78c}'
    )
}

/// Whether a combining mark is an accent. Marks without a combining class are vowel signs and the like. Those of the low
/// classes make other letters: nukta (7), the voicing marks of kana (8) and virama (9).
fn is_diacritic(mark: char) -> bool {
    !matches!(canonical_combining_class(mark), 0 | 7..=9) || matches!(mark, '\u{fe00}'..='\u{fe0f}')
}

/// The components of Hangul syllables.
fn is_conjoining_jamo(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{11ff}')
}

/// Invisible characters, which text that was not cleaned may contain.
fn is_ignorable(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Letters without a decomposition, as people without them on the keyboard write them.
fn plain_letters(character: char) -> Option<&'static str> {
    Some(match character {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "ng",
        'ς' => "σ",
        _ => return None,
    })
}
