use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use proptest::prelude::*;

use super::notation::NAMED;
use super::{Chord, Key};

fn event(code: KeyCode, modifiers: KeyModifiers) -> Option<String> {
    Chord::from_event(&KeyEvent::new(code, modifiers)).map(|chord| chord.to_string())
}

fn refusal(written: &str) -> (String, Option<String>) {
    let error = Chord::parse(written).expect_err("a chord that is refused");
    (error.reason, error.suggestion)
}

#[test]
fn the_notation_prints_as_it_was_written() {
    for written in [
        "j",
        "J",
        "?",
        "'",
        "{",
        "-",
        "+",
        "é",
        "日",
        "0",
        "space",
        "enter",
        "esc",
        "tab",
        "shift-tab",
        "backspace",
        "pageup",
        "home",
        "f1",
        "f20",
        "ctrl-o",
        "ctrl-space",
        "ctrl-]",
        "alt-x",
        "alt-X",
        "alt--",
        "ctrl-alt-o",
        "ctrl-alt-shift-up",
        "shift-f5",
        "alt-enter",
        "alt-tab",
        "ctrl-left",
    ] {
        assert_eq!(Chord::parse(written).expect(written).to_string(), written);
    }
}

#[test]
fn chords_that_terminals_cannot_tell_apart_are_refused_with_the_one_they_send() {
    for (written, sent) in [
        ("ctrl-i", "tab"),
        ("ctrl-m", "enter"),
        ("ctrl-alt-i", "alt-tab"),
        ("ctrl-[", "esc"),
        ("ctrl-enter", "enter"),
        ("shift-enter", "enter"),
        ("ctrl-tab", "tab"),
        ("alt-esc", "esc"),
        ("ctrl-/", "ctrl-_"),
    ] {
        assert_eq!(refusal(written), (format!("terminals send `{written}` as `{sent}`"), Some(sent.to_owned())));
    }
    for written in ["ctrl-+", "ctrl-é", "ctrl-1", "alt-shift-tab"] {
        assert_eq!(refusal(written), (format!("terminals do not send `{written}` as a key of its own"), None));
    }
    assert!(refusal("alt-[").0.contains("begin other keys"));
}

#[test]
fn a_typing_error_or_the_notation_of_another_program_gets_a_suggestion() {
    for (written, meant) in [
        ("shift-j", "J"),
        ("ctrl-O", "ctrl-o"),
        ("Ctrl+O", "ctrl-o"),
        ("C-o", "ctrl-o"),
        ("<C-o>", "ctrl-o"),
        ("M-x", "alt-x"),
        ("alt-ctrl-x", "ctrl-alt-x"),
        ("escape", "esc"),
        ("Return", "enter"),
        ("PgUp", "pageup"),
        ("page-down", "pagedown"),
        ("backtab", "shift-tab"),
        ("shift-backtab", "shift-tab"),
        ("F1", "f1"),
        ("spcae", "space"),
        (" ", "space"),
        ("<S-tab>", "shift-tab"),
    ] {
        assert_eq!(refusal(written).1.as_deref(), Some(meant), "{written}");
    }
}

#[test]
fn what_resembles_no_key_is_refused_without_a_suggestion() {
    for written in ["", "hello", "f0", "f21", "ctrl-", "ctrl", "\u{7}", "\u{200b}", "\u{301}", "jk"] {
        assert_eq!(refusal(written).1, None, "{written:?}");
    }
}

