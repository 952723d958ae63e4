//! The defaults: the `config.toml` at the root of the repository.

use std::sync::LazyLock;

use super::read;
use super::refusal::Source;
use super::value::{Layer, Origin};

/// The documented default configuration.
pub const BUILT_IN: &str = include_str!("../../config.toml");

/// The values of [`BUILT_IN`]. It has no mistakes: a test sees to that.
pub(super) static DEFAULTS: LazyLock<Layer> =
    LazyLock::new(|| read::read(&Source::new("config.toml", BUILT_IN), |line| Origin::BuiltIn { line }).values);
