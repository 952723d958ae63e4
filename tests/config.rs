//! The user's configuration, from the file to the report of its errors.

// Clippy allows these in tests, but not in the functions that tests share.
#![allow(clippy::expect_used)]

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use summits_tui::config::{self, Config, Loaded, Sources, UserFile};
use summits_tui::keymap;

/// The configuration with the file at `path`.
fn load(path: &Path) -> Loaded {
    config::load(&Sources { file: UserFile::Named(path.to_owned()), ..Sources::default() })
}

/// All settings of a configuration, to compare them.
fn all(config: &Config) -> String {
    config::to_toml(config)
}

/// The files of `tests/configs`, in order of their names.
fn wrong_files() -> Vec<PathBuf> {
    let entries = std::fs::read_dir("tests/configs").expect("the folder of wrong configurations");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}

#[test]
fn every_error_is_reported_with_its_position() {
    for path in wrong_files() {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let report = without_positions(&load(&path).problems.render(false));
        insta::assert_snapshot!(name, report);
    }
}

/// The report without line numbers of the built-in configuration, which change whenever a setting is added to it.
fn without_positions(report: &str) -> String {
    let line = |line: &str| match (line.find(" config.toml:"), line.find(" (built in)")) {
        (Some(from), Some(to)) => format!("{} config.toml:…{}", &line[..from], &line[to..]),
        _ => line.to_owned(),
    };
    report.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_file_with_errors_leaves_a_complete_configuration() {
    let settings = config::explain(&Config::default()).len();
    for path in wrong_files() {
        let loaded = load(&path);
        assert!(loaded.problems.errors() > 0, "{}", path.display());
        assert!(config::explain(&loaded.config).len() >= settings, "{}", path.display());
    }
}

#[test]
fn the_report_on_a_hostile_file_contains_no_control_characters() {
    let report = load(Path::new("tests/configs/hostile.toml")).problems.render(false);
    for line in report.lines() {
        assert_eq!(summits_chronology::text::find_unclean_line(line), None, "{line:?}");
    }
}

#[test]
fn a_missing_file_is_reported_only_if_it_was_named() {
    let path = PathBuf::from("tests/configs/not-there.toml");
    let named = load(&path);
    let [problem] = &named.problems.diagnostics[..] else { panic!("one problem: {}", named.problems) };
    assert_eq!(problem.message, "there is no such file");
    assert_eq!(problem.position(), "tests/configs/not-there.toml");
    assert_eq!(all(&named.config), all(&Config::default()));
    let usual = config::load(&Sources { file: UserFile::IfExists(path), ..Sources::default() });
    assert!(usual.problems.is_empty());
    assert_eq!(usual.file, None);
}

#[test]
fn a_path_that_is_not_a_text_file_is_reported_without_waiting() {
    let directory = tempfile::tempdir().expect("a directory");
    let reported = |path: &Path| {
        let loaded = load(path);
        assert_eq!(all(&loaded.config), all(&Config::default()));
        let [problem] = &loaded.problems.diagnostics[..] else { panic!("one problem: {}", loaded.problems) };
        (problem.message.clone(), problem.line)
    };
    let message = |text: &str| (text.to_owned(), 0);
    assert_eq!(reported(directory.path()), message("the configuration cannot be read: it is a directory"));
    assert_eq!(reported(Path::new("/dev/zero")), message("the configuration cannot be read: it is not a file"));

    let pipe = directory.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
    assert!(made.success());
    assert_eq!(reported(&pipe), message("the configuration cannot be read: it is not a file"));

    let large = directory.path().join("large.toml");
    std::fs::write(&large, vec![b'#'; (256 << 10) + 1]).expect("a file");
    assert_eq!(reported(&large), message("the configuration is larger than 256 KiB"));

    let bytes = directory.path().join("bytes.toml");
    std::fs::write(&bytes, b"[layout]\nstrip = \"\xff\"\n").expect("a file");
    assert_eq!(reported(&bytes), ("the configuration is not UTF-8 from here on".to_owned(), 2));
}

#[test]
fn a_large_file_of_errors_is_read_quickly() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("config.toml");
    let names = |from: &str| (0..20_000).fold(from.to_owned(), |text, number| format!("{text}a{number} = 1\n"));
    let size = 250_000;
    // Anything quadratic in the size would take minutes.
    let longest = 20;
    let files = [
        names("[theme]\n"),
        names("[keys.list]\n"),
        format!("theme = {{ {} }}", names("").replace('\n', ", ")),
        "x\n".repeat(size / 2),
        format!("layout.strip = {}", "[".repeat(size)),
        format!("{}b = 1", "a.".repeat(size / 2)),
        format!("[{}b]", "a.".repeat(size / 2)),
        format!("keys.list.read = [{}]", "\"ctrl-i\", ".repeat(size / 10)),
        format!("theme.title = \"{}\"", "bold ".repeat(size / 5)),
        format!("theme.title = \"{}\"", "b".repeat(size)),
        format!("keys.list.read = \"{}\"", "ctrl-".repeat(size / 5)),
    ];
    for text in files {
        std::fs::write(&path, &text).expect("a file");
        let start = std::time::Instant::now();
        let loaded = load(&path);
        let took = start.elapsed();
        let head: String = text.chars().take(40).collect();
        assert!(took.as_secs() < longest, "{took:?} for {head:?}");
        assert!(loaded.config.layout.strip);
        // The report stays short, however long the file is.
        assert!(loaded.problems.render(false).len() < 1_000_000, "{head:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_file_leaves_a_complete_configuration(text in with_errors()) {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("config.toml");
        std::fs::write(&path, &text).expect("a file");
        let loaded = load(&path);
        let settings = config::explain(&Config::default()).len();
        prop_assert!(config::explain(&loaded.config).len() >= settings);
        // Whatever was in the file, the configuration in force is valid: printed and read again it has no errors.
        std::fs::write(&path, config::to_toml(&loaded.config)).expect("a file");
        let again = load(&path);
        prop_assert_eq!(again.problems.errors(), 0, "{}", again.problems);
        prop_assert_eq!(all(&again.config), all(&loaded.config));
    }
}

/// The built-in configuration with some lines changed: truncated, removed, emptied, or with the value of another line.
fn with_errors() -> impl Strategy<Value = String> {
    let lines: Vec<String> =
        config::BUILT_IN.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
    let count = lines.len();
    let change = (0..count, 0..count, 0..5_u8, any::<prop::sample::Index>());
    prop::collection::vec(change, 0..12).prop_map(move |changes| {
        let mut lines = lines.clone();
        for (at, other, how, cut) in changes {
            let value = |line: &str| line.split_once(" = ").map(|(_, value)| value.to_owned()).unwrap_or_default();
            let name = |line: &str| line.split(" = ").next().unwrap_or_default().to_owned();
            lines[at] = match how {
                0 => format!("{} = {}", name(&lines[at]), value(&lines[other])),
                1 => {
                    let characters: Vec<char> = lines[at].chars().collect();
                    characters[..cut.index(characters.len() + 1)].iter().collect()
                },
                2 => lines[other].clone(),
                3 => format!("{} = []", name(&lines[at])),
                _ => String::new(),
            };
        }
        lines.join("\n")
    })
}

#[test]
fn a_byte_order_mark_and_crlf_line_ends_are_accepted() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("config.toml");
    std::fs::write(&path, "\u{feff}[layout]\r\nstrip = false\r\n").expect("a file");
    let loaded = load(&path);
    assert!(loaded.problems.is_empty(), "{}", loaded.problems);
    assert!(!loaded.config.layout.strip);
}

/// Compares a generated page with the file in `docs/`; with `UPDATE_DOCS` set, writes it.
fn fresh(page: &str, expected: &str) {
    let path = Path::new("docs").join(page);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, expected).expect("a page");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == expected, "docs/{page} is stale: run `UPDATE_DOCS=1 cargo test --test config`");
}

#[test]
fn the_configuration_page_is_up_to_date() {
    fresh("configuration.md", &config::reference());
}

#[test]
fn the_keys_page_is_up_to_date() {
    fresh("keys.md", &keymap::reference(&Config::default().bindings));
}
