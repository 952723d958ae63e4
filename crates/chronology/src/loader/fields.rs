//! The fields of the files: one list for the checks, the JSON Schema and the tables of `docs/format.md`.

use crate::chronology::{Aspect, Bearing, Class, Confidence, LinkKind, Mode, Status};

/// A table of the format and its fields.
#[derive(Debug)]
pub struct TableSpec {
    /// As in messages, with an article: `an event`.
    pub name: &'static str,
    /// For the reference.
    pub about: &'static str,
    /// In the order of the reference.
    pub fields: &'static [FieldSpec],
}

impl TableSpec {
    /// The field of this name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static FieldSpec> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// A field of a table.
#[derive(Debug)]
pub struct FieldSpec {
    /// As in the files.
    pub name: &'static str,
    /// For the reference.
    pub about: &'static str,
    /// Whether every table must have it.
    pub required: bool,
    /// The values it accepts.
    pub shape: Shape,
}

/// The values that a field accepts.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Text of any length, which may have paragraphs.
    Text,
    /// Text of one line.
    Line,
    /// The id of the item itself, unique in its register.
    Id,
    /// The id of an item in a register.
    Reference(RegisterKind),
    /// An EDTF date of the profile.
    Date,
    /// A word from a fixed vocabulary.
    Word(FixedVocabulary),
    /// A country code of two capital letters, also of a country that the chronology does not have.
    Code,
    /// One capital letter.
    Key,
    /// A whole number.
    Integer,
    /// A number in a range.
    Number {
        /// The least value.
        least: f64,
        /// The greatest value.
        greatest: f64,
    },
    /// A web address.
    Url,
    /// A licence.
    Licence,
    /// A language tag.
    Language,
    /// SHA-256 in hexadecimal.
    Sha256,
    /// A list of values.
    List(&'static Shape),
    /// A list of tables.
    Tables(&'static TableSpec),
    /// An id, or a table with an id and more.
    ReferenceOrTable(RegisterKind, &'static TableSpec),
    /// A table from country codes to names.
    ByCode,
}

/// The registers that ids refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegisterKind {
    /// `[[country]]` of `chronology.toml`.
    Countries,
    /// `[[kind]]` of `chronology.toml`.
    Kinds,
    /// `[[level]]` of `chronology.toml`.
    Levels,
    /// `[[topic]]` of `chronology.toml`.
    Topics,
    /// `people.toml`.
    People,
    /// `places.toml`.
    Places,
    /// `publishers.toml`.
    Publishers,
    /// `documents/*.toml`.
    Documents,
    /// `events/*`.
    Events,
}

impl RegisterKind {
    /// What an item is called.
    #[must_use]
    pub fn item(self) -> &'static str {
        match self {
            Self::Countries => "country",
            Self::Kinds => "kind",
            Self::Levels => "level",
            Self::Topics => "topic",
            Self::People => "person",
            Self::Places => "place",
            Self::Publishers => "publisher",
            Self::Documents => "document",
            Self::Events => "event",
        }
    }

    /// What one row of it describes, with its article.
    pub fn an_item(self) -> String {
        let article = if self == Self::Events { "an" } else { "a" };
        format!("{article} {}", self.item())
    }

    /// The files with its items.
    #[must_use]
    pub fn home(self) -> &'static str {
        match self {
            Self::Countries | Self::Kinds | Self::Levels | Self::Topics => "chronology.toml",
            Self::People => "people.toml",
            Self::Places => "places.toml",
            Self::Publishers => "publishers.toml",
            Self::Documents => "documents/*.toml",
            Self::Events => "events/",
        }
    }
}

/// The vocabularies that are part of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixedVocabulary {
    /// Of an event.
    Status,
    /// Of an event.
    Mode,
    /// Of an event.
    Confidence,
    /// Of a source.
    Bearing,
    /// Of a difference.
    Aspect,
    /// Of a link.
    LinkKind,
    /// Of a publisher or document.
    Class,
}

impl FixedVocabulary {
    /// Every vocabulary of the format.
    pub const ALL: &'static [Self] =
        &[Self::Status, Self::Mode, Self::Confidence, Self::Bearing, Self::Aspect, Self::LinkKind, Self::Class];

