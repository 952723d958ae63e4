//! Going from event to event, through time, and through a page.

use chrono::Datelike;
use summits_chronology::chronology::{Event, Item, Ref};

use super::trail::{Place, Trail};
use super::{App, Panel};
use crate::keymap::{Action, Pane};
use crate::timeline::ListRow;

impl App {
    /// Moves. Other actions are none of its business and do nothing.
    pub(super) fn update_motion(&mut self, action: Action) {
        match action {
            Action::Select(event) => {
                self.focus = Pane::List;
                self.want(event);
            },
            Action::GoTo(Item::Event(event)) => self.go_to(event),
            Action::GoTo(item) => self.open_page(item),
            Action::Scroll(pane, lines) => self.scroll_pane(pane, lines),
            Action::NextYear => self.by_year(1),
            Action::PreviousYear => self.by_year(-1),
            Action::NextOfPair | Action::PreviousOfPair => self.by_pair(action == Action::NextOfPair),
            Action::NextGap | Action::PreviousGap => self.by_silence(action == Action::NextGap),
            Action::NextMatch => self.by_line(true, |page| &page.matches),
            Action::PreviousMatch => self.by_line(false, |page| &page.matches),
            Action::NextDocument => self.by_line(true, |page| &page.documents),
            Action::PreviousDocument => self.by_line(false, |page| &page.documents),
            other => self.by_lines(&other),
        }
    }

