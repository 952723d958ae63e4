//! What tables bring along: venues by their coordinates and documents by their address. They come behind what the
//! registers have, in the order of the rows.
//!
//! The pieces of a table are linked before it is known what the others bring along, so each puts down what it wants. A
//! reference behind the end of a register means that; when all pieces are there, it is settled.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use super::super::schema::Name;
use super::super::source::{Faults, Spot};
use super::names::Names;
use super::registers::Linked;
use crate::chronology::{Class, Document, Event, Licence, Place, Publisher, Ref, Sovereignty, Text, Texts};

/// What a piece wants that no register has, in the order of its rows.
#[derive(Debug, Default)]
pub(in crate::loader) struct Wanted {
    places: Vec<WantedPlace>,
    documents: Vec<WantedDocument>,
    by_place: HashMap<PlaceAt, usize>,
    by_address: HashMap<String, usize>,
}

/// A name and coordinates, by their bits.
type PlaceAt = (String, u64, u64);

#[derive(Debug)]
enum WantedPlace {
    /// A place that the row describes.
    At(PlaceAt),
    /// One of this id, which another row may bring along.
    Named(String, Spot),
}

#[derive(Debug)]
enum WantedDocument {
    /// The document at this address.
    At(String),
    /// One of this id, which another row may bring along.
    Named(String, Spot),
}

impl Wanted {
    /// The place of this name, at these coordinates.
    pub(super) fn place_at(&mut self, name: Option<&Name<'_>>, (lat, lon): (f64, f64)) -> usize {
        let name = name.map_or_else(|| format!("{lat}, {lon}"), |name| name.value.to_string());
        let places = &mut self.places;
        *self.by_place.entry((name, lat.to_bits(), lon.to_bits())).or_insert_with_key(|place| {
            places.push(WantedPlace::At(place.clone()));
            places.len() - 1
        })
    }

    /// The place of this id.
    pub(super) fn place(&mut self, name: &Name<'_>) -> usize {
        self.places.push(WantedPlace::Named(name.value.to_string(), name.spot));
        self.places.len() - 1
    }

    /// The document at this address.
    pub(super) fn document_at(&mut self, address: &str) -> usize {
        if let Some(known) = self.by_address.get(address) {
            return *known;
        }
        self.documents.push(WantedDocument::At(address.to_owned()));
        self.by_address.insert(address.to_owned(), self.documents.len() - 1);
        self.documents.len() - 1
    }

    /// The document of this id.
    pub(super) fn document(&mut self, name: &Name<'_>) -> usize {
        self.documents.push(WantedDocument::Named(name.value.to_string(), name.spot));
        self.documents.len() - 1
    }

    fn is_empty(&self) -> bool {
        self.places.is_empty() && self.documents.is_empty()
    }
}

/// Adds what the pieces want to the registers and points the events of each to it, which stand at `ranges`. What is still
/// unknown then is reported; `false` if there is any.
pub(super) fn settle(
    pieces: Vec<Wanted>,
    ranges: Vec<Range<usize>>,
    events: &mut [Event],
    registers: &mut Linked<'_>,
    faults: &mut Faults,
) -> bool {
    if pieces.iter().all(Wanted::is_empty) {
        return true;
    }
    let mut places = Made::<PlaceAt>::default();
    let mut documents = Made::<String>::default();
    let mut hosts = HashMap::new();
    let mut texts = Texts::default();
    let bases = (registers.places.0.len(), registers.documents.0.len());
    for wanted in &pieces {
        for place in &wanted.places {
            if let WantedPlace::At(at) = place {
                let add = |id: &str| registers.places.1.push(Some(place_of(id, at)));
                places.add(at, &at.0, &registers.places.0, add);
            }
        }
        for document in &wanted.documents {
            if let WantedDocument::At(address) = document {
                add_document(address, registers, &mut documents, &mut hosts, &mut texts);
            }
        }
    }
    let mut complete = true;
    let mut settled: Vec<Settled> = Vec::with_capacity(pieces.len());
    for (number, wanted) in pieces.into_iter().enumerate() {
        let Wanted { places: wanted_places, documents: wanted_documents, .. } = wanted;
        let mut refuse = |names: &Names<'_>, made: &HashMap<Box<str>, usize>, id: &str, spot: Spot| {
            names.refuse(id, spot.in_file(number), made.keys().map(AsRef::as_ref), faults);
            complete = false;
            None
        };
        let settle_place = |place| {
            let made = match place {
                WantedPlace::At(at) => places.of.get(&at).copied(),
                WantedPlace::Named(id, spot) => {
                    places.by_id(&id).or_else(|| refuse(&registers.places.0, &places.ids, &id, spot))
                },
            };
            made.map(|made| Ref::new(bases.0 + made))
        };
        let of_places = wanted_places.into_iter().map(settle_place).collect();
        let settle_document = |document| {
            let made = match document {
                WantedDocument::At(address) => documents.of.get(&address).copied(),
                WantedDocument::Named(id, spot) => {
                    documents.by_id(&id).or_else(|| refuse(&registers.documents.0, &documents.ids, &id, spot))
                },
            };
            made.map(|made| Ref::new(bases.1 + made))
        };
        let of_documents = wanted_documents.into_iter().map(settle_document).collect();
        settled.push((of_places, of_documents));
    }
    let mut pieces: Vec<(Range<usize>, Settled)> = ranges.into_iter().zip(settled).collect();
    pieces.sort_unstable_by_key(|(range, _)| range.start);
    let mut rest = events;
    let mut parts = Vec::with_capacity(pieces.len());
    for (range, settled) in &pieces {
        let (part, after) = std::mem::take(&mut rest).split_at_mut(range.len());
        parts.push((part, settled));
        rest = after;
    }
    parts.into_par_iter().for_each(|(events, settled)| point_all(events, bases, settled));
    complete
}

