//! iCalendar (RFC 5545): one all-day entry per event.
//!
//! A calendar has days only, so an event whose day is not known is left out and counted. If a date is uncertain, or the event
//! was not held, the entry is tentative; `X-SUMMITS-EDTF` contains the date as written. Nothing depends on the clock: the
//! time stamp of an entry is the day of its event.

use std::io::{self, Write};

use chrono::{Datelike, NaiveDate};
use summits_chronology::chronology::{Chronology, Event, Ref, Status};

use super::left_out::LeftOut;
use crate::export::words;
use crate::page::{document_order, quoted_title, status_words};

/// In octets, without the line end.
const LINE: usize = 75;

/// Writes the calendar, and returns how many events have no day.
///
/// # Errors
///
/// `out` cannot be written.
pub fn write(
    chronology: &Chronology,
    events: impl Iterator<Item = Ref<Event>>,
    out: &mut dyn Write,
) -> io::Result<LeftOut> {
    let mut left_out = LeftOut::default();
    let mut calendar = Calendar { out };
    calendar.plain("BEGIN", "VCALENDAR")?;
    calendar.plain("VERSION", "2.0")?;
    calendar.plain("PRODID", "-//summits-tui//Chronology//EN")?;
    calendar.plain("CALSCALE", "GREGORIAN")?;
    calendar.text("X-WR-CALNAME", &chronology.title)?;
    for place in events {
        let event = &chronology[place];
        match days(event) {
            Some(days) => calendar.entry(chronology, place, days)?,
            None => left_out.undated += 1,
        }
    }
    calendar.plain("END", "VCALENDAR")?;
    Ok(left_out)
}

/// The first and the last day; `None` if a day is not known, or its year has no four digits. If the end is open, the last
/// day is the first.
fn days(event: &Event) -> Option<(NaiveDate, NaiveDate)> {
    let (start, end) = event.date.ends();
    start.day?;
    if let Some(end) = end {
        end.day?;
    }
    let first = event.date.earliest();
    let last = event.date.latest().unwrap_or(first);
    let written = |day: NaiveDate| (1..9999).contains(&day.year());
    (written(first) && written(last)).then_some((first, last))
}

/// Writes the lines of a calendar.
struct Calendar<'a> {
    out: &'a mut dyn Write,
}

impl Calendar<'_> {
    fn entry(&mut self, chronology: &Chronology, place: Ref<Event>, days: (NaiveDate, NaiveDate)) -> io::Result<()> {
        let (event, (first, last)) = (&chronology[place], days);
        self.plain("BEGIN", "VEVENT")?;
        self.plain("UID", &format!("{}@summits-tui", event.id))?;
        self.plain("DTSTAMP", &format!("{}T000000Z", digits(first)))?;
        self.plain("DTSTART;VALUE=DATE", &digits(first))?;
        if let (true, Some(after)) = (last > first, last.succ_opt()) {
            self.plain("DTEND;VALUE=DATE", &digits(after))?;
        }
        self.text("SUMMARY", &event.title)?;
        self.text("DESCRIPTION", &description(chronology, place))?;
        self.text("LOCATION", &words::place(chronology, event))?;
        let venue = event.venue.and_then(|venue| chronology.places[venue].coordinates);
        if let Some((latitude, longitude)) = venue {
            self.plain("GEO", &format!("{latitude};{longitude}"))?;
        }
        if let Some(url) = address(chronology, event) {
            self.plain("URL", url)?;
        }
        let topics = event.topics.iter().map(|topic| &*chronology.topics[*topic].name);
        let categories: Vec<String> =
            std::iter::once(&*chronology.kinds[event.kind].name).chain(topics).map(escaped).collect();
        self.plain("CATEGORIES", &categories.join(","))?;
        if event.date.is_uncertain() || event.status != Status::Held {
            self.plain("STATUS", "TENTATIVE")?;
        }
        self.plain("TRANSP", "TRANSPARENT")?;
        self.text("X-SUMMITS-EDTF", event.date.literal())?;
        self.plain("END", "VEVENT")
    }

    /// A property whose value is text. An empty one is not written.
    fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        if text.is_empty() { Ok(()) } else { self.plain(name, &escaped(text)) }
    }

    /// A property whose value needs no escaping.
    fn plain(&mut self, name: &str, value: &str) -> io::Result<()> {
        self.out.write_all(folded(&format!("{name}:{value}")).as_bytes())
    }
}

