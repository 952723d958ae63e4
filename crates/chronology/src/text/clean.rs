//! Cleaning: makes text safe to print on a terminal.
//!
//! One scanner finds unclean parts; [`clean`] removes or replaces all of them and [`find_unclean`] reports the first, so the
//! two cannot disagree. What is removed or replaced:
//!
//! - whole escape sequences, introduced by `ESC` or by a C1 control (CSI, OSC, DCS, APC, PM, SOS). Of an unfinished sequence
//!   only the introducer is removed, so that no text is lost;
//! - other control characters. A tab, a vertical tab and a form feed become a space; `CR LF`, `CR`, U+0085, U+2028 and U+2029
//!   become a line feed, the only control that is kept (in one-line text it becomes a space too);
//! - bidirectional embeddings, overrides, isolates and marks;
//! - invisible characters: zero-width spaces and joiners, U+FEFF, soft hyphens, fillers, tag characters, interlinear
//!   annotation, and noncharacters. The joiners U+200C and U+200D are kept where they are part of the spelling: between
//!   letters of the Arabic and Indic scripts. Between emoji they are removed, because terminals disagree about the width;
//! - combining marks beyond the fourth on one base.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// The most combining marks on one base character.
const MARKS_ON_A_BASE: usize = 4;

/// A kind of unclean text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Uncleanness {
    /// A whole escape sequence, or the introducer of an unfinished one.
    EscapeSequence,
    /// A control character other than a line feed.
    Control(char),
    /// A line feed in text that must be one line.
    LineBreak,
    /// U+2028 or U+2029.
    Separator(char),
    /// A character that overrides or embeds a writing direction.
    BidirectionalOverride(char),
    /// A character that isolates a writing direction.
    BidirectionalIsolate(char),
    /// A direction mark.
    BidirectionalMark(char),
    /// An invisible character.
    Invisible(char),
    /// A code point that is not a character.
    Noncharacter(char),
    /// A combining mark beyond the allowed number on one base.
    MarkStack,
}

impl fmt::Display for Uncleanness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, character) = match *self {
            Self::EscapeSequence => return f.write_str("escape sequence"),
            Self::LineBreak => return f.write_str("line break"),
            Self::MarkStack => return write!(f, "more than {MARKS_ON_A_BASE} combining marks on one character"),
            Self::Control(character) => ("control character", character),
            Self::Separator(character) => ("line separator", character),
            Self::BidirectionalOverride(character) => ("bidirectional override", character),
            Self::BidirectionalIsolate(character) => ("bidirectional isolate", character),
            Self::BidirectionalMark(character) => ("bidirectional mark", character),
            Self::Invisible(character) => ("invisible character", character),
            Self::Noncharacter(character) => ("noncharacter", character),
        };
        write!(f, "{what} U+{:04X}", u32::from(character))
    }
}

/// The first unclean part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unclean {
    /// The start, in bytes.
    pub offset: usize,
    /// In bytes.
    pub length: usize,
    /// What it is; its `Display` is a phrase for a report.
    pub what: Uncleanness,
}

/// The text without anything that could control a terminal or mislead a reader. Borrowed if nothing had to change.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    replace_unclean(text, Lines::Many)
}

/// As [`clean`], for text that must be one line: line breaks become spaces.
#[must_use]
pub fn clean_line(text: &str) -> Cow<'_, str> {
    replace_unclean(text, Lines::One)
}

/// The first part that [`clean`] would remove or replace; `None` if it would change nothing.
#[must_use]
pub fn find_unclean(text: &str) -> Option<Unclean> {
    first_unclean(text, Lines::Many)
}

/// The first part that [`clean_line`] would remove or replace.
#[must_use]
pub fn find_unclean_line(text: &str) -> Option<Unclean> {
    first_unclean(text, Lines::One)
}

/// Whether a text may have more than one line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Many,
}

impl Lines {
    /// What a line break becomes.
    fn line_break(self) -> &'static str {
        match self {
            Self::One => " ",
            Self::Many => "\n",
        }
    }
}

fn replace_unclean(text: &str, lines: Lines) -> Cow<'_, str> {
    let mut cleaned = String::new();
    let mut kept_to = 0;
    for unclean in Scanner::new(text, lines) {
        cleaned.push_str(&text[kept_to..unclean.range.start]);
        cleaned.push_str(unclean.replacement);
        kept_to = unclean.range.end;
    }
    if kept_to == 0 {
        return Cow::Borrowed(text);
    }
    cleaned.push_str(&text[kept_to..]);
    Cow::Owned(cleaned)
}

fn first_unclean(text: &str, lines: Lines) -> Option<Unclean> {
    Scanner::new(text, lines).next().map(|unclean| Unclean {
        offset: unclean.range.start,
        length: unclean.range.len(),
        what: unclean.what,
    })
}

/// An unclean part of a text, and its replacement.
struct Match {
    range: Range<usize>,
    what: Uncleanness,
    replacement: &'static str,
}

