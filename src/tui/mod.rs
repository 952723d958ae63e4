//! The browser on the screen: the state and its views, the loop, and the threads that work in the background.

pub mod app;
mod clipboard;
pub mod comparison_layout;
pub mod editor;
pub mod effect;
mod exit;
mod exporter;
pub mod files;
mod frame;
mod hyperlink;
pub mod input;
pub mod layout;
mod line_modes;
pub mod loading;
pub mod message;
mod notebook_writer;
mod run;
mod session;
pub mod strip;
pub mod terminal;
pub mod theme;
pub mod view;
pub mod watch;

/// Whether the reader has set an editor in `VISUAL` or `EDITOR`.
#[must_use]
pub fn has_editor() -> bool {
    editor::named().is_some()
}

pub use exit::Exit;
pub use run::run;
