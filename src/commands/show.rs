//! `show`: one event in full, or all about a person, a place or a document.

use summits_chronology::chronology::{Chronology, Item, own_id};

use super::console::{Console, Outcome, Result, unwritten};
use super::error::Error;
use crate::export::{citation, text};
use crate::page::ItemEvents;
use crate::query::{Index, Named, named};

/// The most candidates that an error names.
const NAMED: usize = 8;

/// Prints the item called `name`: an event by its id or an unambiguous prefix of it, a person, a place or a document by any
/// name. With `compare`, prints what the sides' documents say about an event.
///
/// # Errors
///
/// No item has this name, or more than one has; `compare` was given and it is not an event; the output cannot be written.
pub fn show(chronology: &Chronology, name: &str, compare: bool, console: &mut Console) -> Result {
    let item = find(chronology, name)?;
    let namesakes = item.namesakes(chronology);
    // A qualified id (`notes/2003-…`) shows that the user knows about the others.
    if own_id(name) == name && !namesakes.is_empty() {
        let ids: Vec<&str> = namesakes.iter().map(|other| other.id(chronology)).collect();
        console.remark(format_args!("another chronology has the same id: {}", ids.join(", ")));
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

/// What `show` accepts for the item (the id, with the kind unless it is an event), and its name.
fn candidate(item: Item, chronology: &Chronology) -> String {
    let id = item.id(chronology);
    match item {
        Item::Event(_) => format!("{id}  {}", item.name(chronology)),
        _ => format!("{}:{id}  {}", item.kind(), item.name(chronology)),
    }
}
