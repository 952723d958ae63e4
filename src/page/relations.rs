//! What stands behind the documents: where they differ, how the event hangs together with others, and the colophon.

use summits_chronology::chronology::{Chain, Chronology, Difference, Event, Item, Ref, Status};
use summits_chronology::text;

use super::documents::{document_order, numbered};
use super::facts::padded;
use super::sheet::{Lead, Paragraph, Sheet};
use super::{Medium, Target, Tone, Writer};

/// The titles of other events stand in a column where it has this many columns.
const TITLE_COLUMNS: usize = 40;
/// A date that is wider need not stand in the column: its title follows on the same line.
const DATE_COLUMNS: usize = 27;

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
        let mark = Paragraph::default().drawn(" ≠ ", Tone::Difference, "Difference: ");
        self.sheet.plain(&mark.with(&aspect_words(difference), Tone::Difference));
        let order = document_order(self.event);
        for position in &difference.positions {
            let cited = |place: &usize| self.event.citations[*place].document == position.document;
            let number = order.iter().position(cited).map(|shown| shown + 1);
            let publisher = self.chronology.documents[position.document].publisher;
            let says = Paragraph::new(&self.chronology.publishers[publisher].name, Tone::Source)
                .with(": ", Tone::Source)
                .with(&position.says, Tone::Body);
            let lead = match number {
                Some(number) => numbered(&format!("{number:>5} "), number),
                None => Paragraph::default().drawn("      ", Tone::Number, ""),
            };
            self.sheet.paragraph(&Lead::hanging(lead), &says);
        }
        if !difference.reading.is_empty() {
            let reading = Paragraph::new("Reading: ", Tone::Quiet).with(&difference.reading, Tone::Body);
            self.sheet.paragraph(&Lead::indent(3), &reading);
        }
    }

    /// The links from this event and to it; on the screen in the form of the chain, where that goes further and has room.
    pub(super) fn links(&mut self, chain: bool) {
        let long = Chain::is_long_at(self.chronology, self.place);
        if chain && long && self.medium == Medium::Screen {
            return self.chain(&Chain::new(self.chronology, self.place));
        }
        let forward = self.event.links.iter().map(|link| (link.kind.forward(), link.to));
        let backward = self.chronology.incoming(self.place).iter().map(|link| (link.kind.backward(), link.to));
        let links: Vec<(&str, Ref<Event>)> = forward.chain(backward).collect();
        if links.is_empty() {
            return;
        }
        self.heading("Links", Some(links.len()));
        self.events(&links);
        if chain && long {
            self.chain(&Chain::new(self.chronology, self.place));
        } else if long {
            let words = "They lead further: the full screen shows the chain.";
            self.sheet.paragraph(&Lead::indent(1), &Paragraph::new(words, Tone::Quiet));
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
            self.sheet.paragraph(&Lead::indent(1), &Paragraph::new(&self.event.note, Tone::Body));
        }
    }

    /// The reader's note, line by line.
    pub(super) fn annotation(&mut self) {
        let Some(annotation) = self.chronology.annotation(self.place) else { return };
        // The screen shows the mark in the list.
        if annotation.marked && self.medium == Medium::Speech {
            self.sheet.plain(&Paragraph::new("Marked by you", Tone::Heading));
        }
        if annotation.note.is_empty() {
            return;
        }
        self.heading("Your note", None);
        for line in annotation.note.lines() {
            self.sheet.paragraph(&Lead::indent(1), &Paragraph::new(line, Tone::Body));
        }
    }

    /// What the event is filed under: topics, level, date as written, confidence, origin, id.
    pub(super) fn colophon(&mut self) {
        let event = self.event;
        let topics: Vec<&str> = event.topics.iter().map(|topic| &*self.chronology.topics[*topic].name).collect();
        let level = event.level.map(|level| self.chronology.levels[level].name.to_string());
        let confidence = event.confidence.map(|confidence| confidence.to_string());
        let date = format!("{}, local to the venue", event.date.literal());
        let origin = self.chronology.shown_layer(self.place).map(|layer| {
            let between = if self.medium == Medium::Speech { ", " } else { " · " };
            format!("{}{between}{}", layer.name, layer.title)
        });
        let entries = [
            ("Topics", topics.join(", ")),
            ("Level", level.unwrap_or_default()),
            ("Date", date),
            ("Confidence", confidence.unwrap_or_default()),
            ("Origin", origin.unwrap_or_default()),
        ];
        self.sheet.blank();
        for (label, words) in entries.iter().filter(|(_, words)| !words.is_empty()) {
            self.sheet.paragraph(&colophon_lead(label), &Paragraph::new(words, Tone::Quiet));
        }
        let id = Paragraph::new(&event.id, Tone::Quiet);
        match self.medium {
            Medium::Screen | Medium::Speech => self.sheet.paragraph(&colophon_lead("Id"), &id),
            Medium::Print => self.sheet.unbroken(&colophon_lead("Id"), &id),
        }
    }
}

