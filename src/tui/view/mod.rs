//! What is drawn: the state and the theme in, cells and the record of what stands where out.
//!
//! One file a part of the screen. A view decides nothing and keeps nothing: [`App`] says what is selected, how far a page
//! is scrolled and why an action cannot work; [`Screen`] says which part of the screen is whose.
//! Only what is on the screen is laid out, so a frame costs the same whatever the chronology holds. Whatever has no room
//! is left out whole where that can be done, and cut with `…` where it cannot. The cursor of the terminal stands where the
//! keys go: each view puts it there, and one that lies above another takes it.

mod choice;
mod compare;
mod detail;
mod diagnostics;
mod empty;
mod facets;
mod foot;
mod head;
mod painter;

mod hit_map;
mod list;
mod prompt;
mod strip;

use ratatui::buffer::Buffer;

use super::app::{App, MainView, Panel};
use super::layout::Screen;
use super::theme::Theme;
pub use hit_map::HitMap;
use painter::Painter;

/// Draws the browser into `buffer` and answers what was drawn where.
pub fn draw(app: &App, theme: &Theme, buffer: &mut Buffer) -> HitMap {
    let mut painter = Painter::new(buffer, theme);
    let screen = app.screen();
    painter.ground(screen.area);
    draw_main(app, &mut painter, &screen);
    foot::draw(app, &mut painter, screen.foot);
    match app.panel() {
        Some(Panel::Prompt(prompt)) => prompt::draw(app, prompt, &mut painter),
        Some(Panel::Facets(facets)) => facets::draw(app, facets, &mut painter),
        Some(Panel::Diagnostics(panel)) => diagnostics::draw(app, panel, &mut painter),
        Some(Panel::Choice(choice)) => choice::draw(app, choice, &mut painter),
        None => {},
    }
    painter.into_hit_map()
}

/// Everything above the foot.
fn draw_main(app: &App, painter: &mut Painter<'_>, screen: &Screen) {
    match app.main_view() {
        MainView::Compare(..) => compare::draw(app, painter),
        MainView::Browse(_) | MainView::Read(_) | MainView::Opened(_) => draw_panes(app, painter, screen),
    }
}

/// The list and the page, or the one that has the whole body.
fn draw_panes(app: &App, painter: &mut Painter<'_>, screen: &Screen) {
    head::draw(app, painter, screen.head);
    if let Some(area) = screen.strip {
        strip::draw(app, painter, area, screen.strip_labels);
    }
    if app.is_reading() {
        detail::draw(app, painter, screen.body);
    } else if app.selection().is_empty() {
        // Without an event there is nothing to be detailed about.
        list::draw(app, painter, screen.body);
    } else {
        list::draw(app, painter, screen.list);
        if let Some(area) = screen.detail {
            detail::draw(app, painter, area);
        }
    }
}

#[cfg(test)]
mod tests;