    /// The field that uses it.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Mode => "mode",
            Self::Confidence => "confidence",
            Self::Bearing => "bearing",
            Self::Aspect => "aspect",
            Self::LinkKind => "as",
            Self::Class => "class",
        }
    }

    /// Whether it contains `word`.
    #[must_use]
    pub fn contains(self, word: &str) -> bool {
        match self {
            Self::Status => Status::parse(word).is_some(),
            Self::Mode => Mode::parse(word).is_some(),
            Self::Confidence => Confidence::parse(word).is_some(),
            Self::Bearing => Bearing::parse(word).is_some(),
            Self::Aspect => Aspect::parse(word).is_some(),
            Self::LinkKind => LinkKind::parse(word).is_some(),
            Self::Class => Class::parse(word).is_some(),
        }
    }

    /// The words, in the order of the format.
    #[must_use]
    pub fn list(self) -> Vec<&'static str> {
        fn of<T: Copy>(all: &[T], word: impl Fn(T) -> &'static str) -> Vec<&'static str> {
            all.iter().map(|item| word(*item)).collect()
        }
        match self {
            Self::Status => of(Status::ALL, Status::as_str),
            Self::Mode => of(Mode::ALL, Mode::as_str),
            Self::Confidence => of(Confidence::ALL, Confidence::as_str),
            Self::Bearing => of(Bearing::ALL, Bearing::as_str),
            Self::Aspect => of(Aspect::ALL, Aspect::as_str),
            Self::LinkKind => of(LinkKind::ALL, LinkKind::as_str),
            Self::Class => of(Class::ALL, Class::as_str),
        }
    }
}

const fn required(name: &'static str, shape: Shape, about: &'static str) -> FieldSpec {
    FieldSpec { name, about, required: true, shape }
}

const fn optional(name: &'static str, shape: Shape, about: &'static str) -> FieldSpec {
    FieldSpec { name, about, required: false, shape }
}

use RegisterKind::{Countries, Documents, Events, Kinds, Levels, People, Places, Publishers, Topics};
use Shape::{
    ByCode, Code, Date, Id, Integer, Key, Language, Licence, Line, List, Number, Reference, ReferenceOrTable, Sha256,
    Tables, Text, Url, Word,
};

/// `chronology.toml`.
pub const CHRONOLOGY: TableSpec = TableSpec {
    name: "a chronology",
    about: "What this chronology is: its title and span, the countries and their keys, the vocabularies.",
    fields: &[
        required("title", Line, "The title, for the top of the screen."),
        required("span", Date, "The time it covers, as an EDTF interval. All events must be within it."),
        optional("about", Text, "What it is about, for readers."),
        required("country", Tables(&COUNTRY), "The countries whose contacts it records, in the order of the columns."),
        required("kind", Tables(&TERM), "What an event can be: a summit, a call …"),
        optional("level", Tables(&TERM), "The rank at which it can take place."),
        optional("topic", Tables(&TERM), "What it can be about."),
    ],
};

/// `[[country]]`.
pub const COUNTRY: TableSpec = TableSpec {
    name: "a country",
    about: "A country whose contacts the chronology records. There can be at most 64.",
    fields: &[
        required("code", Code, "ISO 3166-1 alpha-2 code. It is also the id."),
        required("name", Line, "The usual English name."),
        optional("adjective", Line, "The English adjective."),
        optional("native", Line, "The name in its own language."),
        optional(
            "key",
            Key,
            "The letter for the country in rows and badges, and the key that filters by it. By default the first free \
             capital of the name.",
        ),
    ],
};

/// `[[kind]]`, `[[level]]`, `[[topic]]`.
pub const TERM: TableSpec = TableSpec {
    name: "a term",
    about: "A kind, a level or a topic.",
    fields: &[
        required("id", Id, "As in the events."),
        required("name", Line, "The name for readers."),
        optional("about", Line, "What it covers."),
    ],
};

/// A file of people.
pub const PEOPLE_FILE: TableSpec = TableSpec {
    name: "an authority file",
    about: "The authority file: every person once.",
    fields: &[optional("person", Tables(&PERSON), "The people.")],
};

/// `[[person]]`.
pub const PERSON: TableSpec = TableSpec {
    name: "a person",
    about: "A person, with all spellings of the name and the offices with their dates.",
    fields: &[
        required("id", Id, "Unique among the people."),
        required("name", Line, "The usual English form."),
        optional("sort", Line, "The form to sort by: `Koizumi, Junichiro`. By default the name."),
        optional("native", Line, "The name in its own script."),
        optional("aliases", List(&Line), "All other spellings in the documents."),
        optional("country", Code, "The country the person acted for."),
        optional("offices", Tables(&OFFICE), "The offices held, as far as the chronology needs them."),
    ],
};

/// An entry of `offices`.
pub const OFFICE: TableSpec = TableSpec {
    name: "an office",
    about: "An office and the time it was held.",
    fields: &[
        required("title", Line, "The title in English."),
        optional("from", Date, "When it began, if known."),
        optional("to", Date, "When it ended; absent if it was still held, or if that is not known."),
    ],
};

