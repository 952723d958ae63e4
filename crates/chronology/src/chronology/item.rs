//! Items: the parts of a chronology that have a page of their own.

use super::{Chronology, Document, Event, Person, Place, Ref};

/// Something that has a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Item {
    /// An event.
    Event(Ref<Event>),
    /// A person of the authority file.
    Person(Ref<Person>),
    /// A place of the gazetteer.
    Place(Ref<Place>),
    /// A document.
    Document(Ref<Document>),
}

impl Item {
    /// The kind of item in one word: `person`.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::Event(_) => "event",
            Self::Person(_) => "person",
            Self::Place(_) => "place",
            Self::Document(_) => "document",
        }
    }

    /// Its id, as the files write it.
    #[must_use]
    pub fn id(self, chronology: &Chronology) -> &str {
        match self {
            Self::Event(event) => &chronology[event].id,
            Self::Person(person) => &chronology.people[person].id,
            Self::Place(place) => &chronology.places[place].id,
            Self::Document(document) => &chronology.documents[document].id,
        }
    }

    /// Its name for readers: the title of an event or a document, a venue with its city.
    #[must_use]
    pub fn name(self, chronology: &Chronology) -> String {
        match self {
            Self::Event(event) => chronology[event].title.to_string(),
            Self::Person(person) => chronology.people[person].name.to_string(),
            Self::Place(place) => chronology.places[place].full_name(),
            Self::Document(document) => chronology.documents[document].title.to_string(),
        }
    }

    /// The items of the same kind with the same id in other layers.
    #[must_use]
    pub fn namesakes(self, chronology: &Chronology) -> Vec<Self> {
        match self {
            Self::Event(event) => chronology.namesakes(chronology.events(), event).map(Self::Event).collect(),
            Self::Person(person) => chronology.namesakes(&chronology.people, person).map(Self::Person).collect(),
            Self::Place(place) => chronology.namesakes(&chronology.places, place).map(Self::Place).collect(),
            Self::Document(document) => {
                chronology.namesakes(&chronology.documents, document).map(Self::Document).collect()
            },
        }
    }

    /// The item of the chronology `after` of the same kind with the same id; `self` refers to `before`.
    #[must_use]
    pub fn same_in(self, before: &Chronology, after: &Chronology) -> Option<Self> {
        let id = self.id(before);
        match self {
            Self::Event(_) => after.events().find(id).map(Self::Event),
            Self::Person(_) => after.people.find(id).map(Self::Person),
            Self::Place(_) => after.places.find(id).map(Self::Place),
            Self::Document(_) => after.documents.find(id).map(Self::Document),
        }
    }
}

impl From<Ref<Event>> for Item {
    fn from(event: Ref<Event>) -> Self {
        Self::Event(event)
    }
}
