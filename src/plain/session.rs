//! The state of the browser without a screen: the query, the position, and what `more` will print.

use std::collections::VecDeque;
use std::fmt;

use summits_chronology::chronology::{Chronology, Event, Item, Ref};

use super::verb::{self, Line, Takes, VERBS, Verb, VerbInfo};
use crate::notebook::Notebook;
use crate::query::{Index, Query, Selection};
use crate::timeline::Timeline;

/// The lines of a part of a long answer.
pub(super) const PART_LINES: usize = 10;

/// Opens an editor on a file of this name with this text, and returns the new text, or an error message.
pub type Edit = Box<dyn Fn(&str, &str) -> Result<String, String>>;

/// What a session needs from the system.
pub struct Outside {
    /// The user's editor.
    pub edit: Edit,
    /// `None` if the chronology is built in.
    pub files: Option<Files>,
}

/// The files of a chronology.
pub struct Files {
    /// Whether they have changed since they were loaded.
    pub changed: Box<dyn FnMut() -> bool>,
    /// Reloads them, or returns the errors in words.
    pub read: Box<dyn FnMut() -> Result<Chronology, String>>,
}

impl fmt::Debug for Outside {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Outside").field("files", &self.files.is_some()).finish_non_exhaustive()
    }
}

/// What a session starts with.
#[derive(Debug)]
pub struct Start {
    /// The chronology, with the annotations of the notebooks.
    pub chronology: Chronology,
    /// The first query.
    pub query: Query,
    /// One for each layer.
    pub notebooks: Vec<Notebook>,
    /// The editor and the files.
    pub outside: Outside,
    /// Printed first, one line each.
    pub notices: Vec<String>,
    /// Whether pages are in colour.
    pub styled: bool,
}

/// The answer to a line.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    /// Lines to print.
    Lines(Vec<String>),
    /// The user quit.
    Quit,
}

/// What `more` prints.
#[derive(Debug, Default)]
pub(super) enum Rest {
    /// Nothing.
    #[default]
    Nothing,
    /// The events from this position in the selection on.
    Events(usize),
    /// The next of these parts.
    Parts(VecDeque<Vec<String>>),
}

/// The most entries of the history; the oldest is dropped first.
const LONGEST_HISTORY: usize = 200;

/// A position to go back to.
#[derive(Debug, Clone, PartialEq)]
struct HistoryEntry {
    query: Query,
    event: Option<Ref<Event>>,
    opened: Option<Item>,
}

/// The state of the browser without a screen.
///
/// Invariants: `selection` and `timeline` belong to `query`; `position` is a position in the selection, or 0.
#[derive(Debug)]
pub struct Session {
    pub(super) chronology: Chronology,
    pub(super) index: Index,
    pub(super) query: Query,
    pub(super) selection: Selection,
    pub(super) timeline: Timeline,
    pub(super) position: usize,
    pub(super) rest: Rest,
    /// The person, place or document whose page is open instead of the event.
    pub(super) opened: Option<Item>,
    /// Where `back` leads, the latest last.
    history: Vec<HistoryEntry>,
    pub(super) notebooks: Vec<Notebook>,
    pub(super) outside: Outside,
    notices: Vec<String>,
    pub(super) styled: bool,
    /// Whether the user was told that the files have changed.
    change_noticed: bool,
}

impl Session {
    #[must_use]
    pub fn new(start: Start) -> Self {
        let mut index = Index::new(&start.chronology);
        index.annotate(&start.chronology);
        let mut session = Self {
            index,
            chronology: start.chronology,
            query: start.query,
            selection: Selection::default(),
            timeline: Timeline::default(),
            position: 0,
            rest: Rest::Nothing,
            opened: None,
            history: Vec::new(),
            notebooks: start.notebooks,
            outside: start.outside,
            notices: start.notices,
            styled: start.styled,
            change_noticed: false,
        };
        session.select();
        session
    }

    /// The first lines: the title, the notices, and the first events.
    pub fn greeting(&mut self) -> Vec<String> {
        let mut said = vec![format!("{}. Type a query, or help.", self.chronology.title)];
        said.append(&mut self.notices);
        if self.selection.is_empty() && !self.query.is_empty() {
            said.push(format!("No event matches {}, so all events are listed.", self.query));
            self.query = Query::default();
            self.select();
        }
        said.append(&mut self.answered());
        said
    }

