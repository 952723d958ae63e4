//! Layout in terminal columns: measuring, wrapping and cutting text.
//!
//! The unit is the grapheme, which is what a reader sees as one character. Its width is that of `unicode-width`, which ratatui
//! uses too. Control characters are not drawn and have no width.

use std::borrow::Cow;
use std::iter;
use std::ops::Range;

use unicode_segmentation::{GraphemeIndices, UnicodeSegmentation};
use unicode_width::UnicodeWidthStr;

/// The mark of a cut.
const ELLIPSIS: char = '…';

/// The width of a text on one line, in columns.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.bytes().all(is_plain) {
        return text.len();
    }
    graphemes(text).map(|(_, grapheme)| grapheme_width(grapheme)).sum()
}

/// Whether a byte is a printable ASCII character: one grapheme, one column.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~')
}

/// The graphemes of a text, each with its start in bytes.
///
/// There is always a boundary between two printable ASCII characters. So the rules of Unicode are applied only to the runs
/// between them, which are few in most texts, and long texts are fast.
pub(super) fn graphemes(text: &str) -> impl Iterator<Item = (usize, &str)> {
    Graphemes { text, next: 0, stretch: 0, within: "".grapheme_indices(true) }
}

struct Graphemes<'a> {
    text: &'a str,
    /// The start of the text that has not been read.
    next: usize,
    /// The start of the run that the rules are applied to.
    stretch: usize,
    /// The rest of that run.
    within: GraphemeIndices<'a>,
}

impl<'a> Iterator for Graphemes<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some((start, grapheme)) = self.within.next() {
            return Some((self.stretch + start, grapheme));
        }
        let rest = &self.text[self.next..];
        let bytes = rest.as_bytes();
        let start = self.next;
        if is_plain(*bytes.first()?) && bytes.get(1).is_none_or(|byte| is_plain(*byte)) {
            self.next += 1;
            return Some((start, &rest[..1]));
        }
        let end = bytes.windows(2).position(|pair| is_plain(pair[0]) && is_plain(pair[1]));
        let end = end.map_or(rest.len(), |index| index + 1);
        (self.stretch, self.within) = (start, rest[..end].grapheme_indices(true));
        self.next += end;
        self.within.next().map(|(offset, grapheme)| (start + offset, grapheme))
    }
}

fn grapheme_width(grapheme: &str) -> usize {
    if let [byte] = grapheme.as_bytes() {
        return usize::from(is_plain(*byte));
    }
    if grapheme.starts_with(char::is_control) {
        return 0;
    }
    // For ratatui the sound marks of halfwidth katakana are one column wider than for `unicode-width`.
    grapheme.width() + grapheme.matches(['\u{ff9e}', '\u{ff9f}']).count()
}

/// The text cut to a number of columns. If it is too wide it ends with `…`, without spaces before that. With no columns it
/// is empty.
#[must_use]
pub fn truncate(text: &str, columns: usize) -> Cow<'_, str> {
    if text.len() <= columns && text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    // Stops when the columns are full, however long the text is.
    let (mut taken, mut end) = (0, 0);
    for (start, grapheme) in graphemes(text) {
        taken += grapheme_width(grapheme);
        if taken > columns {
            if columns == 0 {
                return Cow::Borrowed("");
            }
            let mut cut = text[..end].trim_end().to_owned();
            cut.push(ELLIPSIS);
            return Cow::Owned(cut);
        }
        if taken < columns {
            end = start + grapheme.len();
        }
    }
    Cow::Borrowed(text)
}

/// Wraps a text to a number of columns, and returns the byte ranges of its lines.
///
/// Lines break at line feeds, at spaces (which then belong to no line), after hyphens and dashes, and between East Asian
/// characters. A word that is wider than a line is broken between graphemes. No line is wider than `columns`, unless a single
/// grapheme is. A line feed at the end starts no further line. There are no lines for an empty text or no columns.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    if columns == 0 {
        return lines;
    }
    let mut start = 0;
    for paragraph in text.split_terminator('\n') {
        wrap_paragraph(text, start..start + paragraph.len(), columns, &mut lines);
        start += paragraph.len() + 1;
    }
    lines
}

