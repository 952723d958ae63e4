//! Editing the query by keys and clicks. Every edit of the [`Query`](crate::query::Query) is in the history.

use super::state::App;
use crate::keymap::Action;
use crate::query::Query;

impl App {
    /// Country keys, the mode of the countries, the strip, and clearing the query.
    pub(super) fn edit_query(&mut self, action: &Action) {
        let query = match action {
            Action::Country(country) => self.query.cycle_country(self.chronology.countries[*country].code),
            Action::CycleCountryMode => self.query.cycle_country_mode(),
            Action::FilterTime(window) => self.query.with_window(*window),
            Action::DragTime(window) => return self.set_query(self.query.with_window(*window)),
            Action::ClearQuery => Query::default(),
            _ => return,
        };
        self.ask(query);
    }

    /// Sets the query, with an entry in the history.
    pub(super) fn ask(&mut self, query: Query) {
        if query == self.query {
            return;
        }
        self.remember_here();
        self.set_query(query);
    }

    /// Sets the query and shows the page of the selected event: the same as before or, if it does not match, the nearest.
    pub(super) fn set_query(&mut self, query: Query) {
        let before = self.selected();
        // Remembered, so that the event is selected again when it matches again.
        self.last_selected = self.last_selected.or(before);
        self.query = query;
        self.refresh_selection();
        self.close_page();
        if self.selected() != before {
            self.rewind();
        }
    }
}
