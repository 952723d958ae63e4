//! Marking events and writing notes on them.

use summits_chronology::chronology::{Annotation, AnnotationChange, Annotations};

use super::*;

const TRADE_TALKS: &str = "2002-11-trade-talks";

fn on_the_trade_talks() -> Story {
    open(80, 24).then(Action::MoveDown).then(Action::MoveDown).on(TRADE_TALKS)
}

#[test]
fn m_marks_an_event_and_is_written_at_once() {
    on_the_trade_talks()
        .then(Action::ToggleMark)
        .does(&Effect::Annotate {
            layer: Ref::new(0),
            event: TRADE_TALKS.to_owned(),
            change: AnnotationChange::Mark(true),
        })
        .says("marked")
        .then(Action::ToggleMark)
        .does(&Effect::Annotate {
            layer: Ref::new(0),
            event: TRADE_TALKS.to_owned(),
            change: AnnotationChange::Mark(false),
        })
        .says("mark removed");
}

#[test]
fn the_same_key_lists_the_marked_events_and_goes_back() {
    on_the_trade_talks()
        .then(Action::ToggleMark)
        .then(Action::ListMarked)
        .asks("is:marked")
        .shows(1)
        .on(TRADE_TALKS)
        .then(Action::ListMarked)
        .asks("")
        .shows(14)
        .on(TRADE_TALKS);
}

#[test]
fn without_an_editor_a_note_is_written_in_a_line_and_found_by_its_words() {
    on_the_trade_talks()
        .then(Action::WriteNote)
        .in_context(Context::Prompt)
        .typing("ask the archive")
        .then(Action::Accept)
        .does(&Effect::Annotate {
            layer: Ref::new(0),
            event: TRADE_TALKS.to_owned(),
            change: AnnotationChange::Note("ask the archive".to_owned()),
        })
        .asking("note:archive")
        .shows(1)
        .asking("has:note")
        .shows(1)
        .asking("\"ask the archive\"")
        .shows(1)
        .asking("-has:note")
        .shows(13);
}

#[test]
fn a_note_of_several_lines_keeps_them_when_it_is_edited_in_one() {
    let event = Ref::new(2);
    let story = on_the_trade_talks().then(Message::Note(event, "one\ntwo\n".to_owned())).then(Action::WriteNote);
    let Some(Panel::Prompt(prompt)) = story.app.panel() else { panic!("no line is open") };
    assert_eq!(prompt.input.value(), "one ¶ two");
    story.typing("!").then(Action::Accept).does(&Effect::Annotate {
        layer: Ref::new(0),
        event: TRADE_TALKS.to_owned(),
        change: AnnotationChange::Note("one\ntwo!".to_owned()),
    });
}

#[test]
fn an_unchanged_note_is_not_written_and_an_empty_one_is_removed() {
    let event = Ref::new(2);
    let story = on_the_trade_talks().then(Message::Note(event, "kept\n".to_owned()));
    let story = story.then(Message::Note(event, "kept".to_owned()));
    assert!(story.effects.is_empty());
    story
        .then(Message::Note(event, "\n".to_owned()))
        .does(&Effect::Annotate {
            layer: Ref::new(0),
            event: TRADE_TALKS.to_owned(),
            change: AnnotationChange::Note(String::new()),
        })
        .says("note removed");
}

#[test]
fn a_cancelled_note_is_not_written() {
    let story = on_the_trade_talks().then(Action::WriteNote).typing("half").then(Action::Cancel);
    assert!(story.effects.is_empty());
    assert!(story.app.chronology().annotations(Ref::new(0)).is_none());
}

#[test]
fn with_an_editor_the_note_is_written_there() {
    let mut story = on_the_trade_talks();
    story.app.editor = true;
    story.then(Action::WriteNote).does(&Effect::EditNote {
        event: Ref::new(2),
        id: TRADE_TALKS.to_owned(),
        note: String::new(),
    });
}

#[test]
fn annotations_of_another_process_are_shown_and_the_selection_stays() {
    let other = Annotation { marked: true, note: "from the other copy".to_owned() };
    let annotations: Annotations = [("2008-planned-visit".to_owned(), other)].into_iter().collect();
    on_the_trade_talks()
        .then(Message::Annotations(Ref::new(0), annotations))
        .on(TRADE_TALKS)
        .asking("is:marked")
        .shows(1)
        .on("2008");
}

#[test]
fn removing_a_mark_in_the_list_of_marked_events_selects_the_nearest_one() {
    on_the_trade_talks()
        .then(Action::ToggleMark)
        .then(Action::Last)
        .then(Action::ToggleMark)
        .then(Action::ListMarked)
        .shows(2)
        .on("2008")
        .then(Action::ToggleMark)
        .shows(1)
        .on(TRADE_TALKS);
}

#[test]
fn a_mark_changes_every_query_that_depends_on_it_and_no_other() {
    let story = on_the_trade_talks().then(Action::ToggleMark);
    let event = story.app.selected().unwrap();
    assert!(story.app.chronology().annotation(event).unwrap().marked);
    story.asking("is:marked").shows(1).asking("-is:marked").then(Action::ToggleMark).asking("is:marked").shows(2);
}
