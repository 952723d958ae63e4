//! Comparisons of the chronology of the tests, as readers see them.

use proptest::prelude::*;
use summits_chronology::chronology::{Bearing, fixture};
use summits_chronology::loader::sample::chronology;
use summits_chronology::text;

use super::*;
use crate::page::PageOrder;

const SUMMIT: &str = "2003-01-10-koizumi-putin-moscow";
/// Japan and Russia took part, but only third parties report it.
const SILENT: &str = "2008-02-09-tu95-sofugan";
/// Russia and Japan are only concerned, and both have a record.
const CONCERNED: &str = "2003-01-10-npt-withdrawal";

fn find(id: &str) -> Ref<Event> {
    chronology().events().find(id).unwrap()
}

/// Every part under its name, laid out for a width.
fn parts(id: &str, columns: usize) -> String {
    let comparison = Comparison::new(chronology(), find(id));
    let setting = Setting { columns, order: PageOrder::SummaryFirst, needles: &[], chain: false };
    let part = |(number, part): (usize, &ComparisonPart)| {
        format!("== {} {}\n{}", part.name, part.count, comparison.page(number, &setting).plain())
    };
    comparison.parts.iter().enumerate().map(part).collect::<Vec<_>>().join("\n")
}

fn names(id: &str) -> Vec<String> {
    Comparison::new(chronology(), find(id)).parts.into_iter().map(|part| part.name).collect()
}

#[test]
fn a_summit_in_columns() {
    insta::assert_snapshot!(parts(SUMMIT, 36));
}

#[test]
fn sides_without_a_record_say_so() {
    insta::assert_snapshot!(parts(SILENT, 36));
}

#[test]
fn a_comparison_in_print() {
    insta::assert_snapshot!("summit_print_120", Page::compared(chronology(), find(SUMMIT), 120).plain());
    insta::assert_snapshot!("silent_print_80", Page::compared(chronology(), find(SILENT), 80).plain());
}

#[test]
fn a_country_that_is_only_concerned_has_a_column_where_it_has_a_record() {
    let event = &chronology()[find(CONCERNED)];
    assert_eq!(event.concerns.len(), 2);
    assert_eq!(names(CONCERNED), ["Japan", "North Korea", "Russia", "Others"]);
    assert_eq!(names(SUMMIT), ["Differences", "Japan", "Russia", "Others"], "of North Korea no record is cited");
}

#[test]
fn words_of_the_query_are_marked() {
    let comparison = Comparison::new(chronology(), find(SUMMIT));
    let needles = [text::fold("peace treaty")];
    let page =
        comparison.page(2, &Setting { columns: 30, order: PageOrder::SummaryFirst, needles: &needles, chain: false });
    assert!(!page.matches.is_empty());
    for (number, line) in page.lines.iter().enumerate() {
        assert_eq!(page.matches.contains(&number), line.iter().any(|span| span.matched));
    }
}

#[test]
fn in_a_column_direct_documents_come_first_and_the_others_are_marked() {
    use Bearing::{Context, Direct, Preview};
    let chronology = fixture::with_bearings(SUMMIT, &[Context, Preview, Direct]);
    let comparison = Comparison::new(&chronology, chronology.events().find(SUMMIT).unwrap());
    let columns: Vec<(&str, &[usize])> =
        comparison.columns().iter().map(|part| (&*part.name, &*part.documents)).collect();
    assert_eq!(columns, [("Japan", &[2][..]), ("Russia", &[3]), ("Others", &[1])]);
    let setting = Setting { columns: 60, order: PageOrder::SummaryFirst, needles: &[], chain: false };
    let text: Vec<String> = (1..=3).map(|part| comparison.page(part, &setting).plain()).collect();
    assert!(text[0].contains("announced it beforehand · official"), "{}", text[0]);
    assert!(text[1].contains("mentions it · official"), "{}", text[1]);
    assert!(!text[2].contains(" it · "), "{}", text[2]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn no_line_is_wider_than_its_column(event in 0..chronology().events().len(), columns in 1..130_usize) {
        let reference = Ref::new(event);
        let comparison = Comparison::new(chronology(), reference);
        let needles = ["putin".to_owned()];
        let setting = Setting { columns, order: PageOrder::SummaryFirst, needles: &needles, chain: false };
        for (number, part) in comparison.parts.iter().enumerate() {
            let page = comparison.page(number, &setting);
            prop_assert_eq!(page.documents.len(), part.documents.len());
            prop_assert!(page.documents.iter().all(|line| *line < page.lines.len()));
            prop_assert!(!page.lines.is_empty(), "{} is blank", part.name);
            for line in &page.lines {
                let words: String = line.iter().map(|span| span.text.as_str()).collect();
                prop_assert!(text::width(&words) <= columns.max(2), "{}: {}", columns, words);
            }
        }
    }

    #[test]
    fn every_document_is_in_one_column_and_print_keeps_its_width(event in 0..chronology().events().len(), columns in 40..160_usize) {
        let reference = Ref::new(event);
        let parts = Comparison::new(chronology(), reference).parts;
        let mut numbers: Vec<usize> = parts.into_iter().flat_map(|part| part.documents).collect();
        numbers.sort_unstable();
        prop_assert_eq!(numbers, (1..=chronology()[reference].citations.len()).collect::<Vec<_>>());
        for line in Page::compared(chronology(), reference, columns).plain().lines() {
            prop_assert!(text::width(line) <= columns, "{}", line);
        }
    }
}