/// A file of places.
pub const PLACES_FILE: TableSpec = TableSpec {
    name: "a gazetteer",
    about: "The gazetteer: every venue once.",
    fields: &[optional("place", Tables(&PLACE), "The places.")],
};

/// `[[place]]`.
pub const PLACE: TableSpec = TableSpec {
    name: "a place",
    about: "A venue, or a city used without a particular venue. A disputed place has `administered_by` and `claimed_by` \
            instead of `country`; a place on the high seas has none of the three.",
    fields: &[
        required("id", Id, "Unique among the places."),
        required("name", Line, "The usual English name."),
        optional("city", Line, "The city it is in; absent for a city itself."),
        optional("country", Code, "The country it is in, if that is undisputed."),
        optional("administered_by", Code, "The state that administers a disputed place."),
        optional("claimed_by", List(&Code), "The states that claim it."),
        optional("names", ByCode, "What each side calls it, by country code."),
        optional("lat", Number { least: -90.0, greatest: 90.0 }, "Latitude in decimal degrees, WGS 84."),
        optional("lon", Number { least: -180.0, greatest: 180.0 }, "Longitude in decimal degrees, WGS 84."),
    ],
};

/// A file of publishers.
pub const PUBLISHERS_FILE: TableSpec = TableSpec {
    name: "a list of publishers",
    about: "The publishers of the documents.",
    fields: &[optional("publisher", Tables(&PUBLISHER), "The publishers.")],
};

/// `[[publisher]]`.
pub const PUBLISHER: TableSpec = TableSpec {
    name: "a publisher",
    about: "A publisher of documents.",
    fields: &[
        required("id", Id, "Unique among the publishers."),
        required("name", Line, "The name for readers."),
        required("class", Word(FixedVocabulary::Class), "What its documents are as evidence."),
        optional("party", Code, "The state whose record it is; absent for a third party."),
        required(
            "licence",
            Licence,
            "The terms of use of its documents: an SPDX id, `LicenseRef-…`, `public-domain`, `all-rights-reserved` or `unknown`.",
        ),
    ],
};

/// A file of documents.
pub const DOCUMENTS_FILE: TableSpec = TableSpec {
    name: "a register of documents",
    about: "The documents cited.",
    fields: &[optional("document", Tables(&DOCUMENT), "The documents.")],
};

/// `[[document]]`.
pub const DOCUMENT: TableSpec = TableSpec {
    name: "a document",
    about: "A document that was read and is cited. `class`, `party` and `licence` are needed only if they differ from \
            the publisher's.",
    fields: &[
        required("id", Id, "Unique among the documents."),
        required("publisher", Reference(Publishers), "Who published it."),
        optional("as_named", Line, "What the copy that was read (a reprint, a mirror) calls the publisher."),
        required("title", Line, "The title; in [square brackets] if an editor supplied it."),
        optional("published", Date, "When it was published."),
        required("url", Url, "The original address."),
        optional("archived_url", Url, "An archived copy, in addition to the original address."),
        optional("accessed", Date, "When it was read."),
        optional("language", Language, "The language, as a BCP 47 tag."),
        optional("class", Word(FixedVocabulary::Class), "What it is as evidence."),
        optional("party", Code, "The state whose record it is."),
        optional("licence", Licence, "The terms of use."),
        optional("sha256", Sha256, "SHA-256 of the saved text, if there is one."),
    ],
};

/// A file of events.
pub const EVENTS_FILE: TableSpec = TableSpec {
    name: "a list of events",
    about: "The events, in any order and any number of files.",
    fields: &[optional("event", Tables(&EVENT), "The events.")],
};

