//! The command line, from outside: what is printed where, and how it ends.
//!
//! The golden files in `tests/command_line/` are transcripts: the command, its standard output, its standard error with
//! `! ` before each line, and its exit code after `= `. `SNAPSHOTS=overwrite cargo test --test command_line` updates
//! them; review the differences.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail anywhere")]

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use snapbox::{assert_data_eq, file};

use support::pty::{Opening, browser_on};

/// The program with an empty environment, in the directory that contains the small chronology.
fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_summits-tui"));
    command
        .env_clear()
        .env("XDG_CONFIG_HOME", "/proc/nonexistent")
        .env("XDG_STATE_HOME", "/proc/nonexistent")
        .env("TERM", "xterm-256color")
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/command_line"))
        .stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// What a terminal would show for several commands.
fn transcript(commands: &[&[&str]]) -> String {
    let mut transcript = String::new();
    for arguments in commands {
        let output = run(arguments);
        let shown: Vec<String> = arguments.iter().map(|argument| shell(argument)).collect();
        let errors: String = text(&output.stderr).lines().map(|line| format!("! {line}\n")).collect();
        let code = output.status.code().unwrap();
        transcript.push_str(&format!(
            "$ summits-tui {}\n{}{errors}= {code}\n\n",
            shown.join(" "),
            text(&output.stdout)
        ));
    }
    transcript
}

/// An argument as it is typed in a shell.
fn shell(argument: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.:+,=/".contains(c);
    if argument.chars().all(plain) && !argument.is_empty() { argument.to_owned() } else { format!("'{argument}'") }
}

/// The small chronology.
const DATA: &str = "--data=chronology";

#[test]
fn list_prints_fields_separated_by_tabs() {
    assert_data_eq!(
        transcript(&[
            &["list", DATA],
            &["list", DATA, "country:KP"],
            &["list", DATA, "party:KP"],
            &["list", DATA, "-topic:energy", "country:JP+RU"],
            &["list", "person:putin", DATA, "-has:difference"],
            &["list", DATA, "date:2002-12-01..2003-06-30"],
            &["list", DATA, "kind:letter", "kind:summit"],
        ]),
        file!["command_line/list.txt"]
    );
}

#[test]
fn show_prints_an_event_in_full_by_its_id_or_a_prefix_of_it() {
    assert_data_eq!(
        transcript(&[
            &["show", DATA, "2003-01-10-koizumi-putin-moscow"],
            &["show", DATA, "2002-12"],
            &["show", DATA, "2003-01-10"],
            &["show", DATA, "2003-01-10-koizmi-putin-moskow"],
            &["show", DATA, "nothing like it"],
            &["show", DATA, "-x"],
            &["show", DATA, ""],
        ]),
        file!["command_line/show.txt"]
    );
}

#[test]
fn several_chronologies_are_merged() {
    const NOTES: &str = "--data=notes";
    assert_data_eq!(
        transcript(&[
            &["list", DATA, NOTES],
            &["list", DATA, NOTES, "origin:notes"],
            &["list", DATA, NOTES, "-origin:notes", "year:2003"],
            &["list", DATA, NOTES, "person:koizumi"],
            &["list", DATA, NOTES, "document:notes/bbc-2003-01-10"],
            &["list", DATA, NOTES, "origin:others"],
            &["count", DATA, NOTES, "--by", "origin"],
            &["show", DATA, NOTES, "2003-01-10-koizumi-putin-moscow", "--compare"],
            &["show", DATA, NOTES, "notes/2003-01-10-koizumi-putin-moscow"],
            &["show", DATA, NOTES, "koizumi"],
            &["show", DATA, NOTES, "putin"],
            &["show", DATA, NOTES, "bbc-2003-01-10"],
            &["show", DATA, NOTES, "chronology/bbc-2003-01-10"],
            &["export", DATA, NOTES, "origin:notes", "--format", "csv"],
            &["export", DATA, NOTES, "origin:notes", "--format", "markdown"],
            &["list", DATA, "--data=./chronology/"],
            &["list", NOTES, "--data=broken"],
            &["check", DATA, NOTES],
        ]),
        file!["command_line/layers.txt"]
    );
}

