use super::fixture::{self, countries, date};
use super::*;

fn ids(chronology: &Chronology, events: impl IntoIterator<Item = Ref<Event>>) -> Vec<&str> {
    events.into_iter().map(|event| &*chronology[event].id).collect()
}

fn find(chronology: &Chronology, id: &str) -> Ref<Event> {
    chronology.events().find(id).unwrap()
}

mod order {
    use super::*;

    #[test]
    fn events_are_in_the_order_of_time() {
        let chronology = fixture::chronology();
        assert_eq!(
            ids(&chronology, chronology.events().refs().take(6)),
            [
                "2001-07-26-kim-jong-il-russia",
                "2002-09-17-koizumi-kim-pyongyang",
                "2002-11-trade-talks",
                "2003-putin-letter",
                "2003-01-10-npt-withdrawal",
                "2003-01-10-koizumi-putin-moscow",
            ]
        );
    }

    #[test]
    fn events_of_one_day_are_ordered_by_order_and_then_by_id() {
        let registers = fixture::registers();
        let event = |id, order| Event { order, ..fixture::event(&registers, id, "2003-01-10", "", "call", "JP") };
        let chronology = Chronology::new(registers.clone(), vec![event("b", 1), event("c", 0), event("a", 1)]);
        assert_eq!(ids(&chronology, chronology.events().refs()), ["c", "a", "b"]);
    }

    #[test]
    fn on_one_day_spans_precede_days_and_days_precede_months_and_years() {
        let registers = fixture::registers();
        let dates =
            ["2003", "2003-01", "2003-01-01", "2003-01-01/2003-01-02", "2003-01-01/2003-01-09", "2003-01-01/.."];
        let events = dates.iter().map(|date| fixture::event(&registers, date, date, "", "call", "JP")).collect();
        let chronology = Chronology::new(registers, events);
        let mut expected = dates;
        expected.reverse();
        assert_eq!(ids(&chronology, chronology.events().refs()), expected);
    }

    #[test]
    fn links_move_with_the_events() {
        let chronology = fixture::chronology();
        let (summit, journey) =
            (find(&chronology, "2003-01-10-koizumi-putin-moscow"), find(&chronology, "2001-07-26-kim-jong-il-russia"));
        assert_eq!(*chronology[summit].links, [Link { to: journey, kind: LinkKind::Follows }]);
        assert_eq!(chronology.incoming(journey), [Link { to: summit, kind: LinkKind::Follows }]);
        assert_eq!(chronology.incoming(summit), []);
    }

    #[test]
    fn neighbours_have_the_same_parties() {
        let chronology = fixture::chronology();
        let (before, after) = chronology.neighbours(find(&chronology, "2003-01-10-koizumi-putin-moscow"));
        assert_eq!(
            ids(&chronology, [before.unwrap(), after.unwrap()]),
            ["2002-11-trade-talks", "2003-05-30-koizumi-putin-petersburg"]
        );
        assert_eq!(chronology.neighbours(find(&chronology, "2007-03-japan-measures")), (None, None));
    }
}

mod evidence {
    use super::*;

    fn badge(id: &str) -> (String, String) {
        let chronology = fixture::chronology();
        let evidence = chronology.evidence(&chronology[find(&chronology, id)]);
        (evidence.badge(&chronology.countries), evidence.words(&chronology.countries))
    }

    #[test]
    fn the_sides_on_record_are_named_in_order() {
        assert_eq!(
            badge("2003-01-10-koizumi-putin-moscow"),
            ("JR≠1".to_owned(), "records of Japan and Russia · 1 difference".to_owned())
        );
        assert_eq!(badge("2002-09-17-koizumi-kim-pyongyang").0, "JK");
    }

    #[test]
    fn one_sides_record_is_marked_as_such() {
        assert_eq!(badge("2005-11-20-putin-tokyo"), ("R·".to_owned(), "on record from Russia only".to_owned()));
    }

    #[test]
    fn a_state_agency_alone_counts_as_a_report() {
        assert_eq!(badge("2003-01-10-npt-withdrawal").0, "n1");
    }

    #[test]
    fn doubt_is_shown() {
        assert_eq!(badge("2003-putin-letter"), ("n1?".to_owned(), "reported by one publisher · doubtful".to_owned()));
    }

    #[test]
    fn reference_works_alone_differ_from_no_document() {
        assert_eq!(badge("2002-11-trade-talks").0, "s");
        assert_eq!(badge("2008-planned-visit").0, "–");
    }

    #[test]
    fn a_publisher_counts_once() {
        let registers = fixture::registers();
        let mut event = fixture::event(&registers, "a", "2003-01-10", "", "call", "JP");
        let citation = |id| Citation {
            document: registers.documents.find(id).unwrap(),
            bearing: Bearing::Direct,
            account: "".into(),
            excerpts: [].into(),
            term: "".into(),
        };
        event.citations = ["bbc-2003-01-10", "bbc-2004-06-22"].map(citation).into();
        let evidence = Evidence::new(&event, &registers.documents, &registers.countries);
        assert_eq!(evidence.support, Support::Reported(1));
    }

