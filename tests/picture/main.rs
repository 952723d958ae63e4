//! The pictures in the README are screens of a real session: `docs/screen.svg`, `docs/event.svg` with the event on the
//! full screen, and `docs/comparison.svg` with the comparison of the sides.
//!
//! `UPDATE_DOCS=1` updates them instead of comparing them.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

#[path = "../support/fresh.rs"]
mod fresh;
#[path = "../support/pty.rs"]
mod pty;
mod svg;

use summits_chronology::loader;
use summits_tui::built_in::BUILT_IN;
use summits_tui::query::{Index, Query};

use fresh::fresh;
use pty::{Session, built_in};

const SUMMIT: &str = "2003-01-10-koizumi-putin-moscow";
const DAY: &str = "2003-01-10";

const SCREEN: &str = "A list of the events that involve Japan and Russia, one per line, under their years. The Moscow \
    summit of 10 January 2003 is selected; beside the list are its people, its summary and its outcome.";
const EVENT: &str = "The Moscow summit of 10 January 2003 on the full screen, scrolled to its documents: the \
    publisher, the date and the class of each, its account, its excerpts with a mark at the edge, and its address.";
const COMPARISON: &str = "The documents of the Moscow summit of 10 January 2003 in three columns: those of Japan, of Russia and \
    of others. Above them is the point on which two of them differ, with the editor's reading.";

/// Compares a picture with the screen, or updates it.
fn picture(path: &str, description: &str, session: &Session) {
    let title = "summits-tui in a terminal of 120 columns and 34 rows";
    fresh(path, &session.with_screen(|screen| svg::draw(screen, title, description)));
}

#[test]
fn the_pictures_are_up_to_date() {
    const STEPS: usize = 12;
    let chronology = loader::load(&BUILT_IN).unwrap().chronology;
    let query = "country:JP+RU";
    let listed = Index::new(&chronology).select(&chronology, &Query::parse(query, &chronology).unwrap());
    let position = |is: &dyn Fn(&str) -> bool| listed.events().position(|event| is(&chronology[event].id)).unwrap();
    let (day, summit) = (position(&|id| id.starts_with(DAY)), position(&|id| id == SUMMIT));
    // The position of the selected event, as the list shows it.
    let selected = |position: usize| format!(" {}/{}", position + 1, listed.len());
    let event = &chronology[chronology.events().find(SUMMIT).unwrap()];
    let excerpt = event.citations.iter().find_map(|citation| citation.excerpts.first()).unwrap();
    let beginning = |text: &str| text.split(' ').take(2).collect::<Vec<_>>().join(" ");

    let mut session = built_in().size(120, 34).args([query]).open();
    session.wait_for(query).press("t").type_(DAY).press("enter").wait_for(&selected(day));
    // A few steps past the summit and back, so that the list shows later events too.
    session.press(&"j ".repeat(summit - day + STEPS)).wait_for(&selected(summit + STEPS));
    session.press(&"k ".repeat(STEPS)).wait_for(&selected(summit)).wait_for("Kremlin,");
    picture("docs/screen.svg", SCREEN, &session);
    session.press("enter").wait_until_gone(&selected(summit));
    session.press(".").wait_for(&format!("▎ {}", beginning(excerpt)));
    picture("docs/event.svg", EVENT, &session);
    session.press("c").wait_for("Others").wait_for(&beginning(&event.differences[0].reading));
    picture("docs/comparison.svg", COMPARISON, &session);
}
