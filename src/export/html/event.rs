//! An event on the page: a row that opens, and what it opens.

use std::collections::BTreeSet;
use std::io::{self, Write};

use chrono::Datelike;
use summits_chronology::chronology::{
    Certainty, Chronology, Citation, Difference, Document, Event, Participant, Ref, Text,
};

use super::{COLOURS, month_key};
use crate::export::markup::escaped;
use crate::export::words::{self, joined};
use crate::page::{
    CountryLetter, EventRow, Involvement, date_words, document_order, licence_words, quoted_title, status_words,
};

/// Writes the item of the list. Other events among the `chosen` are linked to.
pub fn write(
    chronology: &Chronology,
    place: Ref<Event>,
    chosen: &BTreeSet<Ref<Event>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let event = &chronology[place];
    Item { chronology, place, event, chosen, out }.write()
}

/// The anchor of an event.
fn anchor(event: &Event) -> String {
    format!("event-{}", escaped(&event.id))
}

struct Item<'a> {
    chronology: &'a Chronology,
    place: Ref<Event>,
    event: &'a Event,
    chosen: &'a BTreeSet<Ref<Event>>,
    out: &'a mut dyn Write,
}

impl Item<'_> {
    fn write(&mut self) -> io::Result<()> {
        let (chronology, event) = (self.chronology, self.event);
        let first = event.date.earliest();
        writeln!(
            self.out,
            "<li class=\"event\" id=\"{}\" data-in=\"{}\" data-parties=\"{}\" data-concerns=\"{}\" data-names=\"{}\">\n\
             <details>",
            anchor(event),
            month_key(first.year(), first.month()),
            event.parties.codes(&chronology.countries, " "),
            event.concerns.codes(&chronology.countries, " "),
            escaped(&self.other_names()),
        )?;
        self.row()?;
        writeln!(self.out, "<div class=\"detail\">")?;
        self.facts()?;
        self.people()?;
        self.paragraph("text", &event.summary)?;
        self.list("Outcome", &event.outcome)?;
        self.documents()?;
        self.differences()?;
        self.links()?;
        self.notes()?;
        self.colophon()?;
        writeln!(self.out, "</div>\n</details>\n</li>")
    }

    /// The spellings of the participants that the page does not show, for the search.
    fn other_names(&self) -> String {
        let people = self.event.people.iter().map(|one| &self.chronology.people[one.person]);
        let names = people.flat_map(|person| person.aliases.iter().map(AsRef::as_ref).chain([&*person.sort]));
        names.collect::<Vec<&str>>().join("; ")
    }

    fn row(&mut self) -> io::Result<()> {
        let (chronology, event) = (self.chronology, self.event);
        let row = EventRow::new(chronology, self.place, Certainty::Yes);
        let evidence = chronology.evidence(event);
        let (badge, words) = (row.badge(), evidence.words(&chronology.countries));
        let status = match row.status() {
            status if status.is_empty() => status,
            status => format!("<span class=\"status\">{}</span> ", status.trim_end()),
        };
        writeln!(self.out, "<summary>{}", self.when(&row))?;
        writeln!(self.out, "<span class=\"who\" aria-hidden=\"true\">{}</span>", letters(&row))?;
        writeln!(
            self.out,
            "<span class=\"badge\" aria-hidden=\"true\" title=\"{}\">{}</span>",
            escaped(&words),
            badge.text()
        )?;
        writeln!(self.out, "<h3>{status}{}</h3>", escaped(&row.title()))?;
        writeln!(
            self.out,
            "<span class=\"sr\">{}; {}</span></summary>",
            escaped(&words::sides(chronology, event)),
            escaped(&words)
        )
    }

    /// The date of the row, for programs as well where HTML can write it.
    fn when(&self, row: &EventRow<'_>) -> String {
        let date = &self.event.date;
        let words = row.date();
        let words = escaped(words.trim());
        match date.ends() {
            (start, None) if date.latest().is_some() => {
                let day = start.iso().map(|day| format!(" datetime=\"{day}\"")).unwrap_or_default();
                format!("<time class=\"when\"{day}>{words}</time>")
            },
            _ => format!("<span class=\"when\">{words}</span>"),
        }
    }

    fn facts(&mut self) -> io::Result<()> {
        let (chronology, event) = (self.chronology, self.event);
        self.paragraph("date", &format!("{}, local to the venue", event.date.words()))?;
        self.paragraph("occasion", &words::occasion(chronology, event))?;
        let evidence = chronology.evidence(event).words(&chronology.countries);
        self.paragraph("sides", &joined([&*words::sides(chronology, event), &evidence]))?;
        self.paragraph("status", status_words(event.status).unwrap_or_default())
    }

    fn people(&mut self) -> io::Result<()> {
        if self.event.people.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "<ul class=\"people\">")?;
        for participant in &self.event.people {
            let line = self.participant(participant);
            writeln!(self.out, "<li>{line}</li>")?;
        }
        writeln!(self.out, "</ul>")
    }

    fn participant(&self, participant: &Participant) -> String {
        let person = &self.chronology.people[participant.person];
        let mut line = escaped(&person.name).into_owned();
        if !person.native.is_empty() {
            let language = person.country.as_ref().and_then(|country| words::language_of(country.as_str()));
            line.push_str(&format!(" <span{}>{}</span>", lang(language.unwrap_or_default()), escaped(&person.native)));
        }
        if let Some(office) = self.chronology.office(self.event, participant) {
            line.push_str(&format!(", <span class=\"quiet\">{}</span>", escaped(office)));
        }
        line
    }

    fn documents(&mut self) -> io::Result<()> {
        let order = document_order(self.event);
        if order.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "<h4>Documents {}</h4>\n<ol class=\"documents\">", order.len())?;
        for place in order {
            let citation = &self.event.citations[place];
            self.document(citation, &self.chronology.documents[citation.document])?;
        }
        writeln!(self.out, "</ol>")
    }

    fn document(&mut self, citation: &Citation, document: &Document) -> io::Result<()> {
        let terms = if citation.excerpts.is_empty() { "" } else { licence_words(&document.licence) };
        let particulars = joined([&*words::particulars(self.chronology, document), terms]);
        writeln!(self.out, "<li><p><strong>{}</strong></p>", escaped(&words::source(self.chronology, document)))?;
        self.paragraph("quiet", &particulars)?;
        let title = quoted_title(&document.title);
        writeln!(self.out, "<p{}>{}</p>", lang(&document.language), escaped(&title))?;
        if !citation.term.is_empty() {
            let (lang, term) = (lang(&document.language), escaped(&citation.term));
            writeln!(self.out, "<p><span class=\"quiet\">calls it:</span> <q{lang}>{term}</q></p>")?;
        }
        self.paragraph("text", &citation.account)?;
        for excerpt in &citation.excerpts {
            let cite =
                if document.url.is_empty() { String::new() } else { format!(" cite=\"{}\"", escaped(&document.url)) };
            writeln!(self.out, "<blockquote{cite}{}>{}</blockquote>", lang(&document.language), escaped(excerpt))?;
        }
        self.address("", &document.url)?;
        self.address("archived: ", &document.archived_url)?;
        writeln!(self.out, "</li>")
    }

    fn address(&mut self, before: &str, url: &str) -> io::Result<()> {
        let url = escaped(url);
        if url.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "<p>{before}<a href=\"{url}\" rel=\"noreferrer\">{url}</a></p>")
    }

    fn differences(&mut self) -> io::Result<()> {
        if self.event.differences.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "<h4>Differences {}</h4>", self.event.differences.len())?;
        self.event.differences.iter().try_for_each(|difference| self.difference(difference))
    }

    fn difference(&mut self, difference: &Difference) -> io::Result<()> {
        let aspect = difference.aspect.as_str().replace('-', " ");
        writeln!(self.out, "<div class=\"difference\"><p>≠ {aspect}</p>\n<ul>")?;
        for position in &difference.positions {
            let publisher = self.chronology.documents[position.document].publisher;
            let publisher = escaped(&self.chronology.publishers[publisher].name);
            writeln!(self.out, "<li>{publisher}: <span class=\"text\">{}</span></li>", escaped(&position.says))?;
        }
        writeln!(self.out, "</ul>")?;
        if !difference.reading.is_empty() {
            self.paragraph("text", &format!("Reading: {}", difference.reading))?;
        }
        writeln!(self.out, "</div>")
    }

    fn links(&mut self) -> io::Result<()> {
        let relations = words::relations(self.chronology, self.place);
        if relations.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "<h4>Links</h4>\n<ul>")?;
        for (relation, place) in relations {
            let other = &self.chronology[place];
            let (title, date) = (escaped(&other.title), date_words(&other.date));
            let title = match self.chosen.contains(&place) {
                true => format!("<a href=\"#{}\">{title}</a>", anchor(other)),
                false => title.into_owned(),
            };
            writeln!(self.out, "<li><span class=\"quiet\">{relation}</span> {title}, {}</li>", escaped(&date))?;
        }
        writeln!(self.out, "</ul>")
    }

    /// The editor's note, and what the reader has put down.
    fn notes(&mut self) -> io::Result<()> {
        if !self.event.note.is_empty() {
            writeln!(self.out, "<h4>Note</h4>")?;
            self.paragraph("text", &self.event.note)?;
        }
        let Some(annotation) = self.chronology.annotation(self.place) else { return Ok(()) };
        writeln!(self.out, "<h4>Reader’s note</h4>")?;
        self.paragraph("marked", if annotation.marked { "Marked." } else { "" })?;
        self.paragraph("text", &annotation.note)
    }

    fn colophon(&mut self) -> io::Result<()> {
        let event = self.event;
        let topics: Vec<&str> = event.topics.iter().map(|topic| &*self.chronology.topics[*topic].name).collect();
        let level = event.level.map(|level| self.chronology.levels[level].name.to_string()).unwrap_or_default();
        let confidence = event.confidence.map(|confidence| format!("confidence: {confidence}")).unwrap_or_default();
        let origin = self.chronology.shown_layer(self.place).map(|layer| format!("origin: {}", layer.name));
        let origin = origin.unwrap_or_default();
        let facts = joined([&*topics.join(", "), &level, &confidence, &origin, event.date.literal(), &event.id]);
        self.paragraph("colophon", &facts)
    }

    fn list(&mut self, heading: &str, items: &[Text]) -> io::Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "<h4>{heading}</h4>\n<ul>")?;
        for item in items {
            writeln!(self.out, "<li>{}</li>", escaped(item))?;
        }
        writeln!(self.out, "</ul>")
    }

    /// A paragraph of a class. An empty text writes nothing.
    fn paragraph(&mut self, class: &str, text: &str) -> io::Result<()> {
        if text.is_empty() { Ok(()) } else { writeln!(self.out, "<p class=\"{class}\">{}</p>", escaped(text)) }
    }
}

/// The letters of the countries of a row, each in its colour.
fn letters(row: &EventRow<'_>) -> String {
    let html = |letter: CountryLetter| {
        let colour = letter.country.position() % COLOURS;
        match letter.involvement {
            Involvement::Party => format!("<b class=\"country-{colour}\">{}</b>", letter.letter),
            Involvement::Concerned => format!("<i class=\"country-{colour}\">{}</i>", letter.letter),
            Involvement::None => format!("<i class=\"quiet\">{}</i>", letter.letter),
        }
    };
    row.letters().map(html).collect()
}

/// The attribute that names the language of an element, where it is known and not that of the page.
fn lang(language: &str) -> String {
    if language.is_empty() || language == "en" { String::new() } else { format!(" lang=\"{}\"", escaped(language)) }
}
