//! What tables bring along: venues by their coordinates and documents by their address. They come behind what the
//! registers have, in the order of the rows.
//!
//! The pieces of a table are linked before it is known what the others bring along, so each puts down what it wants. A
//! reference behind the end of a register means that; when all pieces are there, it is settled.

use std::ops::Range;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::super::schema::Name;
use super::names::Names;
use super::registers::Linked;
use crate::chronology::{Class, Document, Event, Licence, Place, Publisher, Ref, Sovereignty, Text, Texts};
use crate::diagnostics::{Diagnostics, SourceSpan};

/// What a piece wants that no register has, in the order of its rows.
#[derive(Debug, Default)]
pub(in crate::loader) struct Wanted {
    places: Vec<Want<PlaceAt>>,
    documents: Vec<Want<String>>,
    by_place: HashMap<PlaceAt, usize>,
    by_address: HashMap<String, usize>,
}

/// A name and coordinates, by their bits.
type PlaceAt = (String, u64, u64);

/// Something that no register has, of what is told by a `K`.
#[derive(Debug)]
enum Want<K> {
    /// What the row describes: a place by its name and coordinates, a document by its address.
    At(K),
    /// Something of this id, which another row may bring along.
    Named(String, SourceSpan),
}

impl Wanted {
    /// The place of this name, at these coordinates.
    pub(super) fn place_at(&mut self, name: Option<&Name<'_>>, (lat, lon): (f64, f64)) -> usize {
        let name = name.map_or_else(|| format!("{lat}, {lon}"), |name| name.value.to_string());
        let places = &mut self.places;
        *self.by_place.entry((name, lat.to_bits(), lon.to_bits())).or_insert_with_key(|place| {
            places.push(Want::At(place.clone()));
            places.len() - 1
        })
    }

    /// The place of this id.
    pub(super) fn place(&mut self, name: &Name<'_>) -> usize {
        self.places.push(Want::Named(name.value.to_string(), name.span));
        self.places.len() - 1
    }

    /// The document at this address.
    pub(super) fn document_at(&mut self, address: &str) -> usize {
        if let Some(known) = self.by_address.get(address) {
            return *known;
        }
        self.documents.push(Want::At(address.to_owned()));
        self.by_address.insert(address.to_owned(), self.documents.len() - 1);
        self.documents.len() - 1
    }

    /// The document of this id.
    pub(super) fn document(&mut self, name: &Name<'_>) -> usize {
        self.documents.push(Want::Named(name.value.to_string(), name.span));
        self.documents.len() - 1
    }

    /// What is needed no more when the piece is complete.
    pub(super) fn close(&mut self) {
        self.by_place = HashMap::new();
        self.by_address = HashMap::new();
    }

    fn is_empty(&self) -> bool {
        self.places.is_empty() && self.documents.is_empty()
    }
}

/// What the pieces want, as it has been settled.
pub(super) struct Settlement {
    /// The numbers of places and documents in the registers before.
    bases: (usize, usize),
    pieces: Vec<Settled>,
    /// Whether everything has been found. What has not has been reported.
    pub complete: bool,
}

/// Adds what the pieces want to the registers.
pub(super) fn settle(wanted: Vec<Wanted>, registers: &mut Linked<'_>, diagnostics: &mut Diagnostics) -> Settlement {
    let bases = (registers.places.0.len(), registers.documents.0.len());
    if wanted.iter().all(Wanted::is_empty) {
        return Settlement { bases, pieces: Vec::new(), complete: true };
    }
    let mut places = Made::<'_, PlaceAt>::default();
    let mut documents = Made::<'_, String>::default();
    let mut hosts = Hosts::default();
    let mut texts = Texts::default();
    for wanted in &wanted {
        for place in &wanted.places {
            if let Want::At(at) = place
                && !places.of.contains_key(at)
            {
                let add = |id: &str| registers.places.1.push(Some(place_of(id, at)));
                places.add(at, &at.0, &registers.places.0, add);
            }
        }
        for document in &wanted.documents {
            if let Want::At(address) = document {
                add_document(address, registers, &mut documents, &mut hosts, &mut texts);
            }
        }
    }
    let of_places = (&registers.places.0, &places);
    let of_documents = (&registers.documents.0, &documents);
    let settled: Vec<(Settled, Diagnostics)> = wanted
        .par_iter()
        .enumerate()
        .map(|(number, wanted)| {
            let mut refused = Diagnostics::default();
            let places = settle_each(&wanted.places, number, of_places, &mut refused);
            let documents = settle_each(&wanted.documents, number, of_documents, &mut refused);
            ((places, documents), refused)
        })
        .collect();
    let whole =
        |(places, documents): &Settled| places.iter().all(Option::is_some) && documents.iter().all(Option::is_some);
    let complete = settled.iter().all(|(settled, _)| whole(settled));
    let (pieces, refused): (Vec<Settled>, Vec<Diagnostics>) = settled.into_iter().unzip();
    refused.into_iter().for_each(|refused| diagnostics.append(refused));
    drop((places, documents));
    // A million small texts are let go on all cores.
    wanted.into_par_iter().for_each(drop);
    Settlement { bases, pieces, complete }
}

