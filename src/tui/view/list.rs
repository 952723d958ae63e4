//! The list: one line an event, under the year it began in, with the gaps between.
//!
//! A row reads: mark of the selection, date, a letter a country (capital: took part; small: concerned; dot: neither), the
//! evidence, the title, and where there is room the kind, and the origin of the event if there are several chronologies. Columns are as wide as what the window shows, so that titles
//! get the rest.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use summits_chronology::chronology::{Annotation, Certainty, Chronology, Country, Event, Ref, Status};
use summits_chronology::text;

use super::canvas::{Canvas, Frame, row};
use super::{FEW_COUNTRIES, POSSIBLY, empty};
use crate::config::Role;
use crate::keymap::{Action, Pane};
use crate::timeline::{ListRow, gap_words};
use crate::tui::app::App;

/// From this width on a row shows the kind of its event.
const KIND_COLUMNS: u16 = 88;
/// From this width on a row names the chronology of its event, where several are laid over one another.
const ORIGIN_COLUMNS: u16 = 64;
/// The widest column of these names.
const LONGEST_ORIGIN: usize = 10;
/// Where a title would have fewer columns than this, the row goes without the evidence.
const LEAST_TITLE: usize = 12;
/// The narrowest date: a day and a month.
const LEAST_DATE: usize = 6;

/// Draws the list with its border.
pub fn draw(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    canvas.pane(area, Pane::List);
    let selection = app.selection();
    let query = app.query();
    let title = if query.is_empty() { "all events".to_owned() } else { query.to_string() };
    let place = app.selected_place();
    let more = if app.is_searching() { "…" } else { "" };
    let position = place.map(|place| format!("{}/{}{more}", place + 1, selection.len())).unwrap_or_default();
    let rows_shown = app.screen().list_rows();
    let frame = Frame {
        bordered: app.screen().bordered,
        focused: app.focused() == Pane::List,
        title: Line::styled(title, canvas.style(if query.is_empty() { Role::Muted } else { Role::Query })),
        position: Line::styled(position, canvas.style(Role::Count)),
        scroll: Some((app.top(), rows_shown, selection.len())),
    };
    let inner = canvas.frame(area, frame);
    if selection.is_empty() {
        canvas.cursor(inner.x, inner.y);
        empty::draw(app, canvas, inner);
        return;
    }
    let rows = app.timeline().rows(app.chronology(), selection, app.top(), usize::from(inner.height));
    let columns = Columns::new(app, &rows, inner.width);
    for (number, shown) in rows.iter().enumerate() {
        let Some(line) = row(inner, number) else { break };
        match shown {
            ListRow::Year(year) => {
                let style = canvas.style(Role::Year);
                canvas.line(line, &Line::styled(format!(" {year}"), style));
            },
            ListRow::Gap(months) => gap(canvas, line, *months, !app.query().is_empty()),
            ListRow::Event(place) => event_row(app, canvas, line, *place, &columns),
        }
    }
}

/// How wide the columns of a window are.
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
            let place = |row: &ListRow| if let ListRow::Event(place) = row { Some(*place) } else { None };
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

    /// How much stands behind the title, with a blank at the very end.
    fn behind(&self) -> usize {
        let column = |width: usize| if width > 0 { 2 + width } else { 0 };
        column(self.kind) + column(self.origin) + 1
    }
}

/// The line of a gap.
fn gap(canvas: &mut Canvas<'_>, area: Rect, months: u32, filtered: bool) {
    let style = canvas.style(Role::Gap);
    let line = format!(" ┄┄ {} ┄┄", gap_words(months, filtered));
    canvas.line(area, &Line::styled(text::truncate(&line, usize::from(area.width)).into_owned(), style));
}

