//! Text: an event in full, for a terminal, a printer or a mail.
//!
//! The order is that of the detail pane: what, when and where; who; what happened; what came of it; then each document
//! with its date, whose record it is, our account of it, its excerpts as quotations and its address; then differences,
//! links in both directions, and the neighbours of the same countries. Documents that are quoted stand first.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::chronology::{Chronology, Citation, CountrySet, Difference, Event, Link, Ref, Status};
use crate::text;

/// How text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// The columns of a line. Only an address or an id is ever longer.
    pub width: usize,
    /// Whether titles, quotations and differences are set off by colour and weight.
    pub styled: bool,
}

impl Page {
    /// The page for a pipe or a file: 100 columns, no styles.
    pub const PLAIN: Self = Self { width: 100, styled: false };
    /// Lines longer than this are hard to read, however wide the terminal.
    pub const WIDEST: usize = 120;
    /// Fewer columns than this are not useful, however narrow the terminal.
    const NARROWEST: usize = 20;
}

/// An office is not squeezed into fewer columns than this beside the names.
const OFFICE: usize = 20;

const PLAIN: Style = Style::new();
const TITLE: Style = Style::new().bold();
const QUIET: Style = Style::new().dimmed();
const MARK: Style = AnsiColor::Cyan.on_default();
const ALERT: Style = AnsiColor::Yellow.on_default();

/// Writes the events, each in full, with a rule between two of them.
///
/// # Errors
///
/// What `out` answers.
pub fn write(
    chronology: &Chronology,
    events: impl Iterator<Item = Ref<Event>>,
    page: Page,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (number, event) in events.enumerate() {
        if number > 0 {
            let mut sheet = Sheet { page, out };
            sheet.blank()?;
            sheet.line(QUIET, &"─".repeat(page.width.max(Page::NARROWEST)))?;
            sheet.blank()?;
        }
        write_event(chronology, event, page, out)?;
    }
    Ok(())
}

/// Writes one event in full.
///
/// # Errors
///
/// What `out` answers.
pub fn write_event(chronology: &Chronology, place: Ref<Event>, page: Page, out: &mut dyn Write) -> io::Result<()> {
    let mut sheet = Sheet { page, out };
    let event = &chronology[place];
    head(&mut sheet, chronology, event)?;
    people(&mut sheet, chronology, event)?;
    body(&mut sheet, chronology, event)?;
    documents(&mut sheet, chronology, event)?;
    differences(&mut sheet, chronology, event)?;
    links(&mut sheet, chronology, place)?;
    neighbours(&mut sheet, chronology, place)
}

fn head(sheet: &mut Sheet, chronology: &Chronology, event: &Event) -> io::Result<()> {
    sheet.paragraph("", TITLE, &event.title)?;
    sheet.paragraph("", PLAIN, &event.date.words())?;
    sheet.paragraph("", PLAIN, &occasion(chronology, event))?;
    sheet.paragraph("", PLAIN, &sides(chronology, event))?;
    let evidence = chronology.evidence(event);
    let badge = evidence.badge(&chronology.countries);
    sheet.paragraph("", PLAIN, &format!("{badge}  {}", evidence.words(&chronology.countries)))?;
    sheet.paragraph("", QUIET, &judgement(chronology, event))?;
    sheet.line(QUIET, &event.id)
}

/// `Summit · official visit, 9–12 January · Kremlin, Moscow`, with the status in front where it was not held.
fn occasion(chronology: &Chronology, event: &Event) -> String {
    let mut parts = vec![chronology.kinds[event.kind].name.to_string()];
    if event.status != Status::Held {
        parts.push(event.status.to_string());
    }
    if !event.setting.is_empty() {
        parts.push(event.setting.to_string());
    }
    if let Some(venue) = event.venue {
        parts.push(chronology.places[venue].full_name());
    }
    parts.join(" · ")
}

/// `leaders · in-person · confidence high`.
fn judgement(chronology: &Chronology, event: &Event) -> String {
    let level = event.level.map(|level| chronology.levels[level].name.to_lowercase());
    let confidence = event.confidence.map(|confidence| format!("confidence {confidence}"));
    let parts: Vec<String> = level.into_iter().chain([event.mode.to_string()]).chain(confidence).collect();
    parts.join(" · ")
}

/// `Japan and Russia · about North Korea · with US, CN`.
fn sides(chronology: &Chronology, event: &Event) -> String {
    let mut parts = vec![country_names(chronology, event.parties)];
    if !event.concerns.is_empty() {
        parts.push(format!("about {}", country_names(chronology, event.concerns)));
    }
    if !event.others.is_empty() {
        let others: Vec<String> = event.others.iter().map(ToString::to_string).collect();
        parts.push(format!("with {}", others.join(", ")));
    }
    parts.join(" · ")
}

