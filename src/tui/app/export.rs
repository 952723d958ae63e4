//! The export of what the query has: a format is chosen, a name is typed, and the file is written beside the loop.
//!
//! A file that exists is never written over without being asked about. Where nothing could be written, the line with the
//! name comes back and says why, so that it can be mended.

use clap::ValueEnum;

use super::choice::ChoiceRow;
use super::{App, ChoiceKind, Preview, PromptKind};
use crate::export::Format;
use crate::export::save::Existing;
use crate::keymap::Action;
use crate::tui::effect::{Effect, ExportRequest};
use crate::tui::message::{ExportProgress, Notice};

/// The longest name that is proposed, in characters, without its extension.
const NAME_LIMIT: usize = 48;

/// An export that was asked for.
#[derive(Debug, Clone)]
pub(super) struct Exporting {
    format: Format,
    /// The name as it was typed.
    name: String,
    /// How many events are written, of how many; nothing before and after it is written.
    reached: Option<(usize, usize)>,
}

impl App {
    /// The formats to choose from; while an export is written, what can be done about that one.
    pub(super) fn export_rows(&self) -> Vec<ChoiceRow> {
        if let Some(Exporting { name, reached: Some((written, all)), .. }) = &self.exporting {
            let about = format!("{name}: {written} of {all} events are written; nothing is then left of it");
            return vec![row("break off", &about, Action::CancelExport)];
        }
        let formats = Format::value_variants().iter().enumerate();
        formats.map(|(place, format)| row(&format.name(), &format.about(), Action::ExportAs(place))).collect()
    }

    /// What can be done where a file has the name already.
    pub(super) fn in_the_way_rows(&self) -> Vec<ChoiceRow> {
        vec![
            row("keep it", "Type another name", Action::ExportElsewhere),
            row("replace it", "Write the export in its place", Action::ReplaceExported),
        ]
    }

    /// The name of the file that is in the way of the export.
    #[must_use]
    pub fn export_name(&self) -> &str {
        self.exporting.as_ref().map_or("", |exporting| &exporting.name)
    }

    /// Asks for the name of the file in the format with this place.
    pub(super) fn export_as(&mut self, place: usize) {
        let Some(format) = Format::value_variants().get(place) else { return };
        let name = format!("{}{}", self.export_stem(), format.extension());
        self.open_prompt(PromptKind::Export(*format), name);
    }

    /// Asks for another name, beginning with the one that was typed.
    pub(super) fn export_elsewhere(&mut self) {
        if let Some(Exporting { format, name, .. }) = self.exporting.take() {
            self.open_prompt(PromptKind::Export(format), name);
        }
    }

    /// Writes the export in the place of the file that has its name.
    pub(super) fn replace_exported(&mut self) -> Vec<Effect> {
        match self.exporting.take() {
            Some(Exporting { format, name, .. }) => self.order_export(format, name, Existing::Replace),
            None => Vec::new(),
        }
    }

    /// Orders the export under the name that was typed.
    pub(super) fn take_export_name(&mut self, format: Format, name: String) -> Vec<Effect> {
        if name.is_empty() {
            self.set_preview(Preview::Nowhere("type a name".to_owned()));
            return Vec::new();
        }
        self.panel = None;
        self.order_export(format, name, Existing::Keep)
    }

    fn order_export(&mut self, format: Format, name: String, existing: Existing) -> Vec<Effect> {
        let events: Vec<_> = self.selection.events().collect();
        self.exporting = Some(Exporting { format, name: name.clone(), reached: Some((0, events.len())) });
        self.notice = Some(Notice::Done(format!("writing {name} …")));
        vec![Effect::Export(ExportRequest { events, format, name, existing })]
    }

    /// Takes in how far the export is. A line or a list that the reader has opened meanwhile stays open.
    pub(super) fn take_export_progress(&mut self, progress: ExportProgress) {
        let Some(exporting) = &mut self.exporting else { return };
        let busy = self.panel.is_some();
        match progress {
            ExportProgress::Writing(written, all) => {
                exporting.reached = Some((written, all));
                // What another action has said meanwhile is not taken from the screen.
                if self.notice.is_none() {
                    let words = format!("writing {}: {written} of {all} events", exporting.name);
                    self.notice = Some(Notice::Done(words));
                }
            },
            ExportProgress::Written(words) => {
                self.exporting = None;
                self.notice = Some(Notice::Done(words));
            },
            ExportProgress::Cancelled => {
                self.notice = Some(Notice::Done(format!("{} is not written", exporting.name)));
                self.exporting = None;
            },
            ExportProgress::Exists(words) if busy => self.give_up_export(format!("{words}, and is left as it is")),
            ExportProgress::Exists(_) => {
                exporting.reached = None;
                self.notice = None;
                self.open_choice(ChoiceKind::InTheWay);
            },
            ExportProgress::Failed(words) if busy => self.give_up_export(words),
            ExportProgress::Failed(words) => {
                self.notice = None;
                self.export_elsewhere();
                self.set_preview(Preview::Nowhere(words));
            },
        }
    }

    fn give_up_export(&mut self, words: String) {
        self.exporting = None;
        self.notice = Some(Notice::Failed(words));
    }

    /// The name that is proposed for the file: the query, or the title of the chronology, in the letters and digits that
    /// stand in it.
    fn export_stem(&self) -> String {
        let words = if self.query.is_empty() { self.chronology.title.to_string() } else { self.query.to_string() };
        let mut stem = String::new();
        for part in words.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
            if !stem.is_empty() && stem.chars().count() + 1 + part.chars().count() > NAME_LIMIT {
                break;
            }
            stem.push_str(if stem.is_empty() { "" } else { "-" });
            stem.extend(part.to_lowercase().chars().take(NAME_LIMIT));
        }
        if stem.is_empty() { "events".to_owned() } else { stem }
    }
}

fn row(label: &str, about: &str, action: Action) -> ChoiceRow {
    ChoiceRow {
        heading: String::new(),
        keys: String::new(),
        label: label.to_owned(),
        about: about.to_owned(),
        action,
        unavailable: None,
    }
}
