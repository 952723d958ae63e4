//! A small chronology for tests: three countries, a dozen events, every kind of date, evidence and doubt. Written by hand,
//! so that a test can name what it expects; it needs no files and no loader.

use super::*;

pub mod layered;

/// The registers and events of the fixture.
#[must_use]
pub fn chronology() -> Chronology {
    let registers = registers();
    let events = events(&registers);
    Chronology::new(registers, events)
}

/// The registers of the fixture alone.
#[must_use]
pub fn registers() -> Registers {
    Registers {
        title: "Contacts among Russia, Japan and North Korea".into(),
        span: date("2001-01-01/2013-12-31"),
        about: "A small chronology for tests.".into(),
        countries: Register::new(vec![
            country("JP", "Japan", "Japanese", "日本", 'J'),
            country("KP", "North Korea", "North Korean", "조선", 'K'),
            country("RU", "Russia", "Russian", "Россия", 'R'),
        ]),
        kinds: terms(&[
            ("summit", "Summit"),
            ("call", "Call"),
            ("letter", "Letter"),
            ("ministerial", "Ministerial"),
            ("visit", "Visit"),
            ("statement", "Statement"),
            ("measure", "Measure"),
            ("incident", "Incident"),
        ]),
        levels: terms(&[("leader", "Leaders"), ("minister", "Ministers"), ("other", "Other")]),
        topics: terms(&[
            ("peace-treaty", "Peace treaty"),
            ("islands", "Islands"),
            ("dprk-nuclear", "North Korea's nuclear programme"),
            ("dprk-missiles", "North Korea's missiles"),
            ("abductions", "Abductions"),
            ("economy", "Economy"),
            ("energy", "Energy"),
        ]),
        people: people(),
        places: places(),
        publishers: publishers(),
        documents: documents(),
    }
}

/// An EDTF date that is known to be right.
#[must_use]
pub fn date(literal: &str) -> EventDate {
    EventDate::parse(literal).unwrap()
}

/// An event with what every event must have; the rest is empty and can be filled in.
#[must_use]
pub fn event(registers: &Registers, id: &str, literal: &str, title: &str, kind: &str, parties: &str) -> Event {
    Event {
        id: id.into(),
        date: date(literal),
        order: 0,
        title: title.into(),
        kind: registers.kinds.find(kind).unwrap(),
        level: None,
        status: Status::Held,
        mode: Mode::InPerson,
        setting: "".into(),
        parties: countries(registers, parties),
        concerns: CountrySet::EMPTY,
        others: Box::default(),
        venue: None,
        people: Box::default(),
        topics: Box::default(),
        summary: "".into(),
        outcome: Box::default(),
        links: Box::default(),
        confidence: None,
        note: "".into(),
        citations: Box::default(),
        differences: Box::default(),
    }
}

/// The countries of codes joined with `+`.
#[must_use]
pub fn countries(registers: &Registers, codes: &str) -> CountrySet {
    codes.split_terminator('+').map(|code| registers.countries.find(code).unwrap()).collect()
}

/// Adds to an event what most tests need, by id.
struct Filling<'a> {
    registers: &'a Registers,
    event: Event,
}

impl Filling<'_> {
    fn concerns(mut self, codes: &str) -> Self {
        self.event.concerns = countries(self.registers, codes);
        self
    }

    fn level(mut self, id: &str) -> Self {
        self.event.level = self.registers.levels.find(id);
        self
    }

    fn venue(mut self, id: &str) -> Self {
        self.event.venue = Some(self.registers.places.find(id).unwrap());
        self
    }

    fn people(mut self, ids: &[&str]) -> Self {
        let participant = |id: &&str| Participant { person: self.registers.people.find(id).unwrap(), office: None };
        self.event.people = ids.iter().map(participant).collect();
        self
    }

    fn topics(mut self, ids: &[&str]) -> Self {
        self.event.topics = ids.iter().map(|id| self.registers.topics.find(id).unwrap()).collect();
        self
    }

    fn summary(mut self, text: &str) -> Self {
        self.event.summary = text.into();
        self
    }

    fn cites(mut self, document: &str, account: &str, excerpts: &[&str]) -> Self {
        let citation = Citation {
            document: self.registers.documents.find(document).unwrap(),
            account: account.into(),
            excerpts: excerpts.iter().map(|excerpt| (*excerpt).into()).collect(),
            term: "".into(),
        };
        self.event.citations = self.event.citations.iter().cloned().chain([citation]).collect();
        self
    }

    fn with(mut self, change: impl FnOnce(&mut Event)) -> Self {
        change(&mut self.event);
        self
    }
}

