//! Broken chronologies, each with the report that a reader gets.

use std::fs;
use std::path::Path;

use summits_tui::loader::{self, Location};

/// Every folder of `tests/broken` against its expected report.
#[test]
fn every_broken_chronology_has_its_report() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let mut cases: Vec<_> = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() > 20, "the fixtures are gone");
    for case in cases {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let report = loader::check(&Location::Directory(case.clone()));
        assert!(!report.is_empty(), "{name} is not broken");
        let shown = report.render(false).replace(&format!("{}/", root.display()), "");
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, shown);
        });
    }
}
