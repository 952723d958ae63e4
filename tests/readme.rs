//! What the README says is true: its example and its commands are run, and its figures are counted.
//!
//! A block of TOML whose first line is a comment with a path is written to that path. A block marked `console` is a
//! terminal session: every line after `$ ` is run, and what follows is what the terminal then shows. A block whose
//! lines begin with `> ` is a session of the browser without a screen. `UPDATE_DOCS=1` updates the answers and figures
//! in the README instead of comparing them.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

use chrono::Datelike as _;
use summits_chronology::loader::{self, Location};
use summits_tui::built_in::BUILT_IN;
use summits_tui::config::{self, Sources, UserFile};
use summits_tui::keymap::{Chord, Context, Keymap};
use summits_tui::query::{Index, Query};

use support::pty::built_in;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

/// Held while a test updates its part of the README.
static WRITING: Mutex<()> = Mutex::new(());

/// Checks that `today` changes nothing in the README; with `UPDATE_DOCS=1` writes the changes.
fn fresh(today: impl FnOnce(&str) -> String) {
    let _writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let text = fs::read_to_string(README).unwrap();
    let today = today(&text);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(README, today).unwrap();
        return;
    }
    for (written, today) in text.lines().zip(today.lines()) {
        assert!(
            written == today,
            "README.md is stale: UPDATE_DOCS=1 cargo test --test readme updates it.\nwritten: {written}\ntoday: {today}"
        );
    }
    assert!(text == today, "README.md is stale at its end: UPDATE_DOCS=1 cargo test --test readme updates it");
}

/// A fenced block of the README.
struct Block<'a> {
    language: &'a str,
    body: &'a str,
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some((_, opened)) = rest.split_once("\n```") {
        let (language, inside) = opened.split_once('\n').unwrap();
        let (body, after) = inside.split_once("\n```").unwrap();
        blocks.push(Block { language, body });
        rest = after;
    }
    blocks
}

/// Writes the files of the examples below `directory`.
fn write_example(blocks: &[Block<'_>], directory: &Path) {
    for block in blocks.iter().filter(|block| block.language == "toml") {
        let first = block.body.lines().next().unwrap_or_default();
        let Some(path) = first.strip_prefix("# ").filter(|path| path.ends_with(".toml") && !path.contains(' ')) else {
            continue;
        };
        let path = directory.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, block.body).unwrap();
    }
}

/// The words of a command line, separated by blanks; single quotation marks keep a word together.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (position, part) in command.split('\'').enumerate() {
        if position % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// What a terminal of 100 columns shows after the command.
fn answer(command: &str, directory: &Path) -> String {
    let words = words(command);
    assert_eq!(words[0], "summits-tui", "the README runs another program: {command}");
    let mut session = built_in()
        .size(100, 200)
        .env("NO_COLOR", "1")
        .directory(directory)
        .args(words[1..].iter().map(String::as_str))
        .open();
    session.wait_for_end();
    session.screen().trim_end().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// A console block with the current answers.
fn replayed(body: &str, directory: &Path) -> String {
    let commands = body.lines().filter_map(|line| line.strip_prefix("$ "));
    let answered = commands.map(|command| format!("$ {command}\n{}", answer(command, directory)));
    answered.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_example_is_valid_and_every_answer_is_up_to_date() {
    let text = fs::read_to_string(README).unwrap();
    let blocks = blocks(&text);
    let directory = tempfile::tempdir().unwrap();
    write_example(&blocks, directory.path());
    let report = loader::check(&Location::Directory(directory.path().join("elysee")));
    assert!(report.is_empty(), "{}", report.render(false));

    let sessions: Vec<&Block<'_>> = blocks.iter().filter(|block| block.language == "console").collect();
    assert!(sessions.iter().any(|block| block.body.contains("summits-tui check elysee")));
    let today: Vec<String> = sessions.iter().map(|block| replayed(block.body, directory.path())).collect();
    fresh(|text| {
        let answered = sessions.iter().zip(&today);
        answered.fold(text.to_owned(), |text, (block, today)| text.replace(block.body, today))
    });
}

#[test]
fn the_figures_agree_with_the_chronology() {
    const BETWEEN: &str = " events with the ";
    let chronology = loader::load(&BUILT_IN).unwrap().chronology;
    let documents = chronology.documents.len();
    fresh(|text| {
        let (before, after) = text.split_once(BETWEEN).unwrap();
        let before = before.trim_end_matches(|character: char| character.is_ascii_digit() || character == ',');
        let after = after.trim_start_matches(|character: char| character.is_ascii_digit() || character == ',');
        assert!(after.starts_with(" documents that they rest on"), "{after:.40}");
        let events = in_thousands(chronology.events().len());
        format!("{before}{events}{BETWEEN}{}{after}", in_thousands(documents))
    });
    let text = fs::read_to_string(README).unwrap();
    let years = format!("from {} to {}", chronology.span.earliest().year(), chronology.span.latest().unwrap().year());
    assert!(text.contains(&years), "README.md does not say {years}");
}

/// A number as the README writes it: `12`, `1,234`.
fn in_thousands(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", number / 1000, number % 1000) }
}

#[test]
fn the_readme_names_every_quoted_document() {
    let chronology = loader::load(&BUILT_IN).unwrap().chronology;
    let text = fs::read_to_string(README).unwrap();
    let section = text.split("\n## ").find(|section| section.starts_with("Where the data come from")).unwrap();
    let section = section.replace('\n', " ");
    let cited = chronology.events().iter().flat_map(|event| &event.citations);
    let quoted: BTreeSet<_> =
        cited.filter(|citation| !citation.excerpts.is_empty()).map(|citation| citation.document).collect();
    let number = ["no", "one", "two", "three", "four", "five", "six"][quoted.len()];
    assert!(section.contains(&format!("starts from {number} documents")), "{number} documents are quoted");
    for document in quoted.into_iter().map(|document| &chronology.documents[document]) {
        // The README leaves out whether a date is certain.
        let said = document.published.as_ref().unwrap().words_for_citation();
        let said = said.split(" (").next().unwrap();
        assert!(section.contains(said), "README.md does not say {said}");
    }
}

/// The code spans in the first column of the table of a section.
fn first_column<'a>(text: &'a str, section: &str) -> Vec<&'a str> {
    let section = text.split("\n## ").find(|found| found.starts_with(section)).unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.flat_map(|row| row[2..].split(" | ").next().unwrap().split('`').skip(1).step_by(2)).collect()
}

