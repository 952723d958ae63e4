//! Writing a directory of files whole or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::export::toml::File;

/// Writes the files into the directory at `path`, which must be new or empty. Nothing is overwritten.
///
/// # Errors
///
/// The directory is not empty, or an error of the file system. Everything written is removed again.
pub fn write_new(path: &Path, files: &[File]) -> io::Result<()> {
    let mut made = Made::default();
    let written = made.directory(path).and_then(|()| {
        if fs::read_dir(path)?.next().is_some() {
            return Err(io::Error::from(io::ErrorKind::DirectoryNotEmpty));
        }
        files.iter().try_for_each(|file| made.file(path, file))
    });
    if written.is_err() {
        made.undo();
    }
    written
}

/// What was created, in that order.
#[derive(Default)]
struct Made {
    directories: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Made {
    fn directory(&mut self, path: &Path) -> io::Result<()> {
        match fs::create_dir(path) {
            Ok(()) => self.directories.push(path.to_owned()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                if !path.is_dir() {
                    return Err(io::Error::from(io::ErrorKind::NotADirectory));
                }
            },
            Err(error) => return Err(error),
        }
        Ok(())
    }

    fn file(&mut self, directory: &Path, file: &File) -> io::Result<()> {
        let path = directory.join(&file.path);
        if let Some(folder) = path.parent() {
            self.directory(folder)?;
        }
        let mut opened = OpenOptions::new().write(true).create_new(true).open(&path)?;
        self.files.push(path);
        opened.write_all(file.text.as_bytes())?;
        opened.sync_all()
    }

    /// Takes everything away again. The error that led here is the one to report.
    fn undo(&self) {
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for directory in self.directories.iter().rev() {
            let _ = fs::remove_dir(directory);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> File {
        File { path: path.to_owned(), text: "text".to_owned() }
    }

    #[test]
    fn a_directory_is_made_with_its_folders() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("new");
        write_new(&path, &[file("events/2003.toml"), file("chronology.toml")]).unwrap();
        assert_eq!(fs::read_to_string(path.join("events/2003.toml")).unwrap(), "text");
    }

    #[test]
    fn a_directory_that_is_not_empty_is_unchanged() {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("mine.txt"), "mine").unwrap();
        let refused = write_new(directory.path(), &[file("chronology.toml")]).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::DirectoryNotEmpty);
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_failure_leaves_nothing_behind() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("new");
        // A file cannot be a folder as well.
        write_new(&path, &[file("events/a.toml"), file("other"), file("other/b.toml")]).unwrap_err();
        assert!(!path.exists());
    }

    #[test]
    fn a_file_of_that_name_is_an_error() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("file");
        fs::write(&path, "mine").unwrap();
        let refused = write_new(&path, &[file("chronology.toml")]).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::NotADirectory);
        assert_eq!(fs::read_to_string(path).unwrap(), "mine");
    }
}
