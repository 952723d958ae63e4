//! How a run ends, or why it failed, and whether what it prints is coloured.

use crate::commands::{Error, Outcome};
use crate::config::ColorChoice;
use crate::tui;

/// How a run ended.
pub(super) enum End {
    /// A command succeeded.
    Command(Outcome),
    /// The user quit the browser, or a signal ended it.
    Browser(tui::Exit),
}

/// Why a run failed.
pub(super) enum Failure {
    /// The error of a command.
    Command(Error),
    /// Why the arguments do not fit together, or why the browser cannot open.
    Message(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Command(error)
    }
}

impl Failure {
    pub(super) fn message(&self, styled: bool) -> String {
        match self {
            Self::Command(Error::Chronology(report)) => {
                format!("cannot load the chronology\n\n{}", report.render(styled).trim_end())
            },
            Self::Command(error) => error.to_string(),
            Self::Message(message) => message.clone(),
        }
    }

    /// The message for a screen reader: without a drawn excerpt.
    pub(super) fn spoken(&self) -> String {
        match self {
            Self::Command(Error::Chronology(report)) => {
                format!("cannot load the chronology: {}", report.in_words().trim_end())
            },
            Self::Command(Error::Query { text, error }) => error.in_words(text),
            other => other.message(false),
        }
    }
}

/// Whether to write colours to a stream.
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
