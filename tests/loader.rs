//! Broken and hostile chronologies, and the report that a reader gets.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail anywhere")]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::time::Duration;

use summits_tui::loader::{self, Location};

/// Every folder of `tests/broken` against its expected report.
#[test]
fn every_broken_chronology_has_its_report() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let mut cases: Vec<_> = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() > 20, "the fixtures are gone");
    for case in cases {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let report = loader::check(&Location::Directory(case.clone()));
        assert!(!report.is_empty(), "{name} is not broken");
        let shown = report.render(false).replace(&format!("{}/", root.display()), "");
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, shown);
        });
    }
}

/// What loading a directory comes to, within a time in which even a slow machine is done.
fn report_of(directory: &Path) -> loader::Report {
    let (send, receive) = std::sync::mpsc::channel();
    let location = Location::Directory(directory.to_owned());
    std::thread::spawn(move || send.send(loader::check(&location)));
    receive.recv_timeout(Duration::from_secs(120)).expect("loading goes on for ever")
}

/// A small chronology without faults, in a directory of its own.
fn sound() -> tempfile::TempDir {
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

/// The one problem in the directory, as `file: message`.
fn only_problem(directory: &Path) -> String {
    let report = report_of(directory);
    assert_eq!(report.problems.len(), 1, "{report}");
    let problem = &report.problems[0];
    let root = directory.display().to_string();
    format!("{}: {}", problem.place().replace(&root, "DIR"), problem.message)
}

#[test]
fn a_directory_that_holds_no_chronology_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let empty = only_problem(directory.path());
    assert_eq!(empty, "DIR: no chronology here: the directory has no file `chronology.toml`");
    let missing = directory.path().join("missing");
    assert_eq!(only_problem(&missing), "DIR: cannot read the directory: there is none");
    let file = directory.path().join("file");
    fs::write(&file, "x").unwrap();
    assert!(only_problem(&file).starts_with("DIR: cannot read the directory: "));
}

#[test]
fn only_regular_files_are_read() {
    let pipe = |path: &Path| {
        rustix::fs::mkfifoat(rustix::fs::CWD, path, rustix::fs::Mode::RWXU).unwrap();
    };
    let at_top = tempfile::tempdir().unwrap();
    pipe(&at_top.path().join("chronology.toml"));
    assert_eq!(only_problem(at_top.path()), "chronology.toml: not a regular file but a pipe");

    let sound = sound();
    let events = sound.path().join("events");
    pipe(&events.join("pipe.csv"));
    let _socket = std::os::unix::net::UnixListener::bind(events.join("socket.toml")).unwrap();
    symlink("/dev/zero", events.join("zero.toml")).unwrap();
    symlink("loop.toml", events.join("loop.toml")).unwrap();
    symlink("nowhere", events.join("nowhere.toml")).unwrap();
    fs::create_dir(events.join("folder.toml")).unwrap();
    let report = report_of(sound.path());
    let said: Vec<String> =
        report.problems.iter().map(|problem| format!("{}: {}", problem.place(), problem.message)).collect();
    assert_eq!(said[0], "events/folder.toml: not a regular file but a directory");
    assert!(said[1].starts_with("events/loop.toml: cannot read the file: "), "{}", said[1]);
    assert_eq!(
        said[2..],
        [
            "events/nowhere.toml: cannot read the file: there is none",
            "events/socket.toml: not a regular file but a socket",
            "events/zero.toml: not a regular file but a device",
            "events/pipe.csv: not a regular file but a pipe",
        ]
    );
}

#[test]
fn a_directory_that_contains_itself_is_not_walked() {
    let sound = sound();
    symlink("..", sound.path().join("events/again")).unwrap();
    symlink(".", sound.path().join("documents")).unwrap();
    let report = report_of(sound.path());
    assert!(report.problems.iter().all(|problem| problem.file.starts_with("documents/")), "{report}");
    assert!(report.to_string().contains("a register of documents has no field `title`"), "{report}");
}

