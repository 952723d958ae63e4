//! Keys: what a person can do, how a key is written, and which key does what where.
//!
//! [`REGISTRY`] lists every [`Action`]. A [`Chord`] is a key as the configuration writes it. A [`Keymap`] maps the chords of
//! a [`Context`] to actions, and actions to their chords, for the hints and the help.

mod action;
mod chord;
mod map;
mod reference;

pub use action::{Action, Context, Entry, Group, Pane, REGISTRY};
pub use chord::{Chord, ChordError, Key, Modifiers};
pub use map::{Binding, Bindings, Keymap};
pub use reference::reference;
