//! The manual page: the definitions of the command line, then the query language, the keys, files and environment.

use std::io::{self, Write};

use clap::{Arg, Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};
use summits_chronology::text;

use super::definitions::{Cli, QUERY_HELP};
use crate::keymap::{Bindings, Chord, Context, REGISTRY};
use crate::plain::VERBS;
use crate::query::FIELDS;

/// The section on files: name, description.
const FILES: &[(&str, &str)] = &[
    (
        "$XDG_CONFIG_HOME/summits-tui/config.toml",
        "The configuration; if XDG_CONFIG_HOME is not set, in ~/.config. It only needs what differs from the defaults, which \
         'summits-tui config' prints. The program never writes it. An error in it is reported and never stops the program.",
    ),
    (
        "DIR/chronology.toml, DIR/people.toml, DIR/documents/*.toml, DIR/events/*.toml …",
        "A chronology for --data. 'summits-tui new DIR' creates one to start from, 'summits-tui schema' prints the JSON \
         Schema of these files, and 'summits-tui check DIR' checks them. Events can also be a spreadsheet saved as CSV. \
         '--data built-in --data DIR' merges it with the built-in one.",
    ),
    (
        "$XDG_STATE_HOME/summits-tui/*.toml",
        "Your marks and notes by event id, one file per chronology; if XDG_STATE_HOME is not set, in ~/.local/state. A file \
         that cannot be read is never overwritten.",
    ),
];

/// The section on environment variables.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("NO_COLOR", "If set and not empty, no colour, unless --color always is given."),
    ("TERM", "If it is 'dumb' or not set, the browser opens as with --plain, and the commands print no colour."),
    (
        "VISUAL, EDITOR",
        "The editor for notes and for the files of a chronology: the command in VISUAL, or else the one in EDITOR, with \
         options and quotes as in the shell. Editors that are known to take a line number get it. If neither is set, a \
         note is one line in the browser.",
    ),
    ("XDG_CONFIG_HOME", "The directory of the configuration."),
    ("XDG_STATE_HOME", "The directory of marks and notes."),
];

/// The section on the exit status.
const EXIT_STATUS: &[(&str, &str)] = &[
    ("0", "Success. A pipe that is closed early is not an error."),
    ("1", "Nothing matched, or the check found errors."),
    ("2", "Usage error, unreadable input, or output that cannot be written."),
];

/// Writes the page; `bindings` are for its section on keys.
///
/// # Errors
///
/// `out` cannot be written.
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

/// The own arguments of a command, as a synopsis shows them.
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
        // The query language has its own section.
        for paragraph in after.replace(QUERY_HELP, "").split_terminator("\n\n").filter(|words| !words.is_empty()) {
            page.control("PP", []);
            page.text([roman(paragraph)]);
        }
    }
    page
}

/// The help of an argument and its possible values.
fn argument_help(argument: &Arg) -> String {
    let help = argument.get_long_help().or_else(|| argument.get_help()).map(ToString::to_string).unwrap_or_default();
    let values: Vec<String> = argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if values.is_empty() { help } else { format!("{help}: {}", values.join(", ")) }
}

/// The query language, from its table of fields.
fn query() -> Roff {
    let mut page = Roff::new();
    page.control("SH", ["QUERY"]);
    page.text([roman(
        "Words are joined by 'and'. A bare word or a \"quoted phrase\" searches everything, in any script and spelling; \
         field:value searches one field; join several values with a comma (any of) or with + (all of); a hyphen \
         before a word excludes. A value may be abbreviated while unambiguous.",
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
         line is a query, unless its first word is a verb; start it with / to force a query. '+ QUERY' narrows the query, \
         '- TERM' excludes something from it, a number goes to that event, and an empty line continues.",
    )]);
    for info in VERBS {
        page.control("TP", []);
        page.text([bold(info.names())]);
        page.text([roman(text::capitalised(info.about().trim_start_matches([':', ',', ' ']))), roman(".")]);
    }
    page
}

/// The default keys, under a heading for each context.
fn keys(bindings: &Bindings) -> Roff {
    let mut page = Roff::new();
    page.control("SH", ["KEYS"]);
    page.text([roman(
        "These are the default keys. The configuration can change them, and 'summits-tui keys' prints those in force. The \
         capital letter of a country (in the built-in chronology J, K and R) selects the events that involve it; pressed \
         again, those in which it took part; once more, all.",
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
