//! Asking for some events only.

use summits_chronology::chronology::TimeWindow;

use super::*;

#[test]
fn a_country_key_filters_by_involved_then_by_took_part_then_not_at_all() {
    open(80, 24)
        .country("KP")
        .asks("country:KP")
        .shows(9)
        .country("KP")
        .asks("party:KP")
        .shows(6)
        .country("KP")
        .asks("")
        .shows(14);
}

#[test]
fn two_countries_together_mean_both_and_the_mode_changes_it() {
    open(80, 24)
        .then(Action::CycleCountryMode)
        .says("choose a country first")
        .country("JP")
        .country("RU")
        .asks("country:JP+RU")
        .then(Action::CycleCountryMode)
        .asks("country:JP,RU")
        .then(Action::CycleCountryMode)
        .asks("only:JP+RU")
        .then(Action::CycleCountryMode)
        .asks("country:JP+RU");
}

#[test]
fn the_selection_stays_on_its_event_and_comes_back_to_it() {
    open(80, 24)
        .then(Action::Last)
        .then(Action::MoveUp)
        .on("2007-03-japan-measures")
        .country("RU")
        .on("2008")
        .country("RU")
        .country("RU")
        .asks("")
        .on("2007-03-japan-measures");
}

#[test]
fn the_list_narrows_as_the_query_is_typed_and_escape_restores_it() {
    open(80, 24)
        .then(Action::EditQuery)
        .in_context(Context::Prompt)
        .typing("pyongyang")
        .asks("pyongyang")
        .on("2002-09-17")
        .then(Action::Cancel)
        .asks("")
        .shows(14)
        .on("2001-07-26");
}

#[test]
fn enter_applies_a_query_and_the_history_leads_back() {
    open(80, 24)
        .asking("kind:summit")
        .asks("kind:summit")
        .in_context(Context::List)
        .shows(4)
        .then(Action::JumpBack)
        .asks("")
        .then(Action::JumpForward)
        .asks("kind:summit");
}

#[test]
fn a_query_with_a_mistake_stays_open_and_says_where() {
    let story = open(80, 24).asking("kind:sumit").in_context(Context::Prompt);
    let Some(Panel::Prompt(prompt)) = story.app.panel() else { panic!("no line is open") };
    let Preview::Error(error) = &prompt.preview else { panic!("{:?}", prompt.preview) };
    assert_eq!(&prompt.input.value()[error.span.clone()], "sumit");
    assert_eq!(error.suggestion().as_deref(), Some("did you mean summit?"));
}

#[test]
fn older_queries_come_back_in_the_line() {
    let story = open(80, 24)
        .asking("kind:summit")
        .asking("kind:visit")
        .then(Action::EditQuery)
        .then(Action::HistoryOlder)
        .then(Action::HistoryOlder);
    let Some(Panel::Prompt(prompt)) = story.app.panel() else { panic!("no line is open") };
    assert_eq!(prompt.input.value(), "kind:summit");
}

#[test]
fn a_paste_becomes_one_clean_line() {
    let story = open(80, 24).then(Action::EditQuery).then(Action::Paste("kind:summit\r\n\u{1b}[31mputin".to_owned()));
    let Some(Panel::Prompt(prompt)) = story.app.panel() else { panic!("no line is open") };
    assert_eq!(prompt.input.value(), "kind:summit  putin");
}

#[test]
fn facets_count_under_the_rest_of_the_query_and_edit_it() {
    let story = open(120, 34).country("KP").then(Action::OpenFacets).in_context(Context::Facets);
    let Some(Panel::Facets(panel)) = story.app.panel() else { panic!("no facets") };
    let rows = story.app.facet_rows(panel);
    let summits = rows.iter().position(|row| row.value == "summit").expect("summits are counted");
    assert_eq!(rows[summits].count, 3);
    story
        .then(Action::Choose(summits))
        .asks("country:KP kind:summit")
        .shows(3)
        .then(Action::Exclude)
        .asks("country:KP -kind:summit")
        .shows(6)
        .then(Action::Leave)
        .in_context(Context::List);
}

#[test]
fn the_values_of_a_facet_are_searched_by_typing() {
    let story = open(120, 34)
        .then(Action::OpenFacets)
        .then(Action::FilterFacet)
        .in_context(Context::Prompt)
        .typing("summ")
        .then(Action::Accept)
        .in_context(Context::Facets);
    let Some(Panel::Facets(panel)) = story.app.panel() else { panic!("no facets") };
    let rows = story.app.facet_rows(panel);
    assert_eq!(rows.iter().map(|row| &*row.value).collect::<Vec<_>>(), ["summit"]);
}

#[test]
fn the_keys_of_the_main_view_work_beside_the_facets() {
    open(120, 34)
        .then(Action::OpenFacets)
        .then(Action::NextYear)
        .on("2002")
        .country("KP")
        .asks("country:KP")
        .in_context(Context::Facets)
        .then(Action::GoToDate)
        .in_context(Context::Prompt);
}

#[test]
fn escape_shows_every_value_of_a_facet_again() {
    let values = |story: &Story| match story.app.panel() {
        Some(Panel::Facets(panel)) => story.app.facet_rows(panel).len(),
        _ => panic!("no facets"),
    };
    let story = open(120, 34).then(Action::OpenFacets);
    let all = values(&story);
    let story = story.then(Action::FilterFacet).typing("summ");
    assert_eq!(values(&story), 1);
    let story = story.then(Action::Cancel).in_context(Context::Facets);
    assert_eq!(values(&story), all);
}

#[test]
fn periods_of_the_strip_filter_by_time() {
    let day = |text: &str| chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    let window = TimeWindow { from: day("2003-01-01"), to: day("2003-12-31") };
    open(80, 24)
        .then(Action::FilterTime(window))
        .asks("year:2003")
        .shows(4)
        .then(Action::ClearQuery)
        .asks("")
        .then(Action::ClearQuery)
        .says("no filter to clear");
}

#[test]
fn one_step_back_undoes_a_whole_drag_over_the_strip() {
    let year = |year: i32| TimeWindow {
        from: chrono::NaiveDate::from_ymd_opt(2003, 1, 1),
        to: chrono::NaiveDate::from_ymd_opt(year, 12, 31),
    };
    open(80, 24)
        .then(Action::FilterTime(year(2003)))
        .then(Action::DragTime(year(2004)))
        .then(Action::DragTime(year(2005)))
        .asks("date:2003..2005")
        .then(Action::JumpBack)
        .asks("")
        .then(Action::JumpForward)
        .asks("date:2003..2005");
}

#[test]
fn without_a_match_actions_that_need_an_event_say_so() {
    open(80, 24)
        .asking("nowhere-at-all")
        .shows(0)
        .then(Action::Read)
        .says("no event matches the query")
        .then(Action::MoveDown)
        .then(Action::ClearQuery)
        .shows(14);
}