/// `[[event]]`.
pub const EVENT: TableSpec = TableSpec {
    name: "an event",
    about: "Who met whom, when, where, about what, and who says so.",
    fields: &[
        required("id", Id, "Unique and stable: the date and a few words."),
        required("date", Date, "When, local to the venue."),
        optional("order", Integer, "The order within a day, 0 by default: a question before its answer."),
        required("title", Line, "One line in the editor's words."),
        required("kind", Reference(Kinds), "What it is."),
        optional("level", Reference(Levels), "The highest rank that took part."),
        optional("status", Word(FixedVocabulary::Status), "Whether it took place; `held` by default."),
        optional("mode", Word(FixedVocabulary::Mode), "By what means; `in-person` by default."),
        optional("setting", Line, "The occasion: `official visit`."),
        required("parties", List(&Reference(Countries)), "The countries that took part or acted."),
        optional(
            "concerns",
            List(&Reference(Countries)),
            "The countries addressed or discussed that did not take part.",
        ),
        optional("others", List(&Code), "Other countries that took part."),
        optional("venue", Reference(Places), "Where; absent for a call."),
        optional("people", List(&ReferenceOrTable(People, &PARTICIPANT)), "Who took part."),
        optional("topics", List(&Reference(Topics)), "What it was about."),
        optional("summary", Text, "What happened, in two to four sentences by the editor."),
        optional("outcome", List(&Line), "The results: texts signed, decisions."),
        optional("links", Tables(&LINK), "How it relates to other events."),
        optional("confidence", Word(FixedVocabulary::Confidence), "The editor's judgement."),
        optional("note", Text, "The editor's note."),
        optional("source", Tables(&SOURCE), "What the documents say; at least one."),
        optional("difference", Tables(&DIFFERENCE), "Where the documents disagree."),
    ],
};

/// An entry of `people` that gives the office.
pub const PARTICIPANT: TableSpec = TableSpec {
    name: "a participant",
    about: "A person with the office held that day, if it is not in the authority file.",
    fields: &[required("id", Reference(People), "The person."), required("office", Line, "The office that day.")],
};

/// An entry of `links`.
pub const LINK: TableSpec = TableSpec {
    name: "a link",
    about: "How an event relates to another.",
    fields: &[
        required("to", Reference(Events), "The other event."),
        required("as", Word(FixedVocabulary::LinkKind), "How this event relates to it."),
    ],
};

/// `[[event.source]]`.
pub const SOURCE: TableSpec = TableSpec {
    name: "a source",
    about: "What one document says about the event.",
    fields: &[
        required("document", Reference(Documents), "The document."),
        optional(
            "bearing",
            Word(FixedVocabulary::Bearing),
            "How the document bears on the event. By default `preview` if it was certainly published before the earliest day of \
             the event, otherwise `direct`.",
        ),
        optional("account", Text, "What this document says, in the editor's words."),
        optional("excerpts", List(&Text), "Passages of it, verbatim."),
        optional("term", Line, "What it calls the encounter, as written there."),
    ],
};

/// `[[event.difference]]`.
pub const DIFFERENCE: TableSpec = TableSpec {
    name: "a difference",
    about: "A disagreement between documents.",
    fields: &[
        required("aspect", Word(FixedVocabulary::Aspect), "What it is about."),
        required("positions", Tables(&POSITION), "Who says what: two or more."),
        optional("reading", Text, "The editor's reading."),
    ],
};

/// An entry of `positions`.
pub const POSITION: TableSpec = TableSpec {
    name: "a position",
    about: "What one document says where documents disagree.",
    fields: &[
        required("document", Reference(Documents), "The document, one of the event's sources."),
        required("says", Text, "What it says, in the editor's words."),
    ],
};

/// The columns of `events/*.csv` that events in TOML do not have.
pub const TABLE_COLUMNS: &[FieldSpec] = &[
    optional(
        "venue_lat",
        Number { least: -90.0, greatest: 90.0 },
        "Latitude of the venue. With coordinates, `venue` may be a name that is not in the gazetteer.",
    ),
    optional("venue_lon", Number { least: -180.0, greatest: 180.0 }, "Longitude of the venue."),
    optional("documents", List(&Reference(Documents)), "The documents that report the event, by id."),
    optional(
        "address",
        Url,
        "The address of a document. If no document has it, it counts as a news report published by its host.",
    ),
];

/// The columns that `events/*.csv` may have: the fields of an event that are not tables, and [`TABLE_COLUMNS`].
pub const COLUMNS: [&FieldSpec; scalar_fields() + TABLE_COLUMNS.len()] = {
    let mut columns = [&TABLE_COLUMNS[0]; scalar_fields() + TABLE_COLUMNS.len()];
    let (mut number, mut field) = (0, 0);
    while field < EVENT.fields.len() {
        if !matches!(EVENT.fields[field].shape, Tables(_)) {
            columns[number] = &EVENT.fields[field];
            number += 1;
        }
        field += 1;
    }
    while number < columns.len() {
        columns[number] = &TABLE_COLUMNS[number - scalar_fields()];
        number += 1;
    }
    columns
};

/// The number of fields of an event that are not tables.
const fn scalar_fields() -> usize {
    let (mut number, mut field) = (0, 0);
    while field < EVENT.fields.len() {
        number += !matches!(EVENT.fields[field].shape, Tables(_)) as usize;
        field += 1;
    }
    number
}
