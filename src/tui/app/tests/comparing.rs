//! Comparing what the sides' documents say.

use super::*;

/// The comparison of the summit in the fixture: one difference, and a document each of Japan, Russia and a third party.
pub(super) fn comparing(columns: u16, rows: u16) -> Story {
    open(columns, rows)
        .then(Action::GoToDate)
        .typing("2003-01-10")
        .then(Action::Accept)
        .then(Action::MoveDown)
        .on("2003-01-10-koizumi")
        .then(Action::Compare)
        .in_context(Context::Compare)
}

impl Story {
    /// The part of this name is looked at.
    #[track_caller]
    fn at_part(self, name: &str) -> Self {
        let comparison = self.app.comparison().expect("a comparison is open");
        let Pane::Part(part) = self.app.focused() else { panic!("no part is looked at") };
        assert_eq!(comparison.parts[part].name, name);
        self
    }

    #[track_caller]
    fn opens(self, url: &str) -> Self {
        self.then(Action::OpenDocument).does(&Effect::Open(url.to_owned()))
    }
}

#[test]
fn c_compares_and_c_escape_and_q_go_back_to_the_view_before() {
    for back in [Action::Compare, Action::Leave, Action::Close] {
        comparing(120, 34).then(back.clone()).in_context(Context::List).on("2003-01-10-koizumi");
        let story = open(120, 34).then(Action::Read).then(Action::Compare).then(back);
        assert!(story.app.is_reading());
    }
}

#[test]
fn h_and_l_move_the_focus_between_columns() {
    comparing(120, 34)
        .at_part("Japan")
        .then(Action::NextColumn)
        .at_part("Russia")
        .then(Action::NextColumn)
        .at_part("Others")
        .then(Action::NextColumn)
        .at_part("Others")
        .then(Action::Focus(Pane::Part(0)))
        .at_part("Differences")
        .then(Action::PreviousColumn)
        .at_part("Differences");
}

#[test]
fn switching_panes_goes_from_part_to_part_round_and_round() {
    comparing(120, 34)
        .at_part("Japan")
        .then(Action::SwitchPane)
        .at_part("Russia")
        .then(Action::SwitchPane)
        .at_part("Others")
        .then(Action::SwitchPane)
        .at_part("Differences")
        .then(Action::SwitchPane)
        .at_part("Japan");
}

#[test]
fn on_a_low_screen_the_differences_come_first() {
    comparing(40, 12).at_part("Differences").then(Action::NextColumn).at_part("Japan");
}

#[test]
fn tab_goes_from_document_to_document_round_and_round() {
    comparing(120, 34)
        .opens("https://example.org/mofa-japan-2003-01-10")
        .then(Action::NextDocument)
        .opens("https://example.org/kremlin-2003-01-10")
        .then(Action::NextDocument)
        .at_part("Others")
        .then(Action::NextDocument)
        .at_part("Japan")
        .then(Action::PreviousDocument)
        .at_part("Others");
}

#[test]
fn y_cites_the_current_document() {
    let story = comparing(120, 34).then(Action::NextColumn).then(Action::CopyCitation);
    let [Effect::Copy { text, .. }] = &story.effects[..] else { panic!("nothing is copied: {:?}", story.effects) };
    assert!(text.contains("https://example.org/kremlin-2003-01-10"), "{text}");
    story.then(Action::Focus(Pane::Part(0))).then(Action::CopyCitation).says("no document here");
}

#[test]
fn each_column_is_scrolled_by_itself_and_the_wheel_scrolls_the_one_under_it() {
    let story = comparing(32, 8).then(Action::NextColumn).then(Action::Last);
    let Pane::Part(part) = story.app.focused() else { panic!("no part is looked at") };
    let scroll = story.app.position_in(part).line;
    assert!(scroll > 0);
    let story = story.then(Action::NextColumn);
    assert_eq!(story.app.position_in(part + 1).line, 0);
    let story = story.then(Action::PreviousColumn);
    assert_eq!(story.app.position_in(part).line, scroll);
    let story = story.then(Action::Scroll(Pane::Part(part), -1000));
    assert_eq!(story.app.position_in(part).line, 0);
}

#[test]
fn the_comparison_follows_to_the_next_event_of_the_same_countries() {
    let story = comparing(120, 34).then(Action::PreviousOfPair).in_context(Context::Compare);
    // Of the trade talks neither side has a record: the third party is looked at.
    story.on("2002-11-trade-talks").at_part("Others");
}

#[test]
fn an_event_without_documents_cannot_be_compared() {
    let story = open(120, 34);
    let chronology = story.app.chronology();
    let bare = chronology.events().entries().find(|(_, event)| event.citations.is_empty()).map(|(event, _)| event);
    story.then(Action::Select(bare.expect("an event without documents"))).then(Action::Compare).says("no document");
}

#[test]
fn the_next_match_is_searched_in_all_parts() {
    comparing(40, 12)
        .asking("\"trade has increased\"")
        .in_context(Context::Compare)
        .at_part("Differences")
        .then(Action::NextMatch)
        .at_part("Others")
        .then(Action::NextMatch)
        .at_part("Differences");
}
