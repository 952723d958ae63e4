//! The sheet: paragraphs in, lines out.
//!
//! A paragraph is one text made of runs. It is wrapped as a whole and searched as a whole, so that a phrase that is broken
//! over two lines, or over two runs, is marked all the same. A run that is drawn rather than read (the mark of a quotation,
//! the dot between two facts, the blanks of a column) carries what is said instead: on a spoken sheet a paragraph is one
//! line of words.

use std::ops::Range;

use summits_chronology::text;

use super::{Line, Medium, Page, Setting, Span, Stop, Target, Tone};

/// Behind a lead at least so many columns are left for the text; where they are not, the lead joins the text.
const LEAST_COLUMNS: usize = 10;

/// A text made of runs.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    text: String,
    runs: Vec<Run>,
}

#[derive(Debug, Clone)]
struct Run {
    end: usize,
    tone: Tone,
    target: Option<Target>,
    /// What the target is to the page, where it can be chosen with the keyboard.
    role: Option<Box<str>>,
    /// What is said for it, where that is not what is written.
    said: Option<Box<str>>,
}

impl Paragraph {
    pub(super) fn new(words: &str, tone: Tone) -> Self {
        Self::default().with(words, tone)
    }

    pub(super) fn with(self, words: &str, tone: Tone) -> Self {
        self.run(words, tone, None, None)
    }

    /// Something that is drawn, and what is said for it.
    pub(super) fn drawn(self, words: &str, tone: Tone, said: &str) -> Self {
        let mut drawn = self.run(words, tone, None, None);
        if let Some(run) = drawn.runs.last_mut() {
            run.said = Some(said.into());
        }
        drawn
    }

    /// Words that lead somewhere. `role` says what the target is to the page: *before*, *implements*, *person*.
    pub(super) fn link(self, words: &str, tone: Tone, target: Target, role: &str) -> Self {
        self.run(words, tone, Some(target), Some(role.into()))
    }

    /// Words that lead somewhere by a click only.
    pub(super) fn clicked(self, words: &str, tone: Tone, target: Target) -> Self {
        self.run(words, tone, Some(target), None)
    }

    /// The paragraph with `words` behind it, set off by a dot where something stands before.
    pub(super) fn then(self, words: &str, tone: Tone) -> Self {
        if words.is_empty() {
            return self;
        }
        let before = if self.is_empty() { self } else { self.drawn(" · ", Tone::Quiet, ", ") };
        before.with(words, tone)
    }