#[test]
fn show_prints_a_person_a_place_or_a_document_by_any_name() {
    assert_data_eq!(
        transcript(&[
            &["show", DATA, "小泉"],
            &["show", DATA, "кунашир"],
            &["show", DATA, "kremlin, moscow"],
            &["show", DATA, "document:kremlin-2003-01-10"],
            &["show", DATA, "person:i"],
            &["show", DATA, "moscow"],
            &["show", DATA, "koizmi"],
            &["show", DATA, "person:"],
            &["show", DATA, "putin", "--compare"],
        ]),
        file!["command_line/show-items.txt"]
    );
}

#[test]
fn merged_chronologies_are_exported_as_one_that_loads() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("merged");
    let path = path.to_str().unwrap();
    let written = run(&["export", DATA, "--data=notes", "--format", "toml", "-o", path]);
    assert!(written.status.success(), "{}", text(&written.stderr));
    assert_eq!(text(&run(&["check", path]).stdout), "8 events, 6 documents, 5 people, 3 places\nno problems found\n");
    let json = |data: &[&str]| {
        let output = run(&[&["export", "--format", "json"], data].concat());
        text(&output.stdout).to_owned()
    };
    // Only ids that both contain differ, and the origin is missing.
    let merged = json(&[DATA, "--data=notes"]);
    let kept = merged.lines().filter(|line| !line.starts_with("    \"origin\":"));
    let merged: String = kept.map(|line| format!("{line}\n")).collect();
    let merged = ["2003-01-10-koizumi-putin-moscow", "vladimir-putin", "bbc-2003-01-10"]
        .iter()
        .fold(merged, |text, id| text.replace(&format!("\"notes/{id}\""), &format!("\"{id}.notes\"")));
    assert_eq!(json(&["--data", path]), merged);
}

#[test]
fn show_compares_what_the_sides_say() {
    assert_data_eq!(
        transcript(&[
            &["show", DATA, "2003-01-10-koizumi-putin-moscow", "--compare"],
            &["show", DATA, "2002-12", "--compare"],
            &["show", DATA, "--compare"],
        ]),
        file!["command_line/show-compare.txt"]
    );
}

#[test]
fn export_writes_every_format_to_standard_output() {
    for (format, golden) in [
        ("text", file!["command_line/export-text.txt"]),
        ("markdown", file!["command_line/export-markdown.txt"]),
        ("ics", file!["command_line/export-ics.txt"]),
        ("timelinejs", file!["command_line/export-timelinejs.txt"]),
        ("json", file!["command_line/export-json.txt"]),
        ("jsonl", file!["command_line/export-jsonl.txt"]),
        ("csv", file!["command_line/export-csv.txt"]),
        // Raw, because snapbox would take a backslash for a path separator.
        ("biblatex", file!["command_line/export-biblatex.txt"].raw()),
        ("ris", file!["command_line/export-ris.txt"]),
        ("csl-json", file!["command_line/export-csl-json.txt"]),
    ] {
        assert_data_eq!(transcript(&[&["export", DATA, "--format", format, "year:2003"]]), golden);
    }
}

#[test]
fn a_new_chronology_is_valid_and_can_be_listed_and_exported() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("mine");
    let path = path.to_str().unwrap();
    let written = run(&["new", path]);
    assert_eq!(written.status.code(), Some(0), "{}", text(&written.stderr));
    assert!(text(&written.stderr).contains(&format!("summits-tui --data {path}")));

    let checked = run(&["check", path]);
    assert_eq!(text(&checked.stdout), "2 events, 4 documents, 2 people, 1 place\nno problems found\n");
    let listed = run(&["list", "--data", path, "has:difference"]);
    assert!(text(&listed.stdout).starts_with("2003-01-10-koizumi-putin-moscow\t"), "{}", text(&listed.stdout));
    let exported = run(&["export", "--data", path, "--format", "json"]);
    let exported: serde_json::Value = serde_json::from_slice(&exported.stdout).unwrap();
    assert_eq!(exported.as_array().unwrap().len(), 2);
}

