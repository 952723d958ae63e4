//! The folders and files that a run uses, all of them under `target/mutants/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub struct Work {
    /// The repository.
    pub root: PathBuf,
    /// The copy of it in which the mutants are.
    pub tree: PathBuf,
    /// What cargo builds of the copy.
    pub build: PathBuf,
    /// What has been prepared: mutants, tests, and which test reaches what.
    pub plan: PathBuf,
    /// The verdicts, one a line, as they are reached.
    pub results: PathBuf,
    /// Lists for people.
    pub missed: PathBuf,
    pub unswitchable: PathBuf,
    /// What the compiler and the tests say that is not looked at unless something fails.
    pub scratch: PathBuf,
}

impl Work {
    pub fn new() -> Result<Self, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let root = root.canonicalize().map_err(|error| format!("{}: {error}", root.display()))?;
        let at = root.join("target/mutants");
        let work = Self {
            tree: at.join("tree"),
            build: at.join("build"),
            plan: at.join("plan.json"),
            results: at.join("results.jsonl"),
            missed: at.join("missed.txt"),
            unswitchable: at.join("not-switchable.txt"),
            scratch: at.join("scratch"),
            root,
        };
        fs::create_dir_all(&work.scratch).map_err(|error| format!("{}: {error}", work.scratch.display()))?;
        Ok(work)
    }

    /// The same with another copy of the tree.
    pub fn beside(&self, name: &str) -> Result<Self, String> {
        Ok(Self { tree: self.root.join("target/mutants").join(name), ..Self::new()? })
    }

    /// Makes the copy like the working tree: what git knows, and what is new and not ignored, but for files that will be
    /// written in another form. A file that has not changed is left alone, so that cargo does not build it again.
    pub fn copy_tree(&self, other_form: &[&str]) -> Result<(), String> {
        let listed = Command::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(&self.root)
            .output()
            .map_err(|error| format!("git cannot be started: {error}"))?;
        let listed = String::from_utf8(listed.stdout).map_err(|error| error.to_string())?;
        let files: Vec<&str> = listed.split_terminator('\0').filter(|file| self.root.join(file).is_file()).collect();
        for stale in walk(&self.tree).into_iter().filter(|path| {
            path.strip_prefix(&self.tree)
                .ok()
                .and_then(Path::to_str)
                .is_none_or(|path| !files.contains(&path) && !other_form.contains(&path))
        }) {
            fs::remove_file(&stale).map_err(|error| format!("{}: {error}", stale.display()))?;
        }
        for file in files.into_iter().filter(|file| !other_form.contains(file)) {
            let (from, to) = (self.root.join(file), self.tree.join(file));
            let new = fs::read(&from).map_err(|error| format!("{}: {error}", from.display()))?;
            write_if_changed(&to, &new)?;
            let permissions = fs::metadata(&from).map_err(|error| error.to_string())?.permissions();
            fs::set_permissions(&to, permissions).map_err(|error| error.to_string())?;
        }
        Ok(())
    }

    /// The text of a file of the source, as it is in the repository.
    pub fn source(&self, file: &str) -> Result<String, String> {
        fs::read_to_string(self.root.join(file)).map_err(|error| format!("{file}: {error}"))
    }
}

/// Every file under a folder.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() && !path.is_symlink() { walk(&path) } else { vec![path] }).collect()
}

/// Writes a file, unless that is already what it holds.
pub fn write_if_changed(path: &Path, new: &[u8]) -> Result<(), String> {
    if fs::read(path).is_ok_and(|old| old == new) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    fs::write(path, new).map_err(|error| format!("{}: {error}", path.display()))
}