    pub(super) fn joined(mut self, other: Self) -> Self {
        let offset = self.text.len();
        self.text.push_str(&other.text);
        self.runs.extend(other.runs.into_iter().map(|run| Run { end: run.end + offset, ..run }));
        self
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn width(&self) -> usize {
        text::width(&self.text)
    }

    /// The paragraph without the blanks at its ends.
    fn trimmed(&self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        let text = self.text.trim().to_owned();
        let end = |run: &Run| run.end.saturating_sub(start).min(text.len());
        let runs = self.runs.iter().map(|run| Run { end: end(run), ..run.clone() }).collect();
        Self { text, runs }
    }

    fn run(mut self, words: &str, tone: Tone, target: Option<Target>, role: Option<Box<str>>) -> Self {
        // A line feed in a text from a file is a blank here: the layout alone decides where lines end.
        for (place, line) in words.split('\n').enumerate() {
            if place > 0 {
                self.text.push(' ');
            }
            self.text.push_str(line);
        }
        self.runs.push(Run { end: self.text.len(), tone, target, role, said: None });
        self
    }

    /// The paragraph in the words that are said for it.
    pub(super) fn said(&self) -> Self {
        let mut start = 0;
        self.runs.iter().fold(Self::default(), |said, run| {
            let words = run.said.as_deref().unwrap_or(&self.text[start..run.end]);
            start = run.end;
            said.run(words, run.tone, run.target, run.role.clone())
        })
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The spans of a stretch of the text, cut where the tone changes and where a marked word begins or ends. `stops` has
    /// the number of the stop that each run is.
    fn spans(&self, stretch: Range<usize>, marked: &[Range<usize>], stops: &[Option<usize>]) -> Line {
        let mut line = Line::new();
        let mut start = stretch.start;
        while start < stretch.end {
            // A long text can have many runs and many marks; both stand in order.
            let place = self.runs.partition_point(|run| run.end <= start);
            let (Some(run), stop) = (self.runs.get(place), stops.get(place).copied().flatten()) else { break };
            let mark = marked.get(marked.partition_point(|mark| mark.end <= start));
            let matched = mark.is_some_and(|mark| mark.start <= start);
            let edge = mark.map_or(stretch.end, |mark| if matched { mark.end } else { mark.start });
            let end = run.end.min(edge).min(stretch.end);
            let text = self.text[start..end].to_owned();
            line.push(Span { text, tone: run.tone, target: run.target, stop, matched });
            start = end;
        }
        line
    }
}

/// What stands before a paragraph: on its first line, and on those that follow.
#[derive(Debug, Clone, Default)]
pub(super) struct Lead {
    first: Paragraph,
    rest: Paragraph,
}

impl Lead {
    /// Blanks.
    pub(super) fn indent(columns: usize) -> Self {
        let blanks = Paragraph::default().drawn(&" ".repeat(columns), Tone::Body, "");
        Self { first: blanks.clone(), rest: blanks }
    }

    /// Words on the first line, and blanks as wide below.
    pub(super) fn hanging(words: Paragraph) -> Self {
        let rest = Self::indent(words.width()).rest;
        Self { first: words, rest }
    }

    /// Words on the first line, and other words below.
    pub(super) fn new(first: Paragraph, rest: Paragraph) -> Self {
        Self { first, rest }
    }

    /// The mark of a quotation on every line.
    pub(super) fn quotation(indent: usize) -> Self {
        let mark = Self::indent(indent).first.drawn("▎ ", Tone::QuoteMark, "Quotation: ");
        Self { first: mark.clone(), rest: mark }
    }

    pub(super) fn width(&self) -> usize {
        self.first.width().max(self.rest.width())
    }
}

/// Where a page is written, from top to bottom.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    columns: usize,
    needles: &'a [String],
    /// Whether it is to be heard: a paragraph is a line, in the words that are said, and nothing is blank.
    spoken: bool,
    lines: Vec<Line>,
    matches: Vec<usize>,
    stops: Vec<Stop>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(columns: usize, needles: &'a [String]) -> Self {
        Self { columns, needles, spoken: false, lines: Vec::new(), matches: Vec::new(), stops: Vec::new() }
    }

    /// The sheet for a medium. In speech no line ends before its paragraph does.
    pub(super) fn of(medium: Medium, setting: &Setting<'a>) -> Self {
        match medium {
            Medium::Screen | Medium::Print => Self::new(setting.columns, setting.needles),
            Medium::Speech => Self { spoken: true, ..Self::new(usize::MAX, &[]) },
        }
    }

    /// The page, which does not end in a blank line. It does not know of documents: whoever wrote them does.
    pub(super) fn finish(mut self) -> Page {
        while self.lines.last().is_some_and(Vec::is_empty) {
            self.lines.pop();
        }
        Page { lines: self.lines, documents: Vec::new(), matches: self.matches, stops: self.stops }
    }

    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// The number of the line that is written next.
    pub(super) fn next_line(&self) -> usize {
        self.lines.len()
    }

    /// A blank line, unless the page begins here or the line above is blank.
    pub(super) fn blank(&mut self) {
        if !self.spoken && self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(Line::new());
        }
    }

    /// A heading below a blank line, with the number of things under it where there is one.
    pub(super) fn heading(&mut self, words: &str, count: Option<usize>) {
        let heading = Paragraph::new(words, Tone::Heading);
        let heading = match count {
            Some(count) => heading.drawn(&format!(" {count}"), Tone::Number, &format!(": {count}")),
            None => heading,
        };
        self.blank();
        self.plain(&heading);
    }

    /// A paragraph without a lead.
    pub(super) fn plain(&mut self, paragraph: &Paragraph) {
        self.paragraph(&Lead::default(), paragraph);
    }