#[test]
fn a_new_chronology_overwrites_nothing() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("people.toml"), "mine").unwrap();
    let path = directory.path().to_str().unwrap();
    let refused = run(&["new", path]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(text(&refused.stderr), format!("error: {path} is not empty; name a new directory\n"));
    assert_eq!(fs::read_to_string(directory.path().join("people.toml")).unwrap(), "mine");
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
}

#[test]
fn the_files_of_a_new_chronology_refer_to_their_schema() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("mine");
    run(&["new", path.to_str().unwrap()]);
    for file in
        ["chronology.toml", "people.toml", "places.toml", "publishers.toml", "documents/all.toml", "events/all.toml"]
    {
        let file = path.join(file);
        let text = fs::read_to_string(&file).unwrap();
        let schema = text.lines().next().unwrap().strip_prefix("#:schema ").unwrap();
        assert!(file.parent().unwrap().join(schema).is_file(), "{} names {schema}", file.display());
    }
}

#[test]
fn an_export_without_a_match_is_a_complete_file_and_says_so() {
    assert_data_eq!(
        transcript(&[
            &["export", DATA, "-f", "json", "nowhere"],
            &["export", DATA, "-f", "jsonl", "nowhere"],
            &["export", DATA, "-f", "csv", "nowhere"],
            &["export", DATA, "-f", "text", "nowhere"],
            &["export", DATA, "-f", "biblatex", "nowhere"],
            &["export", DATA, "-f", "ris", "nowhere"],
            &["export", DATA, "-f", "csl-json", "nowhere"],
        ]),
        file!["command_line/export-nothing.txt"]
    );
}

#[test]
fn export_of_a_chronology_creates_a_directory_and_overwrites_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let new = directory.path().join("new");
    let path = new.to_str().unwrap();
    let written = run(&["export", DATA, "--format", "toml", "-o", path]);
    assert!(written.status.success(), "{}", text(&written.stderr));
    let json = |data: &str| run(&["export", data, "--format", "json"]).stdout;
    assert_eq!(text(&json(&format!("--data={path}"))), text(&json(DATA)));

    let refused = run(&["export", DATA, "--format", "toml", "-o", path]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(text(&refused.stderr), format!("error: {path} is not empty; name a new directory\n"));
    assert_eq!(text(&json(&format!("--data={path}"))), text(&json(DATA)));
}

#[test]
fn export_reports_the_links_it_left_out_and_a_missing_directory() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().to_str().unwrap();
    let written = run(&["export", DATA, "--format", "toml", "-o", path, "person:koizumi", "year:2003"]);
    assert_eq!(
        text(&written.stderr),
        format!("1 event; written to {path}\n2 links left out: their events are not exported\n")
    );
    let refused = run(&["export", DATA, "--format", "toml"]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(text(&refused.stderr), "error: this format is a directory of files; name a new one with --output DIR\n");
}

#[test]
fn count_counts_by_every_field() {
    let fields = ["year", "month", "kind", "level", "topic", "country", "pair", "person", "publisher"];
    let commands: Vec<[&str; 4]> = fields.iter().map(|field| ["count", DATA, "--by", field]).collect();
    let commands: Vec<&[&str]> = commands.iter().map(<[&str; 4]>::as_slice).collect();
    assert_data_eq!(transcript(&commands), file!["command_line/count.txt"]);
}

#[test]
fn check_prints_errors_on_standard_output() {
    assert_data_eq!(
        transcript(&[
            &["check", "chronology"],
            &["check", "broken"],
            &["check", "/nonexistent"],
            &["list", "--data=broken"],
            &["check", "chronology", "--documents", "saved"],
            &["check", "chronology", "--documents", "misquoted"],
            &["check", "chronology", "--documents", "broken"],
        ]),
        file!["command_line/check.txt"]
    );
}

