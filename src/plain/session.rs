//! The state of the browser without a screen: what is asked for, where the reader is, and what is still to be said.

use std::collections::VecDeque;
use std::fmt;

use summits_chronology::chronology::{Chronology, Event, Item, Ref};

use super::verb::{self, Line, Takes, VERBS, Verb, VerbInfo};
use crate::notebook::Notebook;
use crate::query::{Index, Query, Selection};
use crate::timeline::Timeline;

/// How many events are said where they are asked for, and how many verbs.
pub(super) const MANY: usize = 10;

/// An editor: takes the name of a file and the text in it, and answers with what was written, or why nothing was.
pub type Edit = Box<dyn Fn(&str, &str) -> Result<String, String>>;

/// What lies outside: an editor, and the files of the chronology.
pub struct Outside {
    /// The reader's editor.
    pub edit: Edit,
    /// The files; `None` for the chronology inside the program.
    pub files: Option<Files>,
}

/// The files of a chronology, as they are now.
pub struct Files {
    /// Whether they have changed since they were read, or since this was told.
    pub changed: Box<dyn FnMut() -> bool>,
    /// Reads them again: the chronology, or what is wrong, in words.
    pub read: Box<dyn FnMut() -> Result<Chronology, String>>,
}

impl fmt::Debug for Outside {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Outside").field("files", &self.files.is_some()).finish_non_exhaustive()
    }
}

/// What a session begins with.
#[derive(Debug)]
pub struct Start {
    /// The chronology, with the annotations of the notebooks laid over it.
    pub chronology: Chronology,
    /// The first query.
    pub query: Query,
    /// The reader's marks and notes, a notebook for each layer.
    pub notebooks: Vec<Notebook>,
    /// What lies outside.
    pub outside: Outside,
    /// What has to be said first, a line each.
    pub notices: Vec<String>,
    /// Whether pages are written in colour.
    pub styled: bool,
}

/// What a line is answered with.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    /// These lines.
    Said(Vec<String>),
    /// Nothing: the reader has left.
    Quit,
}

/// What `more` says.
#[derive(Debug, Default)]
pub(super) enum Rest {
    /// Nothing is left.
    #[default]
    Nothing,
    /// The events from this place of the selection on.
    Events(usize),
    /// These parts, one at a time.
    Parts(VecDeque<Vec<String>>),
}

/// How many places are remembered to go back to; the oldest is forgotten first.
const REMEMBERED: usize = 200;

/// A place to go back to.
#[derive(Debug, Clone, PartialEq)]
struct Stay {
    query: Query,
    event: Option<Ref<Event>>,
    opened: Option<Item>,
}

/// A reader at a prompt.
///
/// Invariants: `selection` and `timeline` are those of `query`; `place` is a place of the selection, or 0.
#[derive(Debug)]
pub struct Session {
    pub(super) chronology: Chronology,
    pub(super) index: Index,
    pub(super) query: Query,
    pub(super) selection: Selection,
    pub(super) timeline: Timeline,
    pub(super) place: usize,
    pub(super) rest: Rest,
    /// The person, place or document whose page is open, over the event.
    pub(super) opened: Option<Item>,
    /// Where the reader has been.
    behind: Vec<Stay>,
    pub(super) notebooks: Vec<Notebook>,
    pub(super) outside: Outside,
    notices: Vec<String>,
    pub(super) styled: bool,
    /// Whether the reader knows that the files have changed.
    told: bool,
}

