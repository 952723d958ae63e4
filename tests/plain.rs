//! The browser without a screen: whole sessions as transcripts, and the program itself on a pipe and on a terminal that
//! can only print lines.
//!
//! The transcripts in `tests/plain/` have what is typed after `> `, and the answer below. `SNAPSHOTS=overwrite cargo
//! test --test plain` updates them; review the differences.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail anywhere")]

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use rustix::process::Signal;
use snapbox::{assert_data_eq, file};
use summits_chronology::chronology::Ref;
use summits_chronology::loader::{self, Location};
use summits_tui::notebook::Notebook;
use summits_tui::plain::{Answer, Outside, Session, Start};
use summits_tui::query::Query;
use tempfile::TempDir;

use support::chronology;
use support::pty::{Opening, browser_on};

/// The small chronology.
fn small() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/command_line/chronology")
}

/// A session on the small chronology. `written` is what the editor appends to a note, or the reason why it fails.
fn session(query: &str, notebook: Option<PathBuf>, written: Result<&'static str, &'static str>) -> Session {
    let mut chronology = loader::load(&Location::Directory(small())).unwrap().chronology;
    let (notebook, _) = Notebook::open(notebook);
    chronology.set_annotations(Ref::new(0), notebook.annotations().clone());
    let query = Query::parse(query, &chronology).unwrap();
    let edit = move |_: &str, before: &str| match written {
        Ok(written) => Ok(format!("{before}{written}")),
        Err(reason) => Err(reason.to_owned()),
    };
    let outside = Outside { edit: Box::new(edit), files: None };
    Session::new(Start { chronology, query, notebooks: vec![notebook], outside, notices: Vec::new(), styled: false })
}

/// The greeting, the typed lines and their answers.
fn transcript(mut session: Session, typed: &[&str]) -> String {
    let mut transcript = session.greeting().join("\n") + "\n";
    for line in typed {
        transcript.push_str(&format!("> {line}\n"));
        match session.answer(line) {
            Answer::Lines(lines) => lines.iter().for_each(|line| transcript.push_str(&format!("{line}\n"))),
            Answer::Quit => transcript.push_str("(the end)\n"),
        }
    }
    transcript
}

/// The path of a notebook in this directory.
fn notebook(directory: &TempDir) -> Option<PathBuf> {
    Some(directory.path().join("notebook.toml"))
}

#[test]
fn events_of_merged_chronologies_name_their_origin_and_are_marked_in_their_own_notebook() {
    let directory = TempDir::new().unwrap();
    let locations = [small(), small().with_file_name("notes")].map(Location::Directory);
    let chronology = loader::load_layers(&locations).unwrap().chronology;
    let files = ["chronology.toml", "notes.toml"].map(|name| directory.path().join(name));
    let notebooks = files.iter().map(|file| Notebook::open(Some(file.clone())).0).collect();
    let outside = Outside { edit: Box::new(|_, _| Ok(String::new())), files: None };
    let query = Query::default();
    let start = Start { chronology, query, notebooks, outside, notices: Vec::new(), styled: false };
    let typed = ["origin:notes", "mark", "where", "read"];
    assert_data_eq!(transcript(Session::new(start), &typed), file!["plain/layers.txt"]);
    assert!(!files[0].exists());
    assert!(fs::read_to_string(&files[1]).unwrap().contains("2003-01-10-koizumi-putin-moscow"));
}

#[test]
fn a_whole_session_of_querying_reading_following_and_going_back() {
    let typed = [
        "country:JP+RU",
        "next",
        "n",
        "previous",
        "2003",
        "4",
        "read",
        "",
        "",
        "",
        "document",
        "d 2",
        "compare",
        "",
        "",
        "links",
        "follow 1",
        "back",
        "links",
        "follow 5",
        "next",
        "read Путин",
        "",
        "mark",
        "links",
        "follow 1",
        "back",
        "back",
        "back",
        "cite",
        "cite 2",
        "cite 1 biblatex",
        "where",
        "+ kind:summit",
        "all",
        "- topic:energy",
        "count kind",
        "goto next gap",
        "list",
        "list all",
        "quit",
    ];
    assert_data_eq!(transcript(session("", None, Err("")), &typed), file!["plain/story.txt"]);
}

