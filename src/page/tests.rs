//! Pages of the embedded chronology, as a reader sees them.

use std::sync::OnceLock;

use proptest::prelude::*;

use super::*;
use crate::loader::{Location, load};
use crate::text;

const SUMMIT: &str = "2003-01-10-koizumi-putin-moscow";

fn chronology() -> &'static Chronology {
    static CHRONOLOGY: OnceLock<Chronology> = OnceLock::new();
    CHRONOLOGY.get_or_init(|| load(&Location::Embedded).unwrap().chronology)
}

fn find(id: &str) -> Ref<Event> {
    chronology().events().find(id).unwrap()
}

fn page(id: &str, columns: usize, order: Order, needles: &[&str]) -> Page {
    let needles: Vec<String> = needles.iter().map(|needle| text::fold(needle)).collect();
    Page::of(chronology(), find(id), &Setting { columns, order, needles: &needles })
}

fn plain(id: &str, columns: usize) -> String {
    page(id, columns, Order::SummaryFirst, &[]).plain()
}

fn words(line: &Line) -> String {
    line.iter().map(|span| span.text.as_str()).collect()
}

#[test]
fn a_summit_in_a_pane() {
    insta::assert_snapshot!(plain(SUMMIT, 56));
}

#[test]
fn a_summit_with_its_first_excerpt_first() {
    insta::assert_snapshot!(page(SUMMIT, 76, Order::ExcerptFirst, &[]).plain());
}

#[test]
fn a_summit_in_print() {
    insta::assert_snapshot!(Page::printed(chronology(), find("2001-08-04-putin-kim-moscow-declaration"), 100).plain());
}

#[test]
fn a_meeting_that_was_denied() {
    insta::assert_snapshot!(plain("2011-07-20-nakai-song-changchun", 56));
}

#[test]
fn a_day_out_of_several() {
    insta::assert_snapshot!(plain("2001-08-koizumi-letter-putin-saury", 38));
}

#[test]
fn documents_are_numbered_as_they_are_shown() {
    let event = &chronology()[find(SUMMIT)];
    let page = page(SUMMIT, 76, Order::SummaryFirst, &[]);
    let order = document_order(event);
    assert_eq!(page.documents.len(), event.citations.len());
    for (shown, place) in order.into_iter().enumerate() {
        let line = words(&page.lines[page.documents[shown]]);
        let document = &chronology().documents[event.citations[place].document];
        let publisher = &chronology().publishers[document.publisher].name;
        assert!(line.starts_with(&format!("{:>2} {publisher}", shown + 1)), "{line}");
    }
    let quoted = |place: usize| !event.citations[document_order(event)[place]].excerpts.is_empty();
    assert!(quoted(0) && quoted(1) && quoted(2) && !quoted(3));
}

#[test]
fn words_of_the_query_are_marked_across_the_end_of_a_line() {
    // In a narrow pane every phrase is broken somewhere.
    let page = page(SUMMIT, 24, Order::SummaryFirst, &["four islands", "PUTIN"]);
    let marked: Vec<&str> =
        page.lines.iter().flatten().filter(|span| span.matched).map(|span| span.text.as_str()).collect();
    assert!(marked.contains(&"Putin"), "{marked:?}");
    let islands: String = marked.iter().filter(|word| !word.contains("utin")).copied().collect();
    assert_eq!(islands.replace(' ', ""), "fourislands");
    for (number, line) in page.lines.iter().enumerate() {
        assert_eq!(page.matches.contains(&number), line.iter().any(|span| span.matched));
    }
}

#[test]
fn nothing_is_marked_that_is_not_asked_for() {
    let page = page(SUMMIT, 56, Order::SummaryFirst, &[]);
    assert!(page.matches.is_empty() && page.lines.iter().flatten().all(|span| !span.matched));
}

#[test]
fn addresses_links_and_neighbours_lead_somewhere() {
    let page = page(SUMMIT, 56, Order::SummaryFirst, &[]);
    let targets: Vec<&Target> = page.lines.iter().flatten().filter_map(|span| span.target.as_ref()).collect();
    let event = &chronology()[find(SUMMIT)];
    for citation in &event.citations {
        assert!(targets.contains(&&Target::Document(citation.document)));
    }
    let (before, after) = chronology().neighbours(find(SUMMIT));
    for other in [event.links[0].to, before.unwrap(), after.unwrap()] {
        assert!(targets.contains(&&Target::Event(other)));
    }
}

#[test]
fn print_keeps_addresses_and_ids_whole() {
    let printed = Page::printed(chronology(), find(SUMMIT), 40).plain();
    let event = &chronology()[find(SUMMIT)];
    for citation in &event.citations {
        let address = &*chronology().documents[citation.document].url;
        assert!(printed.lines().any(|line| line.trim() == address), "{address}");
    }
    assert!(printed.contains("2002-06-27-koizumi-putin-kananaskis"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_line_is_wider_than_the_page(event in 0..600_usize, columns in 1..120_usize, first in any::<bool>()) {
        let place = Ref::new(event.min(chronology().events().len() - 1));
        let order = if first { Order::ExcerptFirst } else { Order::SummaryFirst };
        let needles = ["putin".to_owned(), "north korea".to_owned()];
        let page = Page::of(chronology(), place, &Setting { columns, order, needles: &needles });
        // A character of two columns cannot be broken.
        let widest = columns.max(2);
        for line in &page.lines {
            prop_assert!(text::width(&words(line)) <= widest, "{columns}: {}", words(line));
        }
        prop_assert_eq!(page.documents.len(), chronology()[place].citations.len());
        prop_assert!(page.documents.iter().all(|line| *line < page.lines.len()));
    }

    #[test]
    fn a_mark_changes_no_word(event in 0..600_usize, columns in 1..120_usize) {
        let place = Ref::new(event.min(chronology().events().len() - 1));
        let needles = ["e".to_owned(), "the".to_owned()];
        let page = |needles| Page::of(chronology(), place, &Setting { columns, order: Order::SummaryFirst, needles });
        prop_assert_eq!(page(&needles).plain(), page(&[]).plain());
    }
}
