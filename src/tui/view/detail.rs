//! A page: of the selected event or the one that was opened, in the detail pane or on the full screen.

use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use summits_chronology::chronology::Item;
use summits_chronology::text;

use super::painter::{Frame, Painter, columns, row};
use crate::config::Role;
use crate::keymap::Pane;
use crate::page::{self, Target};
use crate::tui::app::App;

/// Draws the page with its border.
pub fn draw(app: &App, painter: &mut Painter<'_>, area: Rect) {
    painter.pane(area, Pane::Detail);
    let screen = app.screen();
    let Some((width, rows)) = app.page_size() else { return };
    let page = app.page().unwrap_or_default();
    let title = app.read_item().map(|item| title(app, painter, item, area.width)).unwrap_or_default();
    let frame = Frame {
        bordered: screen.bordered,
        focused: app.focused() == Pane::Detail,
        title,
        position: Line::styled(position(app.scroll(), rows, page.lines.len()), painter.style(Role::Count)),
        scroll: Some((app.scroll(), rows, page.lines.len())),
    };
    let inner = painter.frame(area, frame);
    // The page is centred where the pane is wider than a line should be.
    let margin = usize::from(inner.width).saturating_sub(width) / 2;
    let lines = Rect { x: inner.x + columns(margin), width: columns(width).min(inner.width), ..inner };
    let mut chosen = None;
    for (number, line) in page.lines.iter().skip(app.scroll()).enumerate() {
        let Some(spot) = row(lines, number) else { break };
        let here = draw_line(app, painter, spot, line);
        chosen = chosen.or(here);
    }
    if app.focused() == Pane::Detail {
        let at = chosen.unwrap_or(inner.as_position());
        painter.cursor(at.x, at.y);
    }
}

/// The date of an event, the kind of anything else; and the title once it has been scrolled away.
fn title<'a>(app: &'a App, painter: &Painter<'_>, item: Item, width: u16) -> Line<'a> {
    let chronology = app.chronology();
    let mut title = Line::styled(head_words(app), painter.style(Role::Title));
    if app.scroll() > 0 {
        // Cut first: a very long name would be measured whole.
        let name = item.name(chronology);
        let name = text::truncate(&name, usize::from(width));
        title.push_span(Span::styled(format!(" · {name}"), painter.style(Role::Text)));
    }
    title
}

/// The heading of a page: the date of an event, the kind of anything else.
pub fn head_words(app: &App) -> String {
    match app.read_item() {
        Some(Item::Event(event)) => app.chronology()[event].date.words(),
        Some(Item::Person(_)) => "Person".to_owned(),
        Some(Item::Place(_)) => "Place".to_owned(),
        Some(Item::Document(_)) => "Document".to_owned(),
        None => String::new(),
    }
}

/// Draws a line of a page. Answers where the focused link begins on it.
pub fn draw_line(app: &App, painter: &mut Painter<'_>, area: Rect, line: &page::Line) -> Option<Position> {
    let mut chosen_at = None;
    let mut x = area.x;
    for span in line {
        let mut style = painter.theme.tone(span.tone);
        if span.matched {
            style = style.patch(painter.theme.own(Role::Match));
        }
        let spot = Rect { x, width: area.right().saturating_sub(x), ..area };
        let taken = painter.line(spot, &Line::from(Span::styled(span.text.as_str(), style)));
        let spot = Rect { width: taken, ..spot };
        if let Some(target) = span.target {
            link(app, painter, spot, target);
        }
        if span.link.is_some() && span.link == app.link() {
            let chosen = painter.theme.own(Role::Selection);
            painter.patch(spot, chosen);
            chosen_at = chosen_at.or(Some(spot.as_position()));
        }
        x = x.saturating_add(taken);
    }
    chosen_at
}

/// Makes a span a link: by a click, and for an address by a link of the terminal.
fn link(app: &App, painter: &mut Painter<'_>, spot: Rect, target: Target) {
    let documents = &app.chronology().documents;
    match target {
        Target::Address(document) => painter.hyperlink(spot, &documents[document].url),
        Target::Archived(document) => painter.hyperlink(spot, &documents[document].archived_url),
        Target::Item(_) | Target::Events(_) => {},
    }
    painter.click(spot, App::following(target));
}

/// `1/3`: which screenful of how many, by the last visible line.
pub fn position(scroll: usize, rows: usize, lines: usize) -> String {
    if lines <= rows || rows == 0 {
        return String::new();
    }
    let pages = lines.div_ceil(rows);
    format!("{}/{pages}", (scroll + rows).min(lines).div_ceil(rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_position_counts_screenfuls_and_ends_at_the_last() {
        assert_eq!(position(0, 10, 25), "1/3");
        assert_eq!(position(1, 10, 25), "2/3");
        assert_eq!(position(15, 10, 25), "3/3");
        assert_eq!(position(0, 30, 25), "");
    }
}
