//! The density strip: how many events of each period match the query.
//!
//! A column is as high as the number of events that match; where none of a period's events match, it shows all of them,
//! dim. The period of the selected event is marked by a line.

use ratatui::layout::Rect;
use ratatui::text::Line;
use summits_chronology::text;

use super::painter::{Painter, columns};
use crate::config::Role;
use crate::timeline::Ruler;
use crate::tui::app::App;
use crate::tui::strip::Strip;

/// Columns of increasing height, in eighths of a cell.
const EIGHTHS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// The period of the selected event: a thin line, which no column of the strip looks like.
const CURSOR: &str = "┃";

/// Draws the strip, and the years below it where there is a line for them.
pub fn draw(app: &App, painter: &mut Painter<'_>, area: Rect, labels: Option<Rect>) {
    let margin = u16::from(area.width > 2);
    let area = Rect { x: area.x + margin, width: area.width.saturating_sub(2 * margin), ..area };
    let selected = app.selected().map(|event| &app.chronology()[event].date);
    let strip =
        Strip::new(app.chronology(), app.index(), app.selection(), selected, app.zoom(), usize::from(area.width));
    let peak = strip.peak();
    for (column, (period, density)) in strip.ruler.periods.iter().zip(&strip.densities).enumerate() {
        let cell = Rect { x: area.x.saturating_add(columns(column)), width: 1, ..area };
        let (height, role) = match density.matching {
            0 => (eighths(density.all, peak), Role::Strip),
            matching => (eighths(matching, peak), Role::StripShare),
        };
        if strip.cursor == Some(column) {
            let style = painter.style(Role::StripCursor);
            painter.line(cell, &Line::styled(CURSOR, style));
        } else {
            let style = painter.style(role);
            painter.line(cell, &Line::styled(EIGHTHS[height], style));
        }
        painter.hit_map.time(cell, period.window());
    }
    if let Some(labels) = labels {
        draw_labels(painter, &strip.ruler, Rect { x: area.x, width: area.width, ..labels });
    }
}

/// The names of the years or months, each where it begins; one that does not fit is left out.
fn draw_labels(painter: &mut Painter<'_>, ruler: &Ruler, area: Rect) {
    let style = painter.style(Role::StripYear);
    let mut free = 0;
    for (column, name) in &ruler.labels {
        let end = column + text::width(name);
        if *column < free || end > usize::from(area.width) {
            continue;
        }
        let spot = Rect { x: area.x + columns(*column), width: columns(end - column), ..area };
        painter.line(spot, &Line::styled(name.clone(), style));
        free = end + 1;
    }
}

/// The height of a column in eighths, 0 only without an event.
fn eighths(count: u32, peak: u32) -> usize {
    match count {
        0 => 0,
        count => (count as usize * 8).div_ceil(peak as usize).clamp(1, 8),
    }
}
