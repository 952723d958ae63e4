//! Queries: how lines change the current query, and the answer.

use super::session::{PART_LINES, Session};
use super::verb;
use crate::query::{Count, Field, Query, QueryError, counts};
use crate::timeline::Timeline;

/// The number of events in the answer to a query.
const FEW: usize = 5;

impl Session {
    pub(super) fn ask(&mut self, text: &str) -> Result<Vec<String>, String> {
        let query = Query::parse(text, &self.chronology).map_err(|error| invalid_query(&error, text))?;
        let meant = (!text.contains(char::is_whitespace)).then(|| verb::meant(text)).flatten();
        let hint = meant.map(|verb| format!(" Did you mean the verb {verb}?")).unwrap_or_default();
        self.try_query(query).map_err(|reason| reason + &hint)
    }

    pub(super) fn narrow(&mut self, text: &str) -> Result<Vec<String>, String> {
        if text.is_empty() {
            return Err("After + write another condition, for example: + kind:summit".to_owned());
        }
        let more = Query::parse(text, &self.chronology).map_err(|error| invalid_query(&error, text))?;
        self.join(&more)
    }

    pub(super) fn exclude(&mut self, text: &str) -> Result<Vec<String>, String> {
        let negated = format!("-{text}");
        let shifted = |error: QueryError| {
            let span = error.span.start.saturating_sub(1)..error.span.end.saturating_sub(1);
            invalid_query(&QueryError { span, ..error }, text)
        };
        let unwanted = match text {
            "" => return Err("After - write what to exclude, for example: - topic:energy".to_owned()),
            _ => Query::parse(&negated, &self.chronology).map_err(shifted)?,
        };
        if unwanted.conditions().len() > 1 {
            return Err("You can exclude one thing at a time.".to_owned());
        }
        self.join(&unwanted)
    }

    fn join(&mut self, more: &Query) -> Result<Vec<String>, String> {
        match self.query.and(more) {
            Some(query) => self.try_query(query),
            None => Err(format!("These dates have no day in common with {}. Nothing has changed.", self.query)),
        }
    }

    /// Applies a query if an event matches it. A query without a match is more often a slip than a question, so the user
    /// stays where they are.
    fn try_query(&mut self, query: Query) -> Result<Vec<String>, String> {
        let selection = self.index.select(&self.chronology, &query);
        if selection.is_empty() {
            return Err(format!("No event matches {query}. Nothing has changed: {}", self.tally()));
        }
        self.set_query(query);
        Ok(self.answered())
    }

    /// Applies a query and goes to its first event.
    pub(super) fn set_query(&mut self, query: Query) {
        self.leave();
        self.query = query;
        self.position = 0;
        self.select();
    }

    pub(super) fn select(&mut self) {
        self.selection = self.index.select(&self.chronology, &self.query);
        self.timeline = Timeline::new(&self.index, &self.selection);
    }

    /// The count, and the first events.
    pub(super) fn answered(&mut self) -> Vec<String> {
        let mut said = vec![self.tally()];
        said.append(&mut self.events(0, FEW));
        said
    }

    /// `269 events for country:JP+RU.`
    pub(super) fn tally(&self) -> String {
        let query = if self.query.is_empty() { String::new() } else { format!(" for {}", self.query) };
        format!("{}{query}.", self.selection.tally())
    }

    pub(super) fn count(&mut self, name: &str) -> Result<Vec<String>, String> {
        let field = Field::parse(name).filter(|field| *field != Field::Text).ok_or_else(|| {
            "count takes a field, for example: count topic, or count year, person, publisher.".to_owned()
        })?;
        let rows = counts(&self.index, &self.chronology, &self.selection, field);
        let line = |count: &Count| match count.name == count.value {
            true => format!("{}: {}", count.name, count.count),
            false => format!("{}: {}; {field}:{}", count.name, count.count, count.value),
        };
        let lines: Vec<String> = rows.iter().map(line).collect();
        let mut said = vec![self.tally()];
        said.append(&mut self.begin(lines.chunks(PART_LINES).map(<[String]>::to_vec)));
        Ok(said)
    }
}

fn invalid_query(error: &QueryError, text: &str) -> String {
    format!("Invalid query: {} Nothing has changed.", error.in_words(text))
}
