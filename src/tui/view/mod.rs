//! Drawing: the state and the theme in, cells and the hit map out.
//!
//! One file per part of the screen. A view decides nothing and keeps nothing: [`App`] knows what is selected, how far a page
//! is scrolled and why an action cannot work; [`Screen`] knows which area belongs to what. Only what is on the screen is laid
//! out, so the cost of a frame does not depend on the chronology. What does not fit is left out whole or, where that is not
//! possible, cut with `…`. The cursor of the terminal is where the keys go: each view puts it there, and a view above
//! another takes it.

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

/// Draws the browser into `buffer`.
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

/// The main view: everything above the foot.
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
        // Without an event there is no page.
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
