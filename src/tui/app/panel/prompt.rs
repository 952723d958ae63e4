//! A line that is being edited.

use summits_chronology::chronology::{Event, Ref};
use tui_input::Input;

use crate::export::Format;
use crate::navigation::HistoryEntry;
use crate::query::{Completions, QueryError};
use crate::tui::app::main_view::ViewState;

/// What is being edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromptKind {
    Query,
    /// A date to go to.
    Date,
    /// The note on an event.
    Note(Ref<Event>),
    /// The name of the file of an export.
    Export(Format),
}

/// What accepting the line now would do.
#[derive(Debug, Clone, PartialEq)]
pub enum Preview {
    /// The list shows it already, or there is nothing to say.
    Live,
    /// The query cannot be parsed.
    Error(QueryError),
    /// Go to this event.
    GoesTo(Ref<Event>),
    /// Nothing, and why.
    Rejected(String),
}

/// A line that is being edited.
#[derive(Debug, Clone)]
pub struct Prompt {
    pub kind: PromptKind,
    pub input: Input,
    pub preview: Preview,
    /// What can be typed at the cursor.
    pub completions: Completions,
    /// The completion that was inserted; completing again replaces it by the next one.
    pub completed: Option<Completed>,
    /// Where the reader was, restored on cancel.
    pub(in crate::tui::app) before: HistoryEntry<ViewState>,
    /// The number of the earlier query that is shown, 0 for the latest; `None` for the reader's own text.
    pub(in crate::tui::app) recalled: Option<usize>,
}

/// A completion in the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completed {
    /// Its number among the candidates.
    pub candidate: usize,
    /// The line without it.
    line: String,
}

impl Prompt {
    /// Inserts the first candidate at the cursor, or replaces the one inserted before by the next.
    pub(in crate::tui::app) fn complete(&mut self) {
        let (candidate, line) = match self.completed.take() {
            Some(before) => ((before.candidate + 1) % self.completions.candidates.len().max(1), before.line),
            None => (0, self.input.value().to_owned()),
        };
        let Some(chosen) = self.completions.candidates.get(candidate) else { return };
        let span = self.completions.span.clone();
        let (Some(before), Some(after)) = (line.get(..span.start), line.get(span.end..)) else { return };
        let cursor = before.chars().count() + chosen.text.chars().count();
        self.input = Input::new(format!("{before}{}{after}", chosen.text)).with_cursor(cursor);
        self.completed = Some(Completed { candidate, line });
    }
}
