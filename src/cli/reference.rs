//! `docs/command-line.md`: the `--help` of the program and of every command.

use std::fmt::Write;

use clap::{Command, CommandFactory};

use super::definitions::Cli;

const INTRODUCTION: &str = "\
# The command line

The output of `summits-tui --help`, and of `--help` after every command. [query.md](query.md) describes the query language,
[configuration.md](configuration.md) the configuration, and [format.md](format.md) the files of a chronology for `--data`.

Results go to the standard output, everything else to the standard error. A pipe that is closed early is not an error.
Colour is used on a terminal only, and never with `NO_COLOR`, unless you give `--color always`.

The words of a query can be anywhere among the options, and need quotes only where the shell would interpret them: write a
phrase as `'\"peace treaty\"'`. A word that excludes begins with one hyphen (`-topic:energy`), an option with two. Write an
option of one letter and its value as two words: `-o FILE`, not `-oFILE`.
";

/// The page.
#[must_use]
pub fn reference() -> String {
    let mut command = Cli::command().term_width(100);
    command.build();
    let mut page = INTRODUCTION.to_owned();
    section(&mut page, &mut command, "summits-tui");
    for subcommand in command.get_subcommands_mut() {
        let name = format!("summits-tui {}", subcommand.get_name());
        section(&mut page, subcommand, &name);
    }
    page
}

fn section(page: &mut String, command: &mut Command, name: &str) {
    let help = command.render_long_help().to_string();
    let help: Vec<&str> = help.trim_end().lines().map(str::trim_end).collect();
    let _ = write!(page, "\n## `{name}`\n\n```text\n{}\n```\n", help.join("\n"));
}
