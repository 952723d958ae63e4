//! Reads documented chronologies: who met whom, when, where, about what, and who says so.
//!
//! A chronology is a directory of TOML files and tables, in the format that [`loader::reference`] describes. This crate
//! reads one into a [`chronology::Chronology`], or says everything that is wrong with it, each problem with its file, line
//! and column. It knows no terminal, no query language and no export.
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
//! - [`diagnostics`]: a problem at a place in a source, drawn as compilers draw it; the nearest valid name.
//! - [`chronology`]: the domain: events, dates, registers, documents, evidence. No files.
//! - [`loader`]: files to a chronology, or every reason why not; and the compact form that a program carries inside.

#![deny(missing_docs)]

pub mod chronology;
pub mod diagnostics;
pub mod loader;
pub mod text;
