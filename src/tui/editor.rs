//! The reader's editor: what `VISUAL` or `EDITOR` names, run on a file of its own.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::{self, Command, ExitStatus};

use thiserror::Error;

/// Why nothing came back from the editor.
#[derive(Debug, Error)]
pub enum EditorError {
    /// Neither `VISUAL` nor `EDITOR` is set.
    #[error("no editor is named: set VISUAL or EDITOR")]
    NotNamed,
    /// The file for it cannot be written or read again.
    #[error("the file for the editor, {}, {reason}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
    /// It could not be started.
    #[error("the editor could not be started: {0}")]
    NotStarted(io::Error),
    /// It ended with an error, so what it left is not taken.
    #[error("the editor ended with an error ({0}); nothing is changed")]
    Failed(ExitStatus),
}

/// The editor that the reader has named, if there is one.
#[must_use]
pub fn named() -> Option<OsString> {
    ["VISUAL", "EDITOR"].into_iter().filter_map(env::var_os).find(|editor| !editor.is_empty())
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
    // By the shell, since the variable may hold options: `code --wait`.
    let ended = Command::new("sh")
        .arg("-c")
        .arg("eval \"$SUMMITS_EDITOR\" '\"$1\"'")
        .arg("sh")
        .arg(&path)
        .env("SUMMITS_EDITOR", editor)
        .status();
    let written = match ended {
        Err(error) => Err(EditorError::NotStarted(error)),
        Ok(status) if !status.success() => Err(EditorError::Failed(status)),
        Ok(_) => fs::read(&path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).map_err(failed),
    };
    // What an editor leaves beside the file (a backup) goes with it.
    let _ = fs::remove_dir_all(&directory);
    written
}

/// A directory that only the reader can look into.
fn create_private(directory: &std::path::Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    let _ = fs::remove_dir_all(directory);
    fs::DirBuilder::new().mode(0o700).create(directory)
}
