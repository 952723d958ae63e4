//! A list to choose from.

use tui_input::Input;

use crate::keymap::{Action, Context};

/// What there is to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChoiceKind {
    /// All keys, those of the context before first.
    Help,
    /// All actions by name.
    Palette,
    /// The documents of the selected event.
    Documents,
    /// The links of the page: events, people, places, documents.
    Links,
    /// What can be copied from the selected event.
    Citations,
    /// The formats of an export.
    Formats,
    /// What to do with an existing file that has the name of the export.
    FileExists,
}

/// An open list to choose from.
#[derive(Debug, Clone)]
pub struct Choice {
    pub kind: ChoiceKind,
    pub filter: Input,
    /// The number of the focused row.
    pub cursor: usize,
    /// The context in which it was opened: the help begins with its keys.
    pub(in crate::tui::app) context: Context,
}

/// A row of a list to choose from.
#[derive(Debug, Clone, PartialEq)]
pub struct ChoiceRow {
    /// The section of the row.
    pub heading: String,
    /// The keys of the action.
    pub keys: String,
    /// A name or title.
    pub label: String,
    pub about: String,
    /// What choosing the row does.
    pub action: Action,
    /// Why the row cannot be chosen now.
    pub unavailable: Option<String>,
}
