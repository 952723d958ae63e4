//! The verbs, and how a line is told from another: what is a verb and what is a query.

use summits_chronology::diagnostics::suggest::similarity;

/// What can be done besides asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Goes on with what was begun.
    More,
    /// The next event.
    Next,
    /// The event before.
    Previous,
    /// The events, a line each.
    List,
    /// To another event.
    Goto,
    /// The event in full.
    Read,
    /// One of its documents.
    Document,
    /// What the sides' documents say.
    Compare,
    /// The other events that it hangs together with.
    Links,
    /// To one of them.
    Follow,
    /// The citation of a document.
    Cite,
    /// The mark.
    Mark,
    /// The note.
    Note,
    /// The note in an editor.
    Edit,
    /// The note taken away.
    Erase,
    /// How many events there are of each.
    Count,
    /// Every event again.
    All,
    /// The query and the event before.
    Back,
    /// Which event this is, of which query.
    Where,
    /// The files read again.
    Reload,
    /// The verbs.
    Help,
    /// The end.
    Quit,
}

/// What stands behind a verb, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Nothing.
    Nothing,
    /// This, or nothing.
    Perhaps(&'static str),
    /// This.
    Always(&'static str),
}

/// What there is to know of a verb.
#[derive(Debug, Clone, Copy)]
pub struct VerbInfo {
    /// The verb.
    pub verb: Verb,
    /// Its names, the full one first.
    pub names: &'static [&'static str],
    /// What stands behind it.
    pub takes: Takes,
    /// What it does.
    pub help: &'static str,
}

const fn info(verb: Verb, names: &'static [&'static str], takes: Takes, help: &'static str) -> VerbInfo {
    VerbInfo { verb, names, takes, help }
}

/// Every verb, those that are used most first.
pub const VERBS: &[VerbInfo] = &[
    info(Verb::More, &["more"], Takes::Nothing, "goes on with what was begun; an empty line does the same"),
    info(Verb::Next, &["next", "n"], Takes::Nothing, "the next event"),
    info(Verb::Previous, &["previous", "prev", "p"], Takes::Nothing, "the event before"),
    info(
        Verb::Read,
        &["read", "show", "r"],
        Takes::Perhaps("all, a number or a name"),
        "the event in full, a part at a time, or all of it at once; with a number or an id, that event; with the name of \
         a person, a place or a document, what is known of it",
    ),
    info(
        Verb::List,
        &["list", "l"],
        Takes::Perhaps("a number or all"),
        "the events, a line each, from this one, from that number, or all",
    ),
    info(
        Verb::Goto,
        &["goto", "g"],
        Takes::Always("a number or a date"),
        "to the event with this number, or the first from this date on: 2003, jan 2003, +6m, next gap, first, last; a \
         number alone does the same",
    ),
    info(
        Verb::Document,
        &["document", "d"],
        Takes::Perhaps("a number"),
        "one document of the event; without a number, whose they are",
    ),
    info(
        Verb::Compare,
        &["compare", "c"],
        Takes::Nothing,
        "where the documents differ, and what those of each side say",
    ),
    info(
        Verb::Links,
        &["links"],
        Takes::Nothing,
        "what the page refers to, numbered: other events, people, the place, documents",
    ),
    info(Verb::Follow, &["follow", "f"], Takes::Always("the number of a link"), "to where that link leads"),
    info(
        Verb::Cite,
        &["cite"],
        Takes::Perhaps("a number or all, and a style"),
        "the citation of a document, or of all; the styles are note, biblatex, ris and csl-json",
    ),
    info(
        Verb::Mark,
        &["mark", "m"],
        Takes::Nothing,
        "marks the event, or takes the mark away; the query is:marked finds the marked",
    ),
    info(
        Verb::Note,
        &["note"],
        Takes::Perhaps("a text"),
        "adds a line to your note on the event; without a text, says the note",
    ),
    info(Verb::Edit, &["edit"], Takes::Nothing, "your note in the editor that VISUAL or EDITOR names"),
    info(Verb::Erase, &["erase"], Takes::Nothing, "takes your note away, and says it once more"),
    info(
        Verb::Count,
        &["count"],
        Takes::Always("a field"),
        "how many of these events there are of each year, kind, level, topic, country, person, place or publisher",
    ),
    info(Verb::All, &["all"], Takes::Nothing, "every event again"),
    info(Verb::Back, &["back", "b"], Takes::Nothing, "the query and the event before"),
    info(Verb::Where, &["where", "w"], Takes::Nothing, "which event this is, and of which query"),
    info(Verb::Reload, &["reload"], Takes::Nothing, "reads the files of the chronology again"),
    info(Verb::Help, &["help", "h", "?"], Takes::Perhaps("a verb"), "the verbs, or what one of them does"),
    info(Verb::Quit, &["quit", "q", "exit"], Takes::Nothing, "ends; so does the end of the input"),
];

/// What a line asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line<'a> {
    /// Everything that matches.
    Query(&'a str),
    /// Only what matches as well.
    Narrow(&'a str),
    /// Only what does not match.
    Exclude(&'a str),
    /// A verb, with what stands behind it.
    Verb(Verb, &'a str),
}

/// Reads a line.
///
/// A line that begins with a stroke is a query. Otherwise the first word decides: a verb, in full or in one of its short
/// forms, is that verb whatever follows; a number goes to the event; `+` and `-` that stand by themselves change the query
/// in force; every other word begins a query.
pub fn read(line: &str) -> Line<'_> {
    let line = line.trim();
    if let Some(query) = line.strip_prefix('/') {
        return Line::Query(query.trim());
    }
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let rest = rest.trim();
    match first {
        "" => Line::Verb(Verb::More, ""),
        "+" => Line::Narrow(rest),
        "-" => Line::Exclude(rest),
        _ if rest.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit()) => Line::Verb(Verb::Goto, first),
        _ => named(first).map_or(Line::Query(line), |info| Line::Verb(info.verb, rest)),
    }
}

/// The verb with this name.
pub fn named(name: &str) -> Option<&'static VerbInfo> {
    VERBS.iter().find(|info| info.names.iter().any(|own| own.eq_ignore_ascii_case(name)))
}

/// The verb that was probably meant by a word that is none.
pub fn meant(word: &str) -> Option<&'static str> {
    const ALIKE: f64 = 0.85;
    let likeness = |info: &VerbInfo| similarity(info.names[0], &word.to_lowercase());
    let nearest = VERBS.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(nearest) >= ALIKE).then_some(nearest.names[0])
}

impl VerbInfo {
    /// `previous, prev or p`.
    #[must_use]
    pub fn names(&self) -> String {
        match self.names {
            [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
            names => names.concat(),
        }
    }

    /// What it takes and what it does: `then a number or a date: to the event …`.
    #[must_use]
    pub fn about(&self) -> String {
        match self.takes {
            Takes::Nothing => format!(": {}", self.help),
            Takes::Perhaps(what) => format!(", perhaps with {what}: {}", self.help),
            Takes::Always(what) => format!(", with {what}: {}", self.help),
        }
    }
}
