//! Broken and hostile chronologies, and the reports for them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail anywhere")]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::time::Duration;

use summits_chronology::diagnostics;
use summits_chronology::loader::{self, Location};

/// Compares the report of every folder of `tests/broken` with its snapshot.
#[test]
fn broken_chronologies_are_reported() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let mut cases: Vec<_> = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() > 20, "the folders are missing");
    for case in cases {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let report = loader::check(&Location::Directory(case.clone()));
        assert!(!report.is_empty(), "{name} has no diagnostics");
        let shown = report.render(false).replace(&format!("{}/", root.display()), "");
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, shown);
        });
    }
}

/// The report of a directory, with a time limit that is generous even for a slow machine.
fn report_of(directory: &Path) -> diagnostics::Report {
    let (send, receive) = std::sync::mpsc::channel();
    let location = Location::Directory(directory.to_owned());
    std::thread::spawn(move || send.send(loader::check(&location)));
    receive.recv_timeout(Duration::from_secs(120)).expect("loading does not end")
}

/// A small chronology without errors, in a temporary directory.
fn valid() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path();
    fs::create_dir(root.join("events")).unwrap();
    fs::write(
        root.join("chronology.toml"),
        "title = \"T\"\nspan = \"2001/2013\"\n[[country]]\ncode = \"JP\"\nname = \"Japan\"\n[[kind]]\nid = \"call\"\nname = \"Call\"\n",
    )
    .unwrap();
    directory
}

/// The only diagnostic of the directory, as `file: message`.
fn only_diagnostic(directory: &Path) -> String {
    let report = report_of(directory);
    assert_eq!(report.diagnostics.len(), 1, "{report}");
    let diagnostic = &report.diagnostics[0];
    let root = directory.display().to_string();
    format!("{}: {}", diagnostic.position().replace(&root, "DIR"), diagnostic.message)
}

#[test]
fn a_directory_without_a_chronology_is_an_error() {
    let directory = tempfile::tempdir().unwrap();
    let empty = only_diagnostic(directory.path());
    assert_eq!(empty, "DIR: no chronology here: the directory has no file `chronology.toml`");
    let missing = directory.path().join("missing");
    assert_eq!(only_diagnostic(&missing), "DIR: cannot read the directory: it does not exist");
    let file = directory.path().join("file");
    fs::write(&file, "x").unwrap();
    assert!(only_diagnostic(&file).starts_with("DIR: cannot read the directory: "));
}

#[test]
fn only_regular_files_are_read() {
    let pipe = |path: &Path| {
        rustix::fs::mkfifoat(rustix::fs::CWD, path, rustix::fs::Mode::RWXU).unwrap();
    };
    let at_top = tempfile::tempdir().unwrap();
    pipe(&at_top.path().join("chronology.toml"));
    assert_eq!(only_diagnostic(at_top.path()), "chronology.toml: not a regular file but a pipe");

    let valid = valid();
    let events = valid.path().join("events");
    pipe(&events.join("pipe.csv"));
    let _socket = std::os::unix::net::UnixListener::bind(events.join("socket.toml")).unwrap();
    symlink("/dev/zero", events.join("zero.toml")).unwrap();
    symlink("loop.toml", events.join("loop.toml")).unwrap();
    symlink("nowhere", events.join("nowhere.toml")).unwrap();
    fs::create_dir(events.join("folder.toml")).unwrap();
    let report = report_of(valid.path());
    let said: Vec<String> = report
        .diagnostics
        .iter()
        .map(|diagnostic| format!("{}: {}", diagnostic.position(), diagnostic.message))
        .collect();
    assert_eq!(said[0], "events/folder.toml: not a regular file but a directory");
    assert!(said[1].starts_with("events/loop.toml: cannot read the file: "), "{}", said[1]);
    assert_eq!(
        said[2..],
        [
            "events/nowhere.toml: cannot read the file: it does not exist",
            "events/socket.toml: not a regular file but a socket",
            "events/zero.toml: not a regular file but a device",
            "events/pipe.csv: not a regular file but a pipe",
        ]
    );
}

#[test]
fn a_directory_that_contains_itself_is_not_searched_for_ever() {
    let valid = valid();
    symlink("..", valid.path().join("events/again")).unwrap();
    symlink(".", valid.path().join("documents")).unwrap();
    let report = report_of(valid.path());
    assert!(report.diagnostics.iter().all(|diagnostic| diagnostic.file.starts_with("documents/")), "{report}");
    assert!(report.to_string().contains("a register of documents has no field `title`"), "{report}");
}

