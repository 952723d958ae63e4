//! The facets: the values of one field with their counts under the rest of the query.
//!
//! They stand in place of the detail, so that the list is seen to narrow; where there is no detail, over the list.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use summits_chronology::text;

use super::canvas::{Canvas, Frame, columns, cut, row};
use super::prompt::draw_input;
use crate::config::Role;
use crate::keymap::Action;
use crate::query::{FacetRow, FacetState};
use crate::tui::app::{App, FacetsPanel};

/// Draws the facets.
pub fn draw(app: &App, panel: &FacetsPanel, canvas: &mut Canvas<'_>) {
    let screen = app.screen();
    let area = screen.detail.filter(|_| !app.is_reading()).unwrap_or(screen.body);
    canvas.clear(area);
    let rows = app.facet_rows(panel);
    let cursor = panel.cursor.min(rows.len().saturating_sub(1));
    let edges = if screen.bordered { 2 } else { 0 };
    let room = usize::from(area.height.saturating_sub(2 + edges));
    let first = cursor.saturating_sub(room / 2).min(rows.len().saturating_sub(room));
    let position = if rows.is_empty() { String::new() } else { format!("{}/{}", cursor + 1, rows.len()) };
    let frame = Frame {
        bordered: screen.bordered,
        focused: true,
        title: Line::styled("Facets", canvas.style(Role::Title)),
        position: Line::styled(position, canvas.style(Role::Count)),
        scroll: Some((first, room, rows.len())),
    };
    let inner = canvas.frame(area, frame);
    let margin = u16::from(inner.width >= 12);
    let inner = Rect { x: inner.x + margin, width: inner.width.saturating_sub(2 * margin), ..inner };
    fields(canvas, inner, panel);
    let below = |skipped: u16| Rect {
        y: inner.y.saturating_add(skipped),
        height: inner.height.saturating_sub(skipped),
        ..inner
    };
    if panel.is_filtering() || !panel.filter.value().is_empty() {
        let line = Rect { height: 1.min(below(1).height), ..below(1) };
        let key = canvas.style(Role::HintKey);
        let taken = canvas.line(line, &Line::styled("/ ", key));
        let style = canvas.style(Role::Query);
        let field = Rect { x: line.x + taken, width: line.width.saturating_sub(taken), ..line };
        if panel.is_filtering() {
            draw_input(canvas, field, &panel.filter, style, None);
        } else {
            canvas.line(field, &Line::styled(panel.filter.value(), style));
        }
    }
    let list = below(2);
    if rows.is_empty() {
        let style = canvas.style(Role::Muted);
        canvas.line(list, &Line::styled("no value in this query", style));
    }
    let most = rows.iter().map(|row| row.count).max().unwrap_or(0).max(1);
    for (number, value) in rows.iter().enumerate().skip(first) {
        let Some(spot) = row(list, number - first) else { break };
        draw_row(canvas, spot, value, most, number == cursor);
        if number == cursor && !panel.is_filtering() {
            canvas.cursor(spot.x, spot.y);
        }
        canvas.click(spot, Action::Choose(number));
    }
}

/// The names of the fields, the open one marked; as many as fit around it.
fn fields(canvas: &mut Canvas<'_>, area: Rect, panel: &FacetsPanel) {
    let names: Vec<&str> = panel.fields.iter().map(|field| field.name()).collect();
    let width = |name: &&str| text::width(name) + 2;
    // From the open field to the left as long as it stays in sight.
    let mut first = 0;
    while first < panel.field && names[first..=panel.field].iter().map(width).sum::<usize>() > usize::from(area.width) {
        first += 1;
    }
    let mut x = area.x;
    for (place, name) in names.iter().enumerate().skip(first) {
        let spot = Rect { x, width: area.right().saturating_sub(x), height: 1.min(area.height), ..area };
        if usize::from(spot.width) < text::width(name) {
            break;
        }
        let style = if place == panel.field {
            canvas.style(Role::Text).patch(canvas.theme.own(Role::Selection))
        } else {
            canvas.style(Role::Muted)
        };
        canvas.line(spot, &Line::styled(*name, style));
        x = x.saturating_add(columns(width(name)));
    }
}

/// `+ Summit    12 ▇▇▇`.
fn draw_row(canvas: &mut Canvas<'_>, area: Rect, row: &FacetRow, most: usize, selected: bool) {
    /// The longest bar.
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
        Span::styled(format!(" {mark} "), canvas.style(Role::FacetOn)),
        Span::styled(name, canvas.style(role)),
        Span::raw(" ".repeat(gap)),
        Span::styled(format!("{count:>5} "), canvas.style(Role::Count)),
    ]);
    if bar > 0 {
        let filled = if row.count == 0 { 0 } else { (row.count * bar).div_ceil(most) };
        line.push_span(Span::styled("▇".repeat(filled), canvas.style(Role::Strip)));
    }
    let mut line = cut(line, width);
    if selected {
        let (style, covers) = canvas.theme.selection(true);
        if covers {
            line.spans.iter_mut().for_each(|span| span.style = Style::new());
        }
        canvas.line(area, &line);
        canvas.patch(area, style);
    } else {
        canvas.line(area, &line);
    }
}
