//! Writing a file whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::{OFlags, fcntl_setfl};

/// Writes the file at `path` whole or not at all: `contents` writes to a temporary file next to it, which is then renamed. A
/// device or a pipe is written to directly. A symbolic link stays one: its target is replaced.
///
/// # Errors
///
/// An error of the file system or of `contents`. The file is then unchanged.
pub fn write_whole(path: &Path, contents: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match fs::metadata(&target) {
        Ok(existing) if existing.is_dir() => Err(io::Error::from(io::ErrorKind::IsADirectory)),
        Ok(existing) if !existing.is_file() => fill(open_special(&target)?, contents).map(drop),
        Ok(existing) => put(&target, contents, |file, temporary| {
            file.set_permissions(existing.permissions())?;
            fs::rename(temporary, &target)
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            put(&target, contents, |_, temporary| fs::rename(temporary, &target))
        },
        Err(error) => Err(error),
    }
}

/// Opens a device or a pipe for writing. A pipe without a reader is an error, because waiting for one could take for ever.
fn open_special(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().write(true).custom_flags(OFlags::NONBLOCK.bits().cast_signed()).open(path)?;
    // From now on, wait for a slow reader.
    fcntl_setfl(&file, OFlags::empty())?;
    Ok(file)
}

/// Writes a new file, whole or not at all.
///
/// # Errors
///
/// `AlreadyExists` if there is something at `path`, which stays unchanged; otherwise as [`write_whole`].
pub fn write_new(path: &Path, contents: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let free = || match fs::symlink_metadata(path) {
        Ok(existing) if existing.is_dir() => Err(io::Error::from(io::ErrorKind::IsADirectory)),
        Ok(_) => Err(io::Error::from(io::ErrorKind::AlreadyExists)),
        Err(_) => Ok(()),
    };
    free()?;
    put(path, contents, |_, temporary| {
        // Meanwhile another program may have created the file.
        free()?;
        fs::rename(temporary, path)
    })
}

/// Writes a temporary file next to `target`, which `place` then renames or links.
fn put(
    target: &Path,
    contents: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    place: impl FnOnce(&File, &Path) -> io::Result<()>,
) -> io::Result<()> {
    let (temporary, file) = create_beside(target)?;
    let written = fill(file, contents).and_then(|file| {
        file.sync_all()?;
        place(&file, &temporary)
    });
    if written.is_err() {
        // The first error is the one to report.
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// Creates a file next to `target` under a name that no other program uses.
fn create_beside(target: &Path) -> io::Result<(PathBuf, File)> {
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy().into_owned();
    let mut attempt = 0;
    loop {
        let temporary = target.with_file_name(format!(".{name}.{}-{attempt}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < 100 => attempt += 1,
            opened => return opened.map(|file| (temporary, file)),
        }
    }
}

fn fill(file: File, contents: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<File> {
    let mut file = BufWriter::new(file);
    contents(&mut file)?;
    file.into_inner().map_err(io::IntoInnerError::into_error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fail_halfway(out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"half")?;
        Err(io::Error::other("interrupted"))
    }

    fn files_in(directory: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(directory)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_whole_and_leaves_nothing_beside_it() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("events.json");
        fs::write(&path, "old").unwrap();
        write_whole(&path, |out| out.write_all(b"new")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(files_in(directory.path()), ["events.json"]);
    }

    #[test]
    fn a_failure_leaves_the_old_file_and_nothing_beside_it() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("events.json");
        fs::write(&path, "old").unwrap();
        assert_eq!(write_whole(&path, fail_halfway).unwrap_err().to_string(), "interrupted");
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(files_in(directory.path()), ["events.json"]);
    }

    #[test]
    fn a_new_file_is_written_and_an_existing_one_is_unchanged() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("events.json");
        write_new(&path, |out| out.write_all(b"new")).unwrap();
        let refused = write_new(&path, |out| out.write_all(b"newer")).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
        let late = directory.path().join("late.json");
        let refused = write_new(&late, |out| fs::write(&late, "theirs").and_then(|()| out.write_all(b"ours")));
        assert_eq!(refused.unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_to_string(&late).unwrap(), "theirs");
        assert_eq!(files_in(directory.path()), ["events.json", "late.json"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_symbolic_link_stays_one() {
        let directory = tempfile::tempdir().unwrap();
        let (path, link) = (directory.path().join("events.json"), directory.path().join("latest.json"));
        fs::write(&path, "old").unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        write_whole(&link, |out| out.write_all(b"new")).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_to_and_not_replaced() {
        use std::os::unix::fs::FileTypeExt;
        write_whole(Path::new("/dev/null"), |out| out.write_all(b"new")).unwrap();
        assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
    }

    #[test]
    fn a_directory_is_an_error() {
        let directory = tempfile::tempdir().unwrap();
        let refused = write_whole(directory.path(), |out| out.write_all(b"new")).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::IsADirectory);
    }
}
