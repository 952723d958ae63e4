use super::super::fixture;
use super::super::{
    Annotation, AnnotationChange, Annotations, Country, CountryCode, Link, LinkKind, Place, Registers, Sovereignty,
};
use super::*;

const SUMMIT: &str = "2003-01-10-koizumi-putin-moscow";

fn laid() -> Chronology {
    fixture::layered::chronology()
}

fn ids(chronology: &Chronology) -> Vec<&str> {
    chronology.events().iter().map(|event| &*event.id).collect()
}

#[test]
fn one_layer_is_what_it_was_and_knows_its_name() {
    let before = fixture::chronology();
    let after = Chronology::merge(vec![("base".into(), fixture::chronology())]).unwrap();
    assert_eq!(ids(&after), ids(&before));
    assert!(!after.is_layered());
    assert_eq!(after.layers().iter().map(|layer| &*layer.name).collect::<Vec<_>>(), ["base"]);
    assert_eq!(after.shown_layer(Ref::new(0)), None);
    assert_eq!(after.title, before.title);
}

#[test]
fn events_of_all_layers_stand_together_in_the_order_of_time() {
    let laid = laid();
    assert_eq!(ids(&laid)[0], "1999-08-seoul");
    assert_eq!(laid.events().len(), fixture::chronology().events().len() + 2);
    // Of one id, the event of the lower layer comes first.
    let summit = laid.events().find(SUMMIT).unwrap();
    let lecture = laid.events().find(&format!("notes/{SUMMIT}")).unwrap();
    assert_eq!(lecture.position(), summit.position() + 1);
    let origin = |event| laid.shown_layer(event).map(|layer| (&*layer.name, &*layer.title));
    assert_eq!(origin(summit), Some(("base", "Contacts among Russia, Japan and North Korea")));
    assert_eq!(origin(lecture), Some(("notes", "My notes")));
}

#[test]
fn what_nothing_else_orders_stands_in_the_order_of_the_ids_and_then_of_the_layers() {
    let registers = fixture::registers();
    let of = |ids: &[&str]| {
        let events = ids.iter().map(|id| fixture::event(&registers, id, "2003-01-10", "", "call", "JP")).collect();
        Chronology::new(registers.clone(), events)
    };
    let laid = Chronology::merge(vec![("zeta".into(), of(&["b", "a"])), ("alpha".into(), of(&["a", "c"]))]).unwrap();
    assert_eq!(ids(&laid), ["a", "alpha/a", "b", "c"]);
}

