//! What the stories share.

pub mod chronology;
pub mod pty;
