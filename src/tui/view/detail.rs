//! The detail: the selected event, in its pane or on the full screen.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::chronology::{Chronology, Event, Ref};
use crate::config::Role;
use crate::keymap::{Action, Pane};
use crate::page::{self, Target, document_order};
use crate::tui::app::App;

use super::canvas::{Canvas, Frame, columns, row};

/// Draws the detail with its border.
pub fn draw(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    canvas.pane(area, Pane::Detail);
    let screen = app.screen();
    let Some((width, rows)) = app.page_size() else { return };
    let page = app.page().unwrap_or_default();
    let title = app.selected().map(|event| title(app, canvas, event)).unwrap_or_default();
    let frame = Frame {
        bordered: screen.bordered,
        focused: app.focused() == Pane::Detail,
        title,
        position: Line::styled(position(app.scroll(), rows, page.lines.len()), canvas.style(Role::Count)),
        scroll: Some((app.scroll(), rows, page.lines.len())),
    };
    let inner = canvas.frame(area, frame);
    // The page stands in the middle where the pane is wider than a line should be long.
    let margin = usize::from(inner.width).saturating_sub(width) / 2;
    let text = Rect { x: inner.x + columns(margin), width: columns(width).min(inner.width), ..inner };
    if app.focused() == Pane::Detail {
        canvas.cursor(inner.x, inner.y);
    }
    for (number, line) in page.lines.iter().skip(app.scroll()).enumerate() {
        let Some(spot) = row(text, number) else { break };
        draw_line(app, canvas, spot, line);
    }
}

/// The date, and the title of the event once it has been scrolled out of sight.
fn title<'a>(app: &'a App, canvas: &Canvas<'_>, event: Ref<Event>) -> Line<'a> {
    let event = &app.chronology()[event];
    let mut title = Line::styled(event.date.words(), canvas.style(Role::Title));
    if app.scroll() > 0 {
        title.push_span(Span::styled(format!(" · {}", event.title), canvas.style(Role::Text)));
    }
    title
}

/// Draws a line of a page.
pub fn draw_line(app: &App, canvas: &mut Canvas<'_>, area: Rect, line: &page::Line) {
    let mut x = area.x;
    for span in line {
        let mut style = canvas.theme.tone(span.tone);
        if span.matched {
            style = style.patch(canvas.theme.own(Role::Match));
        }
        let spot = Rect { x, width: area.right().saturating_sub(x), ..area };
        let taken = canvas.line(spot, &Line::from(Span::styled(span.text.as_str(), style)));
        let spot = Rect { width: taken, ..spot };
        if let Some(target) = &span.target {
            lead(app, canvas, spot, target);
        }
        x = x.saturating_add(taken);
    }
}

/// Makes a span lead where it says: by a click, and for an address by the terminal's own links.
fn lead(app: &App, canvas: &mut Canvas<'_>, spot: Rect, target: &Target) {
    let chronology: &Chronology = app.chronology();
    match target {
        Target::Event(event) => canvas.click(spot, Action::GoTo(*event)),
        Target::Document(document) => {
            canvas.hyperlink(spot, &chronology.documents[*document].url);
            let Some(event) = app.selected().map(|event| &chronology[event]) else { return };
            let cited = |place: &usize| event.citations[*place].document == *document;
            if let Some(number) = document_order(event).iter().position(cited) {
                canvas.click(spot, Action::OpenDocumentNumber(number + 1));
            }
        },
        Target::Archived(document) => canvas.hyperlink(spot, &chronology.documents[*document].archived_url),
    }
}

/// `1/3`: which screenful of how many, counted by the last line that is seen.
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