/// The events, in the order of the files rather than of time.
fn events(registers: &Registers) -> Vec<Event> {
    let new =
        |id, date, title, kind, parties| Filling { registers, event: event(registers, id, date, title, kind, parties) };
    let document = |id| registers.documents.find(id).unwrap();
    vec![
        new(
            "2003-01-10-koizumi-putin-moscow",
            "2003-01-10",
            "Koizumi and Putin adopt the Action Plan",
            "summit",
            "JP+RU",
        )
        .concerns("KP")
        .level("leader")
        .venue("moscow-kremlin")
        .people(&["junichiro-koizumi", "vladimir-putin"])
        .topics(&["peace-treaty", "economy", "energy", "dprk-nuclear"])
        .summary("At the Kremlin the leaders signed a joint statement on the four islands and a peace treaty.")
        .cites("kremlin-2003-01-10", "Restricted talks, then delegations.", &["trade fell over the last year"])
        .cites("mofa-japan-2003-01-10", "Meeting 12:06–14:57.", &[])
        .cites("bbc-2003-01-10", "Trade has increased in recent years.", &[])
        .with(|event| {
            event.order = 1;
            event.setting = "official visit".into();
            event.outcome = ["Japan-Russia Action Plan".into()].into();
            event.confidence = Some(Confidence::High);
            // The summit carries out what the journey of 2001 prepared: the second event of this list.
            event.links = [Link { to: Ref::new(1), kind: LinkKind::Follows }].into();
            event.citations[0].term = "talks".into();
            event.differences = [Difference {
                aspect: Aspect::Number,
                positions: [
                    Position { document: document("kremlin-2003-01-10"), says: "trade fell".into() },
                    Position { document: document("bbc-2003-01-10"), says: "trade has increased".into() },
                ]
                .into(),
                reading: "Different spans of years.".into(),
            }]
            .into();
        })
        .event,
        new(
            "2001-07-26-kim-jong-il-russia",
            "2001-07-26/2001-08-18",
            "Kim Jong Il crosses Russia by train",
            "visit",
            "KP+RU",
        )
        .level("leader")
        .venue("moscow")
        .people(&["kim-jong-il", "vladimir-putin"])
        .topics(&["dprk-missiles", "economy"])
        .summary("A journey of twenty-four days; the Moscow Declaration was signed on 4 August.")
        .cites("kremlin-2001-08-04", "Text of the declaration.", &[])
        .cites("kcna-2001-08-04", "Report of the talks.", &[])
        .with(|event| event.outcome = ["Moscow Declaration".into()].into())
        .event,
        new(
            "2003-01-10-npt-withdrawal",
            "2003-01-10",
            "North Korea leaves the Non-Proliferation Treaty",
            "incident",
            "KP",
        )
        .concerns("JP+RU")
        .level("other")
        .venue("pyongyang")
        .topics(&["dprk-nuclear"])
        .cites("kcna-2003-01-10", "Text of the statement.", &[])
        .event,
        new(
            "2002-09-17-koizumi-kim-pyongyang",
            "2002-09-17",
            "Koizumi meets Kim Jong Il in Pyongyang",
            "summit",
            "JP+KP",
        )
        .level("leader")
        .venue("pyongyang")
        .people(&["junichiro-koizumi", "kim-jong-il"])
        .topics(&["abductions", "dprk-missiles"])
        .summary("Kim Jong Il admitted the abductions and apologised.")
        .cites("mofa-japan-2002-09-17", "Opening statement and press conference.", &[])
        .cites("kcna-2002-09-17", "Text of the Pyongyang Declaration.", &[])
        .with(|event| event.confidence = Some(Confidence::High))
        .event,
        new("2002-11-trade-talks", "2002-11", "Trade talks in Tokyo", "ministerial", "JP+RU")
            .level("minister")
            .venue("tokyo")
            .people(&["igor-ivanov", "yoriko-kawaguchi"])
            .topics(&["economy"])
            .cites("yearbook-2002", "One line without a day.", &[])
            .event,
        new("2003-putin-letter", "2003~", "A letter of Putin to Kim Jong Il is reported", "letter", "RU+KP")
            .level("leader")
            .people(&["vladimir-putin", "kim-jong-il"])
            .cites("bbc-2003-01-10", "Mentions a letter, without a date.", &[])
            .with(|event| {
                event.status = Status::Unconfirmed;
                event.mode = Mode::Letter;
                event.confidence = Some(Confidence::Low);
                event.note = "Known from one report only.".into();
            })
            .event,
        new("2003-05-30-koizumi-putin-petersburg", "2003-05-30", "Koizumi invites Putin to Japan", "summit", "JP+RU")
            .level("leader")
            .venue("st-petersburg")
            .people(&["junichiro-koizumi", "vladimir-putin"])
            .topics(&["peace-treaty"])
            .cites("mofa-japan-2003-05-30", "Summary of the meeting.", &[])
            .event,
        new("2004-05-22-koizumi-kim-pyongyang", "2004-05-22", "Koizumi returns to Pyongyang", "summit", "JP+KP")
            .level("leader")
            .venue("pyongyang")
            .people(&["junichiro-koizumi", "kim-jong-il"])
            .topics(&["abductions"])
            .cites("mofa-japan-2004-05-22", "Five family members came to Japan.", &[])
            .event,
        new(
            "2004-06-sergei-ivanov-call",
            "[2004-06-19..2004-06-22]",
            "Sergei Ivanov speaks by telephone about Korea",
            "call",
            "RU+JP",
        )
        .level("minister")
        .concerns("KP")
        .people(&["sergei-ivanov"])
        .cites("bbc-2004-06-22", "Gives no day.", &[])
        .with(|event| event.mode = Mode::Phone)
        .event,
        new("2005-11-20-putin-tokyo", "2005-11-20/2005-11-22", "Putin visits Tokyo", "visit", "JP+RU")
            .level("leader")
            .venue("tokyo")
            .people(&["vladimir-putin", "junichiro-koizumi"])
            .topics(&["islands", "energy"])
            .cites(
                "kremlin-2005-11-21",
                "Twelve agreements were signed.",
                &["Energy is the key field of our cooperation."],
            )
            .event,
        new("2006-07-05-missile-launches", "2006-07-05", "North Korea launches seven missiles", "incident", "KP")
            .concerns("JP+RU")
            .topics(&["dprk-missiles"])
            .cites("bbc-2006-07-05", "Seven missiles fell into the sea.", &[])
            .event,
        new(
            "2006-08-16-kunashir-shooting",
            "2006-08-16?",
            "A Japanese fisherman is shot off Kunashir",
            "incident",
            "RU+JP",
        )
        .venue("kunashir")
        .topics(&["islands"])
        .cites("mofa-japan-2006-08-16", "Protest to the Russian embassy.", &[])
        .event,
        new("2007-03-japan-measures", "2007-03-01/..", "Japan keeps its measures against North Korea", "measure", "JP")
            .concerns("KP")
            .topics(&["abductions"])
            .cites("mofa-japan-2007-03-01", "The measures are prolonged.", &[])
            .with(|event| event.mode = Mode::Statement)
            .event,
        new("2008-planned-visit", "2008", "A visit of the Emperor to Russia is planned", "visit", "JP+RU")
            .with(|event| event.status = Status::Planned)
            .event,
    ]
}