#[test]
fn events_are_normalised() {
    let none = KeyModifiers::NONE;
    assert_eq!(event(KeyCode::Char('J'), KeyModifiers::SHIFT).as_deref(), Some("J"));
    assert_eq!(event(KeyCode::Char('j'), KeyModifiers::SHIFT).as_deref(), Some("J"));
    assert_eq!(event(KeyCode::Char('J'), none).as_deref(), Some("J"));
    assert_eq!(event(KeyCode::Char('?'), KeyModifiers::SHIFT).as_deref(), Some("?"));
    assert_eq!(event(KeyCode::Char('O'), KeyModifiers::CONTROL | KeyModifiers::SHIFT).as_deref(), Some("ctrl-o"));
    assert_eq!(event(KeyCode::Char('5'), KeyModifiers::CONTROL).as_deref(), Some("ctrl-]"));
    assert_eq!(event(KeyCode::Char('i'), KeyModifiers::CONTROL).as_deref(), Some("tab"));
    assert_eq!(event(KeyCode::Char(' '), KeyModifiers::SHIFT).as_deref(), Some("space"));
    assert_eq!(event(KeyCode::BackTab, KeyModifiers::SHIFT).as_deref(), Some("shift-tab"));
    assert_eq!(event(KeyCode::BackTab, none).as_deref(), Some("shift-tab"));
    assert_eq!(event(KeyCode::Enter, KeyModifiers::SHIFT).as_deref(), Some("enter"));
    assert_eq!(event(KeyCode::Char('x'), KeyModifiers::META).as_deref(), Some("alt-x"));
    assert_eq!(event(KeyCode::F(1), none).as_deref(), Some("f1"));
}

#[test]
fn a_release_and_keys_without_a_name_are_no_chords() {
    let release = KeyEvent::new_with_kind(KeyCode::Char('j'), KeyModifiers::NONE, KeyEventKind::Release);
    assert_eq!(Chord::from_event(&release), None);
    assert_eq!(event(KeyCode::Char('q'), KeyModifiers::SUPER), None);
    assert_eq!(event(KeyCode::CapsLock, KeyModifiers::NONE), None);
    assert_eq!(event(KeyCode::Char('\u{200b}'), KeyModifiers::NONE), None);
}

#[test]
fn only_a_character_alone_is_typed() {
    let typed = |written: &str| Chord::parse(written).expect(written).typed();
    assert_eq!(typed("J"), Some('J'));
    assert_eq!(typed("space"), Some(' '));
    assert_eq!(typed("alt-x"), None);
    assert_eq!(typed("enter"), None);
}

fn codes() -> impl Strategy<Value = KeyCode> {
    prop_oneof![
        any::<char>().prop_map(KeyCode::Char),
        (0x20_u8..0x7f).prop_map(|byte| KeyCode::Char(char::from(byte))),
        any::<u8>().prop_map(KeyCode::F),
        prop::sample::select(vec![
            KeyCode::Enter,
            KeyCode::Esc,
            KeyCode::Tab,
            KeyCode::BackTab,
            KeyCode::Backspace,
            KeyCode::Insert,
            KeyCode::Delete,
            KeyCode::PageUp,
            KeyCode::Up,
            KeyCode::Left,
            KeyCode::Null,
        ]),
    ]
}

proptest! {
    #[test]
    fn the_chord_of_any_event_prints_and_parses_back_to_itself(code in codes(), modifiers in any::<u8>()) {
        let event = KeyEvent::new(code, KeyModifiers::from_bits_truncate(modifiers));
        if let Some(chord) = Chord::from_event(&event) {
            prop_assert_eq!(Chord::parse(&chord.to_string()), Ok(chord));
        }
    }

    #[test]
    fn a_suggestion_is_always_a_chord(written in "(ctrl|alt|shift|C|M|S|<)?[-+]?(ctrl|alt|shift)?[-+]?\\PC{0,6}>?") {
        match Chord::parse(&written) {
            Ok(chord) => prop_assert_eq!(chord.to_string(), written),
            Err(error) => if let Some(suggestion) = error.suggestion {
                prop_assert!(Chord::parse(&suggestion).is_ok(), "{} for {}", suggestion, written);
            },
        }
    }
}

#[test]
fn every_named_key_is_a_key_of_its_own() {
    let keys: std::collections::HashSet<Key> = NAMED.iter().map(|(_, key)| *key).collect();
    assert_eq!(keys.len(), NAMED.len());
}
