//! A CSV export loads as the events of a chronology.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

#[path = "support/chronology.rs"]
mod chronology;

use std::fs;
use std::path::Path;

use summits_chronology::chronology::{Chronology, Citation, Event, Participant};
use summits_chronology::loader::{Location, load};
use summits_tui::export::{Format, text::Paper, write};

/// An event without the fields that a table cannot express, and the ids of its documents: ids, because the registers
/// may be in another order.
fn in_a_table(chronology: &Chronology, event: &Event) -> (Event, Vec<String>) {
    let document = |citation: &Citation| chronology.documents[citation.document].id.to_string();
    let documents = event.citations.iter().map(document).collect();
    let without_office = |participant: &Participant| Participant { person: participant.person, office: None };
    let table = Event {
        people: event.people.iter().map(without_office).collect(),
        links: Box::default(),
        citations: Box::default(),
        differences: Box::default(),
        ..event.clone()
    };
    (table, documents)
}

#[test]
fn a_csv_export_loads_as_the_same_events() {
    let original = chronology::load();
    let mut table = Vec::new();
    write(Format::Csv, &original, original.events().refs(), Paper::PLAIN, &mut table).unwrap();

    let directory = tempfile::tempdir().unwrap();
    let data = Path::new(chronology::DIRECTORY);
    for folder in ["", "documents"] {
        fs::create_dir_all(directory.path().join(folder)).unwrap();
        for entry in fs::read_dir(data.join(folder)).unwrap().map(Result::unwrap) {
            if entry.path().extension().is_some_and(|extension| extension == "toml") {
                fs::copy(entry.path(), directory.path().join(folder).join(entry.file_name())).unwrap();
            }
        }
    }
    fs::create_dir(directory.path().join("events")).unwrap();
    fs::write(directory.path().join("events/all.csv"), table).unwrap();

    let loaded = load(&Location::Directory(directory.path().to_owned()));
    let again = loaded.unwrap_or_else(|report| panic!("{}", report.render(false))).chronology;
    assert_eq!(again.events().len(), original.events().len());
    for (before, after) in original.events().iter().zip(again.events()) {
        assert_eq!(in_a_table(&again, after), in_a_table(&original, before));
    }
}

#[test]
fn a_venue_that_only_a_table_names_gets_an_id_from_its_name() {
    let directory = tempfile::tempdir().unwrap();
    let chronology = "title = \"Ships\"\nspan = \"2001/2013\"\n[[country]]\ncode = \"JP\"\nname = \"Japan\"\n[[kind]]\nid = \"call\"\nname = \"Call\"\n";
    fs::write(directory.path().join("chronology.toml"), chronology).unwrap();
    fs::create_dir(directory.path().join("events")).unwrap();
    let rows = "id,date,title,kind,parties,venue,venue_lat,venue_lon\na,2003,A,call,JP,Sea of Japan,40,135\nb,2004,B,call,JP,,1.5,2\n";
    fs::write(directory.path().join("events/all.csv"), rows).unwrap();
    let loaded = load(&Location::Directory(directory.path().to_owned()));
    let loaded = loaded.unwrap_or_else(|report| panic!("{}", report.render(false)));
    let ids: Vec<&str> = loaded.chronology.places.iter().map(|place| &*place.id).collect();
    assert_eq!(ids, ["sea-of-japan", "1.5-2"]);
}