#[test]
fn an_id_means_the_first_layer_that_has_it_unless_it_names_another() {
    let laid = laid();
    let title = |id: &str| laid.find_event(id).map(|event| &*laid[event].title);
    assert_eq!(title(SUMMIT), Some("Koizumi and Putin adopt the Action Plan"));
    assert_eq!(title(&format!("base/{SUMMIT}")), title(SUMMIT));
    assert_eq!(title(&format!("notes/{SUMMIT}")), Some("A lecture on the summit"));
    assert_eq!(title("notes/1999-08-seoul"), title("1999-08-seoul"));
    assert_eq!(title("base/1999-08-seoul"), None);
    assert_eq!(title(&format!("others/{SUMMIT}")), None);
    let namesakes = |id: &str| {
        let found = laid.namesakes(laid.events(), laid.find_event(id).unwrap());
        found.map(|event| laid[event].id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(namesakes(SUMMIT), [format!("notes/{SUMMIT}")]);
    assert_eq!(namesakes(&format!("notes/{SUMMIT}")), [SUMMIT]);
    assert_eq!(namesakes("1999-08-seoul"), Vec::<String>::new());
}

#[test]
fn countries_and_words_are_one_by_their_ids_in_the_words_of_the_first() {
    let laid = laid();
    let countries: Vec<(&str, char)> = laid.countries.iter().map(|country| (&*country.name, country.key)).collect();
    // South Korea gives way: `K` is the key of North Korea.
    assert_eq!(countries, [("Japan", 'J'), ("North Korea", 'K'), ("Russia", 'R'), ("South Korea", 'S')]);
    let lecture = &laid[laid.find_event(&format!("notes/{SUMMIT}")).unwrap()];
    assert_eq!(lecture.parties.codes(&laid.countries, "+"), "JP+RU");
    assert_eq!(&*laid.kinds[lecture.kind].name, "Reading");
    assert_eq!(&*laid.kinds.get("summit").unwrap().name, "Summit");
    assert_eq!(laid.kinds.len(), fixture::registers().kinds.len() + 1);
    assert_eq!(&*laid.title, "Contacts among Russia, Japan and North Korea + My notes");
    assert_eq!(&*laid.about, "A small chronology for tests.\n\nRead at night.");
    assert_eq!(laid.span.literal(), "1999-01-01/..");
}

#[test]
fn a_person_of_the_same_id_and_name_is_one_and_what_the_first_does_not_say_is_added() {
    let laid = laid();
    let koizumi = laid.people.get("junichiro-koizumi").unwrap();
    assert!(koizumi.names().any(|name| name == "The Lionheart"));
    assert_eq!(koizumi.country, CountryCode::parse("JP"));
    assert!(koizumi.offices.iter().any(|office| &*office.title == "Head of government"));
    assert!(laid.people.get("notes/junichiro-koizumi").is_none());
    assert_eq!(&*laid.people.get("notes/vladimir-putin").unwrap().name, "A namesake");
    let kremlin = laid.places.get("moscow-kremlin").unwrap();
    assert_eq!(kremlin.coordinates, fixture::registers().places.get("moscow-kremlin").unwrap().coordinates);
    // The documents are the same throughout.
    assert_eq!(laid.documents.len(), fixture::registers().documents.len());
}

#[test]
fn each_layer_says_what_office_its_people_held() {
    let (laid, base) = (laid(), fixture::chronology());
    let offices = |chronology: &Chronology, id: &str| {
        let event = &chronology[chronology.find_event(id).unwrap()];
        let held = event.people.iter().map(|one| chronology.office(event, one).map(str::to_owned));
        held.collect::<Vec<_>>()
    };
    for event in base.events() {
        assert_eq!(offices(&laid, &event.id), offices(&base, &event.id), "{}", event.id);
    }
    assert_eq!(offices(&laid, &format!("notes/{SUMMIT}"))[0].as_deref(), Some("Head of government"));
}

#[test]
fn what_contradicts_the_lower_layer_keeps_its_own_entry() {
    let mut registers = fixture::layered::registers();
    let there = registers.places.get("moscow-kremlin").unwrap().clone();
    let elsewhere = Sovereignty::Country(CountryCode::parse("US").unwrap());
    registers.places = Register::new(vec![Place { sovereignty: elsewhere, ..there }]);
    let mut publishers: Vec<_> = registers.publishers.iter().cloned().collect();
    publishers.iter_mut().for_each(|publisher| publisher.party = CountryCode::parse("US"));
    registers.publishers = Register::new(publishers);
    let over = Chronology::new(registers, Vec::new());
    let laid = Chronology::merge(vec![("base".into(), fixture::chronology()), ("over".into(), over)]).unwrap();
    assert!(laid.places.get("over/moscow-kremlin").is_some());
    assert!(laid.publishers.get("over/kremlin").is_some());
    let document = laid.documents.get("over/kremlin-2003-01-10").unwrap();
    assert_eq!(&*laid.publishers[document.publisher].id, "over/kremlin");
}

#[test]
fn links_stay_within_their_layer() {
    let laid = laid();
    let seoul = laid.find_event("1999-08-seoul").unwrap();
    let lecture = laid.find_event(&format!("notes/{SUMMIT}")).unwrap();
    assert_eq!(*laid[seoul].links, [Link { to: lecture, kind: LinkKind::Prepares }]);
    assert_eq!(laid.incoming(lecture), [Link { to: seoul, kind: LinkKind::Prepares }]);
}

#[test]
fn what_the_reader_puts_down_lies_with_the_layer_of_its_event() {
    let mut laid = laid();
    let (base, notes) = (Ref::new(0), Ref::new(1));
    let mut annotations = Annotations::default();
    annotations.apply(SUMMIT, &AnnotationChange::Mark(true));
    annotations
        .apply("2002-11-trade-talks", &AnnotationChange::Note("of an event that only the other layer has".to_owned()));
    laid.set_annotations(notes, annotations);
    let summit = laid.find_event(SUMMIT).unwrap();
    let lecture = laid.find_event(&format!("notes/{SUMMIT}")).unwrap();
    let marked = Annotation { marked: true, note: String::new() };
    assert_eq!(laid.annotation(lecture), Some(&marked));
    assert_eq!(laid.annotation(summit), None);
    assert_eq!(laid.annotated().collect::<Vec<_>>(), [(lecture, &marked)]);
    assert_eq!(laid.annotations(base), Some(&Annotations::default()));
    // What belongs to no event is kept for the day when it comes back.
    assert!(laid.annotations(notes).unwrap().get("2002-11-trade-talks").is_some());
}

#[test]
fn as_one_chronology_every_id_is_one_of_a_file() {
    let laid = laid();
    let one = laid.as_one();
    assert!(!one.is_layered());
    assert!(one.events().find(&format!("{SUMMIT}.notes")).is_some());
    assert!(one.people.get("vladimir-putin.notes").is_some());
    assert!(one.events().iter().all(|event| !event.id.contains('/')));
    assert_eq!(one.events().len(), laid.events().len());
    assert_eq!(own_id("notes/a.b"), "a.b");
}

#[test]
fn too_much_together_is_refused_with_the_reason() {
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
    let lay = |count: u8| {
        let layers = (0..count).map(|number| (format!("layer-{number}").into(), chronology(number))).collect();
        Chronology::merge(layers).map(|_| ()).map_err(|error| error.to_string())
    };
    assert_eq!(lay(1), Ok(()));
    assert_eq!(
        lay(2).unwrap_err(),
        "the chronologies have 40 countries together, and no letter is left for the key of Land BG"
    );
    assert_eq!(lay(4).unwrap_err(), "the chronologies have 80 countries together, which is too many: 64 at most");
}
