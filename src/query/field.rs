//! The fields of the query, once: the parser, its errors, the completion and the reference page all read this table.

use std::fmt;

/// A field of the query. The order is that in which a query prints its terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Took part or is concerned.
    Country,
    /// Took part.
    Party,
    /// Is concerned and did not take part.
    About,
    /// These countries and no other.
    Only,
    /// Two countries that took part together.
    Pair,
    /// What an event is.
    Kind,
    /// At what rank.
    Level,
    /// About what.
    Topic,
    /// Who took part.
    Person,
    /// Where.
    Place,
    /// Whose document is cited.
    Publisher,
    /// Of what class a cited document is.
    Class,
    /// Which document is cited.
    Document,
    /// Of which of the chronologies that are laid over one another.
    Origin,
    /// Whether it took place.
    Status,
    /// By what means.
    Mode,
    /// What documents disagree about.
    Aspect,
    /// What an event carries.
    Has,
    /// What can be said of it.
    Is,
    /// When.
    Date,
    /// In which year.
    Year,
    /// In which month.
    Month,
    /// Not before.
    From,
    /// Not after.
    To,
    /// Words in the reader's note.
    Note,
    /// Words anywhere.
    Text,
}

/// How many values a term of a field may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Several {
    /// One only.
    No,
    /// Several joined with `,`: any of them. An event has one, so it cannot have all.
    AnyOf,
    /// Several joined with `,`: any of them; or with `+`: all of them.
    AnyOrAllOf,
    /// Several joined with `+` only.
    AllOf,
}

/// What the table says of a field.
#[derive(Debug, Clone, Copy)]
pub struct FieldInfo {
    /// Which.
    pub field: Field,
    /// Its name, as a query writes it.
    pub name: &'static str,
    /// How many values a term takes.
    pub several: Several,
    /// What it takes, in a few words.
    pub takes: &'static str,
    /// A term with it.
    pub example: &'static str,
    /// What it means.
    pub help: &'static str,
}

