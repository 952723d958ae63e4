//! Writes the chronology as TOML, with everything in the format: people, places, publishers, documents, differences,
//! links.

use std::fmt::Write as _;
use std::io;

use super::random::Random;
use super::table::{summary, title};
use super::words::{self, ACCOUNTS, CITIES, COUNTRIES, Matter, NOTES, OUTCOMES, PUBLISHERS, SETTINGS, TOPICS, VENUES};
use super::{FIRST_YEAR, Files, Head, LAST_YEAR, Plan};

/// The number of events, and of documents, in one file.
const IN_A_FILE: usize = 1000;

pub fn write(plan: &Plan, files: &mut Files<'_>) -> io::Result<()> {
    files.write("people.toml", &people())?;
    files.write("places.toml", &places())?;
    files.write("publishers.toml", &publishers())?;
    for (number, events) in plan.parts(IN_A_FILE).enumerate() {
        let (mut documents, mut text) = (String::new(), String::new());
        for event in events {
            document(plan, event, &mut documents);
            write_event(plan, event, &mut text);
        }
        files.write(&format!("documents/{number:04}.toml"), &documents)?;
        files.write(&format!("events/{number:04}.toml"), &text)?;
    }
    Ok(())
}

fn person_id(country: usize, number: usize) -> String {
    format!("{}-person-{number}", COUNTRIES[country].code.to_lowercase())
}

/// The authority file. Every person has two offices, one after the other.
fn people() -> String {
    let mut text = String::new();
    for (country, about) in COUNTRIES.iter().enumerate() {
        for number in 0..words::persons(country) {
            let (name, sort, native) = words::person(country, number);
            let turn = FIRST_YEAR + i32::try_from((number * 7) % 90).unwrap_or_default();
            let kind = &words::KINDS[number % words::KINDS.len()];
            let offices = [kind.offices[0], kind.offices[kind.offices.len() - 1]];
            let _ = write!(
                text,
                "[[person]]\nid = \"{}\"\nname = \"{name}\"\nsort = \"{sort}\"\nnative = \"{native}\"\naliases = [\"{} {number}\"]\n\
                 country = \"{}\"\noffices = [\n    {{ title = \"{}\", to = \"{turn}\" }},\n    {{ title = \"{}\", from = \"{turn}\" }},\n]\n\n",
                person_id(country, number),
                name.replace('ō', "ou").replace('Ō', "Ou").replace('\'', ""),
                about.code,
                offices[0],
                offices[1]
            );
        }
    }
    text
}

fn places() -> String {
    let mut text = String::new();
    for (id, city, country, lat, lon) in CITIES {
        let code = COUNTRIES[*country].code;
        for (venue, name) in VENUES {
            let _ = write!(
                text,
                "[[place]]\nid = \"{id}-{venue}\"\nname = \"{name}\"\ncity = \"{city}\"\ncountry = \"{code}\"\nlat = {lat}\nlon = {lon}\n\n"
            );
        }
    }
    text
}

fn publishers() -> String {
    let mut text = String::new();
    for country in COUNTRIES {
        for (id, name, class, licence, _) in PUBLISHERS {
            let name = name.replace("{c}", country.name).replace("{a}", country.adjective);
            let party = if *class == "scholarly" { "" } else { &format!("party = \"{}\"\n", country.code) };
            let _ = write!(
                text,
                "[[publisher]]\nid = \"{}-{id}\"\nname = \"{name}\"\nclass = \"{class}\"\n{party}licence = \"{licence}\"\n\n",
                country.code.to_lowercase()
            );
        }
    }
    text
}

/// The document about an event, published up to two days after it.
struct Document {
    country: usize,
    publisher: usize,
    published: chrono::NaiveDate,
    number: usize,
}

impl Document {
    fn new(head: &Head, plan: &Plan) -> (Self, Random) {
        let mut random = Random::new(plan.seed, 3, head.event);
        let country = random.choose(&head.parties);
        let publisher = random.weighted([30, 10, 20, 22, 12, 6].into_iter());
        let published = head.day + chrono::Duration::days(i64::from(random.small(3)));
        (Self { country, publisher, published, number: head.event }, random)
    }

    fn id(&self) -> String {
        let country = COUNTRIES[self.country].code.to_lowercase();
        format!("{country}-{}-{}-{}", PUBLISHERS[self.publisher].0, self.published, self.number)
    }
}

fn document(plan: &Plan, event: usize, text: &mut String) {
    let (head, _) = plan.head(event);
    let (document, mut random) = Document::new(&head, plan);
    let country = &COUNTRIES[document.country];
    let (id, _, _, _, host) = PUBLISHERS[document.publisher];
    let code = country.code.to_lowercase();
    let topic = random.choose(TOPICS).2;
    let title = match random.below(3) {
        0 => random.choose(country.quotes).trim_end_matches(['.', '。']).to_owned(),
        1 => format!("On {topic}"),
        _ => format!("Press release on the meeting in {}", CITIES[head.city].1),
    };
    let _ = write!(
        text,
        "[[document]]\nid = \"{}\"\npublisher = \"{code}-{id}\"\ntitle = \"{title}\"\npublished = \"{published}\"\n\
         url = \"https://www.{host}.example.{code}/{}/{event}.html\"\nlanguage = \"{}\"\n\n",
        document.id(),
        document.published.format("%Y/%m"),
        country.language,
        published = document.published
    );
}

