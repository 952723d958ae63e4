//! The manual page: what clap knows of the command line, and the query, the keys, the files and the environment besides.

use std::io::{self, Write};

use clap::{Arg, Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};
use summits_chronology::text;

use super::definitions::{Cli, QUERY_HELP};
use crate::keymap::{Bindings, Chord, Context, REGISTRY};
use crate::plain::VERBS;
use crate::query::FIELDS;

/// What the page says of files: name, what it is.
const FILES: &[(&str, &str)] = &[
    (
        "$XDG_CONFIG_HOME/summits-tui/config.toml",
        "The configuration; ~/.config stands in for an unset XDG_CONFIG_HOME. It may name only what differs from the \
         defaults, which 'summits-tui config' prints, and is never written by the program. A mistake in it is reported \
         and never stops the program.",
    ),
    (
        "DIR/chronology.toml, DIR/people.toml, DIR/documents/*.toml, DIR/events/*.toml …",
        "A chronology for --data. 'summits-tui new DIR' writes one to begin with. 'summits-tui schema' prints the JSON Schema of these files; 'summits-tui check DIR' \
         says what is wrong in them. A spreadsheet saved as CSV will do for events. '--data built-in --data DIR' lays it \
         over the one built in.",
    ),
    (
        "$XDG_STATE_HOME/summits-tui/*.toml",
        "The reader's marks and notes, a file a chronology, by event id; ~/.local/state stands in for an unset \
         XDG_STATE_HOME. A file that cannot be read is never written over.",
    ),
];

/// What the page says of the environment.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("NO_COLOR", "If set and not empty, no colour, unless --color always asks for it."),
    (
        "TERM",
        "On a terminal that calls itself dumb, or nothing at all, the browser opens as with --plain; the commands work there, \
         without colour.",
    ),
    (
        "VISUAL, EDITOR",
        "The editor for notes and for the files of a chronology: the command in VISUAL, or else the one in EDITOR, read \
         as the shell reads it, so that it may have options, and quotes around blanks. Editors that are known to take \
         a line get it. Where neither is set, a note is one line in the browser.",
    ),
    ("XDG_CONFIG_HOME", "Where the configuration is looked for."),
    ("XDG_STATE_HOME", "Where marks and notes are kept."),
];

/// What the page says of the exit status.
const EXIT_STATUS: &[(&str, &str)] = &[
    ("0", "Done. A reader that closes the pipe early is no error."),
    ("1", "Nothing matched, or the check found faults."),
    ("2", "Wrong use, or input that cannot be read, or output that cannot be written."),
];

