//! How far the actions of movement go, in a list as in a page.

use crate::keymap::Action;

/// How many lines a step moves on a page of `rows` lines. One line of the page before stays visible.
pub(super) fn step(action: &Action, rows: usize) -> Option<isize> {
    let page = isize::try_from(rows.saturating_sub(1).max(1)).unwrap_or(isize::MAX);
    match action {
        Action::MoveDown => Some(1),
        Action::MoveUp => Some(-1),
        Action::HalfPageDown => Some((page / 2).max(1)),
        Action::HalfPageUp => Some(-(page / 2).max(1)),
        Action::PageDown => Some(page),
        Action::PageUp => Some(-page),
        Action::First => Some(isize::MIN / 2),
        Action::Last => Some(isize::MAX / 2),
        _ => None,
    }
}
