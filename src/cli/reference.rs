//! `docs/command-line.md`: what `--help` says, of the program and of every command.

use std::fmt::Write;

use clap::{Command, CommandFactory};

use super::definitions::Cli;

const INTRODUCTION: &str = "\
# The command line

What `summits-tui --help` says, and `--help` after every command. A query is the same everywhere and is described in
[query.md](query.md); the configuration in [configuration.md](configuration.md); the format of `--data` in
[format.md](format.md).

Results go to the standard output, everything else to the standard error. A reader that closes the pipe early is no error.
Colour is used on a terminal only, and never with `NO_COLOR`, unless `--color always` asks for it.

The words of a query may stand anywhere among the options and need no quotation marks of the shell, as long as they hold
nothing that the shell reads itself: a phrase is written `'\"peace treaty\"'`. A word that excludes begins with one hyphen
(`-topic:energy`); what begins with two is an option. An option of one letter stands by itself: `-o FILE`, not `-oFILE`.
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
