//! Finding an item by name: a person, a place or a document by any name and spelling, an event by its id.

use summits_chronology::chronology::{Chronology, Event, Item, Ref, own_id};
use summits_chronology::diagnostics::suggest::similarity;
use summits_chronology::text::fold;

use super::ast::Query;
use super::field::Field;
use super::lexicon::begins;

/// What [`named`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    One(Item),
    /// All that have the name, or a name that begins with it.
    Several(Vec<Item>),
    /// No item. These have the most similar names, the best first.
    Nothing(Vec<Item>),
}

impl Query {
    /// The query for the events in which a person took part, that were held at a place, or that cite a document. `None`
    /// for an event.
    #[must_use]
    pub fn for_item(item: Item, chronology: &Chronology) -> Option<Self> {
        let field = match item {
            Item::Event(_) => return None,
            Item::Person(_) => Field::Person,
            Item::Place(_) => Field::Place,
            Item::Document(_) => Field::Document,
        };
        Some(Self::default().toggle(field, item.id(chronology)))
    }
}

/// Finds items by id, else by a whole name in any script and spelling, else by the beginning of an event's id or of a
/// word of a name, else by the city of a venue, and last among documents, whose titles contain the names of others. A
/// prefix `person:`, `place:`, `document:` or `event:` limits the search to that kind.
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
        names.retain(|named| asked(&[named.item.kind()]));
        found = matching(&names, |named| named.names.contains(&needle));
    }
    if found.is_empty() {
        found = matching(&names, |named| named.begins(&needle));
        if asked(&["event"]) {
            found.splice(0..0, beginning(written, chronology));
        }
    }
    if found.is_empty() {
        found = matching(&names, |named| begins(&named.city, &needle, true));
    }
    if found.is_empty() && asked(&["document"]) {
        let documents = documents(chronology);
        found = matching(&documents, |named| named.names.contains(&needle));
        if found.is_empty() {
            found = matching(&documents, |named| named.begins(&needle));
        }
        names.extend(documents);
    }
    match found.as_slice() {
        [] => Named::Nothing(nearest(written, &names, asked(&["event"]), chronology)),
        [only] => Named::One(*only),
        _ => Named::Several(found),
    }
}

/// The prefixes that limit a search.
const KINDS: [&str; 4] = ["event", "person", "place", "document"];

/// An item with its folded names.
struct NamedItem {
    item: Item,
    names: Vec<String>,
    /// The folded name of the city of a venue; empty for everything else.
    city: String,
}

impl NamedItem {
    fn new<'a>(item: Item, names: impl IntoIterator<Item = &'a str>, city: &str) -> Self {
        let names = names.into_iter().map(fold).filter(|name| !name.is_empty()).collect();
        Self { item, names, city: fold(city) }
    }

    /// Whether a word of a name begins with `needle`.
    fn begins(&self, needle: &str) -> bool {
        self.names.iter().any(|name| begins(name, needle, true))
    }
}

fn matching(names: &[NamedItem], matches: impl Fn(&NamedItem) -> bool) -> Vec<Item> {
    names.iter().filter(|named| matches(named)).map(|named| named.item).collect()
}

/// The items of every kind with this id, exactly as written.
fn with_id(id: &str, chronology: &Chronology) -> Vec<Item> {
    let event = chronology.find_event(id).map(Item::Event);
    let person = chronology.find_in(&chronology.people, id).map(Item::Person);
    let place = chronology.find_in(&chronology.places, id).map(Item::Place);
    let document = chronology.find_in(&chronology.documents, id).map(Item::Document);
    event.into_iter().chain(person).chain(place).chain(document).collect()
}

/// The events whose id begins with this, with or without the prefix of their layer.
fn beginning(written: &str, chronology: &Chronology) -> Vec<Item> {
    let begins = |event: &Event| event.id.starts_with(written) || own_id(&event.id).starts_with(written);
    let begun = chronology.events().entries().filter(|(_, event)| begins(event));
    begun.map(|(event, _)| Item::Event(event)).collect()
}

fn people_and_places(chronology: &Chronology) -> Vec<NamedItem> {
    let people = chronology.people.entries().map(|(reference, person)| {
        let names = std::iter::once(&*person.id).chain(person.names());
        NamedItem::new(Item::Person(reference), names, "")
    });
    let places = chronology.places.entries().map(|(reference, place)| {
        let full = place.full_name();
        let names = [&*place.id, &*place.name, &*full].into_iter().chain(place.names.iter().map(|(_, name)| &**name));
        NamedItem::new(Item::Place(reference), names, &place.city)
    });
    people.chain(places).collect()
}

fn documents(chronology: &Chronology) -> Vec<NamedItem> {
    let named = chronology
        .documents
        .entries()
        .map(|(reference, document)| NamedItem::new(Item::Document(reference), [&*document.id, &*document.title], ""));
    named.collect()
}

/// The items with the names most similar to `written`, the best first.
fn nearest(written: &str, names: &[NamedItem], events: bool, chronology: &Chronology) -> Vec<Item> {
    // Ids of events are long and begin with a date, so they resemble each other more than names do.
    const ALIKE: f64 = 0.8;
    const IDS_ALIKE: f64 = 0.75;
    const MOST: usize = 5;
    let needle = fold(written);
    let likeness = |named: &NamedItem| {
        // A title has so many words that one of them resembles anything.
        let by_words = !matches!(named.item, Item::Document(_));
        let words = named
            .names
            .iter()
            .flat_map(|name| std::iter::once(name.as_str()).chain(name.split(' ').filter(move |_| by_words)));
        words.map(|word| similarity(word, &needle)).fold(0.0, f64::max)
    };
    let mut alike: Vec<(f64, Item)> =
        names.iter().map(|named| (likeness(named), named.item)).filter(|(likeness, _)| *likeness >= ALIKE).collect();
    let of_event = |(reference, event): (Ref<Event>, &Event)| (similarity(&event.id, written), Item::Event(reference));
    let ids = chronology.events().entries().filter(|_| events).map(of_event);
    alike.extend(ids.filter(|(likeness, _)| *likeness >= IDS_ALIKE));
    alike.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    alike.into_iter().take(MOST).map(|(_, item)| item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use summits_chronology::chronology::fixture;

    /// `person:kim-jong-il`, or what was found instead.
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
    fn a_place_is_found_by_the_names_of_all_sides() {
        for written in ["kunashir", "国後島", "Кунашир", "place:Kunash"] {
            assert_eq!(found(written), "place:kunashir", "{written}");
        }
        // A city does not mean the venues in it here.
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
    fn a_name_of_several_finds_all_and_a_prefix_selects_a_kind() {
        assert_eq!(found("ivanov"), "any of person:igor-ivanov person:sergei-ivanov");
        assert_eq!(found("person:sergei"), "person:sergei-ivanov");
        assert_eq!(found("place:ivanov"), "nothing, but ");
    }

    #[test]
    fn an_unknown_name_suggests_the_most_similar() {
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
        let query = Query::for_item(moscow, &chronology).unwrap();
        assert_eq!(query.to_string(), "place:moscow");
        // This includes the event at the Kremlin.
        assert_eq!(index.select(&chronology, &query).len(), 2);
        let event = chronology.events().refs().next().unwrap();
        assert_eq!(Query::for_item(event.into(), &chronology), None);
    }
}
