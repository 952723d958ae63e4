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

use fresh::fresh;
use pty::{Session, browser};

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
    let mut session = browser().size(120, 34).args(["country:JP+RU"]).open();
    session.wait_for("country:JP+RU");
    session.press("t").type_("2003-01-10").press("enter");
    session.wait_for("10 January 2003");
    // The day begins with the announcement of that morning; the summit answers it. A few steps on and back bring what
    // followed into the list as well.
    session.press(&"j ".repeat(13)).wait_for(" 51/343").press(&"k ".repeat(12));
    session.wait_for(" 39/343").wait_for("Kremlin,");
    picture("docs/screen.svg", SCREEN, &session);
    session.press("enter").wait_until_gone("39/343");
    session.press(".").wait_for("▎ The consultations focused");
    picture("docs/event.svg", EVENT, &session);
    session.press("c").wait_for("Others 5").wait_for("Different spans");
    picture("docs/comparison.svg", COMPARISON, &session);
}