impl Session {
    /// A session at its beginning.
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
            place: 0,
            rest: Rest::Nothing,
            opened: None,
            behind: Vec::new(),
            notebooks: start.notebooks,
            outside: start.outside,
            notices: start.notices,
            styled: start.styled,
            told: false,
        };
        session.select();
        session
    }

    /// What is said first: what this is, what is wrong, and the first events.
    pub fn greeting(&mut self) -> Vec<String> {
        let mut said = vec![format!("{}. Type a query, or help.", self.chronology.title)];
        said.append(&mut self.notices);
        if self.selection.is_empty() && !self.query.is_empty() {
            said.push(format!("No event matches {}, so here is every event.", self.query));
            self.query = Query::default();
            self.select();
        }
        said.append(&mut self.answered());
        said
    }

    /// What has happened outside since the last line, once.
    pub fn news(&mut self) -> Option<String> {
        let files = self.outside.files.as_mut().filter(|_| !self.told)?;
        self.told = (files.changed)();
        self.told.then(|| "The files of the chronology have changed; type reload to read them again.".to_owned())
    }

    /// Writes the marks and notes that could not be written before, when the session ends, and answers with those that
    /// still could not be.
    pub fn unwritten(&mut self) -> Vec<String> {
        self.notebooks.iter_mut().filter_map(Notebook::close).collect()
    }

    /// Answers a line, which is clean.
    pub fn answer(&mut self, line: &str) -> Answer {
        let said = match verb::read(line) {
            Line::Query(text) => self.ask(text),
            Line::Narrow(text) => self.narrow(text),
            Line::Exclude(text) => self.exclude(text),
            Line::Verb(Verb::Quit, "") => return Answer::Quit,
            Line::Verb(verb, rest) => self.perform(verb, rest),
        };
        Answer::Said(said.unwrap_or_else(|reason| vec![reason]))
    }

    /// The event that the reader is at.
    pub(super) fn here(&self) -> Result<Ref<Event>, String> {
        if let Some(item) = self.opened {
            let name = item.name(&self.chronology);
            return Err(format!("This is the page of {name}; back returns to the event."));
        }
        self.selection.get(self.place).ok_or_else(|| "There is no event.".to_owned())
    }

    fn perform(&mut self, verb: Verb, rest: &str) -> Result<Vec<String>, String> {
        if verb != Verb::More {
            self.rest = Rest::Nothing;
        }
        let idle = |info: &&VerbInfo| info.verb == verb && info.takes == Takes::Nothing && !rest.is_empty();
        if let Some(info) = VERBS.iter().find(idle) {
            let name = info.names[0];
            return Err(format!("{name} takes nothing behind it. To search for these words: /{name} {rest}"));
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
                self.put(Query::default());
                Ok(self.answered())
            },
            Verb::Back => self.back(),
            Verb::Where => Ok(vec![self.tally(), self.announced(self.place)]),
            Verb::Reload => self.reload(),
            Verb::Help => self.help(rest),
            Verb::Quit => Err("quit takes nothing behind it.".to_owned()),
        }
    }

    // The way back.

    /// Remembers where the reader is, before the reader goes elsewhere.
    pub(super) fn leave(&mut self) {
        let here =
            Stay { query: self.query.clone(), event: self.selection.get(self.place), opened: self.opened.take() };
        if self.behind.last() != Some(&here) {
            self.behind.push(here);
        }
        if self.behind.len() > REMEMBERED {
            self.behind.remove(0);
        }
    }

    fn back(&mut self) -> Result<Vec<String>, String> {
        let stay = self.behind.pop().ok_or("There is nothing to go back to.")?;
        let mut said = Vec::new();
        if stay.query != self.query {
            self.query = stay.query;
            self.select();
            said.push(self.tally());
        }
        self.place = stay.event.and_then(|event| self.selection.nearest(event)).unwrap_or(0);
        self.opened = stay.opened;
        said.push(match self.opened {
            Some(item) => format!("{}; read says the page.", item.name(&self.chronology)),
            None => self.announced(self.place),
        });
        Ok(said)
    }

    // What is said a part at a time.

    /// Says the first of several parts and keeps the others for `more`.
    pub(super) fn begin(&mut self, parts: impl IntoIterator<Item = Vec<String>>) -> Vec<String> {
        self.rest = Rest::Parts(parts.into_iter().collect());
        self.more().unwrap_or_default()
    }

    fn more(&mut self) -> Result<Vec<String>, String> {
        match std::mem::take(&mut self.rest) {
            Rest::Nothing => Err("There is no more.".to_owned()),
            Rest::Events(from) => Ok(self.events(from, MANY)),
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

    /// Says so many events from a place on, and keeps the others for `more`.
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

    // What else there is to say.

    fn help(&mut self, name: &str) -> Result<Vec<String>, String> {
        let line = |info: &VerbInfo| format!("{}{}", info.names(), info.about());
        if !name.is_empty() {
            let info = verb::named(name).ok_or_else(|| format!("{name} is no verb, so it is searched for."))?;
            return Ok(vec![line(info)]);
        }
        let mut said = vec![
            "A line is a query, such as country:JP+RU kind:summit or peace treaty, unless it begins with a verb."
                .to_owned(),
            "A stroke before it makes any line a query: /next. A plus narrows the query in force: + year:2003. A minus \
             takes something out of it: - topic:energy."
                .to_owned(),
        ];
        let lines: Vec<String> = VERBS.iter().map(line).collect();
        said.append(&mut self.begin(lines.chunks(MANY).map(<[String]>::to_vec)));
        Ok(said)
    }

    fn reload(&mut self) -> Result<Vec<String>, String> {
        let files = self.outside.files.as_mut().ok_or("This chronology is built in and does not change.")?;
        self.told = false;
        let mut after = (files.read)().map_err(|report| {
            format!("The files have faults; you go on with what was read before.\n{}", report.trim_end())
        })?;
        after.copy_annotations(&self.chronology);
        let before = std::mem::replace(&mut self.chronology, after);
        self.index = Index::new(&self.chronology);
        self.index.annotate(&self.chronology);
        let (after, wanted) = (&self.chronology, self.selection.get(self.place));
        let moved = |event: Ref<Event>| after.counterpart(&before[event]);
        let again = |query: &Query| Query::parse(&query.to_string(), after);
        let stays = self.behind.iter().filter_map(|stay| {
            let opened = match stay.opened {
                Some(item) => Some(item.same_in(&before, after)?),
                None => None,
            };
            Some(Stay { query: again(&stay.query).ok()?, event: stay.event.and_then(moved), opened })
        });
        self.behind = stays.collect();
        self.opened = None;
        let wanted = wanted.and_then(moved);
        let mut said = vec!["The files are read again.".to_owned()];
        self.query = again(&self.query).unwrap_or_else(|error| {
            said.push(format!("The query is no longer understood, so every event is there: {error}."));
            Query::default()
        });
        self.select();
        self.place = wanted.and_then(|event| self.selection.nearest(event)).unwrap_or(0);
        said.push(self.tally());
        said.push(self.announced(self.place));
        Ok(said)
    }
}
