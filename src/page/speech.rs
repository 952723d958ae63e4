//! An event in one line, for a screen reader or a braille display.

use summits_chronology::chronology::{Chronology, Event, Ref, Status};
use summits_chronology::text;

use super::dates::{date_words, without_dashes};
use super::setting::{Medium, Setting};
use super::writer::EventWriter;

/// `10 January 2003. Koizumi and Putin adopt the Japan–Russia Action Plan`. The status of an event that was not held
/// comes before its title.
#[must_use]
pub fn spoken_title(chronology: &Chronology, reference: Ref<Event>) -> String {
    let event = &chronology[reference];
    let status = match event.status {
        Status::Held => String::new(),
        status => text::capitalised(&format!("{status}: ")),
    };
    let date = text::capitalised(&without_dashes(&date_words(&event.date)));
    format!("{date}. {status}{}", text::clean_line(event.title.trim_end_matches('.')))
}

/// One event in a line: `10 January 2003. Koizumi and Putin adopt the Japan–Russia Action Plan. Japan and Russia, about
/// North Korea.` Where several chronologies are merged, the last sentence names that of the event.
#[must_use]
pub fn spoken_line(chronology: &Chronology, reference: Ref<Event>) -> String {
    let title = spoken_title(chronology, reference);
    let origin = chronology.shown_layer(reference).map(|layer| format!(" From {}.", layer.name)).unwrap_or_default();
    format!("{title}. {}.{origin}", spoken_sides(chronology, reference))
}

/// `Japan and Russia, about North Korea, with China and the United States`.
#[must_use]
pub fn spoken_sides(chronology: &Chronology, reference: Ref<Event>) -> String {
    let writer = EventWriter::new(chronology, reference, Medium::Speech, &Setting::printed(usize::MAX));
    writer.sides().spoken().text().to_owned()
}
