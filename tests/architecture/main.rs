//! The structure of the code is what `docs/architecture.md` says: modules use only the modules they may,
//! the page names every module, and the files that it names exist.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod imports;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What each module of the program may use, apart from itself and the crate `summits_chronology`.
const MODULES: [(&str, &[&str]); 13] = [
    ("built_in", &[]),
    ("query", &[]),
    ("page", &["query"]),
    ("export", &["query", "page"]),
    ("notebook", &[]),
    ("timeline", &["query"]),
    ("navigation", &["query", "timeline"]),
    ("keymap", &[]),
    ("config", &["built_in", "keymap"]),
    ("commands", &["query", "page", "export", "notebook", "timeline", "navigation", "keymap", "config"]),
    ("plain", &["query", "page", "export", "notebook", "timeline", "navigation"]),
    ("tui", &["query", "page", "export", "notebook", "timeline", "navigation", "keymap", "config"]),
    (
        "cli",
        &[
            "built_in",
            "query",
            "page",
            "export",
            "notebook",
            "timeline",
            "navigation",
            "keymap",
            "config",
            "commands",
            "plain",
            "tui",
        ],
    ),
];

/// What each module of the library may use.
const LIBRARY: [(&str, &[&str]); 4] = [
    ("text", &[]),
    ("diagnostics", &["text"]),
    ("chronology", &["text"]),
    ("loader", &["text", "diagnostics", "chronology"]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a module, without those that only tests use.
fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).into_iter().flatten().map(|entry| entry.unwrap().path());
    let kept =
        entries.filter(|path| !matches!(path.file_stem().unwrap().to_str(), Some("tests" | "fixture" | "snapshots")));
    kept.flat_map(|path| files(&path))
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

/// The code of a file, without comments and without its tests.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The modules that a piece of code names behind `crate::`.
fn named(code: &str) -> BTreeSet<&str> {
    let after = code.match_indices("crate::").map(|(at, found)| &code[at + found.len()..]);
    after.filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()).collect()
}

/// Every use of a module by one that may not use it.
fn violations(source: &Path, modules: &[(&str, &[&str])]) -> Vec<String> {
    let mut found = Vec::new();
    for (module, may_use) in modules {
        for file in files(&source.join(module)).into_iter().chain(files(&source.join(format!("{module}.rs")))) {
            let code = code(&file);
            let others = named(&code).into_iter().filter(|other| modules.iter().any(|(module, _)| module == other));
            for other in others.filter(|other| other != module && !may_use.contains(other)) {
                found.push(format!("{} uses {other}", file.strip_prefix(root()).unwrap().display()));
            }
        }
    }
    found
}

/// The modules that a `lib.rs` declares.
fn declared(library: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(root().join(library)).unwrap();
    let modules = text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    modules.map(str::to_owned).collect()
}

#[test]
fn a_module_uses_only_the_modules_that_it_may() {
    assert_eq!(violations(&root().join("src"), &MODULES), Vec::<String>::new());
    assert_eq!(violations(&root().join("crates/chronology/src"), &LIBRARY), Vec::<String>::new());
}

#[test]
fn the_page_names_every_module() {
    let page = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    for (library, modules) in [("src", &MODULES[..]), ("crates/chronology/src", &LIBRARY[..])] {
        let declared = declared(&format!("{library}/lib.rs"));
        assert_eq!(declared, modules.iter().map(|(module, _)| (*module).to_owned()).collect());
        for module in declared {
            let is_named = [format!("`{library}/{module}/`"), format!("`{library}/{module}.rs`")];
            assert!(
                is_named.iter().any(|path| page.contains(path)),
                "docs/architecture.md does not name {library}/{module}"
            );
        }
    }
}

#[test]
fn every_file_that_the_page_names_exists() {
    let page = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    let named = page.split('`').skip(1).step_by(2);
    let folders = ["src/", "crates/", "tests/", "docs/", "benches/", "data/"];
    let paths = named.filter(|name| folders.iter().any(|folder| name.starts_with(folder)));
    let missing: Vec<&str> = paths.filter(|path| !root().join(path).exists()).collect();
    assert_eq!(missing, Vec::<&str>::new());
}
