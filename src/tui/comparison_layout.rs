//! The layout of the comparison: the differences across the top, below them as many columns as the width allows.
//!
//! On a narrow screen one column stands at a time, and where the differences would leave it too little room they are one
//! of the parts that take turns. Wherever a part has no room a line of tabs names them all, and the one that is looked at
//! pages them sideways.

use ratatui::layout::Rect;

use super::layout::Screen;
use crate::page::LEAST_COLUMN;

/// Up to this width one column stands at a time.
const SINGLE_COLUMNS: u16 = 80;
/// The least rows of the differences, their border included, where they do not fit whole.
const LEAST_ROWS: u16 = 5;
/// The least rows in which the differences and a lone column stand one above the other.
const STACKED_ROWS: u16 = 18;

/// Where the parts of the comparison stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparisonLayout {
    /// The title of the event.
    pub head: Rect,
    /// The names of the parts, where not all are on the screen.
    pub tabs: Option<Rect>,
    /// The parts on the screen, by number, with their borders.
    pub panes: Vec<(usize, Rect)>,
    /// Whether the differences stand above the columns, rather than taking turns with them.
    pub on_top: bool,
}

impl ComparisonLayout {
    /// Whether one column stands at a time on this screen.
    #[must_use]
    pub fn is_single(screen: &Screen) -> bool {
        screen.area.width <= SINGLE_COLUMNS
    }

    /// Everything below the head and above the foot.
    #[must_use]
    pub fn body(screen: &Screen) -> Rect {
        let (head, foot) = (screen.head.height, screen.foot.height);
        Rect { y: screen.area.y + head, height: screen.area.height.saturating_sub(head + foot), ..screen.area }
    }

    /// The spread of so many `parts`, of which `current` is looked at. `differences` are the rows that the first part
    /// would fill, if it holds the differences.
    #[must_use]
    pub fn new(screen: &Screen, parts: usize, differences: Option<usize>, current: usize) -> Self {
        let mut body = Self::body(screen);
        let border = if screen.bordered { 2 } else { 0 };
        let wanted = u16::try_from(differences.unwrap_or(0)).unwrap_or(u16::MAX).saturating_add(border);
        let most = (body.height * 2 / 5).max(LEAST_ROWS);
        let single = Self::is_single(screen);
        // Beside a lone column the differences stand whole or not at all.
        let on_top = differences.is_some() && (!single || (body.height >= STACKED_ROWS && wanted <= most));
        if single && !on_top {
            let tabs = take_top(&mut body, 1);
            return Self { head: screen.head, tabs: Some(tabs), panes: vec![(current, body)], on_top };
        }
        let mut panes = Vec::new();
        if on_top {
            panes.push((0, take_top(&mut body, wanted.min(most))));
        }
        let first = panes.len();
        let columns = parts.saturating_sub(first);
        let room = if single { 1 } else { usize::from(body.width) / LEAST_COLUMN };
        let shown = room.clamp(1, columns.max(1));
        let tabs = (shown < columns).then(|| take_top(&mut body, 1));
        // The last page is full: it begins earlier rather than leaving a gap.
        let page = current.saturating_sub(first) / shown * shown;
        let begin = page.min(columns.saturating_sub(shown));
        for place in 0..shown.min(columns) {
            panes.push((first + begin + place, share(body, place, shown)));
        }
        Self { head: screen.head, tabs, panes, on_top }
    }

    /// Where a part stands, if it is on the screen.
    #[must_use]
    pub fn pane(&self, part: usize) -> Option<Rect> {
        self.panes.iter().find(|(shown, _)| *shown == part).map(|(_, area)| *area)
    }
}

/// The share at `place` of an area that `shares` divide among them, so that no column of the screen is left over.
fn share(area: Rect, place: usize, shares: usize) -> Rect {
    let edge = |place: usize| u16::try_from(usize::from(area.width) * place / shares.max(1)).unwrap_or(area.width);
    Rect { x: area.x + edge(place), width: edge(place + 1) - edge(place), ..area }
}

fn take_top(rest: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(rest.height);
    let taken = Rect { height: rows, ..*rest };
    rest.y += rows;
    rest.height -= rows;
    taken
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Layout;

    const LAYOUT: Layout = Layout { list_share: 58, strip: true, hints: true };

    fn spread(columns: u16, rows: u16, current: usize) -> Vec<usize> {
        let screen = Screen::new(columns, rows, LAYOUT);
        ComparisonLayout::new(&screen, 4, Some(4), current).panes.iter().map(|(part, _)| *part).collect()
    }

    #[test]
    fn as_many_columns_stand_side_by_side_as_have_room() {
        assert_eq!(spread(160, 34, 1), [0, 1, 2, 3]);
        assert_eq!(spread(102, 34, 1), [0, 1, 2, 3]);
        assert_eq!(spread(101, 34, 2), [0, 1, 2]);
        assert_eq!(spread(101, 34, 3), [0, 2, 3]);
        assert_eq!(spread(80, 24, 3), [0, 3]);
        assert_eq!(spread(80, 12, 3), [3]);
        assert_eq!(spread(80, 12, 0), [0]);
    }

    #[test]
    fn the_panes_fill_the_screen_and_none_lies_over_another() {
        for columns in 0..200 {
            for rows in 0..50 {
                for parts in 1..7 {
                    let screen = Screen::new(columns, rows, LAYOUT);
                    for current in 0..parts {
                        let spread = ComparisonLayout::new(&screen, parts, (parts > 2).then_some(3), current);
                        let areas = spread.panes.iter().map(|(_, area)| area.area()).sum::<u32>();
                        let tabs = spread.tabs.map_or(0, |tabs| tabs.area());
                        assert_eq!(areas + tabs, ComparisonLayout::body(&screen).area(), "{columns}x{rows}, {parts}");
                        assert!(spread.pane(current).is_some());
                    }
                }
            }
        }
    }
}
