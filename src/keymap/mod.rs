//! Keys: what a person can do, and which chord does it where.

mod action;

pub use action::{Action, Context, Entry, Group, Notice, Pane, REGISTRY};
