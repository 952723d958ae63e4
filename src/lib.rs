//! `summits-tui`: a documentary edition in a terminal.
//!
//! A chronology of contacts between states, with the documents under every line. The data flow one way, and every
//! room of the house stands above what it uses:
//!
//! ```text
//! text files ──loader──▶ Chronology ──query──▶ Selection ──▶ tui        a person looks
//!                        immutable             ids, in      commands   a program reads
//!                                              order        export     another tool takes it
//! ```
//!
//! - [`text`]: strings as people see them: cleaned, folded, measured, wrapped and cut by grapheme.
//! - [`chronology`]: the domain, pure. No input or output, no terminal, no TOML.
//! - [`loader`]: files to a [`chronology::Chronology`], or every reason why not.
//! - [`query`]: what the reader asks for, and the search that answers it.
//! - [`export`]: one file a format, each a pure function of a selection.
//! - [`page`]: an event set out to be read, as lines for a width.
//! - [`journey`]: going through a selection: its silences, the date that is gone to, the page that is opened.
//! - [`notebook`]: the reader's marks and notes, kept between runs.
//! - [`keymap`]: the registry of actions, the chords and which of them does what where.
//! - [`config`]: `config.toml` to theme, keys and layout, with the origin of each value.
//! - [`commands`]: `list`, `show`, `export` and the others, on the standard streams only.
//! - [`plain`]: the browser without a screen.
//! - [`tui`]: the browser itself.
//! - [`cli`]: the definitions of the command line.

pub mod chronology;
pub mod cli;
pub mod commands;
pub mod config;
pub mod export;
pub mod journey;
pub mod keymap;
pub mod loader;
pub mod notebook;
pub mod page;
pub mod plain;
pub mod query;
pub mod text;
pub mod tui;
