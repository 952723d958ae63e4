use summits_chronology::chronology::{Bearing, Confidence, Event, Ref, Status, fixture};

use super::*;

#[test]
fn the_empty_query_finds_everything() {
    assert_eq!(found("").len(), CHRONOLOGY.events().len());
}

#[test]
fn countries_by_role() {
    assert_eq!(found("only:KP+RU"), ["2001-07-26-kim-jong-il-russia", "2003-putin-letter"]);
    assert_eq!(
        found("party:KP country:JP"),
        [
            "2002-09-17-koizumi-kim-pyongyang",
            "2003-01-10-npt-withdrawal",
            "2004-05-22-koizumi-kim-pyongyang",
            "2006-07-05-missile-launches",
        ]
    );
    assert_eq!(found("about:KP party:JP+RU"), ["2003-01-10-koizumi-putin-moscow", "2004-06-sergei-ivanov-call"]);
    assert_eq!(found("-country:JP"), found("only:KP+RU"));
    assert_eq!(found("pair:JP-KP"), ["2002-09-17-koizumi-kim-pyongyang", "2004-05-22-koizumi-kim-pyongyang"]);
    assert_eq!(
        found("about:JP,KP -party:KP"),
        ["2003-01-10-koizumi-putin-moscow", "2004-06-sergei-ivanov-call", "2007-03-japan-measures",]
    );
    assert_eq!(found("only:JP+KP~"), ["2007-03-japan-measures"]);
}

#[test]
fn vocabularies_and_registers() {
    assert_eq!(found("kind:letter,call"), ["2003-putin-letter", "2004-06-sergei-ivanov-call"]);
    assert_eq!(found("topic:energy+dprk-nuclear"), ["2003-01-10-koizumi-putin-moscow"]);
    assert_eq!(found("person:koizumi+kim"), ["2002-09-17-koizumi-kim-pyongyang", "2004-05-22-koizumi-kim-pyongyang"]);
    assert_eq!(found("person:ivanov"), ["2002-11-trade-talks", "2004-06-sergei-ivanov-call"]);
    assert_eq!(found("publisher:kremlin+bbc"), ["2003-01-10-koizumi-putin-moscow"]);
    assert_eq!(found("class:reference"), ["2002-11-trade-talks"]);
    assert_eq!(found("document:yearbook-2002"), ["2002-11-trade-talks"]);
    assert_eq!(found("status:planned"), ["2008-planned-visit"]);
    assert_eq!(found("mode:phone"), ["2004-06-sergei-ivanov-call"]);
    assert_eq!(found("level:minister"), ["2002-11-trade-talks", "2004-06-sergei-ivanov-call"]);
}

#[test]
fn a_city_includes_its_venues() {
    assert_eq!(found("place:moscow"), ["2001-07-26-kim-jong-il-russia", "2003-01-10-koizumi-putin-moscow"]);
    assert_eq!(found("place:moscow-kremlin"), ["2003-01-10-koizumi-putin-moscow"]);
}

#[test]
fn flags_of_events() {
    assert_eq!(found("has:difference"), ["2003-01-10-koizumi-putin-moscow"]);
    assert_eq!(found("aspect:number"), ["2003-01-10-koizumi-putin-moscow"]);
    assert_eq!(found("has:excerpt"), ["2003-01-10-koizumi-putin-moscow", "2005-11-20-putin-tokyo"]);
    assert_eq!(found("-has:document"), ["2008-planned-visit"]);
    assert_eq!(found("is:doubtful"), ["2003-putin-letter"]);
    assert_eq!(found("is:unconfirmed,planned"), ["2003-putin-letter", "2008-planned-visit"]);
    assert_eq!(found("is:uncertain party:KP"), ["2003-putin-letter"]);
}

