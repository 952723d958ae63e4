//! Strings as people see them.