impl Settlement {
    /// Points the events of each piece, which stand at `ranges`, to what it wanted.
    pub(super) fn point(&self, ranges: Vec<Range<usize>>, events: &mut [Event]) {
        let mut pieces: Vec<(Range<usize>, &Settled)> = ranges.into_iter().zip(&self.pieces).collect();
        pieces.sort_unstable_by_key(|(range, _)| range.start);
        let mut rest = events;
        let mut parts = Vec::with_capacity(pieces.len());
        for (range, settled) in pieces {
            let (part, after) = std::mem::take(&mut rest).split_at_mut(range.len());
            parts.push((part, settled));
            rest = after;
        }
        parts.into_par_iter().for_each(|(events, settled)| point_all(events, self.bases, settled));
    }
}

/// What each thing that a piece wants has come to.
type Settled = (Vec<Option<Ref<Place>>>, Vec<Option<Ref<Document>>>);

/// What each of these things that piece `number` wants has come to; what is still unknown goes to `refused`. `known` is the
/// register before anything was added to it, `made` what has been made.
fn settle_each<K: std::hash::Hash + Eq, T>(
    wanted: &[Want<K>],
    number: usize,
    (known, made): (&Names<'_>, &Made<'_, K>),
    refused: &mut Diagnostics,
) -> Vec<Option<Ref<T>>> {
    let settle = |want: &Want<K>| {
        let found = match want {
            Want::At(at) => made.of.get(at).copied(),
            Want::Named(id, span) => made.by_id(id).or_else(|| {
                known.refuse(id, span.in_file(number), made.ids.keys().map(String::as_str), refused);
                None
            }),
        };
        found.map(|made| Ref::new(known.len() + made))
    };
    wanted.iter().map(settle).collect()
}

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
struct Made<'w, K> {
    of: HashMap<&'w K, usize>,
    ids: HashMap<String, usize>,
    /// The beginning of an id that each name gives: many documents have the same host.
    slugs: HashMap<String, String>,
    /// The last number that was put behind an id to make it another.
    numbers: HashMap<String, usize>,
}

impl<K> Default for Made<'_, K> {
    fn default() -> Self {
        Self { of: HashMap::new(), ids: HashMap::new(), slugs: HashMap::new(), numbers: HashMap::new() }
    }
}

impl<'w, K: std::hash::Hash + Eq> Made<'w, K> {
    /// Makes a thing that has not been made, and gives it an id that is made of a name.
    fn add(&mut self, of: &'w K, name: &str, known: &Names<'_>, add: impl FnOnce(&str)) {
        let position = self.of.len();
        self.of.insert(of, position);
        let id = self.free(name, known);
        add(&id);
        self.ids.insert(id, position);
    }

    fn by_id(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied()
    }

    /// An id made of `name` that nothing has yet.
    fn free(&mut self, name: &str, known: &Names<'_>) -> String {
        let slug = self.slugs.entry_ref(name).or_insert_with(|| slug(name));
        let taken = |id: &str| known.position(id).is_some() || self.ids.contains_key(id);
        let number = self.numbers.entry_ref(slug.as_str()).or_insert(1);
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

/// The hosts that have become publishers. What an address has there need not be an id.
#[derive(Default)]
struct Hosts {
    /// The publisher of each.
    positions: HashMap<String, usize>,
    /// The ids that they were given.
    made: Made<'static, String>,
}

/// Makes the document at an address, and its publisher where that is the first at its host.
fn add_document<'w>(
    address: &'w String,
    registers: &mut Linked<'_>,
    made: &mut Made<'w, String>,
    hosts: &mut Hosts,
    texts: &mut Texts,
) {
    if made.of.contains_key(address) {
        return;
    }
    let host = host(address);
    let publishers = &mut registers.publishers;
    let known = publishers.0.position(&host).or_else(|| hosts.positions.get(&host).copied());
    let publisher = known.unwrap_or_else(|| {
        let position = publishers.1.len();
        let id = hosts.made.free(&host, &publishers.0);
        publishers.1.push(Some(publisher_of(&id, &host)));
        hosts.made.ids.insert(id, position);
        hosts.positions.insert(host.clone(), position);
        position
    });
    let Some(Some(by)) = publishers.1.get(publisher) else { return };
    let (class, party, licence) = (by.class, by.party, by.licence.clone());
    let title = texts.add(&format!("[{address}]"));
    let add = |id: &str| {
        registers.documents.1.push(Some(Document {
            id: texts.add(id),
            publisher: Ref::new(publisher),
            as_named: Text::default(),
            url: title.slice(1..1 + address.len()),
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

fn publisher_of(id: &str, host: &str) -> Publisher {
    Publisher { id: id.into(), name: host.into(), class: Class::News, party: None, licence: Licence("unknown".into()) }
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
    let slug = slug.trim_matches(['.', '-']);
    if slug.is_empty() { "unnamed".to_owned() } else { slug.to_owned() }
}
