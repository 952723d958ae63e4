//! References that no register can resolve yet, and the items that tables define for themselves: venues by their
//! coordinates, documents by their address. Those are appended to the registers, in the order of the rows.
//!
//! A piece of a table is linked before the other pieces are read, so it records what it could not resolve. Indices past the
//! end of a register are placeholders for these records; when all pieces are loaded, they are resolved and the events
//! patched.

use std::ops::Range;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::super::schema::Name;
use super::ids::IdIndex;
use super::registers::LinkedRegisters;
use crate::chronology::{Class, Document, Event, Licence, Place, Publisher, Ref, Sovereignty, Text, Texts};
use crate::diagnostics::{Diagnostics, SourceSpan};

/// The unresolved references of a piece, in the order of its rows.
#[derive(Debug, Default)]
pub(in crate::loader) struct UnresolvedReferences {
    places: Vec<Unresolved<PlaceKey>>,
    documents: Vec<Unresolved<String>>,
    by_place: HashMap<PlaceKey, usize>,
    by_address: HashMap<String, usize>,
}

/// A name and the bits of its coordinates.
type PlaceKey = (String, u64, u64);

/// A reference to an item that no register has. `K` identifies an item that a row defines.
#[derive(Debug)]
enum Unresolved<K> {
    /// The row itself defines the item.
    Defined(K),
    /// An id, which another row may have defined.
    Id(String, SourceSpan),
}

impl UnresolvedReferences {
    /// The index of a place that is defined by its name and coordinates.
    pub(super) fn place_at(&mut self, name: Option<&Name<'_>>, (lat, lon): (f64, f64)) -> usize {
        let name = name.map_or_else(|| format!("{lat}, {lon}"), |name| name.value.to_string());
        let places = &mut self.places;
        *self.by_place.entry((name, lat.to_bits(), lon.to_bits())).or_insert_with_key(|key| {
            places.push(Unresolved::Defined(key.clone()));
            places.len() - 1
        })
    }

    /// The index of a place that is referred to by id.
    pub(super) fn place(&mut self, name: &Name<'_>) -> usize {
        self.places.push(Unresolved::Id(name.value.to_string(), name.span));
        self.places.len() - 1
    }

    /// The index of a document that is defined by its address.
    pub(super) fn document_at(&mut self, address: &str) -> usize {
        if let Some(known) = self.by_address.get(address) {
            return *known;
        }
        self.documents.push(Unresolved::Defined(address.to_owned()));
        self.by_address.insert(address.to_owned(), self.documents.len() - 1);
        self.documents.len() - 1
    }

    /// The index of a document that is referred to by id.
    pub(super) fn document(&mut self, name: &Name<'_>) -> usize {
        self.documents.push(Unresolved::Id(name.value.to_string(), name.span));
        self.documents.len() - 1
    }

    /// Frees what is not needed once the piece is complete.
    pub(super) fn shrink(&mut self) {
        self.by_place = HashMap::new();
        self.by_address = HashMap::new();
    }

    fn is_empty(&self) -> bool {
        self.places.is_empty() && self.documents.is_empty()
    }
}

/// The resolved references of all pieces.
pub(super) struct Resolution {
    /// How many places and documents the registers had before: larger indices are placeholders.
    register_sizes: (usize, usize),
    pieces: Vec<Resolved>,
    /// Whether everything was resolved. What was not has been reported.
    pub complete: bool,
}

/// For each unresolved place and document of a piece what it refers to.
type Resolved = (Vec<Option<Ref<Place>>>, Vec<Option<Ref<Document>>>);