/// Every field, in the order of [`Field`].
pub const FIELDS: &[FieldInfo] = &[
    FieldInfo {
        field: Field::Country,
        name: "country",
        several: Several::AnyOrAllOf,
        takes: "a country; `!` behind it: took part; `~`: concerned only",
        example: "country:JP+RU",
        help: "the country took part or is concerned",
    },
    FieldInfo {
        field: Field::Party,
        name: "party",
        several: Several::AnyOrAllOf,
        takes: "a country",
        example: "party:KP",
        help: "the country took part or acted",
    },
    FieldInfo {
        field: Field::About,
        name: "about",
        several: Several::AnyOrAllOf,
        takes: "a country",
        example: "about:KP",
        help: "the country was addressed or discussed and did not take part",
    },
    FieldInfo {
        field: Field::Only,
        name: "only",
        several: Several::AllOf,
        takes: "countries; `!` and `~` as with `country`",
        example: "only:JP+RU",
        help: "these countries and no other of the chronology's",
    },
    FieldInfo {
        field: Field::Pair,
        name: "pair",
        several: Several::AnyOrAllOf,
        takes: "two codes joined with a hyphen",
        example: "pair:JP-RU",
        help: "both took part, whoever else did",
    },
    FieldInfo {
        field: Field::Kind,
        name: "kind",
        several: Several::AnyOf,
        takes: "a kind of event",
        example: "kind:summit,call",
        help: "what the event is",
    },
    FieldInfo {
        field: Field::Level,
        name: "level",
        several: Several::AnyOf,
        takes: "a level",
        example: "level:leader",
        help: "the highest rank that took part",
    },
    FieldInfo {
        field: Field::Topic,
        name: "topic",
        several: Several::AnyOrAllOf,
        takes: "a topic",
        example: "topic:abductions",
        help: "what the event was about",
    },
    FieldInfo {
        field: Field::Person,
        name: "person",
        several: Several::AnyOrAllOf,
        takes: "an id, or the beginning of any word of a name, in any script",
        example: "person:koizumi+putin",
        help: "who took part; a name that several people bear means any of them",
    },
    FieldInfo {
        field: Field::Place,
        name: "place",
        several: Several::AnyOf,
        takes: "an id, or the beginning of any word of a name, in any script",
        example: "place:moscow",
        help: "the venue; a city takes in every venue in it",
    },
    FieldInfo {
        field: Field::Publisher,
        name: "publisher",
        several: Several::AnyOrAllOf,
        takes: "an id, or the beginning of any word of a name",
        example: "publisher:kremlin",
        help: "a document of the publisher is cited",
    },
    FieldInfo {
        field: Field::Class,
        name: "class",
        several: Several::AnyOrAllOf,
        takes: "`official`, `state-agency`, `news`, `reference` or `scholarly`",
        example: "class:official",
        help: "a document of the class is cited",
    },
    FieldInfo {
        field: Field::Document,
        name: "document",
        several: Several::AnyOrAllOf,
        takes: "an id, or the beginning of any word of a title",
        example: "document:kremlin-2003-01-10",
        help: "the document is cited",
    },
    FieldInfo {
        field: Field::Origin,
        name: "origin",
        several: Several::AnyOf,
        takes: "the name of a chronology, where several are laid over one another",
        example: "origin:notes",
        help: "the chronology that records the event",
    },
    FieldInfo {
        field: Field::Status,
        name: "status",
        several: Several::AnyOf,
        takes: "`held`, `planned`, `postponed`, `cancelled`, `denied` or `unconfirmed`",
        example: "status:planned",
        help: "whether the event took place",
    },
    FieldInfo {
        field: Field::Mode,
        name: "mode",
        several: Several::AnyOf,
        takes: "`in-person`, `phone`, `letter`, `envoy` or `statement`",
        example: "mode:phone",
        help: "by what means the contact was made",
    },
    FieldInfo {
        field: Field::Aspect,
        name: "aspect",
        several: Several::AnyOrAllOf,
        takes: "what a difference is about: `date`, `number`, `wording` …",
        example: "aspect:number",
        help: "documents differ on this",
    },
    FieldInfo {
        field: Field::Has,
        name: "has",
        several: Several::AnyOrAllOf,
        takes: "`difference`, `excerpt`, `link`, `outcome`, `venue`, `person`, `topic`, `document` or `term`; `note` (the reader's)",
        example: "has:difference",
        help: "the event carries at least one",
    },
    FieldInfo {
        field: Field::Is,
        name: "is",
        several: Several::AnyOrAllOf,
        takes: "a status; `uncertain` (the very day is not known); `high`, `medium` or `doubtful` (the editor's confidence); `marked` (by the reader)",
        example: "is:uncertain",
        help: "what can be said of the event",
    },
    FieldInfo {
        field: Field::Date,
        name: "date",
        several: Several::AnyOf,
        takes: "a year, month or day, an EDTF date, or a range `A..B`, `A..`, `..B`",
        example: "date:2002..2004-06",
        help: "when; what only may lie within is found as *possible*",
    },
    FieldInfo {
        field: Field::Year,
        name: "year",
        several: Several::AnyOf,
        takes: "a year or a range of years",
        example: "year:2003",
        help: "in that year",
    },
    FieldInfo {
        field: Field::Month,
        name: "month",
        several: Several::AnyOf,
        takes: "a month of a year, or a range of them",
        example: "month:2003-01",
        help: "in that month",
    },
    FieldInfo {
        field: Field::From,
        name: "from",
        several: Several::No,
        takes: "a year, month or day",
        example: "from:2002-06",
        help: "then or later",
    },
    FieldInfo {
        field: Field::To,
        name: "to",
        several: Several::No,
        takes: "a year, month or day",
        example: "to:2003",
        help: "then or earlier",
    },
    FieldInfo {
        field: Field::Note,
        name: "note",
        several: Several::AnyOrAllOf,
        takes: "a word, or several in quotation marks",
        example: "note:trade",
        help: "the reader's note holds it",
    },
    FieldInfo {
        field: Field::Text,
        name: "text",
        several: Several::No,
        takes: "a word or a quoted phrase",
        example: "text:pipeline",
        help: "the same as the word by itself",
    },
];

impl Field {
    /// What the table says of it.
    #[must_use]
    pub fn info(self) -> &'static FieldInfo {
        // The table is in the order of the variants; a test holds it to that.
        &FIELDS[self as usize]
    }

    /// Its name, as a query writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.info().name
    }

    /// The field of this name, in any case.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        FIELDS.iter().find(|info| info.name.eq_ignore_ascii_case(name)).map(|info| info.field)
    }

    /// Whether its values are countries with roles.
    pub(super) fn is_of_countries(self) -> bool {
        matches!(self, Self::Country | Self::Party | Self::About | Self::Only)
    }

    /// Whether its values are spans of time.
    pub(super) fn is_of_time(self) -> bool {
        matches!(self, Self::Date | Self::Year | Self::Month | Self::From | Self::To)
    }

    /// Whether a value stands for everything whose name it begins a word of, rather than for one item.
    pub(super) fn is_of_names(self) -> bool {
        matches!(self, Self::Person | Self::Place | Self::Publisher | Self::Document)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
