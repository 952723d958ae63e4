//! Compares excerpts with the saved texts of their documents: each must occur there verbatim.

mod nearest;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::schema::EventRow;
use crate::diagnostics::{Diagnostic, DiagnosticBuilder, MOST_KEPT, Report, Severity, SourceFile};
use crate::text::clean_line;

/// The largest saved text that is read, in bytes.
const LARGEST: u64 = 32 << 20;

/// An excerpt, with diagnostics at its position and at that of the id of its document, to be filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Quotation {
    document: String,
    at_document: Diagnostic,
    passage: String,
    at_passage: Diagnostic,
}

impl Quotation {
    /// Names its file with the directory.
    pub(super) fn below(mut self, directory: &Path) -> Self {
        self.at_document.put_below(directory);
        self.at_passage.put_below(directory);
        self
    }
}

/// The excerpts of an event.
pub(super) fn quotations(event: &EventRow<'_>, file: &SourceFile) -> Vec<Quotation> {
    let build = |diagnostic: DiagnosticBuilder| diagnostic.build(file);
    let mut found = Vec::new();
    for source in &event.sources {
        let Some(document) = &source.document else { continue };
        found.extend(source.excerpts.iter().map(|excerpt| Quotation {
            document: document.value.to_string(),
            at_document: build(DiagnosticBuilder::warning(document.span, "")),
            passage: excerpt.value.to_string(),
            at_passage: build(DiagnosticBuilder::error(excerpt.span, "")),
        }));
    }
    found
}

/// Compares every excerpt with the text of its document, saved as `directory/<document id>.txt`. There is one warning for each
/// document without a saved text.
pub(super) fn compare(quotations: &[Quotation], directory: &Path) -> Report {
    let mut texts: BTreeMap<&str, Option<String>> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    let mut more = 0;
    for quotation in quotations {
        let id = &*quotation.document;
        let text = texts.entry(id).or_insert_with(|| {
            let text = read(directory, id);
            if text.is_none() {
                let message = format!("no saved text `{id}.txt` to compare the excerpts with");
                diagnostics.push(Diagnostic { message, ..quotation.at_document.clone() });
            }
            text
        });
        let Some(text) = text else { continue };
        let passage = plain(&quotation.passage);
        if text.contains(&passage) {
            continue;
        }
        // Finding the nearest passage takes long, so this is not done for those that are only counted.
        if diagnostics.len() < MOST_KEPT {
            diagnostics.push(misquoted(id, &passage, text, quotation.at_passage.clone()));
        } else {
            more += 1;
        }
    }
    for of_file in diagnostics.chunk_by_mut(|one, next| one.file == next.file) {
        of_file.sort_by_key(|diagnostic| diagnostic.span.start);
    }
    let mut report = Report::new();
    diagnostics.into_iter().for_each(|diagnostic| report.push(diagnostic));
    report.count(Severity::Error, more);
    report
}

/// The saved text of a document. Ids with other characters could lead to another directory, so they have none.
fn read(directory: &Path, id: &str) -> Option<String> {
    if !id.chars().all(|character| character.is_ascii_alphanumeric() || "-_.".contains(character)) {
        return None;
    }
    let path = directory.join(format!("{id}.txt"));
    // A regular file only: reading a pipe could block.
    fs::metadata(&path).ok().filter(|metadata| metadata.is_file() && metadata.len() <= LARGEST)?;
    fs::read(&path).ok().map(|bytes| plain(&String::from_utf8_lossy(&bytes)))
}

/// The text in Unicode NFC, with single spaces instead of any white space.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect()
}

/// An error that shows the nearest passage of the saved text, and the difference.
fn misquoted(id: &str, passage: &str, text: &str, at: Diagnostic) -> Diagnostic {
    let message = format!("the saved text of `{id}` does not contain this passage");
    let (expected, note) = match nearest::nearest(passage, text) {
        Some(nearest) => (
            format!("a passage of it; the nearest is: {}", clean_line(&nearest.passage)),
            Some(format!("[-the excerpt-] {{+the saved text+}}: {}", clean_line(&nearest.difference))),
        ),
        None => ("a passage of it; no passage is similar".to_owned(), None),
    };
    Diagnostic { message, expected: Some(expected), note, ..at }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use crate::diagnostics::Report;
    use crate::loader::{self, Location};

    /// A chronology with one event that quotes one document.
    fn quoting(excerpt: &str, directory: &Path) -> Location {
        let chronology = directory.join("chronology");
        fs::create_dir_all(chronology.join("events")).unwrap();
        fs::write(
            chronology.join("events/all.toml"),
            format!(
                "[[event]]\nid = \"one\"\n[[event.source]]\ndocument = \"page\"\nexcerpts = [\n  \"{excerpt}\",\n]\n"
            ),
        )
        .unwrap();
        fs::write(chronology.join("chronology.toml"), "title = \"Two\"\n").unwrap();
        Location::Directory(chronology)
    }

    fn compared(excerpt: &str, saved: Option<&str>) -> Report {
        let directory = tempfile::tempdir().unwrap();
        let location = quoting(excerpt, directory.path());
        if let Some(saved) = saved {
            fs::write(directory.path().join("page.txt"), saved).unwrap();
        }
        loader::compare(&location, directory.path())
    }

    #[test]
    fn white_space_and_the_encoding_of_accents_do_not_matter() {
        let report = compared("the café on the square", Some("He went to\nthe  cafe\u{301} on\tthe square."));
        assert!(report.is_empty(), "{report}");
    }

    #[test]
    fn a_changed_word_is_reported_with_its_position() {
        let words =
            compared("the two leaders met in Moscow", Some("There the two leaders talked in Moscow.")).render(false);
        assert!(words.contains("events/all.toml:6:"), "{words}");
        assert!(words.contains("the saved text of `page` does not contain this passage"), "{words}");
        assert!(words.contains("the nearest is: the two leaders talked in Moscow"), "{words}");
        assert!(words.contains("the two leaders [-met-] {+talked+} in Moscow"), "{words}");
    }

    #[test]
    fn a_passage_that_ends_with_a_full_stop_gets_no_second_one_in_words() {
        let words = compared("The two leaders met.", Some("The two leaders talked.")).in_words();
        assert!(words.contains("the nearest is: The two leaders talked. ") && !words.contains(".."), "{words}");
    }

    #[test]
    fn a_document_without_a_saved_text_is_a_warning() {
        let report = compared("the two leaders", None);
        assert_eq!((report.errors(), report.warnings()), (0, 1), "{report}");
    }

    #[test]
    fn a_missing_directory_of_texts_is_an_error() {
        let directory = tempfile::tempdir().unwrap();
        let location = quoting("the two leaders", directory.path());
        let report = loader::compare(&location, &directory.path().join("txet"));
        assert_eq!((report.errors(), report.warnings()), (1, 0), "{report}");
        assert!(report.to_string().contains("cannot read the directory: it does not exist"), "{report}");
    }
}
