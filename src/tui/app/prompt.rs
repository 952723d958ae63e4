//! The line that is being edited: the query, which narrows the list as it is typed, a date to go to, a note, or the name
//! of a file.

use summits_chronology::chronology::{Event, Ref};
use tui_input::{Input, InputRequest};

use super::motion::step;
use super::{App, Panel, ViewState};
use crate::export::Format;
use crate::keymap::Action;
use crate::navigation::{self, HistoryEntry};
use crate::query::{Completions, Query, QueryError, complete};
use crate::tui::effect::Effect;

/// The most characters a line may have; more of a paste is left out.
const LINE_LIMIT: usize = 2000;
/// The most lines remembered.
const HISTORY_LIMIT: usize = 100;

/// What a line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromptKind {
    /// The query.
    Query,
    /// A date to go to.
    Date,
    /// The note on an event.
    Note(Ref<Event>),
    /// The name of the file that the selection is exported to.
    Export(Format),
}

/// What the line would do if it were taken now.
#[derive(Debug, Clone, PartialEq)]
pub enum Preview {
    /// Nothing is to be said: the list shows it.
    Live,
    /// It cannot be read.
    Error(QueryError),
    /// It would go to this event.
    GoesTo(Ref<Event>),
    /// It leads nowhere, and why.
    Nowhere(String),
}

/// A line that is being edited.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// What it is for.
    pub kind: PromptKind,
    /// The text and its cursor.
    pub input: Input,
    /// What it would do.
    pub preview: Preview,
    /// What could stand at the cursor.
    pub completions: Completions,
    /// The completion that was put into the line, to be exchanged for the next one.
    pub completed: Option<Completed>,
    /// Where the reader was, to be restored when the line is given up.
    before: HistoryEntry<ViewState>,
    /// Which remembered line is shown, counted from the newest; `None` for the reader's own.
    remembered: Option<usize>,
}

/// A completion in the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completed {
    /// Which of the candidates.
    pub candidate: usize,
    /// The line without it.
    line: String,
}

