//! Chords that are bound to two actions in the same context.
//!
//! If the user's file binds a chord that another action has, that is an error with both actions and both positions, and the
//! setting keeps its default: the program does not guess which of the two was meant.

use std::collections::{BTreeMap, BTreeSet};

use summits_chronology::diagnostics::{DiagnosticBuilder, Diagnostics, SourceFile};

use super::defaults::built_in_file;
use super::value::{Given, Layer, Value};
use crate::keymap::{Chord, Context};

/// A binding of a chord: the path of the setting, the setting, and the index of the chord in it.
type Claim<'a> = (&'a str, &'a Given, usize);

/// The user's values over the built-in ones, without those that bind a chord of another action, which are reported in
/// `diagnostics`.
pub(super) fn merge(built_in: &Layer, mut user: Layer, diagnostics: &mut Diagnostics, file: &SourceFile) -> Layer {
    // A setting that falls back to its default may conflict with another setting of the user, so repeat until there is no
    // conflict. This ends because each round removes a setting, and the defaults have no conflicts.
    loop {
        let mut merged = built_in.clone();
        merged.extend(user.clone());
        let rejected = rejected(&merged, diagnostics, file);
        if rejected.is_empty() {
            hidden(&merged).into_iter().for_each(|warning| diagnostics.push(warning));
            return merged;
        }
        user.retain(|path, _| !rejected.contains(path));
    }
}

/// The settings of the user that bind a chord of another action.
fn rejected(merged: &Layer, diagnostics: &mut Diagnostics, file: &SourceFile) -> BTreeSet<String> {
    let mut rejected = BTreeSet::new();
    for ((context, chord), mut claims) in claims(merged) {
        // Actions win over countries, defaults over the user's file, and earlier lines of it over later ones.
        claims.sort_by_key(|(path, given, number)| {
            (path.starts_with("country."), !given.is_built_in(), chord_span(given, *number).start)
        });
        let Some((holder, others)) = claims.split_first() else { continue };
        for other in others {
            diagnostics.push(conflict(context, chord, holder, other, file));
            rejected.insert(other.0.to_owned());
        }
    }
    rejected
}

/// Warnings for keys that the user binds in [`Context::Global`] without effect, because both the list and the detail pane
/// bind them to something else.
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
            let message = format!("`{chord}` has no effect for {}", title(path));
            let note =
                format!("it is bound to {} in the list and to {} in the detail pane", title(list), title(detail));
            warnings.push(DiagnosticBuilder::warning(chord_span(given, *number), message).note(note));
        }
    }
    warnings
}

/// All bindings by context and chord. The key of a country counts in the list and globally.
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
        // Countries of different chronologies may share a key, so only a conflict with an action counts.
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
        "`{chord}` is bound to both {} and {} in the context {}",
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
    let note =
        format!("{} is bound at {place}{built_in}; give that action another key or [] first", title(holder_path));
    DiagnosticBuilder::error(chord_span(other.1, other.2), message).note(note)
}

/// What a path names, for a message.
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
