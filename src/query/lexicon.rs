//! The values that a field knows, and how a written value finds them.

use summits_chronology::chronology::{
    Aspect, Chronology, Class, Country, Identified, Mode, Person, Place, Register, Status, Term,
};
use summits_chronology::diagnostics::suggest::similarity;
use summits_chronology::text::fold;

use super::field::{Field, FieldKind, NameRegister};
use super::flags;

/// A value that a field knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownValue {
    /// As a query writes it.
    pub value: String,
    /// For readers.
    pub name: String,
    /// Everything that it is called, folded.
    pub spellings: Vec<String>,
}

impl KnownValue {
    fn new<'a>(value: &'a str, name: &'a str, others: impl IntoIterator<Item = &'a str>) -> Self {
        let mut spellings: Vec<String> = [value, name].into_iter().chain(others).map(fold).collect();
        spellings.retain(|spelling| !spelling.is_empty());
        spellings.dedup();
        Self { value: value.to_owned(), name: name.to_owned(), spellings }
    }

    /// Whether a spelling, or with `words` a word of one, begins with `needle`.
    pub fn begins(&self, needle: &str, words: bool) -> bool {
        self.spellings.iter().any(|spelling| begins(spelling, needle, words))
    }
}

/// Whether `spelling`, or with `words` a word of it, begins with `needle`.
pub fn begins(spelling: &str, needle: &str, words: bool) -> bool {
    let after_word_end = |at: usize| spelling[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
    spelling.starts_with(needle) || words && spelling.match_indices(needle).any(|(at, _)| after_word_end(at))
}

/// The known values of a field. None for fields of time and of words.
pub fn known_values(field: Field, chronology: &Chronology) -> Vec<KnownValue> {
    match field {
        Field::Country | Field::Party | Field::About | Field::Only => countries(chronology),
        Field::Pair => pairs(chronology),
        Field::Kind => terms(&chronology.kinds),
        Field::Level => terms(&chronology.levels),
        Field::Topic => terms(&chronology.topics),
        Field::Person => named(&chronology.people, |person| &person.name, person_spellings),
        Field::Place => named(&chronology.places, |place| &place.name, place_spellings),
        Field::Publisher => named(&chronology.publishers, |publisher| &publisher.name, |_| Vec::new()),
        Field::Document => {
            named(&chronology.documents, |document| &document.title, |document| vec![&*document.as_named])
        },
        Field::Origin => {
            chronology.layers().iter().map(|layer| KnownValue::new(&layer.name, &layer.title, [])).collect()
        },
        Field::Class => words(Class::ALL.iter().map(|word| word.as_str())),
        Field::Status => words(Status::ALL.iter().map(|word| word.as_str())),
        Field::Mode => words(Mode::ALL.iter().map(|word| word.as_str())),
        Field::Aspect => words(Aspect::ALL.iter().map(|word| word.as_str())),
        Field::Has => words(flags::HAS.iter().map(|flag| flag.word)),
        Field::Is => {
            let mut known = words(flags::IS.iter().map(|flag| flag.word));
            let low = known.iter_mut().filter(|flag| flag.value == "doubtful");
            low.for_each(|flag| flag.spellings.push("low".to_owned()));
            known
        },
        Field::Date | Field::Year | Field::Month | Field::From | Field::To | Field::Note | Field::Text => Vec::new(),
    }
}

/// What a written value means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// One value, as a query writes it.
    One(String),
    Several(Vec<String>),
    /// No value. These are the most similar.
    None(Vec<String>),
}

/// Finds what a written value means: an exact id, else a whole name, else the beginning of a name; in fields of names,
/// of any word of a name.
pub fn find(field: Field, written: &str, chronology: &Chronology) -> Lookup {
    if let Some(id) = exact_id(field, written, chronology) {
        return Lookup::One(id);
    }
    let known = known_values(field, chronology);
    let needle = fold(written);
    let whole = |value: &&KnownValue| value.spellings.contains(&needle);
    let begins =
        |value: &&KnownValue| !needle.is_empty() && value.begins(&needle, matches!(field.kind(), FieldKind::Names(_)));
    let mut found: Vec<&KnownValue> = known.iter().filter(whole).collect();
    if found.len() != 1 {
        found = known.iter().filter(begins).collect();
    }
    match found.as_slice() {
        [] => Lookup::None(nearest(&known, &needle)),
        [only] => Lookup::One(only.value.clone()),
        several => Lookup::Several(several.iter().map(|known| known.value.clone()).collect()),
    }
}

