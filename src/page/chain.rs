//! The chain that an event stands in, as a small tree: what led to it above, what came of it below.
//!
//! Every line says what the event that it hangs on is to it, in the words of the links. On the screen strokes show what
//! hangs on what; in print, and to whoever cannot see strokes, the indentation says the same.

use summits_chronology::chronology::{Branch, Chain};

use super::facts::date_words;
use super::relations::titled;
use super::sheet::{Lead, Paragraph};
use super::{Medium, Tone, Writer};

/// How far a step is set in from the one that it hangs on.
const INDENT: usize = 3;

/// Where a step of the chain stands in the tree.
struct Row {
    /// Its place among the steps of its branch.
    step: usize,
    /// For each step on the way to it, itself last: whether it is the one farthest from the event among its siblings, so
    /// that its stroke ends there.
    ends: Vec<bool>,
}

impl Writer<'_> {
    /// The tree of a chain.
    pub(super) fn chain(&mut self, chain: &Chain) {
        if self.medium == Medium::Speech {
            return self.say_chain(chain);
        }
        let further = chain.before.further + chain.after.further;
        self.heading("Chain", Some(chain.before.steps.len() + chain.after.steps.len() + further + 1));
        self.further(&chain.before, "further back");
        let mut rows = hanging(&chain.before, true);
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
        self.sheet.paragraph(&Lead::hanging(Paragraph::new(mark, Tone::Title)), &this);
        for row in hanging(&chain.after, false) {
            self.step(&chain.after, &row, ["└", "├"]);
        }
        self.further(&chain.after, "further on");
    }

    fn step(&mut self, branch: &Branch, row: &Row, [end, middle]: [&str; 2]) {
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
            // Above the event the stroke leads down from every step, below it only from those that others follow.
            let goes_on = if own { above || !ends } else { !ends };
            first.push_str(&format!(" {stroke} "));
            rest.push_str(if goes_on { " │ " } else { "   " });
        }
        if self.medium == Medium::Print {
            first = " ".repeat(1 + INDENT * row.ends.len());
            rest.clone_from(&first);
        }
        // What goes on in the next line is no step of its own.
        rest.push_str("  ");
        let lead = Lead::new(Paragraph::new(&first, Tone::Quiet), Paragraph::new(&rest, Tone::Quiet));
        let relation = step.relations.join(", ");
        let date = date_words(&self.chronology[step.event].date);
        let line =
            Paragraph::new(&format!("{relation}  "), Tone::Quiet).with(&date, Tone::Fact).with("  ", Tone::Quiet);
        // The relation of a step further off is not one to the event of the page.
        let role = if step.distance == 1 { &relation } else { "chain" };
        self.sheet.paragraph(&lead, &titled(line, self.chronology, step.event, role));
    }

    /// The chain for the ear, which a tree tells nothing: how many steps off, and in which direction. What is one step off
    /// was said among the links.
    fn say_chain(&mut self, chain: &Chain) {
        let further_off =
            |branch: &Branch| branch.steps.iter().filter(|step| step.distance > 1).count() + branch.further;
        self.heading("Further in the chain", Some(further_off(&chain.before) + further_off(&chain.after)));
        self.further(&chain.before, "further back");
        let mut before = hanging(&chain.before, true);
        before.reverse();
        self.say_steps(&chain.before, &before, "back");
        self.say_steps(&chain.after, &hanging(&chain.after, false), "on");
        self.further(&chain.after, "further on");
    }

    fn say_steps(&mut self, branch: &Branch, rows: &[Row], whither: &str) {
        for step in rows.iter().map(|row| &branch.steps[row.step]).filter(|step| step.distance > 1) {
            let date = self.medium.date_words(&self.chronology[step.event].date);
            let words = format!("{} steps {whither}, {}: {date}: ", step.distance, step.relations.join(", "));
            self.sheet.plain(&titled(Paragraph::new(&words, Tone::Quiet), self.chronology, step.event, "chain"));
        }
    }

    /// `and 24 more, further back`.
    fn further(&mut self, branch: &Branch, whither: &str) {
        if branch.further == 0 {
            return;
        }
        let count = match branch.further + branch.steps.len() {
            all if all >= Chain::COUNTED => format!("at least {}", branch.further),
            _ => branch.further.to_string(),
        };
        let words = format!("and {count} more, {whither}");
        self.sheet.paragraph(&Lead::indent(1), &Paragraph::new(&words, Tone::Quiet));
    }
}

/// The steps in the order in which they are met on the way from the event. `upwards` turns siblings about, so that what is
/// read from top to bottom stands in the order of time.
fn hanging(branch: &Branch, upwards: bool) -> Vec<Row> {
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
        Row { step, ends }
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
