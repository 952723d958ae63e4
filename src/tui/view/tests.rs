//! What is on the screen, in symbols and styles, at every size; and that it can be drawn at any.

use std::sync::Arc;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};
use summits_chronology::chronology::{Chronology, Country, CountryCode, Register, fixture};

use super::{HitMap, draw};
use crate::config::{self, Config, Sources};
use crate::keymap::{Action, Chord, Keymap, Pane};
use crate::query::{Index, Query};
use crate::tui::app::{App, Start};
use crate::tui::message::{Message, Notice};
use crate::tui::theme::Theme;

const SUMMIT: &str = "2003-01-10-koizumi-putin-moscow";

/// A browser on a screen for tests.
struct TestScreen {
    app: App,
    theme: Theme,
}

impl TestScreen {
    fn new(columns: u16, rows: u16) -> Self {
        Self::of(fixture::chronology(), Sources::default(), columns, rows)
    }

    fn without_colours(columns: u16, rows: u16) -> Self {
        Self::of(fixture::chronology(), Sources { no_color: true, ..Sources::default() }, columns, rows)
    }

    fn of(chronology: Chronology, sources: Sources, columns: u16, rows: u16) -> Self {
        Self::with(chronology, config::load(&sources).config, columns, rows)
    }

    fn with(chronology: Chronology, config: Config, columns: u16, rows: u16) -> Self {
        let Config { theme, bindings, layout, .. } = config;
        let chronology = Arc::new(chronology);
        let theme = Theme::new(&theme, &chronology);
        let start = Start {
            index: Arc::new(Index::new(&chronology)),
            keymap: Keymap::new(&bindings, &chronology),
            chronology,
            layout,
            mouse: true,
            editor: false,
            directories: vec![None],
            query: Query::default(),
            notice: None,
        };
        let mut screen = Self { app: App::new(start), theme };
        screen.app.handle(Message::Resize(columns, rows));
        screen
    }

    fn act(&mut self, action: Action) {
        self.app.update(action);
    }

    /// Presses keys: chords divided by blanks, or a text after a quotation mark, with `_` for a blank.
    fn press(mut self, keys: &str) -> Self {
        for word in keys.split_whitespace() {
            let chords: Vec<String> = match word.strip_prefix('"') {
                Some(text) => {
                    text.chars().map(|typed| if typed == '_' { "space".into() } else { typed.into() }).collect()
                },
                None => vec![word.to_owned()],
            };
            for chord in chords {
                let chord = Chord::parse(&chord).unwrap();
                let action = self.app.keymap().action(self.app.context(), chord).unwrap();
                self.act(action);
            }
        }
        self
    }

    /// Selects an event by its id.
    fn at(mut self, id: &str) -> Self {
        let event = self.app.chronology().events().find(id).unwrap();
        self.act(Action::Select(event));
        self
    }

    fn drawn(&self) -> (Buffer, HitMap) {
        let mut buffer = Buffer::empty(self.app.screen().area);
        let map = draw(&self.app, &self.theme, &mut buffer);
        (buffer, map)
    }

    /// The symbols of the screen.
    fn shown(&self) -> String {
        symbols(&self.drawn().0).join("\n")
    }

    /// The symbols, then a letter for the style of every cell and what the letters mean.
    fn shown_in_full(&self) -> String {
        let (buffer, map) = self.drawn();
        let cursor = map.cursor().map(|at| format!("\ncursor at {},{}", at.x, at.y)).unwrap_or_default();
        format!("{}\n\n{}{cursor}", symbols(&buffer).join("\n"), styles(&buffer))
    }
}

/// The rows of a buffer as text. A link of the terminal shows its words only.
fn symbols(buffer: &Buffer) -> Vec<String> {
    let rows = buffer.area.rows().map(|row| {
        let mut line = String::new();
        let mut covered = 0;
        for column in row.columns() {
            if covered > 0 {
                covered -= 1;
                continue;
            }
            let symbol = words_of(buffer[(column.x, column.y)].symbol());
            covered = summits_chronology::text::width(&symbol).saturating_sub(1);
            line.push_str(&symbol);
        }
        format!("│{line}│")
    });
    rows.collect()
}

