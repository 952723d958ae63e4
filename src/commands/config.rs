//! `config`: the configuration in force, what is wrong in the user's file, and where each value comes from.

use std::io;

use summits_chronology::text;

use super::console::{Console, Outcome, Result, unwritten};
use crate::config::{Config, Loaded, explain, to_toml, user_file};

/// Prints the configuration in force, as a file that would say the same.
///
/// # Errors
///
/// The output cannot be written.
pub fn print(config: &Config, console: &mut Console) -> Result {
    written(console.out.write_all(to_toml(config).as_bytes()), console)
}

/// Prints what is wrong in the user's file, which is the result of the command.
///
/// # Errors
///
/// The output cannot be written.
pub fn check(loaded: &Loaded, console: &mut Console) -> Result {
    let verdict = match (&loaded.file, user_file()) {
        _ if !loaded.problems.is_empty() => loaded.problems.render(console.styled),
        (Some(file), _) => format!("{}: nothing is wrong\n", text::path(file)),
        (None, Some(usual)) => format!("there is no {}: everything is as it comes\n", text::path(&usual)),
        (None, None) => "there is no configuration file: everything is as it comes\n".to_owned(),
    };
    let outcome = written(console.out.write_all(verdict.as_bytes()), console)?;
    Ok(if loaded.problems.errors() > 0 { Outcome::Negative } else { outcome })
}

/// Prints every setting with its value and where the value comes from: in columns, or, in a pipe, separated by tabs.
///
/// # Errors
///
/// The output cannot be written.
pub fn explained(config: &Config, console: &mut Console) -> Result {
    let rows: Vec<[String; 3]> =
        explain(config).into_iter().map(|row| [row.setting, row.value, row.origin.to_string()]).collect();
    let printed = if console.columns.is_some() { aligned(&rows, console) } else { separated(&rows, console) };
    written(printed, console)
}

fn separated(rows: &[[String; 3]], console: &mut Console) -> io::Result<()> {
    rows.iter().try_for_each(|row| writeln!(console.out, "{}", row.join("\t")))
}

fn aligned(rows: &[[String; 3]], console: &mut Console) -> io::Result<()> {
    /// A longer value pushes its origin to the right rather than all of them.
    const WIDEST: usize = 40;
    let widest = |column: usize| rows.iter().map(|row| text::width(&row[column])).max().unwrap_or(0).min(WIDEST);
    let (settings, values) = (widest(0), widest(1));
    let blanks = |cell: &str, width: usize| " ".repeat(width.saturating_sub(text::width(cell)));
    rows.iter().try_for_each(|[setting, value, origin]| {
        let (first, second) = (blanks(setting, settings), blanks(value, values));
        writeln!(console.out, "{setting}{first}  {value}{second}  {origin}")
    })
}

fn written(printed: io::Result<()>, console: &mut Console) -> Result {
    printed.and_then(|()| console.out.flush()).map_err(unwritten)?;
    Ok(Outcome::Done)
}
