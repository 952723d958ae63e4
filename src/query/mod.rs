//! Queries: the language, and the index that answers them.
//!
//! A [`Query`] is what the program is asked, in whatever way: the country keys, the facets, the density strip, the
//! prompt and the command line all build or edit one, and it prints itself in the form that the command line takes. It
//! consists of canonical values (codes, ids, words of the format, folded words) and no references, so it outlives the
//! chronology that it was parsed with.
//!
//! [`Query::parse`] reads a text; its errors say where, what was expected and what was probably meant. An [`Index`],
//! built once for a chronology, answers with a [`Selection`]: the events in chronological order, each with its
//! certainty, since an event whose date is vague may meet a condition on time only *possibly*. [`facets()`] counts a
//! selection by one field.
//!
//! The grammar: terms separated by blanks are joined by *and*; `-` before a term negates it; a term is a bare word, a
//! quoted phrase or `field:value`; several values are joined with `,` (any of) or `+` (all of). The fields are in one
//! table, [`FIELDS`], from which [`reference()`] prints the manual page.

mod annotations;
mod ast;
mod bit_set;
mod columns;
mod complete;
mod country;
mod days;
mod edit;
mod error;
mod facets;
mod field;
mod flags;
mod index;
mod inverted_index;
mod lex;
mod lexicon;
mod named;
mod names;
mod parse;
mod postings;
mod reference;
mod search;
mod search_cache;
mod selection;
mod term;
mod text_index;
mod words;

pub use ast::Query;
pub use columns::Bounds;
pub use complete::{Candidate, Completions, complete};
pub use country::{CountryFilter, CountryMode, Role};
pub use edit::FacetState;
pub use error::{Fault, QueryError};
pub use facets::{Count, FacetRow, counts, facets, facets_found};
pub use field::{FIELDS, Field, FieldInfo, Several};
pub use index::Index;
pub use named::{Named, named};
pub use reference::reference;
pub use search::Search;
pub use selection::{Match, Selection};

#[cfg(test)]
mod tests;