fn words_of(symbol: &str) -> String {
    match symbol.split_once("\x1b\\") {
        Some((_, rest)) => rest.split('\x1b').next().unwrap_or_default().to_owned(),
        None => symbol.to_owned(),
    }
}

/// A letter a cell, and the legend. What has no style of its own is a blank.
fn styles(buffer: &Buffer) -> String {
    let mut legend: Vec<Style> = Vec::new();
    let mut rows = Vec::new();
    let plain = Style { fg: Some(Color::Reset), bg: Some(Color::Reset), ..Style::default() };
    for row in buffer.area.rows() {
        let mut line = String::new();
        for cell in row.columns().map(|at| &buffer[(at.x, at.y)]) {
            let style = Style {
                fg: Some(cell.fg),
                bg: Some(cell.bg),
                add_modifier: cell.modifier,
                underline_color: None,
                ..Style::default()
            };
            if style == plain {
                line.push(' ');
                continue;
            }
            let number = legend.iter().position(|known| *known == style).unwrap_or_else(|| {
                legend.push(style);
                legend.len() - 1
            });
            line.push(char::from(b'a' + u8::try_from(number).unwrap()));
        }
        rows.push(line.trim_end().to_owned());
    }
    let name = |(number, style): (usize, &Style)| {
        let colour = |colour: Option<Color>| match colour {
            Some(Color::Reset) | None => String::new(),
            Some(colour) => format!(" {colour}"),
        };
        let ground = style.bg.filter(|ground| *ground != Color::Reset).map(|ground| format!(" on {ground}"));
        let modifiers = format!("{:?}", style.add_modifier).to_lowercase().replace(" | ", " ");
        let modifiers = if style.add_modifier.is_empty() { String::new() } else { format!(" {modifiers}") };
        let letter = char::from(b'a' + u8::try_from(number).unwrap());
        format!("{letter}{modifiers}{}{}", colour(style.fg), ground.unwrap_or_default())
    };
    let legend: Vec<String> = legend.iter().enumerate().map(name).collect();
    format!("{}\n\n{}", rows.join("\n"), legend.join("\n"))
}

#[test]
fn the_origin_of_events_is_shown_where_there_are_several_chronologies() {
    for (columns, rows) in [(160, 50), (120, 34), (80, 24), (40, 12)] {
        let screen = TestScreen::of(fixture::layered::chronology(), Sources::default(), columns, rows);
        let shown = screen.at(&format!("notes/{SUMMIT}")).shown();
        insta::assert_snapshot!(format!("layers_{columns}x{rows}"), shown);
    }
    let screen = TestScreen::of(fixture::layered::chronology(), Sources::default(), 80, 24).press("f shift-tab");
    insta::assert_snapshot!("layers_facets_80x24", screen.shown());
}

#[test]
fn the_main_view_is_drawn_at_every_size() {
    for (columns, rows) in [(160, 50), (120, 34), (80, 24), (40, 12), (20, 5), (1, 1)] {
        let screen = TestScreen::new(columns, rows).at(SUMMIT);
        insta::assert_snapshot!(format!("main_{columns}x{rows}"), screen.shown_in_full());
    }
}

#[test]
fn the_main_view_needs_no_colours() {
    for (columns, rows) in [(120, 34), (80, 24), (40, 12)] {
        let screen = TestScreen::without_colours(columns, rows).at(SUMMIT).press("J K K");
        insta::assert_snapshot!(format!("main_without_colours_{columns}x{rows}"), screen.shown_in_full());
    }
}

#[test]
fn an_event_is_read_on_the_full_screen() {
    insta::assert_snapshot!("reading_120x34", TestScreen::new(120, 34).at(SUMMIT).press("enter").shown_in_full());
    insta::assert_snapshot!("reading_20x5", TestScreen::new(20, 5).at(SUMMIT).press("enter").shown());
}

#[test]
fn the_documents_of_the_sides_are_compared_at_every_size() {
    for (columns, rows) in [(160, 50), (120, 34), (80, 24), (40, 12), (20, 5), (1, 1)] {
        let screen = TestScreen::new(columns, rows).at(SUMMIT).press("c");
        insta::assert_snapshot!(format!("compare_{columns}x{rows}"), screen.shown_in_full());
    }
    let screen = TestScreen::without_colours(80, 24).at(SUMMIT).press("c tab");
    insta::assert_snapshot!("compare_without_colours_80x24", screen.shown_in_full());
}

