//! The comparison of the documents on one event: a column per side, with the differences on top.
//!
//! [`Comparison::new`] assigns the documents to parts. A part is laid out when it is shown, for the width that it has
//! there. Parts are pages, so whatever shows, scrolls or prints a page can do the same with them.

use summits_chronology::chronology::{Chronology, Citation, Country, Event, Ref};

use super::documents::{document_order, numbered};
use super::lines::{Line, Page, Span, Target, Tone};
use super::setting::{Medium, Setting};
use super::sheet::{Paragraph, Prefix};
use super::words::{bearing_words, class_words, language_name};
use super::writer::EventWriter;

/// The least width of a column beside another.
pub const LEAST_COLUMN: usize = 34;
/// The blanks between two columns in print.
const GUTTER: usize = 3;

/// What a part of the comparison is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    Differences,
    /// A country's own records.
    Side(Ref<Country>),
    /// Third parties.
    Others,
}

/// A part of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparisonPart {
    pub subject: Subject,
    /// `Japan`, `Others`.
    pub name: String,
    /// The numbers of its documents on the page of the event.
    pub documents: Vec<usize>,
    /// How many documents or differences it has.
    pub count: usize,
}

/// The documents of an event, assigned to the sides.
#[derive(Debug, Clone)]
pub struct Comparison<'a> {
    chronology: &'a Chronology,
    /// The event whose documents are compared.
    pub reference: Ref<Event>,
    /// The differences where there are any, then the sides in the order of the chronology, then third parties.
    pub parts: Vec<ComparisonPart>,
}

impl<'a> Comparison<'a> {
    /// Each country that took part has a column, even if none of its records is cited; a country that is only concerned
    /// has one if a record of it is cited. All other documents are those of third parties.
    #[must_use]
    pub fn new(chronology: &'a Chronology, reference: Ref<Event>) -> Self {
        let event = &chronology[reference];
        let order = document_order(event);
        let side = |citation: &Citation| {
            let party = chronology.documents[citation.document].party?;
            chronology.countries.find(party.as_str()).filter(|country| event.involved().contains(*country))
        };
        let of = |wanted: Option<Ref<Country>>| -> Vec<usize> {
            let numbered = order.iter().enumerate().filter(|(_, cited)| side(&event.citations[**cited]) == wanted);
            numbered.map(|(number, _)| number + 1).collect()
        };
        let mut parts = Vec::new();
        if !event.differences.is_empty() {
            let (name, count) = ("Differences".to_owned(), event.differences.len());
            parts.push(ComparisonPart { subject: Subject::Differences, name, documents: Vec::new(), count });
        }
        let mut column = |subject, name: &str, documents: Vec<usize>, always: bool| {
            if always || !documents.is_empty() {
                parts.push(ComparisonPart { subject, name: name.to_owned(), count: documents.len(), documents });
            }
        };
        for country in event.involved().iter() {
            let took_part = event.parties.contains(country);
            column(Subject::Side(country), &chronology.countries[country].name, of(Some(country)), took_part);
        }
        column(Subject::Others, "Others", of(None), false);
        Self { chronology, reference, parts }
    }

    /// Whether the first part holds differences.
    #[must_use]
    pub fn has_differences(&self) -> bool {
        self.parts.first().is_some_and(|part| part.subject == Subject::Differences)
    }

    /// The columns: every part but the differences.
    #[must_use]
    pub fn columns(&self) -> &[ComparisonPart] {
        &self.parts[usize::from(self.has_differences())..]
    }

    /// Lays out a part. The order of the setting has no effect. Without such a part the page is empty.
    #[must_use]
    pub fn page(&self, part: usize, setting: &Setting<'_>) -> Page {
        match self.parts.get(part) {
            Some(part) => self.lay_out(part, Medium::Screen, setting),
            None => Page::default(),
        }
    }

    fn lay_out(&self, part: &ComparisonPart, medium: Medium, setting: &Setting<'_>) -> Page {
        let mut writer = self.writer(medium, setting);
        let documents = match part.subject {
            Subject::Differences => {
                writer.disagreements();
                Vec::new()
            },
            _ if part.documents.is_empty() => {
                let words = format!("No record of {} is on file for this event.", part.name);
                writer.sheet.plain(&Paragraph::new(&words, Tone::Doubt));
                Vec::new()
            },
            subject => writer.accounts(subject, &part.documents),
        };
        Page { documents, ..writer.sheet.finish() }
    }

    fn writer<'b>(&self, medium: Medium, setting: &Setting<'b>) -> EventWriter<'b>
    where
        'a: 'b,
    {
        EventWriter::new(self.chronology, self.reference, medium, setting)
    }
}

impl Page {
    /// The comparison of an event for paper, mail or a pipe: the columns side by side where all have room, otherwise
    /// one below the other.
    #[must_use]
    pub fn compared(chronology: &Chronology, event: Ref<Event>, columns: usize) -> Self {
        Self::comparison(chronology, event, Medium::Print, columns)
    }

    /// The comparison of an event for a screen reader or a braille display: one side after the other.
    #[must_use]
    pub fn spoken_comparison(chronology: &Chronology, event: Ref<Event>) -> Self {
        Self::comparison(chronology, event, Medium::Speech, 0)
    }