#[test]
fn every_value_of_has_and_is_finds_the_events_of_which_it_is_true() {
    type Test = fn(&Event) -> bool;
    let expected: [(&str, Test); 21] = [
        ("has:difference", |event| !event.differences.is_empty()),
        ("has:excerpt", |event| event.citations.iter().map(|citation| citation.excerpts.len()).sum::<usize>() > 0),
        ("has:link", |event| !event.links.is_empty()),
        ("has:outcome", |event| !event.outcome.is_empty()),
        ("has:venue", |event| event.venue.is_some()),
        ("has:person", |event| !event.people.is_empty()),
        ("has:topic", |event| !event.topics.is_empty()),
        ("has:document", |event| !event.citations.is_empty()),
        ("has:direct", |event| event.citations.iter().any(|citation| citation.bearing == Bearing::Direct)),
        ("has:preview", |event| event.citations.iter().any(|citation| citation.bearing == Bearing::Preview)),
        ("has:context", |event| event.citations.iter().any(|citation| citation.bearing == Bearing::Context)),
        ("has:term", |event| !event.citations.iter().all(|citation| citation.term.is_empty())),
        ("is:held", |event| matches!(event.status, Status::Held)),
        ("is:planned", |event| matches!(event.status, Status::Planned)),
        ("is:postponed", |event| matches!(event.status, Status::Postponed)),
        ("is:cancelled", |event| matches!(event.status, Status::Cancelled)),
        ("is:denied", |event| matches!(event.status, Status::Denied)),
        ("is:unconfirmed", |event| matches!(event.status, Status::Unconfirmed)),
        ("is:high", |event| matches!(event.confidence, Some(Confidence::High))),
        ("is:medium", |event| matches!(event.confidence, Some(Confidence::Medium))),
        ("is:doubtful", |event| matches!(event.confidence, Some(Confidence::Low))),
    ];
    for (text, is_true) in expected {
        let expected: Vec<String> =
            CHRONOLOGY.events().iter().filter(|event| is_true(event)).map(|event| event.id.to_string()).collect();
        assert_eq!(found(text), expected, "{text}");
    }
    // The fixture must tell them apart.
    for text in ["has:difference", "has:link", "has:venue", "has:person", "has:topic", "has:document", "is:held"] {
        let number = found(text).len();
        assert!(0 < number && number < CHRONOLOGY.events().len(), "{text} holds of {number}");
    }
}

#[test]
fn conditions_on_time_are_met_certainly_or_possibly() {
    assert_eq!(
        found("date:2003-01"),
        ["2003-putin-letter?", "2003-01-10-npt-withdrawal", "2003-01-10-koizumi-putin-moscow",]
    );
    assert_eq!(found("to:2001-07"), ["2001-07-26-kim-jong-il-russia?"]);
    assert_eq!(
        found("year:2002,2008"),
        ["2002-09-17-koizumi-kim-pyongyang", "2002-11-trade-talks", "2007-03-japan-measures?", "2008-planned-visit",]
    );
    assert_eq!(found("date:2004-06-20..2004-06-30"), ["2004-06-sergei-ivanov-call?"]);
    assert_eq!(found("from:2008"), ["2007-03-japan-measures?", "2008-planned-visit"]);
}

#[test]
fn what_is_possible_stays_possible_when_negated() {
    assert_eq!(found("-date:2003-01 year:2003"), ["2003-putin-letter?", "2003-05-30-koizumi-putin-petersburg"]);
    assert_eq!(found("-from:2002"), ["2001-07-26-kim-jong-il-russia"]);
}

#[test]
fn words_are_found_in_every_text_of_an_event() {
    for (text, id) in [
        ("adopt", "the title"),
        ("\"four islands\"", "the summary"),
        ("\"official visit\"", "the setting"),
        ("\"japan russia action plan\"", "the outcome"),
        ("\"restricted talks\"", "an account"),
        ("\"trade fell over\"", "an excerpt"),
        ("\"trade has increased\"", "a position"),
        ("\"spans of years\"", "a reading"),
        ("кремль", "a native place name"),
        ("\"talks were held\"", "a document's title"),
        ("\"bbc news\"", "a publisher"),
        ("小泉純一郎", "a native personal name"),
        ("\"prime minister\"", "an office"),
        ("\"nuclear programme\"", "a topic"),
        ("summit", "a kind"),
        ("leaders", "a level"),
        ("日本", "a country"),
        ("oizum", "the inside of a word"),
    ] {
        assert!(found(text).contains(&"2003-01-10-koizumi-putin-moscow".to_owned()), "{text} in {id}");
    }
    assert_eq!(found("\"one report only\""), ["2003-putin-letter"]);
    assert_eq!(found("\"prime minister\" -person:koizumi"), [""; 0]);
}

