//! The sheet: paragraphs in, lines out.
//!
//! A paragraph is one text made of runs. It is wrapped and searched as a whole, so that a phrase is marked even if it
//! spans two lines or two runs. A run that is drawn rather than read (the mark of a quotation, the dot between two
//! facts, the blanks of a column) has a text to be spoken instead. On a sheet for speech a paragraph is one line of
//! words.

use std::ops::Range;

use summits_chronology::text;

use super::lines::{FocusableLink, Line, Page, Span, Target, Tone};
use super::setting::{Medium, Setting};

/// Where a prefix would leave fewer columns than this, it becomes a part of the text.
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
    /// [`FocusableLink::role`], where the keyboard can choose the link.
    role: Option<Box<str>>,
    /// What is spoken, where that differs from what is written.
    spoken: Option<Box<str>>,
}

impl Paragraph {
    pub(super) fn new(words: &str, tone: Tone) -> Self {
        Self::default().with(words, tone)
    }

    pub(super) fn with(self, words: &str, tone: Tone) -> Self {
        self.run(words, tone, None, None)
    }

    /// Appends something that is drawn, and what is spoken instead.
    pub(super) fn drawn(self, words: &str, tone: Tone, spoken: &str) -> Self {
        let mut drawn = self.run(words, tone, None, None);
        if let Some(run) = drawn.runs.last_mut() {
            run.spoken = Some(spoken.into());
        }
        drawn
    }

    /// Appends a link that the keyboard can choose; `role` as in [`FocusableLink`].
    pub(super) fn link(self, words: &str, tone: Tone, target: Target, role: &str) -> Self {
        self.run(words, tone, Some(target), Some(role.into()))
    }

    /// Appends a link that only a click can choose.
    pub(super) fn clicked(self, words: &str, tone: Tone, target: Target) -> Self {
        self.run(words, tone, Some(target), None)
    }

    /// Appends words, after a dot unless the paragraph is empty. Empty words add nothing.
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

    fn trimmed(&self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        let text = self.text.trim().to_owned();
        let end = |run: &Run| run.end.saturating_sub(start).min(text.len());
        let runs = self.runs.iter().map(|run| Run { end: end(run), ..run.clone() }).collect();
        Self { text, runs }
    }

    fn run(mut self, words: &str, tone: Tone, target: Option<Target>, role: Option<Box<str>>) -> Self {
        // The layout alone decides where lines end: a line feed in a text from a file becomes a blank.
        for (number, line) in words.split('\n').enumerate() {
            if number > 0 {
                self.text.push(' ');
            }
            self.text.push_str(line);
        }
        self.runs.push(Run { end: self.text.len(), tone, target, role, spoken: None });
        self
    }

    /// The paragraph, filled with blanks up to this width.
    pub(super) fn padded(self, columns: usize) -> Self {
        let blanks = columns.saturating_sub(self.width());
        self.drawn(&" ".repeat(blanks), Tone::Quiet, "")
    }

    /// The paragraph as it is spoken.
    pub(super) fn spoken(&self) -> Self {
        let mut start = 0;
        self.runs.iter().fold(Self::default(), |spoken, run| {
            let words = run.spoken.as_deref().unwrap_or(&self.text[start..run.end]);
            start = run.end;
            spoken.run(words, run.tone, run.target, run.role.clone())
        })
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The spans of a range of the text, cut where the tone changes and where a marked word begins or ends. `links` has
    /// the link of each run.
    fn spans(&self, range: Range<usize>, marked: &[Range<usize>], links: &[Option<usize>]) -> Line {
        let mut line = Line::new();
        let mut start = range.start;
        while start < range.end {
            // Bisection, as a long text can have many runs and many marks. Both are in order.
            let position = self.runs.partition_point(|run| run.end <= start);
            let (Some(run), link) = (self.runs.get(position), links.get(position).copied().flatten()) else { break };
            let mark = marked.get(marked.partition_point(|mark| mark.end <= start));
            let matched = mark.is_some_and(|mark| mark.start <= start);
            let edge = mark.map_or(range.end, |mark| if matched { mark.end } else { mark.start });
            let end = run.end.min(edge).min(range.end);
            let text = self.text[start..end].to_owned();
            line.push(Span { text, tone: run.tone, target: run.target, link, matched });
            start = end;
        }
        line
    }
}

/// What precedes a paragraph on its first line and on the others.
#[derive(Debug, Clone, Default)]
pub(super) struct Prefix {
    first: Paragraph,
    rest: Paragraph,
}

impl Prefix {
    /// Blanks.
    pub(super) fn indent(columns: usize) -> Self {
        let blanks = Paragraph::default().drawn(&" ".repeat(columns), Tone::Body, "");
        Self { first: blanks.clone(), rest: blanks }
    }

    /// Words on the first line, blanks of the same width on the others.
    pub(super) fn hanging(words: Paragraph) -> Self {
        let rest = Self::indent(words.width()).rest;
        Self { first: words, rest }
    }

    pub(super) fn new(first: Paragraph, rest: Paragraph) -> Self {
        Self { first, rest }
    }

    /// The mark of a quotation on every line.
    pub(super) fn quotation(indent: usize) -> Self {
        let mark = Self::indent(indent).first.drawn("▎ ", Tone::QuoteMark, "Quotation: ");
        Self { first: mark.clone(), rest: mark }
    }

