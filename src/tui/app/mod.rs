//! The state of the browser, and the one way to change it.
//!
//! [`App::update`] takes an [`Action`], [`App::handle`] a [`Message`]; both answer with the [`Effect`]s that follow. The state
//! knows no terminal, no clock and no files, so a test can play a whole session with it. What can be derived is derived: the
//! selected event is the one selected last or the nearest to it that matches; the chips come from the query, the help from
//! the registry.
//!
//! The files beside this one: `main_view` is what fills the screen. `motion` moves, `filter` edits the query, `facets` too,
//! `prompt` edits a line, `choice` chooses from a list, `follow` goes from page to page, `annotate` marks and writes notes,
//! `cite` copies, `export` exports, `compare` compares documents, `edit` opens files, `reload` takes in changed files,
//! `searching` searches large chronologies. `available` says why an action cannot work now, `accessors` are for the views and the loop, and
//! `pages` caches what was laid out.

mod accessors;
mod annotate;
mod available;
mod choice;
mod cite;
mod compare;
mod edit;
mod export;
mod facets;
mod filter;
mod follow;
mod main_view;
mod motion;
mod pages;
mod prompt;
mod reload;
mod searching;

use std::path::PathBuf;
use std::sync::Arc;

use summits_chronology::chronology::{Chronology, Event, Ref};

use crate::config::Layout;
use crate::keymap::{Action, Keymap};
use crate::navigation::{History, HistoryEntry};
use crate::query::{Index, Query, Search, Selection};
use crate::timeline::{Timeline, Zoom};
use crate::tui::effect::Effect;
use crate::tui::message::{Message, Notice};

pub use choice::{Choice, ChoiceKind, ChoiceRow};
use export::Exporting;
pub use facets::FacetsPanel;
pub use main_view::{Comparing, Focus, MainView, OpenedPage, ScrollPosition};
use pages::PageCache;
pub use prompt::{Preview, Prompt, PromptKind};
pub use reload::DiagnosticsPanel;
use reload::Reload;
pub use searching::so_far;

/// What is open over the main view.
#[derive(Debug, Clone)]
pub enum Panel {
    /// A line that is being edited.
    Prompt(Box<Prompt>),
    Facets(FacetsPanel),
    /// A list to choose from.
    Choice(Choice),
    /// The errors of the files, which were changed meanwhile.
    Diagnostics(DiagnosticsPanel),
}

/// How a page was viewed.
#[derive(Debug, Clone, Copy)]
struct ViewState {
    full_screen: bool,
    focus: Focus,
    /// The first line shown.
    scroll: usize,
    /// The number of the focused link.
    link: Option<usize>,
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
    chronology: Arc<Chronology>,
    index: Arc<Index>,
    keymap: Keymap,
    layout: Layout,
    query: Query,
    selection: Selection,
    timeline: Timeline,
    /// The search for the words of the query, while it is running.
    search: Option<Search>,
    /// The same, while the effect that starts it is not yet handed out.
    new_search: Option<Search>,
    /// The event that the reader selected last. It is kept while the query leaves it out, and selected again when the
    /// query includes it.
    last_selected: Option<Ref<Event>>,
    /// The position in the selection of the event at the top of the list.
    top: usize,
    main: MainView,
    /// What is open over the main view.
    panel: Option<Panel>,
    /// The first line of the page that is shown.
    scroll: usize,
    /// The number of the focused link of the page. It is visible.
    link: Option<usize>,
    pages: PageCache,
    exporting: Option<Exporting>,
    history: History<ViewState>,
    /// The queries that were typed, the latest last.
    prompt_history: Vec<String>,
    notice: Option<Notice>,
    zoom: Zoom,
    mouse: bool,
    editor: bool,
    directories: Vec<Option<PathBuf>>,
    /// A reload that waits until the open panel is closed.
    waiting_reload: Option<Reload>,
    size: (u16, u16),
}

