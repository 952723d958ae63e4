//! The layout: which part of the screen belongs to what, from the size alone.
//!
//! The state needs it to know how far a page is, the views to know where to draw; both ask this one function. There are
//! four shapes: side by side where the screen is wide, one above the other where it is not, the list alone where it is
//! low, and the bare list on the smallest screens.

use ratatui::layout::Rect;

use crate::config::Layout;

/// The smallest width at which list and detail stand side by side.
const SIDE_BY_SIDE_COLUMNS: u16 = 100;
/// The smallest height at which list and detail stand one above the other.
const STACKED_ROWS: u16 = 18;
/// The smallest size at which panes have borders.
const BORDERED: (u16, u16) = (30, 8);
/// The height from which the strip has a line of years below it.
const LABELLED_ROWS: u16 = 28;

/// Where everything stands. A part that has no room is `None`; a rectangle may be empty on the smallest screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// The whole screen.
    pub area: Rect,
    /// The head: title, country chips, count.
    pub head: Rect,
    /// The density strip.
    pub strip: Option<Rect>,
    /// The years below the strip.
    pub strip_labels: Option<Rect>,
    /// The list, its border included.
    pub list: Rect,
    /// The detail pane, its border included.
    pub detail: Option<Rect>,
    /// Everything between the strip and the last line: where the event is read on the full screen and where facets,
    /// help and lists to choose from open.
    pub body: Rect,
    /// The last line: hints, a message, or the line that is being edited.
    pub foot: Rect,
    /// Whether panes have borders.
    pub bordered: bool,
}

impl Screen {
    /// The layout of a screen of `columns` by `rows`.
    #[must_use]
    pub fn new(columns: u16, rows: u16, options: Layout) -> Self {
        let area = Rect::new(0, 0, columns, rows);
        let bordered = columns >= BORDERED.0 && rows >= BORDERED.1;
        let mut rest = area;
        let foot = take_bottom(&mut rest, u16::from(rows >= 4 && (options.hints || rows < BORDERED.1)));
        let head = take_top(&mut rest, u16::from(rows >= 3));
        let strip = (options.strip && bordered && rows >= 10).then(|| take_top(&mut rest, 1));
        let strip_labels = (strip.is_some() && rows >= LABELLED_ROWS).then(|| take_top(&mut rest, 1));
        let body = rest;
        let (list, detail) = if columns >= SIDE_BY_SIDE_COLUMNS && rows >= 12 {
            let share = u32::from(columns) * u32::from(options.list_share.clamp(20, 80)) / 100;
            let width = u16::try_from(share).unwrap_or(columns);
            (Rect { width, ..body }, Some(Rect { x: body.x + width, width: body.width - width, ..body }))
        } else if rows >= STACKED_ROWS {
            // The list keeps a few rows more than a glance needs; a longer screen goes to the detail.
            let height = (body.height * 2 / 5).max(8).min(body.height);
            (Rect { height, ..body }, Some(Rect { y: body.y + height, height: body.height - height, ..body }))
        } else {
            (body, None)
        };
        Self { area, head, strip, strip_labels, list, detail, body, foot, bordered }
    }

    /// The rows of the list that can show something.
    #[must_use]
    pub fn list_rows(&self) -> usize {
        usize::from(self.inner(self.list).height)
    }

    /// The part of a pane inside its border.
    #[must_use]
    pub fn inner(&self, pane: Rect) -> Rect {
        if !self.bordered {
            return pane;
        }
        Rect {
            x: pane.x.saturating_add(1),
            y: pane.y.saturating_add(1),
            width: pane.width.saturating_sub(2),
            height: pane.height.saturating_sub(2),
        }
    }
}

fn take_top(rest: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(rest.height);
    let taken = Rect { height: rows, ..*rest };
    rest.y += rows;
    rest.height -= rows;
    taken
}

fn take_bottom(rest: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(rest.height);
    rest.height -= rows;
    Rect { y: rest.y + rest.height, height: rows, ..*rest }
}
