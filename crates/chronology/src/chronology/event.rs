//! An event: who met whom, when, where, about what, and who says so.

use serde::{Deserialize, Serialize};

use super::country::{CountryCode, CountrySet};
use super::date::EventDate;
use super::document::Document;
use super::person::Person;
use super::place::Place;
use super::register::{Identified, Ref};
use super::texts::Text;
use super::vocabulary::{Kind, Level, Term, Topic, fixed_vocabulary};

fixed_vocabulary! {
    /// Whether an event took place.
    Status {
        /// It took place.
        Held = "held",
        /// Known only from an announcement, so it may have happened or not.
        Planned = "planned",
        /// Put off.
        Postponed = "postponed",
        /// Called off.
        Cancelled = "cancelled",
        /// Reported, and denied by a participant.
        Denied = "denied",
        /// Reported, and not confirmed.
        Unconfirmed = "unconfirmed",
    }
}

fixed_vocabulary! {
    /// By what means the contact was made.
    Mode {
        /// Face to face.
        InPerson = "in-person",
        /// By telephone.
        Phone = "phone",
        /// By letter or message.
        Letter = "letter",
        /// Through an envoy.
        Envoy = "envoy",
        /// By a public statement.
        Statement = "statement",
    }
}

fixed_vocabulary! {
    /// The editor's judgement of an event as a whole.
    Confidence {
        /// Two or more independent documents agree, or both sides' records.
        High = "high",
        /// One good document, or one side's record.
        Medium = "medium",
        /// Doubtful.
        Low = "low",
    }
}

fixed_vocabulary! {
    /// What documents disagree about.
    Aspect {
        /// The day.
        Date = "date",
        /// The hour, or how long it lasted.
        Time = "time",
        /// The venue.
        Place = "place",
        /// Who took part.
        Participants = "participants",
        /// A figure.
        Number = "number",
        /// The words used.
        Wording = "wording",
        /// What came of it.
        Outcome = "outcome",
        /// What the encounter is called.
        Term = "term",
        /// Whether it took place at all.
        WhetherItHappened = "whether-it-happened",
    }
}

fixed_vocabulary! {
    /// How an event relates to the event that it links to.
    LinkKind {
        /// It prepares the other.
        Prepares = "prepares",
        /// It follows from the other.
        Follows = "follows",
        /// It carries out what the other agreed.
        Implements = "implements",
        /// It answers the other.
        RespondsTo = "responds-to",
        /// It calls the other off.
        Cancels = "cancels",
        /// It is a part of the other.
        PartOf = "part-of",
    }
}

impl LinkKind {
    /// The relation in words, as seen from the event with the link: `responds to`.
    #[must_use]
    pub fn forward(self) -> &'static str {
        match self {
            Self::Prepares => "prepares",
            Self::Follows => "follows",
            Self::Implements => "implements",
            Self::RespondsTo => "responds to",
            Self::Cancels => "cancels",
            Self::PartOf => "part of",
        }
    }

    /// The relation in words, as seen from the event that is linked to: `answered by`.
    #[must_use]
    pub fn backward(self) -> &'static str {
        match self {
            Self::Prepares => "prepared by",
            Self::Follows => "followed by",
            Self::Implements => "implemented by",
            Self::RespondsTo => "answered by",
            Self::Cancels => "cancelled by",
            Self::PartOf => "includes",
        }
    }
}

fixed_vocabulary! {
    /// How a document bears on an event. In the order in which documents are shown.
    Bearing {
        /// It records the event itself.
        Direct = "direct",
        /// It announced the event beforehand.
        Preview = "preview",
        /// It mentions the event in passing, or looks back much later.
        Context = "context",
    }
}

impl Bearing {
    /// The bearing where the chronology does not say otherwise: a document published certainly before the earliest day of the
    /// event is a preview. By days, because the venue and the publisher can be in different zones.
    #[must_use]
    pub fn by_default(published: Option<&EventDate>, event: &EventDate) -> Self {
        match published.and_then(EventDate::latest) {
            Some(day) if day < event.earliest() => Self::Preview,
            _ => Self::Direct,
        }
    }
}

/// A person who took part in an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// The person.
    pub person: Ref<Person>,
    /// The office that day, if it is not in the authority file.
    pub office: Option<Text>,
}

/// What one document says about an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// The document.
    pub document: Ref<Document>,
    /// How it bears on the event.
    pub bearing: Bearing,
    /// What it says, in our own words.
    pub account: Text,
    /// Passages of it, verbatim.
    pub excerpts: Box<[Text]>,
    /// What it calls the encounter, as written there; may be empty.
    pub term: Text,
}

/// What one document says where documents disagree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The document.
    pub document: Ref<Document>,
    /// What it says, in our own words.
    pub says: Text,
}

/// A disagreement between documents, kept as data.
///
/// Invariant, checked by the loader: two positions or more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// What it is about.
    pub aspect: Aspect,
    /// Who says what.
    pub positions: Box<[Position]>,
    /// The editor's reading; may be empty.
    pub reading: Text,
}

/// A link from one event to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The other event.
    pub to: Ref<Event>,
    /// How this event relates to it.
    pub kind: LinkKind,
}

/// An entry of the chronology. The loader has cleaned all its texts, so they may be shown as they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Unique and stable: annotations and links refer to it.
    pub id: Text,
    /// When, local to the venue.
    pub date: EventDate,
    /// Its order within the day, 0 if the file gives none; so a question can precede its answer.
    pub order: i32,
    /// One line in our own words.
    pub title: Text,
    /// What it is.
    pub kind: Ref<Term<Kind>>,
    /// The highest rank that took part.
    pub level: Option<Ref<Term<Level>>>,
    /// Whether it took place.
    pub status: Status,
    /// By what means.
    pub mode: Mode,
    /// The occasion: `official visit`; may be empty.
    pub setting: Text,
    /// The countries that took part or acted.
    pub parties: CountrySet,
    /// The countries that were addressed or discussed and did not take part. Disjoint from `parties`.
    pub concerns: CountrySet,
    /// Further participants.
    pub others: Box<[CountryCode]>,
    /// Where; `None` for a call.
    pub venue: Option<Ref<Place>>,
    /// Who took part.
    pub people: Box<[Participant]>,
    /// What it was about.
    pub topics: Box<[Ref<Term<Topic>>]>,
    /// What happened, in our own words; may be empty.
    pub summary: Text,
    /// What came of it: documents signed, decisions.
    pub outcome: Box<[Text]>,
    /// Its links to other events.
    pub links: Box<[Link]>,
    /// The editor's judgement.
    pub confidence: Option<Confidence>,
    /// The editor's note; may be empty.
    pub note: Text,
    /// What its documents say, in the order of the file.
    pub citations: Box<[Citation]>,
    /// Where the documents disagree.
    pub differences: Box<[Difference]>,
}

impl Event {
    /// The countries that took part or are concerned.
    #[must_use]
    pub fn involved(&self) -> CountrySet {
        self.parties.union(self.concerns)
    }

    /// Whether any of its documents bears on it in this way.
    #[must_use]
    pub fn has_bearing(&self, bearing: Bearing) -> bool {
        self.citations.iter().any(|citation| citation.bearing == bearing)
    }

    /// Whether any of its documents is quoted.
    #[must_use]
    pub fn has_excerpt(&self) -> bool {
        self.citations.iter().any(|citation| !citation.excerpts.is_empty())
    }
}

impl Identified for Event {
    fn id(&self) -> &str {
        &self.id
    }
}
