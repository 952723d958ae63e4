//! What fills the screen.
//!
//! One enum says it, so that two views at once cannot be said. Every question about the view is answered here by a match
//! over all variants; a further view is one more variant, and the compiler names what has to know it.

use summits_chronology::chronology::{Event, Item, Ref};

use crate::page::ItemEvents;

/// The pane that keys go to where list and page are side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    List,
    Detail,
}

/// What fills the screen.
#[derive(Debug, Clone)]
pub enum MainView {
    /// The list, and beside it the page of the selected event.
    Browse(Focus),
    /// The page of the selected event on the full screen. Leaving it leads to `Browse` with this focus.
    Read(Focus),
    /// The page of a person, a place or a document.
    Opened(OpenedPage),
    /// The documents of the selected event, side by side. Leaving it leads to the view before, which is another one.
    Compare(Comparing, Box<Self>),
}

/// The page of a person, a place or a document, shown instead of the selected event's.
#[derive(Debug, Clone)]
pub struct OpenedPage {
    pub item: Item,
    /// Looked up once, when the page is opened.
    pub item_events: ItemEvents,
    pub full_screen: bool,
    pub focus: Focus,
}

/// A comparison of the documents of an event.
#[derive(Debug, Clone)]
pub struct Comparing {
    pub event: Ref<Event>,
    /// The number of the part that keys go to.
    pub part: usize,
    /// One for each part.
    pub positions: Vec<ScrollPosition>,
}

/// How far a part of a comparison is scrolled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ScrollPosition {
    /// The first line shown.
    pub line: usize,
    /// The current document, by its number in the part, from 0. A line of it is visible.
    pub document: usize,
}

/// How a page was viewed.
#[derive(Debug, Clone, Copy)]
pub struct ViewState {
    pub full_screen: bool,
    pub focus: Focus,
    /// The first line shown.
    pub scroll: usize,
    /// The number of the focused link.
    pub link: Option<usize>,
}

impl MainView {
    /// The view of a page: that of `opened` or, without one, of the selected event.
    pub fn of_page(opened: Option<(Item, ItemEvents)>, full_screen: bool, focus: Focus) -> Self {
        match opened {
            Some((item, item_events)) => Self::Opened(OpenedPage { item, item_events, full_screen, focus }),
            None if full_screen => Self::Read(focus),
            None => Self::Browse(focus),
        }
    }

    pub fn focus(&self) -> Focus {
        match self {
            Self::Browse(focus) | Self::Read(focus) => *focus,
            Self::Opened(page) => page.focus,
            Self::Compare(_, before) => before.focus(),
        }
    }

    pub fn set_focus(&mut self, focus: Focus) {
        match self {
            Self::Browse(current) | Self::Read(current) => *current = focus,
            Self::Opened(page) => page.focus = focus,
            Self::Compare(_, before) => before.set_focus(focus),
        }
    }

    /// Whether a page has the full screen, or will have it when the comparison is left.
    pub fn is_full_screen(&self) -> bool {
        match self {
            Self::Browse(_) => false,
            Self::Read(_) => true,
            Self::Opened(page) => page.full_screen,
            Self::Compare(_, before) => before.is_full_screen(),
        }
    }

    pub fn set_full_screen(&mut self, full_screen: bool) {
        match self {
            Self::Browse(focus) | Self::Read(focus) => *self = Self::of_page(None, full_screen, *focus),
            Self::Opened(page) => page.full_screen = full_screen,
            Self::Compare(_, before) => before.set_full_screen(full_screen),
        }
    }

    /// The page that was opened, also under a comparison.
    pub fn opened(&self) -> Option<&OpenedPage> {
        match self {
            Self::Browse(_) | Self::Read(_) => None,
            Self::Opened(page) => Some(page),
            Self::Compare(_, before) => before.opened(),
        }
    }

    /// Shows the page of the selected event instead of the one that was opened. Answers whether one was.
    pub fn close_page(&mut self) -> bool {
        match self {
            Self::Browse(_) | Self::Read(_) => false,
            Self::Opened(page) => {
                *self = Self::of_page(None, page.full_screen, page.focus);
                true
            },
            Self::Compare(_, before) => before.close_page(),
        }
    }

    pub fn comparing(&self) -> Option<&Comparing> {
        match self {
            Self::Browse(_) | Self::Read(_) | Self::Opened(_) => None,
            Self::Compare(comparing, _) => Some(comparing),
        }
    }

    pub fn comparing_mut(&mut self) -> Option<&mut Comparing> {
        match self {
            Self::Browse(_) | Self::Read(_) | Self::Opened(_) => None,
            Self::Compare(comparing, _) => Some(comparing),
        }
    }

    /// Opens a comparison, or replaces the one that is open.
    pub fn compare(&mut self, comparing: Comparing) {
        let before = match self.take() {
            Self::Compare(_, before) => before,
            before @ (Self::Browse(_) | Self::Read(_) | Self::Opened(_)) => Box::new(before),
        };
        *self = Self::Compare(comparing, before);
    }

    /// Back to the view before the comparison, if one is open. Answers with the comparison.
    pub fn leave_comparison(&mut self) -> Option<Comparing> {
        let (comparing, view) = match self.take() {
            Self::Compare(comparing, before) => (Some(comparing), *before),
            view @ (Self::Browse(_) | Self::Read(_) | Self::Opened(_)) => (None, view),
        };
        *self = view;
        comparing
    }

    fn take(&mut self) -> Self {
        std::mem::replace(self, Self::Browse(Focus::List))
    }

    /// Shows a page. An open comparison stays, with this view before it.
    pub fn show_below(&mut self, page: Self) {
        match self {
            Self::Browse(_) | Self::Read(_) | Self::Opened(_) => *self = page,
            Self::Compare(_, before) => **before = page,
        }
    }
}
