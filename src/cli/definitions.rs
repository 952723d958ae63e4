//! The options and the commands as clap reads them, with the text of `--help`.
//!
//! The manual page, the completions and `docs/command-line.md` are made from these definitions.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use super::arguments;
use crate::commands::By;
use crate::config::ColorChoice;
use crate::export::Format;

/// The end of the help of every command that takes a query.
pub(super) const QUERY_HELP: &str = "\
QUERY is one or more words, joined by 'and':
  country:JP+RU  party:KP  kind:summit,call  topic:abductions  person:koizumi
  place:moscow  date:2002..2004  has:difference  '\"peace treaty\"'  -topic:energy
A bare word searches everything; a word after a hyphen excludes. The manual page ('summits-tui man') describes the \
whole language.";

/// The end of `--help`.
const TOP_HELP: &str = "\
QUERY is one or more words, joined by 'and', and is the same here, in the browser and in every command:
  summits-tui country:JP+RU peace        involves Japan and Russia, and mentions peace
  summits-tui year:2003 -topic:energy    everything in 2003 except energy
  summits-tui list person:koizumi        one line per event
A first word that is also the name of a command is the command. To search for it, put two hyphens before it: \
'summits-tui -- list' opens the browser on the word 'list'.

Exit status: 0 success; 1 nothing matched, or the check found errors; 2 usage error or unreadable input.";

/// What `list --help` says after the options.
const LIST_HELP: &str = "\
On a terminal: date, a letter per country (capital: took part; small: concerned; dot: neither), evidence and title, cut \
to the width. An event that was not held says so before its title: 'planned:'. A '*' at the edge marks a possible match: \
the date of the event is too vague to tell.

Piped: one line per event, without a header, the fields separated by tabs, in this order: id, date (EDTF), parties \
(JP+RU), concerns (KP), kind, evidence, title, status, and how the event matches: definite or possible. Where several \
chronologies are merged, the tenth field names the one that records the event.

The number of events goes to standard error.";

/// What `show --help` says after the options.
const SHOW_HELP: &str = "\
A name can be in any script and spelling, and any of its words is enough: 'koizumi', '小泉純一郎'. If it is ambiguous, the \
candidates are listed. Put 'person:', 'place:', 'document:' or 'event:' before it to choose: 'show place:moscow'.

A person, a place or a document comes with the query that finds its events, and with the first hundred of them.";

/// What `export --help` says after the options.
const EXPORT_HELP: &str = "\
Exports the matching events in chronological order; the same data gives the same bytes. toml contains the people, places, \
publishers and documents that the events name, or all of them if every event is exported; it leaves out links to events \
that are not exported. ics leaves out events whose day is not known. Standard error says how many were left out. Your \
notes are exported too, except to csv, toml and the bibliographies.";

/// What `count --help` says after the options.
const COUNT_HELP: &str = "\
Years and months are in chronological order, everything else by count. Piped: value and count, separated by a tab. An \
event counts once under each of its values, so the counts may add up to more than the number of events.";

/// Browse a documented chronology of contacts among Russia, Japan and North Korea, 2001–2013.
///
/// Without a command, the browser opens on the events that match QUERY, or on all of them.
#[derive(Debug, Parser)]
#[command(name = "summits-tui", version, max_term_width = 100, after_long_help = TOP_HELP)]
#[command(override_usage = "summits-tui [OPTIONS] [QUERY]...\n       summits-tui [OPTIONS] <COMMAND>")]
#[command(disable_help_subcommand = true, subcommand_help_heading = "Commands")]
pub struct Cli {
    /// The command; none opens the browser.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// The first query of the browser.
    #[command(flatten)]
    pub query: QueryWords,

    /// The options of every command.
    #[command(flatten)]
    pub common: Common,
}

/// The words of a query.
#[derive(Debug, Default, Args)]
pub struct QueryWords {
    /// Only the events that match, for example: country:JP+RU kind:summit -topic:energy
    #[arg(value_name = "QUERY", value_parser = arguments::query_word)]
    pub words: Vec<String>,
}

