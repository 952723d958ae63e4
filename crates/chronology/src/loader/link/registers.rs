//! The registers: countries, vocabularies, people, places, publishers and documents.

use std::sync::OnceLock;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::super::fields::RegisterKind;
use super::super::files::FileKind;
use super::super::schema::{
    ChronologyRow, CountryRow, DocumentRow, OfficeRow, PersonRow, PlaceRow, PublisherRow, TermRow,
};
use super::super::spanned::Located;
use super::ids::{IdIndex, id};
use crate::chronology::{
    Chronology, Country, CountrySet, Document, Event, EventDate, FileLines, Hashing, Ids, Licence, Office, Person,
    Place, Publisher, Register, Registers, Sovereignty, Term, Texts,
};
use crate::diagnostics::{DiagnosticBuilder, Diagnostics};

/// The registers while the events are linked. An item with errors is `None`, so that the others keep their positions.
pub(in crate::loader) struct LinkedRegisters<'s> {
    pub title: Box<str>,
    pub about: Box<str>,
    pub span: Option<Located<EventDate>>,
    pub countries: (IdIndex<'s>, Vec<Option<Country>>),
    pub kinds: (IdIndex<'s>, &'s [TermRow<'s>]),
    pub levels: (IdIndex<'s>, &'s [TermRow<'s>]),
    pub topics: (IdIndex<'s>, &'s [TermRow<'s>]),
    pub people: (IdIndex<'s>, Vec<Option<Person>>),
    pub places: (IdIndex<'s>, Vec<Option<Place>>),
    pub publishers: (IdIndex<'s>, Vec<Option<Publisher>>),
    pub documents: (IdIndex<'s>, Vec<Option<Document>>),
    /// For the ids of the events.
    pub hashing: Hashing,
    /// The last document at each address, indexed when a table gives the first address.
    by_address: OnceLock<HashMap<Box<str>, usize>>,
}

impl<'s> LinkedRegisters<'s> {
    /// Links the rows of the registers.
    pub(in crate::loader) fn new(
        chronology: &'s ChronologyRow<'s>,
        people: &'s [PersonRow<'s>],
        places: &'s [PlaceRow<'s>],
        publishers: &'s [PublisherRow<'s>],
        documents: &'s [DocumentRow<'s>],
        missing: &[FileKind],
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let damaged = |kind| missing.contains(&kind);
        let head = damaged(FileKind::Chronology);
        let terms = |register, rows: &'s [TermRow<'s>], diagnostics: &mut Diagnostics| {
            (IdIndex::new(register, rows.iter().map(|row| id(&row.id)), head, diagnostics), rows)
        };
        let publisher_names = IdIndex::new(
            RegisterKind::Publishers,
            publishers.iter().map(|row| id(&row.id)),
            damaged(FileKind::Publishers),
            diagnostics,
        );
        let linked_publishers: Vec<Option<Publisher>> = publishers.iter().map(publisher).collect();
        let linked_documents = linked_documents(documents, &publisher_names, &linked_publishers, diagnostics);
        let document_ids = documents.iter().map(|row| id(&row.id));
        Self {
            title: chronology.title.as_ref().into(),
            about: chronology.about.trim().into(),
            span: chronology.span.clone(),
            countries: countries(&chronology.countries, head, diagnostics),
            kinds: terms(RegisterKind::Kinds, &chronology.kinds, diagnostics),
            levels: terms(RegisterKind::Levels, &chronology.levels, diagnostics),
            topics: terms(RegisterKind::Topics, &chronology.topics, diagnostics),
            people: (
                IdIndex::new(
                    RegisterKind::People,
                    people.iter().map(|row| id(&row.id)),
                    damaged(FileKind::People),
                    diagnostics,
                ),
                people.iter().map(|row| person(row, diagnostics)).collect(),
            ),
            places: (
                IdIndex::new(
                    RegisterKind::Places,
                    places.iter().map(|row| id(&row.id)),
                    damaged(FileKind::Places),
                    diagnostics,
                ),
                places.iter().map(|row| place(row, diagnostics)).collect(),
            ),
            documents: (
                IdIndex::new(RegisterKind::Documents, document_ids, damaged(FileKind::Documents), diagnostics),
                linked_documents,
            ),
            publishers: (publisher_names, linked_publishers),
            hashing: Hashing::default(),
            by_address: OnceLock::new(),
        }
    }

    /// The position of the document at an address.
    pub(super) fn document_at(&self, address: &str) -> Option<usize> {
        let by_address = self.by_address.get_or_init(|| {
            let documents = self.documents.1.iter().enumerate();
            let addressed =
                documents.filter_map(|(position, document)| Some((document.as_ref()?.url.clone().into(), position)));
            addressed.filter(|(address, _): &(Box<str>, usize)| !address.is_empty()).collect()
        });
        by_address.get(address).copied()
    }

    /// Builds the chronology; `None` if an item has errors, which have been reported.
    pub(super) fn into_chronology(self, events: Vec<Event>, ids: Ids, file_lines: FileLines) -> Option<Chronology> {
        let registers = Registers {
            title: self.title,
            span: self.span?.value,
            about: self.about,
            countries: Register::new(self.countries.1.into_iter().collect::<Option<_>>()?),
            kinds: Register::new(self.kinds.1.iter().map(term).collect::<Option<_>>()?),
            levels: Register::new(self.levels.1.iter().map(term).collect::<Option<_>>()?),
            topics: Register::new(self.topics.1.iter().map(term).collect::<Option<_>>()?),
            people: Register::new(self.people.1.into_iter().collect::<Option<_>>()?),
            places: Register::new(self.places.1.into_iter().collect::<Option<_>>()?),
            publishers: Register::new(self.publishers.1.into_iter().collect::<Option<_>>()?),
            documents: Register::new(self.documents.1.into_iter().collect::<Option<_>>()?),
        };
        Some(Chronology::with_ids(registers, events, ids, file_lines))
    }
}

fn term<V>(row: &TermRow<'_>) -> Option<Term<V>> {
    Some(Term::new(row.id.as_ref()?.value.as_ref().into(), row.name.as_ref().into(), row.about.as_ref().into()))
}

/// The countries, each with the key that the file gives or the first free capital of the name.
fn countries<'s>(
    rows: &'s [CountryRow<'s>],
    damaged: bool,
    diagnostics: &mut Diagnostics,
) -> (IdIndex<'s>, Vec<Option<Country>>) {
    let codes = rows.iter().map(|row| row.code.as_ref().map(|code| (code.value.as_str(), code.span)));
    let names = IdIndex::new(RegisterKind::Countries, codes, damaged, diagnostics);
    if let Some(row) = rows.get(CountrySet::CAPACITY) {
        let message = format!("too many countries: {}", rows.len());
        diagnostics
            .push(DiagnosticBuilder::error(row.span, message).expected(format!("{} at most", CountrySet::CAPACITY)));
    }
    let mut taken: Vec<Located<char>> = Vec::new();
    for row in rows {
        let Some(key) = &row.key else { continue };
        match taken.iter().find(|taken| taken.value == key.value) {
            Some(first) => {
                let message = format!("duplicate key `{}`", key.value);
                diagnostics.push(
                    DiagnosticBuilder::error(key.span, message).expected("a unique key").first_used_in(first.span),
                );
            },
            None => taken.push(key.clone()),
        }
    }
    let mut built = Vec::with_capacity(rows.len());
    for row in rows {
        let key = row.key.as_ref().map(|key| key.value).or_else(|| free_key(row, &mut taken));
        built.push(row.code.as_ref().and_then(|code| {
            Some(Country {
                code: code.value,
                name: row.name.as_ref().into(),
                adjective: row.adjective.as_ref().into(),
                native: row.native.as_ref().into(),
                key: key?,
            })
        }));
        if key.is_none() && rows.len() <= CountrySet::CAPACITY {
            diagnostics.push(
                DiagnosticBuilder::error(row.span, "no letter is left for the key of this country").expected("a key"),
            );
        }
    }
    (names, built)
}

/// Chooses a key for a country without one.
fn free_key(row: &CountryRow<'_>, taken: &mut Vec<Located<char>>) -> Option<char> {
    let key = Country::free_key(&row.name, |key| taken.iter().all(|taken| taken.value != key))?;
    taken.push(Located { value: key, span: row.span });
    Some(key)
}

fn person(row: &PersonRow<'_>, diagnostics: &mut Diagnostics) -> Option<Person> {
    let offices = row.offices.iter().map(|row| office(row, diagnostics)).collect();
    let sort = if row.sort.is_empty() { &row.name } else { &row.sort };
    Some(Person {
        id: row.id.as_ref()?.value.as_ref().into(),
        name: row.name.as_ref().into(),
        sort: sort.as_ref().into(),
        native: row.native.as_ref().into(),
        aliases: row.aliases.iter().map(|alias| alias.as_ref().into()).collect(),
        country: row.country,
        offices,
    })
}

fn office(row: &OfficeRow<'_>, diagnostics: &mut Diagnostics) -> Office {
    if let (Some(from), Some(to)) = (&row.from, &row.to)
        && to.latest().is_some_and(|latest| latest < from.earliest())
    {
        diagnostics.push(
            DiagnosticBuilder::error(row.span, "the office ends before it begins").expected("the earlier day first"),
        );
    }
    Office { title: row.title.as_ref().into(), from: row.from.clone(), to: row.to.clone() }
}

fn place(row: &PlaceRow<'_>, diagnostics: &mut Diagnostics) -> Option<Place> {
    if row.half_located {
        diagnostics
            .push(DiagnosticBuilder::error(row.span, "only one of two coordinates").expected("both `lat` and `lon`"));
    }
    let sovereignty = match (&row.country, &row.administered_by) {
        (Some(country), Some(administered)) => {
            let diagnostic =
                DiagnosticBuilder::error(administered.span, "a place with both `country` and `administered_by`");
            diagnostics.push(
                diagnostic
                    .expected("either `country`, or `administered_by` and `claimed_by`")
                    .conflicts_with(country.span),
            );
            Sovereignty::None
        },
        (Some(country), None) => Sovereignty::Country(country.value),
        (None, Some(administered)) => {
            if row.claimed_by.is_empty() {
                let diagnostic = DiagnosticBuilder::error(administered.span, "`administered_by` without `claimed_by`");
                diagnostics.push(diagnostic.expected("`claimed_by` as well, or `country` instead"));
            }
            Sovereignty::Disputed {
                administered_by: administered.value,
                claimed_by: row.claimed_by.iter().map(|code| code.value).collect(),
            }
        },
        (None, None) => {
            if let Some(claim) = row.claimed_by.first() {
                let diagnostic = DiagnosticBuilder::error(claim.span, "`claimed_by` without `administered_by`");
                diagnostics.push(diagnostic.expected("`administered_by` as well"));
            }
            Sovereignty::None
        },
    };
    Some(Place {
        id: row.id.as_ref()?.value.as_ref().into(),
        name: row.name.as_ref().into(),
        city: row.city.as_ref().into(),
        sovereignty,
        names: row.names.iter().map(|(code, name)| (*code, name.as_ref().into())).collect(),
        coordinates: row.lat.zip(row.lon),
    })
}

fn publisher(row: &PublisherRow<'_>) -> Option<Publisher> {
    Some(Publisher {
        id: row.id.as_ref()?.value.as_ref().into(),
        name: row.name.as_ref().into(),
        class: row.class?,
        party: row.party,
        licence: Licence(row.licence.as_ref().into()),
    })
}

/// Links the documents on all cores: a large chronology has more of them than events.
fn linked_documents(
    rows: &[DocumentRow<'_>],
    names: &IdIndex<'_>,
    publishers: &[Option<Publisher>],
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Document>> {
    /// The documents that share a block of texts.
    const CHUNK: usize = 4096;
    let linked = rows.par_chunks(CHUNK).map(|rows| {
        let (mut texts, mut diagnostics) = (Texts::default(), Diagnostics::default());
        let linked = rows.iter().map(|row| document(row, names, publishers, &mut texts, &mut diagnostics));
        (linked.collect::<Vec<_>>(), diagnostics)
    });
    let linked: Vec<(Vec<Option<Document>>, Diagnostics)> = linked.collect();
    let mut documents = Vec::with_capacity(rows.len());
    for (of_chunk, new) in linked {
        documents.extend(of_chunk);
        diagnostics.append(new);
    }
    documents
}

fn document(
    row: &DocumentRow<'_>,
    names: &IdIndex<'_>,
    publishers: &[Option<Publisher>],
    texts: &mut Texts,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let reference = names.find(row.publisher.as_ref()?, diagnostics)?;
    let publisher = publishers.get(reference.position())?.as_ref()?;
    let licence = if row.licence.is_empty() { &publisher.licence } else { &Licence(row.licence.as_ref().into()) };
    Some(Document {
        id: texts.add(&row.id.as_ref()?.value),
        publisher: reference,
        as_named: texts.add(&row.as_named),
        title: texts.add(&row.title),
        published: row.published.clone(),
        url: texts.add(&row.url),
        archived_url: texts.add(&row.archived_url),
        accessed: row.accessed.clone(),
        language: texts.add(&row.language),
        class: row.class.unwrap_or(publisher.class),
        party: row.party.or(publisher.party),
        licence: licence.clone(),
        sha256: texts.add(&row.sha256),
    })
}
