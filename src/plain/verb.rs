//! The verbs, and the rule that decides whether a line is a verb or a query.

use summits_chronology::diagnostics::suggest::similarity;

/// What a line can do other than query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Continues a long answer.
    More,
    /// The next event.
    Next,
    /// The previous event.
    Previous,
    /// Lists events.
    List,
    /// Goes to another event.
    Goto,
    /// Reads the event in full.
    Read,
    /// One of its documents.
    Document,
    /// Compares the sides' documents.
    Compare,
    /// Lists the links of the page.
    Links,
    /// Follows one of them.
    Follow,
    /// Cites a document.
    Cite,
    /// Marks or unmarks the event.
    Mark,
    /// Reads the note or adds to it.
    Note,
    /// Edits the note in an editor.
    Edit,
    /// Deletes the note.
    Erase,
    /// Counts events by field.
    Count,
    /// Clears the query.
    All,
    /// Goes back to the previous query and event.
    Back,
    /// Says where the user is.
    Where,
    /// Reloads the files.
    Reload,
    /// Lists the verbs.
    Help,
    /// Quits.
    Quit,
}

/// The argument of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Nothing.
    Nothing,
    /// An optional argument, in words.
    Perhaps(&'static str),
    /// A required argument, in words.
    Always(&'static str),
}

/// The description of a verb.
#[derive(Debug, Clone, Copy)]
pub struct VerbInfo {
    /// The verb.
    pub verb: Verb,
    /// Its names, the full one first.
    pub names: &'static [&'static str],
    /// Its argument.
    pub takes: Takes,
    /// What it does.
    pub help: &'static str,
}

const fn info(verb: Verb, names: &'static [&'static str], takes: Takes, help: &'static str) -> VerbInfo {
    VerbInfo { verb, names, takes, help }
}

/// Every verb, those that are used most first.
pub const VERBS: &[VerbInfo] = &[
    info(Verb::More, &["more"], Takes::Nothing, "continues a long answer; an empty line does the same"),
    info(Verb::Next, &["next", "n"], Takes::Nothing, "the next event"),
    info(Verb::Previous, &["previous", "prev", "p"], Takes::Nothing, "the previous event"),
    info(
        Verb::Read,
        &["read", "show", "r"],
        Takes::Perhaps("all, a number or a name"),
        "reads the event in full, part by part, or all at once; with a number or an id, that event; with the name of a \
         person, a place or a document, its page",
    ),
    info(
        Verb::List,
        &["list", "l"],
        Takes::Perhaps("a number or all"),
        "lists events, one per line, from this one, from that number, or all",
    ),
    info(
        Verb::Goto,
        &["goto", "g"],
        Takes::Always("a number or a date"),
        "goes to the event with this number, or to the first from this date on: 2003, jan 2003, +6m, next gap, first, \
         last; a number alone does the same",
    ),
    info(
        Verb::Document,
        &["document", "d"],
        Takes::Perhaps("a number"),
        "reads one document of the event; without a number, lists them",
    ),
    info(
        Verb::Compare,
        &["compare", "c"],
        Takes::Nothing,
        "reads where the documents differ, and what those of each side say",
    ),
    info(
        Verb::Links,
        &["links"],
        Takes::Nothing,
        "lists the links of the page: other events, people, the place, documents",
    ),
    info(Verb::Follow, &["follow", "f"], Takes::Always("the number of a link"), "follows that link"),
    info(
        Verb::Cite,
        &["cite"],
        Takes::Perhaps("a number or all, and a style"),
        "cites a document, or all of them; the styles are note, biblatex, ris and csl-json",
    ),
    info(
        Verb::Mark,
        &["mark", "m"],
        Takes::Nothing,
        "marks the event, or removes the mark; the query is:marked finds marked events",
    ),
    info(
        Verb::Note,
        &["note"],
        Takes::Perhaps("a text"),
        "adds a line to your note on the event; without a text, reads the note",
    ),
    info(Verb::Edit, &["edit"], Takes::Nothing, "edits your note with VISUAL or EDITOR"),
    info(Verb::Erase, &["erase"], Takes::Nothing, "deletes your note and reads it back"),
    info(
        Verb::Count,
        &["count"],
        Takes::Always("a field"),
        "counts these events by year, kind, level, topic, country, person, place or publisher",
    ),
    info(Verb::All, &["all"], Takes::Nothing, "clears the query, so that all events are selected"),
    info(Verb::Back, &["back", "b"], Takes::Nothing, "goes back to the previous query and event"),
    info(Verb::Where, &["where", "w"], Takes::Nothing, "reads the query and the event again"),
    info(Verb::Reload, &["reload"], Takes::Nothing, "reloads the files of the chronology"),
    info(Verb::Help, &["help", "h", "?"], Takes::Perhaps("a verb"), "lists the verbs, or explains one"),
    info(Verb::Quit, &["quit", "q", "exit"], Takes::Nothing, "quits; so does the end of the input"),
];

/// A parsed line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line<'a> {
    /// A new query.
    Query(&'a str),
    /// `+`: narrows the query.
    Narrow(&'a str),
    /// `-`: excludes something from the query.
    Exclude(&'a str),
    /// A verb and its argument.
    Verb(Verb, &'a str),
}

/// Parses a line.
///
/// A line that begins with `/` is a query. Otherwise the first word decides: a verb, in full or in a short form, is
/// that verb; a number alone goes to the event; `+` and `-` change the current query; every other word begins a query.
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

/// The verb that is most similar to a word, if it is similar enough.
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

    /// Its argument and what it does: `, with a number or a date: goes to the event …`.
    #[must_use]
    pub fn about(&self) -> String {
        match self.takes {
            Takes::Nothing => format!(": {}", self.help),
            Takes::Perhaps(what) => format!(", optionally with {what}: {}", self.help),
            Takes::Always(what) => format!(", with {what}: {}", self.help),
        }
    }
}
