//! Several chronologies merged into one.

use summits_chronology::chronology::fixture::layered::{self, SUMMIT};
use summits_chronology::chronology::{AnnotationChange, Annotations};

use super::*;
use crate::tui::message::ReloadedChronology;

const LECTURE: &str = "notes/2003-01-10-koizumi-putin-moscow";

fn open_layered() -> Story {
    open_on(layered::chronology(), 120, 34)
}

#[test]
fn a_mark_is_written_with_the_chronology_of_its_event() {
    let annotate = |layer, id: &str| Effect::Annotate {
        layer: Ref::new(layer),
        event: id.to_owned(),
        change: AnnotationChange::Mark(true),
    };
    let story = open_layered().asking("lecture").on(LECTURE).then(Action::ToggleMark).does(&annotate(1, SUMMIT));
    let story = story.asking("is:marked").shows(1).asking("\"action plan\"").on(SUMMIT);
    story.then(Action::ToggleMark).does(&annotate(0, SUMMIT)).asking("is:marked").shows(2);
}

#[test]
fn a_note_of_another_process_belongs_to_its_layer() {
    let mut annotations = Annotations::default();
    annotations.apply(SUMMIT, &AnnotationChange::Note("look again".to_owned()));
    let story =
        open_layered().then(Message::Annotations(Ref::new(1), annotations)).asking("note:look").shows(1).on(LECTURE);
    // And it stays when the files are read again.
    let chronology = Arc::new(layered::chronology());
    let reloaded = ReloadedChronology {
        index: Arc::new(Index::new(&chronology)),
        keymap: Keymap::new(&Bindings::default(), &chronology),
        chronology,
        warnings: None,
    };
    story.then(Message::Reloaded(reloaded)).shows(1).on(LECTURE);
}

#[test]
fn the_file_that_is_opened_is_in_the_layer_of_the_event() {
    let mut story = open_layered().asking("lecture").on(LECTURE);
    story.app.editor = true;
    story.app.directories = vec![None, Some("/notes".into())];
    let story = story.then(Action::EditEvent);
    assert!(story.app.notice().is_none(), "{:?}", story.app.notice());
    story
        .asking("\"action plan\"")
        .on(SUMMIT)
        .then(Action::EditEvent)
        .says("built-in chronology, which cannot be edited");
}

#[test]
fn the_facets_contain_the_origins_where_there_are_several() {
    let fields = |story: &Story| match story.app.panel() {
        Some(Panel::Facets(panel)) => panel.fields.iter().any(|field| field.name() == "origin"),
        _ => panic!("no facets"),
    };
    assert!(fields(&open_layered().then(Action::OpenFacets)));
    assert!(!fields(&open(120, 34).then(Action::OpenFacets)));
    let story = open_layered().then(Action::OpenFacets).then(Action::PreviousField).then(Action::MoveDown);
    story.then(Action::Include).asks("origin:notes").shows(2);
}
