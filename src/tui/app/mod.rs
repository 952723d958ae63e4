//! The state of the browser, and the one way to change it.
//!
//! [`App::update`] takes an [`Action`](crate::keymap::Action), [`App::handle`] a [`Message`](super::message::Message); both
//! answer with the [`Effect`](super::effect::Effect)s that follow. The state knows no terminal, no clock and no files, so a
//! test can play a whole session with it. What can be derived is derived: the selected event is the one selected last or
//! the nearest to it that matches; the chips come from the query, the help from the registry.
//!
//! `state` is the data, and builds on `main_view` (what fills the screen), `panel` (what is open over it) and `pages` (what was
//! laid out). `update` hands each action and message to the file that deals with it: `motion` moves, `filter` edits the query,
//! `facets` too, `prompt` edits a line, `choice` chooses from a list, `follow` goes from page to page, `back` to earlier ones,
//! `annotate` marks and writes notes, `cite` copies, `export` exports, `compare` compares documents, `edit` opens files,
//! `reload` applies changed files, `searching` searches large chronologies. `bounds` runs after each of them. `available` says
//! why an action cannot work now, `accessors` are for the views and the loop, `line` and `step` for several of these files.

mod accessors;
mod annotate;
mod available;
mod back;
mod bounds;
mod choice;
mod cite;
mod compare;
mod edit;
mod export;
mod facets;
mod filter;
mod follow;
mod line;
mod main_view;
mod motion;
mod pages;
mod panel;
mod prompt;
mod reload;
mod searching;
mod state;
mod step;
mod update;

pub use main_view::{Comparing, Focus, MainView, OpenedPage, ScrollPosition};
pub use panel::{Choice, ChoiceKind, ChoiceRow, DiagnosticsPanel, FacetsPanel, Panel, Preview, Prompt, PromptKind};
pub use searching::so_far;
pub use state::{App, Start};

#[cfg(test)]
mod tests;
