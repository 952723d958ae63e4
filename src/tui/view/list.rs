//! The list: one line per event, under the year it began in, with the gaps between events.
//!
//! A row has the mark of the selection, the date, a letter per country (capital: took part; small: concerned; dot: neither),
//! the evidence, the title and, on wide screens, the kind, and the origin of the event if there are several chronologies.
//! Columns are as wide as their visible contents; titles get the rest.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use summits_chronology::chronology::{Annotation, Certainty};
use summits_chronology::text;

use super::empty;
use super::painter::{Frame, Painter, row};
use crate::config::Role;
use crate::keymap::{Action, Pane};
use crate::page::{self, CountryLetter, EventRow, Involvement, POSSIBLE};
use crate::timeline::{ListRow, gap_words};
use crate::tui::app::App;

/// From this width on a row shows the kind of its event.
const KIND_COLUMNS: u16 = 88;
/// From this width on a row names the chronology of its event, if there are several.
const ORIGIN_COLUMNS: u16 = 64;
/// The greatest width of these names.
const LONGEST_ORIGIN: usize = 10;
/// If a title would have fewer columns than this, the row omits the evidence.
const LEAST_TITLE: usize = 12;
/// The least width of dates: a day and a month.
const LEAST_DATE: usize = 6;

/// Draws the list with its border.
pub fn draw(app: &App, painter: &mut Painter<'_>, area: Rect) {
    painter.pane(area, Pane::List);
    let selection = app.selection();
    let query = app.query();
    let title = if query.is_empty() { "all events".to_owned() } else { query.to_string() };
    let more = if app.is_searching() { "…" } else { "" };
    let selected = app.selected_position();
    let position = selected.map(|selected| format!("{}/{}{more}", selected + 1, selection.len())).unwrap_or_default();
    let rows_shown = app.screen().list_rows();
    let frame = Frame {
        bordered: app.screen().bordered,
        focused: app.focused() == Pane::List,
        title: Line::styled(title, painter.style(if query.is_empty() { Role::Muted } else { Role::Query })),
        position: Line::styled(position, painter.style(Role::Count)),
        scroll: Some((app.top(), rows_shown, selection.len())),
    };
    let inner = painter.frame(area, frame);
    if selection.is_empty() {
        painter.cursor(inner.x, inner.y);
        empty::draw(app, painter, inner);
        return;
    }
    let rows = app.timeline().rows(app.chronology(), selection, app.top(), usize::from(inner.height));
    let columns = Columns::new(app, &rows, inner.width);
    for (number, shown) in rows.iter().enumerate() {
        let Some(line) = row(inner, number) else { break };
        match shown {
            ListRow::Year(year) => {
                let style = painter.style(Role::Year);
                painter.line(line, &Line::styled(format!(" {year}"), style));
            },
            ListRow::Gap(months) => gap_row(app, painter, line, *months),
            ListRow::Event(position) => event_row(app, painter, line, *position, &columns),
        }
    }
}

/// The widths of the columns.
struct Columns {
    date: usize,
    countries: usize,
    badge: usize,
    kind: usize,
    origin: usize,
}

impl Columns {
    fn new(app: &App, rows: &[ListRow], width: u16) -> Self {
        let chronology = app.chronology();
        let events = || {
            let position = |row: &ListRow| if let ListRow::Event(position) = row { Some(*position) } else { None };
            rows.iter().filter_map(position).filter_map(|position| app.selection().get(position))
        };
        let widest = |cell: &dyn Fn(EventRow<'_>) -> usize| {
            events().map(|event| cell(EventRow::new(chronology, event, Certainty::Yes))).max().unwrap_or(0)
        };
        let kinds = chronology.kinds.iter().map(|kind| text::width(&kind.name)).max().unwrap_or(0);
        let names = chronology.layers().iter().map(|layer| text::width(&layer.name)).max().unwrap_or(0);
        let mut columns = Self {
            date: widest(&|row| text::width(&row.date())).max(LEAST_DATE),
            countries: match page::has_letters(chronology) {
                true => chronology.countries.len(),
                false => widest(&|row| text::width(&row.codes())).clamp(2, 12),
            },
            badge: widest(&|row| text::width(row.badge().text())).max(2),
            kind: if width >= KIND_COLUMNS { kinds.min(14) } else { 0 },
            origin: if chronology.is_layered() && width >= ORIGIN_COLUMNS { names.min(LONGEST_ORIGIN) } else { 0 },
        };
        if usize::from(width) < columns.title() + columns.behind() + LEAST_TITLE {
            columns.badge = 0;
        }
        columns
    }

    /// Where the title begins.
    fn title(&self) -> usize {
        let badge = if self.badge > 0 { 2 + self.badge } else { 0 };
        1 + self.date + 1 + self.countries + badge + 1
    }

    /// The width of everything behind the title, with a blank at the end.
    fn behind(&self) -> usize {
        let column = |width: usize| if width > 0 { 2 + width } else { 0 };
        column(self.kind) + column(self.origin) + 1
    }
}

