//! The layout of the comparison: the differences across the top, below them as many columns as the width allows.
//!
//! A narrow screen shows one column at a time. If the differences would leave it too little room, they are another part that
//! is shown alone. Wherever not all parts fit, a line of tabs names them all, and the parts around the focused one are shown.

use ratatui::layout::Rect;

use super::layout::{Screen, take_top};
use crate::page::LEAST_COLUMN;

/// Up to this width one column is shown at a time.
const SINGLE_COLUMNS: u16 = 80;
/// The least rows of the differences with their border, where they do not fit whole.
const LEAST_ROWS: u16 = 5;
/// The least rows of a screen with the differences above a single column.
const STACKED_ROWS: u16 = 18;

/// Where the parts of the comparison are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparisonLayout {
    pub head: Rect,
    /// The names of the parts, where not all are on the screen.
    pub tabs: Option<Rect>,
    /// The parts on the screen, by number, with their borders.
    pub panes: Vec<(usize, Rect)>,
    /// Whether the differences are above the columns, instead of being shown alone like a column.
    pub on_top: bool,
}

impl ComparisonLayout {
    /// Whether this screen shows one column at a time.
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

    /// The layout of this many `parts`, of which `current` has the focus. `differences` are the rows of the first part, if it
    /// is the differences.
    #[must_use]
    pub fn new(screen: &Screen, parts: usize, differences: Option<usize>, current: usize) -> Self {
        let mut body = Self::body(screen);
        let border = if screen.bordered { 2 } else { 0 };
        let needed = u16::try_from(differences.unwrap_or(0)).unwrap_or(u16::MAX).saturating_add(border);
        let most = (body.height * 2 / 5).max(LEAST_ROWS);
        let single = Self::is_single(screen);
        // Above a single column the differences are shown whole or not at all.
        let on_top = differences.is_some() && (!single || (body.height >= STACKED_ROWS && needed <= most));
        if single && !on_top {
            let tabs = take_top(&mut body, 1);
            return Self { head: screen.head, tabs: Some(tabs), panes: vec![(current, body)], on_top };
        }
        let mut panes = Vec::new();
        if on_top {
            panes.push((0, take_top(&mut body, needed.min(most))));
        }
        let first = panes.len();
        let columns = parts.saturating_sub(first);
        let room = if single { 1 } else { usize::from(body.width) / LEAST_COLUMN };
        let shown = room.clamp(1, columns.max(1));
        let tabs = (shown < columns).then(|| take_top(&mut body, 1));
        // The last page is full: it begins earlier instead of leaving a gap.
        let page = current.saturating_sub(first) / shown * shown;
        let begin = page.min(columns.saturating_sub(shown));
        for number in 0..shown.min(columns) {
            panes.push((first + begin + number, share(body, number, shown)));
        }
        Self { head: screen.head, tabs, panes, on_top }
    }

    /// The area of a part, if it is on the screen.
    #[must_use]
    pub fn pane(&self, part: usize) -> Option<Rect> {
        self.panes.iter().find(|(shown, _)| *shown == part).map(|(_, area)| *area)
    }
}

/// The share with this number of an area that is divided into `shares`, without a column left over.
fn share(area: Rect, number: usize, shares: usize) -> Rect {
    let edge = |number: usize| u16::try_from(usize::from(area.width) * number / shares.max(1)).unwrap_or(area.width);
    Rect { x: area.x + edge(number), width: edge(number + 1) - edge(number), ..area }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Layout;

    const LAYOUT: Layout = Layout { list_share: 58, strip: true, hints: true };

    fn parts_shown(columns: u16, rows: u16, current: usize) -> Vec<usize> {
        let screen = Screen::new(columns, rows, LAYOUT);
        ComparisonLayout::new(&screen, 4, Some(4), current).panes.iter().map(|(part, _)| *part).collect()
    }

    #[test]
    fn as_many_columns_are_side_by_side_as_fit() {
        assert_eq!(parts_shown(160, 34, 1), [0, 1, 2, 3]);
        assert_eq!(parts_shown(102, 34, 1), [0, 1, 2, 3]);
        assert_eq!(parts_shown(101, 34, 2), [0, 1, 2]);
        assert_eq!(parts_shown(101, 34, 3), [0, 2, 3]);
        assert_eq!(parts_shown(80, 24, 3), [0, 3]);
        assert_eq!(parts_shown(80, 12, 3), [3]);
        assert_eq!(parts_shown(80, 12, 0), [0]);
    }

    #[test]
    fn the_panes_fill_the_screen_and_none_covers_another() {
        for columns in 0..200 {
            for rows in 0..50 {
                for parts in 1..7 {
                    let screen = Screen::new(columns, rows, LAYOUT);
                    for current in 0..parts {
                        let layout = ComparisonLayout::new(&screen, parts, (parts > 2).then_some(3), current);
                        let areas = layout.panes.iter().map(|(_, area)| area.area()).sum::<u32>();
                        let tabs = layout.tabs.map_or(0, |tabs| tabs.area());
                        assert_eq!(areas + tabs, ComparisonLayout::body(&screen).area(), "{columns}x{rows}, {parts}");
                        assert!(layout.pane(current).is_some());
                    }
                }
            }
        }
    }
}
