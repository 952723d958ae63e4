//! Whatever a person does at the keyboard, with the mouse or with the window: raw input, the way it arrives.
//!
//! `SUMMITS_PEOPLE=1000` plays a thousand sessions.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use summits_chronology::chronology::Annotation;

use super::laws::{check_bounds, check_comparison};
use super::*;
use crate::config;
use crate::tui::input::Translator;
use crate::tui::message::{ErrorLocation, FileDiagnostics};
use crate::tui::theme::Theme;
use crate::tui::view::{self, HitMap};

/// Something that happens to the browser.
#[derive(Debug, Clone)]
enum Happening {
    Arrives(Message),
    Draw,
}

/// A key as terminals send it; most often one that is bound.
fn any_key() -> impl Strategy<Value = Event> {
    let letter = prop_oneof![
        8 => proptest::char::range(' ', '~'),
        1 => proptest::char::any(),
    ];
    let named = proptest::sample::select(vec![
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::F(1),
        KeyCode::Null,
        KeyCode::CapsLock,
    ]);
    let code = prop_oneof![3 => letter.prop_map(KeyCode::Char), 2 => named];
    let modifiers = prop_oneof![8 => Just(0), 1 => any::<u8>()].prop_map(KeyModifiers::from_bits_truncate);
    (code, modifiers).prop_map(|(code, modifiers)| Event::Key(KeyEvent::new(code, modifiers)))
}

fn any_mouse() -> impl Strategy<Value = Event> {
    let kind = proptest::sample::select(vec![
        MouseEventKind::Down(MouseButton::Left),
        MouseEventKind::Down(MouseButton::Left),
        MouseEventKind::Drag(MouseButton::Left),
        MouseEventKind::Up(MouseButton::Left),
        MouseEventKind::Down(MouseButton::Right),
        MouseEventKind::ScrollDown,
        MouseEventKind::ScrollUp,
        MouseEventKind::ScrollLeft,
        MouseEventKind::Moved,
    ]);
    // Terminals have been seen to report positions that are not on the screen.
    (kind, 0..320_u16, 0..110_u16)
        .prop_map(|(kind, column, row)| Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))
}

fn input(event: Event) -> Happening {
    Happening::Arrives(Message::Input(event))
}

fn resize((columns, rows): (u16, u16)) -> Happening {
    Happening::Arrives(Message::Resize(columns, rows))
}

/// A report of thirty errors.
fn errors() -> FileDiagnostics {
    let location = |error: usize| ErrorLocation { report_lines: 2 * error..2 * error + 2, path: "x".into(), line: 1 };
    FileDiagnostics { report: "error: a mistake\n  in a file\n".repeat(30), errors: (0..30).map(location).collect() }
}

fn any_happening() -> impl Strategy<Value = Happening> {
    let paste = prop_oneof![".{0,40}", "[a-z]{1,8}:[a-z]{0,8}", Just("x".repeat(10_000))];
    prop_oneof![
        20 => any_key().prop_map(input),
        6 => any_mouse().prop_map(input),
        1 => paste.prop_map(|text| input(Event::Paste(text))),
        1 => (1..=300_u16, 1..=100_u16).prop_map(resize),
        1 => proptest::sample::select(vec![(0, 0), (1, 1), (80, 24), (20, 5)]).prop_map(resize),
        1 => Just(Happening::Arrives(Message::ReloadFailed(errors()))),
        1 => "[ -~é小]{0,20}".prop_map(|note| {
            let annotation = Annotation { marked: note.len() % 2 == 0, note };
            let annotations = [("2003-01-10-koizumi-putin-moscow".to_owned(), annotation)].into_iter().collect();
            Happening::Arrives(Message::Annotations(Ref::new(0), annotations))
        }),
        6 => Just(Happening::Draw),
    ]
}

/// The browser, a translator and what was drawn last.
struct Session {
    app: App,
    theme: Theme,
    translator: Translator,
    drawn: HitMap,
}

impl Session {
    fn new() -> Self {
        let config = config::Config::default();
        let story = open(80, 24);
        let theme = Theme::new(&config.theme, story.app.chronology());
        let keymap = Keymap::new(&config.bindings, story.app.chronology());
        let app = App { keymap, ..story.app };
        Self { app, theme, translator: Translator::default(), drawn: HitMap::new() }
    }

    fn happen(&mut self, happening: Happening) {
        match happening {
            Happening::Arrives(Message::Input(event)) => {
                let context = self.app.context();
                match self.translator.action(&event, context, self.app.keymap(), &self.drawn) {
                    Ok(action) => action.into_iter().for_each(|action| self.step(action.into())),
                    Err(notice) => self.step(Message::Notice(notice).into()),
                }
            },
            Happening::Arrives(message) => self.step(message.into()),
            Happening::Draw => self.draw(),
        }
    }

    fn step(&mut self, step: Step) {
        let effects = match step {
            Step::Action(action) => self.app.update(action),
            Step::Message(message) => self.app.handle(message),
        };
        for effect in effects {
            if let Effect::Copy { text, what } = effect {
                let clean = |text: &str| {
                    text.split(['\n', '\t']).all(|line| summits_chronology::text::find_unclean_line(line).is_none())
                };
                assert!(clean(&text) && clean(&what), "{text:?} was copied");
            }
        }
        let all = self.app.chronology().events().len();
        assert!(self.app.selection().len() <= all, "what is filtered is a part of all");
        check_bounds(&self.app);
        check_comparison(&self.app);
    }

    fn draw(&mut self) {
        let (columns, rows) = self.app.size;
        let area = Rect::new(0, 0, columns, rows);
        let mut buffer = Buffer::empty(area);
        self.drawn = view::draw(&self.app, &self.theme, &mut buffer);
        assert!(self.drawn.cursor().is_none_or(|at| area.contains(at)), "the cursor is on the screen");
        let beyond = [Position::new(columns, 0), Position::new(0, rows), Position::new(columns, rows)];
        assert!(beyond.iter().all(|at| self.drawn.clicked(*at).is_none()), "nothing is beyond the screen");
    }
}

fn sessions() -> u32 {
    std::env::var("SUMMITS_PEOPLE").ok().and_then(|number| number.parse().ok()).unwrap_or(60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(sessions()))]

    #[test]
    fn whatever_a_person_does_nothing_breaks(happenings in proptest::collection::vec(any_happening(), 1..400)) {
        let mut session = Session::new();
        for happening in happenings {
            session.happen(happening);
        }
        session.draw();
    }
}
