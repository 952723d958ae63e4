//! What a table brings along: venues by their coordinates and documents by their address. They are added to the
//! registers before anything is linked, so that an event from a table is linked like any other.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::super::schema::{DocumentRow, Name, PlaceRow, PublisherRow, Rows, SourceRow, Text};
use super::super::source::{At, Spot};
use crate::chronology::Class;

/// Adds the places, publishers and documents that the rows of tables describe themselves.
pub(super) fn complete(rows: &mut Rows<'_>) {
    if rows.events.iter().any(|event| event.venue_at.is_some()) {
        complete_places(rows);
    }
    if rows.events.iter().any(|event| event.address.is_some()) {
        complete_documents(rows);
    }
}

fn complete_places(rows: &mut Rows<'_>) {
    let mut taken: HashSet<String> =
        rows.places.iter().filter_map(|row| Some(row.id.as_ref()?.value.to_string())).collect();
    let known = taken.clone();
    let mut made: HashMap<(String, u64, u64), String> = HashMap::new();
    for event in &mut rows.events {
        let Some((lat, lon)) = event.venue_at else { continue };
        let (name, spot) = match &event.venue {
            Some(venue) if known.contains(&*venue.value) => continue,
            Some(venue) => (venue.value.to_string(), venue.spot),
            None => (format!("{lat}, {lon}"), event.spot),
        };
        let id = made.entry((name.clone(), lat.to_bits(), lon.to_bits())).or_insert_with(|| {
            let id = free(&name, &mut taken);
            rows.places.push(PlaceRow {
                spot,
                id: Some(owned(&id, spot)),
                name: Cow::Owned(name),
                city: Text::default(),
                country: None,
                administered_by: None,
                claimed_by: Vec::new(),
                names: Vec::new(),
                half_located: false,
                lat: Some(lat),
                lon: Some(lon),
            });
            id
        });
        event.venue = Some(owned(id, spot));
    }
}

fn complete_documents(rows: &mut Rows<'_>) {
    let id_of = |id: &Option<Name<'_>>| id.as_ref().map(|id| id.value.to_string());
    let mut taken: HashSet<String> = rows.documents.iter().filter_map(|row| id_of(&row.id)).collect();
    let mut publishers: HashSet<String> = rows.publishers.iter().filter_map(|row| id_of(&row.id)).collect();
    let mut by_address: HashMap<String, String> = rows
        .documents
        .iter()
        .filter(|row| !row.url.is_empty())
        .filter_map(|row| Some((row.url.to_string(), id_of(&row.id)?)))
        .collect();
    // An address may be that of several documents: it then means the one that the row names.
    let addresses: HashSet<(String, String)> =
        rows.documents.iter().filter_map(|row| Some((id_of(&row.id)?, row.url.to_string()))).collect();
    let is_at = |source: &SourceRow<'_>, address: &str| {
        id_of(&source.document).is_some_and(|id| addresses.contains(&(id, address.to_owned())))
    };
    for event in &mut rows.events {
        let Some(address) = event.address.take() else { continue };
        if event.sources.iter().any(|source| is_at(source, &address.value)) {
            continue;
        }
        let spot = address.spot;
        let id = by_address.entry(address.value.to_string()).or_insert_with(|| {
            let host = host(&address.value);
            let id = free(&host, &mut taken);
            if publishers.insert(host.clone()) {
                rows.publishers.push(publisher(&host, spot));
            }
            rows.documents.push(document(&id, &host, address.value.clone(), spot));
            id
        });
        let document = owned(id, spot);
        if !event.sources.iter().any(|source| source.document.as_ref().is_some_and(|id| id.value == document.value)) {
            event.sources.push(SourceRow {
                document: Some(document),
                account: Text::default(),
                excerpts: Vec::new(),
                term: Text::default(),
            });
        }
    }
}

fn publisher<'s>(host: &str, spot: Spot) -> PublisherRow<'s> {
    PublisherRow {
        id: Some(owned(host, spot)),
        name: Cow::Owned(host.to_owned()),
        class: Some(Class::News),
        party: None,
        licence: Cow::Borrowed("unknown"),
    }
}

fn document<'s>(id: &str, host: &str, address: Text<'s>, spot: Spot) -> DocumentRow<'s> {
    DocumentRow {
        id: Some(owned(id, spot)),
        publisher: Some(owned(host, spot)),
        as_named: Text::default(),
        title: Cow::Owned(format!("[{address}]")),
        published: None,
        url: address,
        archived_url: Text::default(),
        accessed: None,
        language: Text::default(),
        class: None,
        party: None,
        licence: Text::default(),
        sha256: Text::default(),
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

/// An id made of `name` that nothing has yet.
fn free(name: &str, taken: &mut HashSet<String>) -> String {
    let words = name.to_lowercase();
    let words = words.split(|char: char| !char.is_alphanumeric() && char != '.').filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-");
    let slug = slug.trim_matches('.');
    let slug = if slug.is_empty() { "unnamed" } else { slug };
    let mut id = slug.to_owned();
    let mut number = 1;
    while !taken.insert(id.clone()) {
        number += 1;
        id = format!("{slug}-{number}");
    }
    id
}

fn owned<'s>(text: &str, spot: Spot) -> Name<'s> {
    At { value: Cow::Owned(text.to_owned()), spot }
}
