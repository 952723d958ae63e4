//! The layout: which part of the screen belongs to what, from the size alone.
//!
//! The state needs it to know how many lines of a page are visible, the views to know where to draw. There are four
//! arrangements: list and detail side by side on a wide screen, one above the other on a narrow one, the list alone on a low
//! one, and a list without borders on the smallest.

use ratatui::layout::Rect;

use crate::config::Layout;

/// The least width with list and detail side by side.
const SIDE_BY_SIDE_COLUMNS: u16 = 100;
/// The least height with list and detail one above the other.
const STACKED_ROWS: u16 = 18;
/// The least size with borders around panes.
const BORDERED: (u16, u16) = (30, 8);
/// The least height with a line of years below the strip.
const LABELLED_ROWS: u16 = 28;

/// Where everything is. A part that does not fit is `None`; on the smallest screens a rectangle may be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    pub area: Rect,
    /// The head: title, country chips, count.
    pub head: Rect,
    pub strip: Option<Rect>,
    /// The years below the strip.
    pub strip_labels: Option<Rect>,
    /// The list with its border.
    pub list: Rect,
    /// The detail pane with its border.
    pub detail: Option<Rect>,
    /// Everything between the strip and the last line: for a page on the full screen, and for what opens over the panes.
    pub body: Rect,
    /// The last line: hints, a notice or the prompt.
    pub foot: Rect,
    pub bordered: bool,
}

impl Screen {
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
            // The list has at least a few rows; most of a higher screen is for the detail.
            let height = (body.height * 2 / 5).max(8).min(body.height);
            (Rect { height, ..body }, Some(Rect { y: body.y + height, height: body.height - height, ..body }))
        } else {
            (body, None)
        };
        Self { area, head, strip, strip_labels, list, detail, body, foot, bordered }
    }

    /// The rows of the list inside its border.
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

/// Cuts the top rows off an area, as many as it has.
pub fn take_top(rest: &mut Rect, rows: u16) -> Rect {
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