fn country(code: &str, name: &str, adjective: &str, native: &str, key: char) -> Country {
    Country {
        code: CountryCode::parse(code).unwrap(),
        name: name.into(),
        adjective: adjective.into(),
        native: native.into(),
        key,
    }
}

fn terms<V>(words: &[(&str, &str)]) -> Vocabulary<V> {
    Register::new(words.iter().map(|(id, name)| Term::new((*id).into(), (*name).into(), "".into())).collect())
}

fn people() -> Register<Person> {
    let person = |id: &str, sort: &str, native: &str, aliases: &[&str], country: &str, office: &str| {
        let mut names: Vec<&str> = sort.split(", ").collect();
        names.reverse();
        Person {
            id: id.into(),
            name: names.join(" ").into(),
            sort: sort.into(),
            native: native.into(),
            aliases: aliases.iter().map(|alias| (*alias).into()).collect(),
            country: CountryCode::parse(country),
            offices: vec![Office { title: office.into(), from: Some(date("2000")), to: None }],
        }
    };
    let mut people = vec![
        person("igor-ivanov", "Ivanov, Igor", "Игорь Иванов", &["Igorʹ Ivanov"], "RU", "Minister of Foreign Affairs"),
        person(
            "junichiro-koizumi",
            "Koizumi, Junichiro",
            "小泉純一郎",
            &["Koizumi Jun'ichirō"],
            "JP",
            "Prime Minister",
        ),
        person("kim-jong-il", "Kim Jong Il", "김정일", &["Kim Chŏng-il"], "KP", "General Secretary"),
        person("sergei-ivanov", "Ivanov, Sergei", "Сергей Иванов", &[], "RU", "Minister of Defence"),
        person("vladimir-putin", "Putin, Vladimir", "Владимир Путин", &[], "RU", "President"),
        person("yoriko-kawaguchi", "Kawaguchi, Yoriko", "川口順子", &[], "JP", "Minister for Foreign Affairs"),
    ];
    people[1].offices[0].from = Some(date("2001-04-26"));
    people[1].offices[0].to = Some(date("2006-09-26"));
    Register::new(people)
}