/// Iterates over the unclean parts of a text.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
    lines: Lines,
    /// The last character that is kept.
    previous: Option<char>,
    /// The number of marks on the current base so far.
    marks: usize,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str, lines: Lines) -> Self {
        Self { text, at: 0, lines, previous: None, marks: 0 }
    }

    /// Records a character that is kept.
    fn keep(&mut self, character: char) {
        self.marks = if !character.is_ascii() && is_combining_mark(character) { self.marks + 1 } else { 0 };
        self.previous = Some(character);
    }

    /// Skips plain characters, which are most of a text.
    fn skip_plain(&mut self) {
        let begin = self.at;
        loop {
            self.at += printable_ascii(&self.text.as_bytes()[self.at..]);
            match self.text[self.at..].chars().next() {
                Some(letter) if is_plain(letter) => self.at += letter.len_utf8(),
                _ => break,
            }
        }
        if let Some(last) = self.text[begin..self.at].chars().next_back() {
            self.previous = Some(last);
            self.marks = 0;
        }
    }

    /// The unclean part that starts with `character` at the current position, if it does.
    fn unclean_at(&self, character: char) -> Option<Match> {
        let rest = &self.text[self.at + character.len_utf8()..];
        let one = |what, replacement| Some((character.len_utf8(), what, replacement));
        let found = match character {
            '\n' if self.lines == Lines::Many => None,
            '\n' => one(Uncleanness::LineBreak, " "),
            ' '..='~' => None,
            '\u{1b}' | '\u{90}' | '\u{98}' | '\u{9b}' | '\u{9d}'..='\u{9f}' => {
                Some((sequence_length(&self.text[self.at..]), Uncleanness::EscapeSequence, ""))
            },
            '\r' if rest.starts_with('\n') => Some((2, Uncleanness::Control('\r'), self.lines.line_break())),
            '\r' | '\u{85}' => one(Uncleanness::Control(character), self.lines.line_break()),
            '\t' | '\u{b}' | '\u{c}' => one(Uncleanness::Control(character), " "),
            _ if character.is_control() => one(Uncleanness::Control(character), ""),
            '\u{2028}' | '\u{2029}' => one(Uncleanness::Separator(character), self.lines.line_break()),
            '\u{202a}'..='\u{202e}' => one(Uncleanness::BidirectionalOverride(character), ""),
            '\u{2066}'..='\u{2069}' => one(Uncleanness::BidirectionalIsolate(character), ""),
            '\u{200e}' | '\u{200f}' | '\u{61c}' => one(Uncleanness::BidirectionalMark(character), ""),
            '\u{200c}' | '\u{200d}' if self.joins(rest) => None,
            _ if is_noncharacter(character) => one(Uncleanness::Noncharacter(character), ""),
            _ if is_invisible(character) => one(Uncleanness::Invisible(character), ""),
            _ if self.marks >= MARKS_ON_A_BASE && is_combining_mark(character) => one(Uncleanness::MarkStack, ""),
            _ => None,
        };
        found.map(|(length, what, replacement)| Match { range: self.at..self.at + length, what, replacement })
    }

    /// Whether a joiner before `rest` is part of the spelling.
    fn joins(&self, rest: &str) -> bool {
        let next = rest.chars().next();
        self.previous.is_some_and(is_spelt_with_joiners)
            && next.is_some_and(|next| is_spelt_with_joiners(next) && !is_combining_mark(next))
    }
}

impl Iterator for Scanner<'_> {
    type Item = Match;

    fn next(&mut self) -> Option<Match> {
        loop {
            self.skip_plain();
            let character = self.text[self.at..].chars().next()?;
            if let Some(unclean) = self.unclean_at(character) {
                self.at = unclean.range.end;
                if let Some(replacement) = unclean.replacement.chars().next() {
                    self.keep(replacement);
                }
                return Some(unclean);
            }
            self.keep(character);
            self.at += character.len_utf8();
        }
    }
}

/// The number of bytes of printable ASCII at the start. They are compared in chunks, so that the compiler can vectorise it.
fn printable_ascii(bytes: &[u8]) -> usize {
    const CHUNK: usize = 32;
    let is_printable = |byte: &u8| matches!(byte, b' '..=b'~');
    let are_printable = |bytes: &&[u8]| bytes.iter().fold(true, |all, byte| all & is_printable(byte));
    let whole = bytes.chunks_exact(CHUNK).take_while(are_printable).count() * CHUNK;
    whole + bytes[whole..].iter().take_while(|byte| is_printable(byte)).count()
}

/// Whether a non-ASCII character is certainly clean and no combining mark: the letters of the most frequent scripts, dashes
/// and quotation marks.
fn is_plain(character: char) -> bool {
    matches!(
        character,
        '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}'                             // Latin
            | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}'                          // Cyrillic
            | '\u{1e00}'..='\u{1eff}'                                                // Latin with marks
            | '\u{2010}'..='\u{2027}'                                                // dashes, quotation marks
            | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}' // Japanese and Chinese
            | '\u{ac00}'..='\u{d7a3}'                                                // Korean
    )
}

