//! The pages on the screen, kept from one key to the next.
//!
//! To lay a page out takes as long as its text, and a key that scrolls it or opens something beside it changes nothing in
//! it. So a page is kept with everything that it was made of, and whoever asks for one that is made of the same gets it
//! again: nothing has to be told when it is out of date. What was not asked for between the ends of two updates, so neither
//! drawn nor reckoned with, is let go; the page that was just left is still there for the key that goes back to it.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use summits_chronology::chronology::{Chronology, Event, Item, Ref};

use crate::page::{Page, PageOrder, Setting};

/// What is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageOf {
    /// An event, a person, a place or a document.
    Item(Item),
    /// A part of the comparison of an event.
    Part(Ref<Event>, usize),
}

/// Everything that a page is made of. What else the page of a person, a place or a document says follows from it.
#[derive(Debug, Clone)]
pub(super) struct Recipe {
    /// The chronology. Holding it here makes another of it when the reader writes a note on it, so that a page from before
    /// is never taken for one with the note.
    pub chronology: Arc<Chronology>,
    /// What is laid out.
    pub of: PageOf,
    /// For how many columns.
    pub columns: usize,
    /// What comes first.
    pub order: PageOrder,
    /// Whether the whole chain is shown.
    pub chain: bool,
    /// The words that are marked.
    pub needles: Vec<String>,
}

impl Recipe {
    /// How the page is to be laid out.
    pub fn setting(&self) -> Setting<'_> {
        Setting { columns: self.columns, order: self.order, needles: &self.needles, chain: self.chain }
    }

    /// Whether the same page comes of both.
    fn is_same(&self, other: &Self) -> bool {
        let parts = |recipe: &Self| (recipe.of, recipe.columns, recipe.order, recipe.chain);
        Arc::ptr_eq(&self.chronology, &other.chronology) && parts(self) == parts(other) && self.needles == other.needles
    }
}

/// The pages that were laid out and may be asked for again.
#[derive(Debug, Default)]
pub(super) struct Pages(RefCell<Vec<Kept>>);

#[derive(Debug)]
struct Kept {
    recipe: Recipe,
    page: Rc<Page>,
    /// Whether it was asked for since the end of the last update.
    used: bool,
}

impl Pages {
    /// The page of this recipe, laid out if it is not kept.
    pub fn get(&self, recipe: Recipe, lay_out: impl FnOnce(&Recipe) -> Page) -> Rc<Page> {
        if let Some(kept) = self.0.borrow_mut().iter_mut().find(|kept| kept.recipe.is_same(&recipe)) {
            kept.used = true;
            return Rc::clone(&kept.page);
        }
        let page = Rc::new(lay_out(&recipe));
        self.0.borrow_mut().push(Kept { recipe, page: Rc::clone(&page), used: true });
        page
    }

    /// Lets go what was not asked for since this was last called: at the end of an update.
    pub fn let_go(&mut self) {
        self.0.get_mut().retain_mut(|kept| std::mem::take(&mut kept.used));
    }
}
