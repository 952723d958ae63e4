//! Several chronologies merged into one.

use summits_chronology::chronology::fixture::layered;

use super::*;

const LECTURE: &str = "notes/2003-01-10-koizumi-putin-moscow";

fn found(text: &str) -> Vec<String> {
    let chronology = layered::chronology();
    let query = Query::parse(text, &chronology).unwrap_or_else(|error| panic!("{text}: {error}"));
    let printed = query.to_string();
    assert_eq!(Query::parse(&printed, &chronology), Ok(query.clone()), "{printed}");
    listed(&chronology, &Index::new(&chronology).select(&chronology, &query))
}

#[test]
fn events_are_found_by_origin() {
    let all = found("").len();
    assert_eq!(found("origin:notes"), ["1999-08-seoul", LECTURE]);
    assert_eq!(found("-origin:base"), found("origin:notes"));
    assert_eq!(found("origin:base").len(), all - 2);
    assert_eq!(found("origin:no,base").len(), all);
    assert_eq!(found("origin:notes country:JP"), [LECTURE]);
    // The title of a chronology is a name of it as well.
    assert_eq!(found("origin:\"my notes\""), found("origin:notes"));
}

#[test]
fn origins_are_completed_and_an_unknown_one_is_an_error() {
    let chronology = layered::chronology();
    let completions = complete("origin:n", 8, &chronology);
    assert_eq!(completions.candidates[0].text, "notes");
    let error = Query::parse("origin:nots", &chronology).unwrap_err();
    assert_eq!(error.to_string(), "no origin matches `nots`");
    let Fault::UnknownValue { nearest, .. } = error.fault else { panic!("{error:?}") };
    assert_eq!(nearest, ["notes"]);
    let Err(error) = Query::parse("origin:notes,base+base", &chronology) else { panic!("an event has one origin") };
    assert_eq!(error.span, 0..22);
}

#[test]
fn a_name_finds_the_people_of_every_layer_and_an_id_one_of_them() {
    assert!(found("person:koizumi").contains(&LECTURE.to_owned()));
    assert!(found("person:junichiro-koizumi").contains(&LECTURE.to_owned()), "one person in both");
    assert!(!found("person:vladimir-putin").contains(&LECTURE.to_owned()), "a namesake of another id");
    assert_eq!(found("person:notes/vladimir-putin"), [LECTURE]);
    assert_eq!(found("person:base/vladimir-putin"), found("person:vladimir-putin"));
    assert_eq!(found("namesake"), [LECTURE]);
}

#[test]
fn origins_are_counted_and_shown_in_the_order_of_the_layers() {
    let chronology = layered::chronology();
    let index = Index::new(&chronology);
    let query = Query::parse("year:2003 -origin:notes", &chronology).unwrap();
    let rows = facets(&index, &chronology, &query, Field::Origin);
    let rows: Vec<_> = rows.iter().map(|row| (&*row.value, &*row.name, row.count, row.state)).collect();
    assert_eq!(
        rows,
        [
            ("base", "base · Contacts among Russia, Japan and North Korea", 4, FacetState::Off),
            ("notes", "notes · My notes", 1, FacetState::Excluded),
        ]
    );
    // Of two people of one name the screen says which is which.
    let rows = facets(&index, &chronology, &Query::parse("origin:notes", &chronology).unwrap(), Field::Person);
    let names: Vec<_> = rows.iter().map(|row| &*row.name).collect();
    assert_eq!(names, ["A namesake · notes", "Junichiro Koizumi"]);
    // Without a name there is nothing to count by.
    assert_eq!(counts(&INDEX, &CHRONOLOGY, &INDEX.select(&CHRONOLOGY, &Query::default()), Field::Origin), []);
}
