//! `summits-tui`: a documentary edition in a terminal.
//!
//! A chronology of contacts between states, with the documents under every line. Data flows one way, and every module
//! stands above what it uses:
//!
//! ```text
//! files ──loader──▶ Chronology ──query──▶ Selection ──▶ page · export ──▶ tui        a person looks
//! data/ ──build.rs▶ (decoded)                                             plain      a person listens
//!                                                                         commands   a program reads
//! ```
//!
//! Reading chronologies is the work of the crate [`summits_chronology`]. Here are:
//!
//! - [`built_in`]: the chronology inside the program.
//! - [`query`]: what the reader asks for, and the search that answers it.
//! - [`export`]: one file a format, each a pure function of a selection.
//! - [`page`]: an event set out to be read, as lines for a width.
//! - [`timeline`]: time as an axis: the gaps of a selection, and the rows of a list.
//! - [`navigation`]: going to a date.
//! - [`notebook`]: the reader's marks and notes, kept between runs.
//! - [`keymap`]: the registry of actions, the chords and which of them does what where.
//! - [`config`]: `config.toml` to theme, keys and layout, with the origin of each value.
//! - [`commands`]: `list`, `show`, `export` and the others, on the standard streams only.
//! - [`plain`]: the browser without a screen.
//! - [`tui`]: the browser itself.
//! - [`cli`]: the definitions of the command line.

pub mod built_in;
pub mod cli;
pub mod commands;
pub mod config;
pub mod export;
pub mod keymap;
pub mod navigation;
pub mod notebook;
pub mod page;
pub mod plain;
pub mod query;
pub mod timeline;
pub mod tui;
