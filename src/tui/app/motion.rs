//! Going from event to event, through time, and through a page.

use chrono::Datelike;
use summits_chronology::chronology::{Event, Item, Ref};

use super::main_view::{Focus, MainView};
use super::panel::Panel;
use super::state::App;
use super::step::step;
use crate::keymap::{Action, Pane};
use crate::timeline::ListRow;
use crate::tui::message::Notice;

impl App {
    /// Selects an event, and shows it from its beginning.
    pub(super) fn select(&mut self, event: Ref<Event>) {
        if self.selected() != Some(event) {
            self.rewind();
        }
        self.last_selected = Some(event);
        self.close_page();
    }

    /// Does the actions that move; others do nothing.
    pub(super) fn update_motion(&mut self, action: Action) {
        match action {
            Action::Select(event) => {
                self.main.set_focus(Focus::List);
                self.select(event);
            },
            Action::GoTo(Item::Event(event)) => self.go_to(event),
            Action::GoTo(item) => self.open_page(item),
            Action::Scroll(pane, lines) => self.scroll_pane(pane, lines),
            Action::NextYear => self.by_year(1),
            Action::PreviousYear => self.by_year(-1),
            Action::NextOfPair | Action::PreviousOfPair => self.by_pair(action == Action::NextOfPair),
            Action::NextGap | Action::PreviousGap => self.by_gap(action == Action::NextGap),
            Action::NextMatch => self.by_line(true, |page| &page.matches),
            Action::PreviousMatch => self.by_line(false, |page| &page.matches),
            Action::NextDocument => self.by_line(true, |page| &page.documents),
            Action::PreviousDocument => self.by_line(false, |page| &page.documents),
            other => self.by_lines(&other),
        }
    }

    /// Steps by lines and pages, which move the selection in the list and scroll the page in the detail.
    fn by_lines(&mut self, action: &Action) {
        let rows = match self.focused() {
            Pane::List => self.screen().list_rows(),
            Pane::Detail | Pane::Part(_) => self.page_size().map_or(1, |(_, rows)| rows),
        };
        let Some(step) = step(action, rows) else { return };
        match self.focused() {
            Pane::List => self.step_list(step),
            Pane::Detail | Pane::Part(_) => self.scroll = self.scroll.saturating_add_signed(step),
        }
    }

    fn step_list(&mut self, step: isize) {
        let Some(position) = self.selected_position() else { return };
        let last = self.selection.len().saturating_sub(1);
        if let Some(event) = self.selection.get(position.saturating_add_signed(step).min(last)) {
            self.select(event);
        }
    }

    /// Scrolls by the wheel. The selection stays, as far as it is visible.
    fn scroll_pane(&mut self, pane: Pane, lines: isize) {
        if pane == Pane::Detail || self.main.is_full_screen() {
            self.scroll = self.scroll.saturating_add_signed(lines);
            return;
        }
        let end = self.selection.len().saturating_sub(1);
        self.top = self.top.saturating_add_signed(lines).min(self.top_showing(0, end));
        let (top, rows) = (self.top, self.screen().list_rows());
        let shown = self.timeline.rows(&self.chronology, &self.selection, top, rows);
        let positions = shown.iter().filter_map(|row| match row {
            ListRow::Event(position) => Some(*position),
            _ => None,
        });
        let (first, last) =
            positions.fold((usize::MAX, 0), |(first, last), position| (first.min(position), last.max(position)));
        let Some(position) = self.selected_position() else { return };
        // As far from the edge as after a key, unless the list itself ends there.
        let first = if first == 0 { 0 } else { first.saturating_add(self.rows_around()) };
        let last = if last == end { end } else { last.saturating_sub(self.rows_around()) };
        if first <= last
            && let Some(event) = self.selection.get(position.clamp(first, last))
        {
            self.select(event);
        }
    }

    /// Goes to an event, with an entry in the history. If it does not match the query, the query is cleared: a link must
    /// lead somewhere, and going back restores the query.
    pub(super) fn go_to(&mut self, event: Ref<Event>) {
        self.remember_here();
        if self.selection.position(event).is_none() {
            self.query = Default::default();
            self.refresh_selection();
            self.notice = Some(Notice::Done(
                "this event does not match the query, which was cleared; going back restores it".to_owned(),
            ));
        }
        self.select(event);
    }

