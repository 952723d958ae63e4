//! What the files that write the parts of an event's page share.

use summits_chronology::chronology::{Chronology, CountryCode, Event, Ref};

use super::countries::country_name;
use super::setting::{Medium, Setting};
use super::sheet::Sheet;

/// Writes the parts of one event onto a sheet.
pub(super) struct EventWriter<'a> {
    pub chronology: &'a Chronology,
    pub reference: Ref<Event>,
    pub event: &'a Event,
    pub medium: Medium,
    pub sheet: Sheet<'a>,
}

impl<'a> EventWriter<'a> {
    pub fn new(chronology: &'a Chronology, reference: Ref<Event>, medium: Medium, setting: &Setting<'a>) -> Self {
        let sheet = Sheet::for_medium(medium, setting);
        Self { chronology, reference, event: &chronology[reference], medium, sheet }
    }

    /// A heading, with the number of things under it where there is one.
    pub fn heading(&mut self, words: &str, count: Option<usize>) {
        self.sheet.heading(words, count);
    }

    /// The name of a country of the chronology, the code of another.
    pub fn country_name<'b>(&'b self, code: &'b CountryCode) -> &'b str {
        country_name(self.chronology, code)
    }
}
