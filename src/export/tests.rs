//! The formats, on the small chronology for tests.

use summits_chronology::chronology::{AnnotationChange, Annotations, Bearing, fixture};

use super::*;
use crate::export::text::Paper;

/// What an export of these events holds, in the order given.
fn exported(format: Format, ids: &[&str], paper: Paper) -> String {
    let chronology = fixture::chronology();
    let events: Vec<_> = ids.iter().map(|id| chronology.events().find(id).unwrap()).collect();
    let mut out = Vec::new();
    write(format, &chronology, events, paper, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

const SUMMIT: &str = "2003-01-10-koizumi-putin-moscow";

#[test]
fn text_holds_an_event_in_full() {
    insta::assert_snapshot!(exported(Format::Text, &[SUMMIT], Paper::PLAIN));
}

#[test]
fn text_keeps_to_a_narrow_page() {
    let paper = Paper { columns: 40, ..Paper::PLAIN };
    let written = exported(Format::Text, &[SUMMIT], paper);
    // Addresses and ids stay whole.
    let free = |line: &&str| !line.contains("http") && !line.contains("koizumi-putin");
    let widest = written.lines().filter(free).map(summits_chronology::text::width).max();
    assert!(widest <= Some(40), "{written}");
}

#[test]
fn text_is_styled_only_on_request() {
    let styled = exported(Format::Text, &[SUMMIT], Paper { styled: true, ..Paper::PLAIN });
    let plain = exported(Format::Text, &[SUMMIT], Paper::PLAIN);
    assert!(!plain.contains('\u{1b}'));
    let mut stripped = styled.clone();
    while let Some(start) = stripped.find('\u{1b}') {
        let end = start + stripped[start..].find('m').unwrap();
        stripped.replace_range(start..=end, "");
    }
    assert_ne!(styled, plain);
    assert_eq!(stripped, plain);
}

#[test]
fn markdown_holds_an_event_under_a_heading_and_excerpts_as_block_quotes() {
    insta::assert_snapshot!(exported(Format::Markdown, &[SUMMIT], Paper::PLAIN));
}

#[test]
fn a_calendar_has_an_entry_per_event() {
    insta::assert_snapshot!(exported(Format::Ics, &[SUMMIT], Paper::PLAIN).replace('\r', ""));
}

#[test]
fn a_timeline_has_a_slide_per_event() {
    insta::assert_snapshot!(exported(Format::TimelineJs, &[SUMMIT], Paper::PLAIN));
}

#[test]
fn the_same_events_give_the_same_bytes() {
    let chronology = fixture::chronology();
    let ids: Vec<&str> = chronology.events().iter().map(|event| &*event.id).collect();
    for format in Format::value_variants().iter().filter(|format| !format.is_directory()) {
        assert_eq!(exported(*format, &ids, Paper::PLAIN), exported(*format, &ids, Paper::PLAIN), "{format:?}");
    }
}

#[test]
fn json_holds_every_field_with_persons_places_and_documents_in_full() {
    insta::assert_snapshot!(exported(Format::Json, &[SUMMIT], Paper::PLAIN));
}

#[test]
fn json_lines_hold_the_same_objects_as_the_array() {
    let chronology = fixture::chronology();
    let ids: Vec<&str> = chronology.events().iter().map(|event| &*event.id).collect();
    let array: Vec<serde_json::Value> = serde_json::from_str(&exported(Format::Json, &ids, Paper::PLAIN)).unwrap();
    let lines = exported(Format::Jsonl, &ids, Paper::PLAIN);
    let lines: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(array.len(), ids.len());
    assert_eq!(array, lines);
}

#[test]
fn json_of_nothing_is_an_empty_array() {
    assert_eq!(exported(Format::Json, &[], Paper::PLAIN), "[]\n");
    assert_eq!(exported(Format::Jsonl, &[], Paper::PLAIN), "");
}

#[test]
fn csv_has_a_row_per_event_under_the_names_of_the_fields() {
    let chronology = fixture::chronology();
    let ids: Vec<&str> = chronology.events().iter().map(|event| &*event.id).collect();
    let written = exported(Format::Csv, &ids, Paper::PLAIN);
    assert!(written.lines().count() > ids.len() && written.ends_with("\r\n"));
    insta::assert_snapshot!(written.replace('\r', ""));
}

#[test]
fn what_the_reader_notes_is_exported_with_its_event() {
    let mut chronology = fixture::chronology();
    let mut annotations = Annotations::default();
    annotations.apply(SUMMIT, &AnnotationChange::Note("Ask the <archive>.\n*Again*.".to_owned()));
    annotations.apply(SUMMIT, &AnnotationChange::Mark(true));
    chronology.set_annotations(Ref::new(0), annotations);
    for (format, written) in [
        (Format::Text, "Ask the <archive>.\n *Again*."),
        (Format::Markdown, "### Reader's note\n\nMarked.\n\nAsk the \\<archive\\>.\\\n\\*Again\\*.\n"),
        (Format::Json, "Ask the <archive>.\\n*Again*."),
        (Format::Jsonl, "Ask the <archive>.\\n*Again*."),
        (Format::Html, "<p class=\"text\">Ask the &#60;archive&#62;.\n*Again*.</p>"),
        (Format::Ics, "Reader's note: Ask the <archive>.\\n*Again*."),
        (Format::TimelineJs, "<p>Reader’s note: Ask the &lt;archive&gt;.<br>*Again*.</p>"),
    ] {
        let mut out = Vec::new();
        write(format, &chronology, chronology.events().refs(), Paper::PLAIN, &mut out).unwrap();
        let found = String::from_utf8(out).unwrap().replace("\r\n ", "");
        assert!(found.contains(written), "{format:?}: {found}");
    }
}

#[test]
fn every_format_with_documents_says_which_are_previews_and_context() {
    use Bearing::{Context, Direct, Preview};
    let chronology = fixture::with_bearings(SUMMIT, &[Context, Preview, Direct]);
    let summit = chronology.events().find(SUMMIT).unwrap();
    let written = |format| {
        let mut out = Vec::new();
        write(format, &chronology, [summit], Paper::PLAIN, &mut out).unwrap();
        String::from_utf8(out).unwrap().replace("\r\n ", "")
    };
    for (format, preview, context) in [
        (Format::Text, "announced it beforehand · official", "mentions it · official"),
        (Format::Markdown, "announced it beforehand · official", "mentions it · official"),
        (Format::Html, "announced it beforehand · official", "mentions it · official"),
        (Format::Html, r#""roleName":"preview""#, r#""roleName":"context""#),
        (Format::Json, r#""bearing": "preview""#, r#""bearing": "context""#),
        (Format::Ics, "(announced it beforehand)", "(mentions it)"),
        (Format::TimelineJs, "(announced it beforehand)", "(mentions it)"),
    ] {
        let written = written(format);
        assert_eq!(written.matches(preview).count(), 1, "{format:?}: {written}");
        assert!(written.contains(context), "{format:?}: {written}");
    }
    assert!(written(Format::Json).contains(r#""bearing": "direct""#));
}
