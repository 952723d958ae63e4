//! A TOML export loads as the same chronology.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

#[path = "support/chronology.rs"]
mod chronology;

use std::fs;
use std::path::Path;

use summits_chronology::chronology::{Bearing, Chronology, Citation, Event, Ref};
use summits_chronology::loader::{Location, load};
use summits_tui::built_in::BUILT_IN;
use summits_tui::export::{Format, text::Paper, toml, write};

fn json(chronology: &Chronology, events: impl IntoIterator<Item = Ref<Event>>) -> String {
    let mut out = Vec::new();
    write(Format::Json, chronology, events, Paper::PLAIN, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The chronology of these files, which must load.
fn loaded(files: &[toml::File]) -> Chronology {
    let directory = tempfile::tempdir().unwrap();
    for file in files {
        let path = directory.path().join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.text).unwrap();
    }
    let loaded = load(&Location::Directory(directory.path().to_owned()));
    loaded.unwrap_or_else(|report| panic!("{}", report.render(false))).chronology
}

/// The chronology, exported in full and loaded.
fn exported_and_loaded(original: &Chronology) -> Chronology {
    let directory = toml::directory(original, original.events().refs());
    assert_eq!(directory.links_left_out, 0);
    loaded(&directory.files)
}

#[test]
fn a_full_export_loads_as_the_same_chronology() {
    let original = chronology::load();
    let again = exported_and_loaded(&original);
    assert!(json(&again, again.events().refs()) == json(&original, original.events().refs()));
    // Items that no event refers to are kept too.
    assert_eq!(again.people.len(), original.people.len());
    assert_eq!(again.places.len(), original.places.len());
    assert_eq!(again.publishers.len(), original.publishers.len());
    assert_eq!(again.documents.len(), original.documents.len());
    assert_eq!((&again.title, &again.about, &again.span), (&original.title, &original.about, &original.span));
    assert!(again.countries.iter().eq(&original.countries));
    assert!(again.topics.iter().eq(&original.topics));
    for person in &original.people {
        assert_eq!(again.people.get(&person.id), Some(person));
    }
}

#[test]
fn the_bearings_that_a_chronology_gives_are_kept() {
    let original = load(&BUILT_IN).unwrap().chronology;
    let given = |citation: &&Citation| citation.bearing == Bearing::Context;
    assert!(original.events().iter().flat_map(|event| &event.citations).filter(given).count() > 0);
    let again = exported_and_loaded(&original);
    assert!(json(&again, again.events().refs()) == json(&original, original.events().refs()));
}

#[test]
fn an_export_has_the_same_bytes_every_time() {
    let original = chronology::load();
    let first = toml::directory(&original, original.events().refs());
    assert!(first == toml::directory(&original, original.events().refs()));
    let again = loaded(&first.files);
    assert!(first == toml::directory(&again, again.events().refs()), "the export of what was loaded differs");
}

#[test]
fn a_selection_loses_only_links_to_events_outside_it() {
    let original = chronology::load();
    let chosen = original.events().entries().filter(|(_, event)| event.id.starts_with("2003"));
    let chosen: Vec<Ref<Event>> = chosen.map(|(event, _)| event).collect();
    let directory = toml::directory(&original, chosen.iter().copied());
    let again = loaded(&directory.files);

    let mut expected: serde_json::Value = serde_json::from_str(&json(&original, chosen)).unwrap();
    let mut left_out = 0;
    for event in expected.as_array_mut().unwrap() {
        let links = event["links"].as_array_mut().unwrap();
        let before = links.len();
        links.retain(|link| link["to"].as_str().unwrap().starts_with("2003"));
        left_out += before - links.len();
    }
    let written: serde_json::Value = serde_json::from_str(&json(&again, again.events().refs())).unwrap();
    assert!(left_out > 0, "no event of the selection links to one outside it");
    assert_eq!(directory.links_left_out, left_out);
    assert_eq!(written, expected);
    assert!(again.documents.len() < original.documents.len());
}

#[test]
fn events_that_only_a_table_allows_are_exported_as_a_table() {
    let directory = tempfile::tempdir().unwrap();
    fs::create_dir(directory.path().join("events")).unwrap();
    let head = Path::new(chronology::DIRECTORY);
    for name in ["chronology.toml", "people.toml"] {
        fs::copy(head.join(name), directory.path().join(name)).unwrap();
    }
    let table = "id,date,title,kind,parties,people,venue,venue_lat,venue_lon,address,outcome,summary\n\
                 a,2003-01-10,\"A, with \"\"signs\"\"\",summit,JP;RU,junichiro-koizumi;vladimir-putin,The hall,55.5,37,,one;two,\"two\nlines\"\n\
                 b,2004,No document,visit,JP,,,,,,,\n\
                 c,2004-02,With an address,visit,KP;RU,,,,,https://www.example.org/c,,\n\
                 d,2013-12-01,Without an office,visit,JP;RU,junichiro-koizumi,,,,https://www.example.org/c,,\n";
    fs::write(directory.path().join("events/all.csv"), table).unwrap();
    let loaded = load(&Location::Directory(directory.path().to_owned()));
    let original = loaded.unwrap_or_else(|report| panic!("{}", report.render(false))).chronology;
    let written = toml::directory(&original, original.events().refs());
    let tables = written.files.iter().filter(|file| file.path.ends_with(".csv")).map(|file| &*file.path);
    assert_eq!(tables.collect::<Vec<_>>(), ["events/2003.csv", "events/2004.csv", "events/2013.csv"]);
    let again = exported_and_loaded(&original);
    assert_eq!(json(&again, again.events().refs()), json(&original, original.events().refs()));
}
