//! The reader's editor: what `VISUAL` or `EDITOR` names, run on a file of its own, or on one of the reader's.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{self, Command, ExitStatus};

use summits_chronology::text;
use thiserror::Error;

/// Why nothing came back from the editor.
#[derive(Debug, Error)]
pub enum EditorError {
    /// Neither `VISUAL` nor `EDITOR` is set.
    #[error("no editor is named: set VISUAL or EDITOR")]
    NotNamed,
    /// The file for it cannot be written or read again.
    #[error("the file for the editor, {}, cannot be used: {}", text::path(.path), text::reason(.reason))]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
    /// It could not be started.
    #[error("the editor could not be started: {}", text::reason(.0))]
    NotStarted(io::Error),
    /// The shell knows no such command, or may not run it.
    #[error("the editor `{0}` cannot be run; look at VISUAL and EDITOR")]
    NoCommand(String),
    /// It ended with an error, so what it left is not taken.
    #[error("the editor ended with an error ({0}); nothing is changed")]
    Failed(ExitStatus),
    /// The same, of a file that it writes itself.
    #[error("the editor ended with an error ({0})")]
    Ended(ExitStatus),
}

/// The editor that the reader has named, if there is one.
#[must_use]
pub fn named() -> Option<OsString> {
    let is_named = |editor: &OsString| !editor.to_string_lossy().trim().is_empty();
    ["VISUAL", "EDITOR"].into_iter().filter_map(env::var_os).find(is_named)
}

/// Lets the reader edit `text` in a file that is called `name`, and answers with what it holds afterwards.
///
/// # Errors
///
/// [`EditorError`]: nothing came back.
pub fn edit(name: &str, text: &str) -> Result<String, EditorError> {
    let editor = named().ok_or(EditorError::NotNamed)?;
    // A directory of its own: the name tells the reader what is edited, and no other copy has the same file.
    let directory = env::temp_dir().join(format!("summits-tui-{}", process::id()));
    let path = directory.join(name);
    let failed = |reason| EditorError::File { path: path.clone(), reason };
    create_private(&directory).and_then(|()| fs::write(&path, text)).map_err(failed)?;
    let written = start(&editor, &[path.clone().into_os_string()])
        .and_then(|()| fs::read(&path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).map_err(failed));
    // What an editor leaves beside the file (a backup) goes with it.
    let _ = fs::remove_dir_all(&directory);
    written
}

/// Opens a file of the reader's in the editor, at a line, and waits until the editor ends.
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

/// What an editor is told to open a file at a line. One that we do not know gets the file alone: it might take the line
/// for the name of another file.
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

/// Runs the editor until it ends. By the shell, since the variable may hold options: `code --wait`. The keys that interrupt
/// are meant for the editor, so the shell outlives them.
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
        // So the shell says that there is no such command, or that it is none.
        Ok(status) if matches!(status.code(), Some(126 | 127)) => {
            Err(EditorError::NoCommand(text::clean_line(&editor.to_string_lossy()).into_owned()))
        },
        Ok(status) if !status.success() => Err(EditorError::Failed(status)),
        Ok(_) => Ok(()),
    }
}

/// A directory that only the reader can look into.
fn create_private(directory: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    let _ = fs::remove_dir_all(directory);
    fs::DirBuilder::new().mode(0o700).create(directory)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(editor: &str) -> Vec<String> {
        let arguments = arguments(editor, Path::new("/my data/2003.toml"), 7);
        arguments.into_iter().map(|argument| argument.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn an_editor_that_is_not_there_is_named() {
        let refused = start(OsStr::new("/no/such/editor --wait"), &[]).unwrap_err();
        assert_eq!(refused.to_string(), "the editor `/no/such/editor --wait` cannot be run; look at VISUAL and EDITOR");
    }

    #[test]
    fn an_editor_is_told_the_line_in_its_own_way() {
        assert_eq!(told("vim"), ["+7", "/my data/2003.toml"]);
        assert_eq!(told("/usr/bin/emacs -nw"), ["+7", "/my data/2003.toml"]);
        assert_eq!(told("code --wait"), ["--goto", "/my data/2003.toml:7"]);
        assert_eq!(told("hx"), ["/my data/2003.toml:7"]);
        assert_eq!(told("my-editor"), ["/my data/2003.toml"]);
    }
}
