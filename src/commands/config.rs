//! `config`: the configuration in force, the errors in the user's file, and where each value comes from.

use std::io;

use summits_chronology::text;

use super::console::{Console, Outcome, Result, unwritten};
use crate::config::{Config, Loaded, explain, to_toml, user_file};

/// Prints the configuration in force as a configuration file.
///
/// # Errors
///
/// The output cannot be written.
pub fn print(config: &Config, console: &mut Console) -> Result {
    written(console.out.write_all(to_toml(config).as_bytes()), console)
}

/// Prints the errors and warnings in the user's file.
///
/// # Errors
///
/// The output cannot be written.
pub fn check(loaded: &Loaded, console: &mut Console) -> Result {
    let verdict = match (&loaded.file, user_file()) {
        _ if !loaded.problems.is_empty() => loaded.problems.render(console.styled),
        (Some(file), _) => format!("{}: no problems found\n", text::path(file)),
        (None, Some(usual)) => format!("there is no {}: every setting has its default\n", text::path(&usual)),
        (None, None) => "there is no configuration file: every setting has its default\n".to_owned(),
    };
    let outcome = written(console.out.write_all(verdict.as_bytes()), console)?;
    Ok(if loaded.problems.errors() > 0 { Outcome::Negative } else { outcome })
}

/// Prints every setting with its value and origin: in columns, or separated by tabs in a pipe.
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
    /// A longer value moves only its own origin to the right.
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
