//! An event in one line, for a screen reader or a braille display.

use summits_chronology::chronology::{Chronology, Event, Ref};
use summits_chronology::text;

use super::dates::{date_words, without_dashes};
use super::row::EventRow;
use super::setting::{Medium, Setting};
use super::writer::EventWriter;

/// `10 January 2003. Koizumi and Putin adopt the Japan–Russia Action Plan`. The status of an event that was not held
/// comes before its title.
#[must_use]
pub fn spoken_title(row: &EventRow<'_>) -> String {
    let date = text::capitalised(&without_dashes(&date_words(&row.event().date)));
    format!("{date}. {}{}", text::capitalised(&row.status()), row.title().trim_end_matches('.'))
}

/// One event in a line: `10 January 2003. Koizumi and Putin adopt the Japan–Russia Action Plan. Japan and Russia, about
/// North Korea.` Where several chronologies are merged, the last sentence names that of the event.
#[must_use]
pub fn spoken_line(row: &EventRow<'_>) -> String {
    let origin = row.origin().map(|name| format!(" From {name}.")).unwrap_or_default();
    format!("{}. {}.{origin}", spoken_title(row), spoken_sides(row.chronology(), row.place()))
}

/// `Japan and Russia, about North Korea, with China and the United States`.
#[must_use]
pub fn spoken_sides(chronology: &Chronology, reference: Ref<Event>) -> String {
    let writer = EventWriter::new(chronology, reference, Medium::Speech, &Setting::printed(usize::MAX));
    writer.sides().spoken().text().to_owned()
}