/// Adds the items that the pieces define to the registers, and resolves all references of the pieces.
pub(super) fn resolve(
    pieces: Vec<UnresolvedReferences>,
    registers: &mut LinkedRegisters<'_>,
    diagnostics: &mut Diagnostics,
) -> Resolution {
    let register_sizes = (registers.places.0.len(), registers.documents.0.len());
    if pieces.iter().all(UnresolvedReferences::is_empty) {
        return Resolution { register_sizes, pieces: Vec::new(), complete: true };
    }
    let mut places = AddedItems::<'_, PlaceKey>::default();
    let mut documents = AddedItems::<'_, String>::default();
    let mut hosts = Hosts::default();
    let mut texts = Texts::default();
    for piece in &pieces {
        for place in &piece.places {
            if let Unresolved::Defined(key) = place
                && !places.by_key.contains_key(key)
            {
                let add = |id: &str| registers.places.1.push(Some(new_place(id, key)));
                places.add(key, &key.0, &registers.places.0, add);
            }
        }
        for document in &piece.documents {
            if let Unresolved::Defined(address) = document {
                add_document(address, registers, &mut documents, &mut hosts, &mut texts);
            }
        }
    }
    let all_places = (&registers.places.0, &places);
    let all_documents = (&registers.documents.0, &documents);
    let resolved: Vec<(Resolved, Diagnostics)> = pieces
        .par_iter()
        .enumerate()
        .map(|(number, piece)| {
            let mut unknown = Diagnostics::default();
            let places = resolve_each(&piece.places, number, all_places, &mut unknown);
            let documents = resolve_each(&piece.documents, number, all_documents, &mut unknown);
            ((places, documents), unknown)
        })
        .collect();
    let is_complete =
        |(places, documents): &Resolved| places.iter().all(Option::is_some) && documents.iter().all(Option::is_some);
    let complete = resolved.iter().all(|(resolved, _)| is_complete(resolved));
    let (resolved, unknown): (Vec<Resolved>, Vec<Diagnostics>) = resolved.into_iter().unzip();
    unknown.into_iter().for_each(|unknown| diagnostics.append(unknown));
    drop((places, documents));
    // Freeing a million small texts takes time, so all cores do it.
    pieces.into_par_iter().for_each(drop);
    Resolution { register_sizes, pieces: resolved, complete }
}

impl Resolution {
    /// Replaces the placeholders in `events`. The events of each piece are those in its range.
    pub(super) fn patch(&self, ranges: Vec<Range<usize>>, events: &mut [Event]) {
        let mut pieces: Vec<(Range<usize>, &Resolved)> = ranges.into_iter().zip(&self.pieces).collect();
        pieces.sort_unstable_by_key(|(range, _)| range.start);
        let mut rest = events;
        let mut parts = Vec::with_capacity(pieces.len());
        for (range, resolved) in pieces {
            let (part, after) = std::mem::take(&mut rest).split_at_mut(range.len());
            parts.push((part, resolved));
            rest = after;
        }
        parts.into_par_iter().for_each(|(events, resolved)| patch_events(events, self.register_sizes, resolved));
    }
}

/// Resolves the references of piece `number`, and reports unknown ids. The items are those that the register had before, and
/// the added ones.
fn resolve_each<K: std::hash::Hash + Eq, T>(
    references: &[Unresolved<K>],
    number: usize,
    (known, added): (&IdIndex<'_>, &AddedItems<'_, K>),
    unknown: &mut Diagnostics,
) -> Vec<Option<Ref<T>>> {
    let resolve = |reference: &Unresolved<K>| {
        let found = match reference {
            Unresolved::Defined(key) => added.by_key.get(key).copied(),
            Unresolved::Id(id, span) => added.by_id(id).or_else(|| {
                known.report_unknown(id, span.in_file(number), added.ids.keys().map(String::as_str), unknown);
                None
            }),
        };
        found.map(|position| Ref::new(known.len() + position))
    };
    references.iter().map(resolve).collect()
}

fn patch_events(events: &mut [Event], register_sizes: (usize, usize), (places, documents): &Resolved) {
    let document = |document: Ref<Document>| match document.position().checked_sub(register_sizes.1) {
        None => document,
        Some(index) => documents.get(index).copied().flatten().unwrap_or(document),
    };
    for event in events {
        if let Some(index) = event.venue.and_then(|venue| venue.position().checked_sub(register_sizes.0)) {
            event.venue = places.get(index).copied().flatten();
        }
        patch_documents(event, document);
    }
}