    /// A notice if the files have changed; only once.
    pub fn change_notice(&mut self) -> Option<String> {
        let files = self.outside.files.as_mut().filter(|_| !self.change_noticed)?;
        self.change_noticed = (files.changed)();
        self.change_noticed.then(|| "The files of the chronology have changed; type reload to load them.".to_owned())
    }

    /// Writes pending marks and notes at the end of the session, and returns a message about each notebook for which
    /// that failed.
    pub fn unwritten(&mut self) -> Vec<String> {
        self.notebooks.iter_mut().filter_map(Notebook::close).collect()
    }

    /// Answers a line, which must be cleaned.
    pub fn answer(&mut self, line: &str) -> Answer {
        let said = match verb::read(line) {
            Line::Query(text) => self.ask(text),
            Line::Narrow(text) => self.narrow(text),
            Line::Exclude(text) => self.exclude(text),
            Line::Verb(Verb::Quit, "") => return Answer::Quit,
            Line::Verb(verb, rest) => self.perform(verb, rest),
        };
        Answer::Lines(said.unwrap_or_else(|reason| vec![reason]))
    }

    /// The current event; an error if the page of another item is open.
    pub(super) fn here(&self) -> Result<Ref<Event>, String> {
        if let Some(item) = self.opened {
            let name = item.name(&self.chronology);
            return Err(format!("This is the page of {name}; back returns to the event."));
        }
        self.selection.get(self.position).ok_or_else(|| "There is no event.".to_owned())
    }

    fn perform(&mut self, verb: Verb, rest: &str) -> Result<Vec<String>, String> {
        if verb != Verb::More {
            self.rest = Rest::Nothing;
        }
        let unexpected = |info: &&VerbInfo| info.verb == verb && info.takes == Takes::Nothing && !rest.is_empty();
        if let Some(info) = VERBS.iter().find(unexpected) {
            let name = info.names[0];
            return Err(format!("Nothing may follow {name}. To search for these words: /{name} {rest}"));
        }
        if matches!(verb, Verb::Next | Verb::Previous | Verb::List | Verb::Goto | Verb::All | Verb::Where) {
            self.opened = None;
        }
        match verb {
            Verb::More => self.more(),
            Verb::Next => self.step(true),
            Verb::Previous => self.step(false),
            Verb::List => self.list(rest),
            Verb::Goto => self.go(rest),
            Verb::Read => self.read(rest),
            Verb::Document => self.document(rest),
            Verb::Compare => self.compare(),
            Verb::Links => self.links(),
            Verb::Follow => self.follow(rest),
            Verb::Cite => self.cite(rest),
            Verb::Mark => self.mark(),
            Verb::Note => self.note(rest),
            Verb::Edit => self.edit(),
            Verb::Erase => self.erase(),
            Verb::Count => self.count(rest),
            Verb::All => {
                self.set_query(Query::default());
                Ok(self.answered())
            },
            Verb::Back => self.back(),
            Verb::Where => Ok(vec![self.tally(), self.announced(self.position)]),
            Verb::Reload => self.reload(),
            Verb::Help => self.help(rest),
            Verb::Quit => Err("Nothing may follow quit.".to_owned()),
        }
    }

    // History.

    /// Adds the current position to the history, before going elsewhere.
    pub(super) fn leave(&mut self) {
        let here = HistoryEntry {
            query: self.query.clone(),
            event: self.selection.get(self.position),
            opened: self.opened.take(),
        };
        if self.history.last() != Some(&here) {
            self.history.push(here);
        }
        if self.history.len() > LONGEST_HISTORY {
            self.history.remove(0);
        }
    }

    fn back(&mut self) -> Result<Vec<String>, String> {
        let entry = self.history.pop().ok_or("There is nothing to go back to.")?;
        let mut said = Vec::new();
        if entry.query != self.query {
            self.query = entry.query;
            self.select();
            said.push(self.tally());
        }
        self.position = entry.event.and_then(|event| self.selection.nearest(event)).unwrap_or(0);
        self.opened = entry.opened;
        said.push(match self.opened {
            Some(item) => format!("{}; read reads the page.", item.name(&self.chronology)),
            None => self.announced(self.position),
        });
        Ok(said)
    }

