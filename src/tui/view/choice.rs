//! Lists to choose from, searched by typing: all keys, all actions, documents, links.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use summits_chronology::chronology::Item;
use summits_chronology::text;

use super::painter::{Frame, Painter, columns, cut, line_width, row};
use super::prompt::draw_input;
use crate::config::Role;
use crate::keymap::Action;
use crate::tui::app::{App, Choice, ChoiceKind, ChoiceRow};

/// In a wider box, keys and words would be too far apart.
const WIDEST: u16 = 100;
/// If less than this is left of the screen on both sides together, the box takes the whole width.
const LEAST_BESIDE: u16 = 40;

/// A line of the box: a heading, or the row with this number.
enum Shown {
    Heading(String),
    Row(usize),
}

/// Draws the list over the body of the screen.
pub fn draw(app: &App, choice: &Choice, painter: &mut Painter<'_>) {
    let screen = app.screen();
    let rows = app.choice_rows(choice);
    let lines = lines(choice, &rows);
    let cursor = choice.cursor.min(rows.len().saturating_sub(1));

    let body = screen.body;
    let edges = if screen.bordered { 2 } else { 0 };
    let width = if body.width < WIDEST + LEAST_BESIDE { body.width } else { WIDEST };
    let height = columns(lines.len().max(1)).saturating_add(1 + edges).clamp(1, body.height.max(1)).min(body.height);
    let area = Rect { x: body.x + (body.width - width) / 2, width, height, ..body };
    painter.clear(area);
    let position = if rows.is_empty() { String::new() } else { format!("{}/{}", cursor + 1, rows.len()) };

    let room = usize::from(height.saturating_sub(1 + edges));
    let here = lines.iter().position(|line| matches!(line, Shown::Row(number) if *number == cursor)).unwrap_or(0);
    let first = first_line(here, room, lines.len());
    let frame = Frame {
        bordered: screen.bordered,
        focused: true,
        title: Line::styled(title(app, choice.kind), painter.style(Role::Title)),
        position: Line::styled(position, painter.style(Role::Count)),
        scroll: Some((first, room, lines.len())),
    };
    let inner = painter.frame(area, frame);
    let margin = u16::from(inner.width >= 12);
    let inner = Rect { x: inner.x + margin, width: inner.width.saturating_sub(2 * margin), ..inner };
    filter_line(painter, inner, choice);

    let list = Rect { y: inner.y + 1.min(inner.height), height: inner.height.saturating_sub(1), ..inner };
    if rows.is_empty() {
        let style = painter.style(Role::Muted);
        painter.line(list, &Line::styled("no match", style));
    }
    let widths = Widths::new(choice.kind, &rows, usize::from(list.width));
    for (number, line) in lines.iter().skip(first).enumerate() {
        let Some(spot) = row(list, number) else { break };
        match line {
            Shown::Heading(words) => {
                let style = painter.style(Role::Heading);
                painter.line(spot, &Line::styled(words.clone(), style));
            },
            Shown::Row(number) => draw_row(painter, spot, choice.kind, &rows[*number], &widths, *number == cursor),
        }
        if let Shown::Row(number) = line {
            painter.click(spot, Action::Choose(*number));
        }
    }
}

/// The line of the filter.
fn filter_line(painter: &mut Painter<'_>, area: Rect, choice: &Choice) {
    let style = painter.style(Role::HintKey);
    let taken = painter.line(area, &Line::styled("/ ", style));
    let field = Rect { x: area.x + taken, width: area.width.saturating_sub(taken), height: 1.min(area.height), ..area };
    if field.is_empty() {
        return;
    }
    if choice.filter.value().is_empty() {
        let hint = Rect { x: field.x + 2, width: field.width.saturating_sub(2), ..field };
        let style = painter.style(Role::Muted);
        painter.line(hint, &Line::styled("type to search", style));
    }
    let style = painter.style(Role::Query);
    draw_input(painter, field, &choice.filter, style, None);
}

fn title(app: &App, kind: ChoiceKind) -> String {
    let name = |item: Option<Item>| item.map(|item| item.name(app.chronology())).unwrap_or_default();
    let at_hand = || name(app.at_hand());
    match kind {
        ChoiceKind::Help => "All keys".to_owned(),
        ChoiceKind::Palette => "All actions".to_owned(),
        ChoiceKind::Documents => format!("Open a document: {}", at_hand()),
        ChoiceKind::Links => format!("Links of: {}", name(app.read_item())),
        ChoiceKind::Citations => format!("Copy from: {}", at_hand()),
        ChoiceKind::Formats => {
            let what = if app.query().is_empty() { "all events".to_owned() } else { app.query().to_string() };
            format!("Export {} of {}: {what}", app.selection().len(), app.chronology().events().len())
        },
        ChoiceKind::FileExists => format!("{} exists already", summits_chronology::text::clean_line(app.export_name())),
    }
}

