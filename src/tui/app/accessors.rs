//! What the views and the loop read from the state.

use std::rc::Rc;
use std::sync::Arc;

use ratatui::layout::Rect;
use summits_chronology::chronology::{Chronology, Event, Item, Ref};

use super::main_view::{Focus, MainView, OpenedPage};
use super::pages::{CacheKey, PageOf};
use super::panel::Panel;
use super::state::App;
use crate::keymap::{Context, Keymap, Pane};
use crate::page::{Page, PageOrder};
use crate::query::{Index, Query, Selection};
use crate::timeline::{Timeline, Zoom};
use crate::tui::layout::Screen;
use crate::tui::message::Notice;

/// The most columns of a line of text: longer lines are hard to read.
const MEASURE: usize = 96;

impl App {
    #[must_use]
    pub fn chronology(&self) -> &Chronology {
        &self.chronology
    }

    /// A share of the chronology, for use in the background.
    #[must_use]
    pub fn shared(&self) -> Arc<Chronology> {
        Arc::clone(&self.chronology)
    }

    #[must_use]
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// Builds the text index, to be run in the background: it takes longer than a key should. A search for a word waits
    /// for it.
    pub fn index_warm_up(&self) -> impl FnOnce() + Send + 'static {
        let (chronology, index) = (Arc::clone(&self.chronology), Arc::clone(&self.index));
        move || index.warm(&chronology)
    }

    #[must_use]
    pub fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// The events that match the query, in the order of time.
    #[must_use]
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// The gaps of the selection, and its rows.
    #[must_use]
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// The position in the selection of the event at the top of the list.
    #[must_use]
    pub fn top(&self) -> usize {
        self.top
    }

    /// The first line of the page that is shown.
    #[must_use]
    pub fn scroll(&self) -> usize {
        self.scroll
    }

    /// The pane that has the focus.
    #[must_use]
    pub fn focused(&self) -> Pane {
        match &self.main {
            MainView::Compare(comparing, _) => Pane::Part(comparing.part),
            MainView::Browse(_) | MainView::Read(_) | MainView::Opened(_) if self.is_reading() => Pane::Detail,
            MainView::Browse(focus) | MainView::Read(focus) | MainView::Opened(OpenedPage { focus, .. }) => match focus
            {
                Focus::List => Pane::List,
                // A pane that the screen has no room for cannot have the focus.
                Focus::Detail if self.screen().detail.is_none() => Pane::List,
                Focus::Detail => Pane::Detail,
            },
        }
    }

    /// Whether a page is read on the full screen. While no event matches, there is none to read.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        self.main.is_full_screen() && self.read_item().is_some()
    }

    /// Whether the documents of an event are compared.
    #[must_use]
    pub fn is_comparing(&self) -> bool {
        self.main.comparing().is_some()
    }

    /// What fills the screen.
    #[must_use]
    pub fn main_view(&self) -> &MainView {
        &self.main
    }

    /// What is open over the main view.
    #[must_use]
    pub fn panel(&self) -> Option<&Panel> {
        self.panel.as_ref()
    }

    #[must_use]
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// How long the periods of the strip are.
    #[must_use]
    pub fn zoom(&self) -> Zoom {
        self.zoom
    }

    /// Whether the mouse is used.
    #[must_use]
    pub fn mouse(&self) -> bool {
        self.mouse
    }

    #[must_use]
    pub fn screen(&self) -> Screen {
        Screen::new(self.size.0, self.size.1, self.layout)
    }

    /// The context of the keys.
    #[must_use]
    pub fn context(&self) -> Context {
        match &self.panel {
            Some(Panel::Prompt(_)) => Context::Prompt,
            Some(Panel::Facets(facets)) if facets.filtering => Context::Prompt,
            Some(Panel::Facets(_)) => Context::Facets,
            Some(Panel::Choice(_)) => Context::Choice,
            Some(Panel::Diagnostics(_)) => Context::Detail,
            None => match self.focused() {
                Pane::List => Context::List,
                Pane::Detail => Context::Detail,
                Pane::Part(_) => Context::Compare,
            },
        }
    }

    /// The selected event: the one selected last or, if it does not match the query, the nearest in time that does.
    #[must_use]
    pub fn selected(&self) -> Option<Ref<Event>> {
        self.selected_position().and_then(|position| self.selection.get(position))
    }

    /// The position of the selected event in the selection.
    #[must_use]
    pub fn selected_position(&self) -> Option<usize> {
        match self.last_selected {
            Some(event) => self.selection.nearest(event),
            None => (!self.selection.is_empty()).then_some(0),
        }
    }

    /// The page on the screen, if it has room for one: that of the selected event, or of the person, place or document that
    /// was opened.
    #[must_use]
    pub fn page(&self) -> Option<Rc<Page>> {
        let (columns, rows) = self.page_size()?;
        self.page_in(columns, rows)
    }

    /// What the page is about.
    #[must_use]
    pub fn read_item(&self) -> Option<Item> {
        let opened = self.main.opened().map(|page| page.item);
        opened.or_else(|| self.selected().map(Item::Event))
    }

    /// The number of the focused link of the page.
    #[must_use]
    pub fn link(&self) -> Option<usize> {
        self.link
    }

    /// The columns and rows of a page on the screen.
    #[must_use]
    pub fn page_size(&self) -> Option<(usize, usize)> {
        let screen = self.screen();
        let pane = if self.main.is_full_screen() { screen.body } else { screen.detail? };
        Some(self.text_size(pane))
    }

    /// The columns and rows of text in a pane.
    #[must_use]
    pub fn text_size(&self, pane: Rect) -> (usize, usize) {
        let inner = self.screen().inner(pane);
        // A blank column on either side, unless the pane is very narrow.
        let margin = if inner.width >= 12 { 2 } else { 0 };
        (usize::from(inner.width.saturating_sub(margin)).min(MEASURE), usize::from(inner.height))
    }

    /// The page, laid out for this many columns and rows.
    pub(super) fn page_in(&self, columns: usize, rows: usize) -> Option<Rc<Page>> {
        // From this many rows on, both the summary and the first excerpt are visible.
        const ROOM_FOR_BOTH: usize = 20;
        let order = if rows < ROOM_FOR_BOTH { PageOrder::ExcerptFirst } else { PageOrder::SummaryFirst };
        let of = PageOf::Item(self.read_item()?);
        let key = self.cache_key(of, columns, order, self.main.is_full_screen());
        Some(self.pages.get(key, |key| match self.main.opened() {
            Some(page) => Page::of_item(&self.chronology, page.item, &page.item_events, &key.setting()),
            None => self.selected().map(|event| Page::new(&self.chronology, event, &key.setting())).unwrap_or_default(),
        }))
    }

    pub(super) fn cache_key(&self, of: PageOf, columns: usize, order: PageOrder, chain: bool) -> CacheKey {
        CacheKey { chronology: self.shared(), of, columns, order, chain, needles: self.marks() }
    }

    /// The folded words of the query, to be marked in the text.
    #[must_use]
    pub fn marks(&self) -> Vec<String> {
        self.index.marks(&self.chronology, &self.query)
    }

    pub(super) fn cited_documents(&self) -> usize {
        self.shown_documents().len()
    }

    /// Whether there is nothing to close but the browser.
    pub(super) fn is_nothing_open(&self) -> bool {
        self.panel.is_none()
            && match self.main {
                MainView::Browse(_) => true,
                MainView::Read(_) | MainView::Opened(_) | MainView::Compare(..) => false,
            }
    }
}
