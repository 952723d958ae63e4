//! `config.toml` to theme, keys and layout, with the origin of each value.
//!
//! The documented file at the root of the repository is built in; it is the only place where defaults stand. The user's
//! file is laid over it and may name only what differs; the environment and the command line are laid over both. The
//! file is never written.
//!
//! Reading it never fails. What is wrong in it is told, all at once and with its place, and each of these settings stays
//! as it comes: [`load`] answers with a [`Config`] in any case.

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