fn country_names(chronology: &Chronology, set: CountrySet) -> String {
    let names: Vec<&str> = set.iter().map(|country| &*chronology.countries[country].name).collect();
    match names.as_slice() {
        [first @ .., before, last] => {
            let first: String = first.iter().map(|name| format!("{name}, ")).collect();
            format!("{first}{before} and {last}")
        },
        names => names.concat(),
    }
}

/// A line a person: name, name in the own script, office that day; in columns where the page is wide enough.
fn people(sheet: &mut Sheet, chronology: &Chronology, event: &Event) -> io::Result<()> {
    if event.people.is_empty() {
        return Ok(());
    }
    sheet.blank()?;
    let rows: Vec<[&str; 3]> = event
        .people
        .iter()
        .map(|participant| {
            let person = &chronology.people[participant.person];
            [&*person.name, &*person.native, chronology.office(event, participant).unwrap_or_default()]
        })
        .collect();
    let widest = |column: usize| rows.iter().map(|row| text::width(row[column])).max().unwrap_or(0);
    let (names, natives) = (widest(0), widest(1));
    let side_by_side = names + natives + 4 + widest(2).min(OFFICE) <= sheet.page.width;
    for [name, native, office] in &rows {
        if side_by_side {
            let lead = format!("{}  {}  ", padded(name, names), padded(native, natives));
            if office.is_empty() {
                sheet.line(PLAIN, lead.trim_end())?
            } else {
                sheet.paragraph(&lead, PLAIN, office)?
            }
        } else {
            sheet.paragraph("", PLAIN, format!("{name}  {native}").trim_end())?;
            sheet.paragraph("  ", PLAIN, office)?;
        }
    }
    Ok(())
}

fn body(sheet: &mut Sheet, chronology: &Chronology, event: &Event) -> io::Result<()> {
    if !event.summary.is_empty() {
        sheet.blank()?;
        sheet.paragraph("", PLAIN, &event.summary)?;
    }
    if !event.outcome.is_empty() {
        sheet.heading("Outcome")?;
        for outcome in &event.outcome {
            sheet.paragraph("  · ", PLAIN, outcome)?;
        }
    }
    if !event.topics.is_empty() {
        let topics: Vec<&str> = event.topics.iter().map(|topic| &*chronology.topics[*topic].name).collect();
        sheet.heading("Topics")?;
        sheet.paragraph("  ", PLAIN, &topics.join(" · "))?;
    }
    if !event.note.is_empty() {
        sheet.heading("Note")?;
        sheet.paragraph("  ", PLAIN, &event.note)?;
    }
    Ok(())
}

fn documents(sheet: &mut Sheet, chronology: &Chronology, event: &Event) -> io::Result<()> {
    if event.citations.is_empty() {
        return Ok(());
    }
    sheet.heading(&format!("Documents {}", event.citations.len()))?;
    let (quoted, other): (Vec<&Citation>, Vec<&Citation>) =
        event.citations.iter().partition(|citation| !citation.excerpts.is_empty());
    for (number, citation) in quoted.into_iter().chain(other).enumerate() {
        if number > 0 {
            sheet.blank()?;
        }
        document(sheet, chronology, number + 1, citation)?;
    }
    Ok(())
}

fn document(sheet: &mut Sheet, chronology: &Chronology, number: usize, citation: &Citation) -> io::Result<()> {
    const INDENT: &str = "     ";
    let document = &chronology.documents[citation.document];
    let publisher = &chronology.publishers[document.publisher];

    let dated = document.published.as_ref().map(|date| format!(", {}", date.words())).unwrap_or_default();
    sheet.paragraph(&format!("{number:>3}  "), TITLE, &format!("{}{dated}", publisher.name))?;

    let mut nature = vec![document.class.to_string()];
    if let Some(party) = document.party {
        let name = chronology.countries.get(party.as_str()).map(|country| country.name.to_string());
        nature.push(format!("record of {}", name.unwrap_or_else(|| party.to_string())));
    }
    nature.push(document.licence.0.to_string());
    if !document.as_named.is_empty() {
        nature.push(format!("read as {}", document.as_named));
    }
    sheet.paragraph(INDENT, QUIET, &nature.join(" · "))?;
    if !document.title.is_empty() {
        sheet.paragraph(INDENT, PLAIN, &quoted_title(&document.title))?;
    }
    if !citation.term.is_empty() {
        sheet.paragraph(INDENT, PLAIN, &format!("calls it “{}”", citation.term))?;
    }
    if !citation.account.is_empty() {
        sheet.paragraph(INDENT, PLAIN, &citation.account)?;
    }
    for excerpt in &citation.excerpts {
        sheet.quotation(INDENT, excerpt)?;
    }
    for address in [&document.url, &document.archived_url] {
        if !address.is_empty() {
            sheet.line(QUIET, &format!("{INDENT}{address}"))?;
        }
    }
    Ok(())
}

/// A title in quotation marks; one that an editor supplied stands in its brackets as it is.
fn quoted_title(title: &str) -> String {
    if title.starts_with('[') { title.to_owned() } else { format!("“{title}”") }
}

