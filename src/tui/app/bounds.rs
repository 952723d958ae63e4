//! After every change, the list, the page and the comparison are brought back within what there is to show.

use super::state::App;

impl App {
    /// Restores the invariants of the list, the page and the comparison.
    pub(super) fn keep_in_bounds(&mut self) {
        self.keep_comparison();
        let Some(position) = self.selected_position() else {
            self.main.close_page();
            (self.top, self.scroll, self.link) = (0, 0, None);
            return;
        };
        let (last, around) = (self.selection.len().saturating_sub(1), self.rows_around());
        // The list does not scroll beyond its end, and a few events stay visible on either side of the selected one.
        let top = self.top.min(self.top_showing(0, last));
        let top = self.top_showing(top, (position + around).min(last)).min(position.saturating_sub(around));
        self.top = self.top_showing(top, position);
        self.keep_page();
    }

    /// The least change of `top` that shows the event at this position in the list.
    pub(super) fn top_showing(&self, top: usize, position: usize) -> usize {
        self.timeline.top_showing(&self.chronology, &self.selection, top, self.screen().list_rows(), position)
    }

    /// How many events stay visible above and below the selected one.
    pub(super) fn rows_around(&self) -> usize {
        (self.screen().list_rows() / 5).min(3)
    }

    /// The greatest scroll at which the page still fills its pane.
    pub(super) fn last_scroll(&self) -> usize {
        let rows = self.page_size().map_or(0, |(_, rows)| rows);
        self.page().map_or(0, |page| page.lines.len().saturating_sub(rows))
    }
}
