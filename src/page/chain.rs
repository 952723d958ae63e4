//! The chain of an event as a small tree: what led to it is above, what followed from it below.
//!
//! Each line gives the relation of its event to the one that it is connected to, in the words of the links. The screen
//! draws the connections; print shows them by indentation.

use summits_chronology::chronology::{Branch, Chain};

use super::dates::date_words;
use super::events::titled;
use super::lines::Tone;
use super::setting::Medium;
use super::sheet::{Paragraph, Prefix};
use super::writer::EventWriter;

/// The indentation of a step below its parent, in print.
const INDENT: usize = 3;

/// A step of the chain, in the order of the tree's lines.
struct TreeRow {
    /// Its position among the steps of its branch.
    step: usize,
    /// For each step on the way to it, itself last: whether it is the farthest from the event among its siblings, so
    /// that the line that connects these ends there.
    ends: Vec<bool>,
}

impl EventWriter<'_> {
    pub(super) fn chain(&mut self, chain: &Chain) {
        if self.medium == Medium::Speech {
            return self.say_chain(chain);
        }
        let further = chain.before.further + chain.after.further;
        self.heading("Chain", Some(chain.before.steps.len() + chain.after.steps.len() + further + 1));
        self.more(&chain.before, "earlier");
        let mut rows = tree_rows(&chain.before, true);
        rows.reverse();
        for row in rows {
            self.step(&chain.before, &row, ["┌", "├"]);
        }
        let date = date_words(&self.event.date);
        let this = Paragraph::new(&date, Tone::Fact).with("  ", Tone::Quiet);
        let this = this.with(&self.event.title, Tone::Title);
        let mark = match self.medium {
            Medium::Screen => "▌",
            Medium::Print | Medium::Speech => " this event  ",
        };
        self.sheet.paragraph(&Prefix::hanging(Paragraph::new(mark, Tone::Title)), &this);
        for row in tree_rows(&chain.after, false) {
            self.step(&chain.after, &row, ["└", "├"]);
        }
        self.more(&chain.after, "later");
    }

    fn step(&mut self, branch: &Branch, row: &TreeRow, [end, middle]: [&str; 2]) {
        let step = &branch.steps[row.step];
        let above = end == "┌";
        let mut first = String::new();
        let mut rest = String::new();
        for (depth, ends) in row.ends.iter().enumerate() {
            let own = depth + 1 == row.ends.len();
            let stroke = match (own, *ends) {
                (true, true) => end,
                (true, false) => middle,
                (false, true) => " ",
                (false, false) => "│",
            };
            // Above the event every step is connected to the line below; below the event only a step with later
            // siblings is.
            let goes_on = if own { above || !ends } else { !ends };
            first.push_str(&format!(" {stroke} "));
            rest.push_str(if goes_on { " │ " } else { "   " });
        }
        if self.medium == Medium::Print {
            first = " ".repeat(1 + INDENT * row.ends.len());
            rest.clone_from(&first);
        }
        // Further lines of a title are indented, so that they do not look like steps.
        rest.push_str("  ");
        let prefix = Prefix::new(Paragraph::new(&first, Tone::Quiet), Paragraph::new(&rest, Tone::Quiet));
        let relation = step.relations.join(", ");
        let date = date_words(&self.chronology[step.event].date);
        let line =
            Paragraph::new(&format!("{relation}  "), Tone::Quiet).with(&date, Tone::Fact).with("  ", Tone::Quiet);
        // The relation of a more distant step is not one to the event of the page.
        let role = if step.distance == 1 { &relation } else { "chain" };
        self.sheet.paragraph(&prefix, &titled(line, self.chronology, step.event, role));
    }

    /// The chain in speech: for each event its distance in steps and the direction. Events at distance 1 are among the
    /// links.
    fn say_chain(&mut self, chain: &Chain) {
        let distant = |branch: &Branch| branch.steps.iter().filter(|step| step.distance > 1).count() + branch.further;
        self.heading("Further in the chain", Some(distant(&chain.before) + distant(&chain.after)));
        self.more(&chain.before, "earlier");
        let mut before = tree_rows(&chain.before, true);
        before.reverse();
        self.say_steps(&chain.before, &before, "back");
        self.say_steps(&chain.after, &tree_rows(&chain.after, false), "forward");
        self.more(&chain.after, "later");
    }

    fn say_steps(&mut self, branch: &Branch, rows: &[TreeRow], direction: &str) {
        for step in rows.iter().map(|row| &branch.steps[row.step]).filter(|step| step.distance > 1) {
            let date = self.medium.date_words(&self.chronology[step.event].date);
            let words = format!("{} steps {direction}, {}: {date}: ", step.distance, step.relations.join(", "));
            self.sheet.plain(&titled(Paragraph::new(&words, Tone::Quiet), self.chronology, step.event, "chain"));
        }
    }

    /// `and 24 more`; in speech, which has no above and below, `and 24 more, earlier`.
    fn more(&mut self, branch: &Branch, direction: &str) {
        if branch.further == 0 {
            return;
        }
        let count = match branch.further + branch.steps.len() {
            all if all >= Chain::COUNTED => format!("at least {}", branch.further),
            _ => branch.further.to_string(),
        };
        let words = match self.medium {
            Medium::Screen | Medium::Print => format!("and {count} more"),
            Medium::Speech => format!("and {count} more, {direction}"),
        };
        self.sheet.paragraph(&Prefix::indent(1), &Paragraph::new(&words, Tone::Quiet));
    }
}

/// The steps in the order of a walk from the event. With `upwards` siblings are reversed, so that the lines, read from
/// top to bottom, are in chronological order.
fn tree_rows(branch: &Branch, upwards: bool) -> Vec<TreeRow> {
    let on = |from: Option<usize>| {
        let mut steps: Vec<usize> = (0..branch.steps.len()).filter(|step| branch.steps[*step].from == from).collect();
        // The last is taken first.
        if !upwards {
            steps.reverse();
        }
        steps
    };
    let row = |step: usize, farthest: Option<&usize>, ends: &[bool]| {
        let mut ends = ends.to_vec();
        ends.push(farthest == Some(&step));
        TreeRow { step, ends }
    };
    let waiting = |from: Option<usize>, ends: &[bool]| {
        let steps = on(from);
        steps.iter().map(|step| row(*step, steps.first(), ends)).collect::<Vec<_>>()
    };
    let mut rows = Vec::new();
    let mut stack = waiting(None, &[]);
    while let Some(row) = stack.pop() {
        stack.extend(waiting(Some(row.step), &row.ends));
        rows.push(row);
    }
    rows
}
