//! The configuration: theme, keys and layout, with the origin of each value.
//!
//! All defaults are in the documented `config.toml` at the root of the repository, which is built in. The user's file
//! overrides them and needs only what differs; the environment and the command line override both. The program never writes
//! the file.
//!
//! Loading never fails: errors in the file are reported all at once with their positions, and a setting with an error keeps
//! its default.

mod conflict;
mod defaults;
mod effective;
mod file;
mod load;
mod print;
mod read;
mod reference;
mod role;
mod schema;
mod style;
mod theme;
mod value;
mod value_of;

pub use defaults::BUILT_IN;
pub use effective::{Config, Layout, Terminal};
pub use file::user_file;
pub use load::{ColorChoice, Loaded, Sources, UserFile, load};
pub use print::{Explained, explain, to_toml};
pub use reference::reference;
pub use role::Role;
pub use style::{Style, StyleError};
pub use theme::{Theme, ThemeName};
pub use value::Origin;

#[cfg(test)]
mod tests;