    /// The label of a line of details: `Topics`.
    pub(super) fn label(label: &str) -> Self {
        Self::hanging(Paragraph::default().drawn(&format!("{label:<12}"), Tone::Quiet, &format!("{label}: ")))
    }

    pub(super) fn width(&self) -> usize {
        self.first.width().max(self.rest.width())
    }
}

/// Builds a page from top to bottom.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    columns: usize,
    needles: &'a [String],
    /// Whether it is for speech: a paragraph is one line, and no line is blank.
    spoken: bool,
    lines: Vec<Line>,
    matches: Vec<usize>,
    links: Vec<FocusableLink>,
}

impl<'a> Sheet<'a> {
    fn new(columns: usize, needles: &'a [String]) -> Self {
        Self { columns, needles, spoken: false, lines: Vec::new(), matches: Vec::new(), links: Vec::new() }
    }

    pub(super) fn for_medium(medium: Medium, setting: &Setting<'a>) -> Self {
        match medium {
            Medium::Screen | Medium::Print => Self::new(setting.columns, setting.needles),
            Medium::Speech => Self { spoken: true, ..Self::new(usize::MAX, &[]) },
        }
    }

    /// The page, without blank lines at its end. Its list of documents is left to the caller.
    pub(super) fn finish(mut self) -> Page {
        while self.lines.last().is_some_and(Vec::is_empty) {
            self.lines.pop();
        }
        Page { lines: self.lines, documents: Vec::new(), matches: self.matches, links: self.links }
    }

    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// The number of the next line.
    pub(super) fn next_line(&self) -> usize {
        self.lines.len()
    }

    /// A blank line, unless the page is empty or the line above is blank.
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

    pub(super) fn plain(&mut self, paragraph: &Paragraph) {
        self.paragraph(&Prefix::default(), paragraph);
    }

    /// A paragraph with a prefix. Where the sheet is too narrow for both, the prefix becomes a part of the text.
    pub(super) fn paragraph(&mut self, prefix: &Prefix, paragraph: &Paragraph) {
        if paragraph.is_empty() {
            return;
        }
        let room = self.columns.saturating_sub(prefix.width());
        if prefix.width() > 0 && room < LEAST_COLUMNS {
            let words = prefix.first.trimmed();
            let whole = if words.is_empty() { words } else { words.with(" ", Tone::Body) };
            let whole = whole.joined(paragraph.clone());
            let ranges = text::wrap(&whole.text, self.columns);
            return self.lines_of(&Prefix::default(), &whole, ranges);
        }
        self.lines_of(prefix, paragraph, text::wrap(&paragraph.text, room));
    }

    /// A web address, broken at slashes rather than at hyphens.
    pub(super) fn address(&mut self, prefix: &Prefix, paragraph: &Paragraph) {
        let room = self.columns.saturating_sub(prefix.width());
        if room < LEAST_COLUMNS {
            return self.paragraph(prefix, paragraph);
        }
        self.lines_of(prefix, paragraph, wrap_address(&paragraph.text, room));
    }

    /// A paragraph in one line, however long.
    pub(super) fn unbroken(&mut self, prefix: &Prefix, paragraph: &Paragraph) {
        let whole = 0..paragraph.text.len();
        self.lines_of(prefix, paragraph, vec![whole]);
    }

    fn lines_of(&mut self, prefix: &Prefix, paragraph: &Paragraph, ranges: Vec<Range<usize>>) {
        if self.spoken {
            let spoken = prefix.first.clone().joined(paragraph.clone()).spoken();
            let whole = 0..spoken.text.len();
            return self.write_lines(&Prefix::default(), &spoken, vec![whole]);
        }
        self.write_lines(prefix, paragraph, ranges);
    }

    fn write_lines(&mut self, prefix: &Prefix, paragraph: &Paragraph, ranges: Vec<Range<usize>>) {
        let marked = self.marked(&paragraph.text);
        let links_of_prefix = self.add_links(&prefix.first);
        let links = self.add_links(paragraph);
        for (number, range) in ranges.into_iter().enumerate() {
            let (before, links_before) =
                if number == 0 { (&prefix.first, links_of_prefix.as_slice()) } else { (&prefix.rest, &[][..]) };
            let mut line = before.spans(0..before.text.len(), &[], links_before);
            line.extend(paragraph.spans(range, &marked, &links));
            if line.iter().any(|span| span.matched) {
                self.matches.push(self.lines.len());
            }
            for link in line.iter().filter_map(|span| span.link) {
                let lines = &mut self.links[link].lines;
                let start = if lines.start == lines.end { self.lines.len() } else { lines.start };
                *lines = start..self.lines.len() + 1;
            }
            self.lines.push(line);
        }
    }

    /// Adds the links of a paragraph that is written next. Returns the link of each run.
    fn add_links(&mut self, paragraph: &Paragraph) -> Vec<Option<usize>> {
        let here = self.lines.len();
        let runs = paragraph.runs.iter();
        let numbered = runs.map(|run| {
            let (target, role) = (run.target?, run.role.clone()?);
            self.links.push(FocusableLink { target, role, lines: here..here });
            Some(self.links.len() - 1)
        });
        numbered.collect()
    }

    /// Where the words of the query are in a text: in order, without overlaps.
    fn marked(&self, words: &str) -> Vec<Range<usize>> {
        if self.needles.is_empty() {
            return Vec::new();
        }
        // Finding the position of a match is slow and most paragraphs have none, so this first checks whether there is
        // one.
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

/// The lines of an address: as many parts on a line as fit. Parts that are wider than a line are broken anywhere.
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
