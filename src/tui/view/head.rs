//! The head: what is browsed, which countries are asked for, and how many events that leaves.
//!
//! A country's chip shows in brackets the letters that match, as the rows show them: `[Kk]` any row in which North Korea
//! took part (`K`) or is concerned (`k`), `[K]` took part, `[k]` concerned; without brackets it is not asked for. Where
//! another key than that letter is in force, it stands before: `N:[Kk]`.

use chrono::Datelike;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};
use summits_chronology::chronology::{Country, Ref};
use summits_chronology::text;

use super::painter::{FEW_COUNTRIES, Painter, columns, line_width};
use crate::config::Role;
use crate::keymap::Action;
use crate::page::POSSIBLE;
use crate::query::{CountryMode, Role as CountryRole};
use crate::tui::app::{App, so_far};

/// The least columns that a title is worth showing in.
const LEAST_TITLE: usize = 16;

/// Draws the head.
pub fn draw(app: &App, painter: &mut Painter<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    if app.is_reading() && !app.screen().bordered {
        // No border carries the date of the event.
        let style = painter.style(Role::Title);
        painter.line(area, &Line::styled(super::detail::head_words(app), style));
        return;
    }
    let area = if area.width > 30 { Rect { x: area.x + 1, width: area.width - 2, ..area } } else { area };
    let count = count(app, painter, usize::from(area.width));
    let taken = painter.line_right(area, &count);
    let mut free = Rect { width: area.width.saturating_sub(taken), ..area };

    let title = title(app);
    let few = app.chronology().countries.len() <= FEW_COUNTRIES;
    let (long, short) = (chips_width(app, true), chips_width(app, false));
    let room = usize::from(free.width);
    // The title names what is browsed, so it goes before the names of the countries.
    let shortest = title.last().map_or(0, |title| text::width(title));
    let names = few && long + shortest + 5 <= room;
    let width = if names { long } else { short };
    if width + 3 <= room {
        // With much room the title stands on the left and the chips by the count; with little they come first.
        let chips = if room >= width + LEAST_TITLE + 3 {
            Rect { x: free.right() - columns(width) - 2, width: columns(width), ..free }
        } else {
            Rect { width: columns(width), ..free }
        };
        draw_chips(app, painter, chips, names);
        free.width = chips.x.saturating_sub(free.x);
    }
    if usize::from(free.width) > LEAST_TITLE {
        let room = usize::from(free.width) - 1;
        let style = painter.style(Role::Title);
        let words = title.iter().find(|title| text::width(title) <= room).or(title.last());
        let words = text::truncate(words.map_or("", |words| words), room).into_owned();
        painter.line(free, &Line::styled(words, style));
    }
}

/// The title of the chronology, the longest form first.
fn title(app: &App) -> Vec<String> {
    let chronology = app.chronology();
    let first = chronology.span.earliest().year();
    let years = match chronology.span.latest().map(|last| last.year()) {
        Some(last) if last == first => first.to_string(),
        Some(last) => format!("{first}–{last}"),
        None => format!("{first}–"),
    };
    let mut titles = vec![chronology.title.to_string()];
    // Many a title says the years itself.
    if !chronology.title.contains(&years) {
        titles.insert(0, format!("{}, {years}", chronology.title));
    }
    if chronology.is_layered() {
        let names: Vec<&str> = chronology.layers().iter().map(|layer| &*layer.name).collect();
        titles.push(names.join(" + "));
    }
    titles
}