impl App {
    /// The browser at its start, on a screen without a size: a [`Message::Resize`] comes first.
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

    /// Does an action. One that cannot work now does nothing but give the reason in a notice.
    pub fn update(&mut self, action: Action) -> Vec<Effect> {
        self.notice = None;
        if let Some(reason) = self.unavailable(&action) {
            self.notice = Some(Notice::Failed(reason));
            return Vec::new();
        }
        let effects = self.perform(action);
        self.finish(effects)
    }

    /// Takes in what arrived. Messages about the terminal and the process change nothing here: the loop acts on them.
    pub fn handle(&mut self, message: Message) -> Vec<Effect> {
        let mut effects = Vec::new();
        match message {
            Message::Resize(columns, rows) => self.size = (columns, rows),
            Message::Notice(notice) => self.notice = Some(notice),
            Message::Note(event, note) => {
                self.notice = None;
                effects = self.save_note(event, &note);
            },
            Message::Annotations(layer, annotations) => self.set_annotations(layer, annotations),
            Message::Reloaded(reloaded) => {
                self.notice = None;
                self.take_reload(Ok(reloaded));
            },
            Message::ReloadFailed(diagnostics) => {
                self.notice = None;
                self.take_reload(Err(diagnostics));
            },
            Message::Found => self.take_found(),
            Message::Export(progress) => self.take_export_progress(progress),
            Message::Input(_)
            | Message::SizeChanged
            | Message::Stop
            | Message::Continued
            | Message::End(_)
            | Message::HungUp
            | Message::Writable
            | Message::Progress
            | Message::Loaded
            | Message::Panicked => {},
        }
        self.finish(effects)
    }

    /// What follows every change, besides the effects of the change itself.
    fn finish(&mut self, mut effects: Vec<Effect>) -> Vec<Effect> {
        // An effect may refer to events of the present version of the chronology.
        if effects.is_empty() {
            self.take_waiting_reload();
        }
        effects.extend(self.new_search.take().map(Effect::Search));
        self.keep_in_bounds();
        self.pages.evict_unused();
        effects
    }

