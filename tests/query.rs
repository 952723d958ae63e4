//! Queries on the chronology of the tests.

#[path = "support/chronology.rs"]
mod chronology;

use std::sync::LazyLock;

use summits_chronology::chronology::Chronology;
use summits_tui::query::{FIELDS, Field, Index, Query, counts, facets};

static CHRONOLOGY: LazyLock<Chronology> = LazyLock::new(chronology::load);
static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(&CHRONOLOGY));

fn found(text: &str) -> Vec<&'static str> {
    let query = Query::parse(text, &CHRONOLOGY).unwrap_or_else(|error| panic!("{text}: {error}"));
    INDEX.select(&CHRONOLOGY, &query).events().map(|event| &*CHRONOLOGY[event].id).collect()
}

#[test]
fn several_queries_find_the_summit_of_january_2003() {
    for text in
        ["country:JP+RU", "party:JP+RU about:KP", "pair:JP-RU kind:summit", "year:2003 place:moscow", "koizumi putin"]
    {
        assert!(found(text).contains(&"2003-01-10-koizumi-putin-moscow"), "{text}");
    }
    assert!(!found("only:JP+RU").contains(&"2003-01-10-koizumi-putin-moscow"), "North Korea is concerned");
}

#[test]
fn all_spellings_of_kim_jong_il_find_the_same_events() {
    let expected = found("김정일");
    assert!(expected.len() > 20, "{expected:?}");
    for text in ["kim jong-il", "Kim Jong Il", "\"kim jong il\"", "\"Kim Jong-il\"", "KIM JONG IL"] {
        assert_eq!(found(text), expected, "{text}");
    }
    assert!(found("person:김정일").iter().all(|id| expected.contains(id)));
}

#[test]
fn people_are_found_by_every_name() {
    // Each name is a search, so only every fourth person.
    for person in CHRONOLOGY.people.iter().step_by(4) {
        let by_id = found(&format!("person:{}", person.id));
        for name in person.names() {
            let by_name = found(&format!("person:\"{name}\""));
            assert!(by_id.iter().all(|id| by_name.contains(id)), "{name}");
            let by_words = found(&format!("\"{name}\""));
            assert!(by_id.iter().all(|id| by_words.contains(id)), "{name}");
        }
    }
}

#[test]
fn every_id_is_unambiguous_in_a_query() {
    let printed =
        |text: String| Query::parse(&text, &CHRONOLOGY).map(|query| query.to_string()).map_err(|e| e.to_string());
    let ids = |field: &str, ids: Vec<&str>| ids.into_iter().map(|id| format!("{field}:{id}")).collect::<Vec<_>>();
    let terms = [
        ids("kind", CHRONOLOGY.kinds.iter().map(|term| &*term.id).collect()),
        ids("level", CHRONOLOGY.levels.iter().map(|term| &*term.id).collect()),
        ids("topic", CHRONOLOGY.topics.iter().map(|term| &*term.id).collect()),
        ids("person", CHRONOLOGY.people.iter().map(|person| &*person.id).collect()),
        ids("place", CHRONOLOGY.places.iter().map(|place| &*place.id).collect()),
        ids("publisher", CHRONOLOGY.publishers.iter().map(|publisher| &*publisher.id).collect()),
        ids("document", CHRONOLOGY.documents.iter().map(|document| &*document.id).collect()),
    ];
    for term in terms.concat() {
        assert_eq!(printed(term.clone()), Ok(term));
    }
}

#[test]
fn the_examples_of_the_reference_are_valid() {
    // Origins are named after directories, which only the user knows.
    for info in FIELDS.iter().filter(|info| info.name != "origin") {
        assert!(Query::parse(info.example, &CHRONOLOGY).is_ok(), "{}", info.example);
    }
    for text in [
        "kind:summit,call",
        "level:leader",
        "topic:abductions",
        "person:koizumi",
        "place:moscow",
        "publisher:kremlin",
        "class:official",
        "date:2002..2004",
        "from:2002-06",
        "to:2003",
        "-topic:energy",
        "\"peace treaty\"",
        "has:difference",
        "has:excerpt",
    ] {
        assert!(!found(text).is_empty(), "{text}");
    }
}

#[test]
fn facet_counts_agree_with_the_query() {
    let all = INDEX.select(&CHRONOLOGY, &Query::default());
    for field in [Field::Year, Field::Month, Field::Kind, Field::Status] {
        let total: usize = counts(&INDEX, &CHRONOLOGY, &all, field).iter().map(|count| count.count).sum();
        assert_eq!(total, all.len(), "{field}");
    }
    for field in [Field::Person, Field::Place, Field::Topic, Field::Publisher, Field::Pair] {
        for row in facets(&INDEX, &CHRONOLOGY, &Query::default(), field).into_iter().take(20) {
            assert_eq!(found(&format!("{field}:{}", row.value)).len(), row.count, "{}", row.value);
        }
    }
}
