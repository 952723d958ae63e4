//! Annotations: the reader's marks and notes on events.

use std::sync::Arc;

use summits_chronology::chronology::{AnnotationChange, Annotations, Event, Layer, Ref, own_id};

use super::state::App;
use crate::keymap::Action;
use crate::query::Query;
use crate::tui::effect::Effect;
use crate::tui::message::Notice;

/// The query that lists what is marked.
const MARKED: &str = "is:marked";
/// Replaces the end of a line of the note where the note is edited in one line.
const LINE_END: &str = " ¶ ";

impl App {
    /// Marks the selected event, or removes the mark.
    pub(super) fn toggle_mark(&mut self) -> Vec<Effect> {
        let Some(event) = self.selected() else { return Vec::new() };
        let marked = self.chronology.annotation(event).is_some_and(|annotation| annotation.marked);
        self.notice = Some(Notice::Done(if marked { "mark removed" } else { "marked" }.to_owned()));
        self.annotate(event, AnnotationChange::Mark(!marked))
    }

    /// Lists the marked events; the same key goes back to where the reader was.
    pub(super) fn list_marked(&mut self) -> Vec<Effect> {
        if self.query.to_string() == MARKED && self.history.can_go_back() {
            return self.update(Action::JumpBack);
        }
        if let Ok(query) = Query::parse(MARKED, &self.chronology) {
            self.ask(query);
        }
        Vec::new()
    }

    /// Opens the note of the selected event: in the reader's editor or, without one, in a line.
    pub(super) fn write_note(&mut self) -> Vec<Effect> {
        let Some(event) = self.selected() else { return Vec::new() };
        let note = self.note_of(event).to_owned();
        if self.editor {
            let id = own_id(&self.chronology[event].id).to_owned();
            return vec![Effect::EditNote { event, id, note }];
        }
        self.open_note_prompt(event, &note.replace('\n', LINE_END));
        Vec::new()
    }

    /// Saves a note that was written in one line.
    pub(super) fn save_note_line(&mut self, event: Ref<Event>, line: &str) -> Vec<Effect> {
        let note = line.replace(LINE_END, "\n");
        self.save_note(event, &note)
    }

    /// Saves a note, unless it has not changed.
    pub(super) fn save_note(&mut self, event: Ref<Event>, written: &str) -> Vec<Effect> {
        let note = summits_chronology::text::clean(written.trim_end()).into_owned();
        if note == self.note_of(event) {
            return Vec::new();
        }
        self.notice = Some(Notice::Done(if note.is_empty() { "note removed" } else { "note saved" }.to_owned()));
        self.annotate(event, AnnotationChange::Note(note))
    }

    /// Replaces the annotations of a layer: after a change, and when the notebook contains what another process wrote. Mostly
    /// they are the same as before, and few queries depend on them.
    pub(super) fn set_annotations(&mut self, layer: Ref<Layer>, annotations: Annotations) {
        if self.chronology.annotations(layer) == Some(&annotations) {
            return;
        }
        let before = self.selected();
        self.last_selected = self.last_selected.or(before);
        Arc::make_mut(&mut self.chronology).set_annotations(layer, annotations);
        Arc::make_mut(&mut self.index).annotate(&self.chronology);
        if self.query.depends_on_annotations() {
            self.restart_selection();
        }
        if self.selected() != before {
            self.rewind();
        }
    }

    fn annotate(&mut self, event: Ref<Event>, change: AnnotationChange) -> Vec<Effect> {
        let (layer, id) = (self.chronology.layer_of(event), own_id(&self.chronology[event].id).to_owned());
        let mut annotations = self.chronology.annotations(layer).cloned().unwrap_or_default();
        annotations.apply(&id, &change);
        self.set_annotations(layer, annotations);
        vec![Effect::Annotate { layer, event: id, change }]
    }

    fn note_of(&self, event: Ref<Event>) -> &str {
        self.chronology.annotation(event).map_or("", |annotation| &annotation.note)
    }
}
