//! The history: where the reader is goes into it, and comes back from it.

use super::main_view::{MainView, ViewState};
use super::state::App;
use crate::navigation::{History, HistoryEntry};

impl App {
    pub(super) fn here(&self) -> HistoryEntry<ViewState> {
        let view = ViewState {
            full_screen: self.main.is_full_screen(),
            focus: self.main.focus(),
            scroll: self.scroll,
            link: self.link,
        };
        HistoryEntry {
            query: self.query.clone(),
            selected: self.selected().or(self.last_selected),
            opened: self.main.opened().map(|page| page.item),
            view,
        }
    }

    /// Adds the present query and page to the history, before the reader goes elsewhere.
    pub(super) fn remember_here(&mut self) {
        let here = self.here();
        self.history.push(here);
    }

    /// Goes back or forward, by the `step` of the history.
    pub(super) fn jump(
        &mut self,
        step: impl Fn(&mut History<ViewState>, HistoryEntry<ViewState>) -> Option<HistoryEntry<ViewState>>,
    ) {
        let here = self.here();
        let Some(HistoryEntry { query, selected, opened, view }) = step(&mut self.history, here) else { return };
        // Between events the reader stays in the pane in use; a page that was opened is viewed as it was before.
        let restored = self.main.opened().is_some() || opened.is_some();
        self.query = query;
        self.last_selected = selected;
        self.refresh_selection();
        let page = opened.and_then(|item| self.page_to_open(item));
        let (full_screen, focus) = match restored {
            true => (view.full_screen, view.focus),
            false => (self.main.is_full_screen(), self.main.focus()),
        };
        match MainView::of_page(page, full_screen, focus) {
            opened @ MainView::Opened(_) => self.main = opened,
            page @ (MainView::Browse(_) | MainView::Read(_) | MainView::Compare(..)) => self.main.show_below(page),
        }
        self.rewind();
        if full_screen == view.full_screen {
            (self.scroll, self.link) = (view.scroll, view.link);
        }
    }
}
