//! The hit map: what was drawn where, for the mouse.
//!
//! Whatever draws something that can be clicked also records it here, so that a click always does what the reader saw. What
//! is recorded later covers what was recorded before, as on the screen.

use ratatui::layout::{Position, Rect};
use summits_chronology::chronology::TimeWindow;

use crate::keymap::{Action, Pane};

/// What was drawn where in one frame, and where the cursor is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HitMap {
    spots: Vec<(Rect, Spot)>,
    cursor: Option<Position>,
}

/// What the mouse does in an area.
#[derive(Debug, Clone, PartialEq)]
enum Spot {
    /// A click does this.
    Click(Action),
    /// A click or a drag filters by time.
    Time(TimeWindow),
    /// The wheel scrolls this pane, a click moves the focus to it.
    Pane(Pane),
    /// Everything recorded before is covered.
    Cover,
}

impl HitMap {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Records something that does `action` when it is clicked: a row, a chip, a document, a link, a hint.
    pub fn click(&mut self, area: Rect, action: Action) {
        self.add(area, Spot::Click(action));
    }

    /// Records a period of the density strip.
    pub fn time(&mut self, area: Rect, window: TimeWindow) {
        self.add(area, Spot::Time(window));
    }

    /// Records a pane. Record it before its contents.
    pub fn pane(&mut self, area: Rect, pane: Pane) {
        self.add(area, Spot::Pane(pane));
    }

    /// Records that something opaque covers an area, such as the help. The wheel scrolls what is open.
    pub fn cover(&mut self, area: Rect) {
        self.add(area, Spot::Cover);
    }

    /// Shows the cursor here.
    pub fn set_cursor(&mut self, position: Position) {
        self.cursor = Some(position);
    }

    /// Where the cursor is; `None` where it did not fit.
    #[must_use]
    pub fn cursor(&self) -> Option<Position> {
        self.cursor
    }

    /// What a click here does.
    #[must_use]
    pub fn clicked(&self, at: Position) -> Option<Action> {
        self.uppermost(at).find_map(|spot| match spot {
            Spot::Click(action) => Some(action.clone()),
            Spot::Pane(pane) => Some(Action::Focus(*pane)),
            Spot::Time(window) => Some(Action::FilterTime(*window)),
            Spot::Cover => None,
        })
    }

    /// The period of the strip at this position.
    #[must_use]
    pub fn time_at(&self, at: Position) -> Option<TimeWindow> {
        self.uppermost(at).find_map(|spot| if let Spot::Time(window) = spot { Some(*window) } else { None })
    }

    /// The pane that the wheel scrolls here. Over something opaque it is the list: what is open scrolls instead of it.
    #[must_use]
    pub fn scrolled(&self, at: Position) -> Option<Pane> {
        self.all(at).find_map(|spot| match spot {
            Spot::Pane(pane) => Some(*pane),
            Spot::Cover => Some(Pane::List),
            Spot::Click(_) | Spot::Time(_) => None,
        })
    }

    fn add(&mut self, area: Rect, spot: Spot) {
        if !area.is_empty() {
            self.spots.push((area, spot));
        }
    }

    /// Everything that was recorded here, the latest first.
    fn all(&self, at: Position) -> impl Iterator<Item = &Spot> {
        self.spots.iter().rev().filter(move |(area, _)| area.contains(at)).map(|(_, spot)| spot)
    }

    /// Everything here that is not covered.
    fn uppermost(&self, at: Position) -> impl Iterator<Item = &Spot> {
        self.all(at).take_while(|spot| **spot != Spot::Cover)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREEN: Rect = Rect::new(0, 0, 20, 10);

    fn hit_map() -> HitMap {
        let mut map = HitMap::new();
        map.pane(SCREEN, Pane::Detail);
        map.click(Rect::new(2, 2, 5, 1), Action::OpenDocumentNumber(3));
        map
    }

    #[test]
    fn a_click_reaches_what_was_drawn_last() {
        assert_eq!(hit_map().clicked(Position::new(6, 2)), Some(Action::OpenDocumentNumber(3)));
        assert_eq!(hit_map().clicked(Position::new(7, 2)), Some(Action::Focus(Pane::Detail)));
        assert_eq!(hit_map().clicked(Position::new(6, 10)), None);
    }

    #[test]
    fn what_is_covered_cannot_be_clicked() {
        let mut map = hit_map();
        map.cover(Rect::new(0, 0, 10, 10));
        map.click(Rect::new(0, 4, 5, 1), Action::Choose(1));
        assert_eq!(map.clicked(Position::new(6, 2)), None);
        assert_eq!(map.clicked(Position::new(1, 4)), Some(Action::Choose(1)));
        assert_eq!(map.scrolled(Position::new(1, 4)), Some(Pane::List));
    }

    #[test]
    fn the_wheel_scrolls_the_pane_under_a_link() {
        assert_eq!(hit_map().scrolled(Position::new(6, 2)), Some(Pane::Detail));
    }

    #[test]
    fn an_empty_area_is_not_recorded() {
        let mut map = HitMap::new();
        map.click(Rect::new(0, 0, 0, 1), Action::Quit);
        assert_eq!(map, HitMap::new());
    }
}