    // Long answers.

    /// Returns the first of several parts and keeps the others for `more`.
    pub(super) fn begin(&mut self, parts: impl IntoIterator<Item = Vec<String>>) -> Vec<String> {
        self.rest = Rest::Parts(parts.into_iter().collect());
        self.more().unwrap_or_default()
    }

    fn more(&mut self) -> Result<Vec<String>, String> {
        match std::mem::take(&mut self.rest) {
            Rest::Nothing => Err("There is no more.".to_owned()),
            Rest::Events(from) => Ok(self.events(from, PART_LINES)),
            Rest::Parts(mut parts) => {
                let mut said = parts.pop_front().unwrap_or_default();
                let left: usize = parts.iter().map(Vec::len).sum();
                if left > 0 {
                    said.push(format!("More: {left} {}.", if left == 1 { "line" } else { "lines" }));
                    self.rest = Rest::Parts(parts);
                }
                Ok(said)
            },
        }
    }

    /// Returns `count` events from a position on, and keeps the others for `more`.
    pub(super) fn events(&mut self, from: usize, count: usize) -> Vec<String> {
        let end = from.saturating_add(count).min(self.selection.len());
        let mut said: Vec<String> = (from..end).flat_map(|place| self.listed(place)).collect();
        if end < self.selection.len() {
            let left = self.selection.len() - end;
            said.push(format!("More: {left} {}.", if left == 1 { "event" } else { "events" }));
            self.rest = Rest::Events(end);
        } else {
            self.rest = Rest::Nothing;
        }
        said
    }

    // Other verbs.

    fn help(&mut self, name: &str) -> Result<Vec<String>, String> {
        let line = |info: &VerbInfo| format!("{}{}", info.names(), info.about());
        if !name.is_empty() {
            let info = verb::named(name).ok_or_else(|| format!("{name} is not a verb; as a line it is a query."))?;
            return Ok(vec![line(info)]);
        }
        let mut said = vec![
            "A line is a query, such as country:JP+RU kind:summit or peace treaty, unless it begins with a verb."
                .to_owned(),
            "Start a line with / to force a query: /next. A plus narrows the query: + year:2003. A minus excludes something: - \
             topic:energy."
                .to_owned(),
        ];
        let lines: Vec<String> = VERBS.iter().map(line).collect();
        said.append(&mut self.begin(lines.chunks(PART_LINES).map(<[String]>::to_vec)));
        Ok(said)
    }

    fn reload(&mut self) -> Result<Vec<String>, String> {
        let files = self.outside.files.as_mut().ok_or("This chronology is built in and does not change.")?;
        self.change_noticed = false;
        let mut after = (files.read)().map_err(|report| {
            format!("Your files have errors; you keep the last good version.\n{}", report.trim_end())
        })?;
        after.copy_annotations(&self.chronology);
        let before = std::mem::replace(&mut self.chronology, after);
        self.index = Index::new(&self.chronology);
        self.index.annotate(&self.chronology);
        let (after, wanted) = (&self.chronology, self.selection.get(self.position));
        let moved = |event: Ref<Event>| after.counterpart(&before[event]);
        let again = |query: &Query| Query::parse(&query.to_string(), after);
        let history = self.history.iter().filter_map(|entry| {
            let opened = match entry.opened {
                Some(item) => Some(item.same_in(&before, after)?),
                None => None,
            };
            Some(HistoryEntry { query: again(&entry.query).ok()?, event: entry.event.and_then(moved), opened })
        });
        self.history = history.collect();
        self.opened = None;
        let wanted = wanted.and_then(moved);
        let mut said = vec!["Files reloaded.".to_owned()];
        self.query = again(&self.query).unwrap_or_else(|error| {
            said.push(format!("The query is no longer valid, so all events are selected: {error}."));
            Query::default()
        });
        self.select();
        self.position = wanted.and_then(|event| self.selection.nearest(event)).unwrap_or(0);
        said.push(self.tally());
        said.push(self.announced(self.position));
        Ok(said)
    }
}
