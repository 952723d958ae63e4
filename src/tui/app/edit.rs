//! Opening the file of an event in the reader's editor.

use std::path::Path;

use summits_chronology::chronology::{Event, Ref};

use super::state::App;
use crate::tui::effect::Effect;

impl App {
    /// Why the selected event cannot be edited; `None` where it can.
    pub(super) fn uneditable(&self) -> Option<String> {
        let directory = self.selected().and_then(|event| self.directory_of(event));
        let reason = match (directory, self.editor) {
            (None, _) if self.chronology.is_layered() => {
                "this event is in the built-in chronology, which cannot be edited"
            },
            (None, _) => {
                "the built-in chronology cannot be edited; to edit a copy: summits-tui export --format toml -o DIR, then \
                 --data DIR"
            },
            (Some(_), _) => return self.without_editor(),
        };
        Some(reason.to_owned())
    }

    /// Why no file can be edited; `None` where the reader has named an editor.
    pub(super) fn without_editor(&self) -> Option<String> {
        (!self.editor).then(|| "no editor is named: set VISUAL or EDITOR".to_owned())
    }

    /// Opens the file of the selected event, at the line on which it begins.
    pub(super) fn edit_event(&mut self) -> Vec<Effect> {
        let Some(event) = self.selected() else { return Vec::new() };
        let (location, directory) = (self.chronology.file_line(event), self.directory_of(event));
        let (Some(location), Some(directory)) = (location, directory) else { return Vec::new() };
        vec![Effect::EditFile { path: directory.join(location.file), line: location.line }]
    }

    /// The directory that an event was read from.
    fn directory_of(&self, event: Ref<Event>) -> Option<&Path> {
        self.directories.get(self.chronology.layer_of(event).position())?.as_deref()
    }
}