impl Prompt {
    /// Puts the first candidate at the cursor, or the next one in the place of the one before.
    fn complete(&mut self) {
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

impl App {
    pub(super) fn open_query_prompt(&mut self) {
        // A blank at the end, so that the next word can be typed at once.
        let text = if self.query.is_empty() { String::new() } else { format!("{} ", self.query) };
        self.open_prompt(PromptKind::Query, text);
    }

    pub(super) fn open_date_prompt(&mut self) {
        self.open_prompt(PromptKind::Date, String::new());
    }

    pub(super) fn open_note_prompt(&mut self, event: Ref<Event>, note: &str) {
        self.open_prompt(PromptKind::Note(event), note.to_owned());
    }

    pub(super) fn open_prompt(&mut self, kind: PromptKind, text: String) {
        let prompt = Prompt {
            kind,
            input: Input::new(text),
            preview: Preview::Live,
            completions: Completions::default(),
            completed: None,
            before: self.here(),
            remembered: None,
        };
        self.panel = Some(Panel::Prompt(Box::new(prompt)));
        self.refresh_prompt(false);
    }

    pub(super) fn update_prompt(&mut self, action: Action) -> Vec<Effect> {
        let Some(Panel::Prompt(prompt)) = &mut self.panel else { return Vec::new() };
        match &action {
            Action::Accept => return self.accept_prompt(),
            Action::Cancel | Action::Leave => self.cancel_prompt(),
            Action::Complete => {
                prompt.complete();
                if prompt.kind == PromptKind::Query {
                    self.narrow();
                }
            },
            Action::HistoryOlder | Action::HistoryNewer => self.remember(action == Action::HistoryOlder),
            // The list can be walked while the query is typed.
            other if step(other, 1).is_some() => self.update_motion(action),
            Action::Select(_) | Action::Scroll(..) => self.update_motion(action),
            other => {
                let cursor = prompt.input.cursor();
                let edited = edit_line(&mut prompt.input, other);
                // What can be completed depends on where the cursor stands.
                if edited || prompt.input.cursor() != cursor {
                    self.refresh_prompt(edited);
                }
            },
        }
        Vec::new()
    }

    fn accept_prompt(&mut self) -> Vec<Effect> {
        let Some(Panel::Prompt(prompt)) = &self.panel else { return Vec::new() };
        let text = prompt.input.value().trim().to_owned();
        let (before, kind) = (prompt.before.clone(), prompt.kind);
        match kind {
            PromptKind::Query => match Query::parse(&text, &self.chronology) {
                Ok(query) => {
                    self.panel = None;
                    let moved = self.here();
                    if query != before.query {
                        self.history.push(before);
                    }
                    self.last_selected = moved.selected;
                    self.set_query(query);
                    self.remember_line(text);
                },
                Err(error) => self.set_preview(Preview::Error(error)),
            },
            PromptKind::Date => match self.date_goal(&text) {
                Ok(event) => {
                    self.panel = None;
                    self.remember_here();
                    self.select(event);
                },
                Err(reason) => self.set_preview(Preview::Nowhere(reason)),
            },
            PromptKind::Note(event) => {
                self.panel = None;
                return self.take_note_line(event, &text);
            },
            PromptKind::Export(format) => return self.take_export_name(format, text),
        }
        Vec::new()
    }

    /// Restores what was before the line was opened.
    fn cancel_prompt(&mut self) {
        let Some(Panel::Prompt(prompt)) = self.close_panel() else { return };
        if prompt.before.query != self.query {
            self.query = prompt.before.query;
            self.refresh_selection();
        }
        if let Some(event) = prompt.before.selected {
            self.select(event);
        }
    }

    /// Brings the preview, the completions and, for a query that was edited, the list up to the line and its cursor.
    fn refresh_prompt(&mut self, edited: bool) {
        let Some(Panel::Prompt(prompt)) = &self.panel else { return };
        let (kind, text, cursor) = (prompt.kind, prompt.input.value().to_owned(), prompt.input.cursor());
        match kind {
            PromptKind::Query => {
                let completions = complete(&text, byte_at(&text, cursor), &self.chronology);
                if let Some(Panel::Prompt(prompt)) = &mut self.panel {
                    prompt.completions = completions;
                    prompt.completed = None;
                }
                if edited {
                    self.narrow();
                }
            },
            PromptKind::Note(_) => {},
            PromptKind::Export(_) => self.set_preview(Preview::Live),
            PromptKind::Date if text.trim().is_empty() => self.set_preview(Preview::Live),
            PromptKind::Date => {
                let preview = match self.date_goal(text.trim()) {
                    Ok(event) => Preview::GoesTo(event),
                    Err(reason) => Preview::Nowhere(reason),
                };
                self.set_preview(preview);
            },
        }
    }

    /// Puts what is typed so far in force, or says what is wrong with it while the list stays as it was.
    fn narrow(&mut self) {
        let Some(Panel::Prompt(prompt)) = &self.panel else { return };
        let text = prompt.input.value();
        match Query::parse_lenient(text, byte_at(text, prompt.input.cursor()), &self.chronology) {
            Ok(query) => {
                self.set_query(query);
                self.set_preview(Preview::Live);
            },
            Err(error) => self.set_preview(Preview::Error(error)),
        }
    }

    pub(super) fn set_preview(&mut self, preview: Preview) {
        if let Some(Panel::Prompt(prompt)) = &mut self.panel {
            prompt.preview = preview;
        }
    }

    /// The event that a date leads to, or why there is none.
    fn date_goal(&self, text: &str) -> Result<Ref<Event>, String> {
        let here = self.selected_position();
        // Silences are not known before every event is.
        let timeline = (!self.is_searching()).then_some(&self.timeline);
        navigation::find(text, &self.chronology, &self.index, &self.selection, timeline, here)
            .map_err(|error| error.to_string())
    }

    /// Shows an older or newer line in place of this one.
    fn remember(&mut self, older: bool) {
        let Some(Panel::Prompt(prompt)) = &mut self.panel else { return };
        if prompt.kind != PromptKind::Query {
            return;
        }
        let next = match (prompt.remembered, older) {
            (None, true) => Some(0),
            (None, false) => None,
            (Some(shown), true) => Some(shown + 1),
            (Some(shown), false) => shown.checked_sub(1),
        };
        let line = next.map_or(Some(""), |back| {
            self.prompt_history
                .len()
                .checked_sub(back + 1)
                .and_then(|place| self.prompt_history.get(place))
                .map(String::as_str)
        });
        if let Some(line) = line {
            prompt.input = Input::new(line.to_owned());
            prompt.remembered = next;
            self.refresh_prompt(true);
        }
    }

    fn remember_line(&mut self, line: String) {
        if line.is_empty() || self.prompt_history.last() == Some(&line) {
            return;
        }
        self.prompt_history.push(line);
        if self.prompt_history.len() > HISTORY_LIMIT {
            self.prompt_history.remove(0);
        }
    }
}

/// Applies an editing action to a line. Answers whether its text changed.
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

/// A pasted text is cleaned, its line ends become blanks, and what is beyond the limit is left out.
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

/// The byte at which the character with this number begins.
fn byte_at(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(byte, _)| byte)
}
