//! What the reader asks for.
