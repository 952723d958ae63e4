//! Reads a [`Chronology`](crate::chronology::Chronology), or reports everything that is wrong with its files.
//!
//! A chronology is a directory of TOML files and tables (see `docs/format.md`), or was compiled into the program. [`load()`]
//! takes the [`Location`] of either. `directory` explains how the files are read, and calls what does each part of that;
//! `layers` loads several chronologies as one.

mod compiled;
mod csv;
mod directory;
pub mod fields;
mod files;
mod json_schema;
mod layers;
mod link;
mod load;
mod loaded;
mod location;
mod one_by_one;
mod parse;
mod pieces;
mod reference;
#[cfg(any(test, feature = "fixture"))]
pub mod sample;
mod schema;
mod spanned;
mod toml_file;
mod validate;
mod values;
mod verbatim;

pub use compiled::{Compiled, CompiledFiles, compile};
pub use json_schema::json_schema;
pub use layers::{load_layers, load_layers_with_progress};
pub use load::{check, compare, load, load_with_progress};
pub use loaded::{Loaded, ProgressCallback};
pub use location::Location;
pub use reference::reference;

#[cfg(test)]
mod tests;