#[test]
fn a_phrase_does_not_match_across_two_texts() {
    assert_eq!(found("\"plan at the kremlin\""), [""; 0]);
}

#[test]
fn all_spellings_of_a_name_find_the_same() {
    let expected = found("person:kim-jong-il");
    for text in ["김정일", "kim jong-il", "Kim Jong Il", "\"Kim Jong Il\"", "\"kim jong-il\"", "\"Kim Chŏng-il\""] {
        assert_eq!(found(text), expected, "{text}");
    }
    assert_eq!(found("moscow"), found("москва"));
}

#[test]
fn words_that_form_no_name_are_joined_by_and() {
    assert_eq!(found("russia invites"), ["2003-05-30-koizumi-putin-petersburg"]);
    assert_eq!(found("koizumi -pyongyang -kremlin -tokyo"), ["2003-05-30-koizumi-putin-petersburg"]);
}

#[test]
fn every_spelling_of_a_name_is_marked() {
    let (chronology, index) = (&*CHRONOLOGY, &*INDEX);
    let marks = index.marks(chronology, &query("treaty -energy 김정일 year:2003"));
    assert_eq!(marks[0], "treaty");
    assert!(marks.contains(&"kim jong il".to_owned()) && marks.contains(&"김정일".to_owned()), "{marks:?}");
    assert!(!marks.contains(&"energy".to_owned()));
}

#[test]
fn counts_distinguish_certain_from_possible() {
    let chronology = &*CHRONOLOGY;
    let selection = INDEX.select(chronology, &query("date:2003-01"));
    assert_eq!((selection.definite(), selection.possible(), selection.len()), (2, 1, 3));
}

#[test]
fn the_nearest_selected_event_is_found() {
    let chronology = &*CHRONOLOGY;
    let selection = INDEX.select(chronology, &query("person:koizumi"));
    let event = |id: &str| chronology.events().find(id).unwrap();
    assert_eq!(selection.position(event("2003-01-10-koizumi-putin-moscow")), Some(1));
    assert_eq!(selection.position(event("2003-01-10-npt-withdrawal")), None);
    assert_eq!(selection.nearest(event("2003-01-10-npt-withdrawal")), Some(1));
    assert_eq!(selection.nearest(Ref::new(0)), Some(0));
    assert_eq!(selection.nearest(event("2008-planned-visit")), Some(selection.len() - 1));
    assert_eq!(Selection::default().nearest(Ref::new(0)), None);
}

#[test]
fn a_reloaded_chronology_without_the_value_finds_nothing() {
    let chronology = &*CHRONOLOGY;
    let mut registers = fixture::registers();
    registers.topics = summits_chronology::chronology::Register::new(Vec::new());
    registers.countries = summits_chronology::chronology::Register::new(Vec::new());
    let empty = Chronology::new(registers, Vec::new());
    for text in ["topic:energy", "country:JP", "person:ivanov", "only:JP", "pair:JP-RU", "energy"] {
        let query = Query::parse(text, chronology).unwrap();
        assert!(Index::new(&empty).select(&empty, &query).is_empty());
    }
}

#[test]
fn a_query_knows_whether_annotations_change_its_answer() {
    for text in ["is:marked", "-is:marked", "has:note", "note:look", "putin", "-putin", "kind:summit is:marked"] {
        assert!(query(text).depends_on_annotations(), "{text}");
    }
    for text in ["", "country:JP", "kind:summit", "has:excerpt", "is:held", "year:2003"] {
        assert!(!query(text).depends_on_annotations(), "{text}");
    }
}

#[test]
fn events_are_found_by_how_documents_bear_on_them() {
    const SUMMIT: &str = "2003-01-10-koizumi-putin-moscow";
    let chronology = fixture::with_bearings(SUMMIT, &[Bearing::Context, Bearing::Preview, Bearing::Context]);
    let index = Index::new(&chronology);
    let found = |text: &str| listed(&chronology, &index.select(&chronology, &Query::parse(text, &chronology).unwrap()));
    assert_eq!(found("has:preview"), [SUMMIT]);
    assert_eq!(found("has:context"), [SUMMIT]);
    assert_eq!(found("has:document -has:direct"), [SUMMIT]);
    assert_eq!(found("has:direct").len(), chronology.events().len() - 2, "another event has no document");
}