    /// A paragraph behind a lead. Where the sheet is too narrow for both, the words of the lead come first in the text.
    pub(super) fn paragraph(&mut self, lead: &Lead, paragraph: &Paragraph) {
        if paragraph.is_empty() {
            return;
        }
        let room = self.columns.saturating_sub(lead.width());
        if lead.width() > 0 && room < LEAST_COLUMNS {
            let words = lead.first.trimmed();
            let whole = if words.is_empty() { words } else { words.with(" ", Tone::Body) };
            let whole = whole.joined(paragraph.clone());
            let stretches = text::wrap(&whole.text, self.columns);
            return self.lines_of(&Lead::default(), &whole, stretches);
        }
        self.lines_of(lead, paragraph, text::wrap(&paragraph.text, room));
    }

    /// A web address, broken at its strokes rather than at its hyphens.
    pub(super) fn address(&mut self, lead: &Lead, paragraph: &Paragraph) {
        let room = self.columns.saturating_sub(lead.width());
        if room < LEAST_COLUMNS {
            return self.paragraph(lead, paragraph);
        }
        self.lines_of(lead, paragraph, wrap_address(&paragraph.text, room));
    }

    /// A line that is never broken, however long.
    pub(super) fn unbroken(&mut self, lead: &Lead, paragraph: &Paragraph) {
        let whole = 0..paragraph.text.len();
        self.lines_of(lead, paragraph, vec![whole]);
    }

    fn lines_of(&mut self, lead: &Lead, paragraph: &Paragraph, stretches: Vec<Range<usize>>) {
        if self.spoken {
            let said = lead.first.clone().joined(paragraph.clone()).said();
            let whole = 0..said.text.len();
            return self.write_lines(&Lead::default(), &said, vec![whole]);
        }
        self.write_lines(lead, paragraph, stretches);
    }

    fn write_lines(&mut self, lead: &Lead, paragraph: &Paragraph, stretches: Vec<Range<usize>>) {
        let marked = self.marked(&paragraph.text);
        let of_lead = self.stops_of(&lead.first);
        let stops = self.stops_of(paragraph);
        for (number, stretch) in stretches.into_iter().enumerate() {
            let (edge, of_edge) = if number == 0 { (&lead.first, of_lead.as_slice()) } else { (&lead.rest, &[][..]) };
            let mut line = edge.spans(0..edge.text.len(), &[], of_edge);
            line.extend(paragraph.spans(stretch, &marked, &stops));
            if line.iter().any(|span| span.matched) {
                self.matches.push(self.lines.len());
            }
            for stop in line.iter().filter_map(|span| span.stop) {
                let lines = &mut self.stops[stop].lines;
                let start = if lines.start == lines.end { self.lines.len() } else { lines.start };
                *lines = start..self.lines.len() + 1;
            }
            self.lines.push(line);
        }
    }

    /// Numbers the stops of a paragraph that is written next.
    fn stops_of(&mut self, paragraph: &Paragraph) -> Vec<Option<usize>> {
        let here = self.lines.len();
        let runs = paragraph.runs.iter();
        let numbered = runs.map(|run| {
            let (target, role) = (run.target?, run.role.clone()?);
            self.stops.push(Stop { target, role, lines: here..here });
            Some(self.stops.len() - 1)
        });
        numbered.collect()
    }

    /// Where the words of the query stand in a text: in order, and none overlapping.
    fn marked(&self, words: &str) -> Vec<Range<usize>> {
        if self.needles.is_empty() {
            return Vec::new();
        }
        // Finding the place is slow and most paragraphs have none, so each is asked first whether it has one.
        let folded = text::fold(words);
        let there = self.needles.iter().filter(|needle| folded.contains(needle.as_str()));
        let mut ranges: Vec<Range<usize>> = there.flat_map(|needle| text::find_folded(words, needle)).collect();
        ranges.sort_by_key(|range| range.start);
        let mut apart: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match apart.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => apart.push(range),
            }
        }
        apart
    }
}

/// The lines of an address: as many of its parts on a line as fit, and parts that are longer than a line broken anywhere.
fn wrap_address(address: &str, columns: usize) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for part in address.split_inclusive(['/', '?', '&']) {
        let end = start + part.len();
        match lines.last_mut() {
            Some(line) if text::width(&address[line.start..end]) <= columns => line.end = end,
            _ => {
                lines.extend(text::wrap(part, columns).into_iter().map(|piece| start + piece.start..start + piece.end))
            },
        }
        start = end;
    }
    lines
}
