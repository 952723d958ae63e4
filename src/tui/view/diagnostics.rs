//! The errors of the files of the chronology, when it cannot be loaded again.

use ratatui::layout::Rect;
use ratatui::text::Line;

use super::painter::{Frame, Painter, row};
use crate::config::Role;
use crate::tui::app::{App, DiagnosticsPanel};

/// Draws the report over the body of the screen.
pub fn draw(app: &App, panel: &DiagnosticsPanel, painter: &mut Painter<'_>) {
    let screen = app.screen();
    let (columns, rows) = app.diagnostics_size();
    let lines = panel.lines(columns);
    let first = panel.scroll.min(lines.len().saturating_sub(rows));
    painter.clear(screen.body);
    let frame = Frame {
        bordered: screen.bordered,
        focused: true,
        title: Line::styled("Errors in your files · esc: back to the last good version", painter.style(Role::Error)),
        position: Line::styled(format!("{}/{}", first + 1, lines.len()), painter.style(Role::Count)),
        scroll: Some((first, rows, lines.len())),
    };
    let inner = painter.frame(screen.body, frame);
    let inner = Rect { x: inner.x + 1.min(inner.width), width: inner.width.saturating_sub(2), ..inner };
    painter.cursor(inner.x, inner.y);
    for (number, words) in lines.into_iter().skip(first).enumerate() {
        let Some(spot) = row(inner, number) else { break };
        let role = if words.starts_with("error") { Role::Error } else { Role::Text };
        let style = painter.style(role);
        painter.line(spot, &Line::styled(words, style));
    }
}
