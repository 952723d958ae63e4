//! Paths that are not the expected file: a pipe, a device, a socket, a loop of links, a file that changes while it is
//! read. The program reports an error that names the path, at once.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail anywhere")]

mod support;

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use summits_chronology::loader::{self, Location};
use tempfile::TempDir;

use support::chronology;
use support::pty::{Opening, browser_on};

/// The longest that a command may take, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A directory with a small chronology in `data`, and one path of each kind that is not a regular file.
struct Desk {
    home: TempDir,
    _socket: UnixListener,
}

impl Desk {
    fn new() -> Self {
        let home = TempDir::new().unwrap();
        let path = |name: &str| home.path().join(name);
        rustix::fs::mkfifoat(rustix::fs::CWD, path("pipe"), rustix::fs::Mode::RWXU).unwrap();
        let socket = UnixListener::bind(path("socket")).unwrap();
        symlink("loop", path("loop")).unwrap();
        symlink("/dev/zero", path("zero")).unwrap();
        symlink("nowhere", path("dangling")).unwrap();
        fs::create_dir(path("directory")).unwrap();
        fs::write(path("file"), "a file\n").unwrap();
        let desk = Self { home, _socket: socket };
        assert!(desk.run(&["new", "data"]).status.success());
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_summits-tui"));
        command.env_clear().current_dir(self.home.path()).args(arguments).stdin(Stdio::null());
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
            command.env(name, self.home.path());
        }
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        within_patience(self.command(arguments), arguments)
    }

    /// The output of a command that fails.
    fn refusal(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_ne!(output.status.code(), Some(0), "{arguments:?} did not fail");
        assert!(output.status.code().is_some(), "{arguments:?}: {:?}", output.status);
        String::from_utf8(output.stderr).unwrap() + &String::from_utf8(output.stdout).unwrap()
    }

    fn browser(&self, directory: &str) -> Opening {
        let home = self.home.path().to_str().unwrap();
        let opening = browser_on(directory).env("HOME", home).env("XDG_STATE_HOME", home).env("XDG_CONFIG_HOME", home);
        opening.directory(self.home.path())
    }
}

/// Runs a command, and fails if it does not end in time.
fn within_patience(mut command: Command, what: &[&str]) -> Output {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("{what:?} does not end");
        }
        thread::sleep(Duration::from_millis(5));
    }
    child.wait_with_output().unwrap()
}

const NO_FILES: [&str; 7] = ["pipe", "socket", "loop", "zero", "dangling", "file", "missing"];

#[test]
fn a_chronology_that_is_not_a_directory_is_an_error() {
    let desk = Desk::new();
    for name in NO_FILES {
        let said = desk.refusal(&["--data", name, "list"]);
        assert!(said.contains(&format!("{name}\n")) && said.contains("cannot read the directory"), "{name}: {said}");
        assert!(desk.refusal(&["check", name]).contains("cannot read the directory"), "{name}");
    }
    let mut session = desk.browser("pipe").open();
    session.wait_for("cannot read the directory");
    assert_eq!(session.wait_for_end().exit_code(), 2);
}

#[test]
fn a_file_of_a_chronology_that_is_not_a_regular_file_is_an_error() {
    for name in ["pipe", "socket", "loop", "zero", "dangling", "directory"] {
        for file in ["chronology.toml", "people.toml", "events/all.toml", "documents/all.toml"] {
            let desk = Desk::new();
            let path = desk.path("data").join(file);
            fs::remove_file(&path).unwrap();
            fs::rename(desk.path(name), &path).unwrap();
            let said = desk.refusal(&["--data", "data", "list"]);
            assert!(said.contains(&format!("{file}\n")), "{name} as {file}: {said}");
        }
    }
}

#[test]
fn a_configuration_that_is_not_a_file_is_an_error_and_stops_no_command() {
    let desk = Desk::new();
    for name in ["pipe", "socket", "loop", "zero", "dangling", "directory", "missing"] {
        let said = desk.refusal(&["--config", name, "config", "--check"]);
        assert!(said.contains(name), "{name}: {said}");
        // Other commands use the defaults.
        assert!(desk.run(&["--config", name, "--data", "data", "list"]).status.success(), "{name}");
    }
}

#[test]
fn the_browser_works_when_the_notebook_is_not_a_file() {
    let events = chronology::load().events().len();
    for name in ["pipe", "socket", "loop", "zero", "directory"] {
        for suffix in ["", ".lock", ".new"] {
            let desk = Desk::new();
            let notebook = desk.path(&format!("summits-tui/{}{suffix}", chronology::notebook()));
            fs::create_dir(desk.path("summits-tui")).unwrap();
            fs::rename(desk.path(name), &notebook).unwrap();
            let mut session = desk.browser(chronology::DIRECTORY).args(["year:2003"]).open();
            session.wait_for(&format!("of {events}")).press("m").wait_for("• North").press("ctrl-c");
            let status = session.wait_for_end();
            assert!(status.success(), "{name} as the notebook's {suffix}");
            session.assert_modes_off();
        }
    }
}

#[test]
fn an_export_to_a_path_that_cannot_be_written_is_an_error() {
    let desk = Desk::new();
    let export = |to: &str| desk.refusal(&["--data", "data", "export", "--format", "csv", "-o", to]);
    assert!(export("pipe").contains("nobody reads from it"), "{}", export("pipe"));
    assert!(export("socket").contains("nobody reads from it"), "{}", export("socket"));
    assert!(export("directory").contains("it is a directory"), "{}", export("directory"));
    assert!(export("file/x").contains("file/x cannot be written"), "{}", export("file/x"));
    assert!(export("loop").contains("loop cannot be written"), "{}", export("loop"));
    assert!(fs::symlink_metadata(desk.path("loop")).unwrap().is_symlink());
    for name in ["pipe", "socket", "loop", "file"] {
        let said = desk.refusal(&["--data", "data", "export", "--format", "toml", "-o", name]);
        assert!(said.contains(&format!("{name} ")), "{name}: {said}");
        let said = desk.refusal(&["new", name]);
        assert!(said.contains(&format!("{name} ")), "{name}: {said}");
    }
    assert_eq!(fs::read_to_string(desk.path("file")).unwrap(), "a file\n");
}

