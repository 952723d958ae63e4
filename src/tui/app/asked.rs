//! What the views and the loop ask of the state.

use std::rc::Rc;
use std::sync::Arc;

use ratatui::layout::Rect;
use summits_chronology::chronology::{Chronology, Event, Item, Ref};

use super::pages::{PageOf, Recipe};
use super::{App, Panel};
use crate::keymap::{Context, Keymap, Notice, Pane};
use crate::page::{Page, PageOrder};
use crate::query::{Index, Query, Selection};
use crate::timeline::Timeline;
use crate::tui::layout::Screen;
use crate::tui::strip::Zoom;

/// A line of a page is never longer: the eye loses its way back over a wide screen.
const MEASURE: usize = 96;

impl App {
    /// The chronology that is browsed.
    #[must_use]
    pub fn chronology(&self) -> &Chronology {
        &self.chronology
    }

    /// The same, for what is done with it beside the loop.
    #[must_use]
    pub fn shared(&self) -> Arc<Chronology> {
        Arc::clone(&self.chronology)
    }

    /// The index of the chronology.
    #[must_use]
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// What makes searching for words quick, to be done beside the loop: it takes longer than a key should wait. A word
    /// that is asked for meanwhile waits for it.
    pub fn warming(&self) -> impl FnOnce() + Send + 'static {
        let (chronology, index) = (Arc::clone(&self.chronology), Arc::clone(&self.index));
        move || index.warm(&chronology)
    }

    /// The keys in force.
    #[must_use]
    pub fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    /// The query in force.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// The events that the query has, in the order of time.
    #[must_use]
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// The gaps of the selection, and its rows.
    #[must_use]
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// The place in the selection of the event at the top of the list.
    #[must_use]
    pub fn top(&self) -> usize {
        self.top
    }

    /// The first line of the page that is shown.
    #[must_use]
    pub fn scroll(&self) -> usize {
        self.scroll
    }

    /// The pane that keys go to.
    #[must_use]
    pub fn focused(&self) -> Pane {
        match self.focus {
            _ if let Some(comparing) = &self.comparing => Pane::Part(comparing.part()),
            _ if self.is_reading() => Pane::Detail,
            // A pane that the screen has no room for cannot be looked at.
            Pane::Detail if self.screen().detail.is_none() => Pane::List,
            focus => focus,
        }
    }

    /// Whether a page is read on the full screen. Where no event matches there is none to read until one does again.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        self.reading && self.read_item().is_some()
    }

    /// Whether what the sides' documents say is compared.
    #[must_use]
    pub fn is_comparing(&self) -> bool {
        self.comparing.is_some()
    }

    /// What is open over the main screen.
    #[must_use]
    pub fn panel(&self) -> Option<&Panel> {
        self.panel.as_ref()
    }

    /// The message of the last action.
    #[must_use]
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// How close the strip looks.
    #[must_use]
    pub fn zoom(&self) -> Zoom {
        self.zoom
    }

    /// Whether the mouse is used.
    #[must_use]
    pub fn mouse(&self) -> bool {
        self.mouse
    }

    /// The layout at the present size.
    #[must_use]
    pub fn screen(&self) -> Screen {
        Screen::new(self.size.0, self.size.1, self.layout)
    }

    /// Where keys go.
    #[must_use]
    pub fn context(&self) -> Context {
        match &self.panel {
            Some(Panel::Prompt(_)) => Context::Prompt,
            Some(Panel::Facets(facets)) if facets.is_filtering() => Context::Prompt,
            Some(Panel::Facets(_)) => Context::Facets,
            Some(Panel::Choice(_)) => Context::Choice,
            Some(Panel::Faults(_)) => Context::Detail,
            None => match self.focused() {
                Pane::List => Context::List,
                Pane::Detail => Context::Detail,
                Pane::Part(_) => Context::Compare,
            },
        }
    }

    /// The selected event: the one last wanted, or the nearest in time that the query has.
    #[must_use]
    pub fn selected(&self) -> Option<Ref<Event>> {
        self.selected_place().and_then(|place| self.selection.get(place))
    }

    /// The place of the selected event in the selection.
    #[must_use]
    pub fn selected_place(&self) -> Option<usize> {
        match self.wanted {
            Some(wanted) => self.selection.nearest(wanted),
            None => (!self.selection.is_empty()).then_some(0),
        }
    }

    /// The page that is read as the screen shows it, if it has room for one: that of the selected event, or of the person,
    /// place or document that was opened.
    #[must_use]
    pub fn page(&self) -> Option<Rc<Page>> {
        let (columns, rows) = self.page_size()?;
        self.page_in(columns, rows)
    }

    /// What the page is about.
    #[must_use]
    pub fn read_item(&self) -> Option<Item> {
        let opened = self.opened.as_ref().map(|opened| opened.item);
        opened.or_else(|| self.selected().map(Item::Event))
    }

    /// The number of the link of the page that is chosen.
    #[must_use]
    pub fn link(&self) -> Option<usize> {
        self.link
    }

    /// The columns and rows that a page has on the screen.
    #[must_use]
    pub fn page_size(&self) -> Option<(usize, usize)> {
        let screen = self.screen();
        let pane = if self.reading { screen.body } else { screen.detail? };
        Some(self.text_size(pane))
    }

    /// The columns and rows that text has in a pane.
    #[must_use]
    pub fn text_size(&self, pane: Rect) -> (usize, usize) {
        let inner = self.screen().inner(pane);
        // A blank column on either side, where that leaves a line to read.
        let margin = if inner.width >= 12 { 2 } else { 0 };
        (usize::from(inner.width.saturating_sub(margin)).min(MEASURE), usize::from(inner.height))
    }

    /// The page that is read, in so many columns and rows.
    pub(super) fn page_in(&self, columns: usize, rows: usize) -> Option<Rc<Page>> {
        // From this many rows on, summary and first excerpt have room one below the other.
        const ROOM_FOR_BOTH: usize = 20;
        let order = if rows < ROOM_FOR_BOTH { PageOrder::ExcerptFirst } else { PageOrder::SummaryFirst };
        let recipe = self.recipe(PageOf::Item(self.read_item()?), columns, order, self.reading);
        Some(self.pages.get(recipe, |recipe| match &self.opened {
            Some(opened) => Page::of_item(&self.chronology, opened.item, &opened.item_events, &recipe.setting()),
            None => {
                self.selected().map(|event| Page::new(&self.chronology, event, &recipe.setting())).unwrap_or_default()
            },
        }))
    }

    /// What a page is made of.
    pub(super) fn recipe(&self, of: PageOf, columns: usize, order: PageOrder, chain: bool) -> Recipe {
        Recipe { chronology: self.shared(), of, columns, order, chain, needles: self.marks() }
    }

    /// The folded words that the query asks for, to be marked in the text that is read.
    #[must_use]
    pub fn marks(&self) -> Vec<String> {
        self.index.marks(&self.chronology, &self.query)
    }

    pub(super) fn cited_documents(&self) -> usize {
        self.shown_documents().len()
    }

    /// Whether nothing stands over the list and the event selected in it.
    pub(super) fn is_nothing_open(&self) -> bool {
        self.panel.is_none() && !self.reading && !self.is_comparing() && self.opened.is_none()
    }
}
