//! The words that a field knows, and how a written value finds them.

use summits_chronology::chronology::{
    Aspect, Chronology, Class, Identified, Mode, Person, Place, Register, Status, Term,
};
use summits_chronology::text::fold;

use super::field::{Field, FieldKind, NameRegister};
use super::flags;

/// A value that a field knows: how the query writes it, its name for readers, and everything that it is called, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub value: String,
    pub name: String,
    pub spellings: Vec<String>,
}

impl Entry {
    fn new<'a>(value: &'a str, name: &'a str, others: impl IntoIterator<Item = &'a str>) -> Self {
        let mut spellings: Vec<String> = [value, name].into_iter().chain(others).map(fold).collect();
        spellings.retain(|spelling| !spelling.is_empty());
        spellings.dedup();
        Self { value: value.to_owned(), name: name.to_owned(), spellings }
    }

    /// Whether a spelling, or with `words` any word of one, begins with `needle`.
    pub fn begins(&self, needle: &str, words: bool) -> bool {
        self.spellings.iter().any(|spelling| begins(spelling, needle, words))
    }
}

/// Whether `spelling` begins with `needle`, or with `words` any word of it.
pub fn begins(spelling: &str, needle: &str, words: bool) -> bool {
    let after_word_end =
        |place: usize| spelling[..place].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
    spelling.starts_with(needle) || words && spelling.match_indices(needle).any(|(place, _)| after_word_end(place))
}

/// Everything that a field knows. Empty for the fields of time and of words.
pub fn entries(field: Field, chronology: &Chronology) -> Vec<Entry> {
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
        Field::Origin => chronology.layers().iter().map(|layer| Entry::new(&layer.name, &layer.title, [])).collect(),
        Field::Class => words(Class::ALL.iter().map(|word| word.as_str())),
        Field::Status => words(Status::ALL.iter().map(|word| word.as_str())),
        Field::Mode => words(Mode::ALL.iter().map(|word| word.as_str())),
        Field::Aspect => words(Aspect::ALL.iter().map(|word| word.as_str())),
        Field::Has => words(flags::HAS.iter().map(|flag| flag.word)),
        Field::Is => {
            let mut entries = words(flags::IS.iter().map(|flag| flag.word));
            let low = entries.iter_mut().filter(|entry| entry.value == "doubtful");
            low.for_each(|entry| entry.spellings.push("low".to_owned()));
            entries
        },
        Field::Date | Field::Year | Field::Month | Field::From | Field::To | Field::Note | Field::Text => Vec::new(),
    }
}

/// What a written value stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// One value.
    One(String),
    /// Several, as the query writes them.
    Several(Vec<String>),
    /// None; the nearest ones instead.
    None(Vec<String>),
}

/// Finds what a written value stands for: an id as it is written, then a whole name, then a beginning. In fields of names
/// it may be the beginning of any word.
pub fn find(field: Field, written: &str, chronology: &Chronology) -> Found {
    if let Some(id) = exact_id(field, written, chronology) {
        return Found::One(id);
    }
    let entries = entries(field, chronology);
    let needle = fold(written);
    let whole = |entry: &&Entry| entry.spellings.contains(&needle);
    let begins =
        |entry: &&Entry| !needle.is_empty() && entry.begins(&needle, matches!(field.kind(), FieldKind::Names(_)));
    let mut found: Vec<&Entry> = entries.iter().filter(whole).collect();
    if found.len() != 1 {
        found = entries.iter().filter(begins).collect();
    }
    match found.as_slice() {
        [] => Found::None(nearest(&entries, &needle)),
        [only] => Found::One(only.value.clone()),
        several => Found::Several(several.iter().map(|entry| entry.value.clone()).collect()),
    }
}

/// The id itself, in the registers that can be large: without going through them.
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

/// The values whose spellings, or words of them, are most like `needle`; best first, and none that is much less like it.
fn nearest(entries: &[Entry], needle: &str) -> Vec<String> {
    const ALIKE: f64 = 0.8;
    const MUCH_LESS: f64 = 0.08;
    const MOST: usize = 3;
    let likeness = |entry: &Entry| {
        let spellings =
            entry.spellings.iter().flat_map(|spelling| std::iter::once(spelling.as_str()).chain(spelling.split(' ')));
        spellings.map(|spelling| strsim::jaro_winkler(spelling, needle)).fold(0.0, f64::max)
    };
    let mut alike: Vec<(f64, &Entry)> =
        entries.iter().map(|entry| (likeness(entry), entry)).filter(|(likeness, _)| *likeness >= ALIKE).collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    let best = alike.first().map_or(0.0, |(likeness, _)| *likeness);
    alike.retain(|(likeness, _)| *likeness >= best - MUCH_LESS);
    alike.iter().take(MOST).map(|(_, entry)| entry.value.clone()).collect()
}

fn countries(chronology: &Chronology) -> Vec<Entry> {
    let entry = |country: &summits_chronology::chronology::Country| {
        let key = country.key.to_string();
        Entry::new(country.code.as_str(), &country.name, [&*country.adjective, &*country.native, &*key])
    };
    chronology.countries.iter().map(entry).collect()
}

fn pairs(chronology: &Chronology) -> Vec<Entry> {
    let mut countries: Vec<_> = chronology.countries.iter().collect();
    countries.sort_by_key(|country| country.code);
    let mut pairs = Vec::new();
    for (place, a) in countries.iter().enumerate() {
        for b in &countries[place + 1..] {
            let value = format!("{}-{}", a.code, b.code);
            let name = format!("{}–{}", a.name, b.name);
            let turned = [format!("{}-{}", b.code, a.code), format!("{}-{}", b.name, a.name)];
            pairs.push(Entry::new(&value, &name, turned.iter().map(String::as_str)));
        }
    }
    pairs
}

fn terms<V>(vocabulary: &Register<Term<V>>) -> Vec<Entry> {
    vocabulary.iter().map(|term| Entry::new(&term.id, &term.name, [])).collect()
}

fn named<T: Identified>(
    register: &Register<T>,
    name: impl Fn(&T) -> &str,
    others: impl Fn(&T) -> Vec<&str>,
) -> Vec<Entry> {
    register.iter().map(|item| Entry::new(item.id(), name(item), others(item))).collect()
}

fn words<'a>(words: impl Iterator<Item = &'a str>) -> Vec<Entry> {
    words.map(|word| Entry::new(word, word, [])).collect()
}

/// Every name of a person in every script.
pub fn person_spellings(person: &Person) -> Vec<&str> {
    person.names().collect()
}

/// Every name of a place in every script, and its city.
pub fn place_spellings(place: &Place) -> Vec<&str> {
    let names = place.names.iter().map(|(_, name)| &**name);
    std::iter::once(&*place.name).chain(std::iter::once(&*place.city)).chain(names).collect()
}
