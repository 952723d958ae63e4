use super::super::fixture;
use super::super::{
    Annotation, AnnotationChange, Annotations, Country, CountryCode, Link, LinkKind, Place, Registers, Sovereignty,
};
use super::*;

const SUMMIT: &str = "2003-01-10-koizumi-putin-moscow";

fn merged() -> Chronology {
    fixture::layered::chronology()
}

fn ids(chronology: &Chronology) -> Vec<&str> {
    chronology.events().iter().map(|event| &*event.id).collect()
}

#[test]
fn a_single_layer_stays_as_it_was_and_gets_its_name() {
    let before = fixture::chronology();
    let after = Chronology::merge(vec![("base".into(), fixture::chronology())]).unwrap();
    assert_eq!(ids(&after), ids(&before));
    assert!(!after.is_layered());
    assert_eq!(after.layers().iter().map(|layer| &*layer.name).collect::<Vec<_>>(), ["base"]);
    assert_eq!(after.shown_layer(Ref::new(0)), None);
    assert_eq!(after.title, before.title);
}

#[test]
fn events_of_all_layers_are_in_one_order_of_time() {
    let merged = merged();
    assert_eq!(ids(&merged)[0], "1999-08-seoul");
    assert_eq!(merged.events().len(), fixture::chronology().events().len() + 2);
    // Of two events with the same id, that of the lower layer comes first.
    let summit = merged.events().find(SUMMIT).unwrap();
    let lecture = merged.events().find(&format!("notes/{SUMMIT}")).unwrap();
    assert_eq!(lecture.position(), summit.position() + 1);
    let origin = |event| merged.shown_layer(event).map(|layer| (&*layer.name, &*layer.title));
    assert_eq!(origin(summit), Some(("base", "Contacts among Russia, Japan and North Korea")));
    assert_eq!(origin(lecture), Some(("notes", "My notes")));
}

#[test]
fn events_with_equal_dates_are_ordered_by_id_and_then_by_layer() {
    let registers = fixture::registers();
    let of = |ids: &[&str]| {
        let events = ids.iter().map(|id| fixture::event(&registers, id, "2003-01-10", "", "call", "JP")).collect();
        Chronology::new(registers.clone(), events)
    };
    let merged = Chronology::merge(vec![("zeta".into(), of(&["b", "a"])), ("alpha".into(), of(&["a", "c"]))]).unwrap();
    assert_eq!(ids(&merged), ["a", "alpha/a", "b", "c"]);
}

