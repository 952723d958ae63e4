//! The fields of the query, declared once: the parser, its errors, the completion and the reference page all read this
//! table.

use std::fmt;

use super::country::Role;
use super::flags::{self, Flag};

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

/// What the values of a field are. It decides how they are read and edited.
#[derive(Debug, Clone, Copy)]
pub(super) enum FieldKind {
    /// Countries, each in the role that the field gives it. `None`: a mark after the country says which.
    Countries(Option<Role>),
    /// Spans of time.
    Time(Open),
    /// Ids of a register, or the beginning of any word of a name in it.
    Names(NameRegister),
    /// Words of the format or ids of the chronology.
    Values,
    /// Conditions that an event meets or not.
    Flags(&'static [Flag]),
    /// Words in the reader's note.
    Note,
    /// Words anywhere. The parser reads them as if the field were not written.
    Text,
}

/// Which end of a span of time a field leaves open, whatever value it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    Neither,
    Beginning,
    End,
}

/// The registers whose items are found by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameRegister {
    People,
    Places,
    Publishers,
    Documents,
}

/// A row of the table of fields.
#[derive(Debug, Clone, Copy)]
pub struct FieldInfo {
    pub field: Field,
    /// As a query writes it.
    pub name: &'static str,
    pub(super) kind: FieldKind,
    /// How many values a term takes.
    pub several: Several,
    /// What it takes, in a few words.
    pub takes: &'static str,
    /// A term with it.
    pub example: &'static str,
    /// Which events it finds.
    pub help: &'static str,
}

