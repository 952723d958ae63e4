//! The browser itself.

pub mod app;
pub mod dates;
pub mod effect;
pub mod layout;
pub mod strip;
pub mod terminal;
pub mod timeline;
pub mod view;
pub mod watch;
