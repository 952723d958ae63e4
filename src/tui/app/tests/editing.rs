use std::path::Path;

use summits_chronology::loader::sample;

use super::*;

/// The browser on the chronology of the tests, read from its directory.
fn open_directory() -> Story {
    let directory = sample::location().directory().map(Path::to_owned);
    let chronology = sample::chronology().clone();
    let mut story = open(120, 34);
    story.app = App::new(Start {
        index: Arc::new(Index::new(&chronology)),
        keymap: Keymap::new(&Bindings::default(), &chronology),
        chronology: Arc::new(chronology),
        layout: Config::default().layout,
        mouse: true,
        editor: true,
        directories: vec![directory],
        query: Query::default(),
        notice: None,
    });
    story.then(Message::Resize(120, 34))
}

#[test]
fn the_file_of_an_event_is_opened_at_its_line() {
    let story =
        open_directory().asking("\"adopt the japan-russia action plan\"").on("2003-01-10").then(Action::EditEvent);
    let [Effect::EditFile { path, line }] = &story.effects[..] else { panic!("{:?}", story.effects) };
    let text = std::fs::read_to_string(path).unwrap();
    let id = text.lines().nth(*line as usize).unwrap();
    assert_eq!(id, "id = \"2003-01-10-koizumi-putin-moscow\"");
}

#[test]
fn an_event_that_cannot_be_edited_says_why() {
    open(120, 34).then(Action::EditEvent).says("the built-in chronology cannot be edited");
    let mut story = open_directory();
    story.app.editor = false;
    let story = story.then(Action::EditEvent).says("set VISUAL or EDITOR");
    assert!(story.effects.is_empty());
}
