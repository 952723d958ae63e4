//! The head: the title of the chronology, the countries of the query, and how many events match.
//!
//! A chip for each country shows in brackets the letters of the rows that match: `[Kk]` North Korea took part (`K`) or is
//! concerned (`k`), `[K]` took part, `[k]` concerned. Without brackets the query does not mention the country. If its key is
//! not its letter, the key comes first: `N:[Kk]`. Beside the chips is how the countries are combined: `J and K`, `J or K`,
//! `only J and K`.

use chrono::Datelike;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use summits_chronology::chronology::{Country, Ref};
use summits_chronology::text;

use super::painter::{FEW_COUNTRIES, Painter, columns, line_width};
use crate::config::Role;
use crate::keymap::Action;
use crate::page::POSSIBLE;
use crate::query::{CountryMode, Role as CountryRole};
use crate::tui::app::{App, so_far};

/// In fewer columns no title is shown.
const LEAST_TITLE: usize = 16;

/// Draws the head.
pub fn draw(app: &App, painter: &mut Painter<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    if app.is_reading() && !app.screen().bordered {
        // No border shows the date of the event.
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
    // The title is more important than the names of the countries.
    let shortest = title.last().map_or(0, |title| text::width(title));
    let names = few && long + shortest + 5 <= room;
    let width = if names { long } else { short };
    if width + 3 <= room {
        // With much room the title is on the left and the chips are beside the count; with little the chips come first.
        let beside_title = room >= width + LEAST_TITLE + 3;
        let x = if beside_title { free.right() - columns(width) - 2 } else { free.x };
        let chips = Rect { x, width: columns(width), ..free };
        draw_chips(app, painter, chips, names);
        if beside_title {
            free.width = chips.x - free.x;
            let taken = draw_combination(app, painter, Rect { width: free.width.saturating_sub(2), ..free });
            free.width = free.width.saturating_sub(if taken > 0 { taken + 3 } else { 0 });
        } else {
            let behind = Rect { x: chips.right(), width: free.right() - chips.right(), ..free };
            let width = text::width(&combination(app)).min(usize::from(behind.width));
            draw_combination(app, painter, Rect { width: columns(width), ..behind });
            free.width = 0;
        }
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
    // Many titles contain the years.
    if !chronology.title.contains(&years) {
        titles.insert(0, format!("{}, {years}", chronology.title));
    }
    if chronology.is_layered() {
        let names: Vec<&str> = chronology.layers().iter().map(|layer| &*layer.name).collect();
        titles.push(names.join(" + "));
    }
    titles
}

/// `607 events`, `269 of 607`, `3 of 607 (1 possible*)`.
fn count<'a>(app: &App, painter: &Painter<'_>, room: usize) -> Line<'a> {
    let (style, muted) = (painter.style(Role::Count), painter.style(Role::Muted));
    let all = app.chronology().events().len();
    let (matching, possible) = (app.selection().len(), app.selection().possible());
    if app.is_searching() {
        let found = Line::styled(so_far(app.selection()), style);
        let mut long = found.clone();
        long.push_span(Span::styled(format!(", of {all}"), muted));
        return if long.width() <= room { long } else { found };
    }
    if matching == all && possible == 0 {
        return Line::from(vec![Span::styled(all.to_string(), style), Span::styled(" events", muted)]);
    }
    let mut long =
        Line::from(vec![Span::styled(matching.to_string(), style), Span::styled(format!(" of {all}"), muted)]);
    let mut short = matching.to_string();
    if possible > 0 {
        let words = format!(" ({possible} possible{POSSIBLE})");
        long.push_span(Span::styled(words, painter.style(Role::Uncertain)));
        short.push_str(&format!(" ({possible}{POSSIBLE})"));
    }
    if line_width(&long) <= room { long } else { Line::styled(short, style) }
}

fn chips_width(app: &App, names: bool) -> usize {
    app.chronology().countries.refs().map(|country| chip_width(app, country, names)).sum()
}

/// The columns of a chip: the same in every state, so that nothing moves when a key is pressed.
fn chip_width(app: &App, country: Ref<Country>, names: bool) -> usize {
    let other = other_key(app, country).map_or(0, |key| text::width(&key));
    let country = &app.chronology().countries[country];
    let key = text::width(&country.key.to_string());
    2 + other + 2 * key + if names { 1 + text::width(&country.name) + 2 } else { 0 }
}

/// The key in force, if it is not the letter of the rows.
fn other_key(app: &App, country: Ref<Country>) -> Option<String> {
    let key = app.keymap().country_key(country)?.to_string();
    (key != app.chronology().countries[country].key.to_string()).then(|| format!("{key}:"))
}

fn draw_chips(app: &App, painter: &mut Painter<'_>, area: Rect, names: bool) {
    let filter = app.query().country_filter();
    let mut x = area.x;
    for (reference, country) in app.chronology().countries.entries() {
        let role = filter.role(country.code);
        let width = columns(chip_width(app, reference, names));
        let (upper, lower) = (country.key.to_string(), country.key.to_lowercase().to_string());
        let letters = match role {
            None => upper,
            Some(CountryRole::Involved) => format!("[{upper}{lower}]"),
            Some(CountryRole::TookPart) => format!("[{upper}]"),
            Some(CountryRole::Concerned) => format!("[{lower}]"),
        };
        let colour = painter.theme.country(reference);
        let (mut chip, key, name) = match role {
            None => (vec![Span::raw(" ")], Role::ChipKey, Role::ChipOff),
            Some(_) => (Vec::new(), Role::ChipOn, Role::Text),
        };
        let other = other_key(app, reference);
        let key = if key == Role::ChipKey && other.is_some() { Role::ChipOff } else { key };
        chip.extend(other.map(|other| Span::styled(other, colour.patch(painter.theme.own(Role::ChipKey)))));
        chip.push(Span::styled(letters, colour.patch(painter.theme.own(key))));
        let name = painter.style(name);
        if names {
            chip.push(Span::styled(format!(" {}", country.name), name));
        }
        let spot = Rect { x, width: width.min(area.right().saturating_sub(x)), ..area };
        painter.line(spot, &Line::from(chip));
        painter.click(spot, Action::Country(reference));
        x = x.saturating_add(width);
    }
}

/// Draws how the countries are combined at the right of `area`, if it fits. Answers how many columns it took.
fn draw_combination(app: &App, painter: &mut Painter<'_>, area: Rect) -> u16 {
    let style = painter.style(Role::Text);
    let taken = painter.line_right(area, &Line::styled(combination(app), style));
    painter.click(Rect { x: area.right() - taken, width: taken, ..area }, Action::CycleCountryMode);
    taken
}

/// How the countries are combined: `J and K`, `J or K`, `only J and K`. Empty where the mode makes no difference.
fn combination(app: &App) -> String {
    let filter = app.query().country_filter();
    let chosen = app.chronology().countries.iter().filter(|country| filter.role(country.code).is_some());
    let letters: Vec<String> = chosen.map(|country| country.key.to_string()).collect();
    let Some((last, before)) = letters.split_last() else { return String::new() };
    let joined = |word: &str| match before {
        [] => last.clone(),
        before => format!("{} {word} {last}", before.join(", ")),
    };
    match filter.mode {
        CountryMode::Only => format!("only {}", joined("and")),
        CountryMode::All | CountryMode::Any if before.is_empty() => String::new(),
        CountryMode::All => joined("and"),
        CountryMode::Any => joined("or"),
    }
}
