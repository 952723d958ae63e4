//! Reading an event, its documents and its links, and what leaves the browser.

use super::*;

const KREMLIN: &str = "https://example.org/kremlin-2003-01-10";

fn on_the_moscow_summit() -> Story {
    open(80, 24)
        .then(Action::GoToDate)
        .typing("2003-01-10")
        .then(Action::Accept)
        .then(Action::MoveDown)
        .on("2003-01-10-koizumi")
}

#[test]
fn enter_reads_on_the_full_screen_and_escape_comes_back() {
    let story = on_the_moscow_summit().then(Action::Read).in_context(Context::Detail);
    assert!(story.app.is_reading());
    let story = story.then(Action::Leave).in_context(Context::List);
    assert!(!story.app.is_reading());
}

#[test]
fn without_a_match_the_list_takes_the_full_screen() {
    let story = on_the_moscow_summit().then(Action::Read).then(Action::EditQuery).typing("nowhere to be found");
    let story = story.then(Action::Accept).in_context(Context::List);
    assert!(!story.app.is_reading());
    story.then(Action::ClearQuery).in_context(Context::Detail);
}

#[test]
fn tab_moves_the_focus_to_the_detail_pane_where_there_is_one() {
    open(80, 24)
        .then(Action::SwitchPane)
        .in_context(Context::Detail)
        .then(Action::SwitchPane)
        .in_context(Context::List);
    open(40, 12).then(Action::SwitchPane).in_context(Context::List).says("enter reads the event");
}

#[test]
fn a_pane_that_does_not_fit_a_smaller_screen_loses_the_focus() {
    open(80, 24)
        .then(Action::SwitchPane)
        .in_context(Context::Detail)
        .then(Message::Resize(40, 12))
        .in_context(Context::List)
        .then(Message::Resize(80, 24))
        .in_context(Context::Detail);
}

#[test]
fn the_page_scrolls_to_its_end_and_no_further() {
    let story = on_the_moscow_summit().then(Action::Read).then(Message::Resize(40, 8)).then(Action::Last);
    let page = story.app.page().expect("a page is shown");
    let (_, rows) = story.app.page_size().expect("a page has a size");
    assert_eq!(story.app.scroll(), page.lines.len() - rows);
    let story = story.then(Action::MoveDown);
    assert_eq!(story.app.scroll(), page.lines.len() - rows);
    assert_eq!(story.then(Action::First).app.scroll(), 0);
}

#[test]
fn another_event_is_read_from_its_beginning() {
    let story = on_the_moscow_summit().then(Message::Resize(80, 20)).then(Action::Scroll(Pane::Detail, 3));
    assert!(story.app.scroll() > 0);
    assert_eq!(story.then(Action::MoveDown).app.scroll(), 0);
}

#[test]
fn a_digit_opens_the_document_with_that_number() {
    on_the_moscow_summit()
        .then(Action::OpenDocumentNumber(1))
        .does(&Effect::Open(KREMLIN.to_owned()))
        .then(Action::OpenDocumentNumber(9))
        .says("this event cites 3 documents");
}

#[test]
fn with_several_documents_a_list_asks_which_one_to_open() {
    on_the_moscow_summit()
        .then(Action::OpenDocument)
        .in_context(Context::Choice)
        .typing("kremlin")
        .then(Action::Accept)
        .does(&Effect::Open(KREMLIN.to_owned()))
        .in_context(Context::List);
}

#[test]
fn the_citation_that_is_copied_is_that_of_the_document_shown_first() {
    let story = on_the_moscow_summit().then(Action::CopyCitation);
    let [Effect::Copy { text, .. }] = story.effects.as_slice() else { panic!("{:?}", story.effects) };
    assert!(text.starts_with("President of Russia, “Russian-Japanese talks were held”, 10 January 2003"), "{text}");
}

#[test]
fn an_event_without_documents_has_nothing_to_open_or_cite() {
    open(80, 24)
        .then(Action::Last)
        .then(Action::OpenDocument)
        .says("cites no document")
        .then(Action::CopyCitation)
        .says("cites no document");
}

