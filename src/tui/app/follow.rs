//! From page to page: the links of the page that is read, and the pages of persons, places and documents.
//!
//! A page that was opened stands in the place of the selected event's until it is left, another event is selected or
//! another query is asked. The trail leads back from it to where it was opened.

use summits_chronology::chronology::{Document, Item, Ref};

use super::choice::ChoiceRow;
use super::{App, Focus, MainView};
use crate::export::citation;
use crate::keymap::{Action, Pane};
use crate::navigation::History;
use crate::page::{FocusableLink, ItemEvents, Target};
use crate::query::Query;
use crate::tui::effect::Effect;

/// The columns for which a page is laid out where only its links are wanted and the screen shows none.
const USUAL_COLUMNS: usize = 80;
/// The rows of it.
const USUAL_ROWS: usize = 24;

impl App {
    /// What following a target does.
    #[must_use]
    pub fn following(target: Target) -> Action {
        match target {
            Target::Item(item) => Action::GoTo(item),
            Target::Events(item) => Action::ListEventsOf(item),
            Target::Address(document) => Action::OpenAddress(document),
            Target::Archived(document) => Action::OpenArchived(document),
        }
    }

    /// What keys are about: the page where it is looked at, the selected event where the list is.
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

    /// The link that is chosen.
    pub(super) fn chosen(&self) -> Option<Target> {
        let link = self.link?;
        self.links().get(link).map(|link| link.target)
    }

    /// The item that the chosen link leads to.
    pub(super) fn chosen_item(&self) -> Option<Item> {
        match self.chosen()? {
            Target::Item(item) | Target::Events(item) => Some(item),
            Target::Address(document) | Target::Archived(document) => Some(Item::Document(document)),
        }
    }

    /// Chooses the next or the previous link; without one chosen, the first or the last in sight. Past the end it goes on
    /// at the other one. From the list it leads into the page.
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
        let position = next.unwrap_or(other_end);
        let Some(link) = page.links.get(position) else { return };
        self.link = Some(position);
        // A line beyond it stays in sight, so that one sees that the page goes on.
        if link.lines.start < shown.start {
            self.scroll = link.lines.start.saturating_sub(1);
        } else if link.lines.end > shown.end {
            self.scroll = (link.lines.end + 1).saturating_sub(rows).min(link.lines.start);
        }
    }

    /// Keeps the scroll within the page, and the chosen link in sight or not chosen.
    pub(super) fn keep_page(&mut self) {
        // An opened page needs the full screen where there is no pane for it.
        if self.main.opened().is_some() && self.screen().detail.is_none() {
            self.main.set_full_screen(true);
        }
        let (page, rows) = (self.page().unwrap_or_default(), self.page_size().map_or(0, |(_, rows)| rows));
        self.scroll = self.scroll.min(page.lines.len().saturating_sub(rows));
        let shown = self.scroll..self.scroll + rows;
        let in_sight = |link: &FocusableLink| link.lines.start < shown.end && link.lines.end > shown.start;
        let focused = self.focused() == Pane::Detail;
        self.link = self.link.filter(|link| focused && page.links.get(*link).is_some_and(in_sight));
    }

    /// Shows the page from its beginning.
    pub(super) fn rewind(&mut self) {
        (self.scroll, self.link) = (0, None);
    }

    /// Follows the link that is chosen; without one, reads on the full screen, or no longer.
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

    /// Everything that the page refers to: other events first, for that is what is mostly gone to.
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

    /// Opens the page of a person, a place or a document, and remembers where the reader was.
    pub(super) fn open_page(&mut self, item: Item) {
        if self.main.opened().is_some_and(|page| page.item == item) {
            return;
        }
        let Some(opened) = self.page_to_open(item) else { return };
        self.remember_here();
        self.main = MainView::of_page(Some(opened), self.main.is_full_screen(), Focus::Detail);
        self.rewind();
    }

    /// What is needed to show the page of an item: its events are looked up once. `None` for an event.
    pub(super) fn page_to_open(&self, item: Item) -> Option<(Item, ItemEvents)> {
        if matches!(item, Item::Event(_)) {
            return None;
        }
        let item_events =
            ItemEvents::find(&self.index, &self.chronology, item, citation::of_item(&self.chronology, item));
        Some((item, item_events))
    }

    /// Back from an opened page to where it was opened.
    pub(super) fn leave_page(&mut self) {
        if self.history.can_go_back() {
            self.jump(History::back);
        } else {
            self.close_page();
        }
    }

    /// Shows the selected event again.
    pub(super) fn close_page(&mut self) {
        if self.main.close_page() {
            self.rewind();
        }
    }

    /// The person, place or document whose events can be listed: the one chosen, or the one whose page is open.
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

    /// Puts the query for the events of an item in force, in the list.
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
