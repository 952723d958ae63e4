//! A cache of the pages on the screen.
//!
//! Laying a page out takes time in proportion to its text, and most keys change nothing in it. The key holds every input of
//! a page, so nothing is ever invalidated. Entries unused since the last update are evicted; the page that the reader just
//! left is still there for the key that goes back.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use summits_chronology::chronology::{Chronology, Event, Item, Ref};

use crate::page::{Page, PageOrder, Setting};

/// What is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageOf {
    Item(Item),
    /// The part with this number of the comparison of an event.
    Part(Ref<Event>, usize),
}

/// Every input of a page. The events on the page of a person, a place or a document follow from it.
#[derive(Debug, Clone)]
pub(super) struct CacheKey {
    /// While the key shares the chronology, a note that the reader writes changes a copy, never this one: so a page without
    /// the note is never mistaken for one with it.
    pub chronology: Arc<Chronology>,
    pub of: PageOf,
    pub columns: usize,
    pub order: PageOrder,
    /// Whether the whole chain of the event is shown.
    pub chain: bool,
    /// The words that are marked.
    pub needles: Vec<String>,
}

impl CacheKey {
    pub fn setting(&self) -> Setting<'_> {
        Setting { columns: self.columns, order: self.order, needles: &self.needles, chain: self.chain }
    }

    fn is_same(&self, other: &Self) -> bool {
        let parts = |key: &Self| (key.of, key.columns, key.order, key.chain);
        Arc::ptr_eq(&self.chronology, &other.chronology) && parts(self) == parts(other) && self.needles == other.needles
    }
}

#[derive(Debug, Default)]
pub(super) struct PageCache(RefCell<Vec<CacheEntry>>);

#[derive(Debug)]
struct CacheEntry {
    key: CacheKey,
    page: Rc<Page>,
    /// Whether it was used since the last update.
    used: bool,
}

impl PageCache {
    /// The page of this key, laid out if it is not cached.
    pub fn get(&self, key: CacheKey, lay_out: impl FnOnce(&CacheKey) -> Page) -> Rc<Page> {
        if let Some(entry) = self.0.borrow_mut().iter_mut().find(|entry| entry.key.is_same(&key)) {
            entry.used = true;
            return Rc::clone(&entry.page);
        }
        let page = Rc::new(lay_out(&key));
        self.0.borrow_mut().push(CacheEntry { key, page: Rc::clone(&page), used: true });
        page
    }

    /// Evicts the entries that were not used since the last call. Call it at the end of every update.
    pub fn evict_unused(&mut self) {
        self.0.get_mut().retain_mut(|entry| std::mem::take(&mut entry.used));
    }
}
