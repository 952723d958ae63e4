//! What was drawn where: the record that the mouse asks.
//!
//! Drawing a thing that can be clicked also records it here, so that what a click does is always about what the reader
//! saw. What was recorded later lies above what was recorded before, as on the screen.

use ratatui::layout::{Position, Rect};
use summits_chronology::chronology::TimeWindow;

use crate::keymap::{Action, Pane};

/// What was drawn where in one frame.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HitMap {
    spots: Vec<(Rect, Spot)>,
    cursor: Option<Position>,
}

/// What a part of the screen is to the mouse.
#[derive(Debug, Clone, PartialEq)]
enum Spot {
    /// A click does this.
    Click(Action),
    /// A click or a drag filters by time.
    Time(TimeWindow),
    /// The wheel scrolls this pane, a click looks at it.
    Pane(Pane),
    /// Something lies above everything recorded before.
    Cover,
}

impl HitMap {
    /// A map of nothing.
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

    /// Records a pane. Record it before what stands in it.
    pub fn pane(&mut self, area: Rect, pane: Pane) {
        self.add(area, Spot::Pane(pane));
    }

    /// Records that something opaque lies here, such as the help: what was recorded before is out of reach. The wheel
    /// scrolls what is open.
    pub fn cover(&mut self, area: Rect) {
        self.add(area, Spot::Cover);
    }

    /// Shows the cursor here.
    pub fn set_cursor(&mut self, position: Position) {
        self.cursor = Some(position);
    }

    /// Where the cursor stands; `None` where there was no room for it.
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

    /// The period of the strip that stands here.
    #[must_use]
    pub fn time_at(&self, at: Position) -> Option<TimeWindow> {
        self.uppermost(at).find_map(|spot| if let Spot::Time(window) = spot { Some(*window) } else { None })
    }

    /// The pane that the wheel scrolls here. Over something opaque it is the list, which stands for whatever is open.
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

    /// Everything that was drawn here, the uppermost first.
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

    fn map() -> HitMap {
        let mut map = HitMap::new();
        map.pane(SCREEN, Pane::Detail);
        map.click(Rect::new(2, 2, 5, 1), Action::OpenDocumentNumber(3));
        map
    }

    #[test]
    fn a_click_reaches_what_was_drawn_last() {
        assert_eq!(map().clicked(Position::new(6, 2)), Some(Action::OpenDocumentNumber(3)));
        assert_eq!(map().clicked(Position::new(7, 2)), Some(Action::Focus(Pane::Detail)));
        assert_eq!(map().clicked(Position::new(6, 10)), None);
    }

    #[test]
    fn what_is_covered_is_out_of_reach() {
        let mut map = map();
        map.cover(Rect::new(0, 0, 10, 10));
        map.click(Rect::new(0, 4, 5, 1), Action::Choose(1));
        assert_eq!(map.clicked(Position::new(6, 2)), None);
        assert_eq!(map.clicked(Position::new(1, 4)), Some(Action::Choose(1)));
        assert_eq!(map.scrolled(Position::new(1, 4)), Some(Pane::List));
    }

    #[test]
    fn the_wheel_scrolls_the_pane_under_a_link() {
        assert_eq!(map().scrolled(Position::new(6, 2)), Some(Pane::Detail));
    }

    #[test]
    fn nothing_is_recorded_where_nothing_was_drawn() {
        let mut map = HitMap::new();
        map.click(Rect::new(0, 0, 0, 1), Action::Quit);
        assert_eq!(map, HitMap::new());
    }
}