#[test]
fn a_usage_error_says_what_is_valid() {
    assert_data_eq!(
        transcript(&[
            &["export", DATA],
            &["export", DATA, "--format", "pdf"],
            &["count", DATA, "--by", "colour"],
            &["list", DATA, "--colour", "always"],
            &["list", DATA, "country:KX"],
            &["list", DATA, "peace", "counry:JP", "energy"],
            &["list", DATA, "date:2003-13"],
            &["list", DATA, "\"peace"],
            &["show", DATA],
            &["export", DATA, "-f", "csv", "-o", "-topic:energy"],
            &["peace", "--data", "chronology", "list"],
            &["check", DATA, "chronology"],
            &["frobnicate"],
            &[],
            &["--", "list"],
        ]),
        file!["command_line/wrong-use.txt"]
    );
}

#[test]
fn arguments_are_repeated_without_escape_sequences() {
    let word = run(&["list", DATA, "\u{1b}[31mred", "--config", "\u{1b}[31m"]);
    assert!(!word.stdout.contains(&0x1b) && !word.stderr.contains(&0x1b));

    let hostile = "\u{1b}]0;title\u{7}\u{1b}[31mred\u{202e}";
    let pair = format!("country:{hostile}");
    let option = format!("--{hostile}");
    for arguments in [
        &["list", DATA, &pair][..],
        &["show", DATA, hostile],
        &["list", DATA, &option],
        &["count", "--by", hostile],
        &["list", "--data", hostile],
        &["check", hostile],
        &["export", "-f", "csv", "-o", "/proc/nonexistent/\u{1b}[31m"],
        &["completions", hostile],
        &[hostile],
    ] {
        let output = run(arguments);
        let printed = format!("{}{}", text(&output.stdout), text(&output.stderr));
        let unclean = printed.lines().find(|line| line.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']));
        assert_eq!(unclean, None, "{arguments:?}");
        assert_eq!(output.status.code(), Some(if arguments[0] == "check" { 1 } else { 2 }), "{arguments:?}");
    }
}

#[test]
fn an_argument_that_is_not_unicode_is_an_error() {
    use std::os::unix::ffi::OsStrExt;
    let argument = std::ffi::OsStr::from_bytes(b"\xff\xfe");
    let output = program().arg("list").arg(argument).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("UTF-8"), "{}", text(&output.stderr));
}

#[test]
fn a_pipe_that_is_closed_early_is_not_an_error() {
    for arguments in [
        &["list"][..],
        &["export", "--format", "json"],
        &["export", "--format", "csv"],
        &["export", "--format", "text"],
        &["completions", "bash"],
        &["man"],
        &["--help"],
    ] {
        let mut child = program().args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = String::new();
        BufReader::with_capacity(1, child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let mut errors = String::new();
        child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
        let status = child.wait().unwrap();
        assert_ne!(first, "", "{arguments:?}");
        assert!(!errors.contains("error") && !errors.contains("panic"), "{arguments:?} said {errors:?}");
        assert_eq!(status.code(), Some(0), "{arguments:?}");
    }
}

#[test]
fn a_full_disk_is_reported() {
    for arguments in [
        &["list", DATA][..],
        &["show", DATA, "2003-01-10-koizumi-putin-moscow"],
        &["export", DATA, "--format", "json"],
        &["count", DATA, "--by", "year"],
        &["check", "chronology"],
        &["completions", "bash"],
        &["man"],
        &["--help"],
        &["--version"],
        &["export", DATA, "--format", "csv", "--output", "/dev/full"],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = program().args(arguments).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains("no space left"), "{arguments:?}: {}", text(&output.stderr));
    }
}

#[test]
fn an_export_is_written_completely_or_not_at_all() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("events.csv");
    let name = path.to_str().unwrap();

    let written = run(&["export", DATA, "--format", "csv", "-o", name, "kind:summit"]);
    assert_eq!(text(&written.stdout), "");
    assert_eq!(text(&written.stderr), format!("1 event; written to {name}\n"));
    let printed = run(&["export", DATA, "--format", "csv", "kind:summit"]);
    assert_eq!(fs::read(&path).unwrap(), printed.stdout);

    let nowhere = directory.path().join("missing/events.csv");
    let refused = run(&["export", DATA, "--format", "csv", "-o", nowhere.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("cannot be written: there is no directory"));
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
}