/// `269 of 607`, `41, and 3 possibly, of 607`, `607 events`.
fn count<'a>(app: &App, painter: &Painter<'_>, room: usize) -> Line<'a> {
    let (style, muted) = (painter.style(Role::Count), painter.style(Role::Muted));
    let all = app.chronology().events().len();
    let (definite, possible) = (app.selection().definite(), app.selection().possible());
    let whole = definite == all && possible == 0;
    if app.is_searching() {
        let found = Line::styled(so_far(app.selection()), style);
        let mut long = found.clone();
        long.push_span(Span::styled(format!(", of {all}"), muted));
        return if long.width() <= room { long } else { found };
    }
    let long = match (whole, possible) {
        (true, _) => Line::from(vec![Span::styled(all.to_string(), style), Span::styled(" events", muted)]),
        (false, 0) => {
            Line::from(vec![Span::styled(definite.to_string(), style), Span::styled(format!(" of {all}"), muted)])
        },
        (false, possible) => Line::from(vec![
            Span::styled(definite.to_string(), style),
            Span::styled(format!(", and {possible} possibly{POSSIBLE},"), painter.style(Role::Uncertain)),
            Span::styled(format!(" of {all}"), muted),
        ]),
    };
    let short = match possible {
        0 => definite.to_string(),
        possible => format!("{definite}+{possible}?"),
    };
    if line_width(&long) <= room { long } else { Line::styled(short, style) }
}

/// The columns that chips and mode take.
fn chips_width(app: &App, names: bool) -> usize {
    let chips: usize = app.chronology().countries.refs().map(|country| chip_width(app, country, names)).sum();
    chips + mode_words(CountryMode::Only).len().max(mode_words(CountryMode::All).len()) + 1
}

/// A chip keeps its width whatever its state, so that nothing moves when a key is pressed.
fn chip_width(app: &App, country: Ref<Country>, names: bool) -> usize {
    let other = other_key(app, country).map_or(0, |key| text::width(&key));
    let country = &app.chronology().countries[country];
    let key = text::width(&country.key.to_string());
    2 + other + 2 * key + if names { 1 + text::width(&country.name) + 2 } else { 0 }
}

/// The key in force, where it is not the letter of the rows.
fn other_key(app: &App, country: Ref<Country>) -> Option<String> {
    let key = app.keymap().country_key(country)?.to_string();
    (key != app.chronology().countries[country].key.to_string()).then(|| format!("{key}:"))
}

fn draw_chips(app: &App, painter: &mut Painter<'_>, area: Rect, names: bool) {
    let filter = app.query().country_filter();
    let mut x = area.x;
    for (place, country) in app.chronology().countries.entries() {
        let role = filter.role(country.code);
        let width = columns(chip_width(app, place, names));
        let (upper, lower) = (country.key.to_string(), country.key.to_lowercase().to_string());
        let letters = match role {
            None => upper,
            Some(CountryRole::Involved) => format!("[{upper}{lower}]"),
            Some(CountryRole::TookPart) => format!("[{upper}]"),
            Some(CountryRole::Concerned) => format!("[{lower}]"),
        };
        let colour = painter.theme.country(place);
        let (mut chip, key, name) = match role {
            None => (vec![Span::raw(" ")], Role::ChipKey, Role::ChipOff),
            Some(_) => (Vec::new(), Role::ChipOn, Role::Text),
        };
        let other = other_key(app, place);
        let key = if key == Role::ChipKey && other.is_some() { Role::ChipOff } else { key };
        chip.extend(other.map(|other| Span::styled(other, colour.patch(painter.theme.own(Role::ChipKey)))));
        chip.push(Span::styled(letters, colour.patch(painter.theme.own(key))));
        let name = painter.style(name);
        if names {
            chip.push(Span::styled(format!(" {}", country.name), name));
        }
        let spot = Rect { x, width: width.min(area.right().saturating_sub(x)), ..area };
        painter.line(spot, &Line::from(chip));
        painter.click(spot, Action::Country(place));
        x = x.saturating_add(width);
    }
    // Of fewer than two countries the mode says little, so it stands back.
    let mut style = painter.style(Role::Text);
    if filter.roles.len() < 2 && filter.mode == CountryMode::All {
        style = painter.style(Role::Muted).remove_modifier(Modifier::BOLD);
    }
    let spot = Rect { x: x.saturating_add(1), width: area.right().saturating_sub(x + 1), ..area };
    painter.line(spot, &Line::styled(mode_words(filter.mode), style));
    painter.click(spot, Action::CycleCountryMode);
}

fn mode_words(mode: CountryMode) -> &'static str {
    match mode {
        CountryMode::All => "all of",
        CountryMode::Any => "any of",
        CountryMode::Only => "only",
    }
}
