//! The data of the state: what every other file here reads or changes.

use std::path::PathBuf;
use std::sync::Arc;

use summits_chronology::chronology::{Chronology, Event, Ref};

use super::main_view::{Focus, MainView, ViewState};
use super::pages::PageCache;
use super::panel::Panel;
use crate::config::Layout;
use crate::export::Format;
use crate::keymap::Keymap;
use crate::navigation::History;
use crate::query::{Index, Query, Search, Selection};
use crate::timeline::{Timeline, Zoom};
use crate::tui::message::{FileDiagnostics, Notice, ReloadedChronology};

/// What came of loading the files again.
pub(super) type Reload = Result<ReloadedChronology, FileDiagnostics>;

/// An export: while it is written, and while the reader decides about an existing file.
#[derive(Debug, Clone)]
pub(super) struct Exporting {
    pub format: Format,
    /// The name as typed.
    pub name: String,
    /// How many events are written, of how many; `None` while nothing is being written.
    pub progress: Option<(usize, usize)>,
}

/// What the browser starts with.
#[derive(Debug)]
pub struct Start {
    pub chronology: Arc<Chronology>,
    pub index: Arc<Index>,
    pub keymap: Keymap,
    pub layout: Layout,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether the reader has an editor, in which notes are written.
    pub editor: bool,
    /// The directory of each layer of the chronology; `None` for the built-in one.
    pub directories: Vec<Option<PathBuf>>,
    /// The first query.
    pub query: Query,
    /// The first notice, such as errors of the configuration.
    pub notice: Option<Notice>,
}

/// The state of the browser.
///
/// Invariants: `selection` and `timeline` are those of `query`; while a `search` is running, `selection` is what it has found
/// and `timeline` is empty. `top` is a position in the selection, or 0. `scroll` never passes the last line of the page.
#[derive(Debug)]
pub struct App {
    pub(super) chronology: Arc<Chronology>,
    pub(super) index: Arc<Index>,
    pub(super) keymap: Keymap,
    pub(super) layout: Layout,
    pub(super) query: Query,
    pub(super) selection: Selection,
    pub(super) timeline: Timeline,
    /// The search for the words of the query, while it is running.
    pub(super) search: Option<Search>,
    /// The same, while the effect that starts it is not yet handed out.
    pub(super) new_search: Option<Search>,
    /// The event that the reader selected last. It is kept while the query leaves it out, and selected again when the
    /// query includes it.
    pub(super) last_selected: Option<Ref<Event>>,
    /// The position in the selection of the event at the top of the list.
    pub(super) top: usize,
    pub(super) main: MainView,
    /// What is open over the main view.
    pub(super) panel: Option<Panel>,
    /// The first line of the page that is shown.
    pub(super) scroll: usize,
    /// The number of the focused link of the page. It is visible.
    pub(super) link: Option<usize>,
    pub(super) pages: PageCache,
    pub(super) exporting: Option<Exporting>,
    pub(super) history: History<ViewState>,
    /// The queries that were typed, the latest last.
    pub(super) prompt_history: Vec<String>,
    pub(super) notice: Option<Notice>,
    pub(super) zoom: Zoom,
    pub(super) mouse: bool,
    pub(super) editor: bool,
    pub(super) directories: Vec<Option<PathBuf>>,
    /// A reload that waits until the open panel is closed.
    pub(super) waiting_reload: Option<Reload>,
    pub(super) size: (u16, u16),
}

impl App {
    /// The browser at its start, on a screen without a size: a [`Resize`](crate::tui::message::Message::Resize) comes first.
    #[must_use]
    pub fn new(start: Start) -> Self {
        let mut app = Self {
            selection: Selection::default(),
            timeline: Timeline::default(),
            search: None,
            new_search: None,
            chronology: start.chronology,
            index: start.index,
            keymap: start.keymap,
            layout: start.layout,
            query: start.query,
            last_selected: None,
            top: 0,
            main: MainView::Browse(Focus::List),
            panel: None,
            scroll: 0,
            link: None,
            pages: PageCache::default(),
            exporting: None,
            history: History::default(),
            prompt_history: Vec::new(),
            notice: start.notice,
            zoom: Zoom::default(),
            mouse: start.mouse,
            editor: start.editor,
            directories: start.directories,
            waiting_reload: None,
            size: (0, 0),
        };
        app.refresh_selection();
        app
    }
}