/// What happened, who took part, the documents, and the user's note.
fn description(chronology: &Chronology, place: Ref<Event>) -> String {
    let event = &chronology[place];
    let evidence = chronology.evidence(event).words(&chronology.countries);
    let date = if event.date.is_uncertain() { event.date.words() } else { String::new() };
    let sides = words::joined([&*words::sides(chronology, event), &evidence]);
    let head = [&*words::occasion(chronology, event), &date, &sides, status_words(event.status).unwrap_or_default()];
    let head: Vec<&str> = head.into_iter().filter(|line| !line.is_empty()).collect();
    let people: Vec<String> = event.people.iter().map(|one| words::participant(chronology, event, one)).collect();
    let outcome: Vec<String> = event.outcome.iter().map(|text| format!("Outcome: {text}")).collect();
    let documents = document_order(event).into_iter().map(|place| {
        let citation = &event.citations[place];
        let document = &chronology.documents[citation.document];
        format!(
            "{}, {}, {}",
            words::source_and_bearing(chronology, citation),
            quoted_title(&document.title),
            document.url
        )
    });
    let documents: Vec<String> = documents.collect();
    let note = chronology.annotation(place).map(|annotation| annotation.note.as_str()).filter(|note| !note.is_empty());
    let parts = [
        head.join("\n"),
        event.summary.to_string(),
        people.join("\n"),
        outcome.join("\n"),
        documents.join("\n"),
        note.map(|note| format!("Reader's note: {note}")).unwrap_or_default(),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// The address of the first document that has one.
fn address<'a>(chronology: &'a Chronology, event: &Event) -> Option<&'a str> {
    let addresses = document_order(event).into_iter().map(|place| event.citations[place].document);
    addresses.map(|document| &*chronology.documents[document].url).find(|url| !url.is_empty())
}

/// `20030110`.
fn digits(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

/// A value of the type TEXT.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// A line, folded after at most [`LINE`] octets and never within a character. A continuation begins with a blank.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + line.len() / 24 + 2);
    let mut octets = 0;
    for character in line.chars() {
        if octets + character.len_utf8() > LINE {
            folded.push_str("\r\n ");
            octets = 1;
        }
        folded.push(character);
        octets += character.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use summits_chronology::chronology::fixture;

    /// The events of the fixture, one of them on another date, as a calendar.
    fn calendar(literal: &str) -> (String, LeftOut) {
        let registers = fixture::registers();
        let event = fixture::event(&registers, "only", literal, "A title", "visit", "JP+RU");
        let chronology = Chronology::new(registers, vec![event]);
        let mut out = Vec::new();
        let left_out = write(&chronology, chronology.events().refs(), &mut out).unwrap();
        (String::from_utf8(out).unwrap(), left_out)
    }

    #[test]
    fn one_day_has_no_end_and_several_end_on_the_day_after() {
        let (one, _) = calendar("2003-01-10");
        assert!(one.contains("DTSTART;VALUE=DATE:20030110\r\n") && !one.contains("DTEND"), "{one}");
        let (several, _) = calendar("2003-01-30/2003-01-31");
        assert!(several.contains("DTSTART;VALUE=DATE:20030130\r\nDTEND;VALUE=DATE:20030201\r\n"), "{several}");
        assert!(!several.contains("TENTATIVE"), "{several}");
    }

    #[test]
    fn an_uncertain_date_is_tentative_and_carried_along_as_written() {
        for (literal, written) in [
            ("2003-01-10?", "2003-01-10?"),
            ("2003-01-10/..", "2003-01-10/.."),
            ("[2003-01-10,2003-01-12]", "[2003-01-10\\,2003-01-12]"),
        ] {
            let (calendar, left_out) = calendar(literal);
            assert!(calendar.contains("STATUS:TENTATIVE\r\n"), "{calendar}");
            assert!(calendar.contains(&format!("X-SUMMITS-EDTF:{written}\r\n")), "{calendar}");
            assert_eq!(left_out, LeftOut::default());
        }
    }

    #[test]
    fn an_event_without_a_day_is_left_out_and_counted() {
        for literal in ["2003-01", "2003", "2003-01/2003-03", "2003-01-10/2003-03", "[2003-01,2003-02]"] {
            let (calendar, left_out) = calendar(literal);
            assert!(!calendar.contains("VEVENT"), "{literal}: {calendar}");
            assert_eq!(left_out.undated, 1, "{literal}");
        }
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escaped("a\\b; c, d:\n\"e\""), "a\\\\b\\; c\\, d:\\n\"e\"");
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        for character in ["x", "я", "本", "𠮷"] {
            let line = character.repeat(100);
            let folded = folded(&line);
            assert!(folded.split("\r\n").all(|line| line.len() <= LINE), "{folded}");
            assert_eq!(folded.replace("\r\n ", ""), format!("{line}\r\n"));
        }
        assert_eq!(folded(&"x".repeat(75)), format!("{}\r\n", "x".repeat(75)));
    }
}
