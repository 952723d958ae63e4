//! The text of a file with every mutant in it, switched off. Nothing moves to another line.

use std::ops::Range;

use crate::sites::{Form, Site};

/// A part of the new text, and the mutants that are to blame for what the compiler says about it.
#[derive(Debug)]
pub struct Region {
    pub range: Range<usize>,
    pub mutants: Vec<u32>,
    /// Whether this is a `match` whose arms may be passed over.
    pub is_match: bool,
}

/// The new text of a file, and where in it the mutants are.
pub fn rewrite(text: &str, sites: &[Site]) -> (String, Vec<Region>) {
    let mut writer = Writer { text, new: String::with_capacity(text.len() * 2), regions: Vec::new() };
    writer.stretch(0..text.len(), sites);
    (writer.new, writer.regions)
}

struct Writer<'a> {
    text: &'a str,
    new: String,
    regions: Vec<Region>,
}

impl Writer<'_> {
    /// A stretch of the old text with the sites in it.
    fn stretch(&mut self, range: Range<usize>, sites: &[Site]) {
        let (mut at, mut rest) = (range.start, sites);
        while let Some((site, after)) = rest.split_first() {
            let inner = after.partition_point(|other| other.range.start < site.range.end);
            self.new += &self.text[at..site.range.start];
            self.site(site, &after[..inner]);
            (at, rest) = (site.range.end, &after[inner..]);
        }
        self.new += &self.text[at..range.end];
    }

    fn site(&mut self, site: &Site, inner: &[Site]) {
        let start = self.new.len();
        match site.form {
            Form::Body => self.variants(site, |number, value| format!("if {} {{ return {value}; }} ", is(number))),
            Form::IteratorBody => self.iterator(site, inner),
            Form::Arm => {
                self.new += " if true";
                self.variants(site, |number, _| format!(" && !{}", is(number)));
            },
            Form::Guard => {
                self.variants(site, |number, value| match value {
                    "true" => format!("{} || ", is(number)),
                    _ => String::new(),
                });
                self.variants(site, |number, value| match value {
                    "true" => String::new(),
                    _ => format!("!{} && ", is(number)),
                });
                self.new.push('(');
                self.stretch(site.range.clone(), inner);
                self.new.push(')');
            },
            Form::LetGuard => {
                self.variants(site, |number, _| format!("!{} && ", is(number)));
                self.stretch(site.range.clone(), inner);
            },
            Form::Match => self.stretch(site.range.clone(), inner),
            Form::Expression => {
                self.new.push('(');
                self.variants(site, |number, value| format!("if {} {{ {value} }} else ", is(number)));
                self.new += "{ ";
                self.stretch(site.range.clone(), inner);
                self.new += " })";
            },
        }
        let mutants = site.variants.iter().map(|(number, _)| *number).collect();
        self.regions.push(Region { range: start..self.new.len(), mutants, is_match: site.form == Form::Match });
    }

    /// Every variant of a site, each a region of its own.
    fn variants(&mut self, site: &Site, text: impl Fn(u32, &str) -> String) {
        for (number, value) in &site.variants {
            let start = self.new.len();
            self.new += &text(*number, value);
            if self.new.len() > start {
                self.regions.push(Region { range: start..self.new.len(), mutants: vec![*number], is_match: false });
            }
        }
    }

    /// Each variant is wrapped once more than the one before it, so that all are of one type.
    fn iterator(&mut self, site: &Site, inner: &[Site]) {
        let either = "crate::mutant::Either";
        for (depth, (number, value)) in site.variants.iter().enumerate() {
            let start = self.new.len();
            let (open, close) = (format!("{either}::Original(").repeat(depth), ")".repeat(depth));
            self.new += &format!("if {} {{ return {open}{either}::Mutant({value}){close}; }} ", is(*number));
            self.regions.push(Region { range: start..self.new.len(), mutants: vec![*number], is_match: false });
        }
        let depth = site.variants.len();
        self.new += &format!("{either}::Original(").repeat(depth);
        self.new.push('{');
        self.stretch(site.range.clone(), inner);
        self.new.push('}');
        self.new += &")".repeat(depth);
    }
}

fn is(number: u32) -> String {
    format!("crate::mutant::is({number})")
}
