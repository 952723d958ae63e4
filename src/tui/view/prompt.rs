//! The prompt: a line that is edited, for the query, a date, a note or the name of a file.
//!
//! It is on the last line of the screen. Above it is a preview: an error with a suggestion, the event that a date leads to,
//! or completions.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use summits_chronology::text;
use tui_input::Input;

use super::foot;
use super::painter::{Painter, columns, cut, line_width};
use crate::config::Role;
use crate::keymap::Context;
use crate::page::POSSIBLE;
use crate::query::QueryError;
use crate::tui::app::{App, Preview, Prompt, PromptKind, so_far};

/// Draws the line and the preview above it.
pub fn draw(app: &App, prompt: &Prompt, painter: &mut Painter<'_>) {
    let line = foot::last_line(app);
    if line.is_empty() {
        return;
    }
    painter.clear(line);
    let label = match prompt.kind {
        PromptKind::Query => "/",
        PromptKind::Date => "go to",
        PromptKind::Note(_) => "note",
        PromptKind::Export(_) => "export to",
    };
    let error = match &prompt.preview {
        Preview::Error(error) => Some(error.span.clone()),
        Preview::Live | Preview::GoesTo(_) | Preview::Rejected(_) => None,
    };
    let count = match prompt.kind {
        PromptKind::Query => Line::styled(live_count(app), painter.style(Role::Count)),
        PromptKind::Date | PromptKind::Note(_) | PromptKind::Export(_) => Line::default(),
    };
    let margin = u16::from(line.width >= 12);
    let mut inner = Rect { x: line.x + margin, width: line.width.saturating_sub(2 * margin), ..line };
    // On a narrow screen the count is left out first.
    if line_width(&count) + 24 <= usize::from(inner.width) {
        let taken = painter.line_right(inner, &count);
        inner.width -= taken + 2;
    }
    let label_style = painter.style(Role::HintKey);
    let taken = painter.line(inner, &Line::styled(format!("{label} "), label_style));
    let field = Rect { x: inner.x + taken, width: inner.width.saturating_sub(taken), ..inner };
    let style = painter.style(Role::Query);
    draw_input(painter, field, &prompt.input, style, error);

    let above = above(app, prompt, painter, usize::from(line.width).saturating_sub(2 * usize::from(margin)));
    let first = line.y.saturating_sub(columns(above.len()));
    // On a screen of a few lines it would cover everything.
    if line.y < 4 {
        return;
    }
    for (number, words) in above.iter().enumerate() {
        let row = Rect { y: first + columns(number), ..line };
        painter.clear(row);
        painter.line(Rect { x: row.x + margin, width: row.width.saturating_sub(2 * margin), ..row }, words);
    }
}

/// The text of a line with its cursor, scrolled to the cursor, with the range of an error underlined.
pub fn draw_input(painter: &mut Painter<'_>, area: Rect, input: &Input, style: Style, error: Option<Range<usize>>) {
    let width = usize::from(area.width);
    if width == 0 {
        return;
    }
    let value = input.value();
    let at = value.char_indices().nth(input.cursor()).map_or(value.len(), |(byte, _)| byte);
    // One column is kept for the cursor behind the text.
    let mut start = 0;
    while text::width(&value[start..at]) + 1 > width {
        start += value[start..].chars().next().map_or(1, char::len_utf8);
    }
    let error = error.map(|error| whole_characters(value, error)).unwrap_or(0..0);
    let error_style = painter.style(Role::Error).add_modifier(Modifier::UNDERLINED);
    let mut line = Line::default();
    for (stretch, style) in
        [(start..error.start.max(start), style), (error.start.max(start)..error.end.max(start), error_style)]
    {
        line.push_span(Span::styled(&value[stretch], style));
    }
    line.push_span(Span::styled(&value[error.end.max(start)..], style));
    painter.line(area, &line);
    let x = area.x.saturating_add(columns(text::width(&value[start..at])));
    painter.cursor(x, area.y);
    let cursor = painter.theme.own(Role::Cursor);
    painter.patch(Rect { x, width: 1, ..area }.intersection(area), cursor);
}