fn event_row(app: &App, canvas: &mut Canvas<'_>, area: Rect, place: usize, widths: &Columns) {
    let Some(reference) = app.selection().get(place) else { return };
    let chronology = app.chronology();
    let event = &chronology[reference];
    let selected = app.selected_place() == Some(place);
    let possible = app.selection().certainty(reference) == Certainty::Possibly;
    canvas.click(area, Action::Select(reference));

    let doubtful = canvas.style(Role::Uncertain);
    let date = event.date.row_words();
    let date_style = if event.date.is_qualified() || possible { doubtful } else { canvas.style(Role::Date) };
    let mut line = Line::default();
    line.push_span(Span::raw(" "));
    line.push_span(Span::styled(format!("{date:<width$}", width = widths.date), date_style));
    line.push_span(if possible { Span::styled(POSSIBLY, doubtful) } else { Span::raw(" ") });
    line.extend(countries(canvas, chronology, event, widths.countries));
    if widths.badge > 0 {
        line.push_span(Span::raw("  "));
        line.extend(badge(canvas, chronology, event, widths.badge));
    }
    line.push_span(Span::raw(" "));

    let annotated = annotated(chronology, reference);
    let room = usize::from(area.width).saturating_sub(widths.title() + widths.behind());
    let status = if event.status == Status::Held { String::new() } else { format!("{}: ", event.status) };
    let title = text::truncate(&event.title, room.saturating_sub(text::width(annotated) + text::width(&status)));
    let title_style = if event.status == Status::Held { canvas.style(Role::Text) } else { doubtful };
    let left = room.saturating_sub(text::width(annotated) + text::width(&status) + text::width(&title));
    line.push_span(Span::styled(annotated, canvas.style(Role::SelectionMark)));
    line.push_span(Span::styled(status, doubtful));
    line.push_span(Span::styled(title.into_owned(), title_style));
    line.push_span(Span::raw(" ".repeat(left)));
    let origin = chronology.shown_layer(reference).map_or("", |layer| &layer.name);
    for (name, width) in [(&*chronology.kinds[event.kind].name, widths.kind), (origin, widths.origin)] {
        if width > 0 {
            let name = text::truncate(name, width).into_owned();
            let blanks = " ".repeat(width.saturating_sub(text::width(&name)));
            line.push_span(Span::raw("  "));
            line.push_span(Span::styled(format!("{name}{blanks}"), canvas.style(Role::Muted)));
        }
    }
    if selected {
        canvas.cursor(area.x, area.y);
        select(app, canvas, area, line);
    } else {
        canvas.line(area, &line);
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
fn select(app: &App, canvas: &mut Canvas<'_>, area: Rect, mut line: Line<'_>) {
    let (style, covers) = canvas.theme.selection(app.focused() == Pane::List);
    if covers {
        line.spans.iter_mut().for_each(|span| span.style = Style::new());
    }
    canvas.line(area, &line);
    canvas.patch(area, style);
    let mark = canvas.style(Role::SelectionMark);
    canvas.line(Rect { width: 1.min(area.width), ..area }, &Line::styled("▌", mark));
}

/// A letter a country, or the codes of those that took part where there are many.
fn countries(canvas: &Canvas<'_>, chronology: &Chronology, event: &Event, width: usize) -> Vec<Span<'static>> {
    if chronology.countries.len() > FEW_COUNTRIES {
        let codes = text::truncate(&codes(chronology, event), width).into_owned();
        return vec![Span::styled(format!("{codes:<width$}"), canvas.style(Role::Text))];
    }
    let letter = |(place, country): (Ref<Country>, &Country)| {
        let colour = canvas.theme.country(place);
        if event.parties.contains(place) {
            Span::styled(country.key.to_string(), colour.add_modifier(Modifier::BOLD))
        } else if event.concerns.contains(place) {
            Span::styled(country.key.to_lowercase().to_string(), colour.patch(canvas.theme.own(Role::Concerned)))
        } else {
            Span::styled("·", canvas.style(Role::Muted))
        }
    };
    chronology.countries.entries().map(letter).collect()
}

/// `JP RU`: the codes of those that took part.
fn codes(chronology: &Chronology, event: &Event) -> String {
    event.parties.codes(&chronology.countries, " ")
}

/// `JR≠1`, its parts in their styles.
fn badge(canvas: &Canvas<'_>, chronology: &Chronology, event: &Event, width: usize) -> Vec<Span<'static>> {
    let badge = chronology.evidence(event).badge(&chronology.countries);
    let blanks = " ".repeat(width.saturating_sub(text::width(&badge)));
    let certain = badge.trim_end_matches('?');
    let doubt = badge[certain.len()..].to_owned();
    let (support, differences) = certain.split_at(certain.find('≠').unwrap_or(certain.len()));
    vec![
        Span::styled(support.to_owned(), canvas.style(Role::Badge)),
        Span::styled(differences.to_owned(), canvas.style(Role::Difference)),
        Span::styled(doubt, canvas.style(Role::Uncertain)),
        Span::raw(blanks),
    ]
}
