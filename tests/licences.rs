//! The licences of the crates that the program depends on.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The metadata of the crates for this machine. Cargo needs no network for it, since it has built this test from them.
fn metadata() -> Value {
    let rustc = Command::new("rustc").arg("-vV").output().unwrap();
    let host = String::from_utf8(rustc.stdout).unwrap();
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let arguments = ["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host];
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Whether these licences satisfy a licence expression.
fn is_allowed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let both = expression.split(" AND ").map(|part| part.trim_matches(['(', ')']));
    let one_of = |part: &str| part.replace('/', " OR ").split(" OR ").any(|licence| allowed.contains(licence.trim()));
    both.into_iter().all(one_of)
}

#[test]
fn every_crate_has_an_allowed_licence() {
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
