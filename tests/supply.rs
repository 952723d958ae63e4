//! What the program is made of: the crates, their licences, and the reason for each.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// What cargo knows of the crates for this machine. It has them all, since it has built this test.
fn metadata() -> Value {
    let rustc = Command::new("rustc").arg("-vV").output().unwrap();
    let host = String::from_utf8(rustc.stdout).unwrap();
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let arguments = ["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host];
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Whether a licence expression can be met with these licences.
fn is_allowed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let both = expression.split(" AND ").map(|part| part.trim_matches(['(', ')']));
    let one_of = |part: &str| part.replace('/', " OR ").split(" OR ").any(|licence| allowed.contains(licence.trim()));
    both.into_iter().all(one_of)
}

#[test]
fn every_crate_has_a_licence_that_is_allowed() {
    let deny: toml::Table = toml::from_str(&read("deny.toml")).unwrap();
    let allowed = deny["licenses"]["allow"].as_array().unwrap().iter();
    let allowed: BTreeSet<String> = allowed.map(|licence| licence.as_str().unwrap().to_owned()).collect();
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100);
    for package in packages {
        let licence = package["license"].as_str().unwrap_or("none");
        assert!(is_allowed(licence, &allowed), "{} has the licence {licence}", package["name"]);
        let source = package["source"].as_str();
        let registry = "registry+https://github.com/rust-lang/crates.io-index";
        assert!(source.is_none_or(|source| source == registry), "{} comes from {source:?}", package["name"]);
    }
    let alone = BTreeSet::from(["MIT".to_owned()]);
    assert!(is_allowed("MIT/Apache-2.0", &alone) && is_allowed("(MIT OR Zlib) AND MIT", &alone));
    assert!(!is_allowed("(MIT OR Zlib) AND Unicode-3.0", &alone) && !is_allowed("GPL-3.0", &alone));
}

/// The crates that the program is linked with, all the way down.
fn linked(metadata: &Value) -> BTreeSet<&str> {
    let nodes = metadata["resolve"]["nodes"].as_array().unwrap().iter();
    let nodes: BTreeMap<&str, &Value> = nodes.map(|node| (node["id"].as_str().unwrap(), node)).collect();
    let root = metadata["resolve"]["root"].as_str().unwrap();
    let (mut reached, mut waiting) = (BTreeSet::new(), vec![root]);
    while let Some(id) = waiting.pop() {
        for dependency in nodes[id]["deps"].as_array().unwrap() {
            let normal = dependency["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"].is_null());
            let package = dependency["pkg"].as_str().unwrap();
            if normal && reached.insert(package) {
                waiting.push(package);
            }
        }
    }
    reached
}

#[test]
fn the_crates_are_counted_and_each_direct_one_has_its_reason() {
    let page = read("docs/robustness.md");
    let metadata = metadata();
    if cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        let words = format!("{} crates are linked", linked(&metadata).len());
        assert!(page.contains(&words), "docs/robustness.md does not say: {words}");
    }
    let manifest = read("Cargo.toml");
    let dependencies = manifest.split("[dependencies]\n").nth(1).unwrap().split("\n[").next().unwrap();
    let names = dependencies.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = "));
    let mut number = 0;
    for (name, _) in names {
        number += 1;
        let row = page.lines().find(|line| line.contains(&format!("`{name}`")) && line.starts_with('|'));
        assert!(row.is_some_and(|row| row.len() > name.len() + 20), "docs/robustness.md has no reason for {name}");
    }
    assert!(page.contains(&format!("{number} of them are asked for by name")), "{number} direct crates");
}
