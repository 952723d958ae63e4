//! What stands behind the documents: where they differ, how the event hangs together with others, and the colophon.

use crate::chronology::{Difference, Event, Ref, Status};
use crate::text;

use super::documents::document_order;
use super::facts::{date_words, padded};
use super::sheet::{Lead, Paragraph};
use super::{Medium, Target, Tone, Writer};

/// The titles of other events stand in a column where it has this many columns.
const TITLE_COLUMNS: usize = 40;

impl Writer<'_> {
    /// Where documents disagree: who says what, and how we read it.
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
        self.sheet.plain(&Paragraph::of(&format!(" ≠ {}", aspect_words(difference)), Tone::Difference));
        let order = document_order(self.event);
        for position in &difference.positions {
            let cited = |place: &usize| self.event.citations[*place].document == position.document;
            let number = order.iter().position(cited).map(|shown| (shown + 1).to_string()).unwrap_or_default();
            let publisher = self.chronology.documents[position.document].publisher;
            let says = Paragraph::of(&self.chronology.publishers[publisher].name, Tone::Source)
                .with(": ", Tone::Source)
                .with(&position.says, Tone::Body);
            let lead = Paragraph::of(&format!("{number:>5} "), Tone::Number);
            self.sheet.paragraph(&Lead::hanging(lead), &says);
        }
        if !difference.reading.is_empty() {
            let reading = Paragraph::of("Reading: ", Tone::Quiet).with(&difference.reading, Tone::Body);
            self.sheet.paragraph(&Lead::indent(3), &reading);
        }
    }

    /// The links from this event and to it.
    pub(super) fn links(&mut self) {
        let forward = self.event.links.iter().map(|link| (link.kind.forward(), link.to));
        let backward = self.chronology.incoming(self.place).iter().map(|link| (link.kind.backward(), link.to));
        let links: Vec<(&str, Ref<Event>)> = forward.chain(backward).collect();
        if !links.is_empty() {
            self.heading("Links", Some(links.len()));
            self.events(&links);
        }
    }

    /// The events of the same countries before and after this one.
    pub(super) fn neighbours(&mut self) {
        let (before, after) = self.chronology.neighbours(self.place);
        let before = before.map(|event| ("before", event));
        let neighbours: Vec<(&str, Ref<Event>)> =
            before.into_iter().chain(after.map(|event| ("after", event))).collect();
        if neighbours.is_empty() {
            return;
        }
        self.sheet.blank();
        let heading = Paragraph::of("The same countries ", Tone::Heading);
        self.sheet.plain(&heading.joined(self.countries(self.event.parties)));
        self.events(&neighbours);
    }

    /// Other events: what each is to this one, its date and its title; in columns where titles keep room enough.
    fn events(&mut self, events: &[(&str, Ref<Event>)]) {
        let dates = events.iter().map(|(_, place)| date_words(&self.chronology[*place].date));
        let dates: Vec<String> = dates.collect();
        let relation_width = events.iter().map(|(relation, _)| text::width(relation)).max().unwrap_or(0) + 3;
        let date_width = dates.iter().map(|date| text::width(date)).max().unwrap_or(0) + 2;
        let in_columns = self.sheet.columns() >= relation_width + date_width + TITLE_COLUMNS;
        for ((relation, place), date) in events.iter().zip(dates) {
            let other = &self.chronology[*place];
            let mut lead = padded(Paragraph::of(&format!(" {relation}"), Tone::Quiet), relation_width);
            let mut line = Paragraph::default();
            if in_columns {
                lead = padded(lead.with(&date, Tone::Fact), relation_width + date_width);
            } else {
                line = line.with(&date, Tone::Fact).with("  ", Tone::Quiet);
            }
            line = line.link(&other.title, Tone::Link, Target::Event(*place));
            if other.status != Status::Held {
                line = line.with(&format!(" ({})", other.status), Tone::Doubt);
            }
            let lead = Lead::hanging(lead);
            let indent = Lead::indent(lead.width());
            self.sheet.paragraph(&lead, &line);
            if self.medium == Medium::Print {
                self.sheet.unbroken(&indent, &Paragraph::of(&other.id, Tone::Quiet));
            }
        }
    }

    /// The editor's note.
    pub(super) fn note(&mut self) {
        if !self.event.note.is_empty() {
            self.heading("Note", None);
            self.sheet.paragraph(&Lead::indent(1), &Paragraph::of(&self.event.note, Tone::Body));
        }
    }

    /// The reader's note, line by line.
    pub(super) fn jotting(&mut self) {
        let Some(jotting) = self.chronology.jotting(self.place) else { return };
        if jotting.note.is_empty() {
            return;
        }
        self.heading("Your note", None);
        for line in jotting.note.lines() {
            self.sheet.paragraph(&Lead::indent(1), &Paragraph::of(line, Tone::Body));
        }
    }

    /// What the event is filed under: topics, level, date as written, confidence, origin, id.
    pub(super) fn colophon(&mut self) {
        let event = self.event;
        let topics: Vec<&str> = event.topics.iter().map(|topic| &*self.chronology.topics[*topic].name).collect();
        let level = event.level.map(|level| self.chronology.levels[level].name.to_string());
        let confidence = event.confidence.map(|confidence| confidence.to_string());
        let date = format!("{}, local to the venue", event.date.literal());
        let origin = self.chronology.told_layer(self.place).map(|layer| format!("{} · {}", layer.name, layer.title));
        let entries = [
            ("Topics", topics.join(", ")),
            ("Level", level.unwrap_or_default()),
            ("Date", date),
            ("Confidence", confidence.unwrap_or_default()),
            ("Origin", origin.unwrap_or_default()),
        ];
        self.sheet.blank();
        for (label, words) in entries.iter().filter(|(_, words)| !words.is_empty()) {
            self.sheet.paragraph(&colophon_lead(label), &Paragraph::of(words, Tone::Quiet));
        }
        let id = Paragraph::of(&event.id, Tone::Quiet);
        match self.medium {
            Medium::Screen => self.sheet.paragraph(&colophon_lead("Id"), &id),
            Medium::Print => self.sheet.unbroken(&colophon_lead("Id"), &id),
        }
    }
}

fn colophon_lead(label: &str) -> Lead {
    Lead::hanging(Paragraph::of(&format!("{label:<12}"), Tone::Quiet))
}

fn aspect_words(difference: &Difference) -> String {
    difference.aspect.as_str().replace('-', " ")
}
