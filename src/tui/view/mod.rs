//! What is drawn: the state and the theme in, cells and the record of what stands where out.
//!
//! One file a part of the screen. A view decides nothing and keeps nothing: [`App`] says what is selected, how far a page
//! is scrolled and why an action cannot work; [`Screen`] says which part of the screen is whose.
//! Only what is on the screen is laid out, so a frame costs the same whatever the chronology holds. Whatever has no room
//! is left out whole where that can be done, and cut with `…` where it cannot. The cursor of the terminal stands where the
//! keys go: each view puts it there, and one that lies above another takes it.

mod canvas;
mod choice;
mod compare;
mod detail;
mod diagnostics;
mod empty;
mod facets;
mod foot;
mod head;
pub mod hyperlink;
mod list;
mod map;
mod prompt;
mod strip;

use ratatui::buffer::Buffer;

use super::app::{App, Panel};
use super::layout::Screen;
use super::theme::Theme;
use canvas::Canvas;

pub use map::Map;

/// With more countries than this the chips have no names, and the rows show codes.
const FEW_COUNTRIES: usize = 6;
/// What stands behind the date of an event that matches possibly, and behind their number in the head.
const POSSIBLY: &str = "*";

/// Draws the browser into `buffer` and answers what was drawn where.
pub fn draw(app: &App, theme: &Theme, buffer: &mut Buffer) -> Map {
    let mut canvas = Canvas::new(buffer, theme);
    let screen = app.screen();
    canvas.ground(screen.area);
    draw_main(app, &mut canvas, &screen);
    foot::draw(app, &mut canvas, screen.foot);
    match app.panel() {
        Some(Panel::Prompt(prompt)) => prompt::draw(app, prompt, &mut canvas),
        Some(Panel::Facets(facets)) => facets::draw(app, facets, &mut canvas),
        Some(Panel::Diagnostics(panel)) => diagnostics::draw(app, panel, &mut canvas),
        Some(Panel::Choice(choice)) => choice::draw(app, choice, &mut canvas),
        None => {},
    }
    canvas.into_map()
}

/// Everything above the foot.
fn draw_main(app: &App, canvas: &mut Canvas<'_>, screen: &Screen) {
    if app.is_comparing() {
        return compare::draw(app, canvas);
    }
    head::draw(app, canvas, screen.head);
    if let Some(area) = screen.strip {
        strip::draw(app, canvas, area, screen.strip_labels);
    }
    if app.is_reading() {
        detail::draw(app, canvas, screen.body);
    } else if app.selection().is_empty() {
        // Without an event there is nothing to be detailed about.
        list::draw(app, canvas, screen.body);
    } else {
        list::draw(app, canvas, screen.list);
        if let Some(area) = screen.detail {
            detail::draw(app, canvas, area);
        }
    }
}

#[cfg(test)]
mod tests;
