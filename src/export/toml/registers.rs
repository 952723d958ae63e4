//! What the events refer to: `chronology.toml`, people, places, publishers and documents.

use std::collections::BTreeSet;

use summits_chronology::chronology::{
    Chronology, Class, CountryCode, Document, EventDate, Identified, Person, Place, Publisher, Register, Sovereignty,
    Vocabulary,
};

use super::file::{File, Pieces};
use super::needed::Needed;
use super::table::{Table, inline};

/// The files of the registers, with one file of documents per class.
pub fn files(chronology: &Chronology, needed: &Needed) -> Vec<File> {
    let mut files = Vec::new();
    let people = chosen(&chronology.people, &needed.people).map(person);
    let places = chosen(&chronology.places, &needed.places).map(place);
    let publishers = chosen(&chronology.publishers, &needed.publishers).map(publisher);
    files.extend(file("people.toml", people));
    files.extend(file("places.toml", places));
    files.extend(file("publishers.toml", publishers));
    for class in Class::ALL {
        let mut pieces = Pieces::default();
        let documents = chosen(&chronology.documents, &needed.documents).filter(|document| document.class == *class);
        documents.for_each(|one| pieces.push(&document(chronology, one)));
        files.extend(pieces.files(&format!("documents/{class}")));
    }
    files
}

/// `chronology.toml`.
pub fn chronology(chronology: &Chronology) -> File {
    let mut head = Table::top();
    head.text("title", &chronology.title);
    head.date("span", Some(&chronology.span));
    head.text("about", &chronology.about);
    for country in &chronology.countries {
        let mut table = Table::of_array("country");
        table.text("code", country.code.as_str());
        table.text("name", &country.name);
        table.text("adjective", &country.adjective);
        table.text("native", &country.native);
        table.text("key", country.key.encode_utf8(&mut [0; 4]));
        head.append(table);
    }
    vocabulary("kind", &chronology.kinds, &mut head);
    vocabulary("level", &chronology.levels, &mut head);
    vocabulary("topic", &chronology.topics, &mut head);
    File { path: "chronology.toml".to_owned(), text: head.finish() }
}

fn vocabulary<V>(name: &str, terms: &Vocabulary<V>, head: &mut Table) {
    for term in terms {
        let mut table = Table::of_array(name);
        table.text("id", &term.id);
        table.text("name", &term.name);
        table.text("about", &term.about);
        head.append(table);
    }
}

fn chosen<'a, T: Identified>(register: &'a Register<T>, needed: &'a BTreeSet<usize>) -> impl Iterator<Item = &'a T> {
    register.iter().enumerate().filter(|(position, _)| needed.contains(position)).map(|(_, item)| item)
}

/// A file of tables; `None` without tables.
fn file(path: &str, tables: impl Iterator<Item = String>) -> Option<File> {
    let text = tables.collect::<Vec<_>>().join("\n");
    (!text.is_empty()).then(|| File { path: path.to_owned(), text })
}

fn person(person: &Person) -> String {
    let mut table = Table::of_array("person");
    table.text("id", &person.id);
    table.text("name", &person.name);
    table.text("sort", &person.sort);
    table.text("native", &person.native);
    table.list("aliases", person.aliases.iter().map(AsRef::as_ref));
    table.word("country", person.country.as_ref().map(CountryCode::as_str));
    let offices = person.offices.iter().map(|office| {
        let literal =
            |date: &Option<EventDate>| date.as_ref().map(|date| date.literal().to_owned()).unwrap_or_default();
        inline([("title", &*office.title), ("from", &literal(&office.from)), ("to", &literal(&office.to))])
    });
    table.value_lines("offices", offices);
    table.finish()
}

fn place(place: &Place) -> String {
    let mut table = Table::of_array("place");
    table.text("id", &place.id);
    table.text("name", &place.name);
    table.text("city", &place.city);
    match &place.sovereignty {
        Sovereignty::Country(country) => table.text("country", country.as_str()),
        Sovereignty::Disputed { administered_by, claimed_by } => {
            table.text("administered_by", administered_by.as_str());
            table.list("claimed_by", claimed_by.iter().map(CountryCode::as_str));
        },
        Sovereignty::None => {},
    }
    if !place.names.is_empty() {
        table.raw("names", &inline(place.names.iter().map(|(country, name)| (country.as_str(), &**name))));
    }
    if let Some((latitude, longitude)) = place.coordinates {
        table.raw("lat", &format!("{latitude:?}"));
        table.raw("lon", &format!("{longitude:?}"));
    }
    table.finish()
}

fn publisher(publisher: &Publisher) -> String {
    let mut table = Table::of_array("publisher");
    table.text("id", &publisher.id);
    table.text("name", &publisher.name);
    table.text("class", publisher.class.as_str());
    table.word("party", publisher.party.as_ref().map(CountryCode::as_str));
    table.text("licence", &publisher.licence.0);
    table.finish()
}

/// Class, party and licence are written where they differ from the publisher's.
fn document(chronology: &Chronology, document: &Document) -> String {
    let publisher = &chronology.publishers[document.publisher];
    let mut table = Table::of_array("document");
    table.text("id", &document.id);
    table.text("publisher", &publisher.id);
    table.text("as_named", &document.as_named);
    table.text("title", &document.title);
    table.date("published", document.published.as_ref());
    table.text("url", &document.url);
    table.text("archived_url", &document.archived_url);
    table.date("accessed", document.accessed.as_ref());
    table.text("language", &document.language);
    if document.class != publisher.class {
        table.text("class", document.class.as_str());
    }
    if document.party != publisher.party {
        table.word("party", document.party.as_ref().map(CountryCode::as_str));
    }
    if document.licence != publisher.licence {
        table.text("licence", &document.licence.0);
    }
    table.text("sha256", &document.sha256);
    table.finish()
}
