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

/// How a query is written, for the end of the help of every command that takes one.
pub(super) const QUERY_HELP: &str = "\
QUERY is one or more words, joined by 'and':
  country:JP+RU  party:KP  kind:summit,call  topic:abductions  person:koizumi
  place:moscow  date:2002..2004  has:difference  '\"peace treaty\"'  -topic:energy
A bare word searches everything; a word with a hyphen before it excludes. The manual page ('summits-tui man') has the \
whole language.";

/// What `--help` says after the options.
const TOP_HELP: &str = "\
QUERY is one or more words, joined by 'and', and is the same here, in the browser and in every command:
  summits-tui country:JP+RU peace        involves Japan and Russia, and speaks of peace
  summits-tui year:2003 -topic:energy    everything of 2003 but energy
  summits-tui list person:koizumi        one line an event
A first word that is also the name of a command is the command. To search for it, put two hyphens before it: \
'summits-tui -- list' opens the browser on the word 'list'.

Exit status: 0 done; 1 nothing matched, or the check found faults; 2 wrong use, or input that cannot be read.";

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
A name may be written in any script and spelling, and with any of its words alone: 'koizumi', '小泉純一郎'. Where it can be \
several, they are listed. 'person:', 'place:', 'document:' or 'event:' before it says which is meant: \
'show place:moscow'.

A person, a place or a document is shown with the query that finds its events, and with the first hundred of them.";

/// What `export --help` says after the options.
const EXPORT_HELP: &str = "\
The selection is exported, in the order of time; the same data gives the same bytes. toml holds the people, places, \
publishers and documents that the events name, or all of them where every event is exported. A link to an event that is \
not exported is left out of it, and ics leaves out events of which only the month or the year is known; how many is said on \
standard error. The reader's notes go along, \
except into csv, toml and the bibliographies.";

/// What `count --help` says after the options.
const COUNT_HELP: &str = "\
Years and months stand in the order of time, everything else by number. Piped: value and number, separated by a tab. An \
event counts once under each of its values, so the numbers may add up to more than the events.";

/// Browse a documented chronology of contacts among Russia, Japan and North Korea, 2001–2013.
///
/// Without a command, the browser opens on the events that match QUERY, or on all of them.
#[derive(Debug, Parser)]
#[command(name = "summits-tui", version, max_term_width = 100, after_long_help = TOP_HELP)]
#[command(override_usage = "summits-tui [OPTIONS] [QUERY]...\n       summits-tui [OPTIONS] <COMMAND>")]
#[command(disable_help_subcommand = true, subcommand_help_heading = "Commands")]
pub struct Cli {
    /// What to do; nothing means browse.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// What the browser opens on.
    #[command(flatten)]
    pub query: QueryWords,

    /// What every command understands.
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
    /// The words as one text, as the prompt of the browser would have it.
    #[must_use]
    pub fn text(&self) -> String {
        self.words.join(" ")
    }
}

/// The options that every command understands.
#[derive(Debug, Clone, Default, Args)]
pub struct Common {
    /// Open the chronology in this directory, or with 'built-in' the one built in; given again, lay another over it
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath, value_parser = arguments::path())]
    pub data: Vec<PathBuf>,

    /// Read this configuration file instead of the usual one
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath, value_parser = arguments::path())]
    pub config: Option<PathBuf>,

    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,

    /// For screen readers, braille and terminals that only print lines: words, with nothing in columns, cut or drawn
    ///
    /// Without a command: the browser without a screen, a prompt that takes queries and a few verbs; 'help' lists them.
    /// With list, show, count, check and 'export --format text': a line a paragraph, countries by name, no colour unless
    /// --color asks for it. It does not bear on the other commands and formats.
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

/// What can be asked for besides browsing.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// One line an event
    #[command(after_long_help = format!("{LIST_HELP}\n\n{QUERY_HELP}"))]
    List {
        /// Which events.
        #[command(flatten)]
        query: QueryWords,
    },

    /// One event in full, or all about a person, a place or a document
    #[command(after_long_help = SHOW_HELP)]
    Show {
        /// An event by its id; a person, a place or a document by its id or any name. A beginning will do that no other shares
        #[arg(value_name = "NAME", value_parser = arguments::query_word)]
        name: String,

        /// What each side's documents say of it, in columns where there is room, and where they differ
        #[arg(long)]
        compare: bool,
    },

    /// The events for other tools
    #[command(after_long_help = format!("{EXPORT_HELP}\n\n{QUERY_HELP}"))]
    Export {
        /// Which events.
        #[command(flatten)]
        query: QueryWords,

        /// The format to write
        #[arg(long, short, value_name = "FORMAT")]
        format: Format,

        /// Write to this file, whole or not at all, instead of standard output; for toml, to this new or empty directory
        #[arg(long, short, value_name = "PATH", value_hint = ValueHint::FilePath, value_parser = arguments::path())]
        output: Option<PathBuf>,
    },

    /// How many events there are under each value
    #[command(after_long_help = format!("{COUNT_HELP}\n\n{QUERY_HELP}"))]
    Count {
        /// Which events.
        #[command(flatten)]
        query: QueryWords,

        /// What to count by
        #[arg(long, value_name = "FIELD")]
        by: By,
    },

    /// Everything that is wrong in a chronology
    ///
    /// The findings go to standard output, each with file, line, what was expected and the nearest valid name. Exit
    /// status 1 if there are faults; warnings alone do not count as faults.
    Check {
        /// The directory of the chronology; the one built in if absent
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath, value_parser = arguments::path())]
        #[arg(conflicts_with = "data")]
        directory: Option<PathBuf>,

        /// Also compare every excerpt with the saved text of its document: DIR/ID.txt
        #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, value_parser = arguments::path())]
        documents: Option<PathBuf>,
    },

    /// A small chronology with comments, to begin your own with
    ///
    /// Nothing that exists is written over: the directory is made, or must be empty.
    New {
        /// The directory to write it into
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath, value_parser = arguments::path())]
        directory: PathBuf,
    },

    /// The configuration in force, as a configuration file
    Config {
        /// Only report what is wrong in the file
        #[arg(long, conflicts_with = "explain")]
        check: bool,

        /// Say where each value comes from
        #[arg(long)]
        explain: bool,
    },

    /// All keys in force
    Keys,

    /// The JSON Schema of the files of a chronology, for editors that complete and check
    Schema,

    /// A completion script for a shell
    Completions {
        /// The shell
        #[arg(value_name = "SHELL")]
        shell: Shell,
    },

    /// The manual page, in roff
    Man,
}
