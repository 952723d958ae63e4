//! Other events on a page, each a line with a link.

use summits_chronology::chronology::{Chronology, Event, Item, Ref, Status};
use summits_chronology::text;

use super::lines::{Target, Tone};
use super::setting::Medium;
use super::sheet::{Paragraph, Prefix, Sheet};

/// Titles get a column of their own where it can be this wide.
const TITLE_COLUMNS: usize = 40;
/// In a list, wider dates do not widen the column of dates.
const DATE_COLUMNS: usize = 27;

/// A list of other events, each with its relation to the item of the page, its date and its title; in columns where
/// titles have enough room. The relation may be empty.
pub(super) fn write_events(
    chronology: &Chronology,
    medium: Medium,
    sheet: &mut Sheet<'_>,
    events: &[(&str, Ref<Event>)],
) {
    let dates: Vec<String> =
        events.iter().map(|(_, reference)| medium.date_words(&chronology[*reference].date)).collect();
    if medium == Medium::Speech {
        for ((relation, reference), date) in events.iter().zip(dates) {
            let (before, role) = if relation.is_empty() { ("", "event") } else { (": ", *relation) };
            let line = Paragraph::new(&format!("{relation}{before}{date}: "), Tone::Quiet);
            sheet.plain(&titled(line, chronology, *reference, role));
        }
        return;
    }
    let relation_width = events.iter().map(|(relation, _)| text::width(relation)).max().unwrap_or(0);
    let relation_width = if relation_width == 0 { 1 } else { relation_width + 3 };
    let widest = dates.iter().map(|date| text::width(date)).max().unwrap_or(0) + 2;
    let fits = |date_width: usize| sheet.columns() >= relation_width + date_width + TITLE_COLUMNS;
    // In a long list a few long dates do not prevent columns for the others.
    let usual =
        dates.iter().map(|date| text::width(date)).filter(|width| *width <= DATE_COLUMNS).max().unwrap_or(0) + 2;
    let is_list = events.iter().all(|(relation, _)| relation.is_empty());
    let date_width = if fits(widest) || !is_list { widest } else { usual };
    let room = fits(date_width);
    for ((relation, reference), date) in events.iter().zip(dates) {
        let mut prefix = Paragraph::new(&format!(" {relation}"), Tone::Quiet).padded(relation_width);
        let mut line = Paragraph::default();
        if room && text::width(&date) + 2 <= date_width {
            prefix = prefix.with(&date, Tone::Fact).padded(relation_width + date_width);
        } else {
            line = line.with(&date, Tone::Fact).with("  ", Tone::Quiet);
        }
        let role = if relation.is_empty() { "event" } else { relation };
        // Where the date has no column, further lines of the title are indented, so that the next event is easy to
        // find.
        let prefix = match (relation.is_empty(), line.is_empty()) {
            (true, false) => Prefix::new(prefix.clone(), prefix.with("  ", Tone::Quiet)),
            _ => Prefix::hanging(prefix),
        };
        let indent = Prefix::indent(prefix.width());
        sheet.paragraph(&prefix, &titled(line, chronology, *reference, role));
        if medium == Medium::Print {
            sheet.unbroken(&indent, &Paragraph::new(&chronology[*reference].id, Tone::Quiet));
        }
    }
}

/// A line with the title of another event appended, and the status of one that was not held.
pub(super) fn titled(line: Paragraph, chronology: &Chronology, reference: Ref<Event>, role: &str) -> Paragraph {
    let event = &chronology[reference];
    let line = line.link(&event.title, Tone::Link, Target::Item(Item::Event(reference)), role);
    if event.status == Status::Held { line } else { line.with(&format!(" ({})", event.status), Tone::Doubt) }
}
