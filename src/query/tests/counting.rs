use super::*;

fn rows(text: &str, field: Field) -> Vec<(String, usize, FacetState)> {
    let chronology = &*CHRONOLOGY;
    let rows = facets(&INDEX, chronology, &query(text), field);
    rows.into_iter().map(|row| (row.value, row.count, row.state)).collect()
}

fn counted(text: &str, field: Field) -> Vec<(String, usize)> {
    let chronology = &*CHRONOLOGY;
    let selection = INDEX.select(chronology, &query(text));
    counts(&INDEX, chronology, &selection, field).into_iter().map(|count| (count.name, count.count)).collect()
}

fn pairs(list: &[(&str, usize)]) -> Vec<(String, usize)> {
    list.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
}

#[test]
fn a_facet_counts_under_the_rest_of_the_query() {
    let expected = [("summit", 4, FacetState::Included), ("visit", 2, FacetState::Off)];
    let rows = rows("kind:summit person:koizumi", Field::Kind);
    assert_eq!(
        rows,
        [("summit".to_owned(), 4, FacetState::Included), ("visit".to_owned(), 1, FacetState::Off)],
        "{expected:?}"
    );
}

#[test]
fn every_row_counts_what_its_own_query_finds() {
    for field in [
        Field::Kind,
        Field::Level,
        Field::Topic,
        Field::Person,
        Field::Place,
        Field::Pair,
        Field::Publisher,
        Field::Class,
        Field::Status,
    ] {
        for text in ["country:JP", "person:koizumi -kind:visit", "from:2003", ""] {
            for (value, count, state) in rows(text, field) {
                if state == FacetState::Off {
                    let alone = query(text).without(field).toggle(field, &value);
                    assert_eq!(found(&alone.to_string()).len(), count, "{alone}");
                }
            }
        }
    }
}

#[test]
fn values_in_the_query_are_listed_even_without_events() {
    assert!(rows("kind:letter year:2001", Field::Kind).contains(&("letter".to_owned(), 0, FacetState::Included)));
    assert!(rows("-kind:visit year:2001", Field::Kind).contains(&("visit".to_owned(), 1, FacetState::Excluded)));
}

#[test]
fn counts_of_countries_joined_by_all_say_what_adding_one_finds() {
    assert_eq!(
        rows("party:JP country:KP", Field::Country),
        [
            ("JP".to_owned(), 5, FacetState::Off),
            ("KP".to_owned(), 5, FacetState::Included),
            ("RU".to_owned(), 2, FacetState::Off),
        ]
    );
}

#[test]
fn years_and_months_count_where_a_date_begins() {
    assert_eq!(counted("person:koizumi", Field::Year), pairs(&[("2002", 1), ("2003", 2), ("2004", 1), ("2005", 1)]));
    assert_eq!(counted("person:koizumi year:2003", Field::Month), pairs(&[("January 2003", 1), ("May 2003", 1)]));
}

#[test]
fn people_with_the_most_events_come_first() {
    assert_eq!(
        counted("kind:summit", Field::Person),
        pairs(&[("Junichiro Koizumi", 4), ("Kim Jong Il", 2), ("Vladimir Putin", 2)])
    );
    assert_eq!(counted("place:moscow", Field::Place), pairs(&[("Moscow", 2), ("Kremlin, Moscow", 1)]));
}

#[test]
fn pairs_are_of_countries_that_took_part() {
    assert_eq!(
        counted("", Field::Pair),
        pairs(&[("Japan–North Korea", 2), ("Japan–Russia", 7), ("North Korea–Russia", 2)])
    );
}

#[test]
fn a_publisher_counts_once_an_event() {
    let total: usize = counted("document:kremlin-2003-01-10", Field::Publisher).iter().map(|(_, count)| count).sum();
    assert_eq!(total, 3);
}

#[test]
fn the_reference_page_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/query.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, reference()).unwrap();
    }
    let page = std::fs::read_to_string(path).unwrap();
    assert!(page == reference(), "docs/query.md is stale: run the tests with UPDATE_DOCS=1");
}

#[test]
fn every_example_of_the_reference_is_read() {
    // Origins have names only where several chronologies are merged.
    let chronology = fixture::layered::chronology();
    for info in FIELDS {
        assert!(Query::parse(info.example, &chronology).is_ok(), "{}", info.example);
    }
}
