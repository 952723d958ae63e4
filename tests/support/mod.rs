//! What the stories share.

pub mod pty;