#[test]
fn a_side_without_documents_has_a_column_that_says_so() {
    let screen = TestScreen::new(90, 20).at("2002-11-trade-talks").press("c");
    insta::assert_snapshot!("compare_silent_90x20", screen.shown());
}

#[test]
fn columns_and_tabs_can_be_clicked() {
    let screen = TestScreen::new(90, 34).at(SUMMIT).press("c");
    let (buffer, map) = screen.drawn();
    let rows = symbols(&buffer);
    let find = |words: &str| {
        let row = rows.iter().position(|row| row.contains(words)).unwrap();
        let column = summits_chronology::text::width(&rows[row][..rows[row].find(words).unwrap()]) - 1;
        Position::new(u16::try_from(column).unwrap(), u16::try_from(row).unwrap())
    };
    assert_eq!(map.clicked(find("Others 1")), Some(Action::Focus(Pane::Part(3))));
    assert_eq!(map.clicked(find("Meeting 12:06")), Some(Action::Focus(Pane::Part(1))));
    assert_eq!(map.scrolled(find("Restricted talks")), Some(Pane::Part(2)));
    assert_eq!(map.scrolled(find("trade fell")), Some(Pane::Part(0)));
}

#[test]
fn a_link_is_focused_on_the_page_and_followed() {
    let screen = TestScreen::new(80, 24).at(SUMMIT).press("tab right right");
    insta::assert_snapshot!("link_80x24", screen.shown_in_full());
    insta::assert_snapshot!("person_80x24", screen.press("enter").shown_in_full());
}

#[test]
fn a_person_a_place_and_a_document_have_pages() {
    let open = |columns, rows, words: &str| {
        TestScreen::new(columns, rows).at(SUMMIT).press(&format!("enter l \"{words} enter"))
    };
    insta::assert_snapshot!("person_120x34", open(120, 34, "putin_person").shown());
    insta::assert_snapshot!("place_40x12", open(40, 12, "kremlin,_moscow").shown());
    insta::assert_snapshot!("document_160x50", open(160, 50, "bbc").shown());
    insta::assert_snapshot!("document_20x5", open(20, 5, "bbc").shown());
}

#[test]
fn help_palette_documents_and_links_open_over_the_screen() {
    let screen = |keys| TestScreen::new(80, 24).at(SUMMIT).press(keys);
    insta::assert_snapshot!("help_80x24", screen("?").shown_in_full());
    insta::assert_snapshot!("help_narrowed_80x24", screen("? \"gap").shown());
    insta::assert_snapshot!("palette_80x24", screen(":").shown());
    insta::assert_snapshot!("documents_80x24", screen("o").shown());
    insta::assert_snapshot!("links_80x24", screen("l").shown());
    insta::assert_snapshot!("citations_80x24", screen("Y").shown());
    insta::assert_snapshot!("help_40x12", TestScreen::new(40, 12).press("?").shown());
}

#[test]
fn a_chip_shows_the_key_in_force_where_it_is_not_the_letter_of_the_rows() {
    let mut config = Config::default();
    config.bindings.countries.insert(CountryCode::parse("KP").unwrap(), Chord::parse("Q").unwrap());
    let screen = TestScreen::with(fixture::chronology(), config, 120, 34);
    let head = |screen: &TestScreen| screen.shown().lines().next().unwrap_or_default().to_owned();
    assert!(head(&screen).contains(" J Japan ") && head(&screen).contains(" Q:K North Korea "), "{}", head(&screen));
    let screen = screen.press("Q");
    assert!(head(&screen).contains(" Q:[Kk] North Korea "), "{}", head(&screen));
}

#[test]
fn facets_are_beside_the_list_or_cover_it() {
    insta::assert_snapshot!("facets_120x34", TestScreen::new(120, 34).press("f space j -").shown_in_full());
    insta::assert_snapshot!("facets_40x12", TestScreen::new(40, 12).press("f tab").shown());
}