/// Writes the page, with these bindings for its section on keys.
///
/// # Errors
///
/// What `out` answers.
pub fn write(bindings: &Bindings, out: &mut dyn Write) -> io::Result<()> {
    let mut command = Cli::command();
    command.build();
    let man = Man::new(command.clone()).manual("User Commands").date("");
    man.render_title(out)?;
    man.render_name_section(out)?;
    synopsis(&command).to_writer(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    commands(&command).to_writer(out)?;
    query().to_writer(out)?;
    keys(bindings).to_writer(out)?;
    plain().to_writer(out)?;
    definitions("FILES", FILES).to_writer(out)?;
    definitions("ENVIRONMENT", ENVIRONMENT).to_writer(out)?;
    definitions("EXIT STATUS", EXIT_STATUS).to_writer(out)
}

fn synopsis(command: &Command) -> Roff {
    let mut page = Roff::new();
    page.control("SH", ["SYNOPSIS"]);
    page.text([bold("summits-tui"), roman(" [OPTIONS] [QUERY]…")]);
    for subcommand in command.get_subcommands() {
        let mut line = vec![bold(format!("summits-tui {}", subcommand.get_name()))];
        line.extend(arguments(subcommand));
        page.control("br", []);
        page.text(line);
    }
    page
}

/// The arguments of a command's own, as a synopsis shows them.
fn arguments(command: &Command) -> Vec<Inline> {
    let mut inlines = Vec::new();
    for argument in own_arguments(command) {
        let shown = argument.to_string();
        inlines.push(roman(" "));
        inlines.push(if argument.is_required_set() || shown.starts_with('[') {
            roman(shown)
        } else {
            roman(format!("[{shown}]"))
        });
    }
    inlines
}

fn own_arguments(command: &Command) -> impl Iterator<Item = &Arg> {
    command.get_arguments().filter(|argument| !argument.is_global_set() && argument.get_id() != "help")
}

fn commands(command: &Command) -> Roff {
    let mut page = Roff::new();
    page.control("SH", ["COMMANDS"]);
    for subcommand in command.get_subcommands() {
        page.control("SS", [subcommand.get_name()]);
        let about = subcommand.get_long_about().or_else(|| subcommand.get_about());
        page.text([roman(about.map(ToString::to_string).unwrap_or_default())]);
        for argument in own_arguments(subcommand) {
            page.control("TP", []);
            page.text([bold(argument.to_string())]);
            page.text([roman(argument_help(argument))]);
        }
        let after = subcommand.get_after_long_help().map(ToString::to_string).unwrap_or_default();
        // How a query is written has a section of its own.
        for paragraph in after.replace(QUERY_HELP, "").split_terminator("\n\n").filter(|words| !words.is_empty()) {
            page.control("PP", []);
            page.text([roman(paragraph)]);
        }
    }
    page
}

/// The help of an argument, with the values that it takes.
fn argument_help(argument: &Arg) -> String {
    let help = argument.get_long_help().or_else(|| argument.get_help()).map(ToString::to_string).unwrap_or_default();
    let values: Vec<String> = argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if values.is_empty() { help } else { format!("{help}: {}", values.join(", ")) }
}

/// The language of the query, from its table of fields.
fn query() -> Roff {
    let mut page = Roff::new();
    page.control("SH", ["QUERY"]);
    page.text([roman(
        "Words are joined by 'and'. A bare word or a \"quoted phrase\" searches everything, in any script and spelling; \
         field:value asks for a value, several of which are joined with a comma (any of) or with + (all of); a hyphen \
         before a word excludes. A value may be cut short as long as it is unique.",
    )]);
    for info in FIELDS {
        page.control("TP", []);
        page.text([bold(info.example)]);
        page.text([roman(format!(
            "{}. Takes {}.",
            text::capitalised(&info.help.replace('*', "")),
            info.takes.replace('`', "'")
        ))]);
    }
    page
}

fn definitions(title: &str, entries: &[(&str, &str)]) -> Roff {
    let mut page = Roff::new();
    page.control("SH", [title]);
    for (name, meaning) in entries {
        page.control("TP", []);
        page.text([bold(*name)]);
        page.text([roman(*meaning)]);
    }
    page
}

/// The browser without a screen, from its table of verbs.
fn plain() -> Roff {
    let mut page = Roff::new();
    page.control("SH", ["WITHOUT A SCREEN"]);
    page.text([roman(
        "With --plain the browser reads and writes lines, for screen readers, braille and terminals that can only print. A \
         line is a query, unless its first word is a verb; a stroke before it makes any line a query. '+ QUERY' narrows the \
         query in force, '- TERM' takes something out of it, a number goes to that event, and an empty line goes on with \
         what was begun.",
    )]);
    for info in VERBS {
        page.control("TP", []);
        page.text([bold(info.names())]);
        page.text([roman(text::capitalised(info.about().trim_start_matches([':', ',', ' ']))), roman(".")]);
    }
    page
}

/// The keys as they come, under a heading for each part of the screen.
fn keys(bindings: &Bindings) -> Roff {
    let mut page = Roff::new();
    page.control("SH", ["KEYS"]);
    page.text([roman(
        "As they come; the configuration changes any of them, and 'summits-tui keys' prints those in force. The capital of \
         a country (in the chronology built in: J, K and R) asks for the events that involve it; again, for those in which \
         it took part; again, for all.",
    )]);
    for context in Context::ALL {
        page.control("SS", [context.name()]);
        for entry in REGISTRY.iter().filter(|entry| entry.contexts.contains(context)) {
            let chords = bindings.chords(*context, entry.name);
            if !chords.is_empty() {
                let written: Vec<String> = chords.iter().map(Chord::to_string).collect();
                page.control("TP", []);
                page.text([bold(written.join(" ")), roman("  "), italic(entry.name)]);
                page.text([roman(entry.help)]);
            }
        }
    }
    page
}
