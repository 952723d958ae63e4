//! Folding: one form for every spelling of a word, for searching.
//!
//! Folded text is in compatibility decomposition, lower case, without diacritics and without apostrophes or quotation
//! marks; hyphens and dashes are blanks; blanks are single and never stand at either end. So `Jun'ichirō` is `junichiro`
//! and `Kim Jong-il` is `kim jong il`. Voiced kana stay apart from voiceless ones and vowel signs stay on their letters,
//! since those are letters and not accents, and what decomposition took apart (Hangul, kana) is put together again.

use std::ops::Range;

use memchr::memmem;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

use super::layout::graphemes;

/// The folded form of a text. Folding twice changes nothing.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folder = Folder { bytes: Vec::with_capacity(text.len()), uncomposed: false };
    folder.append(text);
    if folder.bytes.ends_with(b" ") {
        folder.bytes.pop();
    }
    folder.finish()
}

/// Where `needle`, which is folded already, stands in `text`: ranges of bytes in the text as it is written, from left to
/// right, none overlapping. They begin and end between graphemes. An empty needle stands nowhere.
#[must_use]
pub fn find_folded(text: &str, needle: &str) -> Vec<Range<usize>> {
    if needle.is_empty() {
        return Vec::new();
    }
    let folded = Mapped::new(text);
    let mut found: Vec<Range<usize>> = Vec::new();
    for start in memmem::find_iter(folded.text.as_bytes(), needle) {
        let range = folded.origin(start..start + needle.len());
        // One grapheme can hold the needle twice: `ß` folds to `ss`.
        let apart = found.last().is_none_or(|last| last.end <= range.start);
        // A mark folded away between two graphemes can join them in the whole text and not in the part.
        if apart && fold(&text[range.clone()]).contains(needle) {
            found.push(range);
        }
    }
    found
}

/// Folded text that knows where each part of it came from.
struct Mapped {
    text: String,
    /// Where the folded form of each grapheme begins, and the bytes that the grapheme takes in the original. Graphemes
    /// that fold to nothing are left out.
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

    /// The bytes of the original that a range of the folded text came from.
    fn origin(&self, folded: Range<usize>) -> Range<usize> {
        let holding = |at: usize| {
            let place = self.graphemes.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            self.graphemes.get(place).map(|(_, original)| original.clone()).unwrap_or_default()
        };
        holding(folded.start).start..holding(folded.end - 1).end
    }
}

/// Folded text while it is made.
struct Folder {
    /// Folded and decomposed, in UTF-8: bytes, because most text is ASCII and a byte is quickly put behind another.
    bytes: Vec<u8>,
    /// Whether it holds anything that composes with what stands before it.
    uncomposed: bool,
}

impl Folder {
    /// Appends the folded form of a text, decomposed, with the blanks run together.
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
        // Typographic quotation marks and dashes are most of what is not ASCII in English, and need no decomposition.
        while let Some(character) = characters.as_str().chars().next() {
            if is_dash(character) {
                self.blank();
            } else if !is_quote(character) {
                break;
            }
            characters.next();
        }
        // An accent by itself decomposes to a blank and a mark, and stands for an apostrophe.
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

    /// Appends a blank, unless one stands there already or nothing does.
    fn blank(&mut self) {
        if self.bytes.last().is_some_and(|last| *last != b' ') {
            self.bytes.push(b' ');
        }
    }

    /// Puts together again what decomposition took apart and folding left standing behind this byte.
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
        // Only whole characters were put in, so this is always text.
        String::from_utf8(self.bytes).unwrap_or_default()
    }
}

/// What an ASCII character folds to; 0 for nothing.
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

/// Apostrophes and quotation marks of every kind, the primes and half rings of transliterations among them.
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

/// Whether a combining mark is an accent. Marks without a combining class are vowel signs and the like, and the low classes
/// are nukta (7), the voicing marks of kana (8) and virama (9): they make another letter.
fn is_diacritic(mark: char) -> bool {
    !matches!(canonical_combining_class(mark), 0 | 7..=9) || matches!(mark, '\u{fe00}'..='\u{fe0f}')
}

/// The letters that Hangul syllables are composed of.
fn is_conjoining_jamo(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{11ff}')
}

/// Characters that show nothing, for text that has not been cleaned.
fn is_ignorable(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Letters that no decomposition takes apart, as a reader without them on the keyboard writes them.
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