#[test]
fn only_a_query_has_hints_for_completion_and_history() {
    let says = |keys, words: &str| TestScreen::new(80, 24).press(keys).shown().contains(words);
    assert!(says("/ \"zz", "complete") && says("/ \"zz", "earlier lines"));
    assert!(says("f /", "apply"));
    assert!(!says("f /", "complete") && !says("f /", "earlier lines"));
}

#[test]
fn the_prompt_shows_errors_and_completions() {
    let screen = |keys| TestScreen::new(80, 24).at(SUMMIT).press(keys);
    insta::assert_snapshot!("query_error_80x24", screen("/ \"kind:sumit_koizumi").shown_in_full());
    insta::assert_snapshot!("query_completion_80x24", screen("/ \"topic:dprk").shown());
    insta::assert_snapshot!("query_words_80x24", screen("/ \"koizumi_putin").shown_in_full());
}

#[test]
fn a_date_previews_where_it_leads() {
    let screen = |keys| TestScreen::new(80, 24).at(SUMMIT).press(keys);
    insta::assert_snapshot!("date_80x24", screen("t \"sep_2002").shown());
    assert!(screen("t \"soon").shown().contains("not a date"));
}

#[test]
fn a_query_without_matches_suggests_how_to_continue() {
    insta::assert_snapshot!(
        "nothing_80x24",
        TestScreen::new(80, 24).press("/ \"kind:summit_year:2010 enter").shown_in_full()
    );
    insta::assert_snapshot!("nothing_20x5", TestScreen::new(20, 5).press("/ \"zzz enter").shown());
}

