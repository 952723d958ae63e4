//! The files of the chronology: opening an event where it stands in them.

use crate::tui::effect::Effect;

use super::App;

impl App {
    /// Why the selected event cannot be edited; `None` where it can.
    pub(super) fn uneditable(&self) -> Option<String> {
        let reason = match (&self.directory, self.editor) {
            (None, _) => {
                "this chronology is inside the program; to edit a copy: summits-tui export --format toml -o DIR, then \
                 --data DIR"
            },
            (_, false) => "no editor is named: set VISUAL or EDITOR",
            (Some(_), true) => return None,
        };
        Some(reason.to_owned())
    }

    /// Opens the file of the selected event, at the line on which it begins.
    pub(super) fn edit_event(&mut self) -> Vec<Effect> {
        let origin = self.selected().and_then(|event| self.chronology.origin(event));
        let (Some(origin), Some(directory)) = (origin, &self.directory) else { return Vec::new() };
        vec![Effect::EditFile { path: directory.join(origin.file), line: origin.line }]
    }
}