/// What each thing that a piece wants has come to.
type Settled = (Vec<Option<Ref<Place>>>, Vec<Option<Ref<Document>>>);

/// Points events to what is settled. `bases` are the numbers of places and documents in the registers.
fn point_all(events: &mut [Event], bases: (usize, usize), (places, documents): &Settled) {
    let document = |document: Ref<Document>| match document.position().checked_sub(bases.1) {
        None => document,
        Some(wanted) => documents.get(wanted).copied().flatten().unwrap_or(document),
    };
    for event in events {
        if let Some(wanted) = event.venue.and_then(|venue| venue.position().checked_sub(bases.0)) {
            event.venue = places.get(wanted).copied().flatten();
        }
        point(event, document);
    }
}

/// Points what an event cites to the documents as they are settled. The one at its address may be named as well.
fn point(event: &mut Event, document: impl Fn(Ref<Document>) -> Ref<Document>) {
    event.citations.iter_mut().for_each(|citation| citation.document = document(citation.document));
    for difference in &mut event.differences {
        difference.positions.iter_mut().for_each(|position| position.document = document(position.document));
    }
    if let [before @ .., last] = &*event.citations
        && before.iter().any(|citation| citation.document == last.document)
    {
        let mut citations = std::mem::take(&mut event.citations).into_vec();
        citations.pop();
        event.citations = citations.into();
    }
}

/// What has been made of one kind of things: by what it was made of, and the ids.
struct Made<K> {
    of: HashMap<K, usize>,
    ids: HashMap<Box<str>, usize>,
    /// The last number that was put behind an id to make it another.
    numbers: HashMap<String, usize>,
}

impl<K> Default for Made<K> {
    fn default() -> Self {
        Self { of: HashMap::new(), ids: HashMap::new(), numbers: HashMap::new() }
    }
}

impl<K: std::hash::Hash + Eq + Clone> Made<K> {
    /// Makes a thing, unless it has been made, and gives it an id that is made of a name.
    fn add(&mut self, of: &K, name: &str, known: &Names<'_>, add: impl FnOnce(&str)) {
        if self.of.contains_key(of) {
            return;
        }
        let position = self.of.len();
        self.of.insert(of.clone(), position);
        let id = self.free(name, known);
        self.ids.insert(id.as_str().into(), position);
        add(&id);
    }

    fn by_id(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied()
    }

    /// An id made of `name` that nothing has yet.
    fn free(&mut self, name: &str, known: &Names<'_>) -> String {
        let slug = slug(name);
        let taken = |id: &str| known.position(id).is_some() || self.ids.contains_key(id);
        let number = self.numbers.entry(slug.clone()).or_insert(1);
        let mut id = if *number == 1 { slug.clone() } else { format!("{slug}-{number}") };
        while taken(&id) {
            *number += 1;
            id = format!("{slug}-{number}");
        }
        id
    }
}

fn place_of(id: &str, (name, lat, lon): &PlaceAt) -> Place {
    Place {
        id: id.into(),
        name: name.as_str().into(),
        city: "".into(),
        sovereignty: Sovereignty::None,
        names: Vec::new(),
        coordinates: Some((f64::from_bits(*lat), f64::from_bits(*lon))),
    }
}

/// Makes the document at an address, and its publisher where that is the first at its host.
fn add_document(
    address: &String,
    registers: &mut Linked<'_>,
    made: &mut Made<String>,
    hosts: &mut HashMap<String, usize>,
    texts: &mut Texts,
) {
    if made.of.contains_key(address) {
        return;
    }
    let host = host(address);
    let publishers = &mut registers.publishers;
    let known = publishers.0.position(&host).or_else(|| hosts.get(&host).copied());
    let publisher = known.unwrap_or_else(|| {
        publishers.1.push(Some(publisher_of(&host)));
        hosts.insert(host.clone(), publishers.1.len() - 1);
        publishers.1.len() - 1
    });
    let Some(Some(by)) = publishers.1.get(publisher) else { return };
    let (class, party, licence) = (by.class, by.party, by.licence.clone());
    let title = texts.add(&format!("[{address}]"));
    let add = |id: &str| {
        registers.documents.1.push(Some(Document {
            id: texts.add(id),
            publisher: Ref::new(publisher),
            as_named: Text::default(),
            url: title.piece(1..1 + address.len()),
            title,
            published: None,
            archived_url: Text::default(),
            accessed: None,
            language: Text::default(),
            class,
            party,
            licence,
            sha256: Text::default(),
        }));
    };
    made.add(address, &host, &registers.documents.0, add);
}

fn publisher_of(host: &str) -> Publisher {
    Publisher {
        id: host.into(),
        name: host.into(),
        class: Class::News,
        party: None,
        licence: Licence("unknown".into()),
    }
}

/// The host of an address, without a port or `www.`, in small letters: `kremlin.ru`.
fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
    let host = host.to_lowercase();
    host.strip_prefix("www.").map_or(host.clone(), str::to_owned)
}

/// The words of a name, in the form of an id.
fn slug(name: &str) -> String {
    let words = name.to_lowercase();
    let words = words.split(|char: char| !char.is_alphanumeric() && char != '.').filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-");
    let slug = slug.trim_matches('.');
    if slug.is_empty() { "unnamed".to_owned() } else { slug.to_owned() }
}
