//! The comparison: the title of the event, the differences, and the sides in columns, with tabs where not all fit.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use summits_chronology::text;

use super::detail::{draw_line, position as pages};
use super::painter::{Frame, Painter, columns, row};
use crate::config::Role;
use crate::keymap::{Action, Pane};
use crate::page::{Comparison, ComparisonPart, Subject};
use crate::tui::app::App;
use crate::tui::comparison_layout::ComparisonLayout;

/// Draws the comparison over everything but the foot.
pub fn draw(app: &App, painter: &mut Painter<'_>) {
    let Some((comparison, layout)) = app.comparison().zip(app.comparison_layout()) else { return };
    head(app, painter, &layout);
    if let Some(area) = layout.tabs {
        tabs(app, painter, area, &comparison, layout.on_top);
    }
    for (part, area) in &layout.panes {
        pane(app, painter, &comparison, (*part, *area), layout.on_top);
    }
}

fn is_current(app: &App, part: usize) -> bool {
    app.focused() == Pane::Part(part)
}

/// The title on the left, the date on the right. Where one part is shown alone, its border shows the date.
fn head(app: &App, painter: &mut Painter<'_>, layout: &ComparisonLayout) {
    let Some(event) = app.selected().map(|event| &app.chronology()[event]) else { return };
    let area = margin(layout.head);
    let mut room = usize::from(area.width);
    if !ComparisonLayout::is_single(&app.screen()) {
        let style = painter.style(Role::Date);
        let taken = painter.line_right(area, &Line::styled(event.date.words(), style));
        room = room.saturating_sub(usize::from(taken) + 3);
    }
    let style = painter.style(Role::Title);
    painter.line(area, &Line::styled(text::truncate(&event.title, room).into_owned(), style));
}

fn pane(app: &App, painter: &mut Painter<'_>, comparison: &Comparison<'_>, (part, area): (usize, Rect), on_top: bool) {
    let Some(named) = comparison.parts.get(part) else { return };
    painter.pane(area, Pane::Part(part));
    let (width, rows) = app.text_size(area);
    let page = app.part(comparison, part, area);
    let position = app.position_in(part);
    let title = if ComparisonLayout::is_single(&app.screen()) && !(on_top && part == 0) {
        let date = app.selected().map(|event| app.chronology()[event].date.words()).unwrap_or_default();
        Line::styled(date, painter.style(Role::Title))
    } else {
        title(painter, named)
    };
    let frame = Frame {
        bordered: app.screen().bordered,
        focused: is_current(app, part),
        title,
        position: Line::styled(pages(position.line, rows, page.lines.len()), painter.style(Role::Count)),
        scroll: Some((position.line, rows, page.lines.len())),
    };
    let inner = painter.frame(area, frame);
    let margin = usize::from(inner.width).saturating_sub(width).min(2) / 2;
    let text = Rect { x: inner.x + columns(margin), width: columns(width).min(inner.width), ..inner };
    for (number, line) in page.lines.iter().enumerate().skip(position.line) {
        let Some(spot) = row(text, number - position.line) else { break };
        draw_line(app, painter, spot, line);
    }
    if !is_current(app, part) {
        return;
    }
    // The mark is at the first visible line of the current document.
    let begins = page.documents.get(position.document).map(|line| line.saturating_sub(position.line));
    let spot = begins.and_then(|line| row(inner, line));
    let at = spot.unwrap_or(inner);
    painter.cursor(at.x, at.y);
    if let (true, Some(spot)) = (margin > 0, spot) {
        let style = painter.style(Role::SelectionMark);
        painter.line(Rect { width: 1, ..spot }, &Line::styled("▌", style));
    }
}

/// `Japan 4`, in the colour of the country.
fn title<'a>(painter: &Painter<'_>, part: &ComparisonPart) -> Line<'a> {
    let name = match part.subject {
        Subject::Side(country) => painter.theme.country(country),
        Subject::Differences => painter.style(Role::Difference),
        Subject::Others => painter.style(Role::Text),
    };
    let name = name.patch(painter.theme.own(Role::Title));
    Line::from(vec![
        Span::styled(part.name.clone(), name),
        Span::styled(format!(" {}", part.count), painter.style(Role::Count)),
    ])
}

/// The names of the parts, the current one in brackets: in full, in short, or the current one alone.
fn tabs(app: &App, painter: &mut Painter<'_>, area: Rect, comparison: &Comparison<'_>, on_top: bool) {
    let area = margin(area);
    let short = |part: &ComparisonPart| match part.subject {
        Subject::Differences => format!("≠ {}", part.count),
        Subject::Side(country) => format!("{} {}", app.chronology().countries[country].key, part.count),
        Subject::Others => format!("{} {}", part.name, part.count),
    };
    let long = |part: &ComparisonPart| format!("{} {}", part.name, part.count);
    // Differences above the columns need no tab.
    let named = || comparison.parts.iter().enumerate().skip(usize::from(on_top));
    let all = |words: &dyn Fn(&ComparisonPart) -> String| named().map(|(_, part)| words(part)).collect::<Vec<_>>();
    // A tab is as wide when it is the current one.
    let width = |tabs: &[String]| tabs.iter().map(|tab| text::width(tab) + 3).sum::<usize>();
    let fitting = [all(&long), all(&short)].into_iter().find(|tabs| width(tabs) <= usize::from(area.width) + 1);
    let Some(fitting) = fitting else {
        let current = named().find(|(part, _)| is_current(app, *part));
        if let Some((number, part)) = current {
            let words = format!("[{}] {}/{}", long(part), number + 1, comparison.parts.len());
            let style = painter.style(Role::Title);
            painter.line(area, &Line::styled(words, style));
        }
        return;
    };
    let mut x = area.x;
    for ((number, part), words) in named().zip(fitting) {
        let current = is_current(app, number);
        let words = if current { format!("[{words}]") } else { format!(" {words} ") };
        let style = tab_style(painter, part, current);
        let spot = Rect { x, width: area.right().saturating_sub(x), ..area };
        let taken = painter.line(spot, &Line::styled(words, style));
        painter.click(Rect { width: taken, ..spot }, Action::Focus(Pane::Part(number)));
        x = x.saturating_add(taken).saturating_add(1);
    }
}

fn tab_style(painter: &Painter<'_>, part: &ComparisonPart, current: bool) -> Style {
    let style = match part.subject {
        Subject::Side(country) => painter.theme.country(country),
        Subject::Differences | Subject::Others => painter.style(Role::Text),
    };
    if current { style.patch(painter.theme.own(Role::Title)) } else { style }
}

/// A blank column on either side where the line is long enough.
fn margin(area: Rect) -> Rect {
    if area.width > 30 { Rect { x: area.x + 1, width: area.width - 2, ..area } } else { area }
}
