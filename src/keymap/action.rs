//! The registry: everything a person can do, once.
//!
//! An [`Action`] is the only way into the browser. Keys, the mouse, the palette and the tests choose one; nothing else
//! changes the state of the screen. The first part of the enum is declared by one list, which gives each action its
//! name, its help line, its group and the contexts in which a key can be bound to it. The configuration, the help, the
//! hints, the palette, the manual page and `docs/keys.md` are all printed from that list. The second part carries data
//! (a row that was clicked, a character that was typed) and has no key of its own.

use summits_chronology::chronology::{Country, Document, Event, Item, Ref, TimeWindow};

/// Where a key is pressed. A chord means what the innermost context says; what that leaves free, [`Context::Global`] says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// Everywhere, unless an inner context says otherwise. Letters and digits do not reach it from a line of text.
    Global,
    /// The list of events.
    List,
    /// The detail pane, and the event on the full screen.
    Detail,
    /// The comparison of what the sides' documents say of an event.
    Compare,
    /// The facets.
    Facets,
    /// A line that is being edited: the query, a date.
    Prompt,
    /// A list to choose from, narrowed by typing: help, palette, documents, links, citations.
    Choice,
}

impl Context {
    /// Every context, in the order of the configuration.
    pub const ALL: &'static [Self] =
        &[Self::Global, Self::List, Self::Detail, Self::Compare, Self::Facets, Self::Prompt, Self::Choice];

    /// The name in the configuration: `[keys.list]`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::List => "list",
            Self::Detail => "detail",
            Self::Compare => "compare",
            Self::Facets => "facets",
            Self::Prompt => "prompt",
            Self::Choice => "choice",
        }
    }

    /// The context of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|context| context.name() == name)
    }

    /// Whether what is typed is text here, so that only what no action holds is left to it.
    #[must_use]
    pub fn takes_text(self) -> bool {
        matches!(self, Self::Prompt | Self::Choice)
    }
}

/// What actions are sorted under in the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Going from event to event and line to line.
    Move,
    /// Going by time.
    Time,
    /// Asking for some events only.
    Filter,
    /// Reading one event.
    Read,
    /// Editing a line.
    Edit,
    /// What leaves the browser.
    Out,
    /// The browser itself.
    Program,
}

impl Group {
    /// Every group, in the order of the help.
    pub const ALL: &'static [Self] =
        &[Self::Move, Self::Time, Self::Filter, Self::Read, Self::Edit, Self::Out, Self::Program];

    /// The heading in the help.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Move => "Move",
            Self::Time => "Time",
            Self::Filter => "Filter",
            Self::Read => "Read",
            Self::Edit => "Edit a line",
            Self::Out => "Copy, open, export",
            Self::Program => "Program",
        }
    }
}

/// A part of the main screen that can be looked at, scrolled and clicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The list of events.
    List,
    /// The detail of the selected event.
    Detail,
    /// The part of the comparison with this number, in place of both.
    Part(usize),
}

/// What the registry knows of an action.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The action.
    pub action: &'static Action,
    /// The name in the configuration and the palette: `next-year`.
    pub name: &'static str,
    /// One line of help.
    pub help: &'static str,
    /// What it is sorted under.
    pub group: Group,
    /// Where a key can be bound to it.
    pub contexts: &'static [Context],
}

