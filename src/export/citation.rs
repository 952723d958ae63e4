//! The citation of a document as a line of text: body, title, date, original address, then the archived one.

use crate::chronology::{Chronology, Document, EventDate, Ref};

/// Cites a document: `President of Russia, “Talks between …”, 10 January 2003, http://…`.
///
/// A title that an editor supplied stands in its square brackets, without quotation marks. The archived address follows
/// the original one and never replaces it; a reprint or mirror is named where the document was read there.
#[must_use]
pub fn citation(chronology: &Chronology, document: Ref<Document>) -> String {
    let document = &chronology.documents[document];
    let publisher = &chronology.publishers[document.publisher].name;
    let mut parts = vec![publisher.to_string(), title(document)];
    if !document.as_named.is_empty() && document.as_named != *publisher {
        parts.push(format!("as {}", document.as_named));
    }
    parts.extend(document.published.as_ref().map(EventDate::words_for_citation));
    let mut citation = parts.join(", ");
    if !document.url.is_empty() {
        citation.push_str(&format!(", {}", document.url));
    }
    if !document.archived_url.is_empty() {
        citation.push_str(&format!(" [archived: {}]", document.archived_url));
    }
    if let Some(accessed) = &document.accessed {
        citation.push_str(&format!(" (accessed {})", accessed.words_for_citation()));
    }
    citation
}

fn title(document: &Document) -> String {
    let supplied = document.title.starts_with('[') && document.title.ends_with(']');
    if supplied { document.title.to_string() } else { format!("“{}”", document.title) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chronology::{Register, fixture};

    /// The fixture with one document changed, and that document cited.
    fn cited(id: &str, change: impl Fn(&mut Document)) -> String {
        let mut registers = fixture::registers();
        let mut documents: Vec<Document> = registers.documents.iter().cloned().collect();
        let place = documents.iter().position(|document| &*document.id == id).unwrap();
        change(&mut documents[place]);
        registers.documents = Register::new(documents);
        citation(&Chronology::new(registers, Vec::new()), Ref::new(place))
    }

    #[test]
    fn body_title_date_and_address_stand_in_that_order() {
        assert_eq!(
            cited("kremlin-2003-01-10", |_| {}),
            "President of Russia, “Russian-Japanese talks were held”, 10 January 2003, \
             https://example.org/kremlin-2003-01-10"
        );
    }

    #[test]
    fn a_title_that_an_editor_supplied_stands_in_brackets_without_quotation_marks() {
        let line = cited("kcna-2001-08-04", |_| {});
        assert!(line.contains(", [Kim Jong Il and Putin hold talks], 4 August 2001"), "{line}");
    }

    #[test]
    fn the_archived_address_stands_beside_the_original_and_the_day_of_access_last() {
        let line = cited("kremlin-2003-01-10", |document| {
            document.archived_url = "https://archive.example.org/1".into();
            document.accessed = Some(fixture::date("2020-05-01"));
        });
        assert!(
            line.ends_with(
                "https://example.org/kremlin-2003-01-10 [archived: https://archive.example.org/1] (accessed 1 May 2020)"
            ),
            "{line}"
        );
    }

    #[test]
    fn a_reprint_names_the_copy_that_was_read_and_a_document_without_a_date_has_none() {
        let line = cited("kremlin-2003-01-10", |document| {
            document.as_named = "Johnson's Russia List".into();
            document.published = None;
        });
        assert_eq!(
            line,
            "President of Russia, “Russian-Japanese talks were held”, as Johnson's Russia List, \
             https://example.org/kremlin-2003-01-10"
        );
    }
}
