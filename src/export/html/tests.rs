//! The page, on the small chronology for tests. That it works is held by `tests/formats/browser.py`.

use summits_chronology::chronology::fixture;

use super::*;

fn page(chronology: &Chronology, events: impl Iterator<Item = Ref<Event>>) -> String {
    let mut out = Vec::new();
    write(chronology, events, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The text between `start` and `end`.
fn between<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
    let from = page.find(start).unwrap() + start.len();
    &page[from..from + page[from..].find(end).unwrap()]
}

#[test]
fn an_event_is_a_row_that_opens() {
    let chronology = fixture::chronology();
    let summit = chronology.events().find("2003-01-10-koizumi-putin-moscow").unwrap();
    let page = page(&chronology, [summit].into_iter());
    insta::assert_snapshot!(between(&page, "<main", "</main>"));
}

#[test]
fn the_graph_is_json_in_the_words_of_schema_org() {
    let chronology = fixture::chronology();
    let summit = chronology.events().find("2003-01-10-koizumi-putin-moscow").unwrap();
    let page = page(&chronology, [summit].into_iter());
    let graph: serde_json::Value =
        serde_json::from_str(between(&page, "<script type=\"application/ld+json\">", "</script>")).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&graph).unwrap());
}

#[test]
fn every_mark_of_the_document_is_filled() {
    let chronology = fixture::chronology();
    let page = page(&chronology, chronology.events().refs());
    assert!(!page.contains("{{") && !page.contains("}}\n<"), "a mark is left");
    assert!(between(&page, "<nav", "</nav>").contains("href=\"#year-2003\""));
    assert_eq!(page.matches("<li class=\"event\"").count(), chronology.events().len());
}

#[test]
fn nothing_is_fetched() {
    let chronology = fixture::chronology();
    let page = page(&chronology, chronology.events().refs());
    for fetches in ["<link", "<img", "<iframe", " src=", "url(", "@import", "fetch(", "import("] {
        assert!(!page.contains(fetches), "{fetches}");
    }
}

#[test]
fn hostile_text_stays_text() {
    let hostile = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;";
    let mut registers = fixture::registers();
    registers.title = hostile.into();
    registers.about = hostile.into();
    let mut event = fixture::event(&registers, "only", "2003-01-10", hostile, "visit", "JP+RU");
    event.summary = hostile.into();
    event.setting = hostile.into();
    let chronology = Chronology::new(registers, vec![event]);
    let page = page(&chronology, chronology.events().refs());
    assert!(!page.contains("<script>alert") && !page.contains("<img"), "{page}");
    assert_eq!(page.matches("</script>").count(), 2);
    let graph: serde_json::Value =
        serde_json::from_str(between(&page, "<script type=\"application/ld+json\">", "</script>")).unwrap();
    assert_eq!(graph["@graph"][0]["name"], hostile);
}

#[test]
fn a_year_without_events_is_no_link_in_the_strip() {
    let chronology = fixture::chronology();
    let mut events = chronology.events().refs();
    let page = page(&chronology, events.next().into_iter().chain(events.next_back()));
    assert!(page.contains("<li><a><span"), "there should be years between the two events");
    for target in page.split("href=\"#year-").skip(1).map(|rest| &rest[..4]) {
        assert!(page.contains(&format!("id=\"year-{target}\"")), "there is no section for {target}");
    }
}
