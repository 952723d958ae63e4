//! From page to page: the links of the page, and the pages of persons, places and documents.
//!
//! A page that was opened is shown instead of the selected event's until it is left, another event is selected or the query
//! changes. The history leads back from it to where it was opened.

use summits_chronology::chronology::{Document, Item, Ref};

use super::main_view::{Focus, MainView};
use super::panel::ChoiceRow;
use super::state::App;
use crate::export::citation;
use crate::keymap::{Action, Pane};
use crate::navigation::History;
use crate::page::{FocusableLink, ItemEvents, Target};
use crate::query::Query;
use crate::tui::effect::Effect;

/// The size for which a page is laid out where only its links are needed and the screen shows none.
const USUAL_COLUMNS: usize = 80;
const USUAL_ROWS: usize = 24;

impl App {
    /// The action of following a link.
    #[must_use]
    pub fn following(target: Target) -> Action {
        match target {
            Target::Item(item) => Action::GoTo(item),
            Target::Events(item) => Action::ListEventsOf(item),
            Target::Address(document) => Action::OpenAddress(document),
            Target::Archived(document) => Action::OpenArchived(document),
        }
    }

    /// What actions apply to: the item of the page where it has the focus, otherwise the selected event.
    #[must_use]
    pub fn at_hand(&self) -> Option<Item> {
        match self.focused() {
            Pane::Detail => self.read_item(),
            Pane::List | Pane::Part(_) => self.selected().map(Item::Event),
        }
    }

    /// The links of the page, whether or not the screen has room for it.
    pub(super) fn links(&self) -> Vec<FocusableLink> {
        let page = self.page().or_else(|| self.page_in(USUAL_COLUMNS, USUAL_ROWS));
        page.map(|page| page.links.clone()).unwrap_or_default()
    }

    /// The target of the focused link.
    pub(super) fn chosen(&self) -> Option<Target> {
        let link = self.link?;
        self.links().get(link).map(|link| link.target)
    }

    /// The item of the focused link.
    pub(super) fn chosen_item(&self) -> Option<Item> {
        match self.chosen()? {
            Target::Item(item) | Target::Events(item) => Some(item),
            Target::Address(document) | Target::Archived(document) => Some(Item::Document(document)),
        }
    }

    /// Focuses the next or the previous link; without one focused, the first or the last that is visible. Past the end it
    /// continues at the other. From the list the focus moves into the page.
    pub(super) fn choose_link(&mut self, forward: bool) {
        if self.focused() == Pane::List {
            self.main.set_focus(Focus::Detail);
            if self.screen().detail.is_none() {
                self.main.set_full_screen(true);
            }
        }
        let (Some(page), Some((_, rows))) = (self.page(), self.page_size()) else { return };
        let shown = self.scroll..self.scroll + rows;
        let next = match (self.link, forward) {
            (Some(link), true) => Some(link + 1).filter(|next| *next < page.links.len()),
            (Some(link), false) => link.checked_sub(1),
            (None, true) => page.links.iter().position(|link| link.lines.start >= shown.start),
            (None, false) => page.links.iter().rposition(|link| link.lines.end <= shown.end),
        };
        let other_end = if forward { 0 } else { page.links.len().saturating_sub(1) };
        let link = next.unwrap_or(other_end);
        let Some(focused) = page.links.get(link) else { return };
        self.link = Some(link);
        // A line beyond it stays visible, which shows that the page continues.
        if focused.lines.start < shown.start {
            self.scroll = focused.lines.start.saturating_sub(1);
        } else if focused.lines.end > shown.end {
            self.scroll = (focused.lines.end + 1).saturating_sub(rows).min(focused.lines.start);
        }
    }

    /// Keeps the scroll within the page, and the focus only on a visible link.
    pub(super) fn keep_page(&mut self) {
        // An opened page needs the full screen where there is no pane for it.
        if self.main.opened().is_some() && self.screen().detail.is_none() {
            self.main.set_full_screen(true);
        }
        let (page, rows) = (self.page().unwrap_or_default(), self.page_size().map_or(0, |(_, rows)| rows));
        self.scroll = self.scroll.min(page.lines.len().saturating_sub(rows));
        let shown = self.scroll..self.scroll + rows;
        let is_visible = |link: &FocusableLink| link.lines.start < shown.end && link.lines.end > shown.start;
        let focused = self.focused() == Pane::Detail;
        self.link = self.link.filter(|link| focused && page.links.get(*link).is_some_and(is_visible));
    }