    fn perform(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Redraw => vec![Effect::Redraw],
            Action::Suspend => vec![Effect::Suspend],
            Action::Quit => vec![Effect::Quit],
            Action::Close if self.is_nothing_open() => vec![Effect::Quit],
            Action::Close => self.perform(Action::Leave),
            Action::ToggleMouse => {
                self.mouse = !self.mouse;
                let state = if self.mouse { "mouse on" } else { "mouse off: the terminal selects text" };
                self.notice = Some(Notice::Done(state.to_owned()));
                vec![Effect::Mouse(self.mouse)]
            },
            other => match &self.panel {
                Some(Panel::Prompt(_)) => self.update_prompt(other),
                Some(Panel::Facets(_)) => self.update_facets(other),
                Some(Panel::Choice(_)) => self.update_choice(other),
                Some(Panel::Diagnostics(_)) => self.update_diagnostics(&other),
                None => self.update_main(other),
            },
        }
    }

    /// Does an action in the main view.
    fn update_main(&mut self, action: Action) -> Vec<Effect> {
        if self.is_comparing()
            && let Some(effects) = self.update_comparison(&action)
        {
            return effects;
        }
        match action {
            Action::EditQuery => self.open_query_prompt(),
            Action::GoToDate => self.open_date_prompt(),
            Action::OpenFacets => self.open_facets(),
            Action::Help => self.open_choice(ChoiceKind::Help),
            Action::Palette => self.open_choice(ChoiceKind::Palette),
            Action::OpenDocument => return self.open_document(),
            Action::OpenDocumentNumber(number) => return self.open_document_number(number),
            Action::FollowLink => self.open_choice(ChoiceKind::Links),
            Action::NextLink => self.choose_link(true),
            Action::PreviousLink => self.choose_link(false),
            Action::ShowEvents => self.show_events(),
            Action::ListEventsOf(item) => self.list_events_of(item),
            Action::OpenAddress(document) => return self.open_address(document),
            Action::OpenArchived(document) => return self.open_archived(document),
            Action::CopyCitation => return self.copy_citation(),
            Action::ToggleMark => return self.toggle_mark(),
            Action::ListMarked => return self.list_marked(),
            Action::WriteNote => return self.write_note(),
            Action::EditEvent => return self.edit_event(),
            Action::CycleCountryMode
            | Action::ClearQuery
            | Action::Country(_)
            | Action::FilterTime(_)
            | Action::DragTime(_) => self.edit_query(&action),
            Action::ChooseCitation => self.open_choice(ChoiceKind::Citations),
            Action::CopyChoice(number) => return self.copy_choice(number),
            Action::Export => self.open_choice(ChoiceKind::Formats),
            Action::ExportAs(number) => self.export_as(number),
            Action::ExportElsewhere => self.export_elsewhere(),
            Action::ReplaceExported => return self.replace_exported(),
            Action::CancelExport => return vec![Effect::CancelExport],
            Action::Read => return self.read(),
            Action::Compare => self.compare(),
            Action::Leave => self.leave(),
            Action::SwitchPane => self.switch_pane(),
            Action::Focus(pane) => self.focus(pane),
            Action::JumpBack => self.jump(History::back),
            Action::JumpForward => self.jump(History::forward),
            Action::ZoomIn => self.zoom = self.zoom.closer(),
            Action::ZoomOut => self.zoom = self.zoom.wider(),
            other => self.update_motion(other),
        }
        Vec::new()
    }

    /// Sets the query and shows the page of the selected event.
    fn select_by(&mut self, query: Query) {
        self.query = query;
        self.refresh_selection();
        self.close_page();
    }

    /// Restores the invariants of the list, the page and the comparison.
    fn keep_in_bounds(&mut self) {
        self.keep_comparison();
        let Some(position) = self.selected_position() else {
            self.main.close_page();
            (self.top, self.scroll, self.link) = (0, 0, None);
            return;
        };
        let (last, around) = (self.selection.len().saturating_sub(1), self.rows_around());
        // The list does not scroll beyond its end, and a few events stay visible on either side of the selected one.
        let top = self.top.min(self.top_showing(0, last));
        let top = self.top_showing(top, (position + around).min(last)).min(position.saturating_sub(around));
        self.top = self.top_showing(top, position);
        self.keep_page();
    }

    /// The least change of `top` that shows the event at this position in the list.
    fn top_showing(&self, top: usize, position: usize) -> usize {
        self.timeline.top_showing(&self.chronology, &self.selection, top, self.screen().list_rows(), position)
    }

    /// How many events stay visible above and below the selected one.
    fn rows_around(&self) -> usize {
        (self.screen().list_rows() / 5).min(3)
    }

    /// The greatest scroll at which the page still fills its pane.
    fn last_scroll(&self) -> usize {
        let rows = self.page_size().map_or(0, |(_, rows)| rows);
        self.page().map_or(0, |page| page.lines.len().saturating_sub(rows))
    }

    fn here(&self) -> HistoryEntry<ViewState> {
        let view = ViewState {
            full_screen: self.main.is_full_screen(),
            focus: self.main.focus(),
            scroll: self.scroll,
            link: self.link,
        };
        HistoryEntry {
            query: self.query.clone(),
            selected: self.selected().or(self.last_selected),
            opened: self.main.opened().map(|page| page.item),
            view,
        }
    }

    /// Adds the present query and page to the history, before the reader goes elsewhere.
    fn remember_here(&mut self) {
        let here = self.here();
        self.history.push(here);
    }

    /// Selects an event, and shows it from its beginning.
    fn select(&mut self, event: Ref<Event>) {
        if self.selected() != Some(event) {
            self.rewind();
        }
        self.last_selected = Some(event);
        self.close_page();
    }
}

#[cfg(test)]
mod tests;
