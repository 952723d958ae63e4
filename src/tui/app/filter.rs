//! Editing the query by keys and clicks. Every way edits the same [`Query`](crate::query::Query) and can be gone back
//! from.

use super::App;
use crate::keymap::Action;
use crate::query::Query;

impl App {
    /// Country keys, the mode of the countries, the strip, and dropping the query.
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

    /// Puts another query in force, so that the reader can go back to the one before.
    pub(super) fn ask(&mut self, query: Query) {
        if query == self.query {
            return;
        }
        self.remember_here();
        self.set_query(query);
    }

    /// Puts another query in force. The selection stays on its event, or goes to the nearest one.
    pub(super) fn set_query(&mut self, query: Query) {
        let before = self.selected();
        // Held on to what was selected, the selection comes back to it when the query widens again.
        self.last_selected = self.last_selected.or(before);
        self.select_by(query);
        if self.selected() != before {
            self.rewind();
        }
    }
}
