//! The user's file: its path, and its text, whatever the path leads to.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use summits_chronology::diagnostics::{Diagnostic, Severity};

/// In bytes: more than ten times the size of the documented file.
const LARGEST: u64 = 256 << 10;

/// The default path: `summits-tui/config.toml` in the XDG configuration directory; `None` if there is no home.
#[must_use]
pub fn user_file() -> Option<PathBuf> {
    let directories = etcetera::base_strategy::Xdg::new().ok()?;
    Some(directories.config_dir().join("summits-tui").join("config.toml"))
}

/// The text of the file, without a byte-order mark; `None` if there is no file.
///
/// # Errors
///
/// It is not a regular file, cannot be read, or is not UTF-8.
pub(super) fn read(path: &Path) -> Result<Option<String>, Box<Diagnostic>> {
    let name = path.to_string_lossy();
    let error = |message: String| Box::new(Diagnostic::in_file(Severity::Error, &name, message));
    // Checked before opening, because opening a pipe waits for a writer.
    let kind = match fs::metadata(path) {
        Ok(metadata) => metadata.file_type(),
        Err(failure) if failure.kind() == ErrorKind::NotFound => return Ok(None),
        Err(failure) => return Err(error(format!("the configuration cannot be read: {}", reason(&failure)))),
    };
    if !kind.is_file() {
        let what = if kind.is_dir() { "a directory" } else { "not a file" };
        return Err(error(format!("the configuration cannot be read: it is {what}")));
    }
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    read.map_err(|failure| error(format!("the configuration cannot be read: {}", reason(&failure))))?;
    if bytes.len() as u64 > LARGEST {
        return Err(error("the configuration is larger than 256 KiB".to_owned()));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text: Cow<'_, str> = String::from_utf8_lossy(error.as_bytes());
            let message = "the configuration is not UTF-8 from here on";
            Err(Box::new(Diagnostic::at(Severity::Error, &name, &text, at..at, message)))
        },
    }
}

/// The error message of the system, without its number.
fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}
