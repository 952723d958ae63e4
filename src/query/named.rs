//! Items by what they are called: a person, a place or a document by any name and spelling, an event by its id.

use summits_chronology::chronology::{Chronology, Event, Item, Ref, own_id};
use summits_chronology::diagnostics::suggest::similarity;
use summits_chronology::text::fold;

use super::Query;
use super::field::Field;
use super::lexicon::begins;

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// One item.
    One(Item),
    /// Several that it is the name of, or the beginning of one.
    Several(Vec<Item>),
    /// None; those that are called most like it instead, best first.
    Nothing(Vec<Item>),
}

impl Query {
    /// The query for the events of a person, a place or a document: those in which the person took part, that were held
    /// there, that cite it. `None` for an event.
    #[must_use]
    pub fn naming(item: Item, chronology: &Chronology) -> Option<Self> {
        let field = match item {
            Item::Event(_) => return None,
            Item::Person(_) => Field::Person,
            Item::Place(_) => Field::Place,
            Item::Document(_) => Field::Document,
        };
        Some(Self::default().toggle(field, item.id(chronology)))
    }
}

/// Finds what is called `written`: first by the id, then by a whole name in any script and spelling, then by the beginning
/// of an event's id or of a word of a name, then by the city of a venue, and last among the documents, whose titles hold
/// the names of others. `person:`, `place:`, `document:` or `event:` before it leaves only these.
#[must_use]
pub fn named(written: &str, chronology: &Chronology) -> Named {
    let (kind, written) = match written.split_once(':') {
        Some((kind, rest)) if KINDS.contains(&kind) => (Some(kind), rest),
        _ => (None, written),
    };
    let needle = fold(written);
    if needle.is_empty() {
        return Named::Nothing(Vec::new());
    }
    let asked = |of: &[&str]| kind.is_none_or(|kind| of.contains(&kind));
    let exact = with_id(written, chronology).into_iter().filter(|item| asked(&[item.kind()]));
    let mut found: Vec<Item> = exact.collect();
    let mut names = Vec::new();
    if found.is_empty() && asked(&["person", "place"]) {
        names = people_and_places(chronology);
        names.retain(|called| asked(&[called.item.kind()]));
        found = matching(&names, |called| called.names.contains(&needle));
    }
    if found.is_empty() {
        found = matching(&names, |called| called.begins(&needle));
        if asked(&["event"]) {
            found.splice(0..0, beginning(written, chronology));
        }
    }
    if found.is_empty() {
        found = matching(&names, |called| begins(&called.city, &needle, true));
    }
    if found.is_empty() && asked(&["document"]) {
        let documents = documents(chronology);
        found = matching(&documents, |called| called.names.contains(&needle));
        if found.is_empty() {
            found = matching(&documents, |called| called.begins(&needle));
        }
        names.extend(documents);
    }
    match found.as_slice() {
        [] => Named::Nothing(nearest(written, &names, asked(&["event"]), chronology)),
        [only] => Named::One(*only),
        _ => Named::Several(found),
    }
}

/// What may be written before a name, to say what is meant.
const KINDS: [&str; 4] = ["event", "person", "place", "document"];

/// An item and everything that it is called, folded.
struct Called {
    item: Item,
    names: Vec<String>,
    /// The city of a venue.
    city: String,
}

impl Called {
    fn new<'a>(item: Item, names: impl IntoIterator<Item = &'a str>, city: &str) -> Self {
        let names = names.into_iter().map(fold).filter(|name| !name.is_empty()).collect();
        Self { item, names, city: fold(city) }
    }

    /// Whether a word of a name begins so.
    fn begins(&self, needle: &str) -> bool {
        self.names.iter().any(|name| begins(name, needle, true))
    }
}

fn matching(names: &[Called], matches: impl Fn(&Called) -> bool) -> Vec<Item> {
    names.iter().filter(|called| matches(called)).map(|called| called.item).collect()
}

/// Everything with this id, exactly as written.
fn with_id(id: &str, chronology: &Chronology) -> Vec<Item> {
    let event = chronology.find_event(id).map(Item::Event);
    let person = chronology.find_in(&chronology.people, id).map(Item::Person);
    let place = chronology.find_in(&chronology.places, id).map(Item::Place);
    let document = chronology.find_in(&chronology.documents, id).map(Item::Document);
    event.into_iter().chain(person).chain(place).chain(document).collect()
}

/// The events whose ids begin so, or would in their own layer.
fn beginning(written: &str, chronology: &Chronology) -> Vec<Item> {
    let begins = |event: &Event| event.id.starts_with(written) || own_id(&event.id).starts_with(written);
    let begun = chronology.events().entries().filter(|(_, event)| begins(event));
    begun.map(|(event, _)| Item::Event(event)).collect()
}

fn people_and_places(chronology: &Chronology) -> Vec<Called> {
    let people = chronology.people.entries().map(|(place, person)| {
        let names = std::iter::once(&*person.id).chain(person.names());
        Called::new(Item::Person(place), names, "")
    });
    let places = chronology.places.entries().map(|(place, it)| {
        let full = it.full_name();
        let names = [&*it.id, &*it.name, &*full].into_iter().chain(it.names.iter().map(|(_, name)| &**name));
        Called::new(Item::Place(place), names, &it.city)
    });
    people.chain(places).collect()
}

