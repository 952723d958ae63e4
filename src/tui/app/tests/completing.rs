//! The prompt of the query: completions, and what is shown where nothing matches.

use super::*;

/// The line that is open, and what it could be completed with.
fn line(story: &Story) -> (String, Vec<String>) {
    let Some(Panel::Prompt(prompt)) = story.app.panel() else { panic!("no line is open") };
    let candidates = prompt.completions.candidates.iter().map(|candidate| candidate.text.clone()).collect();
    (prompt.input.value().to_owned(), candidates)
}

#[test]
fn tab_completes_the_word_at_the_cursor_then_replaces_it_by_the_next_candidate_round_and_round() {
    let mut story = open(120, 34).then(Action::EditQuery).typing("putin country:");
    let (_, candidates) = line(&story);
    assert!(candidates.len() >= 3, "{candidates:?}");
    for candidate in candidates.iter().chain(&candidates) {
        story = story.then(Action::Complete);
        assert_eq!(line(&story).0, format!("putin country:{candidate}"));
    }
    // What is typed next follows the completion.
    let (before, _) = line(&story);
    assert_eq!(line(&story.then(Action::Type('+'))).0, before + "+");
}

#[test]
fn tab_in_the_middle_of_a_line_leaves_the_text_behind_it() {
    let story = open(120, 34).then(Action::EditQuery).typing("kin putin");
    let story = story.then_all(std::iter::repeat_n(Action::CursorLeft, " putin".len()));
    let story = story.then(Action::Complete);
    assert_eq!(line(&story).0, "kind: putin");
    assert_eq!(line(&story.typing("visit")).0, "kind:visit putin");
}

#[test]
fn a_word_without_completions_stays_as_it_is() {
    let story = open(120, 34).then(Action::EditQuery).typing("zzz").then(Action::Complete);
    assert_eq!(line(&story).0, "zzz");
}

#[test]
fn without_a_match_each_condition_says_how_many_match_without_it() {
    let of_year = open(120, 34).asking("year:2001").app.selection().len();
    let of_word = open(120, 34).asking("pyongyang").app.selection().len();
    assert!(of_year > 0 && of_word > 0 && of_year != of_word);
    let story = open(120, 34).asking("pyongyang year:2001").shows(0);
    let mut remedies = story.app.remedies();
    remedies.sort();
    assert_eq!(remedies, [("pyongyang".to_owned(), of_year), ("year:2001".to_owned(), of_word)]);
    // What leaves nothing either is no remedy.
    assert_eq!(open(120, 34).asking("zzz qqq").shows(0).app.remedies(), []);
}
