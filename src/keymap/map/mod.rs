//! The keymap: which chord does what in which context, for one chronology.

use std::collections::{BTreeMap, HashMap, HashSet};

use summits_chronology::chronology::{Chronology, Country, CountryCode, Ref};

use super::{Action, Chord, Context, Entry, Key};

/// The chords of one action in one context.
#[derive(Debug, Clone)]
pub struct Binding {
    /// Where the chords are pressed.
    pub context: Context,
    /// What they do.
    pub entry: &'static Entry,
    /// The chords, the one to show first.
    pub chords: Vec<Chord>,
}

/// What the configuration says of keys: free of conflicts, and the same for every chronology.
#[derive(Debug, Clone, Default)]
pub struct Bindings {
    /// The chords of the actions.
    pub actions: Vec<Binding>,
    /// The keys of countries that the configuration names.
    pub countries: BTreeMap<CountryCode, Chord>,
}

/// What every chord does.
///
/// Besides the bindings there are keys that no setting changes: in the list the digits name the countries in their
/// order, in the detail pane the documents. A country's letter is the one that the configuration names, or that of the
/// chronology, or, where an action holds that one in the list, the next free capital of its name.
#[derive(Debug, Clone)]
pub struct Keymap {
    actions: HashMap<(Context, Chord), &'static Action>,
    bindings: Vec<Binding>,
    /// By the position of the country. `None` if every capital is taken.
    countries: Vec<Option<Chord>>,
}

impl Keymap {
    /// The keymap of these bindings for this chronology.
    #[must_use]
    pub fn new(bindings: &Bindings, chronology: &Chronology) -> Self {
        let mut actions = HashMap::new();
        for binding in &bindings.actions {
            for chord in &binding.chords {
                actions.entry((binding.context, *chord)).or_insert(binding.entry.action);
            }
        }
        let held = actions.keys().filter(|(context, _)| matches!(context, Context::Global | Context::List));
        let held = held.map(|(_, chord)| *chord).chain(('0'..='9').filter_map(Chord::char)).collect();
        let countries: Vec<&Country> = chronology.countries.iter().collect();
        let countries = country_keys(&countries, &bindings.countries, held);
        Self { actions, bindings: bindings.actions.clone(), countries }
    }

    /// What a chord does in a context. In a line of text a character that no action holds types itself, and nothing
    /// reaches [`Context::Global`].
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

    /// What a digit does: in the list it names a country, in the detail pane and in the comparison a document.
    fn numbered(&self, context: Context, chord: Chord) -> Option<Action> {
        let number = chord.typed()?.to_digit(10).filter(|number| *number > 0)? as usize;
        match context {
            Context::List if number <= self.countries.len() => Some(Action::Country(Ref::new(number - 1))),
            Context::Detail | Context::Compare => Some(Action::OpenDocumentNumber(number)),
            _ => None,
        }
    }

    /// The chords that do `action` when pressed in `context`, the one to show first; those of the context itself stand
    /// before those of [`Context::Global`].
    #[must_use]
    pub fn chords(&self, context: Context, action: &Action) -> Vec<Chord> {
        let of = |place: Context| {
            let bindings = self.bindings.iter().filter(move |binding| binding.context == place);
            bindings.filter(|binding| binding.entry.action == action).flat_map(|binding| binding.chords.iter().copied())
        };
        let mut chords: Vec<Chord> = of(context).collect();
        if let Action::Country(country) = action {
            chords.extend(self.country_key(*country));
        }
        chords.extend(of(Context::Global).filter(|_| context != Context::Global));
        // What the context holds for something else does not reach the other.
        chords.retain(|chord| self.action(context, *chord).as_ref() == Some(action));
        chords
    }

    /// The chord to show for `action` in `context`.
    #[must_use]
    pub fn chord(&self, context: Context, action: &Action) -> Option<Chord> {
        self.chords(context, action).first().copied()
    }

    /// The letter that filters by a country in the list. `None` if every capital is taken; its digit may still do.
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

/// A key for every country: first those that the configuration names, then those of the chronology that are free, then
/// capitals of the names, then any capital. `held` are the chords that are taken.
fn country_keys(
    countries: &[&Country],
    named: &BTreeMap<CountryCode, Chord>,
    mut held: HashSet<Chord>,
) -> Vec<Option<Chord>> {
    let mut keys = vec![None; countries.len()];
    for wish in [Wish::Named, Wish::Own, Wish::Capital] {
        for (key, country) in keys.iter_mut().zip(countries) {
            if key.is_none() {
                let wished = match wish {
                    Wish::Named => named.get(&country.code).copied().into_iter().collect(),
                    Wish::Own => Chord::char(country.key).into_iter().collect(),
                    Wish::Capital => capitals(country),
                };
                *key = wished.into_iter().find(|chord| held.insert(*chord));
            }
        }
    }
    keys
}

/// Where a country's key may come from, the first asked first.
enum Wish {
    /// The configuration.
    Named,
    /// The chronology.
    Own,
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
    /// Whether no action may hold the chord in this context, because it is text, a country's or a document's number.
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

    /// The chords of an action in a context.
    #[must_use]
    pub fn chords(&self, context: Context, name: &str) -> &[Chord] {
        let binding = self.actions.iter().find(|binding| binding.context == context && binding.entry.name == name);
        binding.map_or(&[], |binding| &binding.chords)
    }
}

impl Chord {
    /// Whether the chord can name a country: one character that is not a digit.
    #[must_use]
    pub fn names_country(self) -> bool {
        matches!(self.key(), Key::Char(character) if character != ' ' && !character.is_ascii_digit())
            && self.typed().is_some()
    }
}

#[cfg(test)]
mod tests;