#[test]
fn an_ambiguous_name_lists_every_candidate() {
    let chronology = chronology::load();
    let outside = Outside { edit: Box::new(|_, _| Ok(String::new())), files: None };
    let query = Query::default();
    let notebooks = vec![Notebook::open(None).0];
    let start = Start { chronology, query, notebooks, outside, notices: Vec::new(), styled: false };
    let said = transcript(Session::new(start), &["read a", "", "", ""]);
    let count: usize = said.lines().find_map(|line| line.strip_suffix(" items have this name:")?.parse().ok()).unwrap();
    assert!(count > 20, "{said}");
    let is_item = |line: &&str| line.starts_with("person:") || line.starts_with("place:");
    assert_eq!(said.lines().filter(is_item).count(), count, "{said}");
    assert!(said.ends_with("There is no more.\n"), "{said}");
}

#[test]
fn an_invalid_line_is_reported_with_its_position_and_changes_nothing() {
    let typed = [
        "",
        "contry:JP",
        "kind:summit country:KX",
        "topic:abductions date:2003-13",
        "\"peace",
        "nothing like it",
        "nxt",
        "next steps",
        "/next",
        "/",
        "+",
        "+ kind:summt",
        "-",
        "- kind:summt",
        "- kind:summit topic:energy",
        "- year:2002..2004",
        "0",
        "99",
        "goto",
        "goto soon",
        "read nothing",
        "read 2002",
        "show 2002-12",
        "list x",
        "document 99",
        "document x",
        "follow",
        "follow 99",
        "cite 99",
        "cite bibtex",
        "count colour",
        "note",
        "erase",
        "edit",
        "reload",
        "back",
        "back",
        "help nxt",
        "quit now",
    ];
    let session = session("", None, Err("no editor is named: set VISUAL or EDITOR"));
    assert_data_eq!(transcript(session, &typed), file!["plain/errors.txt"]);
}

#[test]
fn marks_and_notes_are_written_at_once_and_a_note_is_never_overwritten() {
    let directory = TempDir::new().unwrap();
    let typed = [
        "kind:summit",
        "mark",
        "note Compare the spans of trade.",
        "note Ask the archive.",
        "note",
        "list",
        "read",
        "is:marked",
        "edit",
        "note",
        "erase",
        "mark",
        "where",
    ];
    let said = transcript(session("", notebook(&directory), Ok("\nFrom the editor.")), &typed[..10]);
    let kept = fs::read_to_string(notebook(&directory).unwrap()).unwrap();
    assert!(kept.contains("marked = true") && kept.contains("From the editor."), "{kept}");
    let again = transcript(session("is:marked", notebook(&directory), Err("")), &typed[9..]);
    assert_data_eq!(format!("{said}\n(and at the next start)\n\n{again}"), file!["plain/notebook.txt"]);
    assert!(!fs::read_to_string(notebook(&directory).unwrap()).unwrap().contains("marked"));
}

#[test]
fn a_notebook_that_cannot_be_written_is_reported_and_the_mark_stays_in_memory() {
    let directory = TempDir::new().unwrap();
    fs::write(directory.path().join("notebook.toml"), "[event").unwrap();
    let said = transcript(session("kind:summit", notebook(&directory), Err("")), &["mark", "where"]);
    assert!(said.contains("Marked.\nBut the notebook") && said.contains("is damaged"), "{said}");
    assert!(said.lines().last().unwrap().ends_with("Marked."), "{said}");
    assert_eq!(fs::read_to_string(directory.path().join("notebook.toml")).unwrap(), "[event");
}

#[test]
fn a_first_query_without_a_match_falls_back_to_all_events() {
    let said = transcript(session("nowhere", None, Err("")), &[]);
    assert!(said.contains("No event matches nowhere, so all events are listed.\n"), "{said}");
    assert!(said.contains("\n1. "), "{said}");
}

