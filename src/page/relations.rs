//! The parts after the documents: differences, links, neighbours, notes, and the details at the end.

use summits_chronology::chronology::{Chain, Difference, Event, Ref};

use super::documents::{document_order, numbered};
use super::events::write_events;
use super::lines::Tone;
use super::setting::Medium;
use super::sheet::{Paragraph, Prefix};
use super::writer::EventWriter;

impl EventWriter<'_> {
    /// Where documents disagree: what each says, and the editor's reading.
    pub(super) fn differences(&mut self) {
        if self.event.differences.is_empty() {
            return;
        }
        self.heading("Differences", Some(self.event.differences.len()));
        self.disagreements();
    }

    /// The differences without a heading.
    pub(super) fn disagreements(&mut self) {
        for (number, difference) in self.event.differences.iter().enumerate() {
            if number > 0 {
                self.sheet.blank();
            }
            self.difference(difference);
        }
    }

    fn difference(&mut self, difference: &Difference) {
        let mark = Paragraph::default().drawn(" ≠ ", Tone::Difference, "Difference: ");
        self.sheet.plain(&mark.with(&aspect_words(difference), Tone::Difference));
        let order = document_order(self.event);
        for position in &difference.positions {
            let cited = |citation: &usize| self.event.citations[*citation].document == position.document;
            let number = order.iter().position(cited).map(|shown| shown + 1);
            let publisher = self.chronology.documents[position.document].publisher;
            let says = Paragraph::new(&self.chronology.publishers[publisher].name, Tone::Source)
                .with(": ", Tone::Source)
                .with(&position.says, Tone::Body);
            let prefix = match number {
                Some(number) => numbered(&format!("{number:>5} "), number),
                None => Paragraph::default().drawn("      ", Tone::Number, ""),
            };
            self.sheet.paragraph(&Prefix::hanging(prefix), &says);
        }
        if !difference.reading.is_empty() {
            let reading = Paragraph::new("Reading: ", Tone::Quiet).with(&difference.reading, Tone::Body);
            self.sheet.paragraph(&Prefix::indent(3), &reading);
        }
    }

    /// The links from this event and to it. On the screen the chain replaces them where it is longer and has room.
    pub(super) fn links(&mut self, chain: bool) {
        let long = Chain::is_long_at(self.chronology, self.reference);
        if chain && long && self.medium == Medium::Screen {
            return self.chain(&Chain::new(self.chronology, self.reference));
        }
        let forward = self.event.links.iter().map(|link| (link.kind.forward(), link.to));
        let backward = self.chronology.incoming(self.reference).iter().map(|link| (link.kind.backward(), link.to));
        let links: Vec<(&str, Ref<Event>)> = forward.chain(backward).collect();
        if links.is_empty() {
            return;
        }
        self.heading("Links", Some(links.len()));
        self.events(&links);
        if chain && long {
            self.chain(&Chain::new(self.chronology, self.reference));
        } else if long {
            let words = "More events in this chain: enter";
            self.sheet.paragraph(&Prefix::indent(1), &Paragraph::new(words, Tone::Quiet));
        }
    }

    /// The previous and the next event of the same countries.
    pub(super) fn neighbours(&mut self) {
        let (before, after) = self.chronology.neighbours(self.reference);
        let before = before.map(|event| ("before", event));
        let neighbours: Vec<(&str, Ref<Event>)> =
            before.into_iter().chain(after.map(|event| ("after", event))).collect();
        if neighbours.is_empty() {
            return;
        }
        self.sheet.blank();
        let heading = Paragraph::default().drawn("The same countries ", Tone::Heading, "The same countries: ");
        self.sheet.plain(&heading.joined(self.countries(self.event.parties)));
        self.events(&neighbours);
    }

    fn events(&mut self, events: &[(&str, Ref<Event>)]) {
        write_events(self.chronology, self.medium, &mut self.sheet, events);
    }

    /// The editor's note.
    pub(super) fn note(&mut self) {
        if !self.event.note.is_empty() {
            self.heading("Note", None);
            self.sheet.paragraph(&Prefix::indent(1), &Paragraph::new(&self.event.note, Tone::Body));
        }
    }

    /// The reader's mark and note.
    pub(super) fn annotation(&mut self) {
        let Some(annotation) = self.chronology.annotation(self.reference) else { return };
        // On the screen the list shows the mark.
        if annotation.marked && self.medium == Medium::Speech {
            self.sheet.plain(&Paragraph::new("Marked by you", Tone::Heading));
        }
        if annotation.note.is_empty() {
            return;
        }
        self.heading("Your note", None);
        for line in annotation.note.lines() {
            self.sheet.paragraph(&Prefix::indent(1), &Paragraph::new(line, Tone::Body));
        }
    }

    /// The labelled lines at the end: topics, level, date as written, confidence, origin, id.
    pub(super) fn details(&mut self) {
        let event = self.event;
        let topics: Vec<&str> = event.topics.iter().map(|topic| &*self.chronology.topics[*topic].name).collect();
        let level = event.level.map(|level| self.chronology.levels[level].name.to_string());
        let confidence = event.confidence.map(|confidence| confidence.to_string());
        let date = format!("{} (local date)", event.date.literal());
        let origin = self.chronology.shown_layer(self.reference).map(|layer| {
            let between = if self.medium == Medium::Speech { ", " } else { " · " };
            format!("{}{between}{}", layer.name, layer.title)
        });
        let details = [
            ("Topics", topics.join(", ")),
            ("Level", level.unwrap_or_default()),
            ("Date", date),
            ("Confidence", confidence.unwrap_or_default()),
            ("Origin", origin.unwrap_or_default()),
        ];
        self.sheet.blank();
        for (label, words) in details.iter().filter(|(_, words)| !words.is_empty()) {
            self.sheet.paragraph(&Prefix::label(label), &Paragraph::new(words, Tone::Quiet));
        }
        let id = Paragraph::new(&event.id, Tone::Quiet);
        match self.medium {
            Medium::Screen | Medium::Speech => self.sheet.paragraph(&Prefix::label("Id"), &id),
            Medium::Print => self.sheet.unbroken(&Prefix::label("Id"), &id),
        }
    }
}

fn aspect_words(difference: &Difference) -> String {
    difference.aspect.as_str().replace('-', " ")
}
