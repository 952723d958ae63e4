//! An event as a table, followed by its sources and differences.

use std::collections::BTreeSet;

use summits_chronology::chronology::{
    Bearing, Chronology, Citation, Confidence, CountryCode, CountrySet, Difference, Event, Mode, Participant, Ref,
    Status,
};

use super::table::{Table, inline, quoted};

/// An event. Links to events that are not among the `chosen` are left out.
pub fn event(chronology: &Chronology, event: &Event, chosen: &BTreeSet<Ref<Event>>) -> String {
    let codes = |set: CountrySet| set.iter().map(|country| chronology.countries[country].code.as_str());
    let mut table = Table::of_array("event");
    table.text("id", &event.id);
    table.date("date", Some(&event.date));
    if event.order != 0 {
        table.raw("order", &event.order.to_string());
    }
    table.text("title", &event.title);
    table.text("kind", &chronology.kinds[event.kind].id);
    table.word("level", event.level.map(|level| &*chronology.levels[level].id));
    if event.status != Status::Held {
        table.text("status", event.status.as_str());
    }
    if event.mode != Mode::InPerson {
        table.text("mode", event.mode.as_str());
    }
    table.text("setting", &event.setting);
    table.list("parties", codes(event.parties));
    table.list("concerns", codes(event.concerns));
    table.list("others", event.others.iter().map(CountryCode::as_str));
    table.word("venue", event.venue.map(|venue| &*chronology.places[venue].id));
    table.values("people", event.people.iter().map(|one| participant(chronology, one)));
    table.list("topics", event.topics.iter().map(|topic| &*chronology.topics[*topic].id));
    table.text("summary", &event.summary);
    table.lines("outcome", event.outcome.iter().map(AsRef::as_ref));
    let links = event.links.iter().filter(|link| chosen.contains(&link.to));
    table.values("links", links.map(|link| inline([("to", &*chronology[link.to].id), ("as", link.kind.as_str())])));
    table.word("confidence", event.confidence.map(Confidence::as_str));
    table.text("note", &event.note);
    for citation in &event.citations {
        table.append(source(chronology, event, citation));
    }
    for one in &event.differences {
        table.append(difference(chronology, one));
    }
    table.finish()
}

/// The id; with the office where the event gives it.
fn participant(chronology: &Chronology, participant: &Participant) -> String {
    let id = &chronology.people[participant.person].id;
    match &participant.office {
        Some(office) => inline([("id", &**id), ("office", &**office)]),
        None => quoted(id),
    }
}

fn source(chronology: &Chronology, event: &Event, citation: &Citation) -> Table {
    let document = &chronology.documents[citation.document];
    let mut table = Table::of_array("event.source");
    table.text("document", &document.id);
    if citation.bearing != Bearing::by_default(document.published.as_ref(), &event.date) {
        table.text("bearing", citation.bearing.as_str());
    }
    table.text("account", &citation.account);
    table.lines("excerpts", citation.excerpts.iter().map(AsRef::as_ref));
    table.text("term", &citation.term);
    table
}

fn difference(chronology: &Chronology, difference: &Difference) -> Table {
    let mut table = Table::of_array("event.difference");
    table.text("aspect", difference.aspect.as_str());
    let positions = difference.positions.iter().map(|position| {
        inline([("document", &*chronology.documents[position.document].id), ("says", &*position.says)])
    });
    table.value_lines("positions", positions);
    table.text("reading", &difference.reading);
    table
}
