use summits_chronology::chronology::{Event, EventDate};

use super::*;
use crate::tui::message::{ErrorLocation, FileDiagnostics, ReloadedChronology};

/// A report on two errors, in two files, with a warning between them.
fn errors() -> Message {
    let report = "error: unknown kind `sumit`\n --> events/all.toml:12:8\n\nwarning: a row\n --> events/b.csv:2:1\n\n\
                  error: unknown place\n --> events/c.toml:7:1\n\n2 errors and 1 warning in 3 files\n";
    let location = |report_lines, file: &str, line| ErrorLocation { report_lines, path: file.into(), line };
    let errors = vec![location(0..3, "/mine/events/all.toml", 12), location(6..10, "/mine/events/c.toml", 7)];
    Message::ReloadFailed(FileDiagnostics { report: report.to_owned(), errors })
}

/// The fixture after its files were edited: the first event has become the last.
pub(super) fn edited() -> Message {
    let before = fixture::chronology();
    let mut events: Vec<Event> = before.events().iter().cloned().collect();
    events[0].date = EventDate::parse("2013-12-01").unwrap();
    let chronology = Chronology::new((*before).clone(), events);
    Message::Reloaded(ReloadedChronology {
        index: Arc::new(Index::new(&chronology)),
        keymap: Keymap::new(&Bindings::default(), &chronology),
        chronology: Arc::new(chronology),
        warnings: None,
    })
}

fn id(story: &Story) -> String {
    story.app.selected().map(|event| story.app.chronology()[event].id.to_string()).unwrap()
}

#[test]
fn the_reader_stays_on_the_event_and_in_the_query_when_the_files_change() {
    let story = open(120, 34).asking("party:JP").then(Action::First).then(Action::MoveDown);
    let (before, shown) = (id(&story), story.app.selection().len());
    let story = story.then(edited()).says("reloaded").asks("party:JP").shows(shown);
    assert_eq!(id(&story), before);
    story.then(Action::JumpBack).asks("");
}

#[test]
fn an_event_that_moves_in_time_is_followed() {
    let story = open(120, 34).then(Action::First);
    let before = id(&story);
    let story = story.then(edited());
    assert_eq!(id(&story), before);
    assert_eq!(story.app.selected_position(), Some(story.app.selection().len() - 1));
}

#[test]
fn a_report_covers_the_last_good_version_until_it_is_closed_or_the_files_are_corrected() {
    let story = open(120, 34).then(errors()).in_context(Context::Detail);
    assert!(matches!(story.app.panel(), Some(Panel::Diagnostics(_))));
    let story = story.then(Action::Leave).in_context(Context::List).says("your files have errors");
    let story = story.then(errors()).then(edited());
    assert!(story.app.panel().is_none());
}

#[test]
fn a_line_that_is_being_typed_is_not_disturbed() {
    let story = open(120, 34).then(Action::EditQuery).typing("par").then(errors());
    let story = story.in_context(Context::Prompt).then(Action::Cancel);
    assert!(matches!(story.app.panel(), Some(Panel::Diagnostics(_))));
    let story = story.then(Action::Leave).then(Action::EditQuery).then(edited()).in_context(Context::Prompt);
    assert_ne!(story.app.chronology().events().iter().last().unwrap().date.to_string(), "2013-12-01");
    let story = story.then(Action::Cancel).says("reloaded");
    assert_eq!(story.app.chronology().events().iter().last().unwrap().date.to_string(), "2013-12-01");
}

#[test]
fn an_open_page_is_found_again_with_its_events() {
    let story = open(120, 34);
    let putin =
        summits_chronology::chronology::Item::Person(story.app.chronology().people.find("vladimir-putin").unwrap());
    let story = story.then(Action::GoTo(putin)).then(edited());
    assert_eq!(story.app.read_item(), Some(putin));
    // The event that has become the last is the last of the page as well.
    let page = story.app.page().unwrap().plain();
    assert!(page.contains("1 December 2013"), "{page}");
    let story = story.then(Action::Leave);
    assert_ne!(story.app.read_item(), Some(putin));
}

#[test]
fn warnings_about_the_changed_files_are_shown() {
    let Message::Reloaded(reloaded) = edited() else { unreachable!() };
    let warnings = Some("the chronology: 1 warning in 1 file".to_owned());
    let story = open(120, 34).then(Message::Reloaded(ReloadedChronology { warnings, ..reloaded }));
    story.says("reloaded").says("1 warning in 1 file");
}

#[test]
fn a_comparison_stays_open_where_the_reader_was() {
    let story = open(120, 34).asking("\"action plan\"").on("2003-01-10").then(Action::Compare).then(Action::NextColumn);
    let before = story.app.focused();
    let story = story.then(edited()).in_context(Context::Compare);
    assert_eq!(story.app.focused(), before);
    story.then(Action::Leave).on("2003-01-10");
}

#[test]
fn the_file_is_opened_at_the_visible_error() {
    let mut story = open(40, 8);
    story.app.editor = true;
    let first = Effect::EditFile { path: "/mine/events/all.toml".into(), line: 12 };
    let story = story.then(errors()).then(Action::EditEvent).does(&first);
    let second = Effect::EditFile { path: "/mine/events/c.toml".into(), line: 7 };
    let story = story.then(Action::Last).then(Action::EditEvent).does(&second);
    assert!(matches!(story.app.panel(), Some(Panel::Diagnostics(_))), "it stays until the files are mended");
}
