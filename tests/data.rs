//! The chronology in `data/` follows `docs/editing.md`, as far as a program can tell.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::collections::BTreeSet;

use summits_chronology::chronology::{Bearing, Chronology, Event, Status, Support};
use summits_chronology::loader::{self};
use summits_tui::built_in::BUILT_IN;

/// The only documents that are quoted.
const FOUNDING: [&str; 5] =
    ["bbc-2003-01-10", "japan-times-2002-06-29", "kremlin-2001-08-04", "kremlin-2003-01-10", "syria-times-2013-04-29"];

/// The ids of the events and of the documents of the first edition, one per line. Readers' marks and notes refer to
/// them.
const FIRST_EVENTS: &str = include_str!("data/first-edition-ids.txt");
const FIRST_DOCUMENTS: &str = include_str!("data/first-edition-document-ids.txt");
/// Ids of the first edition that meant the same document as another, and the id that was kept.
const MERGED: [(&str, &str); 1] = [("peoples-daily-2003-01-10", "xinhua-2003-01-10")];

const ISLANDS: &str = "South Kuril Islands / Northern Territories";

fn chronology() -> Chronology {
    loader::load(&BUILT_IN).unwrap().chronology
}

/// The texts of an event that the editors wrote, in reading order: all but the excerpts.
fn own_words(event: &Event) -> impl Iterator<Item = &str> {
    let whole = [&event.title, &event.setting, &event.summary];
    let accounts = event.citations.iter().map(|citation| &citation.account);
    let readings = event.differences.iter().map(|difference| &difference.reading);
    let positions =
        event.differences.iter().flat_map(|difference| &difference.positions).map(|position| &position.says);
    whole
        .into_iter()
        .chain(&event.outcome)
        .chain([&event.note])
        .chain(accounts)
        .chain(readings)
        .chain(positions)
        .map(|text| &**text)
}

#[test]
fn the_chronology_has_no_errors_and_no_warnings() {
    let report = loader::check(&BUILT_IN);
    assert!(report.is_empty(), "{}", report.render(false));
}

#[test]
fn every_id_of_the_first_edition_still_exists() {
    let chronology = chronology();
    let lost: Vec<&str> = FIRST_EVENTS.lines().filter(|id| chronology.events().find(id).is_none()).collect();
    assert_eq!(lost, Vec::<&str>::new(), "of events");
    let lost: Vec<&str> = FIRST_DOCUMENTS.lines().filter(|id| chronology.documents.find(id).is_none()).collect();
    assert_eq!(lost, MERGED.map(|(old, _)| old), "of documents");
    for (old, kept) in MERGED {
        assert!(chronology.documents.find(kept).is_some(), "{old} was merged into {kept}");
    }
}

#[test]
fn only_the_founding_documents_are_quoted_and_each_of_them_is() {
    let chronology = chronology();
    let quoted: BTreeSet<&str> = chronology
        .events()
        .iter()
        .flat_map(|event| &event.citations)
        .filter(|citation| !citation.excerpts.is_empty())
        .map(|citation| &*chronology.documents[citation.document].id)
        .collect();
    assert_eq!(quoted, BTreeSet::from(FOUNDING));
}

#[test]
fn an_event_that_mentions_the_islands_gives_both_names() {
    let mentions = [
        "Kuril ",
        "Northern Territories",
        "Kunashir",
        "Iturup",
        "Etorofu",
        "Shikotan",
        "Habomai",
        "four islands",
        "disputed islands",
        "territorial question",
        "territorial dispute",
    ];
    let one_sided: Vec<String> = chronology()
        .events()
        .iter()
        .filter(|event| own_words(event).any(|text| mentions.iter().any(|word| text.contains(word))))
        .filter(|event| !own_words(event).any(|text| text.contains(ISLANDS)))
        .map(|event| event.id.to_string())
        .collect();
    assert_eq!(one_sided, Vec::<String>::new());
}

#[test]
fn the_texts_contain_no_loaded_words() {
    let loaded = [
        "claimed that",
        "admitted that",
        "insisted",
        "alleged",
        "boasted",
        "conceded",
        "confessed",
        "reclusive",
        "regime",
    ];
    let found: Vec<String> = chronology()
        .events()
        .iter()
        .flat_map(|event| own_words(event).map(|text| (event.id.to_string(), text.to_lowercase())))
        .filter(|(_, text)| loaded.iter().any(|word| text.contains(word)))
        .map(|(id, text)| format!("{id}: {text}"))
        .collect();
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn every_event_cites_a_document_with_an_address() {
    let chronology = chronology();
    for event in chronology.events() {
        let addresses = event.citations.iter().map(|citation| &chronology.documents[citation.document].url);
        assert!(addresses.clone().any(|url| url.starts_with("http")), "{}", event.id);
    }
}

#[test]
fn at_least_21_summits_are_on_record_from_both_sides() {
    let chronology = chronology();
    let summit = chronology.kinds.find("summit").unwrap();
    let held = |event: &&Event| event.kind == summit && event.status == Status::Held;
    let summits: Vec<&Event> = chronology.events().iter().filter(held).collect();
    let on_record = summits.iter().filter(|event| match chronology.evidence(event).support {
        Support::Sides(sides) => sides.contains_all(event.parties),
        _ => false,
    });
    let on_record = on_record.count();
    assert!(on_record >= 21, "{on_record} of {}", summits.len());
}

#[test]
fn an_event_that_was_held_has_a_document_of_the_event_itself() {
    let chronology = chronology();
    let without = chronology.events().iter().filter(|event| !event.has_bearing(Bearing::Direct));
    let held: Vec<&str> = without.filter(|event| event.status == Status::Held).map(|event| &*event.id).collect();
    assert_eq!(held, Vec::<&str>::new());
}
