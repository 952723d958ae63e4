//! Keys: what a person can do, how a key is written, and which chord does what where.
//!
//! [`REGISTRY`] lists every [`Action`]; a [`Chord`] is a key as the configuration writes it; a [`Keymap`] answers what a
//! chord means in a [`Context`], and which chords an action has, for the hints and the help.

mod action;
mod chord;
mod map;
mod reference;

pub use action::{Action, Context, Entry, Group, Pane, REGISTRY};
pub use chord::{Chord, ChordError, Key, Modifiers};
pub use map::{Binding, Bindings, Keymap};
pub use reference::reference;