#[test]
fn the_help_names_every_verb() {
    let said = transcript(session("", None, Err("")), &["help", "", "", "help m"]);
    for verb in summits_tui::plain::VERBS {
        assert!(said.contains(&format!("\n{}", verb.names())), "{}", verb.names());
    }
    assert!(said.ends_with("finds marked events\n"), "{said}");
}

/// The program with an empty environment, on the small chronology.
fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_summits-tui"));
    command
        .env_clear()
        .env("XDG_CONFIG_HOME", "/proc/nonexistent")
        .env("XDG_STATE_HOME", "/proc/nonexistent")
        .env("TERM", "xterm-256color")
        .arg("--data")
        .arg(small());
    command
}

fn piped(arguments: &[&str], typed: &[u8]) -> Output {
    let mut child =
        program().args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(typed).unwrap();
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn piped_input_is_answered_without_prompts_until_it_ends() {
    let output = piped(&["--plain", "kind:summit"], b"next\r\nwhere");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let said = text(&output.stdout);
    let expected = transcript(session("kind:summit", None, Err("")), &["next", "where"]);
    let expected: String =
        expected.lines().filter(|line| !line.starts_with("> ")).map(|line| format!("{line}\n")).collect();
    assert_eq!(said, expected);
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn a_mark_that_could_not_be_written_is_printed_at_the_end() {
    let output = piped(&["--plain", "kind:summit"], b"mark\n");
    assert!(text(&output.stdout).contains("the change is kept and written with the next one"), "{output:?}");
    let said = text(&output.stderr);
    assert!(said.contains("These entries are not in it:") && said.contains("marked = true"), "{said}");
    assert!(!said.contains("the change is kept"), "{said}");
}

#[test]
fn input_is_repeated_without_control_characters_and_a_line_that_is_too_long_is_rejected() {
    let mut typed = b"\x1b]0;title\x07\x1b[31mred\nnote \x1b[2J\n\xff\xfe\n".to_vec();
    typed.extend(vec![b'x'; 1 << 20]);
    typed.extend(b"\nwhere\n");
    let output = piped(&["--plain"], &typed);
    let said = text(&output.stdout);
    assert_eq!(said.chars().find(|c| c.is_control() && *c != '\n'), None);
    assert!(said.contains("That line is too long.\n") && said.lines().last().unwrap().starts_with("1 of "), "{said}");
}

#[test]
fn colour_only_on_request() {
    assert!(!piped(&["--plain"], b"read all\n").stdout.contains(&0x1b));
    assert!(piped(&["--plain", "--color", "always"], b"read all\n").stdout.contains(&0x1b));
}

#[test]
fn a_pipe_that_is_closed_early_is_not_an_error() {
    let mut child =
        program().arg("--plain").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::with_capacity(1, child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    // The program may already have ended.
    let _ = child.stdin.take().unwrap().write_all(b"list all\nlist all\n");
    let mut errors = String::new();
    child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    assert_eq!((child.wait().unwrap().code(), &*errors), (Some(0), ""));
}

/// The program on a terminal, on the small chronology.
fn on_a_terminal(arguments: &[&str]) -> Opening {
    browser_on(small().to_str().unwrap()).args(arguments.iter().copied()).size(100, 30)
}

#[test]
fn a_dumb_terminal_gets_lines_and_no_escape_sequence() {
    let mut session = on_a_terminal(&["country:JP+RU"]).env("TERM", "dumb").open();
    session.wait_for("TERM is dumb").wait_for("More: ").wait_for("> ");
    session.type_("kind:summit\n").wait_for("1 event for kind:summit.");
    session.type_("read all\n").wait_for("Id: 2003-01-10-koizumi-putin-moscow");
    session.type_("quit\n");
    assert_eq!(session.wait_for_end().exit_code(), 0);
    assert!(!session.output().contains('\u{1b}'), "{:?}", session.output());
}

#[test]
fn the_end_of_the_input_and_an_interrupt_quit_and_leave_the_terminal_unchanged() {
    let mut session = on_a_terminal(&["--plain"]).open();
    session.wait_for("> ").press("ctrl-d");
    assert_eq!(session.wait_for_end().exit_code(), 0);
    assert!(session.output().ends_with("> \r\n"), "{:?}", session.output());
    assert!(!session.output().contains('\u{1b}'));

    let mut session = on_a_terminal(&["--plain"]).open();
    session.wait_for("> ").type_("half a que").press("ctrl-c");
    let status = session.wait_for_end();
    assert!(status.signal().is_some_and(|signal| signal.contains("Interrupt")), "{status:?}");
}

#[test]
fn an_interrupt_in_the_editor_reaches_only_the_editor() {
    let directory = TempDir::new().unwrap();
    let editor = directory.path().join("editor");
    let script = "#!/bin/sh\ntrap 'echo interrupted >> \"$1\"; exit 0' INT\necho ready\nwhile :; do sleep 0.05; done\n";
    fs::write(&editor, script).unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let state = directory.path().join("state");
    let mut session = on_a_terminal(&["--plain"])
        .env("EDITOR", editor.to_str().unwrap())
        .env("XDG_STATE_HOME", state.to_str().unwrap())
        .open();
    session.wait_for("> ").type_("edit\n").wait_for("ready").press("ctrl-c").wait_for("Note written.\n>");
    session.type_("note\n").wait_for("> note\ninterrupted\n>");
    session.type_("q\n");
    assert_eq!(session.wait_for_end().exit_code(), 0);
}

#[test]
fn a_change_of_the_files_is_announced_once_and_loaded_on_request() {
    let directory = TempDir::new().unwrap();
    let mine = directory.path().join("mine");
    let new = Command::new(env!("CARGO_BIN_EXE_summits-tui")).env_clear().arg("new").arg(&mine).output().unwrap();
    assert!(new.status.success());
    let mut session = browser_on(mine.to_str().unwrap()).args(["--plain"]).open();
    let events = mine.join("events/all.toml");
    let before = fs::read_to_string(&events).unwrap();
    session.wait_for("> ");
    fs::write(&events, before.replacen("title = \"", "title = \"Changed: ", 1)).unwrap();
    session.type_("where\n").wait_for("have changed; type reload");
    session.type_("where\n").type_("reload\n").wait_for("Files reloaded.").wait_for("Changed: ");
    fs::write(&events, before.replacen("kind = \"", "kind = \"no-", 1)).unwrap();
    session.type_("reload\n").wait_for("Your files have errors").wait_for("Error in ");
    session.type_("where\n").type_("quit\n");
    assert_eq!(session.wait_for_end().exit_code(), 0);
    assert_eq!(session.output().matches("have changed; type reload").count(), 1, "{}", session.output());
}

#[test]
fn the_exit_status_shows_the_signal_that_ended_the_program() {
    let mut child = program().arg("--plain").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut first).unwrap();
    let pid = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(pid, Signal::INT).unwrap();
    assert_eq!(child.wait().unwrap().signal(), Some(Signal::INT.as_raw()));
}

#[test]
fn commands_print_their_results_in_words() {
    let mut transcript = String::new();
    for arguments in [
        &["list", "country:KP"][..],
        &["list", "date:2003-06-02..2003-06-30"],
        &["show", "2003-01-10-koizumi"],
        &["show", "2003-01-10-koizumi", "--compare"],
        &["count", "--by", "country"],
        &["count", "--by", "year"],
        &["export", "--format", "text", "year:2002"],
        &["list", "country:KX"],
    ] {
        let output = program().arg("--plain").args(arguments).stdin(Stdio::null()).output().unwrap();
        let errors: String = text(&output.stderr).lines().map(|line| format!("! {line}\n")).collect();
        let (out, code) = (text(&output.stdout), output.status.code().unwrap());
        transcript.push_str(&format!("$ summits-tui --plain {}\n{out}{errors}= {code}\n\n", arguments.join(" ")));
    }
    assert_data_eq!(transcript, file!["plain/commands.txt"]);
}

#[test]
fn errors_in_a_chronology_are_printed_in_words() {
    let broken = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/command_line");
    let output = Command::new(env!("CARGO_BIN_EXE_summits-tui"))
        .env_clear()
        .current_dir(broken)
        .args(["check", "broken", "--plain"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_data_eq!(text(&output.stdout), file!["plain/check.txt"]);
}
