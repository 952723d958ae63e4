//! Queries as their users see them: what a text finds, how it is printed, what edits do to it.

mod completing;
mod counting;
mod editing;
mod errors;
mod finding;
mod laws;
mod origins;
mod parsing;

use std::sync::LazyLock;

use summits_chronology::chronology::{Chronology, fixture};

use super::*;

/// The fixture and its index, made once.
static CHRONOLOGY: LazyLock<Chronology> = LazyLock::new(fixture::chronology);
static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(&CHRONOLOGY));

/// A query of the fixture, which must be right.
fn query(text: &str) -> Query {
    match Query::parse(text, &CHRONOLOGY) {
        Ok(query) => query,
        Err(error) => panic!("{text}: {error}"),
    }
}

/// The canonical form of a text.
fn canonical(text: &str) -> String {
    query(text).to_string()
}

/// The error in a text.
fn error(text: &str) -> QueryError {
    match Query::parse(text, &CHRONOLOGY) {
        Ok(query) => panic!("{text} is read as {query}"),
        Err(error) => error,
    }
}

/// The ids that a text finds, a `?` behind those that are only possible.
fn found(text: &str) -> Vec<String> {
    listed(&CHRONOLOGY, &INDEX.select(&CHRONOLOGY, &query(text)))
}

fn listed(chronology: &Chronology, selection: &Selection) -> Vec<String> {
    let mark =
        |found: &Match| if found.certainty == summits_chronology::chronology::Certainty::Possibly { "?" } else { "" };
    selection.matches().map(|found| format!("{}{}", chronology[found.event].id, mark(&found))).collect()
}
