//! The facets: the values of the matching events, field by field, each with its count. Choosing one edits the query.

use summits_chronology::text;

use super::line::edit_line;
use super::panel::{FacetsPanel, Panel};
use super::state::App;
use super::step::step;
use crate::keymap::Action;
use crate::query::FacetRow;
use crate::tui::effect::Effect;

impl App {
    pub(super) fn open_facets(&mut self) {
        self.panel = Some(Panel::Facets(FacetsPanel::new(self.chronology.is_layered())));
    }

    /// The values of the field that is shown, with their counts under the rest of the query.
    #[must_use]
    pub fn facet_rows(&self, panel: &FacetsPanel) -> Vec<FacetRow> {
        let needle = text::fold(panel.filter.value());
        let mut rows = self.facets_of(panel.field());
        rows.retain(|row| text::fold(&row.name).contains(&needle) || text::fold(&row.value).contains(&needle));
        rows
    }

    pub(super) fn update_facets(&mut self, action: Action) -> Vec<Effect> {
        let rows = match &self.panel {
            Some(Panel::Facets(panel)) => self.facet_rows(panel),
            _ => return Vec::new(),
        };
        let height = usize::from(self.screen().body.height.saturating_sub(4)).max(1);
        let Some(Panel::Facets(panel)) = &mut self.panel else { return Vec::new() };
        let last = rows.len().saturating_sub(1);
        panel.cursor = panel.cursor.min(last);
        match &action {
            moved if step(moved, height).is_some() => {
                let by = step(moved, height).unwrap_or(0);
                panel.cursor = panel.cursor.saturating_add_signed(by).min(last);
            },
            Action::Scroll(_, lines) => panel.cursor = panel.cursor.saturating_add_signed(*lines).min(last),
            Action::Choose(row) => {
                panel.cursor = (*row).min(last);
                self.apply_facet(&rows, true);
            },
            Action::Accept if panel.filtering => panel.filtering = false,
            Action::Cancel if panel.filtering => panel.show_all(),
            Action::Accept | Action::Cancel | Action::Leave | Action::OpenFacets => self.panel = None,
            Action::Include => self.apply_facet(&rows, true),
            Action::Exclude => self.apply_facet(&rows, false),
            Action::NextField | Action::SwitchPane => panel.turn(1),
            Action::PreviousField => panel.turn(-1),
            Action::FilterFacet | Action::EditQuery => panel.filtering = true,
            other if panel.filtering => {
                if edit_line(&mut panel.filter, other) {
                    panel.cursor = 0;
                }
            },
            // Everything else acts on the main view, which is visible beside the facets.
            _ => return self.update_main(action),
        }
        Vec::new()
    }

    fn apply_facet(&mut self, rows: &[FacetRow], include: bool) {
        let Some(Panel::Facets(panel)) = &self.panel else { return };
        let (field, cursor) = (panel.field(), panel.cursor);
        let Some(row) = rows.get(cursor) else { return };
        let query = if include { self.query.toggle(field, &row.value) } else { self.query.exclude(field, &row.value) };
        self.ask(query);
        self.follow_facet(&row.value);
    }

    /// Keeps the cursor on the value that was chosen: the rows are ordered by counts, which change.
    fn follow_facet(&mut self, value: &str) {
        let Some(Panel::Facets(panel)) = &self.panel else { return };
        let position = self.facet_rows(panel).iter().position(|row| row.value == value);
        if let (Some(position), Some(Panel::Facets(panel))) = (position, &mut self.panel) {
            panel.cursor = position;
        }
    }
}