/// The length of the escape sequence at the start of `text` in bytes (ECMA-35 and ECMA-48); of an unfinished one that of the
/// introducer.
fn sequence_length(text: &str) -> usize {
    let mut characters = text.chars();
    let first = characters.next().map_or(0, char::len_utf8);
    let introducer = match (text.as_bytes().first(), characters.next()) {
        (Some(0x1b), Some('[')) => Introducer::Control(first + 1),
        (Some(0x1b), Some(']' | 'P' | 'X' | '^' | '_')) => Introducer::Text(first + 1),
        (Some(0x1b), _) => Introducer::Plain(first),
        _ if text.starts_with('\u{9b}') => Introducer::Control(first),
        _ => Introducer::Text(first),
    };
    match introducer {
        Introducer::Control(length) => {
            let parameters = run(text, length, 0x30..=0x3f);
            let intermediates = run(text, parameters, 0x20..=0x2f);
            finished(text, intermediates, 0x40..=0x7e).unwrap_or(length)
        },
        Introducer::Plain(length) => {
            let intermediates = run(text, length, 0x20..=0x2f);
            finished(text, intermediates, 0x30..=0x7e).unwrap_or(length)
        },
        Introducer::Text(length) => text_end(text, length).unwrap_or(length),
    }
}

/// The start of a sequence, with the offset of its body.
enum Introducer {
    /// CSI: parameters, intermediates, one final byte.
    Control(usize),
    /// OSC, DCS, APC, PM or SOS: anything up to a terminator.
    Text(usize),
    /// `ESC` alone: intermediates and one final byte.
    Plain(usize),
}

/// The end of the run of `bytes` that starts at `from`.
fn run(text: &str, from: usize, bytes: std::ops::RangeInclusive<u8>) -> usize {
    from + text.as_bytes()[from..].iter().take_while(|byte| bytes.contains(byte)).count()
}

/// The end of the sequence, if its final byte is at `at`.
fn finished(text: &str, at: usize, finals: std::ops::RangeInclusive<u8>) -> Option<usize> {
    text.as_bytes().get(at).is_some_and(|byte| finals.contains(byte)).then_some(at + 1)
}

/// The end of a sequence that contains text: after `ST`, `BEL`, `CAN` or `SUB`, or before an `ESC` that starts another.
fn text_end(text: &str, from: usize) -> Option<usize> {
    let body = &text[from..];
    let (offset, terminator) =
        body.char_indices().find(|(_, c)| matches!(c, '\u{7}' | '\u{18}' | '\u{1a}' | '\u{1b}' | '\u{9c}'))?;
    let at = from + offset;
    match terminator {
        '\u{1b}' if text[at..].starts_with("\u{1b}\\") => Some(at + 2),
        '\u{1b}' => Some(at),
        terminator => Some(at + terminator.len_utf8()),
    }
}

/// Whether the script of `character` uses joiners in spelling: Arabic and its relatives, and the Indic scripts.
fn is_spelt_with_joiners(character: char) -> bool {
    matches!(character, '\u{620}'..='\u{6d3}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{900}'..='\u{dff}')
        && character.is_alphabetic()
        || matches!(character, '\u{94d}' | '\u{9cd}' | '\u{a4d}' | '\u{acd}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}')
        || matches!(character, '\u{ccd}' | '\u{d4d}' | '\u{dca}')
}

fn is_noncharacter(character: char) -> bool {
    matches!(character, '\u{fdd0}'..='\u{fdef}') || u32::from(character) & 0xfffe == 0xfffe
}

/// Characters without a visible shape, other than the direction marks.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'                            // soft hyphen
            | '\u{34f}'                     // combining grapheme joiner
            | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' // Hangul fillers
            | '\u{17b4}' | '\u{17b5}'       // Khmer inherent vowels
            | '\u{180e}'                    // Mongolian vowel separator
            | '\u{200b}'..='\u{200d}'       // zero-width space and joiners
            | '\u{2060}'..='\u{2065}'       // word joiner and invisible operators
            | '\u{206a}'..='\u{206f}'       // deprecated format characters
            | '\u{feff}'                    // byte order mark
            | '\u{fff0}'..='\u{fffb}'       // interlinear annotation
            | '\u{1bca0}'..='\u{1bca3}'     // shorthand format controls
            | '\u{1d173}'..='\u{1d17a}'     // musical format controls
            | '\u{e0000}'..='\u{e00ff}'     // tag characters
            | '\u{e01f0}'..='\u{e0fff}' // the rest of that plane's ignorable characters
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_characters_are_clean_and_no_marks() {
        for character in (char::MIN..=char::MAX).filter(|character| is_plain(*character)) {
            let text = character.to_string();
            assert!(Scanner::new(&text, Lines::One).unclean_at(character).is_none(), "{character:?}");
            assert!(!is_combining_mark(character), "{character:?}");
        }
    }
}
