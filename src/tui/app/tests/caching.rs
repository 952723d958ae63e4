//! Pages that are laid out once, however many keys are pressed on them.

use std::rc::Rc;

use super::*;
use crate::page::Page;

fn page(story: &Story) -> Rc<Page> {
    story.app.page().expect("a page is shown")
}

/// The pages of the comparison that are on the screen.
fn parts(story: &Story) -> Vec<Rc<Page>> {
    let (comparison, layout) = story.app.comparison().zip(story.app.comparison_layout()).expect("a comparison is open");
    layout.panes.iter().map(|(part, pane)| story.app.part(&comparison, *part, *pane)).collect()
}

fn are_the_same(before: &[Rc<Page>], after: &[Rc<Page>]) -> bool {
    before.len() == after.len() && before.iter().zip(after).all(|(before, after)| Rc::ptr_eq(before, after))
}

#[test]
fn a_key_that_changes_nothing_in_the_page_does_not_lay_it_out_again() {
    let mut story = open(120, 34).asking("putin").then(Action::SwitchPane);
    let before = page(&story);
    let keys = [
        Action::MoveDown,
        Action::PageDown,
        Action::Last,
        Action::First,
        Action::NextLink,
        Action::NextMatch,
        Action::NextDocument,
        Action::Palette,
        Action::Cancel,
        Action::Help,
        Action::Cancel,
        Action::FollowLink,
        Action::Cancel,
        Action::OpenFacets,
        Action::Leave,
        Action::SwitchPane,
        Action::Scroll(Pane::Detail, 3),
        Action::ZoomIn,
        Action::ToggleMouse,
    ];
    for key in keys {
        story = story.then(key.clone());
        assert!(Rc::ptr_eq(&before, &page(&story)), "laid out again for {key:?}");
    }
}

#[test]
fn a_page_is_laid_out_again_when_any_of_its_inputs_changes() {
    let mut story = open(120, 34).then(Action::MoveDown);
    let changes: [Step; 7] = [
        Action::MoveUp.into(),
        Action::MoveDown.into(),
        Message::Resize(100, 34).into(),
        Message::Resize(100, 20).into(),
        Action::Read.into(),
        Action::ToggleMark.into(),
        Message::Note(story.app.selected().expect("an event"), "to be looked up".to_owned()).into(),
    ];
    let mut before = page(&story);
    for change in changes {
        story = story.then(change.clone());
        let after = page(&story);
        assert!(!Rc::ptr_eq(&before, &after), "not laid out again for {change:?}");
        before = after;
    }
    let story = story.asking("the");
    assert!(!Rc::ptr_eq(&before, &page(&story)) && !page(&story).matches.is_empty());
}

#[test]
fn the_parts_of_a_comparison_are_laid_out_once() {
    let mut story = comparing::comparing(120, 34);
    let before = parts(&story);
    assert!(before.len() > 2);
    for key in [Action::NextColumn, Action::MoveDown, Action::NextDocument, Action::Palette, Action::Cancel] {
        story = story.then(key);
        assert!(are_the_same(&before, &parts(&story)));
    }
    assert!(!are_the_same(&before, &parts(&story.then(Message::Resize(100, 34)))));
}

#[test]
fn a_page_that_was_left_is_cached_for_the_next_key_and_then_evicted() {
    let story = open(120, 34);
    let first = page(&story);
    let story = story.then(Action::MoveDown).then(Action::MoveUp);
    assert!(Rc::ptr_eq(&first, &page(&story)));
    let left = Rc::downgrade(&first);
    drop(first);
    let story = story.then(Action::MoveDown).then(Action::MoveDown).then(Action::MoveDown);
    assert!(story.app.page().is_some() && left.upgrade().is_none());
}

#[test]
fn cached_pages_do_not_keep_the_chronology_of_before_a_reload() {
    let story = open(120, 34);
    let before = Arc::downgrade(&story.app.shared());
    let story = story.then(reloading::edited());
    assert!(story.app.page().is_some() && before.upgrade().is_none());
}