#[test]
fn a_file_that_may_not_be_read_is_named() {
    let sound = sound();
    let file = sound.path().join("people.toml");
    fs::write(&file, "").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    if rustix::process::geteuid().is_root() {
        eprintln!("SKIPPED: the superuser may read every file");
        return;
    }
    assert_eq!(only_problem(sound.path()), "people.toml: cannot read the file: permission denied");
}

#[test]
fn a_file_that_is_too_large_is_refused_unread() {
    let sound = sound();
    fs::File::create(sound.path().join("events/a.toml")).unwrap().set_len(100 << 20).unwrap();
    fs::File::create(sound.path().join("events/b.csv")).unwrap().set_len(1 << 40).unwrap();
    let report = report_of(sound.path());
    let said: Vec<String> =
        report.problems.iter().map(|problem| format!("{}: {}", problem.file, problem.message)).collect();
    assert_eq!(
        said,
        [
            "events/a.toml: too large: a file of this kind may have 16 MiB; split it",
            "events/b.csv: too large: a file of this kind may have 256 MiB; split it",
        ]
    );
}

#[test]
fn a_line_of_a_hundred_megabytes_is_shown_around_the_place() {
    let sound = sound();
    let mut text = String::from("id,date,title,kind,parties\na,2003,\"");
    text.push_str(&"x".repeat(100 << 20));
    text.push_str("\",cal,JP\n");
    fs::write(sound.path().join("events/a.csv"), &text).unwrap();
    let report = report_of(sound.path());
    let problem = report.problems.iter().find(|problem| problem.message == "unknown kind `cal`").expect("a report");
    assert_eq!((problem.line, problem.column), (2, 8 + (100 << 20) + 3));
    assert!(report.to_string().len() < 5000);
    assert!(report.to_string().contains(&format!("events/a.csv:2:{}", problem.column)), "{report}");
}

#[test]
fn a_million_brackets_are_a_fault_like_another() {
    for (start, again) in [("event = ", "["), ("event = ", "{a="), ("event = ", "[{a="), ("", "a."), ("", "a=1,")] {
        let (sound, bracket) = (sound(), again);
        fs::write(sound.path().join("events/a.toml"), format!("{start}{}", again.repeat(1_000_000))).unwrap();
        let report = report_of(sound.path());
        assert!(report.errors() > 0 && report.problems.iter().all(|problem| problem.line == 1), "{bracket}: {report}");
        assert!(report.problems.len() <= 1000);
    }
}

#[test]
fn of_a_million_faults_a_thousand_are_shown_and_the_others_counted() {
    let sound = sound();
    fs::write(sound.path().join("events/a.toml"), "a=1\n".repeat(1_000_000)).unwrap();
    let report = report_of(sound.path());
    assert_eq!((report.problems.len(), report.errors()), (1000, 999_999));
    assert!(report.render(false).ends_with("… and 998999 more like these\n\n999999 errors in 1 file\n"));
}

#[test]
fn the_name_of_a_file_gives_no_orders_to_the_terminal() {
    let sound = sound();
    fs::write(sound.path().join("events/a\n\u{1b}[31m\u{202e}.toml"), "x = \"\u{1b}\"").unwrap();
    let shown = report_of(sound.path()).render(false);
    assert!(shown.contains("events/a"), "{shown}");
    assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown}");
    assert!(!shown.contains("a\n"), "{shown}");
}