#[test]
fn a_link_leads_to_the_other_event_and_back() {
    on_the_moscow_summit()
        .then(Action::FollowLink)
        .in_context(Context::Choice)
        .then(Action::Accept)
        .on("2001-07-26")
        .then(Action::JumpBack)
        .on("2003-01-10-koizumi");
}

#[test]
fn the_help_finds_an_action_by_its_words_and_does_it() {
    open(80, 24)
        .then(Action::Help)
        .in_context(Context::Choice)
        .typing("next year")
        .then(Action::Accept)
        .in_context(Context::List)
        .on("2002-09-17");
}

#[test]
fn the_help_names_every_action_of_the_registry() {
    let story = open(80, 24).then(Action::Help);
    let Some(Panel::Choice(choice)) = story.app.panel() else { panic!("no help") };
    let rows = story.app.choice_rows(choice);
    for entry in crate::keymap::REGISTRY {
        assert!(rows.iter().any(|row| row.action == *entry.action), "the help leaves out {}", entry.name);
    }
}

#[test]
fn an_action_that_cannot_work_now_says_why_in_the_palette() {
    let story = open(80, 24).then(Action::Palette).typing("jump-back");
    let Some(Panel::Choice(choice)) = story.app.panel() else { panic!("no palette") };
    let rows = story.app.choice_rows(choice);
    assert_eq!(rows[0].unavailable.as_deref(), Some("nothing to go back to"));
    story.then(Action::Accept).says("nothing to go back to");
}

#[test]
fn the_mouse_can_be_switched_off_for_selecting_text() {
    open(80, 24)
        .then(Action::ToggleMouse)
        .does(&Effect::Mouse(false))
        .says("mouse off")
        .then(Action::ToggleMouse)
        .does(&Effect::Mouse(true));
}

#[test]
fn q_closes_what_is_open_and_otherwise_quits() {
    open(80, 24)
        .then(Action::Read)
        .then(Action::Close)
        .in_context(Context::List)
        .then(Action::OpenFacets)
        .then(Action::Close)
        .in_context(Context::List)
        .then(Action::Close)
        .does(&Effect::Quit);
}

/// The text that a story copies, and what the message calls it.
fn copied(story: &Story) -> (&str, &str) {
    let [Effect::Copy { text, what }] = story.effects.as_slice() else { panic!("{:?}", story.effects) };
    (text, what)
}

#[test]
fn a_citation_is_chosen_by_document_and_style_and_copied() {
    let story = on_the_moscow_summit()
        .then(Action::ChooseCitation)
        .in_context(Context::Choice)
        .typing("biblatex bbc-2003")
        .then(Action::Accept)
        .in_context(Context::List);
    let (text, what) = copied(&story);
    assert!(text.starts_with("@article{bbc-2003-01-10,\n"), "{text}");
    assert_eq!(what, "BBC News, 10 January 2003 (BibLaTeX)");
}

#[test]
fn the_first_choice_is_what_is_copied_without_a_choice() {
    let story = on_the_moscow_summit().then(Action::ChooseCitation).then(Action::Accept);
    let (text, what) = copied(&story);
    let copy = on_the_moscow_summit().then(Action::CopyCitation);
    let (note, document) = copied(&copy);
    assert_eq!((text, what), (note, &*format!("{document} (Chicago note)")));
}

#[test]
fn all_documents_of_an_event_can_be_copied_at_once() {
    let story = on_the_moscow_summit().then(Action::ChooseCitation).typing("ris all").then(Action::Accept);
    let (text, what) = copied(&story);
    assert_eq!(text.matches("TY  - ").count(), 3);
    assert_eq!(what, "3 citations (RIS)");
}

#[test]
fn the_event_itself_can_be_copied_even_where_it_cites_no_document() {
    let story = open(80, 24).then(Action::Last).then(Action::ChooseCitation).typing("json").then(Action::Accept);
    let (text, what) = copied(&story);
    assert!(text.contains("\"id\": \"2008-planned-visit\""), "{text}");
    assert_eq!(what, "event (JSON)");
    let story = on_the_moscow_summit().then(Action::ChooseCitation).typing("event text").then(Action::Accept);
    assert!(copied(&story).0.starts_with("Koizumi and Putin adopt the Action Plan\n"), "{}", copied(&story).0);
}
