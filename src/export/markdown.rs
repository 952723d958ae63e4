//! Markdown (CommonMark): a report with one heading per event, its documents, excerpts and differences.
//!
//! Every character that could be markup is escaped, so that a text is shown as it was written. Excerpts, and only they,
//! are block quotes.

use std::io::{self, Write};

use summits_chronology::chronology::{Chronology, Citation, Difference, Event, Ref};

use crate::export::words::{self, joined};
use crate::page::{date_words, document_order, quoted_title, status_words};

/// Writes the report.
///
/// # Errors
///
/// `out` cannot be written.
pub fn write(chronology: &Chronology, events: impl Iterator<Item = Ref<Event>>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}", escaped(&chronology.title))?;
    for event in events {
        Report { chronology, place: event, event: &chronology[event], out: &mut *out }.write()?;
    }
    Ok(())
}

/// One event of the report.
struct Report<'a> {
    chronology: &'a Chronology,
    place: Ref<Event>,
    event: &'a Event,
    out: &'a mut dyn Write,
}

impl Report<'_> {
    fn write(&mut self) -> io::Result<()> {
        writeln!(self.out, "\n## {}", escaped(&self.event.title))?;
        self.facts()?;
        self.people()?;
        self.paragraph("", &self.event.summary)?;
        self.outcome()?;
        self.documents()?;
        self.differences()?;
        self.links()?;
        self.note()?;
        self.reader()?;
        self.colophon()
    }

    /// When, what and where, which sides, on what evidence.
    fn facts(&mut self) -> io::Result<()> {
        let (chronology, event) = (self.chronology, self.event);
        writeln!(self.out, "\n**{}** (local date)", escaped(&event.date.words()))?;
        self.paragraph("", &words::occasion(chronology, event))?;
        let evidence = chronology.evidence(event).words(&chronology.countries);
        self.paragraph("", &joined([&*words::sides(chronology, event), &evidence]))?;
        if let Some(status) = status_words(event.status) {
            writeln!(self.out, "\n**{}**", escaped(status))?;
        }
        Ok(())
    }

    fn people(&mut self) -> io::Result<()> {
        let people = self.event.people.iter().map(|one| words::participant(self.chronology, self.event, one));
        let people: Vec<String> = people.collect();
        self.list(people.iter().map(String::as_str))
    }

    fn outcome(&mut self) -> io::Result<()> {
        if self.event.outcome.is_empty() {
            return Ok(());
        }
        self.heading("Outcome")?;
        self.list(self.event.outcome.iter().map(AsRef::as_ref))
    }

    fn documents(&mut self) -> io::Result<()> {
        let order = document_order(self.event);
        if order.is_empty() {
            return Ok(());
        }
        self.heading("Documents")?;
        for (number, place) in order.into_iter().enumerate() {
            self.document(number + 1, &self.event.citations[place])?;
        }
        Ok(())
    }

    /// An item of the numbered list; its paragraphs are indented by the width of its number.
    fn document(&mut self, number: usize, citation: &Citation) -> io::Result<()> {
        let document = &self.chronology.documents[citation.document];
        let marker = format!("{number}. ");
        let indent = " ".repeat(marker.len());
        writeln!(self.out, "\n{marker}**{}**", escaped(&words::source(self.chronology, document)))?;
        self.paragraph(&indent, &words::particulars(self.chronology, citation))?;
        self.paragraph(&indent, &quoted_title(&document.title))?;
        if !citation.term.is_empty() {
            self.paragraph(&indent, &format!("calls it: “{}”", citation.term))?;
        }
        self.paragraph(&indent, &citation.account)?;
        for excerpt in &citation.excerpts {
            self.quotation(&indent, excerpt)?;
        }
        if !document.url.is_empty() {
            writeln!(self.out, "\n{indent}<{}>", address(&document.url))?;
        }
        if !document.archived_url.is_empty() {
            writeln!(self.out, "\n{indent}archived: <{}>", address(&document.archived_url))?;
        }
        Ok(())
    }

    fn differences(&mut self) -> io::Result<()> {
        if self.event.differences.is_empty() {
            return Ok(());
        }
        self.heading("Differences")?;
        self.event.differences.iter().try_for_each(|difference| self.difference(difference))
    }

    fn difference(&mut self, difference: &Difference) -> io::Result<()> {
        writeln!(self.out, "\n**{}**\n", escaped(&difference.aspect.as_str().replace('-', " ")))?;
        let order = document_order(self.event);
        for position in &difference.positions {
            let document = &self.chronology.documents[position.document];
            let publisher = &self.chronology.publishers[document.publisher].name;
            let cited = |place: &usize| self.event.citations[*place].document == position.document;
            let number = order.iter().position(cited).map(|shown| format!(" (document {})", shown + 1));
            let says = format!("{publisher}{}: {}", number.unwrap_or_default(), position.says);
            writeln!(self.out, "- {}", flowed("  ", &says))?;
        }
        if !difference.reading.is_empty() {
            self.paragraph("", &format!("Reading: {}", difference.reading))?;
        }
        Ok(())
    }

    fn links(&mut self) -> io::Result<()> {
        let relations = words::relations(self.chronology, self.place);
        if relations.is_empty() {
            return Ok(());
        }
        self.heading("Links")?;
        writeln!(self.out)?;
        for (relation, place) in relations {
            let other = &self.chronology[place];
            let date = escaped(&date_words(&other.date));
            writeln!(self.out, "- {relation}: {}, {date} (`{}`)", escaped(&other.title), other.id)?;
        }
        Ok(())
    }

    fn note(&mut self) -> io::Result<()> {
        if self.event.note.is_empty() {
            return Ok(());
        }
        self.heading("Note")?;
        self.paragraph("", &self.event.note)
    }

    /// The user's mark and note.
    fn reader(&mut self) -> io::Result<()> {
        let Some(annotation) = self.chronology.annotation(self.place) else { return Ok(()) };
        self.heading("Reader's note")?;
        self.paragraph("", if annotation.marked { "Marked." } else { "" })?;
        self.paragraph("", &annotation.note)
    }

    /// Topics, level, confidence, origin, date and id.
    fn colophon(&mut self) -> io::Result<()> {
        let event = self.event;
        let topics: Vec<&str> = event.topics.iter().map(|topic| &*self.chronology.topics[*topic].name).collect();
        let level = event.level.map(|level| format!("level: {}", self.chronology.levels[level].name));
        let topics = if topics.is_empty() { String::new() } else { format!("topics: {}", topics.join(", ")) };
        let confidence = event.confidence.map(|confidence| format!("confidence: {confidence}"));
        let origin =
            self.chronology.shown_layer(self.place).map(|layer| format!("origin: {}, {}", layer.name, layer.title));
        let [level, confidence, origin] = [level, confidence, origin].map(Option::unwrap_or_default);
        self.paragraph("", &joined([&*topics, &level, &confidence, &origin]))?;
        writeln!(self.out, "\n`{}` · `{}`", event.id, event.date.literal())
    }

    fn heading(&mut self, words: &str) -> io::Result<()> {
        writeln!(self.out, "\n### {words}")
    }

    /// A list of one-line items.
    fn list<'a>(&mut self, items: impl Iterator<Item = &'a str>) -> io::Result<()> {
        for (number, item) in items.enumerate() {
            if number == 0 {
                writeln!(self.out)?;
            }
            writeln!(self.out, "- {}", flowed("  ", item))?;
        }
        Ok(())
    }

    /// A text with a blank line before it. An empty one writes nothing.
    fn paragraph(&mut self, indent: &str, text: &str) -> io::Result<()> {
        if text.is_empty() { Ok(()) } else { writeln!(self.out, "\n{indent}{}", flowed(indent, text)) }
    }

    fn quotation(&mut self, indent: &str, excerpt: &str) -> io::Result<()> {
        let indent = format!("{indent}> ");
        writeln!(self.out, "\n{indent}{}", flowed(&indent, excerpt))
    }
}

