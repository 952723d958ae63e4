//! Excerpts against the saved texts of their documents: a passage is verbatim or it is not.

mod nearest;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use super::schema::EventRow;
use super::source::{Fault, Faults, Spot};
use crate::text::clean_line;

/// The largest text that is compared with.
const LARGEST: u64 = 32 << 20;

/// The saved texts of documents, as far as they have been asked for.
pub(super) struct Saved<'d> {
    directory: &'d Path,
    texts: BTreeMap<String, Option<String>>,
}

impl<'d> Saved<'d> {
    /// The texts in `directory`, each in `<document id>.txt`.
    pub(super) fn new(directory: &'d Path) -> Self {
        Self { directory, texts: BTreeMap::new() }
    }

    /// Compares every excerpt of these events with the text of its document. A document without a saved text is mentioned
    /// once.
    pub(super) fn compare(&mut self, events: &[EventRow<'_>], faults: &mut Faults) {
        for source in events.iter().flat_map(|event| &event.sources).filter(|source| !source.excerpts.is_empty()) {
            let Some(document) = &source.document else { continue };
            let id = &*document.value;
            let text = self.texts.entry(id.to_owned()).or_insert_with(|| {
                let text = read(self.directory, id);
                if text.is_none() {
                    let message = format!("no saved text `{id}.txt` to compare the excerpts with");
                    faults.push(Fault::warning(document.spot, message));
                }
                text
            });
            let Some(text) = text else { continue };
            for excerpt in &source.excerpts {
                let passage = plain(&excerpt.value);
                if !text.contains(&passage) {
                    faults.push_with(|| misquoted(id, &passage, text, excerpt.spot));
                }
            }
        }
    }
}

/// The saved text of a document. An id that is no plain name leads nowhere.
fn read(directory: &Path, id: &str) -> Option<String> {
    if !id.chars().all(|character| character.is_ascii_alphanumeric() || "-_.".contains(character)) {
        return None;
    }
    let path = directory.join(format!("{id}.txt"));
    // Only a regular file: a pipe would keep us waiting.
    fs::metadata(&path).ok().filter(|metadata| metadata.is_file() && metadata.len() <= LARGEST)?;
    fs::read(&path).ok().map(|bytes| plain(&String::from_utf8_lossy(&bytes)))
}

/// The text in Unicode NFC, with one blank for every run of them.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect()
}

/// What the saved text has in the place of the passage, and the difference.
fn misquoted(id: &str, passage: &str, text: &str, spot: Spot) -> Fault {
    let fault = Fault::error(spot, format!("the saved text of `{id}` does not have this passage"));
    match nearest::nearest(passage, text) {
        Some(nearest) => fault
            .expecting(format!("a passage of it; the nearest is: {}", clean_line(&nearest.passage)))
            .noting(format!("[-the excerpt-] {{+the saved text+}}: {}", clean_line(&nearest.difference))),
        None => fault.expecting("a passage of it; nothing in it is near this one"),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use crate::loader::{self, Location, Report};

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
    fn blanks_and_the_form_of_accents_do_not_matter() {
        let report = compared("the café on the square", Some("He went to\nthe  cafe\u{301} on\tthe square."));
        assert!(report.is_empty(), "{report}");
    }

    #[test]
    fn a_changed_word_is_found_and_its_place_shown() {
        let words =
            compared("the two leaders met in Moscow", Some("There the two leaders talked in Moscow.")).render(false);
        assert!(words.contains("events/all.toml:6:"), "{words}");
        assert!(words.contains("the saved text of `page` does not have this passage"), "{words}");
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
    fn a_directory_of_texts_that_is_not_there_is_an_error() {
        let directory = tempfile::tempdir().unwrap();
        let location = quoting("the two leaders", directory.path());
        let report = loader::compare(&location, &directory.path().join("txet"));
        assert_eq!((report.errors(), report.warnings()), (1, 0), "{report}");
        assert!(report.to_string().contains("cannot read the directory: there is none"), "{report}");
    }
}
