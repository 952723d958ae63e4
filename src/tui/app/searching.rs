//! Searching for words in a chronology that is so large that it takes longer than a key may: the first matches, those near
//! the selected event, are found at once, and the search continues in the background.

use super::state::App;
use crate::keymap::Action;
use crate::query::{FacetRow, Field, Query, Search, Selection, facets, facets_found};
use crate::timeline::Timeline;

impl App {
    /// Updates the selection after the query changed. A search for other words is cancelled.
    pub(super) fn refresh_selection(&mut self) {
        let running = self.search.take().filter(|search| {
            let is_same = search.is_for(&self.query);
            if !is_same {
                search.cancel();
            }
            is_same && !search.is_finished()
        });
        let near = self.last_selected.or_else(|| self.selected());
        self.search = running.or_else(|| {
            let search = self.index.search(&self.chronology, &self.query, near);
            self.new_search.clone_from(&search);
            search
        });
        self.selection = match &self.search {
            Some(search) => self.index.select_found(&self.chronology, &self.query, search),
            None => self.index.select(&self.chronology, &self.query),
        };
        // A time without matches may not be searched yet.
        self.timeline =
            if self.is_searching() { Timeline::default() } else { Timeline::new(&self.index, &self.selection) };
    }

    /// Updates the selection after the index changed: a running search uses the old one.
    pub(super) fn restart_selection(&mut self) {
        self.search.take().iter().for_each(Search::cancel);
        self.refresh_selection();
    }

    /// Shows what the search has found. The visible rows stay where they are.
    pub(super) fn take_found(&mut self) {
        if self.search.is_none() {
            return;
        }
        let before = self.selected();
        let row = self.selected_position().map_or(0, |position| position.saturating_sub(self.top));
        self.last_selected = self.last_selected.or(before);
        self.refresh_selection();
        self.top = self.selected_position().map_or(0, |position| position.saturating_sub(row));
        if self.selected() != before {
            self.scroll = 0;
        }
    }

    /// Whether the search is still running, so that there may be more matches than are shown.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        self.search.is_some()
    }

    /// Why an action that needs all matches cannot work yet.
    pub(super) fn waits_for_search(&self, action: &Action) -> Option<String> {
        let waits = matches!(action, Action::NextGap | Action::PreviousGap | Action::Export);
        (waits && self.is_searching()).then(|| "wait until the search is finished".to_owned())
    }

    /// The values of a field under the rest of the query, among the matches so far.
    pub(super) fn facets_of(&self, field: Field) -> Vec<FacetRow> {
        match &self.search {
            Some(search) => facets_found(&self.index, &self.chronology, &self.query, field, search),
            None => facets(&self.index, &self.chronology, &self.query, field),
        }
    }

    /// The conditions of the query without which some event matches, as text, with the number of events that then match.
    /// Those that would need a long search are left out.
    #[must_use]
    pub fn remedies(&self) -> Vec<(String, usize)> {
        let known = |query: &Query| self.index.answers_at_once(query);
        let count = |query: &Query| self.index.select(&self.chronology, query).len();
        let conditions = self.query.conditions().into_iter().filter(|(_, rest)| known(rest));
        conditions.map(|(words, rest)| (words, count(&rest))).filter(|(_, count)| *count > 0).collect()
    }
}

/// The number of matches, while more may be found.
pub fn so_far(selection: &Selection) -> String {
    format!("{} so far", selection.len())
}