/// A range of bytes, widened to whole characters within the text.
fn whole_characters(value: &str, range: Range<usize>) -> Range<usize> {
    let mut start = range.start.min(value.len());
    while !value.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = range.end.clamp(start, value.len());
    while !value.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

/// `3 of 607 (1 possible*)`.
fn live_count(app: &App) -> String {
    let (selection, all) = (app.selection(), app.chronology().events().len());
    match selection.possible() {
        _ if app.is_searching() => format!("{}, of {all}", so_far(selection)),
        0 => format!("{} of {all}", selection.len()),
        possible => format!("{} of {all} ({possible} possible{POSSIBLE})", selection.len()),
    }
}

/// The lines of the preview.
fn above<'a>(app: &App, prompt: &Prompt, painter: &Painter<'_>, width: usize) -> Vec<Line<'a>> {
    match &prompt.preview {
        Preview::Error(error) => error_lines(painter, error, width),
        Preview::Rejected(reason) => wrapped(reason, painter.style(Role::Error), width),
        Preview::GoesTo(event) => {
            let event = &app.chronology()[*event];
            let line = Line::from(vec![
                Span::styled(event.date.words(), painter.style(Role::Date)),
                Span::styled(format!("  {}", event.title), painter.style(Role::Text)),
            ]);
            vec![cut(line, width)]
        },
        Preview::Live if prompt.kind == PromptKind::Date => {
            let examples = "2003   jan 2003   10 jan 2003   +6m   -1y   next gap   first   last";
            vec![cut(Line::styled(examples.to_owned(), painter.style(Role::Muted)), width)]
        },
        Preview::Live if let PromptKind::Export(format) = prompt.kind => {
            let events = match app.selection().len() {
                1 => "1 event".to_owned(),
                events => format!("{events} events"),
            };
            let what = if format.is_directory() { ", a new directory" } else { "" };
            let words =
                format!("{events} as {}{what}. Relative to the directory you started in; ~ works.", format.name());
            wrapped(&words, painter.style(Role::Muted), width)
        },
        Preview::Live => vec![completions(app, prompt, painter, width)],
    }
}

/// The error with a suggestion, and what was expected.
fn error_lines<'a>(painter: &Painter<'_>, error: &QueryError, width: usize) -> Vec<Line<'a>> {
    let mut first = vec![Span::styled(error.to_string(), painter.style(Role::Error))];
    if let Some(suggestion) = error.suggestion() {
        first.push(Span::styled(format!("   {suggestion}"), painter.style(Role::Text)));
    }
    let expected = Line::styled(format!("expected {}", error.expected()), painter.style(Role::Muted));
    vec![cut(Line::from(first), width), cut(expected, width)]
}

fn wrapped<'a>(words: &str, style: Style, width: usize) -> Vec<Line<'a>> {
    text::wrap(words, width).into_iter().take(2).map(|stretch| Line::styled(words[stretch].to_owned(), style)).collect()
}

/// The completions, the next one first; without any, the keys of the prompt.
fn completions<'a>(app: &App, prompt: &Prompt, painter: &Painter<'_>, width: usize) -> Line<'a> {
    let mut line = Line::default();
    let mut room = width;
    for candidate in &prompt.completions.candidates {
        let words = candidate.text.clone();
        let first = line.spans.is_empty();
        // The next one has a description.
        let note = if first && !candidate.note.is_empty() { format!("  {}", candidate.note) } else { String::new() };
        let needed = text::width(&words) + if first { 0 } else { 3 };
        if needed > room {
            break;
        }
        room -= needed;
        let role = if line.spans.is_empty() { Role::HintKey } else { Role::Hint };
        if !line.spans.is_empty() {
            line.push_span(Span::raw("   "));
        }
        line.push_span(Span::styled(words, painter.style(role)));
        if text::width(&note) + 24 <= room {
            room -= text::width(&note);
            line.push_span(Span::styled(note, painter.style(Role::Text)));
        }
    }
    if line.spans.is_empty() {
        return foot::hint_words(app, painter, Context::Prompt, width);
    }
    line
}
