//! Layout in terminal columns: how wide a text is, where to wrap it, where to cut it.
//!
//! The unit is the grapheme, which is what a reader takes for one character; its width is that of `unicode-width`, as
//! ratatui draws it. Control characters are not drawn and have no width.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The mark of a cut.
const ELLIPSIS: char = '…';

/// How many columns a text takes on one line.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.starts_with(char::is_control) {
        return 0;
    }
    // ratatui gives the sound marks of halfwidth katakana a column more than `unicode-width` does.
    grapheme.width() + grapheme.matches(['\u{ff9e}', '\u{ff9f}']).count()
}

/// The text cut to so many columns, with `…` as the last of them where something was left out. Blanks before the mark go.
/// No columns hold nothing.
#[must_use]
pub fn truncate(text: &str, columns: usize) -> Cow<'_, str> {
    if text.len() <= columns && text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    // No more is looked at than has room, however long the text is.
    let (mut taken, mut end) = (0, 0);
    for (start, grapheme) in text.grapheme_indices(true) {
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

/// The lines of a text wrapped to so many columns, as ranges of its bytes.
///
/// Lines break at line feeds, at blanks (which then belong to no line), after hyphens and dashes, and between East Asian
/// characters. A word that is wider than a line is broken between graphemes. No line is wider than `columns`, unless one
/// grapheme is. A line feed at the very end begins no further line; an empty text has no lines, and no columns hold none.
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
    // The line as it stands: its bytes, its width, and the width of the blanks behind it.
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

/// Breaks what is wider than a line between graphemes; returns the last line, still open, and its width.
fn break_word(text: &str, word: Range<usize>, columns: usize, lines: &mut Vec<Range<usize>>) -> (Range<usize>, usize) {
    let mut line = word.start..word.start;
    let mut used = 0;
    for (start, grapheme) in text[word.clone()].grapheme_indices(true) {
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

/// A stretch of text that a line does not break within, if it can be helped.
struct Piece {
    bytes: Range<usize>,
    width: usize,
    /// Whether it consists of blanks at which a line may break.
    blank: bool,
}

/// The pieces of one paragraph, in order and without gaps.
fn pieces(paragraph: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut previous: Option<&str> = None;
    for (start, grapheme) in paragraph.grapheme_indices(true) {
        let blank = is_blank(grapheme);
        let end = start + grapheme.len();
        let joined = previous.is_some_and(|previous| !may_break(previous, grapheme));
        match pieces.last_mut() {
            Some(piece) if piece.blank == blank && (blank || joined) => {
                piece.bytes.end = end;
                piece.width += grapheme_width(grapheme);
            },
            _ => pieces.push(Piece { bytes: start..end, width: grapheme_width(grapheme), blank }),
        }
        previous = Some(grapheme);
    }
    pieces
}

/// Blanks at which a line may break; the no-break spaces are not among them.
fn is_blank(grapheme: &str) -> bool {
    grapheme
        .chars()
        .all(|character| character.is_whitespace() && !matches!(character, '\u{a0}' | '\u{2007}' | '\u{202f}'))
}

/// Whether a line may end between two graphemes neither of which is blank.
fn may_break(before: &str, after: &str) -> bool {
    let first = |grapheme: &str| grapheme.chars().next().unwrap_or(' ');
    let (before_is, after_is) = (first(before), first(after));
    let after_hyphen = matches!(before_is, '-' | '\u{2010}' | '\u{2013}' | '\u{2014}') && after_is.is_alphabetic();
    let east_asian = is_ideographic(before_is) || is_ideographic(after_is);
    after_hyphen || east_asian && !is_opening(before_is) && !is_closing(after_is)
}

/// Characters of scripts that are written without blanks: kana, han, their punctuation and full-width forms. Hangul is
/// written with blanks and wraps at them.
fn is_ideographic(character: char) -> bool {
    matches!(
        character,
        '\u{2e80}'..='\u{30ff}' | '\u{31c0}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff9f}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

/// Punctuation that may not stand at the end of a line.
fn is_opening(character: char) -> bool {
    matches!(character, '(' | '[' | '“' | '‘' | '「' | '『' | '（' | '〔' | '【' | '《' | '〈' | '［')
}

/// Punctuation, and small kana, that may not stand at the beginning of a line.
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
