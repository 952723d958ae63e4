//! The house is as `docs/architecture.md` says: rooms use only the rooms they may, and the files it names are there.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What each room may use.
const ROOMS: [(&str, &[&str]); 14] = [
    ("text", &[]),
    ("chronology", &["text"]),
    ("loader", &["text", "chronology"]),
    ("query", &["text", "chronology"]),
    ("page", &["text", "chronology"]),
    ("export", &["text", "chronology", "page"]),
    ("notebook", &["text", "chronology"]),
    ("journey", &["text", "chronology", "query", "page", "export"]),
    ("keymap", &["text", "chronology", "query"]),
    ("config", &["text", "chronology", "keymap", "loader"]),
    (
        "commands",
        &["text", "chronology", "loader", "query", "page", "export", "notebook", "journey", "keymap", "config"],
    ),
    ("plain", &["text", "chronology", "query", "page", "export", "notebook", "journey"]),
    ("tui", &["text", "chronology", "query", "page", "export", "notebook", "journey", "keymap", "config"]),
    (
        "cli",
        &[
            "text",
            "chronology",
            "loader",
            "query",
            "page",
            "export",
            "notebook",
            "journey",
            "keymap",
            "config",
            "commands",
            "plain",
            "tui",
        ],
    ),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a room, without those that are only there for tests.
fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).into_iter().flatten().map(|entry| entry.unwrap().path());
    let kept =
        entries.filter(|path| !matches!(path.file_stem().unwrap().to_str(), Some("tests" | "fixture" | "snapshots")));
    kept.flat_map(|path| files(&path)).collect()
}

/// The code of a file, without comments and without its tests.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The rooms that a piece of code names.
fn named(code: &str) -> BTreeSet<&str> {
    let after = code.match_indices("crate::").map(|(at, found)| &code[at + found.len()..]);
    after.filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()).collect()
}

#[test]
fn a_room_uses_only_the_rooms_that_it_may() {
    let mut trespasses = Vec::new();
    for (room, may_use) in ROOMS {
        let source = root().join("src");
        for file in files(&source.join(room)).into_iter().chain(files(&source.join(format!("{room}.rs")))) {
            let code = code(&file);
            let others = named(&code).into_iter().filter(|other| ROOMS.iter().any(|(room, _)| room == other));
            for other in others.filter(|other| *other != room && !may_use.contains(other)) {
                trespasses.push(format!("{} uses {other}", file.strip_prefix(root()).unwrap().display()));
            }
        }
    }
    assert_eq!(trespasses, Vec::<String>::new());
}

#[test]
fn every_room_of_the_library_is_on_the_map() {
    let library = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let rooms: BTreeSet<&str> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(rooms, ROOMS.iter().map(|(room, _)| *room).collect());
    let map = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    for room in rooms {
        assert!(map.contains(&format!("`src/{room}/`")), "docs/architecture.md does not name src/{room}/");
    }
}

#[test]
fn every_file_that_the_map_names_is_there() {
    let map = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    let code = map.split('`').skip(1).step_by(2);
    let paths =
        code.filter(|code| ["src/", "tests/", "docs/", "benches/", "data/"].iter().any(|room| code.starts_with(room)));
    let missing: Vec<&str> = paths.filter(|path| !root().join(path).exists()).collect();
    assert_eq!(missing, Vec::<&str>::new());
}