impl QueryWords {
    /// The query as one text.
    #[must_use]
    pub fn text(&self) -> String {
        self.words.join(" ")
    }
}

/// The options of every command.
#[derive(Debug, Clone, Default, Args)]
pub struct Common {
    /// Open the chronology in this directory, or 'built-in'; repeat the option to merge several
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath, value_parser = arguments::path())]
    pub data: Vec<PathBuf>,

    /// Read this configuration file instead of the usual one
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath, value_parser = arguments::path())]
    pub config: Option<PathBuf>,

    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,

    /// For screen readers, braille and terminals that only print lines: words, without columns, cuts or drawing
    ///
    /// Without a command: a prompt that takes queries and a few verbs; 'help' lists them. With
    /// list, show, count, check and 'export --format text': one line per paragraph, countries by name, no colour unless
    /// you give --color always. It has no effect on other commands and formats.
    #[arg(long, global = true)]
    pub plain: bool,
}

impl ValueEnum for ColorChoice {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Auto, Self::Always, Self::Never]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Auto => PossibleValue::new("auto").help("On a terminal, unless NO_COLOR is set"),
            Self::Always => PossibleValue::new("always").help("Even into a pipe, even with NO_COLOR"),
            Self::Never => PossibleValue::new("never").help("Not at all"),
        })
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List events, one line per event
    #[command(after_long_help = format!("{LIST_HELP}\n\n{QUERY_HELP}"))]
    List {
        /// Which events.
        #[command(flatten)]
        query: QueryWords,
    },

    /// Show one event in full, or all about a person, a place or a document
    #[command(after_long_help = SHOW_HELP)]
    Show {
        /// The id of an event; the id or any name of a person, a place or a document. An unambiguous prefix is enough
        #[arg(value_name = "NAME", value_parser = arguments::query_word)]
        name: String,

        /// Compare what each side's documents say about the event, in columns if there is room
        #[arg(long)]
        compare: bool,
    },

    /// Export events
    #[command(after_long_help = format!("{EXPORT_HELP}\n\n{QUERY_HELP}"))]
    Export {
        /// Which events.
        #[command(flatten)]
        query: QueryWords,

        /// The format to write
        #[arg(long, short, value_name = "FORMAT")]
        format: Format,

        /// Write to this file instead of standard output, whole or not at all; for toml, to this new or empty directory
        #[arg(long, short, value_name = "PATH", value_hint = ValueHint::FilePath, value_parser = arguments::path())]
        output: Option<PathBuf>,
    },

    /// Count events by field
    #[command(after_long_help = format!("{COUNT_HELP}\n\n{QUERY_HELP}"))]
    Count {
        /// Which events.
        #[command(flatten)]
        query: QueryWords,

        /// The field to count by
        #[arg(long, value_name = "FIELD")]
        by: By,
    },

    /// Check a chronology for errors
    ///
    /// The findings go to standard output, each with file, line, what was expected and the nearest valid name. Exit
    /// status 1 if there are errors; warnings alone do not count.
    Check {
        /// The directory of the chronology; by default the built-in one
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath, value_parser = arguments::path())]
        #[arg(conflicts_with = "data")]
        directory: Option<PathBuf>,

        /// Also compare every excerpt with the saved text of its document: DIR/ID.txt
        #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, value_parser = arguments::path())]
        documents: Option<PathBuf>,
    },

    /// Create a small sample chronology, to start your own from
    ///
    /// Nothing is overwritten: the directory is created, or must be empty.
    New {
        /// The directory to create it in
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath, value_parser = arguments::path())]
        directory: PathBuf,
    },

    /// Print the configuration in force, as a configuration file
    Config {
        /// Check your file for errors instead
        #[arg(long, conflicts_with = "explain")]
        check: bool,

        /// Print where each value comes from
        #[arg(long)]
        explain: bool,
    },

    /// List all keys in force
    Keys,

    /// Print the JSON Schema of the files of a chronology, for editors that complete and check
    Schema,

    /// Print a completion script for a shell
    Completions {
        /// The shell
        #[arg(value_name = "SHELL")]
        shell: Shell,
    },

    /// Print the manual page, in roff
    Man,
}
