//! The errors of commands, with the message that the user reads.

use std::io;

use summits_chronology::diagnostics::Report;
use summits_chronology::text;
use thiserror::Error;

use crate::export::save::SaveError;
use crate::query::QueryError;

/// Why a command failed. What the user typed is cleaned before a message repeats it.
#[derive(Debug, Error)]
pub enum Error {
    /// The chronology cannot be loaded.
    #[error("cannot load the chronology: {}", .0.summary())]
    Chronology(Report),
    /// The query is not valid.
    #[error("{}", query_words(text, error))]
    Query {
        /// The query as typed.
        text: String,
        /// Where and why it is not valid.
        error: QueryError,
    },
    /// No item has this id or name.
    #[error("no item has the id or name `{}`{}", text::clean_line(name), hint("the nearest are", nearest, 0))]
    Unknown {
        /// The name as typed.
        name: String,
        /// The items with the most similar names.
        nearest: Vec<String>,
    },
    /// More than one item has this name.
    #[error("`{}` is ambiguous{}", text::clean_line(name), hint("it can be", candidates, *more))]
    Ambiguous {
        /// The name as typed.
        name: String,
        /// The first candidates.
        candidates: Vec<String>,
        /// How many more there are.
        more: usize,
    },
    /// Only an event can be compared.
    #[error("`{}` is a {kind}; only events can be compared", text::clean_line(name))]
    NotCompared {
        /// The name as typed.
        name: String,
        /// The kind of item.
        kind: &'static str,
    },
    /// The standard output cannot be written.
    #[error("the result cannot be written: {}", text::reason(.0))]
    Output(io::Error),
    /// A format of several files needs a directory, not the standard output.
    #[error("this format is a directory of files; name a new one with --output DIR")]
    DirectoryNeeded,
    /// A file or a directory cannot be written.
    #[error(transparent)]
    Unsaved(#[from] SaveError),
}

impl Error {
    /// Whether the reader of the output closed the pipe, which is not an error of the user.
    #[must_use]
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// The candidates, one per line.
fn hint(lead: &str, ids: &[String], more: usize) -> String {
    if ids.is_empty() {
        return String::new();
    }
    let ids: String = ids.iter().map(|id| format!("\n  {id}")).collect();
    let more = if more > 0 { format!("\n  and {more} more") } else { String::new() };
    format!("; {lead}{ids}{more}")
}

/// The message, the query with carets under the span, what was expected, and a suggestion.
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
    let [before, span, after] =
        [&query[..start], &query[start..end], &query[end..]].map(|part| text::clean_line(part).into_owned());
    let blanks = " ".repeat(text::width(&before));
    let carets = "^".repeat(text::width(&span).max(1));
    let message = error.to_string();
    let lines =
        [format!("{before}{span}{after}"), format!("{blanks}{carets}"), format!("expected {}", error.expected())];
    let lines: Vec<String> = lines.into_iter().chain(error.suggestion()).collect();
    let lines: String = lines.iter().map(|line| format!("\n  {}", text::clean_line(line))).collect();
    format!("{}{lines}", text::clean_line(&message))
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
