//! What is drawn.

pub mod hyperlink;
