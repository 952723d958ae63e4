//! Runs what the arguments ask for and returns the exit code. A command opens only what it needs.

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use clap_complete::Shell;
use summits_chronology::loader::Location;
use summits_chronology::text;

use super::arguments::{prefix_exclusions, without_prefix};
use super::browse::browse;
use super::definitions::{Cli, Command, Common, QueryWords};
use super::manual;
use super::opening::{ask, configuration, open};
use super::outcome::{End, Failure, styled};
use crate::built_in::locations;
use crate::commands::{self, Console, Error, Outcome};
use crate::config::{self, Sources};
use crate::keymap::Keymap;

/// The exit code if nothing matched, or the check found errors.
const NEGATIVE: u8 = 1;
/// The exit code for a usage error, unreadable input or output that cannot be written.
const FAILED: u8 = 2;

/// Runs the program. The first argument is its name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(prefix_exclusions(arguments)) {
        Ok(cli) => cli,
        Err(error) => return report_usage(&error),
    };
    let plain = cli.common.plain;
    let styled = styled(cli.common.color, io::stderr().is_terminal() && !plain);
    match perform(cli) {
        Ok(End::Command(Outcome::Done)) => ExitCode::SUCCESS,
        Ok(End::Command(Outcome::Negative)) => ExitCode::from(NEGATIVE),
        Ok(End::Browser(exit)) => exit.code(),
        Err(Failure::Command(error)) if error.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            let message = if plain { failure.spoken() } else { failure.message(styled) };
            print_error(&message, styled);
            ExitCode::from(FAILED)
        },
    }
}

/// Prints help and version to the standard output. Every other message of clap is an error, and is cleaned because it
/// repeats what was typed.
fn report_usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        return match error.print().and_then(|()| io::stdout().flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                print_error(&Error::Output(error).to_string(), false);
                ExitCode::from(FAILED)
            },
            _ => ExitCode::SUCCESS,
        };
    }
    let message = without_prefix(&error.render().to_string());
    print_error(text::clean(&message).trim_start_matches("error: ").trim_end(), false);
    ExitCode::from(FAILED)
}

/// Prints `error: …` to the standard error. If that fails too, the exit code must do.
fn print_error(message: &str, styled: bool) {
    let style = if styled { anstyle::AnsiColor::Red.on_default().bold() } else { anstyle::Style::new() };
    let _ = writeln!(io::stderr(), "{style}error{style:#}: {message}");
}

fn perform(cli: Cli) -> Result<End, Failure> {
    let Cli { command, query, common } = cli;
    let Some(command) = command else { return browse(common, &query.text()) };
    if !query.words.is_empty() {
        return Err(misplaced(&query));
    }
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut err = io::stderr();
    let terminal = io::stdout().is_terminal();
    let mut console = Console {
        out: &mut out,
        err: &mut err,
        columns: terminal.then(columns),
        styled: styled(common.color, terminal && !common.plain),
        plain: common.plain,
    };
    let outcome = command_on(command, common, &mut console)?;
    console.out.flush().map_err(Error::Output)?;
    Ok(End::Command(outcome))
}

/// The error for a query before a command: it is unclear which of the two is meant.
fn misplaced(query: &QueryWords) -> Failure {
    let query = query.text();
    let query = text::clean_line(&query);
    Failure::Message(format!(
        "the query must come after the command, not before it: {query}\n  To search for the name of a command, put two \
         hyphens before the whole query: summits-tui -- {query} …"
    ))
}

fn command_on(command: Command, common: Common, console: &mut Console) -> Result<Outcome, Failure> {
    let outcome = match command {
        Command::List { query } => {
            let (chronology, _, selection) = ask(common, &query, console)?;
            commands::list::list(&chronology, &selection, console)
        },
        Command::Show { name, compare } => commands::show::show(&open(common, console)?, &name, compare, console),
        Command::Export { query, format, output } => {
            let (chronology, _, selection) = ask(common, &query, console)?;
            commands::export::export(&chronology, &selection, format, output.as_deref(), console)
        },
        Command::Count { query, by } => {
            let (chronology, index, selection) = ask(common, &query, console)?;
            commands::count::count(&index, &chronology, &selection, by, console)
        },
        Command::Check { directory, documents } => {
            let data = directory.map_or_else(|| configuration(common).config.data, |directory| vec![directory]);
            check(&locations(&data), documents.as_deref(), console)
        },
        Command::New { directory } => commands::new::new(&directory, console),
        Command::Config { check: true, .. } => commands::config::check(&configuration(common), console),
        Command::Config { explain: true, .. } => commands::config::explained(&configuration(common).config, console),
        Command::Config { .. } => commands::config::print(&configuration(common).config, console),
        Command::Keys => {
            let bindings = configuration(common.clone()).config.bindings;
            let chronology = open(common, console)?;
            commands::keys::keys(&Keymap::new(&bindings, &chronology), &chronology, console)
        },
        Command::Schema => commands::schema::schema(console),
        Command::Completions { shell } => completions(shell, console).map_err(Error::Output),
        Command::Man => {
            let bindings = config::load(&Sources::default()).config.bindings;
            manual::write(&bindings, console.out).map(|()| Outcome::Done).map_err(Error::Output)
        },
    };
    Ok(outcome?)
}

/// Generates the script in memory first, because clap_complete panics if it cannot write.
fn completions(shell: Shell, console: &mut Console) -> io::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "summits-tui", &mut script);
    console.out.write_all(&script)?;
    Ok(Outcome::Done)
}

/// Checks each chronology on its own.
fn check(locations: &[Location], documents: Option<&Path>, console: &mut Console) -> Result<Outcome, Error> {
    let mut worst = Outcome::Done;
    for location in locations {
        if locations.len() > 1 {
            writeln!(console.out, "{}:", text::clean_line(&location.shown())).map_err(Error::Output)?;
        }
        if commands::check::check(location, documents, console)? == Outcome::Negative {
            worst = Outcome::Negative;
        }
    }
    Ok(worst)
}

/// The columns of the terminal on the standard output; 80 if it does not report them.
fn columns() -> usize {
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok();
    size.map(|size| usize::from(size.ws_col)).filter(|columns| *columns > 0).unwrap_or(80)
}