/// The id itself, in registers that can be large: found without going through them.
fn exact_id(field: Field, written: &str, chronology: &Chronology) -> Option<String> {
    fn id<T: Identified>(chronology: &Chronology, register: &Register<T>, written: &str) -> Option<String> {
        chronology.find_in(register, written).map(|found| register[found].id().to_owned())
    }
    match field.kind() {
        FieldKind::Names(NameRegister::People) => id(chronology, &chronology.people, written),
        FieldKind::Names(NameRegister::Places) => id(chronology, &chronology.places, written),
        FieldKind::Names(NameRegister::Publishers) => id(chronology, &chronology.publishers, written),
        FieldKind::Names(NameRegister::Documents) => id(chronology, &chronology.documents, written),
        FieldKind::Countries(_)
        | FieldKind::Time(_)
        | FieldKind::Values
        | FieldKind::Flags(_)
        | FieldKind::Note
        | FieldKind::Text => None,
    }
}

/// The values with a spelling, or a word of one, that is most similar to `needle`; the best first, and none that is
/// much less similar.
fn nearest(known: &[KnownValue], needle: &str) -> Vec<String> {
    const ALIKE: f64 = 0.8;
    const MUCH_LESS: f64 = 0.08;
    const MOST: usize = 3;
    let likeness = |value: &KnownValue| {
        let spellings =
            value.spellings.iter().flat_map(|spelling| std::iter::once(spelling.as_str()).chain(spelling.split(' ')));
        spellings.map(|spelling| similarity(spelling, needle)).fold(0.0, f64::max)
    };
    let mut alike: Vec<(f64, &KnownValue)> =
        known.iter().map(|value| (likeness(value), value)).filter(|(likeness, _)| *likeness >= ALIKE).collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    let best = alike.first().map_or(0.0, |(likeness, _)| *likeness);
    alike.retain(|(likeness, _)| *likeness >= best - MUCH_LESS);
    alike.iter().take(MOST).map(|(_, value)| value.value.clone()).collect()
}

fn countries(chronology: &Chronology) -> Vec<KnownValue> {
    let known = |country: &Country| {
        let key = country.key.to_string();
        KnownValue::new(country.code.as_str(), &country.name, [&*country.adjective, &*country.native, &*key])
    };
    chronology.countries.iter().map(known).collect()
}

fn pairs(chronology: &Chronology) -> Vec<KnownValue> {
    let mut countries: Vec<_> = chronology.countries.iter().collect();
    countries.sort_by_key(|country| country.code);
    let mut pairs = Vec::new();
    for (position, a) in countries.iter().enumerate() {
        for b in &countries[position + 1..] {
            let value = format!("{}-{}", a.code, b.code);
            let name = format!("{}–{}", a.name, b.name);
            let reversed = [format!("{}-{}", b.code, a.code), format!("{}-{}", b.name, a.name)];
            pairs.push(KnownValue::new(&value, &name, reversed.iter().map(String::as_str)));
        }
    }
    pairs
}

fn terms<V>(vocabulary: &Register<Term<V>>) -> Vec<KnownValue> {
    vocabulary.iter().map(|term| KnownValue::new(&term.id, &term.name, [])).collect()
}

fn named<T: Identified>(
    register: &Register<T>,
    name: impl Fn(&T) -> &str,
    others: impl Fn(&T) -> Vec<&str>,
) -> Vec<KnownValue> {
    register.iter().map(|item| KnownValue::new(item.id(), name(item), others(item))).collect()
}

fn words<'a>(words: impl Iterator<Item = &'a str>) -> Vec<KnownValue> {
    words.map(|word| KnownValue::new(word, word, [])).collect()
}

/// Every name of a person in every script.
pub fn person_spellings(person: &Person) -> Vec<&str> {
    person.names().collect()
}

/// Every name of a place in every script, and the name of its city.
pub fn place_spellings(place: &Place) -> Vec<&str> {
    let names = place.names.iter().map(|(_, name)| &**name);
    std::iter::once(&*place.name).chain(std::iter::once(&*place.city)).chain(names).collect()
}
