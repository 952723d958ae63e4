//! The fields of the files: one list for the check of the files, the JSON Schema and the reference in `docs/format.md`.

use crate::chronology::{Aspect, Class, Confidence, LinkKind, Mode, Status};

/// A table of the format: what its fields are.
#[derive(Debug)]
pub struct Table {
    /// What one such table is called in messages: `an event`.
    pub name: &'static str,
    /// What it is, for the reference.
    pub about: &'static str,
    /// Its fields, in the order in which they are written.
    pub fields: &'static [Field],
}

impl Table {
    /// The field of this name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// A field of a table.
#[derive(Debug)]
pub struct Field {
    /// The name, as the files write it.
    pub name: &'static str,
    /// What stands in it, for the reference.
    pub about: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// What values it takes.
    pub shape: Shape,
}

/// What values a field takes.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Text of any length; it may have paragraphs.
    Text,
    /// Text of one line.
    Line,
    /// The id of the thing itself: unique in its register.
    Id,
    /// The id of something in a register.
    Reference(Register),
    /// An EDTF date of the profile.
    Date,
    /// A word of a vocabulary of the format.
    Word(Words),
    /// A country code of two capital letters, whether or not the chronology has that country.
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
    Tables(&'static Table),
    /// An id, or a table that gives the id and more.
    ReferenceOrTable(Register, &'static Table),
    /// A table of lines by country code.
    ByCode,
}

/// The registers that ids refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Register {
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

impl Register {
    /// One item of it, in words.
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

    /// Where its items stand.
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

/// The vocabularies that belong to the format itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// Of an event.
    Status,
    /// Of an event.
    Mode,
    /// Of an event.
    Confidence,
    /// Of a difference.
    Aspect,
    /// Of a link.
    LinkKind,
    /// Of a publisher or document.
    Class,
}

impl Words {
    /// Every vocabulary of the format.
    pub const ALL: &'static [Self] =
        &[Self::Status, Self::Mode, Self::Confidence, Self::Aspect, Self::LinkKind, Self::Class];

    /// The field that takes them.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Mode => "mode",
            Self::Confidence => "confidence",
            Self::Aspect => "aspect",
            Self::LinkKind => "as",
            Self::Class => "class",
        }
    }

    /// Whether `word` is one of them.
    #[must_use]
    pub fn contains(self, word: &str) -> bool {
        match self {
            Self::Status => Status::parse(word).is_some(),
            Self::Mode => Mode::parse(word).is_some(),
            Self::Confidence => Confidence::parse(word).is_some(),
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
            Self::Aspect => of(Aspect::ALL, Aspect::as_str),
            Self::LinkKind => of(LinkKind::ALL, LinkKind::as_str),
            Self::Class => of(Class::ALL, Class::as_str),
        }
    }
}

const fn required(name: &'static str, shape: Shape, about: &'static str) -> Field {
    Field { name, about, required: true, shape }
}

const fn optional(name: &'static str, shape: Shape, about: &'static str) -> Field {
    Field { name, about, required: false, shape }
}

use Register::{Countries, Documents, Events, Kinds, Levels, People, Places, Publishers, Topics};
use Shape::{
    ByCode, Code, Date, Id, Integer, Key, Language, Licence, Line, List, Number, Reference, ReferenceOrTable, Sha256,
    Tables, Text, Url, Word,
};

/// `chronology.toml`.
pub const CHRONOLOGY: Table = Table {
    name: "a chronology",
    about: "What this chronology is: its title and span, the countries and their keys, the vocabularies.",
    fields: &[
        required("title", Line, "The title, at the head of the screen."),
        required("span", Date, "The time it covers, as an EDTF interval. Every event lies in it."),
        optional("about", Text, "What it is about, for readers."),
        required("country", Tables(&COUNTRY), "The countries whose contacts it records, in the order of the columns."),
        required("kind", Tables(&TERM), "What an event can be."),
        optional("level", Tables(&TERM), "At what rank."),
        optional("topic", Tables(&TERM), "About what."),
    ],
};

/// `[[country]]`.
pub const COUNTRY: Table = Table {
    name: "a country",
    about: "A country whose contacts the chronology records. There may be 64 of them.",
    fields: &[
        required("code", Code, "ISO 3166-1 alpha-2 code. It is also the id."),
        required("name", Line, "The usual English name."),
        optional("adjective", Line, "The English adjective."),
        optional("native", Line, "The name in its own language."),
        optional(
            "key",
            Key,
            "The letter of the country in rows and badges, and the key that filters by it. The first free capital of the \
             name where there is none.",
        ),
    ],
};

