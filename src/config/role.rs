//! The roles: what a style is used for.

/// Declares the roles, their names and their descriptions from one list.
macro_rules! roles {
    ($($role:ident = $name:literal, $help:literal;)+) => {
        /// What a style is used for. The views name roles only; the theme decides on the colours.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role {
            $(
                #[doc = $help]
                $role,
            )+
        }

        impl Role {
            /// Every role, in the order of the configuration.
            pub const ALL: &'static [Self] = &[$(Self::$role),+];

            /// The name in the configuration.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$role => $name),+ }
            }

            /// A description in one line.
            #[must_use]
            pub fn help(self) -> &'static str {
                match self { $(Self::$role => $help),+ }
            }
        }
    };
}

roles! {
    Text = "text", "Ordinary text, and the background of the whole screen";
    Title = "title", "The title of the chronology, and of the event";
    Heading = "heading", "Headings in the detail pane, the help and the facets";
    Muted = "muted", "Secondary text: kinds in the list, addresses, remarks";
    Native = "native", "Names in their own script, after the name";
    Border = "border", "The borders of panes";
    BorderFocused = "border-focused", "The border of the focused pane";
    Query = "query", "The query, in the border of the list and in the prompt";
    Count = "count", "The number of events, and the position among them";
    Selection = "selection", "The selected row in the focused pane";
    SelectionUnfocused = "selection-unfocused", "The selected row in a pane without focus";
    SelectionMark = "selection-mark", "The mark at the edge of the selected row";
    Date = "date", "Dates in the list";
    Year = "year", "Year headings in the list";
    Gap = "gap", "Gaps of more than three months in the list";
    Concerned = "concerned", "The letter of a country that was concerned without taking part, over its colour";
    Badge = "badge", "How well an event is documented: JR, R·, n3, s";
    Difference = "difference", "Where documents disagree: ≠ in the list, the differences in the detail pane";
    Uncertain = "uncertain", "Possible matches, low confidence, doubtful dates";
    Publisher = "publisher", "Who published a document";
    Number = "number", "The numbers of documents and links";
    Quote = "quote", "Passages quoted verbatim; never dimmer than the text";
    QuoteMark = "quote-mark", "The mark at the edge of a quotation";
    Match = "match", "Words of the query in the text";
    Link = "link", "Addresses and links to other events";
    ChipOn = "chip-on", "A country in the query, over its colour";
    ChipOff = "chip-off", "A country that is not in the query";
    ChipKey = "chip-key", "The key in a country's name, over its colour";
    Strip = "strip", "The density strip: all events";
    StripShare = "strip-share", "The density strip: the matching events";
    StripCursor = "strip-cursor", "The density strip: the selected event";
    StripYear = "strip-year", "The density strip: the years below it";
    Scrollbar = "scrollbar", "The scroll position of a pane";
    Hint = "hint", "What the keys on the bottom line do";
    HintKey = "hint-key", "The keys on the bottom line and in the help";
    Cursor = "cursor", "The cursor in a line of text";
    FacetOn = "facet-on", "A value of a facet that is included";
    FacetOff = "facet-off", "A value of a facet that is excluded";
    Notice = "notice", "A message that something was done";
    Warning = "warning", "A warning";
    Error = "error", "An error message, and the position of an error";
    Country1 = "country-1", "The first country of the chronology, and every sixth after it";
    Country2 = "country-2", "The second country";
    Country3 = "country-3", "The third country";
    Country4 = "country-4", "The fourth country";
    Country5 = "country-5", "The fifth country";
    Country6 = "country-6", "The sixth country";
}

impl Role {
    /// The roles of the countries, in the order of the chronology; used again after the last.
    pub const COUNTRIES: [Self; 6] =
        [Self::Country1, Self::Country2, Self::Country3, Self::Country4, Self::Country5, Self::Country6];

    /// The role of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.name() == name)
    }

    /// The index in [`Role::ALL`].
    pub(super) fn position(self) -> usize {
        self as usize
    }
}
