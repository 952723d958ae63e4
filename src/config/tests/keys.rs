//! Keys: which are bound, and which bindings are errors.

use super::*;
use crate::keymap::Chord;

#[test]
fn every_action_has_a_default_key() {
    let bindings = Config::default().bindings;
    for entry in REGISTRY {
        let bound = |context: &Context| !bindings.chords(*context, entry.name).is_empty();
        assert!(entry.contexts.iter().all(bound), "`{}` has a context without a key", entry.name);
    }
}

#[test]
fn the_countries_of_the_built_in_chronology_keep_their_own_keys() {
    let chronology = summits_chronology::loader::load(&crate::built_in::BUILT_IN).expect("the chronology").chronology;
    let keymap = crate::keymap::Keymap::new(&Config::default().bindings, &chronology);
    for (country, named) in chronology.countries.entries() {
        let key = Chord::char(named.key).expect("a key");
        assert_eq!(keymap.country_key(country), Some(key));
        for context in [Context::List, Context::Detail, Context::Facets] {
            assert_eq!(keymap.action(context, key), Some(Action::Country(country)), "{key} in {context:?}");
        }
    }
}

#[test]
fn a_key_that_another_action_has_is_an_error_with_both_and_their_positions() {
    let (_directory, loaded) = loaded("[keys.list]\nread = \"j\"\n");
    assert_eq!(chords(&loaded.config, Context::List, "read"), "enter");
    assert_eq!(chords(&loaded.config, Context::List, "down"), "j down");
    let [problem] = &loaded.problems.diagnostics[..] else { panic!("one problem: {}", loaded.problems) };
    assert_eq!(problem.message, "`j` is bound to both `down` and `read` in the context list");
    assert_eq!((problem.line, problem.column), (2, 8));
    let note = problem.note.as_deref().unwrap_or_default();
    assert!(note.starts_with("`down` is bound at config.toml:") && note.contains("(built in)"), "{note}");
}

#[test]
fn a_key_that_was_taken_from_its_action_is_free() {
    let (_directory, loaded) =
        loaded("[keys.list]\ndown = \"down\"\nread = [\"j\", \"enter\"]\nup = []\nlast = \"k\"\n");
    assert_eq!(loaded.problems.render(false), "no problems\n");
    assert_eq!(chords(&loaded.config, Context::List, "read"), "j enter");
    assert_eq!(chords(&loaded.config, Context::List, "up"), "");
    assert_eq!(chords(&loaded.config, Context::List, "last"), "k");
}

#[test]
fn two_keys_of_the_same_file_conflict_at_the_second() {
    let (_directory, loaded) = loaded("[keys.list]\nlast = \"w\"\nfirst = [\"g\", \"w\"]\n");
    let [problem] = &loaded.problems.diagnostics[..] else { panic!("one problem: {}", loaded.problems) };
    assert_eq!(problem.line, 3);
    assert_eq!(chords(&loaded.config, Context::List, "last"), "w");
    assert_eq!(chords(&loaded.config, Context::List, "first"), "g home");
}

#[test]
fn a_setting_that_falls_back_takes_its_default_keys_with_it() {
    // `down` gives up `j`, but is refused for the `k` of `up`; then `j` is not free for `read`.
    let (_directory, loaded) = loaded("[keys.list]\ndown = [\"w\", \"k\"]\nread = [\"j\"]\n");
    assert_eq!(loaded.problems.errors(), 2, "{}", loaded.problems);
    assert_eq!(chords(&loaded.config, Context::List, "down"), "j down");
    assert_eq!(chords(&loaded.config, Context::List, "read"), "enter");
}

#[test]
fn the_same_key_in_another_context_is_no_conflict() {
    let (_directory, loaded) = loaded("[keys.detail]\nnext-document = \"/\"\n");
    assert_eq!(loaded.problems.render(false), "no problems\n");
}

#[test]
fn keys_that_would_lock_the_user_in_are_errors() {
    assert_eq!(messages("keys.global.quit = []"), ["without a key for `quit` the browser could not be left"]);
    let digit = "`3` cannot be bound here: the digits stand for the countries in the list and for the documents in the detail pane";
    assert_eq!(messages("keys.list.read = \"3\""), [digit]);
    let text = "`j` cannot be bound here: what is typed in a line of text stays text";
    assert_eq!(messages("keys.prompt.accept = [\"enter\", \"j\"]"), [text]);
}

#[test]
fn a_country_key_that_an_action_has_is_an_error() {
    let message = "`M` is bound to both `country-mode` and the country KP in the context global";
    assert_eq!(messages("country.KP.key = \"M\""), [message]);
    let message = "`K` is bound to both `last` and the country KP in the context list";
    assert_eq!(messages("country.KP.key = \"K\"\nkeys.list.last = \"K\"\n"), [message]);
    assert_eq!(messages("country.KP.key = \"2\""), ["`2` cannot name a country"]);
}

#[test]
fn a_key_without_effect_is_a_warning() {
    let (_directory, loaded) = loaded("[keys.global]\nzoom-in = [\"+\", \"j\"]\n");
    assert_eq!((loaded.problems.errors(), loaded.problems.warnings()), (0, 1));
    assert_eq!(loaded.problems.diagnostics[0].message, "`j` has no effect for `zoom-in`");
    assert_eq!(chords(&loaded.config, Context::Global, "zoom-in"), "+ j");
}
