//! The facets: the values of one field with their counts under the rest of the query.
//!
//! They replace the detail, so that the list stays visible; where there is no detail, they cover the list.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use summits_chronology::text;

use super::painter::{Frame, Painter, columns, cut, row};
use super::prompt::draw_input;
use crate::config::Role;
use crate::keymap::Action;
use crate::query::{FacetRow, FacetState};
use crate::tui::app::{App, FacetsPanel};

/// Draws the facets.
pub fn draw(app: &App, panel: &FacetsPanel, painter: &mut Painter<'_>) {
    let screen = app.screen();
    let area = screen.detail.filter(|_| !app.is_reading()).unwrap_or(screen.body);
    painter.clear(area);
    let rows = app.facet_rows(panel);
    let cursor = panel.cursor.min(rows.len().saturating_sub(1));
    let edges = if screen.bordered { 2 } else { 0 };
    let room = usize::from(area.height.saturating_sub(2 + edges));
    let first = cursor.saturating_sub(room / 2).min(rows.len().saturating_sub(room));
    let position = if rows.is_empty() { String::new() } else { format!("{}/{}", cursor + 1, rows.len()) };
    let frame = Frame {
        bordered: screen.bordered,
        focused: true,
        title: Line::styled("Facets", painter.style(Role::Title)),
        position: Line::styled(position, painter.style(Role::Count)),
        scroll: Some((first, room, rows.len())),
    };
    let inner = painter.frame(area, frame);
    let margin = u16::from(inner.width >= 12);
    let inner = Rect { x: inner.x + margin, width: inner.width.saturating_sub(2 * margin), ..inner };
    fields(painter, inner, panel);
    let below = |skipped: u16| Rect {
        y: inner.y.saturating_add(skipped),
        height: inner.height.saturating_sub(skipped),
        ..inner
    };
    if panel.filtering || !panel.filter.value().is_empty() {
        let line = Rect { height: 1.min(below(1).height), ..below(1) };
        let key = painter.style(Role::HintKey);
        let taken = painter.line(line, &Line::styled("/ ", key));
        let style = painter.style(Role::Query);
        let field = Rect { x: line.x + taken, width: line.width.saturating_sub(taken), ..line };
        if panel.filtering {
            draw_input(painter, field, &panel.filter, style, None);
        } else {
            painter.line(field, &Line::styled(panel.filter.value(), style));
        }
    }
    let list = below(2);
    if rows.is_empty() {
        let style = painter.style(Role::Muted);
        painter.line(list, &Line::styled("no matching value", style));
    }
    let most = rows.iter().map(|row| row.count).max().unwrap_or(0).max(1);
    for (number, value) in rows.iter().enumerate().skip(first) {
        let Some(spot) = row(list, number - first) else { break };
        draw_row(painter, spot, value, most, number == cursor);
        if number == cursor && !panel.filtering {
            painter.cursor(spot.x, spot.y);
        }
        painter.click(spot, Action::Choose(number));
    }
}

/// The names of the fields, the open one marked; as many as fit.
fn fields(painter: &mut Painter<'_>, area: Rect, panel: &FacetsPanel) {
    let names: Vec<&str> = panel.fields.iter().map(|field| field.name()).collect();
    let width = |name: &&str| text::width(name) + 2;
    // As far to the left as the open field stays visible.
    let mut first = 0;
    while first < panel.field && names[first..=panel.field].iter().map(width).sum::<usize>() > usize::from(area.width) {
        first += 1;
    }
    let mut x = area.x;
    for (number, name) in names.iter().enumerate().skip(first) {
        let spot = Rect { x, width: area.right().saturating_sub(x), height: 1.min(area.height), ..area };
        if usize::from(spot.width) < text::width(name) {
            break;
        }
        let style = if number == panel.field {
            painter.style(Role::Text).patch(painter.theme.own(Role::Selection))
        } else {
            painter.style(Role::Muted)
        };
        painter.line(spot, &Line::styled(*name, style));
        x = x.saturating_add(columns(width(name)));
    }
}

/// `+ Summit    12 ▇▇▇`.
fn draw_row(painter: &mut Painter<'_>, area: Rect, row: &FacetRow, most: usize, selected: bool) {
    /// The greatest length of a bar.
    const BAR: usize = 12;
    let (mark, role) = match row.state {
        FacetState::Off => (" ", Role::Text),
        FacetState::Included => ("+", Role::FacetOn),
        FacetState::Excluded => ("-", Role::FacetOff),
    };
    let width = usize::from(area.width);
    let bar = if width >= 44 { BAR } else { 0 };
    let count = row.count.to_string();
    let tail = 6 + if bar > 0 { bar + 1 } else { 0 };
    let name = text::truncate(&row.name, width.saturating_sub(3 + tail)).into_owned();
    let gap = width.saturating_sub(3 + text::width(&name) + tail);
    let mut line = Line::from(vec![
        Span::styled(format!(" {mark} "), painter.style(Role::FacetOn)),
        Span::styled(name, painter.style(role)),
        Span::raw(" ".repeat(gap)),
        Span::styled(format!("{count:>5} "), painter.style(Role::Count)),
    ]);
    if bar > 0 {
        let filled = if row.count == 0 { 0 } else { (row.count * bar).div_ceil(most) };
        line.push_span(Span::styled("▇".repeat(filled), painter.style(Role::Strip)));
    }
    let mut line = cut(line, width);
    if selected {
        let (style, covers) = painter.theme.selection(true);
        if covers {
            line.spans.iter_mut().for_each(|span| span.style = Style::new());
        }
        painter.line(area, &line);
        painter.patch(area, style);
    } else {
        painter.line(area, &line);
    }
}
