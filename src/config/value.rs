//! Values, their origins, and layers of values.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use super::style::Style;
use crate::keymap::Chord;

/// The value of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// `true` or `false`.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// One of the words of a choice.
    Word(&'static str),
    /// A line of text.
    Text(String),
    /// Lines of text; a single one may be written without brackets.
    Texts(Vec<String>),
    /// A style.
    Style(Style),
    /// Chords, the one to show first.
    Chords(Vec<Chord>),
}

/// As TOML writes it.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |text: &str| toml::Value::from(text).to_string();
        match self {
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Word(word) => f.write_str(&quoted(word)),
            Self::Text(text) => f.write_str(&quoted(text)),
            Self::Texts(texts) => match &texts[..] {
                [] => f.write_str(&quoted("")),
                [only] => f.write_str(&quoted(only)),
                texts => {
                    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
                    write!(f, "[{}]", texts.join(", "))
                },
            },
            Self::Style(style) => f.write_str(&quoted(&style.to_string())),
            Self::Chords(chords) => match &chords[..] {
                [only] => f.write_str(&quoted(&only.to_string())),
                chords => {
                    let chords: Vec<String> = chords.iter().map(|chord| quoted(&chord.to_string())).collect();
                    write!(f, "[{}]", chords.join(", "))
                },
            },
        }
    }
}

/// The origin of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The built-in `config.toml`.
    BuiltIn {
        /// The line, from 1.
        line: usize,
    },
    /// The user's file.
    File {
        /// Its path, as given.
        file: String,
        /// The line, from 1.
        line: usize,
    },
    /// A variable of the environment.
    Environment(&'static str),
    /// An option of the command line.
    CommandLine(&'static str),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn { line } => write!(f, "built in, config.toml:{line}"),
            Self::File { file, line } => write!(f, "{}:{line}", summits_chronology::text::clean_line(file)),
            Self::Environment(variable) => write!(f, "environment, {variable}"),
            Self::CommandLine(option) => write!(f, "command line, {option}"),
        }
    }
}

/// A value with its origin.
#[derive(Debug, Clone)]
pub(super) struct Given {
    /// The value.
    pub value: Value,
    /// Its origin.
    pub origin: Origin,
    /// Its bytes in the file.
    pub span: Range<usize>,
    /// The bytes of each chord, if the value is chords.
    pub chords: Vec<Range<usize>>,
}

impl Given {
    /// Whether it is a default.
    pub(super) fn is_built_in(&self) -> bool {
        matches!(self.origin, Origin::BuiltIn { .. })
    }
}

/// Values by the path of their setting.
pub(super) type Layer = BTreeMap<String, Given>;
