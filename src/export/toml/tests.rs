//! The files, on the small chronology for tests. That they load again is held by the tests of the command line.

use summits_chronology::chronology::{Bearing, fixture};

use super::file::LONGEST;
use super::table::{inline, quoted};
use super::*;

fn written(directory: &Directory) -> String {
    directory.files.iter().map(|file| format!("# {}\n{}\n", file.path, file.text)).collect()
}

#[test]
fn a_selection_holds_only_what_its_events_name() {
    let chronology = fixture::chronology();
    let summit = chronology.events().find("2003-01-10-koizumi-putin-moscow").unwrap();
    insta::assert_snapshot!(written(&directory(&chronology, [summit])));
}

#[test]
fn the_whole_chronology_keeps_its_registers_whole() {
    let chronology = fixture::chronology();
    let written = written(&directory(&chronology, chronology.events().refs()));
    for person in &chronology.people {
        assert!(written.contains(&format!("[[person]]\nid = \"{}\"", person.id)), "{written}");
    }
    for document in &chronology.documents {
        assert!(written.contains(&format!("[[document]]\nid = \"{}\"", document.id)), "{written}");
    }
}

#[test]
fn links_to_events_outside_are_left_out_and_counted() {
    let chronology = fixture::chronology();
    let whole = directory(&chronology, chronology.events().refs());
    assert_eq!(whole.links_left_out, 0);
    let linked = chronology.events().refs().find(|place| !chronology[*place].links.is_empty()).unwrap();
    let alone = directory(&chronology, [linked]);
    assert_eq!(alone.links_left_out, chronology[linked].links.len());
    assert!(!written(&alone).contains("links ="));
}

#[test]
fn a_bearing_is_written_only_where_it_differs_from_the_default() {
    const SUMMIT: &str = "2003-01-10-koizumi-putin-moscow";
    let bearings = |chronology: &Chronology| {
        let written = written(&directory(chronology, chronology.events().find(SUMMIT)));
        let lines = written.lines().filter(|line| line.starts_with("bearing")).map(str::to_owned);
        lines.collect::<Vec<_>>()
    };
    assert_eq!(bearings(&fixture::chronology()), Vec::<String>::new());
    let changed = fixture::with_bearings(SUMMIT, &[Bearing::Direct, Bearing::Preview, Bearing::Context]);
    assert_eq!(bearings(&changed), ["bearing = \"preview\"", "bearing = \"context\""]);
}

#[test]
fn any_text_is_read_back_as_it_was() {
    for text in ["plain", "\"", "'", "'\"\"\"'", "\\", "a\nb", "\n", "\"\"\"\n'''", "ends in \"", "tab\t", "日本 ё́"]
    {
        for document in [format!("text = {}", quoted(text)), format!("a = {}", inline([("text", text)]))] {
            let table: ::toml::Table = document.parse().unwrap();
            let table = table.get("a").and_then(::toml::Value::as_table).unwrap_or(&table);
            assert_eq!(table["text"].as_str(), Some(text), "{document}");
        }
    }
}

#[test]
fn a_long_file_continues_in_another() {
    let mut pieces = Pieces::default();
    let half = "x".repeat(LONGEST / 2 + 1);
    [&*half, "small", &half].into_iter().for_each(|text| pieces.push(text));
    let paths: Vec<String> = pieces.files("events/2003").into_iter().map(|file| file.path).collect();
    assert_eq!(paths, ["events/2003.toml", "events/2003-2.toml"]);
}