/// A part of the real chronology: some events, and what they refer to.
fn part_of_the_data() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let blocks = |name: &str, header: &str| -> Vec<String> {
        let text = fs::read_to_string(root.join(name)).unwrap();
        text.split(&format!("[[{header}]]\n")).skip(1).map(|block| format!("[[{header}]]\n{block}")).collect()
    };
    let id = |block: &str| block.split('"').nth(1).unwrap().to_owned();
    let used = |blocks: Vec<String>, by: &str| -> String {
        blocks.into_iter().filter(|block| by.contains(&format!("\"{}\"", id(block)))).collect()
    };
    let events: Vec<String> = blocks("events/2003.toml", "event").into_iter().take(3).collect();
    // Links lead to events that are not taken along.
    let lines = events.concat();
    let events: String =
        lines.lines().filter(|line| !line.starts_with("links")).map(|line| format!("{line}\n")).collect();
    let mut documents = String::new();
    for file in fs::read_dir(root.join("documents")).unwrap() {
        let name = format!("documents/{}", file.unwrap().file_name().to_string_lossy());
        documents.push_str(&used(blocks(&name, "document"), &events));
    }
    let publishers = used(blocks("publishers.toml", "publisher"), &documents);
    vec![
        ("chronology.toml".to_owned(), fs::read_to_string(root.join("chronology.toml")).unwrap()),
        ("people.toml".to_owned(), used(blocks("people.toml", "person"), &events)),
        ("places.toml".to_owned(), used(blocks("places.toml", "place"), &events)),
        ("publishers.toml".to_owned(), publishers),
        ("documents/all.toml".to_owned(), documents),
        ("events/all.toml".to_owned(), events),
    ]
}

/// Numbers without a pattern, the same in every run (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).unwrap()
    }
}

fn mutated(text: &str, numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    let at = numbers.below(bytes.len());
    let lines: Vec<&str> = text.lines().collect();
    let line = numbers.below(lines.len());
    match numbers.below(8) {
        0 => drop(bytes.drain(at..(at + 1 + numbers.below(40)).min(text.len()))),
        1 => bytes.truncate(at),
        2 => bytes[at] = u8::try_from(numbers.below(256)).unwrap(),
        3 => {
            let inserts =
                ["\"", "'", "[", "]", "{", "}", "=", "#", "\n", "\\", ",", "\u{202e}", "\u{1b}[2J", "\"\"\"", "\0"];
            let insert = inserts[numbers.below(inserts.len())];
            drop(bytes.splice(at..at, insert.bytes()));
        },
        4 => {
            bytes = lines
                .iter()
                .enumerate()
                .filter(|(number, _)| *number != line)
                .map(|(_, line)| format!("{line}\n"))
                .collect::<String>()
                .into_bytes()
        },
        5 => bytes = format!("{text}\n{}\n", lines[line]).into_bytes(),
        6 => {
            let mut lines = lines;
            let other = numbers.below(lines.len());
            lines.swap(line, other);
            bytes = lines.join("\n").into_bytes();
        },
        _ => drop(bytes.drain(at.min(text.len() - 1)..=at)),
    }
    bytes
}

#[test]
fn whatever_is_done_to_a_file_ends_in_a_chronology_or_a_located_report() {
    let part = part_of_the_data();
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in &part {
        let path = directory.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let location = Location::Directory(directory.path().to_owned());
    let whole = loader::check(&location);
    assert!(whole.is_empty(), "{whole}");
    let mut numbers = Numbers(0x5eed_2003);
    let mut refused = 0;
    for round in 0..500 {
        let (name, text) = &part[numbers.below(part.len())];
        let mutation = mutated(text, &mut numbers);
        fs::write(directory.path().join(name), &mutation).unwrap();
        if let Err(report) = loader::load(&location) {
            refused += 1;
            assert!(report.errors() > 0, "round {round}: refused without a reason");
            for problem in &report.problems {
                assert!(
                    !problem.file.is_empty() && problem.line > 0 && problem.column > 0,
                    "round {round}: {problem:?}"
                );
                let lines = mutation.split(|byte| *byte == b'\n').count().max(10_000);
                assert!(problem.line <= lines, "round {round}: {problem:?}");
            }
            let shown = report.render(false);
            assert!(!shown.contains(['\u{1b}', '\u{202e}', '\0']), "round {round}: {shown}");
        }
        fs::write(directory.path().join(name), text).unwrap();
    }
    assert!(refused > 100, "only {refused} of 500 mutations were noticed");
}