#[test]
fn a_file_without_read_permission_is_an_error() {
    let valid = valid();
    let file = valid.path().join("people.toml");
    fs::write(&file, "").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    if rustix::process::geteuid().is_root() {
        eprintln!("SKIPPED: the superuser may read every file");
        return;
    }
    assert_eq!(only_diagnostic(valid.path()), "people.toml: cannot read the file: permission denied");
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let valid = valid();
    fs::File::create(valid.path().join("events/a.toml")).unwrap().set_len(100 << 20).unwrap();
    fs::File::create(valid.path().join("events/b.csv")).unwrap().set_len(1 << 40).unwrap();
    let report = report_of(valid.path());
    let said: Vec<String> =
        report.diagnostics.iter().map(|diagnostic| format!("{}: {}", diagnostic.file, diagnostic.message)).collect();
    assert_eq!(
        said,
        [
            "events/a.toml: too large: a file of this kind may have 16 MiB; split it",
            "events/b.csv: too large: a file of this kind may have 2048 MiB; split it",
        ]
    );
}

#[test]
fn only_the_part_around_the_error_is_shown_of_a_line_of_a_hundred_megabytes() {
    let valid = valid();
    let mut text = String::from("id,date,title,kind,parties\na,2003,\"");
    text.push_str(&"x".repeat(100 << 20));
    text.push_str("\",cal,JP\n");
    fs::write(valid.path().join("events/a.csv"), &text).unwrap();
    let report = report_of(valid.path());
    let diagnostic =
        report.diagnostics.iter().find(|diagnostic| diagnostic.message == "unknown kind `cal`").expect("a report");
    assert_eq!((diagnostic.line, diagnostic.column), (2, 8 + (100 << 20) + 3));
    assert!(report.to_string().len() < 5000);
    assert!(report.to_string().contains(&format!("events/a.csv:2:{}", diagnostic.column)), "{report}");
}

#[test]
fn a_million_brackets_are_reported_like_any_error() {
    for (start, again) in [("event = ", "["), ("event = ", "{a="), ("event = ", "[{a="), ("", "a."), ("", "a=1,")] {
        let (valid, bracket) = (valid(), again);
        fs::write(valid.path().join("events/a.toml"), format!("{start}{}", again.repeat(1_000_000))).unwrap();
        let report = report_of(valid.path());
        assert!(
            report.errors() > 0 && report.diagnostics.iter().all(|diagnostic| diagnostic.line == 1),
            "{bracket}: {report}"
        );
        assert!(report.diagnostics.len() <= 1000);
    }
}

#[test]
fn a_thousand_errors_are_shown_and_the_others_counted() {
    let valid = valid();
    fs::write(valid.path().join("events/a.toml"), "a=1\n".repeat(200_000)).unwrap();
    let report = report_of(valid.path());
    assert_eq!((report.diagnostics.len(), report.errors()), (1000, 199_999));
    assert!(report.render(false).ends_with("… and 198999 more like these\n\n199999 errors in 1 file\n"));
}

#[test]
fn a_file_whose_syntax_tree_would_be_too_large_is_rejected() {
    // The syntax is valid, but a million tables would take a gigabyte.
    let valid = valid();
    fs::write(valid.path().join("events/a.toml"), format!("event = [{}]", "{id=1},".repeat(250_000))).unwrap();
    let report = report_of(valid.path());
    let diagnostic = &report.diagnostics[0];
    assert_eq!(diagnostic.message, "too much in one file: 750002 values, tables and lines");
    assert_eq!(
        (diagnostic.position().as_str(), diagnostic.expected.as_deref()),
        ("events/a.toml:1:1", Some("at most 600000; split the file"))
    );
}

#[test]
fn only_the_first_syntax_error_of_a_large_file_is_reported() {
    let valid = valid();
    let text = format!("# {}\n=\n=\n", "x".repeat(2 << 20));
    fs::write(valid.path().join("events/a.toml"), text).unwrap();
    let report = report_of(valid.path());
    assert_eq!(report.diagnostics.iter().map(|diagnostic| diagnostic.line).collect::<Vec<_>>(), [2], "{report}");
}

#[test]
fn file_names_in_reports_contain_no_control_characters() {
    let valid = valid();
    fs::write(valid.path().join("events/a\n\u{1b}[31m\u{202e}.toml"), "x = \"\u{1b}\"").unwrap();
    let shown = report_of(valid.path()).render(false);
    assert!(shown.contains("events/a"), "{shown}");
    assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown}");
    assert!(!shown.contains("a\n"), "{shown}");
}
