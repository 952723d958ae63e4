use summits_chronology::chronology::{EventDate, Register, Registers, Vocabulary};

use super::super::{Action, REGISTRY};
use super::*;

/// A chronology without events.
fn chronology(countries: &[(&str, &str, char)]) -> Chronology {
    let country = |(code, name, key): &(&str, &str, char)| Country {
        code: CountryCode::parse(code).expect("a code"),
        name: (*name).into(),
        adjective: "".into(),
        native: "".into(),
        key: *key,
    };
    let registers = Registers {
        title: "Test".into(),
        span: EventDate::parse("2001/2013").expect("a span"),
        about: "".into(),
        countries: Register::new(countries.iter().map(country).collect()),
        kinds: Vocabulary::new(Vec::new()),
        levels: Vocabulary::new(Vec::new()),
        topics: Vocabulary::new(Vec::new()),
        people: Register::new(Vec::new()),
        places: Register::new(Vec::new()),
        publishers: Register::new(Vec::new()),
        documents: Register::new(Vec::new()),
    };
    Chronology::new(registers, Vec::new())
}

fn chord(written: &str) -> Chord {
    Chord::parse(written).expect(written)
}

fn bindings(actions: &[(Context, &str, &[&str])]) -> Bindings {
    let binding = |(context, name, chords): &(Context, &str, &[&str])| Binding {
        context: *context,
        entry: REGISTRY.iter().find(|entry| entry.name == *name).expect(name),
        chords: chords.iter().map(|written| chord(written)).collect(),
    };
    Bindings { actions: actions.iter().map(binding).collect(), countries: BTreeMap::new() }
}

const ASIA: &[(&str, &str, char)] = &[("JP", "Japan", 'J'), ("KP", "North Korea", 'K'), ("RU", "Russia", 'R')];

fn country_keys_with(actions: &[(Context, &str, &[&str])], countries: &[(&str, &str, char)]) -> String {
    let chronology = chronology(countries);
    let keymap = Keymap::new(&bindings(actions), &chronology);
    let key = |country| keymap.country_key(country).map_or_else(|| "–".to_owned(), |chord| chord.to_string());
    chronology.countries.refs().map(key).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_inner_context_wins_over_the_outer() {
    let bindings = bindings(&[(Context::Global, "zoom-out", &["-"]), (Context::Facets, "exclude", &["-"])]);
    let keymap = Keymap::new(&bindings, &chronology(ASIA));
    assert_eq!(keymap.action(Context::Facets, chord("-")), Some(Action::Exclude));
    assert_eq!(keymap.action(Context::List, chord("-")), Some(Action::ZoomOut));
    assert_eq!(keymap.chords(Context::Facets, &Action::ZoomOut), []);
    assert_eq!(keymap.chord(Context::Detail, &Action::ZoomOut), Some(chord("-")));
}

#[test]
fn a_line_of_text_types_characters_and_keeps_the_rest_to_itself() {
    let bindings = bindings(&[
        (Context::Global, "quit", &["q", "ctrl-c"]),
        (Context::Global, "switch-pane", &["tab"]),
        (Context::Prompt, "accept", &["enter"]),
    ]);
    let keymap = Keymap::new(&bindings, &chronology(ASIA));
    assert_eq!(keymap.action(Context::Prompt, chord("q")), Some(Action::Type('q')));
    assert_eq!(keymap.action(Context::Prompt, chord("K")), Some(Action::Type('K')));
    assert_eq!(keymap.action(Context::Prompt, chord("space")), Some(Action::Type(' ')));
    assert_eq!(keymap.action(Context::Prompt, chord("enter")), Some(Action::Accept));
    assert_eq!(keymap.action(Context::Prompt, chord("tab")), None);
    assert_eq!(keymap.action(Context::Prompt, chord("alt-q")), None);
}

#[test]
fn digits_stand_for_countries_in_the_list_and_documents_in_the_detail_pane() {
    let keymap = Keymap::new(&Bindings::default(), &chronology(ASIA));
    assert_eq!(keymap.action(Context::List, chord("2")), Some(Action::Country(Ref::new(1))));
    assert_eq!(keymap.action(Context::List, chord("4")), None);
    assert_eq!(keymap.action(Context::Detail, chord("4")), Some(Action::OpenDocumentNumber(4)));
    assert_eq!(keymap.action(Context::Detail, chord("0")), None);
}

#[test]
fn country_letters_work_wherever_they_are_not_bound() {
    let keymap = Keymap::new(&bindings(&[(Context::Detail, "next-document", &["J"])]), &chronology(ASIA));
    let japan = Action::Country(Ref::new(0));
    assert_eq!(keymap.action(Context::List, chord("J")), Some(japan.clone()));
    assert_eq!(keymap.action(Context::Facets, chord("J")), Some(japan.clone()));
    assert_eq!(keymap.action(Context::Detail, chord("J")), Some(Action::NextDocument));
    assert_eq!(keymap.chords(Context::List, &japan), [chord("J")]);
    assert_eq!(keymap.chords(Context::Detail, &japan), []);
}

#[test]
fn a_country_key_that_is_bound_to_an_action_moves_to_the_next_free_capital() {
    assert_eq!(country_keys_with(&[], ASIA), "J K R");
    // The capitals of the name first, then its other letters, then the alphabet; never the own key of another country.
    assert_eq!(country_keys_with(&[(Context::List, "last", &["K"])], ASIA), "J N R");
    assert_eq!(country_keys_with(&[(Context::Global, "country-mode", &["K", "N"])], ASIA), "J O R");
    let letters = &["J", "A", "P", "N"];
    assert_eq!(country_keys_with(&[(Context::List, "last", letters)], ASIA), "B K R");
    let neighbours = &[("KP", "North Korea", 'N'), ("KR", "South Korea", 'K'), ("OM", "Oman", 'O')];
    assert_eq!(country_keys_with(&[(Context::List, "last", &["N"])], neighbours), "R K O");
    // A binding outside the list does not move a key.
    assert_eq!(country_keys_with(&[(Context::Detail, "last", &["K"])], ASIA), "J K R");
}

#[test]
fn the_configuration_names_a_country_key_before_the_chronology_does() {
    let mut bindings = bindings(&[]);
    bindings.countries.insert(CountryCode::parse("RU").expect("a code"), chord("J"));
    let chronology = chronology(ASIA);
    let keymap = Keymap::new(&bindings, &chronology);
    let key = |position| keymap.country_key(Ref::new(position));
    assert_eq!((key(0), key(2)), (Some(chord("A")), Some(chord("J"))));
}

#[test]
fn a_chronology_of_more_countries_than_capitals_leaves_the_last_without() {
    let codes: Vec<String> = (0..27_u8).map(|n| format!("{}{}", 'A', char::from(b'A' + n % 26))).collect();
    let countries: Vec<(&str, &str, char)> = codes.iter().map(|code| (code.as_str(), "A", 'A')).collect();
    let keys = country_keys_with(&[], &countries);
    assert!(keys.starts_with("A B C"), "{keys}");
    assert!(keys.ends_with("Y Z –"), "{keys}");
}