#[test]
fn a_plain_id_means_the_first_layer_and_a_qualified_one_the_layer_it_names() {
    let merged = merged();
    let title = |id: &str| merged.find_event(id).map(|event| &*merged[event].title);
    assert_eq!(title(SUMMIT), Some("Koizumi and Putin adopt the Action Plan"));
    assert_eq!(title(&format!("base/{SUMMIT}")), title(SUMMIT));
    assert_eq!(title(&format!("notes/{SUMMIT}")), Some("A lecture on the summit"));
    assert_eq!(title("notes/1999-08-seoul"), title("1999-08-seoul"));
    assert_eq!(title("base/1999-08-seoul"), None);
    assert_eq!(title(&format!("others/{SUMMIT}")), None);
    let namesakes = |id: &str| {
        let found = merged.namesakes(merged.events(), merged.find_event(id).unwrap());
        found.map(|event| merged[event].id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(namesakes(SUMMIT), [format!("notes/{SUMMIT}")]);
    assert_eq!(namesakes(&format!("notes/{SUMMIT}")), [SUMMIT]);
    assert_eq!(namesakes("1999-08-seoul"), Vec::<String>::new());
}

#[test]
fn countries_and_terms_merge_by_id_and_keep_the_names_of_the_first_layer() {
    let merged = merged();
    let countries: Vec<(&str, char)> = merged.countries.iter().map(|country| (&*country.name, country.key)).collect();
    // South Korea gets another key: `K` is that of North Korea.
    assert_eq!(countries, [("Japan", 'J'), ("North Korea", 'K'), ("Russia", 'R'), ("South Korea", 'S')]);
    let lecture = &merged[merged.find_event(&format!("notes/{SUMMIT}")).unwrap()];
    assert_eq!(lecture.parties.codes(&merged.countries, "+"), "JP+RU");
    assert_eq!(&*merged.kinds[lecture.kind].name, "Reading");
    assert_eq!(&*merged.kinds.get("summit").unwrap().name, "Summit");
    assert_eq!(merged.kinds.len(), fixture::registers().kinds.len() + 1);
    assert_eq!(&*merged.title, "Contacts among Russia, Japan and North Korea + My notes");
    assert_eq!(&*merged.about, "A small chronology for tests.\n\nRead at night.");
    assert_eq!(merged.span.literal(), "1999-01-01/..");
}

#[test]
fn people_with_the_same_id_and_name_merge_and_what_the_first_layer_leaves_out_is_added() {
    let merged = merged();
    let koizumi = merged.people.get("junichiro-koizumi").unwrap();
    assert!(koizumi.names().any(|name| name == "The Lionheart"));
    assert_eq!(koizumi.country, CountryCode::parse("JP"));
    assert!(koizumi.offices.iter().any(|office| &*office.title == "Head of government"));
    assert!(merged.people.get("notes/junichiro-koizumi").is_none());
    assert_eq!(&*merged.people.get("notes/vladimir-putin").unwrap().name, "A namesake");
    let kremlin = merged.places.get("moscow-kremlin").unwrap();
    assert_eq!(kremlin.coordinates, fixture::registers().places.get("moscow-kremlin").unwrap().coordinates);
    // All documents are equal.
    assert_eq!(merged.documents.len(), fixture::registers().documents.len());
}

#[test]
fn offices_stay_as_the_layer_of_the_event_says() {
    let (merged, base) = (merged(), fixture::chronology());
    let offices = |chronology: &Chronology, id: &str| {
        let event = &chronology[chronology.find_event(id).unwrap()];
        let held = event.people.iter().map(|one| chronology.office(event, one).map(str::to_owned));
        held.collect::<Vec<_>>()
    };
    for event in base.events() {
        assert_eq!(offices(&merged, &event.id), offices(&base, &event.id), "{}", event.id);
    }
    assert_eq!(offices(&merged, &format!("notes/{SUMMIT}"))[0].as_deref(), Some("Head of government"));
}

#[test]
fn items_that_contradict_the_lower_layer_are_not_merged() {
    let mut registers = fixture::layered::registers();
    let there = registers.places.get("moscow-kremlin").unwrap().clone();
    let elsewhere = Sovereignty::Country(CountryCode::parse("US").unwrap());
    registers.places = Register::new(vec![Place { sovereignty: elsewhere, ..there }]);
    let mut publishers: Vec<_> = registers.publishers.iter().cloned().collect();
    publishers.iter_mut().for_each(|publisher| publisher.party = CountryCode::parse("US"));
    registers.publishers = Register::new(publishers);
    let over = Chronology::new(registers, Vec::new());
    let merged = Chronology::merge(vec![("base".into(), fixture::chronology()), ("over".into(), over)]).unwrap();
    assert!(merged.places.get("over/moscow-kremlin").is_some());
    assert!(merged.publishers.get("over/kremlin").is_some());
    let document = merged.documents.get("over/kremlin-2003-01-10").unwrap();
    assert_eq!(&*merged.publishers[document.publisher].id, "over/kremlin");
}

#[test]
fn links_stay_within_their_layer() {
    let merged = merged();
    let seoul = merged.find_event("1999-08-seoul").unwrap();
    let lecture = merged.find_event(&format!("notes/{SUMMIT}")).unwrap();
    assert_eq!(*merged[seoul].links, [Link { to: lecture, kind: LinkKind::Prepares }]);
    assert_eq!(merged.incoming(lecture), [Link { to: seoul, kind: LinkKind::Prepares }]);
}

#[test]
fn annotations_belong_to_the_layer_of_their_event() {
    let mut merged = merged();
    let (base, notes) = (Ref::new(0), Ref::new(1));
    let mut annotations = Annotations::default();
    annotations.apply(SUMMIT, &AnnotationChange::Mark(true));
    annotations
        .apply("2002-11-trade-talks", &AnnotationChange::Note("of an event that only the other layer has".to_owned()));
    merged.set_annotations(notes, annotations);
    let summit = merged.find_event(SUMMIT).unwrap();
    let lecture = merged.find_event(&format!("notes/{SUMMIT}")).unwrap();
    let marked = Annotation { marked: true, note: String::new() };
    assert_eq!(merged.annotation(lecture), Some(&marked));
    assert_eq!(merged.annotation(summit), None);
    assert_eq!(merged.annotated().collect::<Vec<_>>(), [(lecture, &marked)]);
    assert_eq!(merged.annotations(base), Some(&Annotations::default()));
    // An annotation without an event is kept: the event may come back.
    assert!(merged.annotations(notes).unwrap().get("2002-11-trade-talks").is_some());
}

#[test]
fn as_a_single_layer_every_id_is_valid_in_a_file() {
    let merged = merged();
    let one = merged.as_one();
    assert!(!one.is_layered());
    assert!(one.events().find(&format!("{SUMMIT}.notes")).is_some());
    assert!(one.people.get("vladimir-putin.notes").is_some());
    assert!(one.events().iter().all(|event| !event.id.contains('/')));
    assert_eq!(one.events().len(), merged.events().len());
    assert_eq!(own_id("notes/a.b"), "a.b");
}

#[test]
fn too_many_countries_are_an_error_that_says_why() {
    let chronology = |first: u8| {
        let name = |number: u8| format!("{}{}", char::from(b'A' + first), char::from(b'A' + number));
        let country = |number: u8| Country {
            code: CountryCode::parse(&name(number)).unwrap(),
            name: format!("Land {}", name(number)).into(),
            adjective: "".into(),
            native: "".into(),
            key: char::from(b'A' + number),
        };
        let countries = Register::new((0..20).map(country).collect());
        Chronology::new(Registers { countries, ..fixture::registers() }, Vec::new())
    };
    let merge = |count: u8| {
        let layers = (0..count).map(|number| (format!("layer-{number}").into(), chronology(number))).collect();
        Chronology::merge(layers).map(|_| ()).map_err(|error| error.to_string())
    };
    assert_eq!(merge(1), Ok(()));
    assert_eq!(
        merge(2).unwrap_err(),
        "too many countries: the chronologies have 40 in all, and no letter is left for the key of Land BG"
    );
    assert_eq!(merge(4).unwrap_err(), "too many countries: the chronologies have 80 in all, 64 at most");
}
