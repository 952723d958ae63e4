//! The line that is being edited: the query, which narrows the list as it is typed, a date to go to, a note, or the name
//! of a file.

use summits_chronology::chronology::{Event, Ref};
use tui_input::Input;

use super::line::{byte_at, edit_line};
use super::panel::{Panel, Preview, Prompt, PromptKind};
use super::state::App;
use super::step::step;
use crate::keymap::Action;
use crate::navigation;
use crate::query::{Completions, Query, complete};
use crate::tui::effect::Effect;

/// The most queries in the history of the prompt.
const HISTORY_LIMIT: usize = 100;

impl App {
    pub(super) fn open_query_prompt(&mut self) {
        // A blank at the end: the reader can type the next word at once.
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
            recalled: None,
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
                    self.apply_typed();
                }
            },
            Action::HistoryOlder | Action::HistoryNewer => self.recall(action == Action::HistoryOlder),
            // The reader can move in the list while typing.
            other if step(other, 1).is_some() => self.update_motion(action),
            Action::Select(_) | Action::Scroll(..) => self.update_motion(action),
            other => {
                let cursor = prompt.input.cursor();
                let edited = edit_line(&mut prompt.input, other);
                // The completions depend on the position of the cursor.
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
                    self.add_to_prompt_history(text);
                },
                Err(error) => self.set_preview(Preview::Error(error)),
            },
            PromptKind::Date => match self.date_target(&text) {
                Ok(event) => {
                    self.panel = None;
                    self.remember_here();
                    self.select(event);
                },
                Err(reason) => self.set_preview(Preview::Rejected(reason)),
            },
            PromptKind::Note(event) => {
                self.panel = None;
                return self.save_note_line(event, &text);
            },
            PromptKind::Export(format) => return self.accept_export_name(format, text),
        }
        Vec::new()
    }

    /// Restores the state before the line was opened.
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

    /// Updates the preview, the completions and, for a query that was edited, the list.
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
                    self.apply_typed();
                }
            },
            PromptKind::Note(_) => {},
            PromptKind::Export(_) => self.set_preview(Preview::Live),
            PromptKind::Date if text.trim().is_empty() => self.set_preview(Preview::Live),
            PromptKind::Date => {
                let preview = match self.date_target(text.trim()) {
                    Ok(event) => Preview::GoesTo(event),
                    Err(reason) => Preview::Rejected(reason),
                };
                self.set_preview(preview);
            },
        }
    }

    /// Applies the query as typed so far, or says what is wrong with it and leaves the list as it is.
    fn apply_typed(&mut self) {
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
    fn date_target(&self, text: &str) -> Result<Ref<Event>, String> {
        let here = self.selected_position();
        // Gaps are not known before all matches are.
        let timeline = (!self.is_searching()).then_some(&self.timeline);
        navigation::find(text, &self.chronology, &self.index, &self.selection, timeline, here)
            .map_err(|error| error.to_string())
    }

    /// Shows an older or newer query instead of this one.
    fn recall(&mut self, older: bool) {
        let Some(Panel::Prompt(prompt)) = &mut self.panel else { return };
        if prompt.kind != PromptKind::Query {
            return;
        }
        let next = match (prompt.recalled, older) {
            (None, true) => Some(0),
            (None, false) => None,
            (Some(shown), true) => Some(shown + 1),
            (Some(shown), false) => shown.checked_sub(1),
        };
        let line = next.map_or(Some(""), |back| {
            self.prompt_history
                .len()
                .checked_sub(back + 1)
                .and_then(|position| self.prompt_history.get(position))
                .map(String::as_str)
        });
        if let Some(line) = line {
            prompt.input = Input::new(line.to_owned());
            prompt.recalled = next;
            self.refresh_prompt(true);
        }
    }

    fn add_to_prompt_history(&mut self, line: String) {
        if line.is_empty() || self.prompt_history.last() == Some(&line) {
            return;
        }
        self.prompt_history.push(line);
        if self.prompt_history.len() > HISTORY_LIMIT {
            self.prompt_history.remove(0);
        }
    }
}