/// The rows, with a heading wherever the section changes. Only the help and the citations have sections.
fn lines(choice: &Choice, rows: &[ChoiceRow]) -> Vec<Shown> {
    let mut lines = Vec::with_capacity(rows.len() + 8);
    let mut heading = "";
    for (number, row) in rows.iter().enumerate() {
        if matches!(choice.kind, ChoiceKind::Help | ChoiceKind::Citations) && row.heading != heading {
            heading = &row.heading;
            lines.push(Shown::Heading(heading.to_owned()));
        }
        lines.push(Shown::Row(number));
    }
    lines
}

/// The first line of a window of `room` lines with the line `here` in the middle, if possible.
fn first_line(here: usize, room: usize, all: usize) -> usize {
    here.saturating_sub(room / 2).min(all.saturating_sub(room))
}

/// The widths of the columns.
struct Widths {
    lead: usize,
    second: usize,
}

impl Widths {
    fn new(kind: ChoiceKind, rows: &[ChoiceRow], width: usize) -> Self {
        let widest =
            |cell: &dyn Fn(&ChoiceRow) -> &str| rows.iter().map(|row| text::width(cell(row))).max().unwrap_or(0);
        match kind {
            ChoiceKind::Help => Self { lead: widest(&|row| &row.keys).min(width / 3), second: 0 },
            ChoiceKind::Palette | ChoiceKind::Formats | ChoiceKind::FileExists => {
                Self { lead: widest(&|row| &row.label).min(width / 3), second: 0 }
            },
            ChoiceKind::Documents | ChoiceKind::Citations => Self { lead: widest(&|row| &row.keys).max(2), second: 0 },
            // The dates of linked events have a column if it leaves enough room for titles.
            ChoiceKind::Links => {
                let lead = widest(&|row| &row.heading).min(width / 3);
                let second = widest(&|row| &row.about);
                Self { lead, second: if lead + second + 30 <= width { second } else { 0 } }
            },
        }
    }
}

fn draw_row(painter: &mut Painter<'_>, area: Rect, kind: ChoiceKind, row: &ChoiceRow, widths: &Widths, selected: bool) {
    let width = usize::from(area.width);
    let (key, text_style, muted) =
        (painter.style(Role::HintKey), painter.style(Role::Text), painter.style(Role::Muted));
    let off = row.unavailable.is_some();
    let usual = |style: Style| if off { muted } else { style };
    let (lead, lead_style, main, aside, aside_style) = match kind {
        ChoiceKind::Help => (&row.keys, key, &row.about, row.label.clone(), muted),
        ChoiceKind::Palette | ChoiceKind::Formats | ChoiceKind::FileExists => {
            (&row.label, text_style, &row.about, row.keys.clone(), key)
        },
        ChoiceKind::Documents | ChoiceKind::Citations => {
            (&row.keys, painter.style(Role::Number), &row.label, row.about.clone(), muted)
        },
        ChoiceKind::Links if widths.second > 0 => (&row.heading, muted, &row.label, String::new(), muted),
        ChoiceKind::Links => (&row.heading, muted, &row.label, row.about.clone(), muted),
    };
    // Why it cannot be chosen is more important than anything else at the end.
    let aside = row.unavailable.clone().unwrap_or(aside);
    let lead = text::truncate(lead, widths.lead).into_owned();
    let blanks = " ".repeat(widths.lead.saturating_sub(text::width(&lead)) + 2);
    let mut line = Line::from(vec![Span::raw(" "), Span::styled(lead, usual(lead_style)), Span::raw(blanks)]);
    if widths.second > 0 {
        let blanks = " ".repeat(widths.second.saturating_sub(text::width(&row.about)) + 2);
        line.push_span(Span::styled(row.about.clone(), painter.style(Role::Date)));
        line.push_span(Span::raw(blanks));
    }
    line.push_span(Span::styled(main.clone(), usual(text_style)));
    let line = cut(line, width.saturating_sub(1));
    let room = width.saturating_sub(line_width(&line) + 3);
    let aside =
        if text::width(&aside) <= room || off { text::truncate(&aside, room).into_owned() } else { String::new() };
    let mut line = line;
    if !aside.is_empty() {
        let gap = width.saturating_sub(line_width(&line) + text::width(&aside) + 1);
        line.push_span(Span::raw(" ".repeat(gap)));
        line.push_span(Span::styled(aside, usual(aside_style)));
    }
    if selected {
        painter.cursor(area.x, area.y);
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

#[cfg(test)]
mod tests {
    use super::first_line;

    #[test]
    fn the_cursor_is_always_in_the_window() {
        for all in 0..30 {
            for room in 1..12 {
                for here in 0..all {
                    let first = first_line(here, room, all);
                    assert!((first..first + room).contains(&here), "{here} of {all} in {room}: {first}");
                    assert!(first + room <= all.max(room));
                }
            }
        }
    }
}
