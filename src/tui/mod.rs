//! The browser itself.

pub mod app;
pub mod dates;
pub mod effect;
mod frame;
pub mod input;
pub mod layout;
mod run;
pub mod strip;
pub mod terminal;
pub mod theme;
pub mod timeline;
pub mod view;
pub mod watch;

pub use run::{Exit, run};
