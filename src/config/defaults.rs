//! The defaults: the `config.toml` at the root of the repository.

use std::sync::LazyLock;

use summits_chronology::diagnostics::SourceFile;

use super::read;
use super::value::{Layer, Origin};

/// The documented default configuration.
pub const BUILT_IN: &str = include_str!("../../config.toml");

/// The values of [`BUILT_IN`]. It has no mistakes: a test sees to that.
pub(super) static DEFAULTS: LazyLock<Layer> =
    LazyLock::new(|| read::read(&built_in_file(), |line| Origin::BuiltIn { line }).values);

/// For the places of defaults in messages.
pub(super) fn built_in_file() -> SourceFile {
    SourceFile::new("config.toml".to_owned(), BUILT_IN.to_owned())
}
