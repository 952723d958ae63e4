//! The reader's editor: the program in `VISUAL` or `EDITOR`, run on a temporary file or on one of the reader's.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{self, Command, ExitStatus};

use summits_chronology::text;
use thiserror::Error;

/// Why the editor failed.
#[derive(Debug, Error)]
pub enum EditorError {
    /// Neither `VISUAL` nor `EDITOR` is set.
    #[error("no editor is named: set VISUAL or EDITOR")]
    NotNamed,
    /// The temporary file cannot be written or read.
    #[error("the file for the editor, {}, cannot be used: {}", text::path(.path), text::reason(.reason))]
    File { path: PathBuf, reason: io::Error },
    /// The shell could not be started.
    #[error("the editor could not be started: {}", text::reason(.0))]
    NotStarted(io::Error),
    /// There is no such command, or it cannot be executed.
    #[error("the editor `{0}` cannot be run: check VISUAL and EDITOR")]
    NoCommand(String),
    /// It ended with an error, so its result is not used.
    #[error("the editor ended with an error ({0}); nothing is changed")]
    Failed(ExitStatus),
    /// The same, for a file of the reader's.
    #[error("the editor ended with an error ({0})")]
    Ended(ExitStatus),
}

/// The command of the reader's editor.
#[must_use]
pub fn named() -> Option<OsString> {
    let is_named = |editor: &OsString| !editor.to_string_lossy().trim().is_empty();
    ["VISUAL", "EDITOR"].into_iter().filter_map(env::var_os).find(is_named)
}

/// Lets the reader edit `text` in a temporary file called `name`. Answers with the edited text.
///
/// # Errors
///
/// [`EditorError`]: there is no edited text.
pub fn edit(name: &str, text: &str) -> Result<String, EditorError> {
    let editor = named().ok_or(EditorError::NotNamed)?;
    // In a directory of its own, so that the file can have the plain name and no other process uses it.
    let directory = env::temp_dir().join(format!("summits-tui-{}", process::id()));
    let path = directory.join(name);
    let failed = |reason| EditorError::File { path: path.clone(), reason };
    create_private(&directory).and_then(|()| fs::write(&path, text)).map_err(failed)?;
    let written = start(&editor, &[path.clone().into_os_string()])
        .and_then(|()| fs::read(&path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).map_err(failed));
    // With everything that the editor left beside the file, such as a backup.
    let _ = fs::remove_dir_all(&directory);
    written
}

/// Opens a file of the reader's at a line, and waits until the editor ends.
///
/// # Errors
///
/// [`EditorError`]: there is no editor, or it ended with an error.
pub fn open(path: &Path, line: u32) -> Result<(), EditorError> {
    let editor = named().ok_or(EditorError::NotNamed)?;
    let arguments = arguments(&editor.to_string_lossy(), path, line);
    start(&editor, &arguments).map_err(|error| match error {
        EditorError::Failed(status) => EditorError::Ended(status),
        error => error,
    })
}

/// The arguments that open a file at a line. An unknown editor gets only the file: it might take the line for the name of
/// another file.
fn arguments(editor: &str, path: &Path, line: u32) -> Vec<OsString> {
    let command = editor.split_whitespace().next().unwrap_or_default().trim_matches(['\'', '"']);
    let name = Path::new(command).file_name().unwrap_or_default().to_string_lossy();
    let file = path.as_os_str().to_owned();
    let at_line = || {
        let mut at_line = file.clone();
        at_line.push(format!(":{line}"));
        at_line
    };
    match &*name {
        "vi" | "vim" | "nvim" | "view" | "gvim" | "nano" | "pico" | "emacs" | "emacsclient" | "less" | "micro"
        | "kak" | "joe" | "jed" | "ne" | "mg" | "mcedit" => vec![format!("+{line}").into(), file],
        "code" | "codium" | "code-insiders" | "cursor" => vec!["--goto".into(), at_line()],
        "hx" | "helix" | "subl" | "zed" | "zeditor" => vec![at_line()],
        _ => vec![file],
    }
}

/// Runs the editor until it ends. The shell runs it, since the variable may contain options: `code --wait`. Keys that
/// interrupt are for the editor, so the shell ignores them.
fn start(editor: &OsStr, arguments: &[OsString]) -> Result<(), EditorError> {
    let ended = Command::new("sh")
        .arg("-c")
        .arg("trap : INT QUIT; eval \"$SUMMITS_EDITOR\" '\"$@\"'")
        .arg("sh")
        .args(arguments)
        .env("SUMMITS_EDITOR", editor)
        .status();
    match ended {
        Err(error) => Err(EditorError::NotStarted(error)),
        // The codes of the shell for a missing and for a non-executable command.
        Ok(status) if matches!(status.code(), Some(126 | 127)) => {
            Err(EditorError::NoCommand(text::clean_line(&editor.to_string_lossy()).into_owned()))
        },
        Ok(status) if !status.success() => Err(EditorError::Failed(status)),
        Ok(_) => Ok(()),
    }
}

/// Creates a directory that only the reader can access.
fn create_private(directory: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    let _ = fs::remove_dir_all(directory);
    fs::DirBuilder::new().mode(0o700).create(directory)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments_of(editor: &str) -> Vec<String> {
        let arguments = arguments(editor, Path::new("/my data/2003.toml"), 7);
        arguments.into_iter().map(|argument| argument.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn the_error_names_an_editor_that_does_not_exist() {
        let refused = start(OsStr::new("/no/such/editor --wait"), &[]).unwrap_err();
        assert_eq!(refused.to_string(), "the editor `/no/such/editor --wait` cannot be run: check VISUAL and EDITOR");
    }

    #[test]
    fn each_editor_gets_the_line_in_its_own_way() {
        assert_eq!(arguments_of("vim"), ["+7", "/my data/2003.toml"]);
        assert_eq!(arguments_of("/usr/bin/emacs -nw"), ["+7", "/my data/2003.toml"]);
        assert_eq!(arguments_of("code --wait"), ["--goto", "/my data/2003.toml:7"]);
        assert_eq!(arguments_of("hx"), ["/my data/2003.toml:7"]);
        assert_eq!(arguments_of("my-editor"), ["/my data/2003.toml"]);
    }
}
