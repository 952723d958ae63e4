//! Why an action cannot work now. The reason is shown on the bottom line, in the help and in the palette.

use summits_chronology::chronology::Item;

use super::panel::Panel;
use super::state::App;
use crate::keymap::Action;

/// The reason on the page of a person or a place, which cites no documents.
const NO_DOCUMENT: &str = "no document here: go back to an event first";

impl App {
    /// Whether actions apply to an event.
    fn is_on_event(&self) -> bool {
        matches!(self.at_hand(), Some(Item::Event(_)))
    }

    /// Why an action that is bound to a key cannot work now; `None` where it can.
    #[must_use]
    pub fn unavailable(&self, action: &Action) -> Option<String> {
        let say = |reason: &str| Some(reason.to_owned());
        match action {
            // The report of errors has a file to edit even if no event matches.
            Action::EditEvent if matches!(self.panel, Some(Panel::Diagnostics(_))) => self.without_editor(),
            Action::Read
            | Action::Compare
            | Action::ToggleMark
            | Action::WriteNote
            | Action::EditEvent
            | Action::FollowLink
            | Action::CopyCitation
            | Action::ChooseCitation
            | Action::OpenDocument
            | Action::Export
            | Action::NextOfPair
            | Action::PreviousOfPair
            | Action::NextYear
            | Action::PreviousYear
            | Action::NextGap
            | Action::PreviousGap
                if self.selected().is_none() =>
            {
                say("no event matches the query")
            },
            Action::Compare
            | Action::ToggleMark
            | Action::WriteNote
            | Action::EditEvent
            | Action::NextDocument
            | Action::PreviousDocument
                if !self.is_on_event() =>
            {
                say("this works on an event: go back to one first")
            },
            waiting if self.waits_for_search(waiting).is_some() => self.waits_for_search(waiting),
            Action::EditEvent => self.uneditable(),
            Action::CopyCitation | Action::OpenDocument | Action::NextDocument | Action::PreviousDocument
                if self.cited_documents() == 0 =>
            {
                say(if self.is_on_event() { "this event cites no document" } else { NO_DOCUMENT })
            },
            Action::ChooseCitation if self.cited_documents() == 0 && !self.is_on_event() => say(NO_DOCUMENT),
            Action::FollowLink | Action::NextLink | Action::PreviousLink if self.links().is_empty() => {
                say("no links on this page")
            },
            Action::ShowEvents if self.of_events().is_none() => {
                say("open a person, a place or a document first, or focus a link to one")
            },
            Action::Compare if self.cited_documents() == 0 && !self.is_comparing() => {
                say("this event cites no document, so there is nothing to compare")
            },
            Action::CopyCitation | Action::OpenDocument
                if self.is_comparing() && self.compared_document().is_none() =>
            {
                say("no document here: switch to another column")
            },
            Action::NextColumn | Action::PreviousColumn if !self.is_comparing() => say("open the comparison first"),
            Action::OpenDocumentNumber(number) if *number == 0 || *number > self.cited_documents() => {
                Some(match self.cited_documents() {
                    _ if !self.is_on_event() => "no document has this number here".to_owned(),
                    0 => "this event cites no document".to_owned(),
                    1 => "this event cites one document".to_owned(),
                    documents => format!("this event cites {documents} documents"),
                })
            },
            Action::CycleCountryMode if self.query.country_filter().roles.is_empty() => {
                say("choose a country first: press its key")
            },
            Action::ClearQuery if self.query.is_empty() => say("no filter to clear"),
            Action::JumpBack if !self.history.can_go_back() => say("nothing to go back to"),
            Action::JumpForward if !self.history.can_go_forward() => say("nothing to go forward to"),
            Action::NextMatch | Action::PreviousMatch if self.marks().is_empty() => {
                say("the query has no words to find")
            },
            Action::NextMatch | Action::PreviousMatch if self.is_comparing() => {
                (!self.compares_match()).then(|| "no match in the comparison".to_owned())
            },
            Action::NextMatch | Action::PreviousMatch if self.page().is_none_or(|page| page.matches.is_empty()) => {
                say("no match on this page")
            },
            Action::SwitchPane
                if !self.main.is_full_screen() && !self.is_comparing() && self.screen().detail.is_none() =>
            {
                say("no room for two panes: enter reads the event")
            },
            Action::ZoomIn | Action::ZoomOut if self.is_comparing() => say("the comparison hides the strip"),
            Action::ZoomIn if self.zoom.is_closest() => say("already at single days"),
            Action::ZoomOut if self.zoom.is_widest() => say("already at full range"),
            Action::ZoomIn | Action::ZoomOut if self.screen().strip.is_none() => say("no room for the strip"),
            _ => None,
        }
    }
}
