//! The pictures in the README are the screens of a real session: `docs/screen.svg`, `docs/event.svg` where the event is
//! read on the full screen, and `docs/comparison.svg` where the sides are compared.
//!
//! With `UPDATE_DOCS=1` they are drawn anew instead of compared.

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

const SCREEN: &str = "The events that involve Japan and Russia stand in a list, one line each, under their years. The Moscow \
    summit of 10 January 2003 is selected; beside the list stand its people, its summary and its outcome.";
const EVENT: &str = "The Moscow summit of 10 January 2003 on the full screen, at its documents: the publisher, the date and \
    the class of each, the account of it, its excerpts behind a mark, and its address.";
const COMPARISON: &str = "The documents of the Moscow summit of 10 January 2003 in three columns: those of Japan, of Russia and \
    of others. Above them stands the point on which two of them differ, and how it is read.";

/// Draws the screen, or compares the picture with it.
fn picture(path: &str, description: &str, session: &Session) {
    let title = "summits-tui in a terminal of 120 columns and 34 rows";
    fresh(path, &session.with_screen(|screen| svg::draw(screen, title, description)));
}

#[test]
fn the_pictures_are_the_screens_of_today() {
    const STEPS: usize = 12;
    let chronology = loader::load(&BUILT_IN).unwrap().chronology;
    let query = "country:JP+RU";
    let listed = Index::new(&chronology).select(&chronology, &Query::parse(query, &chronology).unwrap());
    let place = |is: &dyn Fn(&str) -> bool| listed.events().position(|event| is(&chronology[event].id)).unwrap();
    let (day, summit) = (place(&|id| id.starts_with(DAY)), place(&|id| id == SUMMIT));
    // How the list says which of its events is selected.
    let selected = |place: usize| format!(" {}/{}", place + 1, listed.len());
    let event = &chronology[chronology.events().find(SUMMIT).unwrap()];
    let excerpt = event.citations.iter().find_map(|citation| citation.excerpts.first()).unwrap();
    let beginning = |text: &str| text.split(' ').take(2).collect::<Vec<_>>().join(" ");

    let mut session = built_in().size(120, 34).args([query]).open();
    session.wait_for(query).press("t").type_(DAY).press("enter").wait_for(&selected(day));
    // A few steps beyond the summit and back bring what followed into the list as well.
    session.press(&"j ".repeat(summit - day + STEPS)).wait_for(&selected(summit + STEPS));
    session.press(&"k ".repeat(STEPS)).wait_for(&selected(summit)).wait_for("Kremlin,");
    picture("docs/screen.svg", SCREEN, &session);
    session.press("enter").wait_until_gone(&selected(summit));
    session.press(".").wait_for(&format!("▎ {}", beginning(excerpt)));
    picture("docs/event.svg", EVENT, &session);
    session.press("c").wait_for("Others").wait_for(&beginning(&event.differences[0].reading));
    picture("docs/comparison.svg", COMPARISON, &session);
}