#[test]
fn the_strip_zooms_in() {
    let screen = |keys| TestScreen::new(120, 34).at(SUMMIT).press(keys);
    insta::assert_snapshot!("strip_months", screen("J +").shown().lines().take(4).collect::<Vec<_>>().join("\n"));
    insta::assert_snapshot!("strip_days", screen("+ + +").shown().lines().take(4).collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_chip_says_which_letters_match() {
    let head = |keys| TestScreen::new(120, 34).press(keys).shown().lines().next().unwrap().to_owned();
    assert!(head("").contains(" K North Korea"), "{}", head(""));
    assert!(head("K").contains("[Kk] North Korea"), "{}", head("K"));
    assert!(head("K K").contains("[K] North Korea"), "{}", head("K K"));
    assert_eq!(head("K K K"), head(""));
    assert!(head("J K").contains(" J and K "), "{}", head("J K"));
    assert!(head("J K M").contains(" J or K "), "{}", head("J K M"));
    assert!(head("J K M M").contains(" only J and K "), "{}", head("J K M M"));
    assert!(head("J K R").contains(" J, K and R "), "{}", head("J K R"));
}

#[test]
fn possible_matches_are_marked_and_counted() {
    let shown = TestScreen::new(120, 34).press("/ \"date:2002-11-10..2003-01-31 enter").shown();
    assert!(shown.lines().next().unwrap().contains("4 of 14 (2 possible*)"), "{shown}");
    let row = |words: &str| shown.lines().find(|line| line.contains(words)).unwrap().to_owned();
    assert!(row("s    Trade talks").contains("Nov  *J·R"), "{shown}");
    assert!(row("North Korea leaves").contains("10 Jan   jKr"), "{shown}");
}

#[test]
fn an_event_that_was_not_held_says_so_in_its_row_and_on_its_page() {
    let shown = TestScreen::without_colours(160, 50).at("2003-putin-letter").shown();
    assert!(shown.contains("n1?") && shown.contains("unconfirmed: A letter of Putin"), "{shown}");
    assert!(shown.contains("Unconfirmed: reported, and not confirmed"), "{shown}");
}

#[test]
fn the_border_names_the_event_once_its_title_is_scrolled_away() {
    let border = |keys| TestScreen::new(80, 24).at(SUMMIT).press(keys).shown().lines().nth(10).unwrap().to_owned();
    assert!(border("tab").contains("Fri 10 January 2003 ─"), "{}", border("tab"));
    assert!(border("tab j").contains("Fri 10 January 2003 · Koizumi and Putin adopt"), "{}", border("tab j"));
}

#[test]
fn many_countries_are_codes() {
    let mut registers = fixture::registers();
    let more = ["AA", "BB", "CC", "DD", "EE"].iter().zip('1'..).map(|(code, key)| Country {
        code: CountryCode::parse(code).unwrap(),
        name: format!("Country {code}").into(),
        key,
        ..registers.countries.get("JP").unwrap().clone()
    });
    registers.countries = Register::new(registers.countries.iter().cloned().chain(more).collect());
    let event = fixture::event(&registers, "a", "2003-01-10", "A meeting of two", "summit", "JP+RU");
    let screen = TestScreen::of(Chronology::new(registers, vec![event]), Sources::default(), 80, 24);
    assert!(screen.shown().contains("10 Jan JP RU  –  A meeting of two"), "{}", screen.shown());
}

#[test]
fn a_chronology_without_events_says_so() {
    let empty = Chronology::new(fixture::registers(), Vec::new());
    for (columns, rows) in [(120, 34), (20, 5), (1, 1)] {
        let shown = TestScreen::of(empty.clone(), Sources::default(), columns, rows).shown();
        assert!(columns < 40 || shown.contains("This chronology has no events."), "{shown}");
    }
}

#[test]
fn a_notice_covers_the_last_line_where_it_has_none_of_its_own() {
    let notice = || Message::Notice(Notice::Failed("there is no shell to come back from".into()));
    for (columns, rows) in [(80, 24), (40, 2), (40, 1)] {
        let mut screen = TestScreen::new(columns, rows);
        screen.app.handle(notice());
        assert!(screen.shown().lines().last().unwrap().contains("there is no shell"), "{columns}x{rows}");
    }
}

#[test]
fn the_years_are_shown_once_behind_the_title() {
    let titled = |title: &str| {
        let mut registers = fixture::registers();
        registers.title = title.into();
        TestScreen::of(Chronology::new(registers, Vec::new()), Sources::default(), 160, 50).shown()
    };
    assert_eq!(titled("Two countries, 2001–2013").matches("2001–2013").count(), 1);
    assert_eq!(titled("Two countries").matches("Two countries, 2001–2013").count(), 1);
}

#[test]
fn a_long_notice_is_shown_to_its_end() {
    let words = "the notebook /home/historian/.local/state/summits-tui/built-in.toml cannot be written: no space left on \
                 device; the change is kept and written with the next one";
    for (columns, rows) in [(80, 24), (60, 20), (40, 14)] {
        let mut screen = TestScreen::new(columns, rows);
        screen.app.handle(Message::Notice(Notice::Failed(words.into())));
        let shown = screen.shown();
        let said: String = shown.lines().flat_map(|line| line.chars().filter(|c| !" │".contains(*c))).collect();
        assert!(said.ends_with(&words.replace(' ', "")), "{columns}x{rows}\n{shown}");
    }
}

#[test]
fn the_cursor_is_where_the_keys_go() {
    for (keys, row) in [
        ("", "Koizumi and Putin adopt"),
        ("tab", "Koizumi and Putin adopt"),
        ("enter", "Koizumi and Putin adopt"),
        ("enter j", "Summit · "),
        ("enter right", "Kremlin, Moscow"),
        ("tab right right", "Koizumi"),
        ("f", "Summit"),
        ("f j", "Call"),
        ("/ \"koizumi", "/ koizumi"),
        ("f / \"s", "/ s"),
        ("?", "Next event, next line"),
        ("? \"zzzz", "/ zzzz"),
        (": down", "clear-query"),
        ("c", "▌"),
        ("c l", "▌"),
    ] {
        for (columns, rows) in [(120, 34), (80, 24)] {
            let screen = TestScreen::new(columns, rows).at(SUMMIT).press(keys);
            let (buffer, map) = screen.drawn();
            let cursor = map.cursor().unwrap_or_else(|| panic!("no cursor after {keys:?}"));
            let line = symbols(&buffer)[usize::from(cursor.y)].clone();
            assert!(line.contains(row), "after {keys:?} at {columns} columns the cursor is in {line}");
        }
    }
}

#[test]
fn a_hint_is_whole_or_not_there() {
    let whole = TestScreen::new(200, 34).shown().lines().last().unwrap().trim_matches('│').to_owned();
    let hints: Vec<&str> = whole.split("   ").map(str::trim).filter(|hint| !hint.is_empty()).collect();
    for columns in 20..200 {
        let line = TestScreen::new(columns, 34).shown().lines().last().unwrap().trim_matches('│').to_owned();
        for hint in line.split("   ").map(str::trim).filter(|hint| !hint.is_empty()) {
            assert!(hints.contains(&hint) || hint == "? keys", "{columns}: {hint}");
        }
        assert!(columns < 12 || line.contains("keys"), "{columns}: {line}");
    }
}

#[test]
fn without_colours_no_cell_has_one() {
    for keys in ["", "enter", "c", "?", "f", "/ \"kind:x", "J K K", "/ \"koizumi enter"] {
        let (buffer, _) = TestScreen::without_colours(120, 34).at(SUMMIT).press(keys).drawn();
        let coloured = |cell: &&ratatui::buffer::Cell| cell.fg != Color::Reset || cell.bg != Color::Reset;
        assert!(buffer.content.iter().find(coloured).is_none(), "{keys}");
    }
}

#[test]
fn whatever_is_visible_can_be_clicked() {
    let screen = TestScreen::new(120, 34).at(SUMMIT);
    let (buffer, map) = screen.drawn();
    let rows = symbols(&buffer);
    let find = |words: &str| {
        let row = rows.iter().position(|row| row.contains(words)).unwrap();
        let column = summits_chronology::text::width(&rows[row][..rows[row].find(words).unwrap()]) - 1;
        Position::new(u16::try_from(column).unwrap(), u16::try_from(row).unwrap())
    };
    let id = |id: &str| screen.app.chronology().events().find(id).unwrap();
    let country = screen.app.chronology().countries.find("KP").unwrap();
    assert_eq!(map.clicked(find("Trade talks")), Some(Action::Select(id("2002-11-trade-talks"))));
    assert_eq!(map.clicked(find("North Korea   ")), Some(Action::Country(country)));
    assert_eq!(map.clicked(find("/ query")), Some(Action::EditQuery));
    assert!(map.clicked(find("https://")).is_some_and(|action| matches!(action, Action::OpenAddress(_))));
    assert_eq!(map.scrolled(find("At the Kremlin")), Some(Pane::Detail));
    assert!(map.time_at(Position::new(60, 1)).is_some());
    let (buffer, map) = TestScreen::new(120, 34).press("J K").drawn();
    let head = &symbols(&buffer)[0];
    let column = summits_chronology::text::width(&head[..head.find("J and K").unwrap()]) - 1;
    assert_eq!(map.clicked(Position::new(u16::try_from(column).unwrap(), 0)), Some(Action::CycleCountryMode));
}

#[test]
fn what_the_help_covers_cannot_be_clicked() {
    let (_, map) = TestScreen::new(120, 34).press("?").drawn();
    for y in 0..34 {
        for x in 0..120 {
            let action = map.clicked(Position::new(x, y));
            assert!(!matches!(action, Some(Action::Select(_) | Action::GoTo(_))), "{x},{y}: {action:?}");
        }
    }
}

#[test]
fn an_address_is_a_link_of_the_terminal() {
    let (buffer, _) = TestScreen::new(120, 60).at(SUMMIT).drawn();
    assert!(buffer.content.iter().any(|cell| cell.symbol().starts_with("\x1b]8;")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn anything_can_be_drawn_at_any_size(
        columns in 0..130_u16,
        rows in 0..45_u16,
        keys in prop::collection::vec(
            prop::sample::select(vec![
                "j", "G", "enter", "tab", "f", "space", "-", "/", "t", "?", ":", "l", "o", "esc", "J", "K", "M", "x", "+", "a", "k",
                "c",
            ]),
            0..12,
        ),
    ) {
        let mut screen = TestScreen::new(columns, rows);
        for key in keys {
            let action = screen.app.keymap().action(screen.app.context(), Chord::parse(key).unwrap());
            action.into_iter().for_each(|action| screen.act(action));
        }
        let (buffer, map) = screen.drawn();
        for cell in &buffer.content {
            let words = words_of(cell.symbol());
            prop_assert!(!words.chars().any(char::is_control), "{words:?}");
        }
        if let Some(cursor) = map.cursor() {
            prop_assert!(Rect::new(0, 0, columns, rows).contains(cursor));
        }
    }
}
