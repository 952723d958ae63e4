//! Editing a line of text by actions: the prompt, and the filters of the facets and of the lists to choose from.

use tui_input::{Input, InputRequest};

use crate::keymap::Action;

/// The most characters of a line; the rest of a paste is left out.
const LINE_LIMIT: usize = 2000;

/// Applies an editing action to a line. Answers whether the text changed.
pub(super) fn edit_line(input: &mut Input, action: &Action) -> bool {
    let request = match action {
        Action::Type(typed) if input.value().chars().count() < LINE_LIMIT => InputRequest::InsertChar(*typed),
        Action::Paste(text) => return paste(input, text),
        Action::CursorLeft => InputRequest::GoToPrevChar,
        Action::CursorRight => InputRequest::GoToNextChar,
        Action::CursorWordLeft => InputRequest::GoToPrevWord,
        Action::CursorWordRight => InputRequest::GoToNextWord,
        Action::CursorStart => InputRequest::GoToStart,
        Action::CursorEnd => InputRequest::GoToEnd,
        Action::DeleteLeft => InputRequest::DeletePrevChar,
        Action::DeleteRight => InputRequest::DeleteNextChar,
        Action::DeleteWordLeft => InputRequest::DeletePrevWord,
        Action::DeleteToStart => InputRequest::DeleteFromStart,
        Action::DeleteToEnd => InputRequest::DeleteTillEnd,
        _ => return false,
    };
    input.handle(request).is_some_and(|changed| changed.value)
}

/// Inserts a pasted text: cleaned, with blanks for line ends, up to the limit.
fn paste(input: &mut Input, text: &str) -> bool {
    let one_line = text.replace(['\r', '\n', '\t'], " ");
    let clean = summits_chronology::text::clean(&one_line);
    let room = LINE_LIMIT.saturating_sub(input.value().chars().count());
    let mut changed = false;
    for typed in clean.chars().take(room) {
        changed |= input.handle(InputRequest::InsertChar(typed)).is_some_and(|change| change.value);
    }
    changed
}

/// The byte offset of the character with this number.
pub(super) fn byte_at(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(byte, _)| byte)
}