fn list(words: impl IntoIterator<Item = impl std::fmt::Display>) -> String {
    words.into_iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")
}

fn write_event(plan: &Plan, event: usize, text: &mut String) {
    let (head, mut random) = plan.head(event);
    let random = &mut random;
    let kind = head.kind();
    let countries = head.parties;
    let numbers = countries.map(|country| random.below(words::persons(country)));
    let [one, other] = [0, 1].map(|side| words::person(countries[side], numbers[side]));
    let topics = [random.choose(TOPICS), random.choose(TOPICS)];
    let matter = Matter { countries, people: [&one.0, &other.0], topic: topics[0].2 };
    let mut topics = topics.map(|(id, ..)| id).to_vec();
    topics.dedup();
    let (city, city_name, ..) = CITIES[head.city];
    let _ = write!(
        text,
        "[[event]]\nid = \"{}\"\ndate = \"{}\"\ntitle = \"{}\"\nkind = \"{}\"\nlevel = \"{}\"\n",
        head.id(),
        head.date(random),
        title(&matter, kind, city_name, random),
        kind.id,
        kind.level
    );
    if random.chance(4) {
        let _ = writeln!(text, "status = \"{}\"", random.choose(&["planned", "cancelled", "unconfirmed"]));
    }
    let _ = writeln!(text, "parties = [{}]", list(countries.map(|country| COUNTRIES[country].code)));
    if kind.mode == "in-person" {
        let _ = writeln!(text, "setting = \"{}\"", random.choose(SETTINGS));
        let _ = writeln!(text, "venue = \"{city}-{}\"", VENUES[head.venue(random)].0);
    } else {
        let _ = writeln!(text, "mode = \"{}\"", kind.mode);
    }
    let people = [0, 1].map(|side| person_id(countries[side], numbers[side]));
    if random.chance(5) {
        let office = random.choose(kind.offices);
        let _ = writeln!(text, "people = [{{ id = \"{}\", office = \"{office}\" }}, \"{}\"]", people[0], people[1]);
    } else {
        let _ = writeln!(text, "people = [{}]", list(&people));
    }
    let _ = writeln!(text, "topics = [{}]", list(&topics));
    let summary = summary(&matter, [&one.2, &other.2], random).replace('"', "\\\"").replace('\n', "\\n");
    // Shorter than in a table, where the summary has to stand in for the accounts of documents.
    let cut = summary.match_indices(". ").nth(random.below(2)).map_or(summary.len(), |(at, _)| at + 1);
    let _ = writeln!(text, "summary = \"{}\"", &summary[..cut]);
    if random.chance(25) {
        let _ = writeln!(text, "outcome = [\"{}\"]", matter.sentence(OUTCOMES, random));
    }
    if event > 0 && random.chance(12) {
        let to = plan.head(event - 1 - random.below(event.min(500))).0.id();
        let how = random.choose(&["follows", "implements", "responds-to", "prepares", "part-of"]);
        let _ = writeln!(text, "links = [{{ to = \"{to}\", as = \"{how}\" }}]");
    }
    let _ = writeln!(text, "confidence = \"{}\"", random.choose(&["high", "medium", "medium", "low"]));
    if random.chance(8) {
        let _ = writeln!(text, "note = \"{}\"", matter.sentence(NOTES, random));
    }
    text.push('\n');
    write_sources(plan, &head, &matter, random, text);
}

/// The sources of an event: its own document, often with an excerpt, and sometimes that of an earlier event.
fn write_sources(plan: &Plan, head: &Head, matter: &Matter<'_>, random: &mut Random, text: &mut String) {
    let (own, _) = Document::new(head, plan);
    let own_id = own.id();
    let _ = write!(
        text,
        "[[event.source]]\ndocument = \"{own_id}\"\naccount = \"{}\"\n",
        matter.sentence(ACCOUNTS, random)
    );
    if random.chance(40) {
        let _ = writeln!(text, "excerpts = [\"{}\"]", random.choose(COUNTRIES[own.country].quotes));
    }
    text.push('\n');
    if head.event == 0 || !random.chance(20) {
        return;
    }
    let (other, _) = plan.head(head.event - 1 - random.below(head.event.min(20)));
    let other_id = Document::new(&other, plan).0.id();
    let _ = write!(
        text,
        "[[event.source]]\ndocument = \"{other_id}\"\naccount = \"{}\"\n\n",
        matter.sentence(ACCOUNTS, random)
    );
    if random.chance(25) {
        let aspect = random.choose(&["date", "place", "number", "participants", "wording", "term"]);
        let _ = write!(
            text,
            "[[event.difference]]\naspect = \"{aspect}\"\npositions = [\n    {{ document = \"{own_id}\", says = \"{}\" }},\n    \
             {{ document = \"{other_id}\", says = \"{}\" }},\n]\nreading = \"The record of {LAST_YEAR} is followed.\"\n\n",
            matter.sentence(OUTCOMES, random),
            matter.sentence(OUTCOMES, random)
        );
    }
}
