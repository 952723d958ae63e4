//! `show`: one event in full, or all that is known of a person, a place or a document.

use summits_chronology::chronology::{Chronology, Item, own_id};

use super::console::{Console, Outcome, Result, unwritten};
use super::error::Error;
use crate::export::{citation, text};
use crate::page::ItemEvents;
use crate::query::{Index, Named, named};

/// How many candidates an error names.
const NAMED: usize = 8;

/// Prints what is called so: an event by its id or a beginning of it that no other shares, a person, a place or a document
/// by any name. `compare` prints what the sides' documents say of an event instead.
///
/// # Errors
///
/// Nothing is called so, or more than one; it is to be compared and is no event; or the output cannot be written.
pub fn show(chronology: &Chronology, name: &str, compare: bool, console: &mut Console) -> Result {
    let item = find(chronology, name)?;
    let namesakes = item.namesakes(chronology);
    // Whoever names the chronology knows of the others.
    if own_id(name) == name && !namesakes.is_empty() {
        let ids: Vec<&str> = namesakes.iter().map(|other| other.id(chronology)).collect();
        console.remark(format_args!("the id stands in another chronology as well: {}", ids.join(", ")));
    }
    let (paper, out) = (console.paper(), &mut *console.out);
    match (item, compare) {
        (Item::Event(event), true) => text::write_comparison(chronology, event, paper, out),
        (Item::Event(event), false) => text::write_event(chronology, event, paper, out),
        (other, true) => {
            return Err(Error::NotCompared { name: name.to_owned(), kind: other.kind() });
        },
        (other, false) => {
            let item_events =
                ItemEvents::find(&Index::new(chronology), chronology, other, citation::of_item(chronology, other));
            text::write_item(chronology, other, &item_events, paper, out)
        },
    }
    .map_err(unwritten)?;
    Ok(Outcome::Done)
}

fn find(chronology: &Chronology, name: &str) -> std::result::Result<Item, Error> {
    let words = |items: &[Item]| items.iter().take(NAMED).map(|item| candidate(*item, chronology)).collect();
    match named(name, chronology) {
        Named::One(item) => Ok(item),
        Named::Several(items) => Err(Error::Ambiguous {
            name: name.to_owned(),
            candidates: words(&items),
            more: items.len().saturating_sub(NAMED),
        }),
        Named::Nothing(nearest) => Err(Error::Unknown { name: name.to_owned(), nearest: words(&nearest) }),
    }
}

/// What an item is called: the words that find it again, which are the id of an event and the id of anything else with
/// its kind, and its name.
fn candidate(item: Item, chronology: &Chronology) -> String {
    let id = item.id(chronology);
    match item {
        Item::Event(_) => format!("{id}  {}", item.name(chronology)),
        _ => format!("{}:{id}  {}", item.kind(), item.name(chronology)),
    }
}
