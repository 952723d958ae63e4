//! The density strip: how many events each period holds, and the query's share of them.
//!
//! A column is as high as the query's share of its period; where a period holds events and the query has none of them,
//! the column shows those, dim. The period of the selected event is marked by a line.

use ratatui::layout::Rect;
use ratatui::text::Line;
use summits_chronology::text;

use super::painter::{Painter, columns};
use crate::config::Role;
use crate::tui::app::App;
use crate::tui::strip::Strip;

/// From a sliver to a full cell.
const EIGHTHS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Where the selected event stands: a thin line, which no column of the strip looks like.
const CURSOR: &str = "┃";

/// Draws the strip, and the years below it where there is a line for them.
pub fn draw(app: &App, painter: &mut Painter<'_>, area: Rect, labels: Option<Rect>) {
    let margin = u16::from(area.width > 2);
    let area = Rect { x: area.x + margin, width: area.width.saturating_sub(2 * margin), ..area };
    let selected = app.selected().map(|event| &app.chronology()[event].date);
    let strip =
        Strip::new(app.chronology(), app.index(), app.selection(), selected, app.zoom(), usize::from(area.width));
    let peak = strip.peak();
    for (column, period) in strip.periods.iter().enumerate() {
        let cell = Rect { x: area.x.saturating_add(columns(column)), width: 1, ..area };
        let (height, role) = match period.share {
            0 => (eighths(period.all, peak), Role::Strip),
            share => (eighths(share, peak), Role::StripShare),
        };
        if strip.cursor == Some(column) {
            let style = painter.style(Role::StripCursor);
            painter.line(cell, &Line::styled(CURSOR, style));
        } else {
            let style = painter.style(role);
            painter.line(cell, &Line::styled(EIGHTHS[height], style));
        }
        painter.map.time(cell, period.window());
    }
    if let Some(labels) = labels {
        draw_labels(painter, &strip, Rect { x: area.x, width: area.width, ..labels });
    }
}

/// The names of the years or months, each at its beginning; one that has no room is left out.
fn draw_labels(painter: &mut Painter<'_>, strip: &Strip, area: Rect) {
    let style = painter.style(Role::StripYear);
    let mut free = 0;
    for (column, name) in &strip.labels {
        let end = column + text::width(name);
        if *column < free || end > usize::from(area.width) {
            continue;
        }
        let spot = Rect { x: area.x + columns(*column), width: columns(end - column), ..area };
        painter.line(spot, &Line::styled(name.clone(), style));
        free = end + 1;
    }
}

/// The height of a column: nothing only where there is nothing.
fn eighths(count: u32, peak: u32) -> usize {
    match count {
        0 => 0,
        count => (count as usize * 8).div_ceil(peak as usize).clamp(1, 8),
    }
}