/// Declares the bindable actions and their registry from one list, in the order of the help.
macro_rules! actions {
    ($($group:ident { $($action:ident = $name:literal, $help:literal, [$($context:ident)+];)+ })+) => {
        /// Something a person does.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Action {
            $($(
                #[doc = $help]
                $action,
            )+)+
            /// Press the key of a country: off, involved, took part, off.
            Country(Ref<Country>),
            /// Open the document with this number in the detail pane, counted from 1.
            OpenDocumentNumber(usize),
            /// Copy what has this place among all that can be copied of the event, counted from 0.
            CopyOffered(usize),
            /// Export in the format that has this place among all formats, counted from 0: asks for the name of the file.
            ExportAs(usize),
            /// Ask for another name for the export than that of a file that exists.
            ExportElsewhere,
            /// Write the export in the place of the file that exists.
            ReplaceExported,
            /// Cancel the export that is being written.
            CancelExport,
            /// Select an event of the list.
            Select(Ref<Event>),
            /// Go to an event, whether or not the query has it, or open the page of a person, a place or a document; what
            /// was before can be gone back to.
            GoTo(Item),
            /// List the events of a person, a place or a document.
            ListEventsOf(Item),
            /// Open the address of a document.
            OpenAddress(Ref<Document>),
            /// Open the archived copy of a document.
            OpenArchived(Ref<Document>),
            /// Look at a pane.
            Focus(Pane),
            /// Scroll a pane by so many lines, without moving the selection of the keyboard elsewhere.
            Scroll(Pane, isize),
            /// Filter by time: a click or a drag on the density strip.
            FilterTime(TimeWindow),
            /// The same while the mouse is dragged: one step back leads to where the drag began.
            DragTime(TimeWindow),
            /// Choose the row with this number in the list that is open (facets, help, palette, documents, links, citations).
            Choose(usize),
            /// Type a character into the line.
            Type(char),
            /// Put a pasted text into the line.
            Paste(String),
        }

        /// Every bindable action, in the order of the help.
        pub const REGISTRY: &[Entry] = &[
            $($(Entry {
                action: &Action::$action,
                name: $name,
                help: $help,
                group: Group::$group,
                contexts: &[$(Context::$context),+],
            },)+)+
        ];
    };
}

