//! Reads documented chronologies: who met whom, when, where, about what, and who says so.
//!
//! A chronology is a directory of TOML files and tables, in the format that [`loader::reference`] describes. This crate
//! loads one into a [`chronology::Chronology`], or reports everything that is wrong with it, with file, line and column. It
//! knows no terminal, no query language and no export.
//!
//! ```no_run
//! use std::path::PathBuf;
//! use summits_chronology::loader::{Location, load};
//!
//! let loaded = load(&Location::Directory(PathBuf::from("data")))?;
//! for event in loaded.chronology.events() {
//!     println!("{}  {}", event.date, event.title);
//! }
//! # Ok::<(), summits_chronology::diagnostics::Report>(())
//! ```
//!
//! - [`text`]: strings as people see them: cleaned, folded, measured, wrapped and cut by grapheme.
//! - [`diagnostics`]: what is wrong at a position in a file, rendered as compilers do; the nearest valid name.
//! - [`chronology`]: the domain: events, dates, registers, documents, evidence. No files.
//! - [`loader`]: files to a chronology or a report; and the compact form that a program embeds.

#![deny(missing_docs)]

pub mod chronology;
pub mod diagnostics;
pub mod loader;
pub mod text;