/// Declares the fields and their table together, so that no field can be left out of the table.
macro_rules! fields {
    ($($(#[$about:meta])* $field:ident = $name:literal { $($key:ident: $value:expr,)+ })+) => {
        /// A field of the query. The order is that in which a query prints its terms.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $($(#[$about])* $field),+ }

        /// Every field, in the order of [`Field`].
        pub const FIELDS: &[FieldInfo] = &[$(FieldInfo { field: Field::$field, name: $name, $($key: $value),+ }),+];
    };
}

fields! {
    /// Took part or is concerned.
    Country = "country" {
        kind: FieldKind::Countries(None),
        several: Several::AnyOrAllOf,
        takes: "a country; `!` after it: took part; `~`: concerned only",
        example: "country:JP+RU",
        help: "the country took part or is concerned",
    }
    /// Took part.
    Party = "party" {
        kind: FieldKind::Countries(Some(Role::TookPart)),
        several: Several::AnyOrAllOf,
        takes: "a country",
        example: "party:KP",
        help: "the country took part or acted",
    }
    /// Is concerned and did not take part.
    About = "about" {
        kind: FieldKind::Countries(Some(Role::Concerned)),
        several: Several::AnyOrAllOf,
        takes: "a country",
        example: "about:KP",
        help: "the country was addressed or discussed and did not take part",
    }
    /// These countries and no other.
    Only = "only" {
        kind: FieldKind::Countries(None),
        several: Several::AllOf,
        takes: "countries; `!` and `~` as with `country`",
        example: "only:JP+RU",
        help: "these countries and no other of the chronology's",
    }
    /// Two countries that took part together.
    Pair = "pair" {
        kind: FieldKind::Values,
        several: Several::AnyOrAllOf,
        takes: "two codes joined with a hyphen",
        example: "pair:JP-RU",
        help: "both took part, possibly with others",
    }
    /// What an event is.
    Kind = "kind" {
        kind: FieldKind::Values,
        several: Several::AnyOf,
        takes: "a kind of event",
        example: "kind:summit,call",
        help: "what the event is",
    }
    /// The highest rank that took part.
    Level = "level" {
        kind: FieldKind::Values,
        several: Several::AnyOf,
        takes: "a level",
        example: "level:leader",
        help: "the highest rank that took part",
    }
    /// About what.
    Topic = "topic" {
        kind: FieldKind::Values,
        several: Several::AnyOrAllOf,
        takes: "a topic",
        example: "topic:abductions",
        help: "what the event was about",
    }
    /// Who took part.
    Person = "person" {
        kind: FieldKind::Names(NameRegister::People),
        several: Several::AnyOrAllOf,
        takes: "an id, or the beginning of any word of a name, in any script",
        example: "person:koizumi+putin",
        help: "who took part; a name that several people have means any of them",
    }
    /// Where.
    Place = "place" {
        kind: FieldKind::Names(NameRegister::Places),
        several: Several::AnyOf,
        takes: "an id, or the beginning of any word of a name, in any script",
        example: "place:moscow",
        help: "the venue; a city includes every venue in it",
    }
    /// Whose document is cited.
    Publisher = "publisher" {
        kind: FieldKind::Names(NameRegister::Publishers),
        several: Several::AnyOrAllOf,
        takes: "an id, or the beginning of any word of a name",
        example: "publisher:kremlin",
        help: "a document of the publisher is cited",
    }
    /// Of what class a cited document is.
    Class = "class" {
        kind: FieldKind::Values,
        several: Several::AnyOrAllOf,
        takes: "`official`, `state-agency`, `news`, `reference` or `scholarly`",
        example: "class:official",
        help: "a document of the class is cited",
    }
    /// Which document is cited.
    Document = "document" {
        kind: FieldKind::Names(NameRegister::Documents),
        several: Several::AnyOrAllOf,
        takes: "an id, or the beginning of any word of a title",
        example: "document:kremlin-2003-01-10",
        help: "the document is cited",
    }
    /// From which of the merged chronologies.
    Origin = "origin" {
        kind: FieldKind::Values,
        several: Several::AnyOf,
        takes: "the name of a chronology, where several are merged",
        example: "origin:notes",
        help: "the chronology that records the event",
    }
    /// Whether it took place.
    Status = "status" {
        kind: FieldKind::Values,
        several: Several::AnyOf,
        takes: "`held`, `planned`, `postponed`, `cancelled`, `denied` or `unconfirmed`",
        example: "status:planned",
        help: "whether the event took place",
    }
    /// By what means.
    Mode = "mode" {
        kind: FieldKind::Values,
        several: Several::AnyOf,
        takes: "`in-person`, `phone`, `letter`, `envoy` or `statement`",
        example: "mode:phone",
        help: "by what means the contact was made",
    }
    /// What documents disagree about.
    Aspect = "aspect" {
        kind: FieldKind::Values,
        several: Several::AnyOrAllOf,
        takes: "what a difference is about: `date`, `number`, `wording` …",
        example: "aspect:number",
        help: "documents differ on this",
    }
    /// What an event has.
    Has = "has" {
        kind: FieldKind::Flags(flags::HAS),
        several: Several::AnyOrAllOf,
        takes: "`difference`, `excerpt`, `link`, `outcome`, `venue`, `person`, `topic`, `document` or `term`; `direct`, `preview` or `context` (a document with this bearing); `note` (yours)",
        example: "has:difference",
        help: "the event has at least one",
    }
    /// What can be said of it.
    Is = "is" {
        kind: FieldKind::Flags(flags::IS),
        several: Several::AnyOrAllOf,
        takes: "a status; `uncertain` (the exact day is not known); `high`, `medium` or `doubtful` (the editor's confidence); `marked` (by you)",
        example: "is:uncertain",
        help: "what can be said of the event",
    }
    /// When.
    Date = "date" {
        kind: FieldKind::Time(Open::Neither),
        several: Several::AnyOf,
        takes: "a year, month or day, an EDTF date, or a range `A..B`, `A..`, `..B`",
        example: "date:2002..2004-06",
        help: "when; a date that is only partly within is a *possible* match",
    }
    /// In which year.
    Year = "year" {
        kind: FieldKind::Time(Open::Neither),
        several: Several::AnyOf,
        takes: "a year or a range of years",
        example: "year:2003",
        help: "in that year",
    }
    /// In which month.
    Month = "month" {
        kind: FieldKind::Time(Open::Neither),
        several: Several::AnyOf,
        takes: "a month of a year, or a range of them",
        example: "month:2003-01",
        help: "in that month",
    }
    /// Not before.
    From = "from" {
        kind: FieldKind::Time(Open::End),
        several: Several::No,
        takes: "a year, month or day",
        example: "from:2002-06",
        help: "then or later",
    }
    /// Not after.
    To = "to" {
        kind: FieldKind::Time(Open::Beginning),
        several: Several::No,
        takes: "a year, month or day",
        example: "to:2003",
        help: "then or earlier",
    }
    /// Words in the reader's note.
    Note = "note" {
        kind: FieldKind::Note,
        several: Several::AnyOrAllOf,
        takes: "a word, or several in quotation marks",
        example: "note:trade",
        help: "your note contains it",
    }
    /// Words anywhere.
    Text = "text" {
        kind: FieldKind::Text,
        several: Several::No,
        takes: "a word or a quoted phrase",
        example: "text:pipeline",
        help: "the same as the word without `text:`",
    }
}

impl Field {
    /// Its row in the table.
    #[must_use]
    pub fn info(self) -> &'static FieldInfo {
        &FIELDS[self as usize]
    }

    /// As a query writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.info().name
    }

    /// The field of this name, in any case.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        FIELDS.iter().find(|info| info.name.eq_ignore_ascii_case(name)).map(|info| info.field)
    }

    pub(super) fn kind(self) -> FieldKind {
        self.info().kind
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
