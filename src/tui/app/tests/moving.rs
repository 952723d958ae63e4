//! Going from event to event and through time.

use super::*;
use crate::timeline::ListRow;

#[test]
fn keys_move_in_the_list_by_lines_by_pages_and_to_its_ends() {
    open(80, 24)
        .on("2001-07-26")
        .then(Action::MoveDown)
        .on("2002-09-17")
        .then(Action::MoveUp)
        .then(Action::MoveUp)
        .on("2001-07-26")
        .then(Action::Last)
        .on("2008")
        .then(Action::MoveDown)
        .on("2008")
        .then(Action::PageUp)
        .then(Action::First)
        .on("2001-07-26");
}

#[test]
fn a_page_is_as_many_events_as_the_list_has_rows_less_one() {
    let mut story = open_on(searching::large(), 80, 24);
    let page = story.app.screen().list_rows() - 1;
    assert!(page > 3);
    let steps = [
        (Action::PageDown, page),
        (Action::PageDown, 2 * page),
        (Action::HalfPageUp, 2 * page - page / 2),
        (Action::PageUp, page - page / 2),
        (Action::HalfPageDown, page - page / 2 + page / 2),
        (Action::Last, 2999),
        (Action::HalfPageUp, 2999 - page / 2),
    ];
    for (action, position) in steps {
        story = story.then(action.clone());
        assert_eq!(story.app.selected_position(), Some(position), "after {action:?}");
    }
}

#[test]
fn keys_go_through_matches_and_documents_of_the_page_round_and_round() {
    let mut story = open(60, 24).asking("the").then(Action::Read);
    for (next, previous, lines) in [
        (Action::NextMatch, Action::PreviousMatch, story.app.page().unwrap().matches.clone()),
        (Action::NextDocument, Action::PreviousDocument, story.app.page().unwrap().documents.clone()),
    ] {
        let Some(first) = lines.first().copied() else { panic!("nothing to go to for {next:?}") };
        story = story.then(Action::First).then(next.clone());
        let expected = lines.iter().copied().find(|line| *line > 0).unwrap_or(first);
        assert_eq!(story.app.scroll(), expected.min(story.app.last_scroll()), "{next:?} among {lines:?}");
        story = story.then(Action::Last).then(next.clone());
        assert_eq!(story.app.scroll(), first, "{next:?} begins again");
        story = story.then(Action::First).then(previous.clone());
        let last = lines.last().copied().unwrap_or(first);
        assert_eq!(story.app.scroll(), last.min(story.app.last_scroll()), "{previous:?} begins at the end");
    }
}

#[test]
fn the_selected_row_is_always_in_the_window_with_the_year_above_it() {
    let mut story = open(40, 12);
    for _ in 0..14 {
        let rows = {
            let app = &story.app;
            app.timeline().rows(app.chronology(), app.selection(), app.top(), app.screen().list_rows())
        };
        let position = story.app.selected_position().expect("an event is selected");
        assert!(rows.contains(&ListRow::Event(position)), "{position} is not among {rows:?}");
        assert!(matches!(rows.first(), Some(ListRow::Year(_))), "no year above {rows:?}");
        story = story.then(Action::MoveDown);
    }
}

#[test]
fn years_are_stepped_to_their_first_event() {
    open(80, 24)
        .then(Action::NextYear)
        .on("2002-09-17")
        .then(Action::NextYear)
        .on("2003-putin-letter")
        .then(Action::MoveDown)
        .then(Action::PreviousYear)
        .on("2003-putin-letter")
        .then(Action::PreviousYear)
        .on("2002-09-17")
        .then(Action::PreviousYear)
        .then(Action::PreviousYear)
        .on("2001-07-26")
        .says("no earlier year");
}

#[test]
fn the_same_pair_of_countries_is_followed_in_both_directions() {
    open(80, 24)
        .then(Action::MoveDown)
        .on("2002-09-17-koizumi-kim")
        .then(Action::NextOfPair)
        .on("2004-05-22-koizumi-kim")
        .then(Action::NextOfPair)
        .says("no later event of the same countries")
        .then(Action::PreviousOfPair)
        .on("2002-09-17-koizumi-kim");
}

