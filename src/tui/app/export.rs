//! Exporting the matching events: the reader chooses a format and types a name, and the file is written in the background.
//!
//! An existing file is never replaced without asking. If nothing could be written, the line with the name opens again and
//! says why, so that the reader can correct it.

use clap::ValueEnum;

use super::panel::{ChoiceKind, ChoiceRow, Preview, PromptKind};
use super::state::{App, Exporting};
use crate::export::Format;
use crate::export::save::Existing;
use crate::keymap::Action;
use crate::tui::effect::{Effect, ExportRequest};
use crate::tui::message::{ExportProgress, Notice};

/// The most characters of a proposed name, without its extension.
const NAME_LIMIT: usize = 48;

impl App {
    /// The formats to choose from; while an export is being written, the choice to cancel it.
    pub(super) fn export_rows(&self) -> Vec<ChoiceRow> {
        if let Some(Exporting { name, progress: Some((written, all)), .. }) = &self.exporting {
            let about = format!("{name}: {written} of {all} events written; nothing is kept");
            return vec![row("cancel", &about, Action::CancelExport)];
        }
        let formats = Format::value_variants().iter().enumerate();
        formats.map(|(number, format)| row(&format.name(), &format.about(), Action::ExportAs(number))).collect()
    }

    /// What to do with the existing file.
    pub(super) fn file_exists_rows(&self) -> Vec<ChoiceRow> {
        vec![
            row("keep it", "Type another name", Action::ExportElsewhere),
            row("replace it", "Replace it by the export", Action::ReplaceExported),
        ]
    }

    /// The name of the export.
    #[must_use]
    pub fn export_name(&self) -> &str {
        self.exporting.as_ref().map_or("", |exporting| &exporting.name)
    }

    /// Asks for the name of the file in the format with this number.
    pub(super) fn export_as(&mut self, number: usize) {
        let Some(format) = Format::value_variants().get(number) else { return };
        let name = format!("{}{}", self.export_stem(), format.extension());
        self.open_prompt(PromptKind::Export(*format), name);
    }

    /// Asks for the name again, beginning with the one that was typed.
    pub(super) fn export_elsewhere(&mut self) {
        if let Some(Exporting { format, name, .. }) = self.exporting.take() {
            self.open_prompt(PromptKind::Export(format), name);
        }
    }

    /// Replaces the existing file by the export.
    pub(super) fn replace_exported(&mut self) -> Vec<Effect> {
        match self.exporting.take() {
            Some(Exporting { format, name, .. }) => self.start_export(format, name, Existing::Replace),
            None => Vec::new(),
        }
    }

    /// Starts the export under the name that was typed.
    pub(super) fn accept_export_name(&mut self, format: Format, name: String) -> Vec<Effect> {
        if name.is_empty() {
            self.set_preview(Preview::Rejected("type a name".to_owned()));
            return Vec::new();
        }
        self.panel = None;
        self.start_export(format, name, Existing::Keep)
    }

    fn start_export(&mut self, format: Format, name: String, existing: Existing) -> Vec<Effect> {
        let events: Vec<_> = self.selection.events().collect();
        self.exporting = Some(Exporting { format, name: name.clone(), progress: Some((0, events.len())) });
        self.notice = Some(Notice::Done(format!("writing {name} …")));
        vec![Effect::Export(ExportRequest { events, format, name, existing })]
    }

    /// Shows how far the export is. A line or a list that the reader has opened meanwhile stays open.
    pub(super) fn take_export_progress(&mut self, progress: ExportProgress) {
        let Some(exporting) = &mut self.exporting else { return };
        let busy = self.panel.is_some();
        match progress {
            ExportProgress::Writing(written, all) => {
                exporting.progress = Some((written, all));
                // A notice of another action stays.
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
                self.notice = Some(Notice::Done(format!("export to {} cancelled", exporting.name)));
                self.exporting = None;
            },
            ExportProgress::Exists(words) if busy => self.give_up_export(format!("{words}; it was not replaced")),
            ExportProgress::Exists(_) => {
                exporting.progress = None;
                self.notice = None;
                self.open_choice(ChoiceKind::FileExists);
            },
            ExportProgress::Failed(words) if busy => self.give_up_export(words),
            ExportProgress::Failed(words) => {
                self.notice = None;
                self.export_elsewhere();
                self.set_preview(Preview::Rejected(words));
            },
        }
    }

    fn give_up_export(&mut self, words: String) {
        self.exporting = None;
        self.notice = Some(Notice::Failed(words));
    }

    /// The proposed name of the file: the letters and digits of the query, or of the title of the chronology.
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
