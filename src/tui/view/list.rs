//! The list: one line per event, under the year it began in, with the gaps between events.
//!
//! A row has the mark of the selection, the date, a letter per country (capital: took part; small: concerned; dot: neither),
//! the evidence, the title and, on wide screens, the kind, and the origin of the event if there are several chronologies.
//! Columns are as wide as their visible contents; titles get the rest.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use summits_chronology::chronology::{Annotation, Certainty, Chronology, Country, Event, Ref, Status};
use summits_chronology::text;

use super::empty;
use super::painter::{FEW_COUNTRIES, Frame, POSSIBLE, Painter, row};
use crate::config::Role;
use crate::keymap::{Action, Pane};
use crate::timeline::{Row, gap_words};
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
    let place = app.selected_position();
    let more = if app.is_searching() { "…" } else { "" };
    let position = place.map(|place| format!("{}/{}{more}", place + 1, selection.len())).unwrap_or_default();
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
            Row::Year(year) => {
                let style = painter.style(Role::Year);
                painter.line(line, &Line::styled(format!(" {year}"), style));
            },
            Row::Gap(months) => gap_row(painter, line, *months),
            Row::Event(place) => event_row(app, painter, line, *place, &columns),
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
    fn new(app: &App, rows: &[Row], width: u16) -> Self {
        let chronology = app.chronology();
        let events = || {
            let place = |row: &Row| if let Row::Event(place) = row { Some(*place) } else { None };
            rows.iter().filter_map(place).filter_map(|place| app.selection().get(place))
        };
        let widest = |cell: &dyn Fn(&Event) -> usize| events().map(|event| cell(&chronology[event])).max().unwrap_or(0);
        let badge = |event: &Event| text::width(&chronology.evidence(event).badge(&chronology.countries));
        let kinds = chronology.kinds.iter().map(|kind| text::width(&kind.name)).max().unwrap_or(0);
        let names = chronology.layers().iter().map(|layer| text::width(&layer.name)).max().unwrap_or(0);
        let mut columns = Self {
            date: widest(&|event| text::width(&event.date.row_words())).max(LEAST_DATE),
            countries: match chronology.countries.len() {
                few if few <= FEW_COUNTRIES => few,
                _ => widest(&|event| text::width(&codes(chronology, event))).clamp(2, 12),
            },
            badge: widest(&badge).max(2),
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

fn gap_row(painter: &mut Painter<'_>, area: Rect, months: u32) {
    let style = painter.style(Role::Gap);
    let line = format!(" ┄┄ {} ┄┄", gap_words(months));
    painter.line(area, &Line::styled(text::truncate(&line, usize::from(area.width)).into_owned(), style));
}

fn event_row(app: &App, painter: &mut Painter<'_>, area: Rect, place: usize, widths: &Columns) {
    let Some(reference) = app.selection().get(place) else { return };
    let chronology = app.chronology();
    let event = &chronology[reference];
    let selected = app.selected_position() == Some(place);
    let possible = app.selection().certainty(reference) == Certainty::Possibly;
    painter.click(area, Action::Select(reference));

    let doubtful = painter.style(Role::Uncertain);
    let date = event.date.row_words();
    let date_style = if event.date.is_qualified() || possible { doubtful } else { painter.style(Role::Date) };
    let mut line = Line::default();
    line.push_span(Span::raw(" "));
    line.push_span(Span::styled(format!("{date:<width$}", width = widths.date), date_style));
    line.push_span(if possible { Span::styled(POSSIBLE, doubtful) } else { Span::raw(" ") });
    line.extend(countries(painter, chronology, event, widths.countries));
    if widths.badge > 0 {
        line.push_span(Span::raw("  "));
        line.extend(badge(painter, chronology, event, widths.badge));
    }
    line.push_span(Span::raw(" "));

    let annotated = annotated(chronology, reference);
    let room = usize::from(area.width).saturating_sub(widths.title() + widths.behind());
    let status = if event.status == Status::Held { String::new() } else { format!("{}: ", event.status) };
    let title = text::truncate(&event.title, room.saturating_sub(text::width(annotated) + text::width(&status)));
    let title_style = if event.status == Status::Held { painter.style(Role::Text) } else { doubtful };
    let left = room.saturating_sub(text::width(annotated) + text::width(&status) + text::width(&title));
    line.push_span(Span::styled(annotated, painter.style(Role::SelectionMark)));
    line.push_span(Span::styled(status, doubtful));
    line.push_span(Span::styled(title.into_owned(), title_style));
    line.push_span(Span::raw(" ".repeat(left)));
    let origin = chronology.shown_layer(reference).map_or("", |layer| &layer.name);
    for (name, width) in [(&*chronology.kinds[event.kind].name, widths.kind), (origin, widths.origin)] {
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

/// What stands before the title of an event that the reader has marked or written a note on.
fn annotated(chronology: &Chronology, event: Ref<Event>) -> &'static str {
    match chronology.annotation(event) {
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

/// A letter a country, or the codes of those that took part where there are many.
fn countries(painter: &Painter<'_>, chronology: &Chronology, event: &Event, width: usize) -> Vec<Span<'static>> {
    if chronology.countries.len() > FEW_COUNTRIES {
        let codes = text::truncate(&codes(chronology, event), width).into_owned();
        return vec![Span::styled(format!("{codes:<width$}"), painter.style(Role::Text))];
    }
    let letter = |(place, country): (Ref<Country>, &Country)| {
        let colour = painter.theme.country(place);
        if event.parties.contains(place) {
            Span::styled(country.key.to_string(), colour.add_modifier(Modifier::BOLD))
        } else if event.concerns.contains(place) {
            Span::styled(country.key.to_lowercase().to_string(), colour.patch(painter.theme.own(Role::Concerned)))
        } else {
            Span::styled("·", painter.style(Role::Muted))
        }
    };
    chronology.countries.entries().map(letter).collect()
}

/// `JP RU`: the codes of those that took part.
fn codes(chronology: &Chronology, event: &Event) -> String {
    event.parties.codes(&chronology.countries, " ")
}

/// `JR≠1`, its parts in their styles.
fn badge(painter: &Painter<'_>, chronology: &Chronology, event: &Event, width: usize) -> Vec<Span<'static>> {
    let badge = chronology.evidence(event).badge(&chronology.countries);
    let blanks = " ".repeat(width.saturating_sub(text::width(&badge)));
    let certain = badge.trim_end_matches('?');
    let doubt = badge[certain.len()..].to_owned();
    let (support, differences) = certain.split_at(certain.find('≠').unwrap_or(certain.len()));
    vec![
        Span::styled(support.to_owned(), painter.style(Role::Badge)),
        Span::styled(differences.to_owned(), painter.style(Role::Difference)),
        Span::styled(doubt, painter.style(Role::Uncertain)),
        Span::raw(blanks),
    ]
}