    /// Shows the page from its beginning.
    pub(super) fn rewind(&mut self) {
        (self.scroll, self.link) = (0, None);
    }

    /// Follows the focused link; without one, switches the full screen on or off.
    pub(super) fn read(&mut self) -> Vec<Effect> {
        if let Some(target) = self.chosen() {
            return self.update(Self::following(target));
        }
        if self.focused() == Pane::List {
            self.close_page();
        }
        self.toggle_reading();
        Vec::new()
    }

    /// The links of the page. Other events, which readers follow most, come first.
    pub(super) fn link_rows(&self) -> Vec<ChoiceRow> {
        let mut links = self.links();
        links.sort_by_key(|link| match link.target {
            Target::Item(Item::Event(_)) => 0,
            Target::Item(_) => 1,
            Target::Events(_) | Target::Address(_) | Target::Archived(_) => 2,
        });
        links.into_iter().map(|link| self.link_row(&link)).collect()
    }

    fn link_row(&self, link: &FocusableLink) -> ChoiceRow {
        let chronology = &self.chronology;
        let (label, about) = match link.target {
            Target::Item(Item::Event(event)) => (chronology[event].title.to_string(), chronology[event].date.words()),
            Target::Item(Item::Person(person)) => {
                (chronology.people[person].name.to_string(), chronology.people[person].native.to_string())
            },
            Target::Item(Item::Document(document)) => {
                (self.document_words(document), chronology.documents[document].id.to_string())
            },
            Target::Item(item) => (item.name(chronology), String::new()),
            Target::Events(item) => (self.query_of(item).to_string(), String::new()),
            Target::Address(document) => (chronology.documents[document].url.to_string(), String::new()),
            Target::Archived(document) => (chronology.documents[document].archived_url.to_string(), String::new()),
        };
        ChoiceRow {
            heading: link.role.to_string(),
            keys: String::new(),
            label,
            about,
            action: Self::following(link.target),
            unavailable: None,
        }
    }

    /// The query for the events of an item.
    fn query_of(&self, item: Item) -> Query {
        Query::for_item(item, &self.chronology).unwrap_or_default()
    }

    /// Opens the page of a person, a place or a document, with an entry in the history.
    pub(super) fn open_page(&mut self, item: Item) {
        if self.main.opened().is_some_and(|page| page.item == item) {
            return;
        }
        let Some(opened) = self.page_to_open(item) else { return };
        self.remember_here();
        self.main = MainView::of_page(Some(opened), self.main.is_full_screen(), Focus::Detail);
        self.rewind();
    }

    /// An item with the events of its page. `None` for an event.
    pub(super) fn page_to_open(&self, item: Item) -> Option<(Item, ItemEvents)> {
        if matches!(item, Item::Event(_)) {
            return None;
        }
        let item_events =
            ItemEvents::find(&self.index, &self.chronology, item, citation::of_item(&self.chronology, item));
        Some((item, item_events))
    }

    /// Goes back from an opened page to where it was opened.
    pub(super) fn leave_page(&mut self) {
        if self.history.can_go_back() {
            self.jump(History::back);
        } else {
            self.close_page();
        }
    }

    /// Shows the page of the selected event again.
    pub(super) fn close_page(&mut self) {
        if self.main.close_page() {
            self.rewind();
        }
    }

    /// The person, place or document whose events can be listed: that of the focused link, or the one whose page is open.
    pub(super) fn of_events(&self) -> Option<Item> {
        let is_event = |item: &Item| matches!(item, Item::Event(_));
        let chosen = self.chosen_item().filter(|item| !is_event(item));
        chosen.or_else(|| self.main.opened().map(|page| page.item))
    }

    pub(super) fn show_events(&mut self) {
        if let Some(item) = self.of_events() {
            self.list_events_of(item);
        }
    }

    /// Lists the events of an item.
    pub(super) fn list_events_of(&mut self, item: Item) {
        let Some(query) = Query::for_item(item, &self.chronology) else { return };
        self.remember_here();
        self.set_query(query);
        self.main.show_below(MainView::Browse(Focus::List));
        self.rewind();
    }

    /// Opens the address of a document in the web browser.
    pub(super) fn open_address(&self, document: Ref<Document>) -> Vec<Effect> {
        vec![Effect::Open(self.chronology.documents[document].url.to_string())]
    }

    /// Opens the archived copy of a document in the web browser.
    pub(super) fn open_archived(&self, document: Ref<Document>) -> Vec<Effect> {
        vec![Effect::Open(self.chronology.documents[document].archived_url.to_string())]
    }
}
