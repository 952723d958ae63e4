//! Searching for words in a chronology so large that it takes longer than a key may: the first matches, those around the
//! reader, are there with the key, and the search goes on beside the loop.

use super::App;
use crate::keymap::Action;
use crate::query::{FacetRow, Field, Query, Search, Selection, facets, facets_found};
use crate::timeline::Timeline;

impl App {
    /// Selects anew after the query changed. A search for other words is given up.
    pub(super) fn refresh_selection(&mut self) {
        let running = self.search.take().filter(|search| {
            let wanted = search.is_for(&self.query);
            if !wanted {
                search.cancel();
            }
            wanted && !search.is_finished()
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
        // A time without a match may be one that is not searched yet.
        self.timeline =
            if self.is_searching() { Timeline::default() } else { Timeline::new(&self.index, &self.selection) };
    }

    /// Selects anew after the index changed, in which a search that goes on does not look.
    pub(super) fn restart_selection(&mut self) {
        self.search.take().iter().for_each(Search::cancel);
        self.refresh_selection();
    }

    /// Takes in what the search has found meanwhile. The rows stay where they are under the reader's eyes.
    pub(super) fn take_found(&mut self) {
        if self.search.is_none() {
            return;
        }
        let before = self.selected();
        let row = self.selected_position().map_or(0, |place| place.saturating_sub(self.top));
        self.last_selected = self.last_selected.or(before);
        self.refresh_selection();
        self.top = self.selected_position().map_or(0, |place| place.saturating_sub(row));
        if self.selected() != before {
            self.scroll = 0;
        }
    }

    /// Whether the search for the words of the query still goes on, so that there may be more matches than are shown.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        self.search.is_some()
    }

    /// Why an action has to wait for the search, if it has to.
    pub(super) fn waits_for_search(&self, action: &Action) -> Option<String> {
        let waits = matches!(action, Action::NextGap | Action::PreviousGap | Action::Export);
        (waits && self.is_searching()).then(|| "the search for the words still goes on".to_owned())
    }

    /// The values of a field under the rest of the query, as far as it is searched.
    pub(super) fn facets_of(&self, field: Field) -> Vec<FacetRow> {
        match &self.search {
            Some(search) => facets_found(&self.index, &self.chronology, &self.query, field, search),
            None => facets(&self.index, &self.chronology, &self.query, field),
        }
    }

    /// The conditions of the query without which some event matches, each as the query writes it, with the number of
    /// events that there are then. One that only a long search could tell of is left out.
    #[must_use]
    pub fn remedies(&self) -> Vec<(String, usize)> {
        let known = |query: &Query| self.index.answers_at_once(query);
        let count = |query: &Query| self.index.select(&self.chronology, query).len();
        let conditions = self.query.conditions().into_iter().filter(|(_, rest)| known(rest));
        conditions.map(|(words, rest)| (words, count(&rest))).filter(|(_, count)| *count > 0).collect()
    }
}

/// How many events there are, as it is said while more may be found.
pub fn so_far(selection: &Selection) -> String {
    format!("{} so far", selection.len())
}
