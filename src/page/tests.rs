//! Pages of the chronology of the tests, as readers see them.

use proptest::prelude::*;
use summits_chronology::chronology::{Bearing, Certainty, Chain, Event, Item, Ref, fixture};
use summits_chronology::loader::sample::chronology;
use summits_chronology::text;

use super::*;

const SUMMIT: &str = "2003-01-10-koizumi-putin-moscow";

fn find(id: &str) -> Ref<Event> {
    chronology().events().find(id).unwrap()
}

fn page(id: &str, columns: usize, order: PageOrder, needles: &[&str]) -> Page {
    let needles: Vec<String> = needles.iter().map(|needle| text::fold(needle)).collect();
    Page::new(chronology(), find(id), &Setting { columns, order, needles: &needles, chain: false })
}

fn plain(id: &str, columns: usize) -> String {
    page(id, columns, PageOrder::SummaryFirst, &[]).plain()
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
    insta::assert_snapshot!(page(SUMMIT, 76, PageOrder::ExcerptFirst, &[]).plain());
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

/// The page of something that is not an event, with events given by hand.
fn item_page(item: Item, columns: usize, count: usize) -> Page {
    let item_events = ItemEvents {
        query: format!("{}:{}", item.kind(), item.id(chronology())),
        count,
        events: chronology().events().refs().take(count.min(3)).collect(),
        citation: "A citation.".to_owned(),
    };
    let setting = Setting { columns, order: PageOrder::SummaryFirst, needles: &[], chain: false };
    Page::of_item(chronology(), item, &item_events, &setting)
}

#[test]
fn a_person_with_all_names_and_offices() {
    let person = chronology().people.find("sergey-lavrov").unwrap();
    insta::assert_snapshot!(item_page(Item::Person(person), 64, 2).plain());
}

#[test]
fn a_disputed_place_takes_no_side() {
    let place = chronology().places.find("kunashir").unwrap();
    insta::assert_snapshot!(item_page(Item::Place(place), 64, 1).plain());
}

#[test]
fn a_city_with_its_venues_and_a_venue_with_its_city() {
    let moscow = Item::Place(chronology().places.find("moscow").unwrap());
    let page = item_page(moscow, 64, 1);
    let venue = page.links.iter().find(|link| &*link.role == "venue").unwrap();
    let Target::Item(venue) = venue.target else { panic!("a venue is a place") };
    let back = item_page(venue, 64, 1);
    assert!(back.links.iter().any(|link| link.target == Target::Item(moscow)), "{}", back.plain());
}

#[test]
fn a_document_with_all_details() {
    let document = chronology().documents.find("kremlin-2003-01-10").unwrap();
    let page = item_page(Item::Document(document), 64, 3);
    insta::assert_snapshot!(page.plain());
    assert!(page.links.iter().any(|link| link.target == Target::Address(document)));
}

#[test]
fn an_unknown_licence_is_named_once() {
    let mut unknown = chronology().documents.entries().filter(|(_, document)| &*document.licence.0 == "unknown");
    let (document, _) = unknown.next().unwrap();
    let page = item_page(Item::Document(document), 64, 1).plain();
    assert!(page.lines().any(|line| line == "Terms       not known"), "{page}");
}

#[test]
fn a_page_lists_the_first_events_and_counts_the_rest() {
    let putin = Item::Person(chronology().people.find("vladimir-putin").unwrap());
    assert!(item_page(putin, 64, 1_000_000).plain().ends_with("\n and 999900 more\n"));
}

#[test]
fn a_chain_on_the_full_screen() {
    let setting = Setting { columns: 96, order: PageOrder::SummaryFirst, needles: &[], chain: true };
    let page = Page::new(chronology(), find("2001-08-04-putin-kim-moscow-declaration"), &setting).plain();
    let chain = &page[page.find("Chain ").unwrap()..page.find("The same countries").unwrap()];
    insta::assert_snapshot!(chain);
}

#[test]
fn is_long_at_agrees_with_the_whole_chain() {
    for event in chronology().events().refs() {
        let chain = Chain::new(chronology(), event);
        assert_eq!(chain.is_long(), Chain::is_long_at(chronology(), event), "{}", chronology()[event].id);
    }
}

#[test]
fn every_link_is_on_the_lines_that_it_names() {
    for columns in [12, 40, 96] {
        for chain in [false, true] {
            let setting = Setting { columns, order: PageOrder::SummaryFirst, needles: &[], chain };
            let page = Page::new(chronology(), find(SUMMIT), &setting);
            for (number, link) in page.links.iter().enumerate() {
                let on = |line: &usize| page.lines[*line].iter().any(|span| span.link == Some(number));
                let lines: Vec<usize> = (0..page.lines.len()).filter(on).collect();
                assert_eq!(lines, link.lines.clone().collect::<Vec<_>>(), "{link:?}");
                assert!(!lines.is_empty());
            }
        }
    }
}

#[test]
fn documents_are_numbered_as_they_are_shown() {
    let event = &chronology()[find(SUMMIT)];
    let page = page(SUMMIT, 76, PageOrder::SummaryFirst, &[]);
    let order = document_order(event);
    assert_eq!(page.documents.len(), event.citations.len());
    for (shown, citation) in order.into_iter().enumerate() {
        let line = words(&page.lines[page.documents[shown]]);
        let document = &chronology().documents[event.citations[citation].document];
        let publisher = &chronology().publishers[document.publisher].name;
        assert!(line.starts_with(&format!("{:>2} {publisher}", shown + 1)), "{line}");
    }
    let shown = document_order(event).into_iter().map(|citation| &event.citations[citation]);
    let shown: Vec<(Bearing, bool)> = shown.map(|citation| (citation.bearing, !citation.excerpts.is_empty())).collect();
    assert_eq!(shown[..3], [(Bearing::Direct, true), (Bearing::Direct, true), (Bearing::Direct, false)]);
    assert_eq!(shown.last(), Some(&(Bearing::Preview, true)), "after the direct documents, although it is quoted");
}

#[test]
fn words_of_the_query_are_marked_across_the_end_of_a_line() {
    // In a narrow pane every phrase is broken somewhere.
    let page = page(SUMMIT, 24, PageOrder::SummaryFirst, &["four islands", "PUTIN"]);
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
fn nothing_is_marked_without_words_in_the_query() {
    let page = page(SUMMIT, 56, PageOrder::SummaryFirst, &[]);
    assert!(page.matches.is_empty() && page.lines.iter().flatten().all(|span| !span.matched));
}

#[test]
fn addresses_links_and_neighbours_have_targets() {
    let page = page(SUMMIT, 56, PageOrder::SummaryFirst, &[]);
    let targets: Vec<&Target> = page.lines.iter().flatten().filter_map(|span| span.target.as_ref()).collect();
    let event = &chronology()[find(SUMMIT)];
    for citation in &event.citations {
        assert!(targets.contains(&&Target::Address(citation.document)));
        assert!(targets.contains(&&Target::Item(Item::Document(citation.document))));
    }
    let (before, after) = chronology().neighbours(find(SUMMIT));
    for other in [event.links[0].to, before.unwrap(), after.unwrap()] {
        assert!(targets.contains(&&Target::Item(Item::Event(other))));
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
    fn no_line_is_wider_than_the_page(event in 0..chronology().events().len(), columns in 1..120_usize, first in any::<bool>()) {
        let reference = Ref::new(event);
        let order = if first { PageOrder::ExcerptFirst } else { PageOrder::SummaryFirst };
        let needles = ["putin".to_owned(), "north korea".to_owned()];
        let page = Page::new(chronology(), reference, &Setting { columns, order, needles: &needles, chain: false });
        // A character of two columns cannot be broken.
        let widest = columns.max(2);
        for line in &page.lines {
            prop_assert!(text::width(&words(line)) <= widest, "{columns}: {}", words(line));
        }
        // Where links lead does not depend on the width, nor on the order.
        let wide = Setting { columns: 96, order: PageOrder::SummaryFirst, needles: &[], chain: false };
        let leads = |page: &Page| page.links.iter().map(|link| link.target).collect::<Vec<_>>();
        prop_assert_eq!(leads(&page), leads(&Page::new(chronology(), reference, &wide)));
        prop_assert_eq!(page.documents.len(), chronology()[reference].citations.len());
        prop_assert!(page.documents.iter().all(|line| *line < page.lines.len()));
    }

    #[test]
    fn marking_changes_no_text(event in 0..chronology().events().len(), columns in 1..120_usize) {
        let reference = Ref::new(event);
        let needles = ["e".to_owned(), "the".to_owned()];
        let page = |needles| Page::new(chronology(), reference, &Setting { columns, order: PageOrder::SummaryFirst, needles, chain: true });
        prop_assert_eq!(page(&needles).plain(), page(&[]).plain());
    }
}

#[test]
fn a_summit_in_speech() {
    insta::assert_snapshot!(spoken(find(SUMMIT).into()).plain());
}

#[test]
fn a_comparison_in_speech() {
    insta::assert_snapshot!(Page::spoken_comparison(chronology(), find(SUMMIT)).plain());
}

#[test]
fn pages_in_speech_have_nothing_drawn_on_them() {
    for event in chronology().events().refs() {
        for page in [spoken(event.into()), Page::spoken_comparison(chronology(), event)] {
            let spoken = page.plain();
            let own: String =
                page.lines.iter().flatten().filter(|span| span.tone != Tone::Quote).map(words_of).collect();
            assert!(!own.contains(['▎', '≠', '·', '┄', '…']), "{spoken}");
            assert!(
                spoken.lines().all(|line| !line.is_empty() && !line.starts_with(' ') && !line.contains("  ")),
                "{spoken}"
            );
        }
        let line = spoken_line(&EventRow::new(chronology(), event, Certainty::Yes));
        assert!(!line.contains(['·', '…', '\n']) && line.ends_with('.'), "{line}");
    }
}

/// The page of an item in speech, without events.
fn spoken(item: Item) -> Page {
    Page::spoken(chronology(), item, &ItemEvents::default())
}

fn words_of(span: &Span) -> &str {
    &span.text
}

#[test]
fn dates_are_spoken_in_full() {
    let event = |id: &str| &chronology()[find(id)];
    assert_eq!(spoken_date(&event(SUMMIT).date), "Friday 10 January 2003");
    assert_eq!(spoken_date(&event("2003-06-23-counterterrorism-consultations-moscow").date), "23 to 24 June 2003");
}

#[test]
fn direct_documents_come_first_and_the_others_say_what_they_are() {
    use Bearing::{Context, Direct, Preview};
    let chronology = fixture::with_bearings(SUMMIT, &[Context, Preview, Direct]);
    let reference = chronology.events().find(SUMMIT).unwrap();
    assert_eq!(document_order(&chronology[reference]), [2, 1, 0], "although only the last is quoted");
    let setting = Setting { columns: 76, order: PageOrder::SummaryFirst, needles: &[], chain: false };
    let page = Page::new(&chronology, reference, &setting);
    let heads =
        page.documents.iter().map(|line| format!("{} |{}", words(&page.lines[*line]), words(&page.lines[line + 1])));
    assert_eq!(
        heads.collect::<Vec<_>>(),
        [
            " 1 BBC News, 10 January 2003 |   news",
            " 2 Ministry of Foreign Affairs of Japan, 10 January 2003 |   announced it beforehand · official · record of Japan",
            " 3 President of Russia, 10 January 2003 |   mentions it · official · record of Russia · CC-BY-4.0",
        ]
    );
    let spoken = Page::spoken(&chronology, Item::Event(reference), &ItemEvents::default()).plain();
    assert!(spoken.contains("announced it beforehand, official, record of Japan"), "{spoken}");
    assert!(spoken.to_lowercase().contains("reported by one publisher"), "{spoken}");
}
