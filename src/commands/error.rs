//! Why a command could not do what it was asked, in the words that a person reads.

use std::io;

use summits_chronology::diagnostics::Report;
use summits_chronology::text;
use thiserror::Error;

use crate::export::save::SaveError;
use crate::query::QueryError;

/// Why a command could not do what it was asked. What the person typed is cleaned before it is repeated.
#[derive(Debug, Error)]
pub enum Error {
    /// The chronology cannot be used.
    #[error("the chronology cannot be read: {}", .0.summary())]
    Chronology(Report),
    /// The query cannot be understood.
    #[error("{}", query_words(text, error))]
    Query {
        /// What was asked.
        text: String,
        /// Where and why it cannot be understood.
        error: QueryError,
    },
    /// Nothing is called so.
    #[error("nothing has this id or name: `{}`{}", text::clean_line(name), hint("the nearest are", nearest, 0))]
    Unknown {
        /// What was asked for.
        name: String,
        /// What is called most like it.
        nearest: Vec<String>,
    },
    /// More than one is called so.
    #[error("`{}` can be several{}", text::clean_line(name), hint("they are", candidates, *more))]
    Ambiguous {
        /// What was asked for.
        name: String,
        /// The first that it can be.
        candidates: Vec<String>,
        /// How many more there are.
        more: usize,
    },
    /// Only events are compared.
    #[error("`{}` is a {kind}, and only what documents say of an event can be compared", text::clean_line(name))]
    NotCompared {
        /// What was asked for.
        name: String,
        /// What it is.
        kind: &'static str,
    },
    /// The standard output cannot be written.
    #[error("the result cannot be written: {}", text::reason(.0))]
    Output(io::Error),
    /// A format of several files was asked for on the standard output.
    #[error("this format is a directory of files; name a new one with --output DIR")]
    DirectoryNeeded,
    /// A file or a directory cannot be written.
    #[error(transparent)]
    Unsaved(#[from] SaveError),
}

impl Error {
    /// Whether whoever read the output has gone away, which is no error of anybody.
    #[must_use]
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// The ids that may be meant, a line each.
fn hint(lead: &str, ids: &[String], more: usize) -> String {
    if ids.is_empty() {
        return String::new();
    }
    let ids: String = ids.iter().map(|id| format!("\n  {id}")).collect();
    let more = if more > 0 { format!("\n  and {more} more") } else { String::new() };
    format!("; {lead}{ids}{more}")
}

/// The message, the query with a mark under the place, what was expected, and what may be meant.
///
/// ```text
/// no country matches `KX`
///   country:JP+KX peace
///              ^^
///   expected a country
///   did you mean KP?
/// ```
fn query_words(query: &str, error: &QueryError) -> String {
    let start = floor(query, error.span.start);
    let end = floor(query, error.span.end).max(start);
    let [before, meant, after] =
        [&query[..start], &query[start..end], &query[end..]].map(|part| text::clean_line(part).into_owned());
    let blanks = " ".repeat(text::width(&before));
    let carets = "^".repeat(text::width(&meant).max(1));
    let message = error.to_string();
    let lines =
        [format!("{before}{meant}{after}"), format!("{blanks}{carets}"), format!("expected {}", error.expected())];
    let lines: Vec<String> = lines.into_iter().chain(error.suggestion()).collect();
    let lines: String = lines.iter().map(|line| format!("\n  {}", text::clean_line(line))).collect();
    format!("{}{lines}", text::clean_line(&message))
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
