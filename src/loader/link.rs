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
use super::source::{Fault, Faults, Source, Spot};
use crate::chronology::{Chronology, Event, Origins};

/// Builds the chronology from the rows. `missing` are the roles of the files that could not be read in full. `None` where
/// something is wrong; it has then been reported.
pub(super) fn link(
    mut rows: Rows<'_>,
    sources: &[Source],
    missing: &[Role],
    faults: &mut Faults,
) -> Option<Chronology> {
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
    let begins = places_of(events.iter().map(|row| row.spot), sources);
    let files = sources.iter().map(|source| source.name.as_str().into()).collect();
    registers.into_chronology(built, Origins::new(files, begins))
}

/// The events of some rows, and what is wrong with them.
type Linked = (Vec<Event>, Faults);

/// The file and the line of each of these spots, which stand in the order of files and places: the lines are counted
/// once through.
fn places_of(spots: impl Iterator<Item = Spot>, sources: &[Source]) -> Vec<(u32, u32)> {
    let (mut file, mut offset, mut line) = (u32::MAX, 0, 1);
    let place = |spot: Spot| {
        if spot.file != file || (spot.start as usize) < offset {
            (file, offset, line) = (spot.file, 0, 1);
        }
        let text = sources.get(file as usize).map_or("", |source| &source.text).as_bytes();
        let end = (spot.start as usize).min(text.len());
        let newlines = memchr::memchr_iter(b'\n', &text[offset..end]).count();
        line += u32::try_from(newlines).unwrap_or(u32::MAX - line);
        offset = end;
        (file, line)
    };
    spots.map(place).collect()
}

/// A code or id stands twice.
fn twice(what: &str, id: &str, spot: Spot, first: Spot) -> Fault {
    Fault::error(spot, format!("{what} `{id}` stands twice")).expecting("an id of its own").first_at(first)
}