/// `[[kind]]`, `[[level]]`, `[[topic]]`.
pub const TERM: Table = Table {
    name: "a term",
    about: "A word of a vocabulary: of the kinds, the levels or the topics.",
    fields: &[
        required("id", Id, "As events write it."),
        required("name", Line, "The name for readers."),
        optional("about", Line, "What belongs under it."),
    ],
};

/// A file of people.
pub const PEOPLE_FILE: Table = Table {
    name: "an authority file",
    about: "The authority file: every person once.",
    fields: &[optional("person", Tables(&PERSON), "The persons.")],
};

/// `[[person]]`.
pub const PERSON: Table = Table {
    name: "a person",
    about: "A person, with every spelling of the name and the offices with their dates.",
    fields: &[
        required("id", Id, "Unique among the people."),
        required("name", Line, "The usual English form."),
        optional("sort", Line, "The form to sort by, `Koizumi, Junichiro`. The name where there is none."),
        optional("native", Line, "The name in its own script."),
        optional("aliases", List(&Line), "Every other spelling that the documents use."),
        optional("country", Code, "The country the person acted for."),
        optional("offices", Tables(&OFFICE), "The offices held, as far as the chronology needs them."),
    ],
};

/// An entry of `offices`.
pub const OFFICE: Table = Table {
    name: "an office",
    about: "An office and the time it was held.",
    fields: &[
        required("title", Line, "The title in English."),
        optional("from", Date, "When it began; absent where that is not known."),
        optional("to", Date, "When it ended; absent where it was still held, or where that is not known."),
    ],
};

/// A file of places.
pub const PLACES_FILE: Table = Table {
    name: "a gazetteer",
    about: "The gazetteer: every venue once.",
    fields: &[optional("place", Tables(&PLACE), "The places.")],
};

/// `[[place]]`.
pub const PLACE: Table = Table {
    name: "a place",
    about: "A venue, or a city used without a particular venue. A disputed place has no `country` but `administered_by` \
            and `claimed_by`; a place on the high seas has none of the three.",
    fields: &[
        required("id", Id, "Unique among the places."),
        required("name", Line, "The usual English name."),
        optional("city", Line, "The city it lies in; absent for a city itself."),
        optional("country", Code, "The country it lies in, where nobody disputes that."),
        optional("administered_by", Code, "The state that administers a disputed place."),
        optional("claimed_by", List(&Code), "The states that claim it."),
        optional("names", ByCode, "What each side calls it, by country code."),
        optional("lat", Number { least: -90.0, greatest: 90.0 }, "Latitude in decimal degrees, WGS 84."),
        optional("lon", Number { least: -180.0, greatest: 180.0 }, "Longitude in decimal degrees, WGS 84."),
    ],
};

/// A file of publishers.
pub const PUBLISHERS_FILE: Table = Table {
    name: "a list of publishers",
    about: "The publishers: whose word it is.",
    fields: &[optional("publisher", Tables(&PUBLISHER), "The publishers.")],
};

/// `[[publisher]]`.
pub const PUBLISHER: Table = Table {
    name: "a publisher",
    about: "Whose word it is.",
    fields: &[
        required("id", Id, "Unique among the publishers."),
        required("name", Line, "The name for readers."),
        required("class", Word(Words::Class), "What its documents are as evidence."),
        optional("party", Code, "The state whose record it is; absent for a third party."),
        required(
            "licence",
            Licence,
            "The terms of its documents: an SPDX id, `LicenseRef-…`, `public-domain`, `all-rights-reserved` or `unknown`.",
        ),
    ],
};

/// A file of documents.
pub const DOCUMENTS_FILE: Table = Table {
    name: "a register of documents",
    about: "The documents cited.",
    fields: &[optional("document", Tables(&DOCUMENT), "The documents.")],
};

/// `[[document]]`.
pub const DOCUMENT: Table = Table {
    name: "a document",
    about: "A document that was read and is cited. `class`, `party` and `licence` are given only where they differ from \
            the publisher's.",
    fields: &[
        required("id", Id, "Unique among the documents."),
        required("publisher", Reference(Publishers), "Whose text it is."),
        optional("as_named", Line, "The publisher as the copy that was read names it: a reprint, a mirror."),
        required("title", Line, "The title; in [square brackets] where an editor supplied it."),
        optional("published", Date, "When it was published."),
        required("url", Url, "The original address."),
        optional("archived_url", Url, "An archived copy, beside the original and never instead of it."),
        optional("accessed", Date, "When it was read."),
        optional("language", Language, "The language, as a BCP 47 tag."),
        optional("class", Word(Words::Class), "What it is as evidence."),
        optional("party", Code, "The state whose record it is."),
        optional("licence", Licence, "Its terms."),
        optional("sha256", Sha256, "Of the saved text, where one is held."),
    ],
};