#[test]
fn an_export_goes_to_a_pipe_that_has_a_reader() {
    let desk = Desk::new();
    let reader = thread::spawn({
        let pipe = desk.path("pipe");
        move || fs::read_to_string(pipe).unwrap()
    });
    // The reader may not have opened the pipe yet.
    let begun = Instant::now();
    while !desk.run(&["--data", "data", "export", "--format", "csv", "-o", "pipe"]).status.success() {
        assert!(begun.elapsed() < PATIENCE, "nobody reads");
    }
    assert!(reader.join().unwrap().contains("koizumi-putin-moscow"));
}

#[test]
fn saved_documents_that_are_not_files_are_an_error() {
    let desk = Desk::new();
    for name in NO_FILES {
        let output = desk.run(&["check", "data", "--documents", name]);
        assert!(output.status.code().is_some(), "{name}: {:?}", output.status);
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains("cannot read the directory") && said.contains(&format!("{name}\n")), "{name}: {said}");
    }
    // A saved document that is not a regular file.
    for name in ["pipe", "socket", "loop", "zero"] {
        let (desk, path) = (Desk::new(), "directory/kremlin-2003-01-10.txt");
        fs::rename(desk.path(name), desk.path(path)).unwrap();
        let output = desk.run(&["check", "data", "--documents", "directory"]);
        assert!(String::from_utf8(output.stdout).unwrap().contains("no saved text"), "{name}");
    }
}

#[test]
fn a_name_with_a_line_break_stays_on_its_line() {
    let desk = Desk::new();
    fs::rename(desk.path("data"), desk.path("two\nlines")).unwrap();
    fs::write(desk.path("two\nlines/events/three\nlines.toml"), "x = 1\n").unwrap();
    let said = desk.refusal(&["--data", "two\nlines", "list"]);
    assert!(said.contains("--> events/three lines.toml:1:1\n"), "{said}");
    assert!(desk.refusal(&["--data", "no\nlines", "list"]).contains("--> no lines\n"));
}

#[test]
fn links_are_followed_and_a_foreign_file_is_only_named() {
    let desk = Desk::new();
    // A chronology may consist of links; their targets are read like its own files.
    fs::rename(desk.path("data/events"), desk.path("elsewhere")).unwrap();
    symlink("../elsewhere", desk.path("data/events")).unwrap();
    assert!(desk.run(&["--data", "data", "list"]).status.success());
    // Of a target that is not a file of a chronology, only lines with errors are shown.
    symlink("/etc/passwd", desk.path("elsewhere/passwd.toml")).unwrap();
    assert!(desk.refusal(&["--data", "data", "list"]).contains("events/passwd.toml"));
}

#[test]
fn a_directory_without_permission_is_an_error() {
    let desk = Desk::new();
    fs::set_permissions(desk.path("data"), fs::Permissions::from_mode(0o000)).unwrap();
    if rustix::process::geteuid().is_root() {
        eprintln!("SKIPPED: the superuser may read every directory");
        return;
    }
    assert!(desk.refusal(&["--data", "data", "list"]).contains("permission denied"));
    fs::set_permissions(desk.path("data"), fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn files_that_change_while_they_are_read_give_a_chronology_or_a_report() {
    let desk = Desk::new();
    let (events, stop) = (desk.path("data/events/all.toml"), AtomicBool::new(false));
    let sound = fs::read_to_string(&events).unwrap();
    let location = Location::Directory(desk.path("data"));
    thread::scope(|scope| {
        scope.spawn(|| {
            for round in 0_usize.. {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                match round % 5 {
                    0 => fs::write(&events, &sound[..sound.len() / 2]).unwrap(),
                    1 => fs::write(&events, sound.repeat(3)).unwrap(),
                    2 => fs::File::create(&events).unwrap().set_len(1 << 20).unwrap(),
                    3 => fs::remove_file(&events).unwrap(),
                    _ => fs::write(&events, &sound).unwrap(),
                }
            }
        });
        for _ in 0..300 {
            if let Err(report) = loader::load(&location) {
                assert!(report.diagnostics.iter().all(|problem| !problem.file.is_empty()), "{report}");
            }
        }
        stop.store(true, Ordering::Relaxed);
    });
}

#[test]
fn a_chronology_that_disappears_while_it_is_open_stays_on_the_screen() {
    let desk = Desk::new();
    let mut session = desk.browser("data").open();
    session.wait_for("1/2");
    fs::rename(desk.path("data"), desk.path("gone")).unwrap();
    let report = "Errors in your files";
    session.wait_for(report).press("esc").wait_until_gone(report).press("j").wait_for("2/2");
    fs::remove_dir_all(desk.path("gone")).unwrap();
    session.press("k").wait_for("1/2").press("ctrl-c");
    assert!(session.wait_for_end().success());
}

#[test]
fn closed_standard_streams_cause_no_panic() {
    let desk = Desk::new();
    for closed in ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"] {
        let script = format!("exec \"$0\" --data data list {closed}");
        let mut command = Command::new("sh");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_summits-tui")]).current_dir(desk.home.path());
        let output = within_patience(command, &[closed]);
        assert!(matches!(output.status.code(), Some(0 | 2)), "{closed}: {:?}", output.status);
        assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"), "{closed}");
    }
}
