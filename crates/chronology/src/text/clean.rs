//! Cleaning: text that a terminal can print as it stands.
//!
//! One scanner finds the offences; [`clean`] removes or replaces each and [`find_unclean`] reports the first, so the two
//! can never disagree. What is taken out, and what stands in its place:
//!
//! - escape sequences, whole: those that `ESC` introduces and those that a C1 control introduces (CSI, OSC, DCS, APC, PM,
//!   SOS). A sequence that is never finished loses its introducer only, so that no text is swallowed;
//! - other control characters. A tab, a vertical tab and a form feed become one blank; `CR LF`, `CR`, U+0085, U+2028 and
//!   U+2029 become a line feed, which is the one control that stays (in one-line text it becomes a blank as well);
//! - bidirectional embeddings, overrides, isolates and marks;
//! - invisible characters: zero-width spaces and joiners, U+FEFF, soft hyphens, fillers, tag characters, interlinear
//!   annotation, and noncharacters. The joiners U+200C and U+200D stay where they are part of the spelling: between letters
//!   of the Arabic and Indic scripts. Between emoji they go, because terminals disagree about the width of what they join;
//! - combining marks beyond the fourth on one base.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// The most combining marks that may stand on one base.
const MARKS_ON_A_BASE: usize = 4;

/// What an unclean stretch of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Uncleanness {
    /// A whole escape sequence, or the introducer of one that is never finished.
    EscapeSequence,
    /// A control character other than a line feed.
    Control(char),
    /// A line feed in text that must be one line.
    LineBreak,
    /// U+2028 or U+2029.
    Separator(char),
    /// A character that overrides or embeds a direction of writing.
    BidirectionalOverride(char),
    /// A character that isolates a direction of writing.
    BidirectionalIsolate(char),
    /// A mark of direction.
    BidirectionalMark(char),
    /// A character that shows nothing.
    Invisible(char),
    /// A code point that is not a character.
    Noncharacter(char),
    /// A combining mark beyond those that may stand on one base.
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

/// The first unclean stretch of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unclean {
    /// Where it begins, in bytes.
    pub offset: usize,
    /// How many bytes it takes.
    pub length: usize,
    /// What it is; its `Display` is a phrase for a report.
    pub what: Uncleanness,
}

/// The text without anything that could steer a terminal or deceive a reader. Borrowed where nothing had to change.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    replace_offences(text, Lines::Many)
}

/// As [`clean`], for text that must be one line: line breaks become blanks.
#[must_use]
pub fn clean_line(text: &str) -> Cow<'_, str> {
    replace_offences(text, Lines::One)
}

/// The first thing that [`clean`] would remove or replace; `None` exactly where it would change nothing.
#[must_use]
pub fn find_unclean(text: &str) -> Option<Unclean> {
    first_offence(text, Lines::Many)
}

/// The first thing that [`clean_line`] would remove or replace.
#[must_use]
pub fn find_unclean_line(text: &str) -> Option<Unclean> {
    first_offence(text, Lines::One)
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

fn replace_offences(text: &str, lines: Lines) -> Cow<'_, str> {
    let mut cleaned = String::new();
    let mut kept_to = 0;
    for offence in Scanner::new(text, lines) {
        cleaned.push_str(&text[kept_to..offence.range.start]);
        cleaned.push_str(offence.instead);
        kept_to = offence.range.end;
    }
    if kept_to == 0 {
        return Cow::Borrowed(text);
    }
    cleaned.push_str(&text[kept_to..]);
    Cow::Owned(cleaned)
}

fn first_offence(text: &str, lines: Lines) -> Option<Unclean> {
    Scanner::new(text, lines).next().map(|offence| Unclean {
        offset: offence.range.start,
        length: offence.range.len(),
        what: offence.what,
    })
}

/// A stretch of text that may not stay, and what takes its place.
struct Offence {
    range: Range<usize>,
    what: Uncleanness,
    instead: &'static str,
}

/// Walks through a text from offence to offence.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
    lines: Lines,
    /// The last character that stays.
    previous: Option<char>,
    /// How many marks stand on the present base so far.
    marks: usize,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str, lines: Lines) -> Self {
        Self { text, at: 0, lines, previous: None, marks: 0 }
    }

    /// Notes a character that stays.
    fn keep(&mut self, character: char) {
        self.marks = if !character.is_ascii() && is_combining_mark(character) { self.marks + 1 } else { 0 };
        self.previous = Some(character);
    }

    /// Goes on past a run of plain characters, which is most of what there is.
    fn pass_plain(&mut self) {
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

    /// The offence that begins with `character` at the present place, if it is one.
    fn offence(&self, character: char) -> Option<Offence> {
        let rest = &self.text[self.at + character.len_utf8()..];
        let one = |what, instead| Some((character.len_utf8(), what, instead));
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
        found.map(|(length, what, instead)| Offence { range: self.at..self.at + length, what, instead })
    }

    /// Whether a joiner before `rest` belongs to the spelling.
    fn joins(&self, rest: &str) -> bool {
        let next = rest.chars().next();
        self.previous.is_some_and(is_spelt_with_joiners)
            && next.is_some_and(|next| is_spelt_with_joiners(next) && !is_combining_mark(next))
    }
}

