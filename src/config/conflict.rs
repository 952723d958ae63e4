//! Chords that two actions claim in the same context.
//!
//! A chord belongs to one action of a context. Where the user's file gives it to a second, the file is told, with both
//! actions and both places, and that setting stays as it comes; which of two was meant is not guessed.

use std::collections::{BTreeMap, BTreeSet};

use summits_chronology::diagnostics::{DiagnosticBuilder, Diagnostics, SourceFile};

use super::defaults::built_in_file;
use super::value::{Given, Layer, Value};
use crate::keymap::{Chord, Context};

/// A claim to a chord: the path of the setting, the setting, and which of its chords it is.
type Claim<'a> = (&'a str, &'a Given, usize);

/// The values of the user laid over those that are built in, without those that claim a chord of another. What is left
/// out is told in `diagnostics`.
pub(super) fn merge(built_in: &Layer, mut user: Layer, diagnostics: &mut Diagnostics, file: &SourceFile) -> Layer {
    // A setting that falls back to its default may take its default chords back from another, so it is done again
    // until nothing is refused. Each round takes something out, and the defaults are free of conflicts.
    loop {
        let mut merged = built_in.clone();
        merged.extend(user.clone());
        let refused = refused(&merged, diagnostics, file);
        if refused.is_empty() {
            hidden(&merged).into_iter().for_each(|warning| diagnostics.push(warning));
            return merged;
        }
        user.retain(|path, _| !refused.contains(path));
    }
}

/// The settings of the user that claim a chord of another.
fn refused(merged: &Layer, diagnostics: &mut Diagnostics, file: &SourceFile) -> BTreeSet<String> {
    let mut refused = BTreeSet::new();
    for ((context, chord), mut claims) in claims(merged) {
        // Actions go before countries, what is built in before the user's file, what stands first in it before the rest.
        claims.sort_by_key(|(path, given, number)| {
            (path.starts_with("country."), !given.is_built_in(), chord_span(given, *number).start)
        });
        let Some((holder, others)) = claims.split_first() else { continue };
        for other in others {
            diagnostics.push(conflict(context, chord, holder, other, file));
            refused.insert(other.0.to_owned());
        }
    }
    refused
}

/// Warnings for the keys that the user gives to actions of [`Context::Global`] and that never get there, because the list
/// and the detail pane hold them.
fn hidden(merged: &Layer) -> Vec<DiagnosticBuilder> {
    let claims = claims(merged);
    let mut warnings = Vec::new();
    for ((context, chord), claimed) in &claims {
        let (Context::Global, Some((path, given, number))) = (context, claimed.first()) else { continue };
        let inner = |place: Context| claims.get(&(place, *chord)).and_then(|claimed| claimed.first());
        if given.is_built_in() {
            continue;
        }
        if let (Some((list, ..)), Some((detail, ..))) = (inner(Context::List), inner(Context::Detail)) {
            let message = format!("`{chord}` does not reach {}", title(path));
            let note =
                format!("it is the key of {} in the list and of {} in the detail pane", title(list), title(detail));
            warnings.push(DiagnosticBuilder::warning(chord_span(given, *number), message).note(note));
        }
    }
    warnings
}

/// Who claims which chord where. A country's key is claimed in the list and everywhere.
fn claims(merged: &Layer) -> BTreeMap<(Context, Chord), Vec<Claim<'_>>> {
    let mut claims: BTreeMap<(Context, Chord), Vec<Claim<'_>>> = BTreeMap::new();
    let mut countries: Vec<(Chord, Claim<'_>)> = Vec::new();
    for (path, given) in merged {
        let Value::Chords(chords) = &given.value else { continue };
        let context = path.strip_prefix("keys.").and_then(|rest| Context::parse(rest.split('.').next()?));
        for (number, chord) in chords.iter().enumerate() {
            match context {
                Some(context) => claims.entry((context, *chord)).or_default().push((path, given, number)),
                None => countries.push((*chord, (path, given, number))),
            }
        }
    }
    for (chord, claim) in countries {
        // Two countries of different chronologies may share a key, so only actions stand in the way.
        let holder = [Context::List, Context::Global].into_iter().find(|place| claims.contains_key(&(*place, chord)));
        if let Some(context) = holder {
            claims.entry((context, chord)).or_default().push(claim);
        }
    }
    claims
}

fn conflict(
    context: Context,
    chord: Chord,
    holder: &Claim<'_>,
    other: &Claim<'_>,
    file: &SourceFile,
) -> DiagnosticBuilder {
    let (holder_path, holder_given, holder_number) = *holder;
    let message = format!(
        "`{chord}` would be the key of both {} and {} in the context {}",
        title(holder_path),
        title(other.0),
        context.name(),
    );
    let span = chord_span(holder_given, holder_number);
    let (place, built_in) = if holder_given.is_built_in() {
        (built_in_file().position(span), " (built in)")
    } else {
        (file.position(span), "")
    };
    let note = format!("{} has it at {place}{built_in}; give it another key or none there first", title(holder_path));
    DiagnosticBuilder::error(chord_span(other.1, other.2), message).note(note)
}

/// What a path names, as a message says it.
fn title(path: &str) -> String {
    let last = path.rsplit('.').next().unwrap_or(path);
    match path.strip_prefix("country.").and_then(|rest| rest.split('.').next()) {
        Some(code) => format!("the country {code}"),
        None => format!("`{last}`"),
    }
}

fn chord_span(given: &Given, number: usize) -> std::ops::Range<usize> {
    given.chords.get(number).unwrap_or(&given.span).clone()
}
