//! Text: whole pages for a terminal, a printer or an e-mail. [`page`](crate::page) decides on the content; this file
//! writes its lines, with or without styles.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use summits_chronology::chronology::{Chronology, Event, Item, Ref};

use crate::page::{ItemEvents, Line, Page, Span, Tone};

/// How text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper {
    /// The width of a line. Only an address or an id can be longer.
    pub columns: usize,
    /// Whether titles, quotations and differences are styled.
    pub styled: bool,
    /// Whether it is for a screen reader or a braille display: one line per paragraph, and nothing drawn.
    pub spoken: bool,
}

impl Paper {
    /// For a pipe or a file: 100 columns, no styles.
    pub const PLAIN: Self = Self { columns: 100, styled: false, spoken: false };
    /// Longer lines are hard to read, however wide the terminal.
    pub const WIDEST: usize = 120;
}

/// Writes the events in full, separated by a rule; for a screen reader, by a blank line.
///
/// # Errors
///
/// `out` cannot be written.
pub fn write(
    chronology: &Chronology,
    events: impl Iterator<Item = Ref<Event>>,
    paper: Paper,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (number, event) in events.enumerate() {
        if number > 0 {
            if paper.spoken {
                writeln!(out)?;
            } else {
                writeln!(out, "\n{}\n", "─".repeat(paper.columns))?;
            }
        }
        write_event(chronology, event, paper, out)?;
    }
    Ok(())
}

/// Writes one event in full.
///
/// # Errors
///
/// `out` cannot be written.
pub fn write_event(chronology: &Chronology, event: Ref<Event>, paper: Paper, out: &mut dyn Write) -> io::Result<()> {
    let page = match paper.spoken {
        true => Page::spoken(chronology, Item::Event(event), &ItemEvents::default()),
        false => Page::printed(chronology, event, paper.columns),
    };
    write_page(&page, paper, out)
}

/// Writes the page of a person, a place or a document; of an event, as [`write_event`] does.
///
/// # Errors
///
/// `out` cannot be written.
pub fn write_item(
    chronology: &Chronology,
    item: Item,
    item_events: &ItemEvents,
    paper: Paper,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = match paper.spoken {
        true => Page::spoken(chronology, item, item_events),
        false => Page::printed_item(chronology, item, item_events, paper.columns),
    };
    write_page(&page, paper, out)
}

/// Writes the comparison of the sides' documents on an event, side by side if the paper is wide enough.
///
/// # Errors
///
/// `out` cannot be written.
pub fn write_comparison(
    chronology: &Chronology,
    event: Ref<Event>,
    paper: Paper,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = match paper.spoken {
        true => Page::spoken_comparison(chronology, event),
        false => Page::compared(chronology, event, paper.columns),
    };
    write_page(&page, paper, out)
}

fn write_page(page: &Page, paper: Paper, out: &mut dyn Write) -> io::Result<()> {
    if !paper.styled {
        return out.write_all(page.plain().as_bytes());
    }
    page.lines.iter().try_for_each(|line| writeln!(out, "{}", rendered(line, true)))
}

/// A line as text without trailing blanks, with or without styles.
#[must_use]
pub fn rendered(line: &Line, styled: bool) -> String {
    let mut rendered = String::new();
    let end = line.iter().rposition(|span| !span.text.trim_end_matches(' ').is_empty()).map_or(0, |last| last + 1);
    for (place, Span { text, tone, .. }) in line[..end].iter().enumerate() {
        let text = if place + 1 == end { text.trim_end_matches(' ') } else { text };
        let style = if styled { style(*tone) } else { Style::new() };
        rendered.push_str(&format!("{style}{text}{style:#}"));
    }
    rendered
}

/// The style of a tone: few of the terminal's own colours, because most of a page is text.
fn style(tone: Tone) -> Style {
    match tone {
        Tone::Title | Tone::Heading | Tone::Country(_) => Style::new().bold(),
        Tone::QuoteMark => AnsiColor::Cyan.on_default(),
        Tone::Difference | Tone::Doubt => AnsiColor::Yellow.on_default(),
        Tone::Link => Style::new().underline(),
        Tone::Quiet | Tone::Number => Style::new().dimmed(),
        Tone::Fact | Tone::Body | Tone::Native | Tone::Quote | Tone::Source => Style::new(),
    }
}
