//! Invariants of the state, whatever a person does and whatever arrives.

use proptest::prelude::*;
use summits_chronology::chronology::{Item, TimeWindow};

use super::*;
use crate::keymap::REGISTRY;

/// Any action, those that carry data included.
fn any_action() -> impl Strategy<Value = Action> {
    prop_oneof![
        8 => proptest::sample::select(REGISTRY).prop_map(|entry| entry.action.clone()),
        2 => (0..5_usize).prop_map(|country| Action::Country(Ref::new(country % 3))),
        2 => proptest::char::any().prop_map(Action::Type),
        // Letters that words begin with, so that the query is narrowed and widened as a reader does it.
        3 => proptest::char::range('a', 'z').prop_map(Action::Type),
        1 => proptest::sample::select(&["kind:summit ", "jp", "2003", "-", "\"", "country:JP+RU ", "x\u{202e}y"][..])
            .prop_map(|text| Action::Paste(text.to_owned())),
        1 => (0..14_usize).prop_map(|event| Action::Select(Ref::new(event))),
        1 => (0..14_usize).prop_map(|event| Action::GoTo(Item::Event(Ref::new(event)))),
        2 => (0..6_usize).prop_map(|person| Action::GoTo(Item::Person(Ref::new(person)))),
        1 => (0..6_usize).prop_map(|place| Action::GoTo(Item::Place(Ref::new(place)))),
        1 => (0..16_usize).prop_map(|document| Action::GoTo(Item::Document(Ref::new(document)))),
        1 => (0..6_usize).prop_map(|person| Action::ListEventsOf(Item::Person(Ref::new(person)))),
        1 => (0..20_usize).prop_map(Action::Choose),
        1 => (0..5_usize).prop_map(Action::OpenDocumentNumber),
        1 => (any::<bool>(), -40..40_isize).prop_map(|(list, lines)| {
            Action::Scroll(if list { Pane::List } else { Pane::Detail }, lines)
        }),
        1 => (0..6_usize, -40..40_isize).prop_map(|(part, lines)| Action::Scroll(Pane::Part(part), lines)),
        1 => (0..6_usize).prop_map(|part| Action::Focus(Pane::Part(part))),
        2 => Just(Action::Compare),
        1 => any::<bool>().prop_map(|list| Action::Focus(if list { Pane::List } else { Pane::Detail })),
        1 => (2000..2010_i32, 0..4_i32).prop_map(|(year, years)| Action::FilterTime(TimeWindow {
            from: chrono::NaiveDate::from_ymd_opt(year, 1, 1),
            to: chrono::NaiveDate::from_ymd_opt(year + years, 12, 31),
        })),
    ]
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        40 => any_action().prop_map(Step::Action),
        2 => (0..200_u16, 0..80_u16).prop_map(|(columns, rows)| Step::Message(Message::Resize(columns, rows))),
    ]
}

pub(super) fn check_bounds(app: &App) {
    let answer = app.index.select(&app.chronology, &app.query);
    assert_eq!(*app.selection(), answer, "the list shows what matches the query: {}", app.query());
    if let Some(position) = app.selected_position() {
        assert!(position < app.selection().len(), "the selected row exists");
        assert!(app.top() <= position, "the selected row is not above the window");
    }
    assert!(app.main.opened().is_none() || app.page().is_some() || app.size.1 < 4, "an open page is visible");
    assert_eq!(app.selected().is_none(), app.selection().is_empty(), "an event is selected whenever there is one");
    if let (Some(page), Some((_, rows))) = (app.page(), app.page_size()) {
        assert!(app.scroll() <= page.lines.len().saturating_sub(rows), "the page fills its pane");
        let is_visible = |link: usize| {
            page.links[link].lines.start < app.scroll() + rows && page.links[link].lines.end > app.scroll()
        };
        assert!(app.link().is_none_or(is_visible), "the focused link is visible");
    }
}

pub(super) fn check_comparison(app: &App) {
    let Some((comparison, layout)) = app.comparison().zip(app.comparison_layout()) else { return };
    let Pane::Part(current) = app.focused() else { panic!("a comparison has the focus") };
    assert!(layout.pane(current).is_some(), "the focused part is on the screen");
    for (part, pane) in &layout.panes {
        let page = app.part(&comparison, *part, *pane);
        let last = page.lines.len().saturating_sub(app.text_size(*pane).1);
        assert!(app.position_in(*part).line <= last, "the part fills its pane");
        assert!(app.position_in(*part).document < page.documents.len().max(1), "the document exists");
    }
}

proptest! {
    // Each case is a whole session.
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn whatever_happens_everything_stays_in_bounds(steps in proptest::collection::vec(any_step(), 1..120)) {
        let mut story = open(80, 24);
        for step in steps {
            story = story.then(step);
            check_bounds(&story.app);
            check_comparison(&story.app);
        }
    }

    #[test]
    fn going_back_restores_the_query_and_the_event(codes in proptest::collection::vec(0..3_usize, 1..6)) {
        let mut story = open(80, 24).then(Action::NextYear);
        let mut visited = vec![(story.app.query().clone(), story.app.selected())];
        for code in codes {
            story = story.then(Action::Country(Ref::new(code)));
            visited.push((story.app.query().clone(), story.app.selected()));
        }
        while let Some((query, selected)) = visited.pop() {
            prop_assert_eq!(story.app.query(), &query);
            prop_assert_eq!(story.app.selected(), selected);
            story = story.then(Action::JumpBack);
        }
    }

    #[test]
    fn a_narrower_query_never_shows_more(word in "[a-z]{1,4}", kind in proptest::sample::select(&["summit", "visit", "call"][..])) {
        let wide = open(80, 24).asking(&word);
        let narrow = open(80, 24).asking(&format!("{word} kind:{kind}"));
        let shown: Vec<_> = wide.app.selection().events().collect();
        for event in narrow.app.selection().events() {
            prop_assert!(shown.contains(&event));
        }
    }
}
