//! The registry: everything that a person can choose to do.
//!
//! Keys, the mouse, the palette and the tests choose an [`Action`]. The first part of the enum is declared by one list,
//! which gives each action its name, its help line, its group and the contexts in which a key can be bound to it. The
//! configuration, the help, the hints, the palette, the manual page and `docs/keys.md` are all generated from that list.
//! The second part carries data (a row that was clicked, a character that was typed) and cannot be bound to a key.

use summits_chronology::chronology::{Country, Document, Event, Item, Ref, TimeWindow};

/// Where a key is pressed. A binding of the innermost context wins over one of [`Context::Global`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// Everywhere, unless an inner context has a binding. A line of text keeps all keys to itself.
    Global,
    List,
    /// The detail pane, and a page on the full screen.
    Detail,
    Compare,
    Facets,
    /// A line that is being edited: the query, a date, a note, the name of a file.
    Prompt,
    /// A list to choose from, narrowed by typing: help, palette, documents, links, citations.
    Choice,
}

impl Context {
    /// In the order of the configuration.
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

    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|context| context.name() == name)
    }

    /// Whether characters that are bound to no action are typed as text here.
    #[must_use]
    pub fn takes_text(self) -> bool {
        matches!(self, Self::Prompt | Self::Choice)
    }
}

/// The sections of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    Move,
    Time,
    Filter,
    Read,
    /// Editing a line of text.
    Edit,
    /// What leaves the browser: copies, links, exports.
    Out,
    Program,
}

impl Group {
    /// In the order of the help.
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

/// A part of the screen that can have the focus and be scrolled and clicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pane {
    List,
    /// The page of the selected event, or the one that was opened.
    Detail,
    /// The part of the comparison with this number, from 0.
    Part(usize),
}

/// An action in the registry.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    pub action: &'static Action,
    /// The name in the configuration and the palette: `next-year`.
    pub name: &'static str,
    /// One line of help.
    pub help: &'static str,
    pub group: Group,
    /// Where a key can be bound to it.
    pub contexts: &'static [Context],
}

/// Declares the bindable actions and their registry from one list, in the order of the help.
macro_rules! actions {
    ($($group:ident { $($action:ident = $name:literal, $help:literal, [$($context:ident)+];)+ })+) => {
        /// Something that a person chooses to do.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Action {
            $($(
                #[doc = $help]
                $action,
            )+)+
            /// Press the key of a country: from off to involved, took part, and off again.
            Country(Ref<Country>),
            /// Open the document with this number on the page, from 1.
            OpenDocumentNumber(usize),
            /// Copy the item with this number in the list of what can be copied, from 0.
            CopyChoice(usize),
            /// Export in the format with this number in the list of formats, from 0: asks for the name of the file.
            ExportAs(usize),
            /// Ask for another name for the export: a file with this one exists.
            ExportElsewhere,
            /// Replace the file that exists by the export.
            ReplaceExported,
            /// Cancel the export that is being written.
            CancelExport,
            /// Select an event in the list.
            Select(Ref<Event>),
            /// Go to an event, whether or not it matches the query, or open the page of a person, a place or a document.
            GoTo(Item),
            /// List the events of a person, a place or a document.
            ListEventsOf(Item),
            /// Open the address of a document.
            OpenAddress(Ref<Document>),
            /// Open the archived copy of a document.
            OpenArchived(Ref<Document>),
            /// Move the focus to a pane.
            Focus(Pane),
            /// Scroll a pane by this many lines, without moving the focus.
            Scroll(Pane, isize),
            /// Filter by time: a click or a drag on the density strip.
            FilterTime(TimeWindow),
            /// The same while the mouse is dragged: the whole drag is one step in the history.
            DragTime(TimeWindow),
            /// Choose the row with this number in the open list (facets, help, palette, documents, links, citations).
            Choose(usize),
            /// Type a character into the line that is being edited.
            Type(char),
            /// Insert a pasted text into the line that is being edited.
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
        SwitchPane = "switch-pane", "Switch pane", [Global];
        JumpBack = "jump-back", "Back to the previous query and page", [Global];
        JumpForward = "jump-forward", "Forward again", [Global];
    }
    Time {
        NextYear = "next-year", "To the first event of the next year", [Global];
        PreviousYear = "previous-year", "To the first event of this year, or of the year before", [Global];
        NextOfPair = "next-of-pair", "Next event with the same countries taking part", [Global];
        PreviousOfPair = "previous-of-pair", "Previous event with the same countries taking part", [Global];
        NextGap = "next-gap", "To the next gap of more than three months", [Global];
        PreviousGap = "previous-gap", "To the previous gap of more than three months", [Global];
        GoToDate = "go-to-date", "Go to a date: 2003, jan 2003, +6m, next gap", [Global];
        ZoomIn = "zoom-in", "Strip: shorter periods", [Global];
        ZoomOut = "zoom-out", "Strip: longer periods", [Global];
    }
    Filter {
        EditQuery = "query", "Edit the query; the list narrows as you type", [Global];
        OpenFacets = "facets", "Facets: kinds, topics, people and others, with counts", [Global];
        CycleCountryMode = "country-mode", "Countries: J and K, J or K, only J and K", [Global];
        ClearQuery = "clear-query", "Clear the query, show every event", [Global];
        Include = "include", "Facets: include this value, or no longer", [Facets];
        Exclude = "exclude", "Facets: exclude this value, or no longer", [Facets];
        NextField = "next-field", "Facets: next field", [Facets];
        PreviousField = "previous-field", "Facets: previous field", [Facets];
        FilterFacet = "filter-facet", "Facets: search the values", [Facets];
    }
    Read {
        Read = "read", "Read on the full screen, and back; with a link focused, follow it", [List Detail];
        Compare = "compare", "Compare what the documents of each side say, and back", [List Detail Compare];
        NextColumn = "next-column", "Comparison: next column", [Compare];
        PreviousColumn = "previous-column", "Comparison: previous column", [Compare];
        NextDocument = "next-document", "To the next document", [Detail Compare];
        PreviousDocument = "previous-document", "To the previous document", [Detail Compare];
        NextMatch = "next-match", "Next word of the query in the text", [Global];
        PreviousMatch = "previous-match", "Previous word of the query in the text", [Global];
        ToggleMark = "mark", "Mark the event, or remove the mark", [Global];
        ListMarked = "marked", "List the marked events, and back", [Global];
        WriteNote = "note", "Write a note on the event, in your editor", [Global];
        EditEvent = "edit-event", "Open the event's file at its line, in your editor", [Global];
        NextLink = "next-link", "To the next link of the page; enter follows it", [List Detail];
        PreviousLink = "previous-link", "To the previous link of the page", [Detail];
        FollowLink = "follow-link", "All links of the page, searchable: events, people, places, documents", [List Detail];
        ShowEvents = "show-events", "List the events of the open or focused person, place or document", [Global];
        Leave = "leave", "Close what is open, back to the list", [Global];
    }
    Edit {
        Accept = "accept", "Accept", [Facets Prompt Choice];
        Cancel = "cancel", "Cancel", [Prompt Choice];
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
        Export = "export", "Export the matching events (is:marked: your marks)", [Global];
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
    /// Its entry in the registry; `None` for an action that carries data.
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
