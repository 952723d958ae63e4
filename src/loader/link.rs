//! Links what the files say: ids become references into registers, and the rules that need more than one row are checked.
//!
//! Every check looks only at what is there. Where a register could not be read in full, an unknown id is passed over:
//! it may stand in the part that is missing.

mod events;
mod names;
mod registers;
mod tables;

use rayon::prelude::*;

use super::location::Role;
use super::schema::Rows;
use super::source::{Fault, Faults, Spot};
use crate::chronology::{Chronology, Event};

/// Builds the chronology from the rows. `missing` are the roles of the files that could not be read in full. `None` where
/// something is wrong; it has then been reported.
pub(super) fn link(mut rows: Rows<'_>, missing: &[Role], faults: &mut Faults) -> Option<Chronology> {
    tables::complete(&mut rows);
    let Rows { chronology, people, places, publishers, documents, events } = rows;
    let chronology = chronology?;
    let registers = registers::Linked::new(&chronology, &people, &places, &publishers, &documents, missing, faults);
    let names = events::names(&events, missing, faults);
    let (built, found) = events
        .par_iter()
        .fold(Linked::default, |mut linked, row| {
            linked.0.extend(events::link(row, &registers, &names, &mut linked.1));
            linked
        })
        .reduce(Linked::default, |mut first, second| {
            first.0.extend(second.0);
            first.1.append(second.1);
            first
        });
    faults.append(found);
    events::check_quotation(&events, &registers, faults);
    events::count_undocumented(&events, faults);
    if built.len() < events.len() || faults.has_errors() {
        return None;
    }
    registers.into_chronology(built)
}

/// The events of some rows, and what is wrong with them.
type Linked = (Vec<Event>, Faults);

/// A code or id stands twice.
fn twice(what: &str, id: &str, spot: Spot, first: Spot) -> Fault {
    Fault::error(spot, format!("{what} `{id}` stands twice")).expecting("an id of its own").first_at(first)
}