    fn comparison(chronology: &Chronology, event: Ref<Event>, medium: Medium, columns: usize) -> Self {
        let comparison = Comparison::new(chronology, event);
        let setting = Setting::printed(columns);
        let mut head = comparison.writer(medium, &setting);
        head.facts();
        if comparison.has_differences() {
            head.differences();
        }
        head.sheet.blank();
        let mut lines = head.sheet.finish().lines;
        let parts = comparison.columns();
        let gutters = GUTTER * parts.len().saturating_sub(1);
        let width = columns.saturating_sub(gutters) / parts.len().max(1);
        let side_by_side_fits = width >= LEAST_COLUMN;
        let setting = Setting { columns: if side_by_side_fits { width } else { columns }, ..setting };
        let laid_out = parts.iter().map(|part| {
            let mut column = match medium {
                Medium::Speech => vec![vec![span(&format!("{}: {}", part.name, part.count), Tone::Heading)]],
                Medium::Screen | Medium::Print => vec![heading(part), Line::new()],
            };
            column.extend(comparison.lay_out(part, medium, &setting).lines);
            column
        });
        let laid_out: Vec<Vec<Line>> = laid_out.collect();
        if medium == Medium::Speech {
            lines.extend(laid_out.into_iter().flatten());
        } else if side_by_side_fits {
            lines.push(Line::new());
            lines.extend(side_by_side(laid_out, width));
        } else {
            for column in laid_out {
                lines.push(Line::new());
                lines.extend(column);
            }
        }
        Self { lines, ..Self::default() }
    }
}

/// `Japan 4`.
fn heading(part: &ComparisonPart) -> Line {
    let tone = match part.subject {
        Subject::Side(country) => Tone::Country(country),
        Subject::Differences | Subject::Others => Tone::Heading,
    };
    vec![span(&part.name, tone), span(&format!(" {}", part.count), Tone::Number)]
}

fn span(text: &str, tone: Tone) -> Span {
    Span { text: text.to_owned(), tone, target: None, link: None, matched: false }
}

/// Joins columns into lines, each column padded to its width.
fn side_by_side(columns: Vec<Vec<Line>>, width: usize) -> Vec<Line> {
    let height = columns.iter().map(Vec::len).max().unwrap_or(0);
    let line = |row: usize| {
        let mut line = Line::new();
        for (number, column) in columns.iter().enumerate() {
            let cell = column.get(row).cloned().unwrap_or_default();
            let taken: usize = cell.iter().map(|span| summits_chronology::text::width(&span.text)).sum();
            line.extend(cell);
            if number + 1 < columns.len() {
                line.push(span(&" ".repeat(width.saturating_sub(taken) + GUTTER), Tone::Body));
            }
        }
        line
    };
    (0..height).map(line).collect()
}

impl EventWriter<'_> {
    /// The documents with these numbers, one below the other. Returns the line at which each begins.
    fn accounts(&mut self, subject: Subject, numbers: &[usize]) -> Vec<usize> {
        let order = document_order(self.event);
        let digits = order.len().to_string().len().max(2);
        let mut begins = Vec::with_capacity(numbers.len());
        for number in numbers {
            let Some(citation) = order.get(number - 1).and_then(|position| self.event.citations.get(*position)) else {
                continue;
            };
            if !begins.is_empty() {
                self.sheet.blank();
            }
            begins.push(self.sheet.next_line());
            self.account(subject, numbered(&format!("{number:>digits$} "), *number), citation);
        }
        begins
    }

    /// One document: its publisher, bearing and class, its term for the encounter, its account in our words, and its excerpts.
    fn account(&mut self, subject: Subject, number: Paragraph, citation: &Citation) {
        let document = &self.chronology.documents[citation.document];
        let columns = number.width();
        let indent = Prefix::indent(columns);
        let publisher = &self.chronology.publishers[document.publisher].name;
        let mut source = Paragraph::default().clicked(publisher, Tone::Source, Target::Address(citation.document));
        if let Some(date) = &document.published {
            source = source.with(&format!(", {}", self.medium.date_words(date)), Tone::Source);
        }
        self.sheet.paragraph(&Prefix::hanging(number), &source);
        let mut particulars =
            Paragraph::new(bearing_words(citation.bearing), Tone::Fact).then(class_words(document), Tone::Quiet);
        if let (Subject::Others, Some(party)) = (subject, &document.party) {
            particulars = particulars.then(&format!("record of {}", self.country_name(party)), Tone::Quiet);
        }
        if !document.language.is_empty() && !document.language.starts_with("en") {
            particulars = particulars.then(&format!("in {}", language_name(&document.language)), Tone::Quiet);
        }
        self.sheet.paragraph(&indent, &particulars);
        self.term(&indent, citation);
        self.sheet.paragraph(&indent, &Paragraph::new(&citation.account, Tone::Body));
        for excerpt in &citation.excerpts {
            self.sheet.blank();
            self.sheet.paragraph(&Prefix::quotation(columns), &Paragraph::new(excerpt, Tone::Quote));
        }
    }
}

#[cfg(test)]
mod tests;
