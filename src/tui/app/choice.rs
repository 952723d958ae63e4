//! Lists to choose from, searched by typing: all keys, all actions, the documents of an event, its links, what can be
//! copied from it, the formats of an export.
//!
//! The rows are derived from the registry or from the event each time they are shown; the state is the filter and the
//! cursor.

use summits_chronology::chronology::{Country, Document, Ref};
use summits_chronology::text;
use tui_input::Input;

use super::line::edit_line;
use super::panel::{Choice, ChoiceKind, ChoiceRow, Panel};
use super::state::App;
use super::step::step;
use crate::keymap::{Action, Context, Entry, Group, REGISTRY};
use crate::tui::effect::Effect;

impl App {
    pub(super) fn open_choice(&mut self, kind: ChoiceKind) {
        let context = self.context();
        self.panel = Some(Panel::Choice(Choice { kind, filter: Input::default(), cursor: 0, context }));
    }

    /// The rows that match the filter.
    #[must_use]
    pub fn choice_rows(&self, choice: &Choice) -> Vec<ChoiceRow> {
        let mut rows = match choice.kind {
            ChoiceKind::Help => self.help_rows(choice.context),
            ChoiceKind::Palette => self.palette_rows(choice.context),
            ChoiceKind::Documents => self.document_rows(),
            ChoiceKind::Links => self.link_rows(),
            ChoiceKind::Citations => self.citation_rows(),
            ChoiceKind::Formats => self.export_rows(),
            ChoiceKind::FileExists => self.file_exists_rows(),
        };
        let words: Vec<String> = choice.filter.value().split_whitespace().map(text::fold).collect();
        rows.retain(|row| {
            let all = text::fold(&format!("{} {} {} {}", row.heading, row.keys, row.label, row.about));
            let keys = row.keys.split_whitespace().any(|key| key == choice.filter.value().trim());
            keys || words.iter().all(|word| all.contains(word.as_str()))
        });
        rows
    }

    pub(super) fn update_choice(&mut self, action: Action) -> Vec<Effect> {
        let rows = match &self.panel {
            Some(Panel::Choice(choice)) => self.choice_rows(choice),
            _ => return Vec::new(),
        };
        let height = usize::from(self.screen().body.height.saturating_sub(3)).max(1);
        let Some(Panel::Choice(choice)) = &mut self.panel else { return Vec::new() };
        let last = rows.len().saturating_sub(1);
        match &action {
            moved if step(moved, height).is_some() => {
                let by = step(moved, height).unwrap_or(0);
                choice.cursor = choice.cursor.min(last).saturating_add_signed(by).min(last);
            },
            Action::Scroll(_, lines) => choice.cursor = choice.cursor.saturating_add_signed(*lines).min(last),
            Action::Choose(row) => {
                choice.cursor = (*row).min(last);
                return self.choose(&rows);
            },
            Action::Accept => return self.choose(&rows),
            Action::Cancel | Action::Leave => self.panel = None,
            other => {
                if edit_line(&mut choice.filter, other) {
                    choice.cursor = 0;
                }
            },
        }
        Vec::new()
    }

    /// Does the action of the focused row, as if its key had been pressed in the main view.
    fn choose(&mut self, rows: &[ChoiceRow]) -> Vec<Effect> {
        let Some(Panel::Choice(choice)) = self.close_panel() else { return Vec::new() };
        match rows.get(choice.cursor) {
            Some(row) => self.update(row.action.clone()),
            None => Vec::new(),
        }
    }

    /// Every action, those of `context` and of everywhere first, by group.
    fn help_rows(&self, context: Context) -> Vec<ChoiceRow> {
        let mut rows = Vec::new();
        let here = |entry: &&Entry| entry.contexts.contains(&context) || entry.contexts.contains(&Context::Global);
        rows.extend(REGISTRY.iter().filter(here).map(|entry| self.action_row(entry, context)));
        rows.extend(self.country_rows());
        rows.sort_by_key(|row| row.action.entry().map_or(Group::Filter, |entry| entry.group));
        let elsewhere = REGISTRY.iter().filter(|entry| !here(entry));
        rows.extend(elsewhere.filter_map(|entry| {
            let context = *entry.contexts.first()?;
            let row = self.action_row(entry, context);
            Some(ChoiceRow { heading: format!("{} · {}", row.heading, context.name()), ..row })
        }));
        rows
    }

    /// Every action that works in `context`, by name.
    fn palette_rows(&self, context: Context) -> Vec<ChoiceRow> {
        let mut rows: Vec<ChoiceRow> = REGISTRY
            .iter()
            .filter(|entry| entry.contexts.contains(&context) || entry.contexts.contains(&Context::Global))
            .map(|entry| self.action_row(entry, context))
            .collect();
        rows.extend(self.country_rows());
        rows.sort_by(|a, b| a.label.cmp(&b.label));
        rows
    }

    fn action_row(&self, entry: &Entry, context: Context) -> ChoiceRow {
        ChoiceRow {
            heading: entry.group.title().to_owned(),
            keys: self.keys(context, entry.action),
            label: entry.name.to_owned(),
            about: entry.help.to_owned(),
            action: entry.action.clone(),
            unavailable: self.unavailable(entry.action),
        }
    }

    /// The chords of an action as text.
    fn keys(&self, context: Context, action: &Action) -> String {
        let chords = self.keymap.chords(context, action);
        chords.iter().map(ToString::to_string).collect::<Vec<_>>().join("  ")
    }

    fn country_rows(&self) -> Vec<ChoiceRow> {
        let group = Group::Filter.title();
        let row = |(country, named): (Ref<Country>, &Country)| ChoiceRow {
            heading: group.to_owned(),
            keys: self.keys(Context::List, &Action::Country(country)),
            label: format!("country {}", named.code),
            about: format!("Events that involve {}; again: in which it took part; again: off", named.name),
            action: Action::Country(country),
            unavailable: None,
        };
        self.chronology.countries.entries().map(row).collect()
    }

    fn document_rows(&self) -> Vec<ChoiceRow> {
        let row = |(number, document): (usize, Ref<Document>)| ChoiceRow {
            heading: String::new(),
            keys: number.to_string(),
            label: self.document_words(document),
            about: self.chronology.documents[document].url.to_string(),
            action: Action::OpenDocumentNumber(number),
            unavailable: None,
        };
        (1..).zip(self.shown_documents()).map(row).collect()
    }

    /// `President of Russia: Talks were held`.
    pub(super) fn document_words(&self, document: Ref<Document>) -> String {
        let document = &self.chronology.documents[document];
        format!("{}: {}", self.chronology.publishers[document.publisher].name, document.title)
    }

    /// Opens the document of the focused link, or the only one; otherwise asks which.
    pub(super) fn open_document(&mut self) -> Vec<Effect> {
        let only = (self.cited_documents() == 1).then_some(1);
        if let Some(number) = self.chosen_document().or(only) {
            return self.open_document_number(number);
        }
        self.open_choice(ChoiceKind::Documents);
        Vec::new()
    }

    /// Opens the document with this number on the page.
    pub(super) fn open_document_number(&mut self, number: usize) -> Vec<Effect> {
        match self.numbered(number) {
            Some(document) => self.open_address(document),
            None => Vec::new(),
        }
    }
}
