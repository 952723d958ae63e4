//! Checks that the generated pages of the documentation are up to date.

use std::fs;
use std::path::Path;

/// Checks that the file at `path`, relative to the root of the project, contains `text`; with `UPDATE_DOCS=1` writes
/// it.
pub fn fresh(path: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE_DOCS").is_some_and(|value| !value.is_empty()) {
        fs::write(&file, text).unwrap();
        return;
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    let differs = written.lines().zip(text.lines()).position(|(written, generated)| written != generated);
    assert!(
        written == text,
        "{path} is stale (line {}); update it with: UPDATE_DOCS=1 cargo test",
        differs.unwrap_or_else(|| written.lines().count().min(text.lines().count())) + 1
    );
}