#[test]
fn a_gap_of_more_than_three_months_is_found_and_named() {
    let story = open(80, 24).then(Action::NextGap).on("2002-09-17");
    let gap = story.app.timeline().gap_before(1).expect("a gap ends there");
    // From the end of the journey, 18 August 2001, to 17 September 2002.
    assert_eq!(gap.months, 12);
    story.then(Action::PreviousGap).says("no earlier gap");
}

#[test]
fn a_gap_begins_at_the_latest_possible_day_of_the_contact_before_it() {
    // A letter was sent some day in 2003, and nothing is known of the time until June 2004.
    let story = open(80, 24).asking("party:RU date:2003..2004").on("2003-putin-letter");
    let (gaps, chronology) = (story.app.timeline(), story.app.chronology());
    let months = |(position, event): (usize, Ref<Event>)| {
        gaps.gap_before(position).map(|gap| (chronology[event].date.to_string(), gap.months))
    };
    let found: Vec<_> = story.app.selection().events().enumerate().filter_map(months).collect();
    assert_eq!(found, [("[2004-06-19..2004-06-22]".to_owned(), 5)]);
}

#[test]
fn a_date_goes_to_the_first_event_on_or_after_it_and_previews_which() {
    let story = open(80, 24).then(Action::GoToDate).in_context(Context::Prompt).typing("jan 2003");
    let Some(Panel::Prompt(prompt)) = story.app.panel() else { panic!("no line is open") };
    let letter = story.app.chronology().events().find("2003-putin-letter").expect("an event of the fixture");
    assert_eq!(prompt.preview, Preview::GoesTo(letter));
    story
        .on("2001-07-26")
        .then(Action::Accept)
        .on("2003-putin-letter")
        .in_context(Context::List)
        .then(Action::JumpBack)
        .on("2001-07-26")
        .then(Action::JumpForward)
        .on("2003-putin-letter");
}

#[test]
fn an_invalid_date_keeps_the_prompt_open() {
    let story = open(80, 24).then(Action::GoToDate).typing("soon").then(Action::Accept).in_context(Context::Prompt);
    let Some(Panel::Prompt(prompt)) = story.app.panel() else { panic!("no line is open") };
    assert!(matches!(&prompt.preview, Preview::Rejected(reason) if reason.contains("expected 2003")), "{prompt:?}");
    story.then(Action::Cancel).in_context(Context::List).on("2001-07-26");
}

#[test]
fn the_wheel_scrolls_the_list_and_keeps_the_selection_visible() {
    let story = open(40, 12).then(Action::Scroll(Pane::List, 3));
    assert_eq!(story.app.top(), 3);
    story.on("2003-01-10-npt").then(Action::Scroll(Pane::List, -3)).on("2002-09-17");
}

#[test]
fn the_neighbours_of_the_selected_event_stay_visible() {
    let mut story = open(120, 24);
    let last = story.app.selection().len() - 1;
    let steps = [Action::MoveDown, Action::MoveUp].map(|step| vec![step; last]).concat();
    for step in steps {
        story = story.then(step);
        let app = &story.app;
        let rows = app.timeline().rows(app.chronology(), app.selection(), app.top(), app.screen().list_rows());
        let position = app.selected_position().unwrap();
        for neighbour in [position.saturating_sub(1), (position + 1).min(last)] {
            assert!(rows.contains(&ListRow::Event(neighbour)), "{position}: {rows:?}");
        }
    }
}

#[test]
fn the_list_does_not_scroll_beyond_its_end() {
    let story = open(80, 24).then(Action::Scroll(Pane::List, 1000));
    let app = &story.app;
    let rows = app.timeline().rows(app.chronology(), app.selection(), app.top(), app.screen().list_rows());
    assert!(rows.len() + 2 >= app.screen().list_rows(), "{rows:?}");
    assert_eq!(rows.last(), Some(&ListRow::Event(app.selection().len() - 1)));
}

#[test]
fn a_move_without_a_target_says_why() {
    open(80, 24).then(Action::JumpBack).says("nothing to go back to").then(Action::JumpForward).says("nothing to go");
}
