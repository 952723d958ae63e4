//! Links what the files say: ids become references into registers, and the rules that need more than one row are checked.
//!
//! Every check looks only at what is there. Where a register could not be read in full, an unknown id is passed over:
//! it may stand in the part that is missing.

mod events;
mod names;
mod registers;

use rayon::prelude::*;

use super::location::Role;
use super::schema::Rows;
use super::source::{Fault, Spot};
use crate::chronology::{Chronology, Event};

/// Builds the chronology from the rows. `missing` are the roles of the files that could not be read in full. `None` where
/// something is wrong; it has then been reported.
pub(super) fn link(rows: Rows<'_>, missing: &[Role], faults: &mut Vec<Fault>) -> Option<Chronology> {
    let Rows { chronology, people, places, publishers, documents, events } = rows;
    let chronology = chronology?;
    let registers = registers::Linked::new(&chronology, &people, &places, &publishers, &documents, missing, faults);
    let names = events::names(&events, missing, faults);
    let linked: Vec<(Option<Event>, Vec<Fault>)> =
        events.par_iter().map(|row| events::link(row, &registers, &names)).collect();
    let mut built = Vec::with_capacity(linked.len());
    for (event, found) in linked {
        faults.extend(found);
        built.extend(event);
    }
    events::check_quotation(&events, &registers, faults);
    events::count_undocumented(&events, faults);
    if built.len() < events.len() || faults.iter().any(Fault::is_error) {
        return None;
    }
    registers.into_chronology(built)
}

/// A code or id stands twice.
fn twice(what: &str, id: &str, spot: Spot, first: Spot) -> Fault {
    Fault::error(spot, format!("{what} `{id}` stands twice")).expecting("an id of its own").first_at(first)
}
