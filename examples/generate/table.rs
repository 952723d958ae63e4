//! Writes the events as tables: one row per event, documents by their address, venues by their coordinates.

use std::io;

use super::random::Random;
use super::words::{
    self, CITIES, CLOSINGS, COUNTRIES, MIDDLES, Matter, NOTES, OPENINGS, OUTCOMES, SETTINGS, TOPICS, VENUES,
};
use super::{Files, Plan};

const COLUMNS: [&str; 21] = [
    "id",
    "date",
    "order",
    "title",
    "kind",
    "level",
    "status",
    "mode",
    "setting",
    "parties",
    "concerns",
    "others",
    "venue",
    "venue_lat",
    "venue_lon",
    "topics",
    "summary",
    "outcome",
    "confidence",
    "note",
    "address",
];

/// How many successive rows have the same address.
const OF_ONE_ADDRESS: usize = 4;

pub fn write(plan: &Plan, files: &mut Files<'_>) -> io::Result<()> {
    for (number, events) in plan.parts(plan.events).enumerate() {
        // A thousand rows at a time, because a table may be too large for memory.
        let mut table = files.open(&format!("events/{number:03}.csv"))?;
        let mut piece = csv::Writer::from_writer(Vec::new());
        piece.write_record(COLUMNS)?;
        for event in events {
            piece.write_record(row(plan, event))?;
            if event % 1000 == 999 {
                table.write(&taken(piece)?)?;
                piece = csv::Writer::from_writer(Vec::new());
            }
        }
        table.write(&taken(piece)?)?;
        table.finish()?;
    }
    Ok(())
}

fn taken(piece: csv::Writer<Vec<u8>>) -> io::Result<Vec<u8>> {
    piece.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

fn row(plan: &Plan, event: usize) -> Vec<String> {
    let (head, mut random) = plan.head(event);
    let random = &mut random;
    let kind = head.kind();
    let countries = head.parties;
    let people = countries.map(|country| someone(country, random));
    let topics = [random.choose(TOPICS), random.choose(TOPICS)];
    let matter = Matter { countries, people: [&people[0].0, &people[1].0], topic: topics[0].2 };
    let (_, city, _, lat, lon) = CITIES[head.city];
    let away = matches!(kind.mode, "phone" | "letter" | "statement");
    let venue = if away { String::new() } else { format!("{city}, {}", VENUES[head.venue(random)].1) };
    let place = |text: &str| if away { String::new() } else { text.to_owned() };
    let mut topics = topics.map(|(id, ..)| id).to_vec();
    topics.dedup();
    let [one, other] = countries.map(|country| &COUNTRIES[country]);
    let third = (countries[1] + 1 + random.below(6)) % COUNTRIES.len();
    let concerned = random.chance(20) && !countries.contains(&third);
    vec![
        head.id(),
        head.date(random),
        if random.chance(5) { "1".to_owned() } else { String::new() },
        title(&matter, kind, city, random),
        kind.id.to_owned(),
        kind.level.to_owned(),
        if random.chance(4) {
            random.choose(&["planned", "cancelled", "unconfirmed"]).to_owned()
        } else {
            String::new()
        },
        if kind.mode == "in-person" { String::new() } else { kind.mode.to_owned() },
        if away { String::new() } else { random.choose(SETTINGS).to_owned() },
        format!("{};{}", one.code, other.code),
        if concerned { COUNTRIES[third].code.to_owned() } else { String::new() },
        if random.chance(3) { "FR;DE".to_owned() } else { String::new() },
        venue,
        place(lat),
        place(lon),
        topics.join(";"),
        summary(&matter, [&people[0].1, &people[1].1], random),
        if random.chance(25) { matter.sentence(OUTCOMES, random) } else { String::new() },
        random.choose(&["high", "medium", "medium", "low", ""]).to_owned(),
        if random.chance(12) { matter.sentence(NOTES, random) } else { String::new() },
        address(plan, event),
    ]
}

/// A person of a country: the name, and the name in the script of the country.
fn someone(country: usize, random: &mut Random) -> (String, String) {
    let (name, _, native) = words::person(country, random.below(words::persons(country)));
    (name, native)
}

pub fn title(matter: &Matter<'_>, kind: &words::Kind, city: &str, random: &mut Random) -> String {
    let verb = random.choose(kind.verbs);
    let object = if verb.ends_with(" in") { city } else { matter.topic };
    format!("{} and {} {verb} {object}", matter.people[0], matter.people[1])
}

/// Three to five sentences, sometimes with names in their own scripts or a second paragraph.
pub fn summary(matter: &Matter<'_>, natives: [&str; 2], random: &mut Random) -> String {
    let mut text = matter.sentence(OPENINGS, random);
    for _ in 0..2 + random.below(2) {
        matter.write(random.choose(MIDDLES), random, &mut text);
    }
    if random.chance(4) {
        text.push('\n');
    }
    matter.write(random.choose(CLOSINGS), random, &mut text);
    if random.chance(25) && !natives[0].is_empty() && !natives[1].is_empty() {
        text.push_str(&format!(" In the records: {}, {}.", natives[0], natives[1]));
    }
    if random.chance(5) {
        text.push_str(" The note verbale calls this \"a misunderstanding\".");
    }
    text
}

/// The address of the report that a row comes from. Successive rows share it, and some have none.
fn address(plan: &Plan, event: usize) -> String {
    let report = event / OF_ONE_ADDRESS;
    let (head, _) = plan.head(report * OF_ONE_ADDRESS);
    let mut random = Random::new(plan.seed, 2, report);
    if random.chance(10) {
        return String::new();
    }
    let country = COUNTRIES[head.parties[0]].code.to_lowercase();
    let paper = random.choose(&["daily", "herald", "agency", "review", "times"]);
    format!("https://www.{paper}.example.{country}/archive/{}/{report}.html", head.day.format("%Y/%m/%d"))
}
