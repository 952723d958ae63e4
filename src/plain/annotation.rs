//! Marks and notes. Each is written to the notebook at once; if that fails, it stays in memory and the answer says so.

use summits_chronology::chronology::{AnnotationChange, own_id};
use summits_chronology::text;

use super::session::Session;

impl Session {
    pub(super) fn mark(&mut self) -> Result<Vec<String>, String> {
        let event = self.here()?;
        let marked = self.chronology.annotation(event).is_some_and(|annotation| annotation.marked);
        let lines = if marked { "Mark removed." } else { "Marked." };
        self.annotate(AnnotationChange::Mark(!marked), lines)
    }

    /// Adds a line to the note, so that nothing the user wrote is overwritten. Without a line, reads the note.
    pub(super) fn note(&mut self, line: &str) -> Result<Vec<String>, String> {
        let note = self.own_note()?;
        match (line, note.is_empty()) {
            ("", true) => Err("You have no note on this event; note followed by a text writes one.".to_owned()),
            ("", false) => Ok(note.lines().map(str::to_owned).collect()),
            (line, true) => self.annotate(AnnotationChange::Note(line.to_owned()), "Note written."),
            (line, false) => {
                self.annotate(AnnotationChange::Note(format!("{note}\n{line}")), "Line added to your note.")
            },
        }
    }

    pub(super) fn edit(&mut self) -> Result<Vec<String>, String> {
        let note = self.own_note()?;
        let name = format!("{}.txt", own_id(&self.chronology[self.here()?].id));
        let written = (self.outside.edit)(&name, &note).map_err(|reason| format!("{}.", text::capitalised(&reason)))?;
        let written = text::clean(written.trim_end()).into_owned();
        match written.is_empty() {
            _ if written == note => Ok(vec!["Your note has not changed.".to_owned()]),
            true => self.erase(),
            false => self.annotate(AnnotationChange::Note(written), "Note written."),
        }
    }

    pub(super) fn erase(&mut self) -> Result<Vec<String>, String> {
        let note = self.own_note()?;
        if note.is_empty() {
            return Err("You have no note on this event.".to_owned());
        }
        let mut lines = self.annotate(AnnotationChange::Note(String::new()), "Note deleted. It was:")?;
        lines.extend(note.lines().map(str::to_owned));
        Ok(lines)
    }

    /// The user's note on the event; empty if there is none.
    fn own_note(&self) -> Result<String, String> {
        let annotation = self.chronology.annotation(self.here()?);
        Ok(annotation.map(|annotation| annotation.note.clone()).unwrap_or_default())
    }

    /// Writes a change to the notebook, and applies what another instance wrote there. The selection does not change, even if
    /// the query is about marks or notes: a list must not change while it is read.
    fn annotate(&mut self, change: AnnotationChange, lines: &str) -> Result<Vec<String>, String> {
        let event = self.here()?;
        let (layer, id) = (self.chronology.layer_of(event), own_id(&self.chronology[event].id));
        let notebook = self.notebooks.get_mut(layer.position()).ok_or("This chronology has no notebook.")?;
        let written = notebook.change(id, change);
        let annotations = notebook.annotations().clone();
        self.chronology.set_annotations(layer, annotations);
        self.index.annotate(&self.chronology);
        let mut lines = vec![lines.to_owned()];
        lines.extend(written.err().map(|error| format!("But {}.", error.while_running())));
        Ok(lines)
    }
}