/// A text whose lines, except the first, begin with `indent`. Line breaks are kept.
fn flowed(indent: &str, text: &str) -> String {
    let lines: Vec<String> = text.lines().map(escaped).collect();
    let blank = format!("\n{}\n{indent}", indent.trim_end());
    let paragraphs = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
    let paragraphs: Vec<String> = paragraphs.map(|lines| lines.join(&format!("\\\n{indent}"))).collect();
    paragraphs.join(&blank)
}

/// One line of text without markup.
fn escaped(line: &str) -> String {
    let line = line.trim();
    let mut escaped = String::with_capacity(line.len());
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (place, character) in line.char_indices() {
        let anywhere =
            matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' | '~' | '|' | '$' | '^');
        let at_start = place == 0 && matches!(character, '+' | '-' | '=' | ':');
        let after_number = place > 0 && place == digits && matches!(character, '.' | ')');
        if anywhere || at_start || after_number {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// An address for use between `<` and `>`, where a blank or an angle bracket would end it.
fn address(url: &str) -> String {
    url.replace(' ', "%20").replace('<', "%3C").replace('>', "%3E")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_markdown_are_escaped() {
        assert_eq!(
            escaped("*a* [b](c) <d> `e` _f_ &amp; #g"),
            "\\*a\\* \\[b\\](c) \\<d\\> \\`e\\` \\_f\\_ \\&amp; \\#g"
        );
    }

    #[test]
    fn what_would_begin_a_list_or_a_rule_is_text() {
        for (text, written) in
            [("- a", "\\- a"), ("2003. A year", "2003\\. A year"), ("1) a", "1\\) a"), ("===", "\\===")]
        {
            assert_eq!(escaped(text), written);
        }
        assert_eq!(escaped("9–12 January, 3.5 per cent - about"), "9–12 January, 3.5 per cent - about");
    }

    #[test]
    fn lines_and_paragraphs_of_a_quotation_stay_in_it() {
        assert_eq!(flowed("> ", "one\ntwo\n\n- three"), "one\\\n> two\n>\n> \\- three");
    }
}