fn places() -> Register<Place> {
    let place = |id: &str, name: &str, city: &str, country: &str, local: &str| Place {
        id: id.into(),
        name: name.into(),
        city: city.into(),
        sovereignty: CountryCode::parse(country).map_or(Sovereignty::None, Sovereignty::Country),
        names: CountryCode::parse(country).map(|code| (code, local.into())).into_iter().collect(),
        coordinates: Some((55.75, 37.62)),
    };
    let disputed = Place {
        sovereignty: Sovereignty::Disputed {
            administered_by: CountryCode::parse("RU").unwrap(),
            claimed_by: vec![CountryCode::parse("JP").unwrap()],
        },
        names: vec![
            (CountryCode::parse("RU").unwrap(), "Кунашир".into()),
            (CountryCode::parse("JP").unwrap(), "国後島".into()),
        ],
        ..place("kunashir", "Kunashir", "", "", "")
    };
    Register::new(vec![
        place("moscow", "Moscow", "", "RU", "Москва"),
        place("moscow-kremlin", "Kremlin", "Moscow", "RU", "Кремль"),
        place("st-petersburg", "St Petersburg", "", "RU", "Санкт-Петербург"),
        place("pyongyang", "Pyongyang", "", "KP", "평양"),
        place("tokyo", "Tokyo", "", "JP", "東京"),
        disputed,
    ])
}

fn publishers() -> Register<Publisher> {
    let publisher = |id: &str, name: &str, class: Class, party: &str, licence: &str| Publisher {
        id: id.into(),
        name: name.into(),
        class,
        party: CountryCode::parse(party),
        licence: Licence(licence.into()),
    };
    Register::new(vec![
        publisher("kremlin", "President of Russia", Class::Official, "RU", "CC-BY-4.0"),
        publisher("mofa-japan", "Ministry of Foreign Affairs of Japan", Class::Official, "JP", "LicenseRef-PDL-1.0"),
        publisher("kcna", "Korean Central News Agency", Class::StateAgency, "KP", "unknown"),
        publisher("bbc", "BBC News", Class::News, "", "all-rights-reserved"),
        publisher("yearbook", "Yearbook of Trade", Class::Reference, "", "unknown"),
    ])
}

fn documents() -> Register<Document> {
    let publishers = publishers();
    let document = |(id, title): (&str, &str)| {
        let publisher = publishers.entries().find(|(_, publisher)| id.starts_with(&*publisher.id)).unwrap();
        let published = id.trim_start_matches(&*publisher.1.id).trim_start_matches('-');
        Document {
            id: id.into(),
            publisher: publisher.0,
            as_named: "".into(),
            title: title.into(),
            published: Some(date(published)),
            url: format!("https://example.org/{id}").into(),
            archived_url: "".into(),
            accessed: None,
            language: "en".into(),
            class: publisher.1.class,
            party: publisher.1.party,
            licence: publisher.1.licence.clone(),
            sha256: "".into(),
        }
    };
    let documents = [
        ("kremlin-2001-08-04", "Moscow Declaration"),
        ("kremlin-2003-01-10", "Russian-Japanese talks were held"),
        ("kremlin-2005-11-21", "Russian-Japanese agreements were signed"),
        ("mofa-japan-2002-09-17", "Opening Statement by Prime Minister Koizumi"),
        ("mofa-japan-2003-01-10", "Japan-Russia Summit Meeting"),
        ("mofa-japan-2003-05-30", "Summary of the Japan-Russia Summit"),
        ("mofa-japan-2004-05-22", "Press Conference by Prime Minister Koizumi"),
        ("mofa-japan-2006-08-16", "Protest on the Shooting of a Fishing Boat"),
        ("mofa-japan-2007-03-01", "Measures against North Korea"),
        ("kcna-2001-08-04", "[Kim Jong Il and Putin hold talks]"),
        ("kcna-2002-09-17", "DPRK-Japan Pyongyang Declaration"),
        ("kcna-2003-01-10", "Statement of DPRK Government on its Withdrawal from NPT"),
        ("bbc-2003-01-10", "Japan and Russia seek N Korea solution"),
        ("bbc-2004-06-22", "Russia and Japan talk about Korea"),
        ("bbc-2006-07-05", "N Korea test-fires missiles"),
        ("yearbook-2002", "Trade in 2002"),
    ];
    Register::new(documents.into_iter().map(document).collect())
}