/// Replaces the documents that an event cites. If the document at its address, the last one, is cited by id too, it is kept
/// only once.
fn patch_documents(event: &mut Event, document: impl Fn(Ref<Document>) -> Ref<Document>) {
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

/// The items of one kind that were added to a register, by what defines them and by id.
struct AddedItems<'w, K> {
    by_key: HashMap<&'w K, usize>,
    ids: HashMap<String, usize>,
    /// The slug of each name. Kept because many documents have the same host.
    slugs: HashMap<String, String>,
    /// The last number that was appended to a slug to make it unique.
    numbers: HashMap<String, usize>,
}

impl<K> Default for AddedItems<'_, K> {
    fn default() -> Self {
        Self { by_key: HashMap::new(), ids: HashMap::new(), slugs: HashMap::new(), numbers: HashMap::new() }
    }
}

impl<'w, K: std::hash::Hash + Eq> AddedItems<'w, K> {
    /// Adds an item by calling `add` with a new id made from `name`.
    fn add(&mut self, key: &'w K, name: &str, known: &IdIndex<'_>, add: impl FnOnce(&str)) {
        let position = self.by_key.len();
        self.by_key.insert(key, position);
        let id = self.unique_id(name, known);
        add(&id);
        self.ids.insert(id, position);
    }

    fn by_id(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied()
    }

    /// An id made from `name` that nothing has yet.
    fn unique_id(&mut self, name: &str, known: &IdIndex<'_>) -> String {
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

fn new_place(id: &str, (name, lat, lon): &PlaceKey) -> Place {
    Place {
        id: id.into(),
        name: name.as_str().into(),
        city: "".into(),
        sovereignty: Sovereignty::None,
        names: Vec::new(),
        coordinates: Some((f64::from_bits(*lat), f64::from_bits(*lon))),
    }
}

/// The hosts that were added as publishers.
#[derive(Default)]
struct Hosts {
    /// The publisher of each.
    positions: HashMap<String, usize>,
    /// Their ids, since a host need not be a valid id.
    added: AddedItems<'static, String>,
}

/// Adds the document at an address, and its host as a publisher unless it is known.
fn add_document<'w>(
    address: &'w String,
    registers: &mut LinkedRegisters<'_>,
    documents: &mut AddedItems<'w, String>,
    hosts: &mut Hosts,
    texts: &mut Texts,
) {
    if documents.by_key.contains_key(address) {
        return;
    }
    let host = host(address);
    let publishers = &mut registers.publishers;
    let known = publishers.0.position(&host).or_else(|| hosts.positions.get(&host).copied());
    let publisher = known.unwrap_or_else(|| {
        let position = publishers.1.len();
        let id = hosts.added.unique_id(&host, &publishers.0);
        publishers.1.push(Some(new_publisher(&id, &host)));
        hosts.added.ids.insert(id, position);
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
    documents.add(address, &host, &registers.documents.0, add);
}

fn new_publisher(id: &str, host: &str) -> Publisher {
    Publisher { id: id.into(), name: host.into(), class: Class::News, party: None, licence: Licence("unknown".into()) }
}

/// The host of an address in lower case, without a port and `www.`: `kremlin.ru`.
fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
    let host = host.to_lowercase();
    host.strip_prefix("www.").map_or(host.clone(), str::to_owned)
}

/// The words of a name in the form of an id.
fn slug(name: &str) -> String {
    let words = name.to_lowercase();
    let words = words.split(|char: char| !char.is_alphanumeric() && char != '.').filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-");
    let slug = slug.trim_matches(['.', '-']);
    if slug.is_empty() { "unnamed".to_owned() } else { slug.to_owned() }
}
