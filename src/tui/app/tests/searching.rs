//! Searching for words in a large chronology. In tests one of more than 1,024 events is large.

use summits_chronology::chronology::{Annotation, Annotations, Chronology};

use super::*;
use crate::query::Search;

/// 3,000 events, a week apart: every third mentions gas, every hundredth salmon.
pub(super) fn large() -> Chronology {
    let registers = fixture::registers();
    let first = chrono::NaiveDate::from_ymd_opt(2001, 1, 1).unwrap();
    let events = (0..3000_u64)
        .map(|number| {
            let day = first + chrono::Days::new(number * 7);
            let title = match number {
                number if number % 100 == 50 => format!("Talks on salmon {number}"),
                number if number % 3 == 0 => format!("Talks on gas {number}"),
                number => format!("Talks {number}"),
            };
            fixture::event(&registers, &format!("e{number:04}"), &day.to_string(), &title, "visit", "JP+RU")
        })
        .collect();
    Chronology::new(registers, events)
}

impl Story {
    /// The search that the loop has to run.
    #[track_caller]
    fn search(&self) -> Search {
        match self.effects.as_slice() {
            [Effect::Search(search)] => search.clone(),
            other => panic!("no search is started: {other:?}"),
        }
    }

    /// Types a query and applies it. Answers with the search that its last letter started.
    #[track_caller]
    fn searching(self, text: &str) -> (Self, Search) {
        let story = self.then(Action::EditQuery).typing(text);
        let search = story.search();
        (story.then(Action::Accept), search)
    }

    /// Finishes the search that was started.
    #[track_caller]
    fn found(self) -> Self {
        self.search().run(|| {});
        self.then(Message::Found)
    }
}

#[test]
fn the_first_matches_are_there_with_the_key_and_the_others_follow() {
    let story =
        open_on(large(), 80, 24).then(Action::Last).then(Action::EditQuery).typing("ga").then(Action::Type('s'));
    assert!(story.app.is_searching());
    let shown = story.app.selection().len();
    assert!(0 < shown && shown < 990, "{shown} of 990");
    assert_eq!(super::super::so_far(story.app.selection()), format!("{shown} so far"));
    let on = story.app.selected();
    let story = story.found().shows(990);
    assert!(!story.app.is_searching());
    assert_eq!(story.app.selected(), on, "the reader stays where they are");
}

#[test]
fn the_rows_stay_where_they_are_when_more_is_found_above_them() {
    let (story, search) = open_on(large(), 80, 24).then(Action::Last).searching("gas");
    let row = |app: &App| app.selected_position().map(|position| position - app.top());
    let before = row(&story.app);
    search.run(|| {});
    let story = story.then(Message::Found).shows(990);
    assert_eq!(row(&story.app), before);
}

#[test]
fn the_next_key_cancels_the_search_and_a_longer_word_is_still_found() {
    let story = open_on(large(), 80, 24).then(Action::EditQuery).typing("s");
    let cancelled = story.search();
    let story = story.typing("almon");
    cancelled.run(|| panic!("a cancelled search reports nothing"));
    assert!(!cancelled.is_finished());
    story.found().shows(30).then(Action::Accept).shows(30).then(Action::JumpBack).shows(3000);
}

#[test]
fn words_that_were_searched_for_are_not_searched_for_again() {
    let (story, search) = open_on(large(), 80, 24).searching("salmon");
    search.run(|| {});
    let story = story.then(Message::Found).shows(30);
    let story = story.country("KP").shows(0).country("KP").country("KP").shows(30);
    assert!(!story.app.is_searching());
    let story = story.then(Action::JumpBack).then(Action::JumpBack).then(Action::JumpBack).then(Action::JumpBack);
    story.shows(3000).then(Action::JumpForward).shows(30);
}

#[test]
fn another_condition_does_not_restart_the_search() {
    let (story, search) = open_on(large(), 80, 24).searching("salmon");
    let story = story.country("JP");
    assert!(story.effects.is_empty());
    search.run(|| {});
    story.then(Message::Found).asks("country:JP salmon").shows(30);
}

#[test]
fn an_action_that_needs_all_matches_says_that_it_has_to_wait() {
    let (story, search) = open_on(large(), 80, 24).searching("gas");
    let story = story
        .then(Action::NextGap)
        .says("until the search is finished")
        .then(Action::Export)
        .says("until the search is finished");
    let story = story.then(Action::OpenFacets);
    let Some(Panel::Facets(facets)) = story.app.panel() else { panic!("no facets are open") };
    let so_far: usize = story.app.facet_rows(facets).iter().map(|row| row.count).sum();
    assert_eq!(so_far, story.app.selection().len(), "the facets count what is found");
    search.run(|| {});
    let story = story.then(Message::Found).shows(990);
    let Some(Panel::Facets(facets)) = story.app.panel() else { panic!("the facets stay open") };
    assert_eq!(story.app.facet_rows(facets)[0].count, 990);
}

#[test]
fn a_note_that_is_written_meanwhile_is_found() {
    let (story, _) = open_on(large(), 80, 24).searching("salmon");
    let note = Annotation { marked: false, note: "salmon, too".to_owned() };
    let annotations: Annotations = [("e0003".to_owned(), note)].into_iter().collect();
    story.then(Message::Annotations(Ref::new(0), annotations)).found().shows(31);
}

#[test]
fn the_words_of_the_first_query_are_searched_for_when_the_loop_starts() {
    let chronology = Arc::new(large());
    let app = App::new(Start {
        index: Arc::new(Index::new(&chronology)),
        keymap: Keymap::new(&Bindings::default(), &chronology),
        query: Query::parse("salmon", &chronology).unwrap(),
        chronology,
        layout: Config::default().layout,
        mouse: true,
        editor: false,
        directories: vec![None],
        notice: None,
    });
    Story { app, effects: Vec::new() }.then(Message::Resize(80, 24)).found().shows(30);
}
