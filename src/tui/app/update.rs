//! Actions and messages, each handed to the file that deals with it.

use super::panel::{ChoiceKind, Panel};
use super::state::App;
use crate::keymap::Action;
use crate::navigation::History;
use crate::tui::effect::Effect;
use crate::tui::message::{Message, Notice};

impl App {
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

    /// Handles a message. Those about the terminal and the process change nothing here: the loop acts on them.
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
    pub(super) fn update_main(&mut self, action: Action) -> Vec<Effect> {
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
}