#[test]
fn every_key_in_the_table_is_bound() {
    let chronology = loader::load(&BUILT_IN).unwrap().chronology;
    let keymap = Keymap::new(&config::load(&Sources::default()).config.bindings, &chronology);
    let text = fs::read_to_string(README).unwrap();
    let keys = first_column(&text, "Keys");
    assert!(keys.len() > 20);
    for key in keys {
        let chord = Chord::parse(key).unwrap();
        assert!(keymap.action(Context::List, chord).is_some(), "`{key}` is not bound in the list");
    }
}

#[test]
fn the_configuration_example_is_valid() {
    let text = fs::read_to_string(README).unwrap();
    let directory = tempfile::tempdir().unwrap();
    write_example(&blocks(&text), directory.path());
    let file = UserFile::Named(directory.path().join("summits-tui/config.toml"));
    let loaded = config::load(&Sources { file, ..Sources::default() });
    assert!(loaded.problems.is_empty(), "{}", loaded.problems.render(false));
    assert_eq!(loaded.config.query, "country:JP+RU");
}

#[test]
fn every_query_in_the_table_is_valid_and_finds_something() {
    let chronology = loader::load(&BUILT_IN).unwrap().chronology;
    let index = Index::new(&chronology);
    let text = fs::read_to_string(README).unwrap();
    let queries = first_column(&text, "The query");
    assert!(queries.len() > 10);
    for written in queries {
        let query = Query::parse(written, &chronology).unwrap_or_else(|error| panic!("{written}: {error}"));
        assert!(!index.select(&chronology, &query).is_empty(), "{written} finds nothing");
    }
}

#[test]
fn the_first_commands_the_rust_version_and_the_links_are_right() {
    let text = fs::read_to_string(README).unwrap();
    let commands: Vec<&str> =
        blocks(&text).iter().filter(|block| block.language == "sh").map(|block| block.body).collect();
    assert_eq!(commands[..2], ["cargo run --release", "cargo test"]);
    let manifest: toml::Table = toml::from_str(include_str!("../Cargo.toml")).unwrap();
    let needed = manifest["workspace"]["package"]["rust-version"].as_str().unwrap();
    assert!(
        text.contains(&format!("(https://rustup.rs) {needed} or later")),
        "README.md does not ask for Rust {needed}"
    );
    for (position, _) in text.match_indices("](") {
        let target = text[position + 2..].split(')').next().unwrap();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert!(target.starts_with("http") || root.join(target).exists(), "{target} does not exist");
    }
}

#[test]
fn the_session_without_a_screen_is_up_to_date() {
    let text = fs::read_to_string(README).unwrap();
    let blocks = blocks(&text);
    let session = blocks.iter().find(|block| block.body.starts_with("> ")).unwrap();
    // The typed lines, and whether the README shows the answer.
    let mut turns: Vec<(&str, bool)> = Vec::new();
    for line in session.body.lines() {
        match line.strip_prefix("> ") {
            Some(typed) => turns.push((typed, false)),
            None => turns.last_mut().unwrap().1 = true,
        }
    }
    assert!(turns.iter().any(|(_, answered)| *answered));
    let (mut today, mut typed, mut before) = (String::new(), String::new(), said(""));
    for (line, answered) in turns {
        typed.push_str(&format!("{line}\n"));
        let whole = said(&typed);
        today.push_str(&format!("> {line}\n"));
        if answered {
            today.push_str(whole.strip_prefix(&before).unwrap());
        }
        before = whole;
    }
    fresh(|text| text.replace(session.body, today.trim_end()));
}

/// The answers of the browser without a screen to these lines.
fn said(typed: &str) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_summits-tui"))
        .arg("--plain")
        .env("XDG_CONFIG_HOME", "/proc/nonexistent")
        .env("XDG_STATE_HOME", "/proc/nonexistent")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    program.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    String::from_utf8(program.wait_with_output().unwrap().stdout).unwrap()
}