impl Iterator for Scanner<'_> {
    type Item = Offence;

    fn next(&mut self) -> Option<Offence> {
        loop {
            self.pass_plain();
            let character = self.text[self.at..].chars().next()?;
            if let Some(offence) = self.offence(character) {
                self.at = offence.range.end;
                if let Some(instead) = offence.instead.chars().next() {
                    self.keep(instead);
                }
                return Some(offence);
            }
            self.keep(character);
            self.at += character.len_utf8();
        }
    }
}

/// How many bytes of printable ASCII these begin with. So many are looked at together as a processor can compare at once.
fn printable_ascii(bytes: &[u8]) -> usize {
    const TOGETHER: usize = 32;
    let is_printable = |byte: &u8| matches!(byte, b' '..=b'~');
    let are_printable = |bytes: &&[u8]| bytes.iter().fold(true, |all, byte| all & is_printable(byte));
    let whole = bytes.chunks_exact(TOGETHER).take_while(are_printable).count() * TOGETHER;
    whole + bytes[whole..].iter().take_while(|byte| is_printable(byte)).count()
}

/// Whether a character beyond ASCII is surely no offence and no combining mark: the letters of the scripts that
/// chronologies are mostly written in, dashes and quotation marks.
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

/// How many bytes the escape sequence at the beginning of `text` takes (ECMA-35 and ECMA-48). Of one that is never
/// finished, the introducer only.
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

/// How a sequence begins, and where its body does.
enum Introducer {
    /// CSI: parameters, intermediates, one final byte.
    Control(usize),
    /// OSC, DCS, APC, PM or SOS: anything up to a terminator.
    Text(usize),
    /// `ESC` alone: intermediates and one final byte.
    Plain(usize),
}

/// The end of the run of `bytes` that begins at `from`.
fn run(text: &str, from: usize, bytes: std::ops::RangeInclusive<u8>) -> usize {
    from + text.as_bytes()[from..].iter().take_while(|byte| bytes.contains(byte)).count()
}

/// The end of the sequence, if its final byte stands at `at`.
fn finished(text: &str, at: usize, finals: std::ops::RangeInclusive<u8>) -> Option<usize> {
    text.as_bytes().get(at).is_some_and(|byte| finals.contains(byte)).then_some(at + 1)
}

/// The end of a sequence that carries text: after `ST`, `BEL`, `CAN` or `SUB`, or before an `ESC` that begins another.
fn text_end(text: &str, from: usize) -> Option<usize> {
    let body = &text[from..];
    let (place, terminator) =
        body.char_indices().find(|(_, c)| matches!(c, '\u{7}' | '\u{18}' | '\u{1a}' | '\u{1b}' | '\u{9c}'))?;
    let at = from + place;
    match terminator {
        '\u{1b}' if text[at..].starts_with("\u{1b}\\") => Some(at + 2),
        '\u{1b}' => Some(at),
        terminator => Some(at + terminator.len_utf8()),
    }
}

/// Whether the script of `character` is spelt with joiners: Arabic and its relatives, and the Indic scripts.
fn is_spelt_with_joiners(character: char) -> bool {
    matches!(character, '\u{620}'..='\u{6d3}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{900}'..='\u{dff}')
        && character.is_alphabetic()
        || matches!(character, '\u{94d}' | '\u{9cd}' | '\u{a4d}' | '\u{acd}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}')
        || matches!(character, '\u{ccd}' | '\u{d4d}' | '\u{dca}')
}

fn is_noncharacter(character: char) -> bool {
    matches!(character, '\u{fdd0}'..='\u{fdef}') || u32::from(character) & 0xfffe == 0xfffe
}

/// Characters without a shape of their own, other than the marks of direction.
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
    fn what_is_passed_over_is_no_offence_and_no_mark() {
        for character in (char::MIN..=char::MAX).filter(|character| is_plain(*character)) {
            let text = character.to_string();
            assert!(Scanner::new(&text, Lines::One).offence(character).is_none(), "{character:?}");
            assert!(!is_combining_mark(character), "{character:?}");
        }
    }
}