    #[test]
    fn only_direct_documents_count() {
        let chronology = fixture::chronology();
        let mut event = chronology[find(&chronology, "2003-01-10-koizumi-putin-moscow")].clone();
        event.differences = [].into();
        let mut shown = |bearings: [Bearing; 3]| {
            event.citations.iter_mut().zip(bearings).for_each(|(citation, bearing)| citation.bearing = bearing);
            let evidence = chronology.evidence(&event);
            (evidence.badge(&chronology.countries), evidence.words(&chronology.countries))
        };
        let owned = |badge: &str, words: &str| (badge.to_owned(), words.to_owned());
        use Bearing::{Context, Direct, Preview};
        assert_eq!(shown([Direct, Direct, Preview]), owned("JR", "records of Japan and Russia"));
        assert_eq!(shown([Direct, Preview, Direct]), owned("R·", "on record from Russia only"));
        assert_eq!(shown([Context, Preview, Direct]), owned("n1", "reported by one publisher"));
        assert_eq!(shown([Context, Preview, Context]), owned("–", "no document of the event itself"));
    }

    #[test]
    fn by_default_a_document_published_before_the_event_is_a_preview() {
        let bearing = |published: &str, event: &str| {
            let published = Some(published).filter(|published| !published.is_empty()).map(date);
            Bearing::by_default(published.as_ref(), &date(event))
        };
        assert_eq!(bearing("2003-01-09", "2003-01-10"), Bearing::Preview);
        assert_eq!(bearing("2002", "2003-01"), Bearing::Preview);
        assert_eq!(bearing("2003-01-10", "2003-01-10"), Bearing::Direct, "on the same day");
        assert_eq!(bearing("2003-01", "2003-01-10"), Bearing::Direct, "not certainly before");
        assert_eq!(bearing("2003-01-09", "2003-01-08/2003-01-10"), Bearing::Direct, "while it lasted");
        assert_eq!(bearing("2003-01-09/..", "2003-01-10"), Bearing::Direct, "with an open end");
        assert_eq!(bearing("", "2003-01-10"), Bearing::Direct, "without a date");
    }
}

mod people {
    use super::*;

    #[test]
    fn the_office_is_the_one_held_that_day() {
        let registers = fixture::registers();
        let koizumi = registers.people.get("junichiro-koizumi").unwrap();
        assert_eq!(&*koizumi.office_on(&date("2003-01-10")).unwrap().title, "Prime Minister");
        assert_eq!(koizumi.office_on(&date("2006-09-27")), None);
        assert!(koizumi.office_on(&date("2006-09")).is_some(), "the office was held in a part of that month");
    }

    #[test]
    fn of_two_offices_the_later_one_counts() {
        let office = |title: &str, from| Office { title: title.into(), from: Some(date(from)), to: None };
        let mut person = fixture::registers().people.get("vladimir-putin").unwrap().clone();
        person.offices = vec![office("new", "2004"), office("old", "2000")];
        assert_eq!(&*person.office_on(&date("2005")).unwrap().title, "new");
        assert_eq!(&*person.office_on(&date("2003-12-31")).unwrap().title, "old");
    }

    #[test]
    fn an_office_given_with_the_event_takes_precedence() {
        let chronology = fixture::chronology();
        let event = &chronology[find(&chronology, "2003-01-10-koizumi-putin-moscow")];
        let mut participant = event.people[0].clone();
        assert_eq!(chronology.office(event, &participant), Some("Prime Minister"));
        participant.office = Some("Envoy".into());
        assert_eq!(chronology.office(event, &participant), Some("Envoy"));
    }

    #[test]
    fn names_include_the_native_one_and_the_aliases() {
        let registers = fixture::registers();
        let names: Vec<&str> = registers.people.get("kim-jong-il").unwrap().names().collect();
        assert_eq!(names, ["Kim Jong Il", "Kim Jong Il", "김정일", "Kim Chŏng-il"]);
    }
}

mod sets {
    use super::*;

    #[test]
    fn sets_of_countries_behave_as_sets() {
        let registers = fixture::registers();
        let set = |codes| countries(&registers, codes);
        assert_eq!(set("RU+JP").codes(&registers.countries, "+"), "JP+RU");
        assert_eq!(set("JP").union(set("RU")), set("JP+RU"));
        assert_eq!(set("JP+RU").intersection(set("KP+RU")), set("RU"));
        assert_eq!(set("JP+RU").without(registers.countries.find("JP").unwrap()), set("RU"));
        assert!(set("JP+RU").contains_all(set("RU")) && !set("JP").contains_all(set("JP+RU")));
        assert!(!set("JP").intersects(set("KP")) && CountrySet::EMPTY.is_empty());
        assert_eq!(set("JP+KP+RU").len(), 3);
    }

    #[test]
    fn a_code_is_two_capitals() {
        assert!(CountryCode::parse("JP").is_some());
        for wrong in ["jp", "J", "JPN", "J1", "日本", ""] {
            assert_eq!(CountryCode::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn open_licences_may_be_quoted_at_length() {
        assert_eq!(Licence("CC-BY-4.0".into()).quotation_limit().excerpt_words, 300);
        assert_eq!(Licence("public-domain".into()).quotation_limit().document_words, None);
        for reserved in ["all-rights-reserved", "unknown"] {
            assert_eq!(
                Licence(reserved.into()).quotation_limit(),
                QuotationLimit { excerpt_words: 60, document_words: Some(200) }
            );
        }
    }

    #[test]
    fn words_of_the_format_parse_as_themselves() {
        for status in Status::ALL {
            assert_eq!(Status::parse(status.as_str()), Some(*status));
        }
        assert_eq!(Aspect::parse("whether-it-happened"), Some(Aspect::WhetherItHappened));
        assert_eq!(Mode::parse("In-Person"), None);
    }

    #[test]
    fn of_two_items_with_the_same_id_the_first_is_found() {
        let terms = ["one", "two"].map(|name| Term::<Topic>::new("same".into(), name.into(), "".into()));
        let register = Register::new(terms.to_vec());
        assert_eq!(&*register.get("same").unwrap().name, "one");
        assert_eq!(register.len(), 2);
    }
}