fn differences(sheet: &mut Sheet, chronology: &Chronology, event: &Event) -> io::Result<()> {
    if event.differences.is_empty() {
        return Ok(());
    }
    sheet.heading(&format!("Differences {}", event.differences.len()))?;
    for (number, difference) in event.differences.iter().enumerate() {
        if number > 0 {
            sheet.blank()?;
        }
        difference_lines(sheet, chronology, difference)?;
    }
    Ok(())
}

fn difference_lines(sheet: &mut Sheet, chronology: &Chronology, difference: &Difference) -> io::Result<()> {
    sheet.line(ALERT, &format!("  ≠ {}", difference.aspect))?;
    for position in &difference.positions {
        let document = &chronology.documents[position.document];
        let publisher = &chronology.publishers[document.publisher].name;
        sheet.paragraph("    ", PLAIN, &format!("{publisher}: {}", position.says))?;
    }
    if !difference.reading.is_empty() {
        sheet.paragraph("    ", PLAIN, &format!("Reading: {}", difference.reading))?;
    }
    Ok(())
}

fn links(sheet: &mut Sheet, chronology: &Chronology, place: Ref<Event>) -> io::Result<()> {
    let forward = chronology[place].links.iter().map(|link| (link.kind.forward(), link));
    let backward = chronology.incoming(place).iter().map(|link| (link.kind.backward(), link));
    let links: Vec<(&str, &Link)> = forward.chain(backward).collect();
    if links.is_empty() {
        return Ok(());
    }
    sheet.heading("Links")?;
    let widest = links.iter().map(|(relation, _)| text::width(relation)).max().unwrap_or(0);
    for (relation, link) in links {
        event_line(sheet, chronology, &padded(relation, widest), link.to)?;
    }
    Ok(())
}

fn neighbours(sheet: &mut Sheet, chronology: &Chronology, place: Ref<Event>) -> io::Result<()> {
    let (before, after) = chronology.neighbours(place);
    if before.is_none() && after.is_none() {
        return Ok(());
    }
    sheet.heading(&format!("The same countries: {}", country_names(chronology, chronology[place].parties)))?;
    for (word, event) in [("before", before), ("after ", after)] {
        if let Some(event) = event {
            event_line(sheet, chronology, word, event)?;
        }
    }
    Ok(())
}

/// Another event: a word on it, its title and date, and its id, by which it can be shown.
fn event_line(sheet: &mut Sheet, chronology: &Chronology, word: &str, place: Ref<Event>) -> io::Result<()> {
    let event = &chronology[place];
    let indent = format!("  {word}  ");
    sheet.paragraph(&indent, PLAIN, &format!("{}, {}", event.title, event.date.words()))?;
    sheet.line(QUIET, &format!("{}{}", blanks(text::width(&indent)), event.id))
}

fn padded(cell: &str, width: usize) -> String {
    format!("{cell}{}", blanks(width.saturating_sub(text::width(cell))))
}

fn blanks(count: usize) -> String {
    " ".repeat(count)
}

/// Where an event is written: wraps, indents and styles.
struct Sheet<'a> {
    page: Page,
    out: &'a mut dyn Write,
}

impl Sheet<'_> {
    fn blank(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    fn heading(&mut self, heading: &str) -> io::Result<()> {
        self.blank()?;
        self.line(TITLE, heading)
    }

    /// A line as it is, however long.
    fn line(&mut self, style: Style, line: &str) -> io::Result<()> {
        self.styled(style, line)?;
        self.blank()
    }

    /// A paragraph behind `lead`; the lines after the first are indented by as much.
    fn paragraph(&mut self, lead: &str, style: Style, paragraph: &str) -> io::Result<()> {
        let indent = blanks(text::width(lead));
        for (number, line) in self.wrapped(paragraph, text::width(lead)).into_iter().enumerate() {
            let lead = if number == 0 { lead } else { &indent };
            write!(self.out, "{lead}")?;
            self.line(style, line)?;
        }
        Ok(())
    }

    /// A passage of a document, set off by a bar.
    fn quotation(&mut self, indent: &str, passage: &str) -> io::Result<()> {
        for line in self.wrapped(passage, text::width(indent) + 2) {
            write!(self.out, "{indent}")?;
            self.styled(MARK, "▎")?;
            writeln!(self.out, " {line}")?;
        }
        Ok(())
    }

    fn styled(&mut self, style: Style, words: &str) -> io::Result<()> {
        if self.page.styled && style != PLAIN {
            write!(self.out, "{style}{words}{style:#}")
        } else {
            write!(self.out, "{words}")
        }
    }

    /// The lines of `paragraph` on this page behind `indent` columns.
    fn wrapped<'t>(&self, paragraph: &'t str, indent: usize) -> Vec<&'t str> {
        let columns = self.page.width.max(Page::NARROWEST).saturating_sub(indent).max(1);
        text::wrap(paragraph, columns).into_iter().map(|range| &paragraph[range]).collect()
    }
}
