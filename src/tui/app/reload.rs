//! A chronology whose files change while it is browsed: the new version replaces the old one where the reader is, or a
//! report of the errors opens over the last good version.

use std::sync::Arc;

use summits_chronology::chronology::{Event, Item, Ref};

use super::main_view::MainView;
use super::pages::PageCache;
use super::panel::{DiagnosticsPanel, Panel};
use super::state::{App, Reload};
use super::step::step;
use crate::keymap::Action;
use crate::navigation::HistoryEntry;
use crate::query::Query;
use crate::tui::effect::Effect;
use crate::tui::message::{Notice, ReloadedChronology};

impl App {
    /// Applies a reload. While a prompt or a list is open, it waits: what is open refers to the version that it was
    /// opened on.
    pub(super) fn take_reload(&mut self, reload: Reload) {
        if matches!(self.panel, Some(Panel::Prompt(_) | Panel::Facets(_) | Panel::Choice(_))) {
            self.waiting_reload = Some(reload);
            return;
        }
        self.panel = None;
        match reload {
            Ok(reloaded) => self.replace_chronology(reloaded),
            Err(diagnostics) => self.panel = Some(Panel::Diagnostics(DiagnosticsPanel { diagnostics, scroll: 0 })),
        }
    }

    /// Applies the reload that waits, once no panel is open.
    pub(super) fn take_waiting_reload(&mut self) {
        if self.panel.is_none()
            && let Some(reload) = self.waiting_reload.take()
        {
            self.take_reload(reload);
        }
    }

    /// Replaces the chronology that is browsed. The reader stays on the same event and in the same query, and the entries
    /// of the history are resolved again.
    fn replace_chronology(&mut self, reloaded: ReloadedChronology) {
        let ReloadedChronology { mut chronology, mut index, keymap, warnings } = reloaded;
        Arc::make_mut(&mut chronology).copy_annotations(&self.chronology);
        Arc::make_mut(&mut index).annotate(&chronology);
        // Pages of the old version would keep it in memory.
        self.pages = PageCache::default();
        let before = std::mem::replace(&mut self.chronology, chronology);
        let (after, selected) = (Arc::clone(&self.chronology), self.selected());
        let row = self.selected_position().map_or(0, |position| position.saturating_sub(self.top));
        let last_selected = self.last_selected.or(selected);
        let moved = |event: Ref<Event>| after.counterpart(&before[event]);
        let parsed = |query: &Query| Query::parse(&query.to_string(), &after);
        let item = |item: Item| item.same_in(&before, &after);
        self.history.update(|entry| {
            let opened = match entry.opened {
                Some(opened) => Some(item(opened)?),
                None => None,
            };
            let selected = entry.selected.and_then(moved);
            Some(HistoryEntry { query: parsed(&entry.query).ok()?, selected, opened, view: entry.view })
        });
        let was_open = self.main.opened().is_some();
        let opened = self.main.opened().and_then(|page| item(page.item));
        let words = "files changed, reloaded";
        self.notice = Some(match warnings {
            Some(warnings) => Notice::Failed(format!("{words} · {warnings}")),
            None => Notice::Done(words.to_owned()),
        });
        self.query = parsed(&self.query).unwrap_or_else(|error| {
            let words = format!("files changed, reloaded without the query: {error}");
            self.notice = Some(Notice::Failed(words));
            Query::default()
        });
        self.last_selected = last_selected.and_then(moved);
        (self.index, self.keymap) = (index, keymap);
        let comparing = self.main.leave_comparison();
        self.restart_selection();
        self.top = self.selected_position().map_or(0, |position| position.saturating_sub(row));
        let page = opened.and_then(|item| self.page_to_open(item));
        self.main = MainView::of_page(page, self.main.is_full_screen(), self.main.focus());
        // The page may have other links now.
        self.link = None;
        if was_open && self.main.opened().is_none() {
            self.rewind();
        }
        if selected.map(|event| &before[event].id) != self.selected().map(|event| &self.chronology[event].id) {
            self.rewind();
        } else if let Some(comparing) = comparing {
            self.compare_again(comparing);
        }
    }

    /// Does an action while the report is open: scrolls it, opens the file of the visible error, or closes it.
    pub(super) fn update_diagnostics(&mut self, action: &Action) -> Vec<Effect> {
        let (columns, rows) = self.diagnostics_size();
        let Some(Panel::Diagnostics(panel)) = &mut self.panel else { return Vec::new() };
        let last = panel.lines(columns).len().saturating_sub(rows);
        if matches!(action, Action::Leave | Action::Read | Action::Cancel) {
            self.panel = None;
            self.notice = Some(Notice::Failed("your files have errors; this is the last good version".to_owned()));
        } else if let Action::Scroll(_, lines) = action {
            panel.scroll = panel.scroll.saturating_add_signed(*lines).min(last);
        } else if let Some(step) = step(action, rows) {
            panel.scroll = panel.scroll.saturating_add_signed(step).min(last);
        } else if *action == Action::EditEvent {
            let error = panel.visible_error(columns);
            return error
                .map(|error| Effect::EditFile { path: error.path.clone(), line: error.line })
                .into_iter()
                .collect();
        } else {
            self.notice = Some(Notice::Failed("close the report first".to_owned()));
        }
        Vec::new()
    }

    /// The columns and rows of the report on the screen.
    #[must_use]
    pub fn diagnostics_size(&self) -> (usize, usize) {
        let screen = self.screen();
        let inner = screen.inner(screen.body);
        (usize::from(inner.width.saturating_sub(2)).max(1), usize::from(inner.height))
    }
}