/// Other events: what each is to the page, its date and its title; in columns where titles keep room enough.
pub(super) fn write_events(
    chronology: &Chronology,
    medium: Medium,
    sheet: &mut Sheet<'_>,
    events: &[(&str, Ref<Event>)],
) {
    let dates: Vec<String> = events.iter().map(|(_, place)| medium.date_words(&chronology[*place].date)).collect();
    if medium == Medium::Speech {
        for ((relation, place), date) in events.iter().zip(dates) {
            let (before, role) = if relation.is_empty() { ("", "event") } else { (": ", *relation) };
            let line = Paragraph::new(&format!("{relation}{before}{date}: "), Tone::Quiet);
            sheet.plain(&titled(line, chronology, *place, role));
        }
        return;
    }
    let relation_width = events.iter().map(|(relation, _)| text::width(relation)).max().unwrap_or(0);
    let relation_width = if relation_width == 0 { 1 } else { relation_width + 3 };
    let widest = dates.iter().map(|date| text::width(date)).max().unwrap_or(0) + 2;
    let fits = |date_width: usize| sheet.columns() >= relation_width + date_width + TITLE_COLUMNS;
    // In a list of many events a few long dates do not keep the others from standing in columns.
    let usual =
        dates.iter().map(|date| text::width(date)).filter(|width| *width <= DATE_COLUMNS).max().unwrap_or(0) + 2;
    let of_many = events.iter().all(|(relation, _)| relation.is_empty());
    let date_width = if fits(widest) || !of_many { widest } else { usual };
    let room = fits(date_width);
    for ((relation, place), date) in events.iter().zip(dates) {
        let mut lead = padded(Paragraph::new(&format!(" {relation}"), Tone::Quiet), relation_width);
        let mut line = Paragraph::default();
        if room && text::width(&date) + 2 <= date_width {
            lead = padded(lead.with(&date, Tone::Fact), relation_width + date_width);
        } else {
            line = line.with(&date, Tone::Fact).with("  ", Tone::Quiet);
        }
        let role = if relation.is_empty() { "event" } else { relation };
        // Below a date without a column of its own the title goes on set in, so that the next one stands out.
        let lead = match (relation.is_empty(), line.is_empty()) {
            (true, false) => Lead::new(lead.clone(), lead.with("  ", Tone::Quiet)),
            _ => Lead::hanging(lead),
        };
        let indent = Lead::indent(lead.width());
        sheet.paragraph(&lead, &titled(line, chronology, *place, role));
        if medium == Medium::Print {
            sheet.unbroken(&indent, &Paragraph::new(&chronology[*place].id, Tone::Quiet));
        }
    }
}

/// A line with the title of another event behind it, and what became of one that was not held.
pub(super) fn titled(line: Paragraph, chronology: &Chronology, place: Ref<Event>, role: &str) -> Paragraph {
    let event = &chronology[place];
    let line = line.link(&event.title, Tone::Link, Target::Item(Item::Event(place)), role);
    if event.status == Status::Held { line } else { line.with(&format!(" ({})", event.status), Tone::Doubt) }
}

pub(super) fn colophon_lead(label: &str) -> Lead {
    Lead::hanging(Paragraph::default().drawn(&format!("{label:<12}"), Tone::Quiet, &format!("{label}: ")))
}

fn aspect_words(difference: &Difference) -> String {
    difference.aspect.as_str().replace('-', " ")
}