/// A file of events.
pub const EVENTS_FILE: Table = Table {
    name: "a list of events",
    about: "The events, in any order and in as many files as one likes.",
    fields: &[optional("event", Tables(&EVENT), "The events.")],
};

/// `[[event]]`.
pub const EVENT: Table = Table {
    name: "an event",
    about: "Who met whom, when, where, about what, and who says so.",
    fields: &[
        required("id", Id, "Unique and stable: the date it began and a few words."),
        required("date", Date, "When, local to the venue."),
        optional("order", Integer, "Its place within its day, 0 if absent: what is answered stands before its answer."),
        required("title", Line, "One line in the editor's words."),
        required("kind", Reference(Kinds), "What it is."),
        optional("level", Reference(Levels), "The highest rank that took part."),
        optional("status", Word(Words::Status), "Whether it took place; `held` if absent."),
        optional("mode", Word(Words::Mode), "By what means; `in-person` if absent."),
        optional("setting", Line, "The occasion: `official visit`."),
        required("parties", List(&Reference(Countries)), "The countries that took part or acted."),
        optional(
            "concerns",
            List(&Reference(Countries)),
            "The countries addressed or discussed that did not take part.",
        ),
        optional("others", List(&Code), "Further participants."),
        optional("venue", Reference(Places), "Where; absent for a call."),
        optional("people", List(&ReferenceOrTable(People, &PARTICIPANT)), "Who took part."),
        optional("topics", List(&Reference(Topics)), "What it was about."),
        optional("summary", Text, "What happened, in two to four sentences of the editor's."),
        optional("outcome", List(&Line), "What came of it: texts signed, decisions."),
        optional("links", Tables(&LINK), "How it bears on other events."),
        optional("confidence", Word(Words::Confidence), "The editor's judgement."),
        optional("note", Text, "The editor's note."),
        optional("source", Tables(&SOURCE), "One for each document that bears on the event; at least one."),
        optional("difference", Tables(&DIFFERENCE), "Where the documents disagree."),
    ],
};

/// An entry of `people` that gives the office.
pub const PARTICIPANT: Table = Table {
    name: "a participant",
    about: "A person, with the office held that day where the authority file does not have it.",
    fields: &[required("id", Reference(People), "The person."), required("office", Line, "The office that day.")],
};

/// An entry of `links`.
pub const LINK: Table = Table {
    name: "a link",
    about: "How an event bears on another.",
    fields: &[
        required("to", Reference(Events), "The other event."),
        required("as", Word(Words::LinkKind), "How this event bears on it."),
    ],
};

/// `[[event.source]]`.
pub const SOURCE: Table = Table {
    name: "a source",
    about: "What one document says about the event.",
    fields: &[
        required("document", Reference(Documents), "The document."),
        optional("account", Text, "What this document says, in the editor's words."),
        optional("excerpts", List(&Text), "Passages of it, verbatim."),
        optional("term", Line, "What it calls the encounter, as written there."),
    ],
};

/// `[[event.difference]]`.
pub const DIFFERENCE: Table = Table {
    name: "a difference",
    about: "A disagreement between documents, kept as data.",
    fields: &[
        required("aspect", Word(Words::Aspect), "What it is about."),
        required("positions", Tables(&POSITION), "Who says what: two or more."),
        optional("reading", Text, "The editor's reading."),
    ],
};

/// An entry of `positions`.
pub const POSITION: Table = Table {
    name: "a position",
    about: "What one document says where documents disagree.",
    fields: &[
        required("document", Reference(Documents), "The document: one of the event's sources."),
        required("says", Text, "What it says, in the editor's words."),
    ],
};

/// The columns of `events/*.csv` that are not fields of an event in TOML.
pub const TABLE_COLUMNS: &[Field] = &[
    optional(
        "venue_lat",
        Number { least: -90.0, greatest: 90.0 },
        "Latitude of the venue. With it, `venue` may be a name that is not in the gazetteer.",
    ),
    optional("venue_lon", Number { least: -180.0, greatest: 180.0 }, "Longitude of the venue."),
    optional("documents", List(&Reference(Documents)), "The documents that bear on the event, by id."),
    optional(
        "address",
        Url,
        "The address of a document. One that is in the register is that document; another is taken for a news report \
         published by its host.",
    ),
];

/// The columns that `events/*.csv` may have: the scalar fields of an event, its lists of words, and
/// [`TABLE_COLUMNS`].
pub fn columns() -> impl Iterator<Item = &'static Field> {
    EVENT.fields.iter().filter(|field| !matches!(field.shape, Tables(_))).chain(TABLE_COLUMNS)
}