fn documents(chronology: &Chronology) -> Vec<Called> {
    let called = chronology
        .documents
        .entries()
        .map(|(place, document)| Called::new(Item::Document(place), [&*document.id, &*document.title], ""));
    called.collect()
}

/// The items that are called most like `written`, best first.
fn nearest(written: &str, names: &[Called], events: bool, chronology: &Chronology) -> Vec<Item> {
    // The ids of events are long and begin with a date, so they are like each other.
    const ALIKE: f64 = 0.8;
    const IDS_ALIKE: f64 = 0.75;
    const MOST: usize = 5;
    let needle = fold(written);
    let likeness = |called: &Called| {
        // A title has so many words that one of them is like anything.
        let by_words = !matches!(called.item, Item::Document(_));
        let words = called
            .names
            .iter()
            .flat_map(|name| std::iter::once(name.as_str()).chain(name.split(' ').filter(move |_| by_words)));
        words.map(|word| similarity(word, &needle)).fold(0.0, f64::max)
    };
    let mut alike: Vec<(f64, Item)> =
        names.iter().map(|called| (likeness(called), called.item)).filter(|(likeness, _)| *likeness >= ALIKE).collect();
    let of_event = |(place, event): (Ref<Event>, &Event)| (similarity(&event.id, written), Item::Event(place));
    let ids = chronology.events().entries().filter(|_| events).map(of_event);
    alike.extend(ids.filter(|(likeness, _)| *likeness >= IDS_ALIKE));
    alike.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    alike.into_iter().take(MOST).map(|(_, item)| item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use summits_chronology::chronology::fixture;

    /// `person:kim-jong-il`, or what there is instead.
    fn found(written: &str) -> String {
        let chronology = fixture::chronology();
        let id = |item: &Item| format!("{}:{}", item.kind(), item.id(&chronology));
        let ids = |items: &[Item]| items.iter().map(id).collect::<Vec<_>>().join(" ");
        match named(written, &chronology) {
            Named::One(item) => id(&item),
            Named::Several(items) => format!("any of {}", ids(&items)),
            Named::Nothing(items) => format!("nothing, but {}", ids(&items)),
        }
    }

    #[test]
    fn a_person_is_found_by_any_name_in_any_script_and_spelling() {
        for written in ["kim-jong-il", "Kim Jong Il", "김정일", "kim chong il", "KIM JONG-IL", "jong", "person:kim"]
        {
            assert_eq!(found(written), "person:kim-jong-il", "{written}");
        }
        assert_eq!(found("koizumi"), "person:junichiro-koizumi");
    }

    #[test]
    fn a_place_is_found_by_what_each_side_calls_it() {
        for written in ["kunashir", "国後島", "Кунашир", "place:Kunash"] {
            assert_eq!(found(written), "place:kunashir", "{written}");
        }
        // A city is itself and not the venues in it.
        assert_eq!(found("Moscow"), "place:moscow");
        assert_eq!(found("Kremlin, Moscow"), "place:moscow-kremlin");
    }

    #[test]
    fn an_event_is_found_by_its_id_or_the_only_beginning() {
        assert_eq!(found("2006-07-05-missile-launches"), "event:2006-07-05-missile-launches");
        assert_eq!(found("2006-07"), "event:2006-07-05-missile-launches");
        assert_eq!(found("2003-01-10"), "any of event:2003-01-10-npt-withdrawal event:2003-01-10-koizumi-putin-moscow");
    }

    #[test]
    fn a_document_is_found_by_its_id_and_its_title_after_everything_else() {
        assert_eq!(found("kremlin-2003-01-10"), "document:kremlin-2003-01-10");
        assert_eq!(found("Moscow Declaration"), "document:kremlin-2001-08-04");
        assert_eq!(found("document:kremlin-2003"), "document:kremlin-2003-01-10");
        assert_eq!(found("yearbook"), "document:yearbook-2002");
    }

    #[test]
    fn a_name_of_several_is_all_of_them_and_what_is_meant_can_be_said() {
        assert_eq!(found("ivanov"), "any of person:igor-ivanov person:sergei-ivanov");
        assert_eq!(found("person:sergei"), "person:sergei-ivanov");
        assert_eq!(found("place:ivanov"), "nothing, but ");
    }

    #[test]
    fn what_nothing_is_called_brings_the_nearest() {
        assert!(found("koizmi").starts_with("nothing, but person:junichiro-koizumi"));
        assert!(found("2003-01-10-koizmi-putin").starts_with("nothing, but event:2003-01-10-koizumi-putin-moscow"));
        assert_eq!(found(""), "nothing, but ");
        assert_eq!(found("event:"), "nothing, but ");
    }

    #[test]
    fn the_query_of_an_item_finds_its_events() {
        let chronology = fixture::chronology();
        let index = crate::query::Index::new(&chronology);
        let Named::One(moscow) = named("moscow", &chronology) else { panic!() };
        let query = Query::naming(moscow, &chronology).unwrap();
        assert_eq!(query.to_string(), "place:moscow");
        // Those of the Kremlin are among them.
        assert_eq!(index.select(&chronology, &query).len(), 2);
        let event = chronology.events().refs().next().unwrap();
        assert_eq!(Query::naming(event.into(), &chronology), None);
    }
}
