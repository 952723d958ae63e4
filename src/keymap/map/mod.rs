//! The keymap: which chord does what in which context, for one chronology.

use std::collections::{BTreeMap, HashMap, HashSet};

use summits_chronology::chronology::{Chronology, Country, CountryCode, Ref};

use super::{Action, Chord, Context, Entry, Key};

/// The chords of one action in one context.
#[derive(Debug, Clone)]
pub struct Binding {
    pub context: Context,
    pub entry: &'static Entry,
    /// The one to show comes first.
    pub chords: Vec<Chord>,
}

/// The keys of the configuration: free of conflicts, and the same for every chronology.
#[derive(Debug, Clone, Default)]
pub struct Bindings {
    pub actions: Vec<Binding>,
    /// The keys of countries that the configuration names.
    pub countries: BTreeMap<CountryCode, Chord>,
}

/// What every chord does.
///
/// Besides the bindings there are keys that no setting changes: in the list the digits stand for the countries in their
/// order, in the detail pane for the documents. The letter of a country is the one that the configuration names, or that of
/// the chronology, or, where an action is bound to that one in the list, the next free capital of its name.
#[derive(Debug, Clone)]
pub struct Keymap {
    actions: HashMap<(Context, Chord), &'static Action>,
    bindings: Vec<Binding>,
    /// By the position of the country. `None` if every capital is taken.
    countries: Vec<Option<Chord>>,
}

impl Keymap {
    #[must_use]
    pub fn new(bindings: &Bindings, chronology: &Chronology) -> Self {
        let mut actions = HashMap::new();
        for binding in &bindings.actions {
            for chord in &binding.chords {
                actions.entry((binding.context, *chord)).or_insert(binding.entry.action);
            }
        }
        let taken = actions.keys().filter(|(context, _)| matches!(context, Context::Global | Context::List));
        let taken = taken.map(|(_, chord)| *chord).chain(('0'..='9').filter_map(Chord::char)).collect();
        let countries: Vec<&Country> = chronology.countries.iter().collect();
        let countries = country_keys(&countries, &bindings.countries, taken);
        Self { actions, bindings: bindings.actions.clone(), countries }
    }

    /// What a chord does in a context. In a line of text a character that is not bound is typed, and no key falls back to
    /// [`Context::Global`].
    #[must_use]
    pub fn action(&self, context: Context, chord: Chord) -> Option<Action> {
        if let Some(action) = self.actions.get(&(context, chord)) {
            return Some((*action).clone());
        }
        if context.takes_text() {
            return chord.typed().map(Action::Type);
        }
        if let Some(action) = self.numbered(context, chord) {
            return Some(action);
        }
        let global = self.actions.get(&(Context::Global, chord)).map(|action| (*action).clone());
        global.or_else(|| {
            let country = self.countries.iter().position(|key| *key == Some(chord))?;
            Some(Action::Country(Ref::new(country)))
        })
    }

    /// What a digit does: in the list it stands for a country, in the detail pane and in the comparison for a document.
    fn numbered(&self, context: Context, chord: Chord) -> Option<Action> {
        let number = chord.typed()?.to_digit(10).filter(|number| *number > 0)? as usize;
        match context {
            Context::List if number <= self.countries.len() => Some(Action::Country(Ref::new(number - 1))),
            Context::Detail | Context::Compare => Some(Action::OpenDocumentNumber(number)),
            _ => None,
        }
    }

    /// The chords that do `action` when pressed in `context`, the one to show first. Those of the context itself come
    /// before those of [`Context::Global`].
    #[must_use]
    pub fn chords(&self, context: Context, action: &Action) -> Vec<Chord> {
        let of = |context: Context| {
            let bindings = self.bindings.iter().filter(move |binding| binding.context == context);
            bindings.filter(|binding| binding.entry.action == action).flat_map(|binding| binding.chords.iter().copied())
        };
        let mut chords: Vec<Chord> = of(context).collect();
        if let Action::Country(country) = action {
            chords.extend(self.country_key(*country));
        }
        chords.extend(of(Context::Global).filter(|_| context != Context::Global));
        // A chord that the context binds to another action does not do this one.
        chords.retain(|chord| self.action(context, *chord).as_ref() == Some(action));
        chords
    }

    /// The chord to show.
    #[must_use]
    pub fn chord(&self, context: Context, action: &Action) -> Option<Chord> {
        self.chords(context, action).first().copied()
    }

    /// The letter that filters by a country in the list. `None` if every capital is taken; its digit may still work.
    #[must_use]
    pub fn country_key(&self, country: Ref<Country>) -> Option<Chord> {
        self.countries.get(country.position()).copied().flatten()
    }

    /// Every binding, in the order of the contexts and, within one, of the registry.
    #[must_use]
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }
}

/// A key for every country: first those of the configuration, then those of the chronology that are free, then capitals of
/// the names, then any capital. `taken` are the chords that are bound already.
fn country_keys(
    countries: &[&Country],
    named: &BTreeMap<CountryCode, Chord>,
    mut taken: HashSet<Chord>,
) -> Vec<Option<Chord>> {
    let mut keys = vec![None; countries.len()];
    for source in [KeySource::Configuration, KeySource::Chronology, KeySource::Capital] {
        for (key, country) in keys.iter_mut().zip(countries) {
            if key.is_none() {
                let candidates = match source {
                    KeySource::Configuration => named.get(&country.code).copied().into_iter().collect(),
                    KeySource::Chronology => Chord::char(country.key).into_iter().collect(),
                    KeySource::Capital => capitals(country),
                };
                *key = candidates.into_iter().find(|chord| taken.insert(*chord));
            }
        }
    }
    keys
}

/// Where the key of a country may come from, in this order.
enum KeySource {
    Configuration,
    Chronology,
    /// The letters of the name, and the alphabet.
    Capital,
}

/// The capitals that may stand for a country: those written in its name, the other letters of the name, the alphabet.
fn capitals(country: &Country) -> Vec<Chord> {
    let written = country.name.chars().filter(|letter| letter.is_uppercase());
    let letters = country.name.chars().filter(|letter| letter.is_alphabetic()).flat_map(char::to_uppercase);
    written.chain(letters).chain('A'..='Z').filter(|letter| letter.is_uppercase()).filter_map(Chord::char).collect()
}

impl Bindings {
    /// Why no action may be bound to the chord in this context; `None` where one may.
    #[must_use]
    pub fn reserved(context: Context, chord: Chord) -> Option<&'static str> {
        let typed = chord.typed()?;
        match (context, typed) {
            (Context::Prompt | Context::Choice, _) => Some("what is typed in a line of text stays text"),
            (Context::Global | Context::List | Context::Detail | Context::Compare, '1'..='9') => {
                Some("the digits stand for the countries in the list and for the documents in the detail pane")
            },
            _ => None,
        }
    }

    #[must_use]
    pub fn chords(&self, context: Context, name: &str) -> &[Chord] {
        let binding = self.actions.iter().find(|binding| binding.context == context && binding.entry.name == name);
        binding.map_or(&[], |binding| &binding.chords)
    }
}

impl Chord {
    /// Whether the chord can be the key of a country: one character that is not a digit.
    #[must_use]
    pub fn names_country(self) -> bool {
        matches!(self.key(), Key::Char(character) if character != ' ' && !character.is_ascii_digit())
            && self.typed().is_some()
    }
}

#[cfg(test)]
mod tests;