    /// The plain steps, which move the selection in the list and scroll the page in the detail.
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
        let Some(place) = self.selected_place() else { return };
        let last = self.selection.len().saturating_sub(1);
        if let Some(event) = self.selection.get(place.saturating_add_signed(step).min(last)) {
            self.want(event);
        }
    }

    /// The wheel. The list scrolls under the selection, which is carried along at the edge, as editors do.
    fn scroll_pane(&mut self, pane: Pane, lines: isize) {
        if pane == Pane::Detail || self.reading {
            self.scroll = self.scroll.saturating_add_signed(lines);
            return;
        }
        let end = self.selection.len().saturating_sub(1);
        self.top = self.top.saturating_add_signed(lines).min(self.top_showing(0, end));
        let (top, rows) = (self.top, self.screen().list_rows());
        let shown = self.timeline.rows(&self.chronology, &self.selection, top, rows);
        let places = shown.iter().filter_map(|row| match row {
            ListRow::Event(place) => Some(*place),
            _ => None,
        });
        let (first, last) = places.fold((usize::MAX, 0), |(first, last), place| (first.min(place), last.max(place)));
        let Some(place) = self.selected_place() else { return };
        // As far from the edge as keys would leave it, unless the list itself ends there.
        let first = if first == 0 { 0 } else { first.saturating_add(self.rows_around()) };
        let last = if last == end { end } else { last.saturating_sub(self.rows_around()) };
        if first <= last
            && let Some(event) = self.selection.get(place.clamp(first, last))
        {
            self.want(event);
        }
    }

    /// Goes to an event and remembers where the reader was. Where the query does not have it, the query is dropped:
    /// a link must lead somewhere, and going back restores both.
    pub(super) fn go_to(&mut self, event: Ref<Event>) {
        self.leave_trail();
        if self.selection.position(event).is_none() {
            self.query = Default::default();
            self.select_again();
            self.notice = Some(crate::keymap::Notice::Done(
                "this event is not in the query: every event is shown, going back restores the query".to_owned(),
            ));
        }
        self.want(event);
    }

    /// To the first event of a neighbouring year of the selection. Backwards, first to the beginning of this year.
    fn by_year(&mut self, direction: i32) {
        let Some(event) = self.selected() else { return };
        let year_of = |event: Ref<Event>| self.chronology[event].date.earliest().year();
        let first_of = |year: i32| self.selection.partition_point(|event| year_of(event) < year);
        let year = year_of(event);
        let begins = first_of(year);
        let target = if direction > 0 {
            Some(first_of(year + 1))
        } else if self.selection.get(begins) == Some(event) {
            let before = begins.checked_sub(1).and_then(|place| self.selection.get(place));
            before.map(|event| first_of(year_of(event)))
        } else {
            Some(begins)
        };
        match target.and_then(|place| self.selection.get(place)) {
            Some(event) => self.want(event),
            None => {
                self.fail(if direction > 0 { "no later year in the query" } else { "no earlier year in the query" })
            },
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
            Some(event) => self.want(event),
            None if forward => self.fail("no later event of the same countries in the query"),
            None => self.fail("no earlier event of the same countries in the query"),
        }
    }

    fn by_silence(&mut self, forward: bool) {
        let Some(place) = self.selected_place() else { return };
        let silence = if forward { self.timeline.next_gap(place) } else { self.timeline.previous_gap(place) };
        match silence.and_then(|silence| self.selection.get(silence.before)) {
            Some(event) => self.want(event),
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
            // At the end of the page every line below is in sight already.
            lines.iter().find(|line| **line > here).filter(|_| here < self.last_scroll())
        } else {
            lines.iter().rev().find(|line| **line < here)
        };
        // Past the last one the search begins again at the other end.
        let wrapped = if forward { lines.first() } else { lines.last() };
        if let Some(line) = found.or(wrapped) {
            self.scroll = *line;
        }
    }

    pub(super) fn jump(&mut self, step: impl Fn(&mut Trail, Place) -> Option<Place>) {
        let here = self.here();
        let Some(place) = step(&mut self.trail, here) else { return };
        // Between events the reader stays in the pane at hand; a page that was opened is left as it was come to.
        let restored = self.opened.is_some() || place.opened.is_some();
        self.query = place.query;
        self.wanted = place.wanted;
        self.select_again();
        self.opened = place.opened.and_then(|item| self.page_to_open(item));
        if restored {
            (self.reading, self.focus) = (place.glance.reading, place.glance.focus);
        }
        self.rewind();
        if self.reading == place.glance.reading {
            (self.scroll, self.link) = (place.glance.scroll, place.glance.link);
        }
        if self.opened.is_some() {
            self.comparing = None;
        }
    }

    pub(super) fn toggle_reading(&mut self) {
        self.reading = !self.reading;
        self.rewind();
    }

    /// One step out: from a page that was opened to where it was opened, from the full screen to the panes, from the detail
    /// to the list.
    pub(super) fn leave(&mut self) {
        if self.opened.is_some() {
            self.leave_page();
        } else if self.reading {
            self.toggle_reading();
        } else {
            self.focus = Pane::List;
        }
    }

    pub(super) fn switch_pane(&mut self) {
        if self.reading {
            self.toggle_reading();
            return;
        }
        self.focus = match self.focus {
            Pane::List => Pane::Detail,
            Pane::Detail | Pane::Part(_) => Pane::List,
        };
    }

    pub(super) fn focus(&mut self, pane: Pane) {
        // A part can be looked at in the comparison only.
        if !matches!(pane, Pane::Part(_)) {
            self.focus = pane;
        }
    }

    pub(super) fn fail(&mut self, reason: &str) {
        self.notice = Some(crate::keymap::Notice::Failed(reason.to_owned()));
    }

    pub(super) fn close_panel(&mut self) -> Option<Panel> {
        self.panel.take()
    }
}

/// How many lines a plain step goes on a page of `rows` lines. A page keeps one line of the one before in sight.
pub(super) fn step(action: &Action, rows: usize) -> Option<isize> {
    let page = isize::try_from(rows.saturating_sub(1).max(1)).unwrap_or(isize::MAX);
    match action {
        Action::MoveDown => Some(1),
        Action::MoveUp => Some(-1),
        Action::HalfPageDown => Some((page / 2).max(1)),
        Action::HalfPageUp => Some(-(page / 2).max(1)),
        Action::PageDown => Some(page),
        Action::PageUp => Some(-page),
        Action::First => Some(isize::MIN / 2),
        Action::Last => Some(isize::MAX / 2),
        _ => None,
    }
}