fn gap_row(app: &App, painter: &mut Painter<'_>, area: Rect, months: u32) {
    let style = painter.style(Role::Gap);
    let line = format!(" ┄┄ {} ┄┄", gap_words(months, !app.query().is_empty()));
    painter.line(area, &Line::styled(text::truncate(&line, usize::from(area.width)).into_owned(), style));
}

fn event_row(app: &App, painter: &mut Painter<'_>, area: Rect, position: usize, widths: &Columns) {
    let Some(reference) = app.selection().get(position) else { return };
    let chronology = app.chronology();
    let row = EventRow::new(chronology, reference, app.selection().certainty(reference));
    let selected = app.selected_position() == Some(position);
    painter.click(area, Action::Select(reference));

    let doubtful = painter.style(Role::Uncertain);
    let date_style = if row.is_date_doubtful() { doubtful } else { painter.style(Role::Date) };
    let mut line = Line::default();
    line.push_span(Span::raw(" "));
    line.push_span(Span::styled(format!("{date:<width$}", date = row.date(), width = widths.date), date_style));
    line.push_span(if row.is_possible() { Span::styled(POSSIBLE, doubtful) } else { Span::raw(" ") });
    line.extend(countries(painter, &row, widths.countries));
    if widths.badge > 0 {
        line.push_span(Span::raw("  "));
        line.extend(badge(painter, &row, widths.badge));
    }
    line.push_span(Span::raw(" "));

    let annotated = annotated(&row);
    let room = usize::from(area.width).saturating_sub(widths.title() + widths.behind());
    let (status, title) = (row.status(), row.title());
    let title = text::truncate(&title, room.saturating_sub(text::width(annotated) + text::width(&status)));
    let title_style = if status.is_empty() { painter.style(Role::Text) } else { doubtful };
    let left = room.saturating_sub(text::width(annotated) + text::width(&status) + text::width(&title));
    line.push_span(Span::styled(annotated, painter.style(Role::SelectionMark)));
    line.push_span(Span::styled(status, doubtful));
    line.push_span(Span::styled(title.into_owned(), title_style));
    line.push_span(Span::raw(" ".repeat(left)));
    for (name, width) in [(row.kind(), widths.kind), (row.origin().unwrap_or_default(), widths.origin)] {
        if width > 0 {
            let name = text::truncate(name, width).into_owned();
            let blanks = " ".repeat(width.saturating_sub(text::width(&name)));
            line.push_span(Span::raw("  "));
            line.push_span(Span::styled(format!("{name}{blanks}"), painter.style(Role::Muted)));
        }
    }
    if selected {
        painter.cursor(area.x, area.y);
        select(app, painter, area, line);
    } else {
        painter.line(area, &line);
    }
}

/// The sign before the title of an event that the reader has marked or written a note on.
fn annotated(row: &EventRow<'_>) -> &'static str {
    match row.annotation() {
        Some(Annotation { marked: true, note }) if note.is_empty() => "• ",
        Some(Annotation { marked: true, .. }) => "•+ ",
        Some(_) => "+ ",
        None => "",
    }
}

/// Draws the selected row. Where the selection has a ground, it covers the colours of the row.
fn select(app: &App, painter: &mut Painter<'_>, area: Rect, mut line: Line<'_>) {
    let (style, covers) = painter.theme.selection(app.focused() == Pane::List);
    if covers {
        line.spans.iter_mut().for_each(|span| span.style = Style::new());
    }
    painter.line(area, &line);
    painter.patch(area, style);
    let mark = painter.style(Role::SelectionMark);
    painter.line(Rect { width: 1.min(area.width), ..area }, &Line::styled("▌", mark));
}

/// A letter a country, or the codes of those involved where there are many.
fn countries(painter: &Painter<'_>, row: &EventRow<'_>, width: usize) -> Vec<Span<'static>> {
    if !page::has_letters(row.chronology()) {
        let codes = text::truncate(&row.codes(), width).into_owned();
        return vec![Span::styled(format!("{codes:<width$}"), painter.style(Role::Text))];
    }
    let styled = |letter: CountryLetter| {
        let colour = painter.theme.country(letter.country);
        let style = match letter.involvement {
            Involvement::Party => colour.add_modifier(Modifier::BOLD),
            Involvement::Concerned => colour.patch(painter.theme.own(Role::Concerned)),
            Involvement::None => painter.style(Role::Muted),
        };
        Span::styled(letter.letter.to_string(), style)
    };
    row.letters().map(styled).collect()
}

/// `JR≠1`, its parts in their styles.
fn badge(painter: &Painter<'_>, row: &EventRow<'_>, width: usize) -> Vec<Span<'static>> {
    let badge = row.badge();
    let blanks = " ".repeat(width.saturating_sub(text::width(badge.text())));
    vec![
        Span::styled(badge.support().to_owned(), painter.style(Role::Badge)),
        Span::styled(badge.differences().to_owned(), painter.style(Role::Difference)),
        Span::styled(badge.doubt().to_owned(), painter.style(Role::Uncertain)),
        Span::raw(blanks),
    ]
}
