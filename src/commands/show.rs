//! `show`: one event in full.

use super::{Console, Error, Outcome, Result, unwritten};
use crate::chronology::{Chronology, Event, Ref, own_id};
use crate::export::text;

/// How many ids an error names.
const NAMED: usize = 5;

/// Prints the event with this id, or the only one whose id begins so: in full, or what the sides' documents say of it,
/// compared.
///
/// # Errors
///
/// No such event, or more than one; or the output cannot be written.
pub fn show(chronology: &Chronology, id: &str, compare: bool, console: &mut Console) -> Result {
    let event = find(chronology, id)?;
    let namesakes: Vec<&str> = chronology.namesakes(event).map(|other| &*chronology[other].id).collect();
    if own_id(id) == id && !namesakes.is_empty() {
        console.remark(format_args!("the id stands in another chronology as well: {}", namesakes.join(", ")));
    }
    let write = if compare { text::write_comparison } else { text::write_event };
    write(chronology, event, console.paper(), console.out).map_err(unwritten)?;
    Ok(Outcome::Done)
}

fn find(chronology: &Chronology, id: &str) -> std::result::Result<Ref<Event>, Error> {
    if let Some(event) = chronology.find_event(id) {
        return Ok(event);
    }
    let begins = |(_, event): &(Ref<Event>, &Event)| {
        !id.is_empty() && (event.id.starts_with(id) || own_id(&event.id).starts_with(id))
    };
    let mut beginning = chronology.events().entries().filter(begins);
    match (beginning.next(), beginning.next()) {
        (Some((event, _)), None) => Ok(event),
        (Some((_, first)), Some((_, second))) => {
            let rest = beginning.map(|(_, event)| event);
            let ids: Vec<&Event> = [first, second].into_iter().chain(rest).collect();
            Err(Error::AmbiguousId { id: id.to_owned(), ids: first_ids(&ids), more: ids.len().saturating_sub(NAMED) })
        },
        (None, _) => Err(Error::UnknownId { id: id.to_owned(), nearest: nearest(chronology, id) }),
    }
}

fn first_ids(events: &[&Event]) -> Vec<String> {
    events.iter().take(NAMED).map(|event| event.id.to_string()).collect()
}

/// The ids most like `id`, best first; none where none is like it.
fn nearest(chronology: &Chronology, id: &str) -> Vec<String> {
    const ALIKE: f64 = 0.75;
    let likeness = |event: &Event| strsim::jaro_winkler(&event.id, id);
    let mut alike: Vec<(f64, &Event)> = chronology
        .events()
        .iter()
        .map(|event| (likeness(event), event))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    alike.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    alike.iter().take(NAMED).map(|(_, event)| event.id.to_string()).collect()
}
