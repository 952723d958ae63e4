//! Folding: one form for every spelling of a word, for searching.
//!
//! Folded text is in compatibility decomposition, lower case, without diacritics and without apostrophes or quotation
//! marks; hyphens and dashes are blanks; blanks are single and never stand at either end. So `Jun'ichirō` is `junichiro`
//! and `Kim Jong-il` is `kim jong il`. Voiced kana stay apart from voiceless ones and vowel signs stay on their letters,
//! since those are letters and not accents, and what decomposition took apart (Hangul, kana) is put together again.

use std::ops::Range;

use memchr::memmem;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;

/// The folded form of a text. Folding twice changes nothing.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    append_decomposed(text, &mut folded);
    if folded.ends_with(' ') {
        folded.pop();
    }
    composed(folded)
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
        let mut mapped = Self { text: String::with_capacity(original.len()), graphemes: Vec::new() };
        for (start, grapheme) in original.grapheme_indices(true) {
            let before = mapped.text.len();
            append_decomposed(grapheme, &mut mapped.text);
            if !mapped.text[before..].is_ascii() {
                let piece = composed(mapped.text.split_off(before));
                mapped.text.push_str(&piece);
            }
            if mapped.text.len() > before {
                mapped.graphemes.push((before, start..start + grapheme.len()));
            }
        }
        mapped
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

/// Appends the folded form of `text` to `folded`, decomposed, with the blanks run together.
fn append_decomposed(text: &str, folded: &mut String) {
    let mut rest = text;
    while !rest.is_empty() {
        let ascii = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        for byte in rest[..ascii].bytes() {
            append(char::from(byte).to_ascii_lowercase(), folded);
        }
        rest = &rest[ascii..];
        let other = rest.bytes().position(|byte| byte.is_ascii()).unwrap_or(rest.len());
        // An accent by itself decomposes to a blank and a mark, and stands for an apostrophe.
        for character in rest[..other].chars().filter(|character| *character != '´').nfkd() {
            character.to_lowercase().for_each(|lower| append(lower, folded));
        }
        rest = &rest[other..];
    }
}

/// Appends one decomposed, lower-case character.
fn append(character: char, folded: &mut String) {
    match character {
        'a'..='z' | '0'..='9' => folded.push(character),
        _ if character.is_whitespace() || is_dash(character) || character.is_control() => {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        },
        _ if is_quote(character) || is_diacritic(character) || is_ignorable(character) => {},
        _ => match plain_letters(character) {
            Some(plain) => folded.push_str(plain),
            None => folded.push(character),
        },
    }
}

/// Puts together again what decomposition took apart and folding left standing.
fn composed(folded: String) -> String {
    if folded.is_ascii() || is_nfc_quick(folded.chars()) == IsNormalized::Yes {
        return folded;
    }
    folded.nfc().collect()
}

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

/// Marks that are accents. Marks without a combining class are vowel signs and the like, and the low classes are nukta (7),
/// the voicing marks of kana (8) and virama (9): they make another letter.
fn is_diacritic(character: char) -> bool {
    is_combining_mark(character)
        && (!matches!(canonical_combining_class(character), 0 | 7..=9) || matches!(character, '\u{fe00}'..='\u{fe0f}'))
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
