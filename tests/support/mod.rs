//! What the integration tests share.

pub mod chronology;
pub mod pty;
