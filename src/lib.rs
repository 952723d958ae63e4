//! `summits-tui`: a documentary edition in a terminal.
//!
//! A chronology of contacts between states, with the documents behind every event. Data flows one way, and no module
//! uses one that is further to the right:
//!
//! ```text
//! files ──loader──▶ Chronology ──query──▶ Selection ──▶ page · export ──▶ tui        a person looks
//! data/ ──build.rs▶ (decoded)                                             plain      a person listens
//!                                                                         commands   a program reads
//! ```
//!
//! The crate [`summits_chronology`] loads chronologies. The modules of the program are:
//!
//! - [`built_in`]: the built-in chronology.
//! - [`query`]: the query language, the index and the selection.
//! - [`page`]: an item laid out as lines for a width, and the row of an event.
//! - [`export`]: one file per format, each a pure function of a selection.
//! - [`timeline`]: time as an axis: the gaps of a selection, and the rows of a list.
//! - [`navigation`]: going to a date.
//! - [`notebook`]: the user's marks and notes, kept between runs.
//! - [`keymap`]: the registry of actions, chords, and which chord does what in which context.
//! - [`config`]: `config.toml` to theme, keys and layout, with the origin of each value.
//! - [`commands`]: `list`, `show`, `export` and the others, on the standard streams only.
//! - [`plain`]: the browser without a screen, for screen readers.
//! - [`tui`]: the browser on the screen.
//! - [`cli`]: the command line.

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