fn wrap_paragraph(text: &str, paragraph: Range<usize>, columns: usize, lines: &mut Vec<Range<usize>>) {
    // The current line: its bytes, its width, and the width of the spaces after it.
    let mut line = paragraph.start..paragraph.start;
    let (mut used, mut blanks) = (0, 0);
    for piece in pieces(&text[paragraph.clone()]) {
        let bytes = paragraph.start + piece.bytes.start..paragraph.start + piece.bytes.end;
        if piece.blank {
            blanks += piece.width;
            continue;
        }
        if used + blanks + piece.width <= columns {
            used += blanks + piece.width;
            line.end = bytes.end;
        } else {
            if !line.is_empty() {
                lines.push(line);
            }
            (line, used) = break_word(text, bytes, columns, lines);
        }
        blanks = 0;
    }
    lines.push(line);
}

/// Breaks a word that is wider than a line; returns the last line, which can be continued, and its width.
fn break_word(text: &str, word: Range<usize>, columns: usize, lines: &mut Vec<Range<usize>>) -> (Range<usize>, usize) {
    let mut line = word.start..word.start;
    let mut used = 0;
    for (start, grapheme) in graphemes(&text[word.clone()]) {
        let (start, wide) = (word.start + start, grapheme_width(grapheme));
        if used + wide > columns && !line.is_empty() {
            lines.push(line);
            (line, used) = (start..start, 0);
        }
        line.end = start + grapheme.len();
        used += wide;
    }
    (line, used)
}

/// A part of a text that a line breaks within only if it is too wide.
struct Piece {
    bytes: Range<usize>,
    width: usize,
    /// Whether it consists of spaces at which a line may break.
    blank: bool,
}

/// The pieces of a paragraph, in order and without gaps.
fn pieces(paragraph: &str) -> impl Iterator<Item = Piece> {
    let mut graphemes = graphemes(paragraph).peekable();
    iter::from_fn(move || {
        let (start, first) = graphemes.next()?;
        let (mut end, mut width, mut last) = (start + first.len(), grapheme_width(first), first);
        let blank = is_blank(first);
        let belongs = |last: &str, next: &str| is_blank(next) == blank && (blank || !may_break(last, next));
        while let Some((start, next)) = graphemes.next_if(|(_, next)| belongs(last, next)) {
            (end, width, last) = (start + next.len(), width + grapheme_width(next), next);
        }
        Some(Piece { bytes: start..end, width, blank })
    })
}

/// Spaces at which a line may break, so not the no-break spaces.
fn is_blank(grapheme: &str) -> bool {
    grapheme
        .chars()
        .all(|character| character.is_whitespace() && !matches!(character, '\u{a0}' | '\u{2007}' | '\u{202f}'))
}

/// Whether a line may end between two graphemes that are not spaces.
fn may_break(before: &str, after: &str) -> bool {
    let first = |grapheme: &str| grapheme.chars().next().unwrap_or(' ');
    let (before_is, after_is) = (first(before), first(after));
    let after_hyphen = matches!(before_is, '-' | '\u{2010}' | '\u{2013}' | '\u{2014}') && after_is.is_alphabetic();
    let east_asian = is_ideographic(before_is) || is_ideographic(after_is);
    after_hyphen || east_asian && !is_opening(before_is) && !is_closing(after_is)
}

/// Characters of scripts without spaces: kana, han, their punctuation and full-width forms. Not Hangul, which has spaces and
/// wraps at them.
fn is_ideographic(character: char) -> bool {
    matches!(
        character,
        '\u{2e80}'..='\u{30ff}' | '\u{31c0}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff9f}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

/// Punctuation that must not end a line.
fn is_opening(character: char) -> bool {
    matches!(character, '(' | '[' | '“' | '‘' | '「' | '『' | '（' | '〔' | '【' | '《' | '〈' | '［')
}

/// Punctuation and small kana that must not start a line.
fn is_closing(character: char) -> bool {
    matches!(
        character,
        ')' | ']'
            | ','
            | '.'
            | ':'
            | ';'
            | '!'
            | '?'
            | '”'
            | '’'
            | '…'
            | '、'
            | '。'
            | '，'
            | '．'
            | '：'
            | '；'
            | '！'
            | '？'
            | '」'
            | '』'
            | '）'
            | '〕'
            | '】'
            | '》'
            | '〉'
            | '］'
            | '・'
            | 'ー'
            | '々'
            | 'っ'
            | 'ゃ'
            | 'ゅ'
            | 'ょ'
            | 'ッ'
            | 'ャ'
            | 'ュ'
            | 'ョ'
            | 'ァ'
            | 'ィ'
            | 'ゥ'
            | 'ェ'
            | 'ォ'
    )
}
