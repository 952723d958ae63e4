//! Phrases that several formats share: the occasion, the sides, a document's particulars.

use summits_chronology::chronology::{
    Chronology, Citation, CountryCode, CountrySet, Document, Event, Participant, Ref, Sovereignty,
};

use crate::page::{bearing_words, class_words, date_words, language_name, licence_words, mode_words, text_list};

/// The separator between facts on one line.
pub const BETWEEN: &str = " · ";

/// `Summit · official visit, 9–12 January · Kremlin, Moscow`.
pub fn occasion(chronology: &Chronology, event: &Event) -> String {
    let kind = &chronology.kinds[event.kind];
    let means = if *kind.id == *event.mode.as_str() { "" } else { mode_words(event.mode) };
    let place = place(chronology, event);
    joined([&*kind.name, means, &*event.setting, &place])
}

/// The venue with its city and, if its sovereignty is disputed, who administers and who claims it. Empty without a venue.
pub fn place(chronology: &Chronology, event: &Event) -> String {
    let Some(venue) = event.venue else { return String::new() };
    let place = &chronology.places[venue];
    match &place.sovereignty {
        Sovereignty::Disputed { administered_by, claimed_by } => {
            let claimed: Vec<&str> = claimed_by.iter().map(|code| country_name(chronology, code)).collect();
            let by = country_name(chronology, administered_by);
            format!("{} (administered by {by}, claimed by {})", place.full_name(), text_list(&claimed))
        },
        Sovereignty::Country(_) | Sovereignty::None => place.full_name(),
    }
}

/// `Japan and Russia, about North Korea, with US and CN`.
pub fn sides(chronology: &Chronology, event: &Event) -> String {
    let others: Vec<&str> = event.others.iter().map(CountryCode::as_str).collect();
    let mut sides = vec![countries(chronology, event.parties)];
    if !event.concerns.is_empty() {
        sides.push(format!("about {}", countries(chronology, event.concerns)));
    }
    if !others.is_empty() {
        sides.push(format!("with {}", text_list(&others)));
    }
    sides.retain(|side| !side.is_empty());
    sides.join(", ")
}

/// The names of the countries of a set: `Japan and Russia`.
pub fn countries(chronology: &Chronology, set: CountrySet) -> String {
    let names: Vec<&str> = set.iter().map(|country| &*chronology.countries[country].name).collect();
    text_list(&names)
}

/// The name of a country of the chronology, the code of another.
pub fn country_name<'a>(chronology: &'a Chronology, code: &'a CountryCode) -> &'a str {
    chronology.countries.get(code.as_str()).map_or(code.as_str(), |country| &country.name)
}

/// `Junichiro Koizumi (小泉純一郎), Prime Minister`.
pub fn participant(chronology: &Chronology, event: &Event, participant: &Participant) -> String {
    let person = &chronology.people[participant.person];
    let mut words = person.name.to_string();
    if !person.native.is_empty() {
        words.push_str(&format!(" ({})", person.native));
    }
    if let Some(office) = chronology.office(event, participant) {
        words.push_str(&format!(", {office}"));
    }
    words
}

/// `President of Russia, 10 January 2003`.
pub fn source(chronology: &Chronology, document: &Document) -> String {
    let publisher = &chronology.publishers[document.publisher].name;
    match &document.published {
        Some(date) => format!("{publisher}, {}", date_words(date)),
        None => publisher.to_string(),
    }
}

/// `President of Russia, 8 January 2003 (announced it beforehand)`.
pub fn source_and_bearing(chronology: &Chronology, citation: &Citation) -> String {
    let source = source(chronology, &chronology.documents[citation.document]);
    match bearing_words(citation.bearing) {
        "" => source,
        bearing => format!("{source} ({bearing})"),
    }
}

/// `announced it beforehand · official · record of Russia · in Russian · as printed in … · CC-BY-4.0`. The licence is given where
/// the document is quoted.
pub fn particulars(chronology: &Chronology, citation: &Citation) -> String {
    let document = &chronology.documents[citation.document];
    let party = document.party.as_ref().map(|party| format!("record of {}", country_name(chronology, party)));
    let foreign = !document.language.is_empty() && !document.language.starts_with("en");
    let language = if foreign { format!("in {}", language_name(&document.language)) } else { String::new() };
    let print =
        if document.as_named.is_empty() { String::new() } else { format!("as printed in {}", document.as_named) };
    let terms = if citation.excerpts.is_empty() { "" } else { licence_words(&document.licence) };
    let bearing = bearing_words(citation.bearing);
    joined([bearing, class_words(document), &party.unwrap_or_default(), &language, &print, terms])
}

/// The links of an event: each relation in words, and the other event.
pub fn relations(chronology: &Chronology, place: Ref<Event>) -> Vec<(&'static str, Ref<Event>)> {
    let forward = chronology[place].links.iter().map(|link| (link.kind.forward(), link.to));
    let backward = chronology.incoming(place).iter().map(|link| (link.kind.backward(), link.to));
    forward.chain(backward).collect()
}

/// The facts that are not empty, with a dot between them.
pub fn joined<'a>(facts: impl IntoIterator<Item = &'a str>) -> String {
    facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(BETWEEN)
}

/// The language of native names, by the country of the person; `None` if it is not clear.
pub fn language_of(country: &str) -> Option<&'static str> {
    Some(match country {
        "CN" | "TW" => "zh",
        "JP" => "ja",
        "KP" | "KR" => "ko",
        "MN" => "mn",
        "RU" => "ru",
        _ => return None,
    })
}
