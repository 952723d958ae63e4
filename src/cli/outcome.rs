//! How a run ends, or why it failed, and whether what it prints is coloured.

use crate::commands::{Error, Outcome};
use crate::config::ColorChoice;
use crate::tui;

/// How it ended.
pub(super) enum End {
    /// A command did what it was asked.
    Command(Outcome),
    /// The reader left the browser, or a signal ended it.
    Browser(tui::Exit),
}

/// Why nothing came of it.
pub(super) enum Failure {
    /// A command says why.
    Command(Error),
    /// The line of the command does not fit together, or the browser cannot open; in words.
    Words(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Command(error)
    }
}

impl Failure {
    pub(super) fn words(&self, styled: bool) -> String {
        match self {
            Self::Command(Error::Chronology(report)) => {
                format!("the chronology cannot be used\n\n{}", report.render(styled).trim_end())
            },
            Self::Command(error) => error.to_string(),
            Self::Words(words) => words.clone(),
        }
    }

    /// The same without anything drawn.
    pub(super) fn in_words(&self) -> String {
        match self {
            Self::Command(Error::Chronology(report)) => {
                format!("the chronology cannot be used: {}", report.in_words().trim_end())
            },
            Self::Command(Error::Query { text, error }) => error.in_words(text),
            other => other.words(false),
        }
    }
}

/// Whether to write colour to a stream.
pub(super) fn styled(choice: ColorChoice, terminal: bool) -> bool {
    let no_color = || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => terminal && !no_color() && !is_dumb(),
    }
}

/// Whether the terminal says that it can only print lines.
fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}