#[test]
fn colour_in_a_pipe_only_on_request() {
    let coloured = |arguments: &[&str], no_color: Option<&str>| {
        let mut command = program();
        command.args(arguments).args(["show", DATA, "2003-01-10-koizumi-putin-moscow"]);
        no_color.map(|value| command.env("NO_COLOR", value));
        let output = command.output().unwrap();
        output.stdout.contains(&0x1b)
    };
    assert!(!coloured(&[], None), "into a pipe");
    assert!(coloured(&["--color", "always"], None));
    assert!(coloured(&["--color", "always"], Some("1")), "the command line overrides NO_COLOR");
    assert!(!coloured(&["--color", "never"], None));
}

#[test]
fn the_built_in_chronology_is_listed_and_exported_whole() {
    let list = run(&["list"]);
    let lines: Vec<&str> = text(&list.stdout).lines().collect();
    assert!(!lines.is_empty());
    assert!(lines.iter().all(|line| line.split('\t').count() == 9), "nine fields");

    let export = run(&["export", "--format", "json"]);
    let events: Vec<serde_json::Value> = serde_json::from_slice(&export.stdout).unwrap();
    let exported: Vec<&str> = events.iter().map(|event| event["id"].as_str().unwrap()).collect();
    let listed: Vec<&str> = lines.iter().filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(exported, listed);

    let check = run(&["check"]);
    assert_eq!(check.status.code(), Some(0), "{}", text(&check.stdout));
}

#[test]
fn the_words_of_a_query_are_joined_and_may_be_mixed_with_options() {
    const DATA: &str = "--data=../chronology";
    let one = run(&["list", DATA, "country:JP+RU", "-topic:energy", "peace"]);
    let other = run(&["list", DATA, "country:JP+RU -topic:energy peace"]);
    let mixed =
        run(&["list", DATA, "country:JP+RU", "--color", "never", "-topic:energy", "peace", "--config=/nonexistent"]);
    assert!(!one.stdout.is_empty());
    assert_eq!(text(&one.stdout), text(&other.stdout));
    assert_eq!(text(&one.stdout), text(&mixed.stdout));
}

/// A command on a terminal, on the small chronology.
fn on_a_terminal(arguments: &[&str]) -> Opening {
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/command_line/chronology");
    browser_on(data).args(arguments.iter().copied()).size(60, 30)
}

#[test]
fn on_a_terminal_columns_are_aligned_and_cut_to_its_width() {
    let mut screens = String::new();
    for arguments in [
        &["list", "date:2002..2003-06"][..],
        &["count", "--by", "publisher"],
        &["count", "--by", "month"],
        &["show", "2003-06"],
    ] {
        let mut session = on_a_terminal(arguments).open();
        assert!(session.wait_for_end().success());
        screens.push_str(&format!("$ summits-tui {}\n{}\n\n", arguments.join(" "), session.screen().trim_end()));
    }
    assert_data_eq!(screens, file!["command_line/terminal.txt"]);
}

#[test]
fn the_environment_overrides_colour_on_a_terminal_and_the_command_line_overrides_both() {
    let styled = |opening: Opening| {
        let mut session = opening.open();
        session.wait_for_end();
        assert!(session.screen().contains("Putin receives"), "{}", session.screen());
        session.output().contains("\u{1b}[")
    };
    assert!(styled(on_a_terminal(&["list"])));
    assert!(!styled(on_a_terminal(&["list"]).env("NO_COLOR", "1")));
    assert!(styled(on_a_terminal(&["list"]).env("NO_COLOR", "")), "an empty NO_COLOR has no effect");
    assert!(!styled(on_a_terminal(&["list"]).env("TERM", "dumb")));
    assert!(!styled(on_a_terminal(&["list", "--color", "never"])));
    assert!(styled(on_a_terminal(&["list", "--color", "always"]).env("NO_COLOR", "1")));
}

