//! The page of an event: which parts it has, and in which order.

use summits_chronology::chronology::{Chronology, Event, Ref};

use super::lines::Page;
use super::setting::{Medium, PageOrder, Setting};
use super::writer::EventWriter;

impl Page {
    /// Lays out an event for the screen.
    #[must_use]
    pub fn new(chronology: &Chronology, event: Ref<Event>, setting: &Setting<'_>) -> Self {
        write(chronology, event, Medium::Screen, setting)
    }

    /// Lays out an event for paper, mail or a pipe. Addresses and ids are never broken, so a line that contains one can
    /// be wider than `columns`.
    #[must_use]
    pub fn printed(chronology: &Chronology, event: Ref<Event>, columns: usize) -> Self {
        write(chronology, event, Medium::Print, &Setting::printed(columns))
    }
}

pub(super) fn write(chronology: &Chronology, event: Ref<Event>, medium: Medium, setting: &Setting<'_>) -> Page {
    let mut writer = EventWriter::new(chronology, event, medium, setting);
    writer.facts();
    match setting.order {
        PageOrder::SummaryFirst => {
            writer.people();
            writer.summary();
        },
        PageOrder::ExcerptFirst => {
            writer.first_excerpt();
            writer.summary();
            writer.people();
        },
    }
    writer.outcome();
    writer.annotation();
    let documents = writer.documents();
    writer.differences();
    writer.links(setting.chain);
    writer.neighbours();
    writer.note();
    writer.details();
    Page { documents, ..writer.sheet.finish() }
}
