//! Hostile text in arguments, file names, the configuration and the environment: what is written to pipes.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::corpus::bundles;
use crate::sample::{files, quoted, write};
use crate::strict;

/// The program with an empty environment and this home directory.
pub fn program(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_summits-tui"));
    command.env_clear().current_dir(home);
    for name in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
        command.env(name, home);
    }
    if let Some(profile) = std::env::var_os("LLVM_PROFILE_FILE") {
        command.env("LLVM_PROFILE_FILE", profile);
    }
    command.stdin(Stdio::null());
    command
}

/// Runs a command, checks that both output streams are clean, and returns them joined.
pub fn checked(command: &mut Command, what: &str) -> String {
    let output = command.output().unwrap();
    for stream in [&output.stdout, &output.stderr] {
        strict::in_pipe(stream).unwrap_or_else(|foreign| panic!("{what}: {foreign}"));
    }
    assert!(output.status.code().is_some_and(|code| code <= 2), "{what}: {:?}", output.status);
    [output.stdout, output.stderr].map(|stream| String::from_utf8(stream).unwrap()).concat()
}

/// A home directory that contains the sample as `data`.
pub fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    write(&home.path().join("data"), &files(&|_, _| None));
    home
}

#[test]
fn hostile_arguments_are_answered_cleanly() {
    let home = home();
    for text in bundles() {
        let (kind, date, file) = (format!("kind:{text}"), format!("date:{text}"), format!("{text}.toml"));
        let typed: &[&[&str]] = &[
            &["--data", "data", "list", &text],
            &["--data", "data", "list", &kind, &date],
            &["--data", "data", "show", &text],
            &[&text, "list"],
            &["export", "--format", &text],
            &["--data", &text, "list"],
            &["--config", &file, "config", "--check"],
        ];
        for arguments in typed {
            checked(program(home.path()).args(*arguments), &format!("{arguments:?}"));
        }
    }
}

#[test]
fn hostile_file_names_are_printed_cleanly() {
    for text in bundles() {
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join(&text);
        write(&data, &files(&|_, _| None));
        fs::write(data.join("events").join(format!("{text}.toml")), "[[event]]\nid = \"x\"\n").unwrap();
        fs::write(data.join(format!("{text}.toml")), "").unwrap();
        let said = checked(program(home.path()).args(["check", &text]), &text);
        assert!(said.contains("an event without"), "{said}");

        write(&home.path().join("data"), &files(&|_, _| None));
        let (new, out, nowhere) = (format!("{text}.new"), format!("{text}.csv"), format!("{text}.none/x"));
        let typed: &[&[&str]] = &[
            &["--data", &text, "list"],
            &["new", &new],
            &["--data", "data", "export", "--format", "csv", "-o", &out],
            &["--data", "data", "export", "--format", "csv", "-o", &nowhere],
            &["--data", "data", "check", "--documents", &nowhere],
        ];
        for arguments in typed {
            checked(program(home.path()).args(*arguments), &format!("{arguments:?}"));
        }
    }
}

#[test]
fn a_hostile_configuration_is_reported_cleanly() {
    let home = home();
    for text in bundles() {
        let config = home.path().join(format!("{text}.config"));
        let value = quoted(&text);
        let written = format!(
            "[start]\nquery = {value}\ndata = {value}\n[theme]\n{value} = 1\nname = {value}\n[theme.dark]\ntitle = {value}\n\
             [keys.list]\nquit = {value}\n[country.{value}]\nkey = {value}\n"
        );
        for written in [written, format!("[start]\nquery = {value}\ndata = {value}\n"), format!("{text}\n= {text}")] {
            fs::write(&config, written).unwrap();
            for what in [&["config", "--check"][..], &["config", "--explain"], &["config"], &["--data", "data", "list"]]
            {
                checked(program(home.path()).arg("--config").arg(&config).args(what), &format!("{text:?}: {what:?}"));
            }
        }
    }
}

#[test]
fn a_hostile_environment_is_printed_cleanly() {
    for text in bundles() {
        let home = home();
        // A damaged notebook and configuration in a directory with a hostile name, so that messages contain the name.
        let state = home.path().join(&text);
        fs::create_dir_all(state.join("summits-tui")).unwrap();
        for name in ["built-in.toml", "config.toml"] {
            fs::write(state.join("summits-tui").join(name), format!("{text} = [\n")).unwrap();
        }
        let damaged = |arguments: &[&str]| {
            checked(
                program(home.path()).env("XDG_STATE_HOME", &state).env("XDG_CONFIG_HOME", &state).args(arguments),
                &text,
            )
        };
        let said = damaged(&["list", "year:2003"]);
        assert!(said.contains("is damaged"), "{said}");
        damaged(&["config", "--check"]);
        let mut hostile = program(home.path());
        for variable in
            ["TERM", "EDITOR", "VISUAL", "NO_COLOR", "LANG", "LC_ALL", "COLORTERM", "PATH", "TMPDIR", "PAGER"]
        {
            hostile.env(variable, &text);
        }
        checked(hostile.args(["--data", "data", "list"]), &text);
        checked(program(home.path()).env("TERM", &text).args(["--data", "data"]), &text);
    }
}

#[test]
fn hostile_lines_without_a_screen_are_answered_cleanly() {
    let home = home();
    let lines = home.path().join("lines");
    for text in bundles() {
        let verbs =
            ["", "/", "+ ", "- ", "read ", "goto ", "list ", "follow ", "cite ", "count ", "help ", "mark ", "note "];
        let typed: String = verbs.iter().map(|verb| format!("{verb}{text}\n")).collect();
        fs::write(&lines, format!("{typed}note\nread\nerase\n")).unwrap();
        let mut program = program(home.path());
        program.args(["--plain", "--data", "data"]).stdin(fs::File::open(&lines).unwrap());
        let said = checked(&mut program, &format!("{text:?} typed"));
        assert!(said.contains("events"), "{said}");
    }
}