#[test]
fn without_a_terminal_the_error_suggests_list_and_plain() {
    let none = run(&["country:JP+RU", "peace"]);
    assert_eq!(none.status.code(), Some(2));
    for command in ["summits-tui list country:JP+RU peace", "summits-tui --plain country:JP+RU peace"] {
        assert!(text(&none.stderr).contains(command), "{}", text(&none.stderr));
    }
}

#[test]
fn the_configuration_is_printed_as_an_equivalent_file() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("config.toml");
    let option = format!("--config={}", path.to_str().unwrap());
    fs::write(&path, "[layout]\nlist-share = 30\n").unwrap();

    let explained = run(&["config", "--explain", &option]);
    let line = text(&explained.stdout).lines().find(|line| line.starts_with("layout.list-share\t")).unwrap();
    assert_eq!(line, format!("layout.list-share\t30\t{}:2", path.to_str().unwrap()));

    let printed = run(&["config", &option]);
    fs::write(&path, &printed.stdout).unwrap();
    assert_eq!(text(&run(&["config", &option]).stdout), text(&printed.stdout));
    let checked = run(&["config", "--check", &option]);
    assert_eq!(checked.status.code(), Some(0), "{}", text(&checked.stdout));
}

#[test]
fn errors_in_the_configuration_are_reported_and_do_not_stop_a_command() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("config.toml");
    let option = format!("--config={}", path.to_str().unwrap());
    fs::write(&path, "[layout]\nlist-shaer = 30\n").unwrap();

    let checked = run(&["config", "--check", &option]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(text(&checked.stdout).contains("did you mean `list-share`?"), "{}", text(&checked.stdout));

    let listed = run(&["list", DATA, &option]);
    assert_eq!(listed.status.code(), Some(0));
    assert_eq!(text(&listed.stdout), text(&run(&["list", DATA]).stdout));
    assert!(text(&listed.stderr).contains("summits-tui config --check"), "{}", text(&listed.stderr));
}

#[test]
fn the_configuration_can_name_the_directory_of_the_chronology() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("config.toml");
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/command_line/chronology");
    fs::write(&path, format!("[start]\ndata = {data:?}\n")).unwrap();
    let listed = run(&["list", "--config", path.to_str().unwrap()]);
    assert_eq!(text(&listed.stdout), text(&run(&["list", DATA]).stdout));
}

#[test]
fn the_manual_page_describes_the_query_the_keys_the_files_and_the_exit_status() {
    let page = run(&["man"]);
    let page = text(&page.stdout);
    for heading in ["NAME", "SYNOPSIS", "COMMANDS", "QUERY", "KEYS", "FILES", "ENVIRONMENT", "\"EXIT STATUS\""] {
        assert!(page.contains(&format!(".SH {heading}\n")), "{heading}");
    }
    for phrase in ["country:JP+RU", "next\\-year", "NO_COLOR", "config.toml"] {
        assert!(page.contains(phrase), "{phrase}");
    }
}

#[test]
fn every_shell_has_completions_for_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = run(&["completions", shell]);
        for command in
            ["list", "show", "export", "count", "check", "new", "config", "keys", "schema", "completions", "man"]
        {
            assert!(text(&script.stdout).contains(command), "{shell}: {command}");
        }
    }
}

#[test]
fn the_keys_in_force_are_those_of_the_configuration_and_of_the_chronology() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("config.toml");
    fs::write(&path, "[keys.global]\nnext-year = \"w\"\n").unwrap();
    let keys = run(&["keys", DATA, "--config", path.to_str().unwrap()]);
    let keys = text(&keys.stdout);
    assert!(keys.lines().all(|line| line.split('\t').count() == 4), "four fields");
    assert!(keys.contains("global\tw\tnext-year\t"), "{keys}");
    assert!(keys.contains("global\tK\tcountry KP\t"), "{keys}");
}

#[test]
fn the_schema_is_json_and_describes_every_file() {
    let schema = run(&["schema"]);
    let schema: serde_json::Value = serde_json::from_slice(&schema.stdout).unwrap();
    for field in ["title", "country", "person", "place", "publisher", "document", "event"] {
        assert!(schema["properties"][field].is_object(), "{field}");
    }
}
