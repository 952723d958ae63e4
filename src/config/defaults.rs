//! The defaults: the `config.toml` at the root of the repository.
//!
//! `build.rs` parses it, because parsing TOML at every start would take longer than anything else that the start needs. What
//! is left for the start are the styles and the chords, which are short texts.

use std::ops::Range;
use std::sync::LazyLock;

use summits_chronology::diagnostics::SourceFile;

use super::style::Style;
use super::value::{Given, Layer, Origin, Value};
use crate::keymap::Chord;

/// The documented default configuration.
pub const BUILT_IN: &str = include_str!("../../config.toml");

/// A setting in [`BUILT_IN`].
struct CompiledDefault {
    path: &'static str,
    line: usize,
    span: Range<usize>,
    value: CompiledValue,
}

/// Its value. Styles and chords are valid: a test compares the result with that of reading [`BUILT_IN`].
enum CompiledValue {
    Flag(bool),
    Number(i64),
    Word(&'static str),
    Text(&'static str),
    /// Always empty.
    Texts,
    Style(&'static str),
    /// Each with its span.
    Chords(&'static [(&'static str, Range<usize>)]),
}

const COMPILED: &[CompiledDefault] = include!(concat!(env!("OUT_DIR"), "/defaults.rs"));

/// The values of [`BUILT_IN`].
pub(super) static DEFAULTS: LazyLock<Layer> =
    LazyLock::new(|| COMPILED.iter().map(|default| (default.path.to_owned(), default.given())).collect());

impl CompiledDefault {
    fn given(&self) -> Given {
        let (value, chords) = match self.value {
            CompiledValue::Flag(flag) => (Value::Flag(flag), Vec::new()),
            CompiledValue::Number(number) => (Value::Number(number), Vec::new()),
            CompiledValue::Word(word) => (Value::Word(word), Vec::new()),
            CompiledValue::Text(text) => (Value::Text(text.to_owned()), Vec::new()),
            CompiledValue::Texts => (Value::Texts(Vec::new()), Vec::new()),
            CompiledValue::Style(style) => (Value::Style(Style::parse(style).unwrap_or_default()), Vec::new()),
            CompiledValue::Chords(chords) => {
                let parsed = chords.iter().filter_map(|(chord, _)| Chord::parse(chord).ok()).collect();
                (Value::Chords(parsed), chords.iter().map(|(_, span)| span.clone()).collect())
            },
        };
        Given { value, origin: Origin::BuiltIn { line: self.line }, span: self.span.clone(), chords }
    }
}

/// For the places of defaults in messages.
pub(super) fn built_in_file() -> SourceFile {
    SourceFile::new("config.toml".to_owned(), BUILT_IN.to_owned())
}
