//! What is drawn.

pub mod hyperlink;
mod map;

pub use map::Map;
