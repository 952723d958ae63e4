//! Evidence: how well an event is documented, in a few characters. It is computed from the documents, never entered. Only those
//! that bear on the event directly count.

use std::collections::BTreeSet;

use super::country::{Country, CountrySet};
use super::document::{Class, Document, Publisher};
use super::event::{Bearing, Confidence, Event};
use super::register::{Ref, Register};

/// Who documents an event. Each publisher counts once, however many of its documents are cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Support {
    /// Official or state-agency documents of two or more parties: on record from each of them.
    Sides(CountrySet),
    /// Official documents of one party only.
    OneSide(Ref<Country>),
    /// No party's official document, but reported by this many agencies, papers and broadcasters; or, if by none, on record
    /// from this many third parties (international bodies, other states).
    Reported(usize),
    /// Reference works or scholarship only.
    Secondary,
    /// Documents that announce or mention the event, but none of the event itself.
    NotDirect,
    /// No document at all; only events from CSV may have none.
    Nothing,
}

/// The evidence for one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Evidence {
    /// Who documents it.
    pub support: Support,
    /// How many differences between its documents are recorded.
    pub differences: usize,
    /// Whether the editor's confidence is low.
    pub doubtful: bool,
}

impl Evidence {
    /// Computes the evidence for `event` from the registers that it refers to.
    #[must_use]
    pub fn new(event: &Event, documents: &Register<Document>, countries: &Register<Country>) -> Self {
        let direct = || event.citations.iter().filter(|citation| citation.bearing == Bearing::Direct);
        let support = match support(|| direct().map(|citation| &documents[citation.document]), countries) {
            Support::Nothing if !event.citations.is_empty() => Support::NotDirect,
            support => support,
        };
        Self { support, differences: event.differences.len(), doubtful: event.confidence == Some(Confidence::Low) }
    }

    /// The badge: `JR`, `R·`, `n3` or `s`, then `≠2` for two differences and `?` for low confidence.
    #[must_use]
    pub fn badge(&self, countries: &Register<Country>) -> String {
        let mut badge = match self.support {
            Support::Sides(sides) => sides.iter().map(|side| countries[side].key).collect(),
            Support::OneSide(side) => format!("{}·", countries[side].key),
            Support::Reported(publishers) => format!("n{publishers}"),
            Support::Secondary => "s".to_owned(),
            Support::NotDirect | Support::Nothing => "–".to_owned(),
        };
        if self.differences > 0 {
            badge.push_str(&format!("≠{}", self.differences));
        }
        if self.doubtful {
            badge.push('?');
        }
        badge
    }

    /// What the badge says, in words: `records of Japan and Russia · 1 difference`.
    #[must_use]
    pub fn words(&self, countries: &Register<Country>) -> String {
        let mut words = match self.support {
            Support::Sides(sides) => {
                let names: Vec<&str> = sides.iter().map(|side| &*countries[side].name).collect();
                format!("records of {}", joined(&names))
            },
            Support::OneSide(side) => format!("on record from {} only", countries[side].name),
            Support::Reported(1) => "reported by one publisher".to_owned(),
            Support::Reported(publishers) => format!("reported by {publishers} publishers"),
            Support::Secondary => "reference or scholarly works only".to_owned(),
            Support::NotDirect => "no document of the event itself".to_owned(),
            Support::Nothing => "no document".to_owned(),
        };
        match self.differences {
            0 => {},
            1 => words.push_str(" · 1 difference"),
            more => words.push_str(&format!(" · {more} differences")),
        }
        if self.doubtful {
            words.push_str(" · doubtful");
        }
        words
    }
}

/// `Japan`, `Japan and Russia`, `Japan, North Korea and Russia`.
fn joined(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn support<'a, I>(cited: impl Fn() -> I, countries: &Register<Country>) -> Support
where
    I: Iterator<Item = &'a Document>,
{
    let side = |document: &Document| document.party.and_then(|party| countries.find(party.as_str()));
    let sides_of = |classes: &[Class]| -> CountrySet {
        cited().filter(|document| classes.contains(&document.class)).filter_map(side).collect()
    };
    let publishers_of = |classes: &[Class]| -> usize {
        let publishers: BTreeSet<Ref<Publisher>> =
            cited().filter(|document| classes.contains(&document.class)).map(|document| document.publisher).collect();
        publishers.len()
    };

    let on_record = sides_of(&[Class::Official, Class::StateAgency]);
    if on_record.len() >= 2 {
        return Support::Sides(on_record);
    }
    if let Some(only) = sides_of(&[Class::Official]).iter().next() {
        return Support::OneSide(only);
    }
    let reporting = [publishers_of(&[Class::News, Class::StateAgency]), publishers_of(&[Class::Official])];
    match (reporting, cited().next()) {
        ([0, 0], None) => Support::Nothing,
        ([0, 0], Some(_)) => Support::Secondary,
        ([0, third_parties], _) => Support::Reported(third_parties),
        ([publishers, _], _) => Support::Reported(publishers),
    }
}
