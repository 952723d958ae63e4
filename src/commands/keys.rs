//! `keys`: all keys in force, from the configuration and the chronology.

use std::io;

use anstyle::Style;
use summits_chronology::chronology::Chronology;
use summits_chronology::text;

use super::console::{Console, Outcome, Result, unwritten};
use crate::keymap::{Chord, Context, Keymap};

const HEADING: Style = Style::new().bold();

/// An action and its keys.
struct Line {
    context: Context,
    keys: String,
    action: String,
    help: String,
}

/// Prints every action with its keys: in columns under a heading for each context, or in a pipe as fields separated by
/// tabs: context, keys, action, help.
///
/// # Errors
///
/// The output cannot be written.
pub fn keys(keymap: &Keymap, chronology: &Chronology, console: &mut Console) -> Result {
    let lines = lines(keymap, chronology);
    if console.columns.is_some() { aligned(&lines, console) } else { separated(&lines, console) }
        .and_then(|()| console.out.flush())
        .map_err(unwritten)?;
    Ok(Outcome::Done)
}

fn lines(keymap: &Keymap, chronology: &Chronology) -> Vec<Line> {
    let bound = keymap.bindings().iter().filter(|binding| !binding.chords.is_empty()).map(|binding| Line {
        context: binding.context,
        keys: written(&binding.chords),
        action: binding.entry.name.to_owned(),
        help: binding.entry.help.to_owned(),
    });
    let countries = chronology.countries.entries().filter_map(|(place, country)| {
        let chord = keymap.country_key(place)?;
        Some(Line {
            context: Context::Global,
            keys: chord.to_string(),
            action: format!("country {}", country.code),
            help: format!("Events that involve {}; again: took part; again: off", country.name),
        })
    });
    let mut lines: Vec<Line> = bound.chain(countries).collect();
    lines.sort_by_key(|line| Context::ALL.iter().position(|context| *context == line.context));
    lines
}

fn written(chords: &[Chord]) -> String {
    chords.iter().map(Chord::to_string).collect::<Vec<_>>().join(" ")
}

fn separated(lines: &[Line], console: &mut Console) -> io::Result<()> {
    for Line { context, keys, action, help } in lines {
        writeln!(console.out, "{}\t{keys}\t{action}\t{help}", context.name())?;
    }
    Ok(())
}

fn aligned(lines: &[Line], console: &mut Console) -> io::Result<()> {
    let widest = |cell: fn(&Line) -> &str| lines.iter().map(|line| text::width(cell(line))).max().unwrap_or(0);
    let (keys, actions) = (widest(|line| &line.keys), widest(|line| &line.action));
    let mut context = None;
    for line in lines {
        if context != Some(line.context) {
            let gap = if context.is_none() { "" } else { "\n" };
            let style = if console.styled { HEADING } else { Style::new() };
            writeln!(console.out, "{gap}{style}{}{style:#}", line.context.name())?;
            context = Some(line.context);
        }
        let pad = |cell: &str, width: usize| " ".repeat(width.saturating_sub(text::width(cell)));
        let (after_keys, after_action) = (pad(&line.keys, keys), pad(&line.action, actions));
        writeln!(console.out, "  {}{after_keys}  {}{after_action}  {}", line.keys, line.action, line.help)?;
    }
    Ok(())
}