    /// To the first event of a neighbouring year. Backwards, first to the beginning of this year.
    fn by_year(&mut self, direction: i32) {
        let Some(event) = self.selected() else { return };
        let year_of = |event: Ref<Event>| self.chronology[event].date.earliest().year();
        let first_of = |year: i32| self.selection.partition_point(|event| year_of(event) < year);
        let year = year_of(event);
        let begins = first_of(year);
        let target = if direction > 0 {
            Some(first_of(year + 1))
        } else if self.selection.get(begins) == Some(event) {
            let before = begins.checked_sub(1).and_then(|position| self.selection.get(position));
            before.map(|event| first_of(year_of(event)))
        } else {
            Some(begins)
        };
        match target.and_then(|position| self.selection.get(position)) {
            Some(event) => self.select(event),
            None => self.fail(if direction > 0 { "no later year" } else { "no earlier year" }),
        }
    }

    fn by_pair(&mut self, forward: bool) {
        let Some(event) = self.selected() else { return };
        let same = self.chronology.of_same_parties(event);
        let here = same.partition_point(|other| *other < event);
        let shown = |other: &&Ref<Event>| self.selection.contains(**other);
        let found = if forward {
            same[here..].iter().filter(|other| **other != event).find(shown)
        } else {
            same[..here].iter().rev().find(shown)
        };
        match found.copied() {
            Some(event) => self.select(event),
            None if forward => self.fail("no later event of the same countries"),
            None => self.fail("no earlier event of the same countries"),
        }
    }

    fn by_gap(&mut self, forward: bool) {
        let Some(position) = self.selected_position() else { return };
        let gap = if forward { self.timeline.next_gap(position) } else { self.timeline.previous_gap(position) };
        match gap.and_then(|gap| self.selection.get(gap.before)) {
            Some(event) => self.select(event),
            None if forward => self.fail("no later gap of more than three months"),
            None => self.fail("no earlier gap of more than three months"),
        }
    }

    /// To the next or previous of certain lines of the page.
    fn by_line(&mut self, forward: bool, lines: impl Fn(&crate::page::Page) -> &Vec<usize>) {
        let Some(page) = self.page() else { return };
        let lines = lines(&page);
        let here = self.scroll;
        let found = if forward {
            // At the end of the page all lines below are visible already.
            lines.iter().find(|line| **line > here).filter(|_| here < self.last_scroll())
        } else {
            lines.iter().rev().find(|line| **line < here)
        };
        // Past the last one it continues at the other end.
        let wrapped = if forward { lines.first() } else { lines.last() };
        if let Some(line) = found.or(wrapped) {
            self.scroll = *line;
        }
    }

    pub(super) fn toggle_reading(&mut self) {
        self.main.set_full_screen(!self.main.is_full_screen());
        self.rewind();
    }

    /// One step back: from an opened page to where it was opened, from the full screen to the panes, from the detail to the
    /// list.
    pub(super) fn leave(&mut self) {
        match self.main {
            MainView::Opened(_) => self.leave_page(),
            MainView::Read(_) => self.toggle_reading(),
            MainView::Browse(_) => self.main.set_focus(Focus::List),
            MainView::Compare(..) => drop(self.main.leave_comparison()),
        }
    }

    pub(super) fn switch_pane(&mut self) {
        if self.main.is_full_screen() {
            self.toggle_reading();
            return;
        }
        self.main.set_focus(match self.main.focus() {
            Focus::List => Focus::Detail,
            Focus::Detail => Focus::List,
        });
    }

    pub(super) fn focus(&mut self, pane: Pane) {
        match pane {
            Pane::List => self.main.set_focus(Focus::List),
            Pane::Detail => self.main.set_focus(Focus::Detail),
            // Only a comparison has parts, and it answers for them.
            Pane::Part(_) => {},
        }
    }

    pub(super) fn fail(&mut self, reason: &str) {
        self.notice = Some(Notice::Failed(reason.to_owned()));
    }

    pub(super) fn close_panel(&mut self) -> Option<Panel> {
        self.panel.take()
    }
}