actions! {
    Move {
        MoveDown = "down", "Next event, next line", [List Detail Compare Facets Prompt Choice];
        MoveUp = "up", "Previous event, previous line", [List Detail Compare Facets Prompt Choice];
        HalfPageDown = "half-page-down", "Half a page down", [List Detail Compare Facets];
        HalfPageUp = "half-page-up", "Half a page up", [List Detail Compare Facets];
        PageDown = "page-down", "A page down", [List Detail Compare Facets Prompt Choice];
        PageUp = "page-up", "A page up", [List Detail Compare Facets Prompt Choice];
        First = "first", "To the first event, to the top", [List Detail Compare Facets Choice];
        Last = "last", "To the last event, to the end", [List Detail Compare Facets Choice];
        SwitchPane = "switch-pane", "Look at the other pane", [Global];
        JumpBack = "jump-back", "Back to the query and page before", [Global];
        JumpForward = "jump-forward", "Forward again", [Global];
    }
    Time {
        NextYear = "next-year", "To the first event of the next year", [Global];
        PreviousYear = "previous-year", "To the first event of this year, or of the year before", [Global];
        NextOfPair = "next-of-pair", "Next event with the same countries taking part", [Global];
        PreviousOfPair = "previous-of-pair", "Previous event with the same countries taking part", [Global];
        NextGap = "next-silence", "To the next silence of more than three months", [Global];
        PreviousGap = "previous-silence", "To the previous silence of more than three months", [Global];
        GoToDate = "go-to-date", "Go to a date: 2003, jan 2003, +6m, next gap", [Global];
        ZoomIn = "zoom-in", "Strip: shorter periods", [Global];
        ZoomOut = "zoom-out", "Strip: longer periods", [Global];
    }
    Filter {
        EditQuery = "query", "Edit the query; the list narrows as you type", [Global];
        OpenFacets = "facets", "Facets: kinds, topics, people and others, with counts", [Global];
        CycleCountryMode = "country-mode", "Countries: all of, any of, only these", [Global];
        ClearQuery = "clear-query", "Show every event again", [Global];
        Include = "include", "Facets: ask for this value, or no longer", [Facets];
        Exclude = "exclude", "Facets: leave this value out, or no longer", [Facets];
        NextField = "next-field", "Facets: next field", [Facets];
        PreviousField = "previous-field", "Facets: previous field", [Facets];
        FilterFacet = "filter-facet", "Facets: narrow the values by typing", [Facets];
    }
    Read {
        Read = "read", "Read on the full screen, and back; with a link chosen, follow it", [List Detail];
        Compare = "compare", "Compare what the documents of each side say, and back", [List Detail Compare];
        NextColumn = "next-column", "Comparison: next column", [Compare];
        PreviousColumn = "previous-column", "Comparison: previous column", [Compare];
        NextDocument = "next-document", "To the next document", [Detail Compare];
        PreviousDocument = "previous-document", "To the previous document", [Detail Compare];
        NextMatch = "next-match", "Next word of the query in the text", [Global];
        PreviousMatch = "previous-match", "Previous word of the query in the text", [Global];
        ToggleMark = "mark", "Mark the event, or take the mark away", [Global];
        ListMarked = "marked", "List what is marked, and back", [Global];
        WriteNote = "note", "Write a note on the event, in your editor", [Global];
        EditEvent = "edit-event", "Open the event's file at its line, in your editor", [Global];
        NextLink = "next-link", "To the next link of the page; enter follows it", [List Detail];
        PreviousLink = "previous-link", "To the previous link of the page", [Detail];
        FollowLink = "follow-link", "All links of the page, searchable: events, people, places, documents", [List Detail];
        ShowEvents = "show-events", "List the events of the person, place or document that is open or chosen", [Global];
        Leave = "leave", "Close what is open, back to the list", [Global];
    }
    Edit {
        Accept = "accept", "Take it", [Facets Prompt Choice];
        Cancel = "cancel", "Leave it as it was", [Prompt Choice];
        Complete = "complete", "Complete the word", [Prompt];
        HistoryOlder = "history-older", "An older line", [Prompt];
        HistoryNewer = "history-newer", "A newer line", [Prompt];
        CursorLeft = "cursor-left", "One character left", [Prompt Choice];
        CursorRight = "cursor-right", "One character right", [Prompt Choice];
        CursorWordLeft = "cursor-word-left", "One word left", [Prompt Choice];
        CursorWordRight = "cursor-word-right", "One word right", [Prompt Choice];
        CursorStart = "cursor-start", "To the start of the line", [Prompt Choice];
        CursorEnd = "cursor-end", "To the end of the line", [Prompt Choice];
        DeleteLeft = "delete-left", "Delete the character before", [Prompt Choice];
        DeleteRight = "delete-right", "Delete the character under the cursor", [Prompt Choice];
        DeleteWordLeft = "delete-word-left", "Delete the word before", [Prompt Choice];
        DeleteToStart = "delete-to-start", "Delete the line up to the cursor", [Prompt Choice];
        DeleteToEnd = "delete-to-end", "Delete the line from the cursor", [Prompt Choice];
    }
    Out {
        CopyCitation = "copy-citation", "Copy the citation of the first document, or of the one compared", [Global];
        ChooseCitation = "choose-citation", "Choose what to copy: a citation, the event", [Global];
        OpenDocument = "open-document", "Open a document in the web browser", [Global];
        Export = "export", "Export what the query has (is:marked: your marks)", [Global];
    }
    Program {
        Help = "help", "All keys, searchable", [Global];
        Palette = "palette", "All actions by name", [Global];
        ToggleMouse = "mouse", "Mouse on or off (off: the terminal selects text)", [Global];
        Redraw = "redraw", "Draw the screen again", [Global Prompt Choice];
        Suspend = "suspend", "Stop the browser; fg brings it back", [Global Prompt Choice];
        Close = "close", "Close what is open; with nothing open, quit", [Global];
        Quit = "quit", "Quit", [Global];
    }
}

impl Action {
    /// What the registry knows of it; `None` for an action that carries data.
    #[must_use]
    pub fn entry(&self) -> Option<&'static Entry> {
        REGISTRY.iter().find(|entry| entry.action == self)
    }

    /// The bindable action of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<&'static Entry> {
        REGISTRY.iter().find(|entry| entry.name == name)
    }
}
