//! Going from event to event, and the line about an event.

use summits_chronology::chronology::{Event, Ref};
use summits_chronology::text;

use super::session::{PART_LINES, Session};
use crate::navigation;
use crate::page::{self, EventRow};
use crate::query::Query;
use crate::timeline::gap_words;

impl Session {
    pub(super) fn step(&mut self, forward: bool) -> Result<Vec<String>, String> {
        let last = self.selection.len().saturating_sub(1);
        self.here()?;
        match (forward, self.position) {
            (true, position) if position == last => Err(format!("That was the last of {}.", self.selection.len())),
            (false, 0) => Err(format!("That was the first of {}.", self.selection.len())),
            (true, _) => Ok(self.go_to(self.position + 1)),
            (false, _) => Ok(self.go_to(self.position - 1)),
        }
    }

    pub(super) fn go(&mut self, to: &str) -> Result<Vec<String>, String> {
        if to.is_empty() {
            return Err("goto takes the number of an event, or a date: 2003, jan 2003, +6m, next gap.".to_owned());
        }
        if let Some(position) = self.position_of(to) {
            return Ok(self.go_to(position));
        }
        let here = Some(self.position);
        match navigation::find(to, &self.chronology, &self.index, &self.selection, Some(&self.timeline), here) {
            Ok(event) => Ok(self.selection.position(event).map(|position| self.go_to(position)).unwrap_or_default()),
            Err(_) if to.bytes().all(|byte| byte.is_ascii_digit()) => {
                Err(format!("The last event has the number {}. To search for a number: /{to}", self.selection.len()))
            },
            Err(error) => Err(format!("{}.", text::capitalised(&error.to_string()))),
        }
    }

    pub(super) fn list(&mut self, from: &str) -> Result<Vec<String>, String> {
        self.here()?;
        let (position, count) = match from {
            "" => (self.position, PART_LINES),
            "all" => (0, usize::MAX),
            number => {
                let position = self.position_of(number);
                let position =
                    position.ok_or_else(|| format!("list takes a number up to {}, or all.", self.selection.len()));
                (position?, PART_LINES)
            },
        };
        Ok(self.events(position, count))
    }

    /// The position in the selection of the event with this number.
    pub(super) fn position_of(&self, number: &str) -> Option<usize> {
        let number: usize = number.parse().ok()?;
        number.checked_sub(1).filter(|position| *position < self.selection.len())
    }

    /// Goes to a position in the selection, and announces the event.
    pub(super) fn go_to(&mut self, position: usize) -> Vec<String> {
        self.position = position;
        vec![self.announced(position)]
    }

    /// Goes to an event and adds the previous one to the history. If the event does not match the query, the query is
    /// cleared: a link must lead somewhere.
    pub(super) fn visit(&mut self, event: Ref<Event>) -> Vec<String> {
        let mut said = Vec::new();
        match self.selection.position(event) {
            Some(position) => {
                self.leave();
                self.position = position;
            },
            None => {
                said.push(format!(
                    "This event does not match {}, so the query is cleared; back returns to it.",
                    self.query
                ));
                self.set_query(Query::default());
                self.position = self.selection.position(event).unwrap_or(0);
            },
        }
        said.push(self.announced(self.position));
        said
    }

    /// `12 of 269. 10 January 2003. …`, with the evidence.
    pub(super) fn announced(&self, position: usize) -> String {
        let Some(event) = self.selection.get(position) else { return "There is no event.".to_owned() };
        let row = self.row(event);
        let line = page::spoken_line(&row);
        let evidence = self.chronology.evidence(&self.chronology[event]).words(&self.chronology.countries);
        let evidence = text::capitalised(&evidence.replace(" · ", ", "));
        let documents = match self.chronology[event].citations.len() {
            0 => String::new(),
            1 => ", 1 document".to_owned(),
            count => format!(", {count} documents"),
        };
        format!("{} of {}. {line} {evidence}{documents}.{}", position + 1, self.selection.len(), remarks(&row))
    }

    /// The lines of a list: the event at a position, after the gap before it.
    pub(super) fn listed(&self, position: usize) -> Vec<String> {
        let Some(event) = self.selection.get(position) else { return Vec::new() };
        let filtered = !self.query.is_empty();
        let gap = self.timeline.gap_before(position).map(|gap| format!("{}.", gap_words(gap.months, filtered)));
        let row = self.row(event);
        let line = page::spoken_line(&row);
        let differences = match self.chronology[event].differences.len() {
            0 => String::new(),
            1 => " 1 difference.".to_owned(),
            count => format!(" {count} differences."),
        };
        let line = format!("{}. {line}{differences}{}", position + 1, remarks(&row));
        gap.into_iter().chain([line]).collect()
    }

    pub(super) fn row(&self, event: Ref<Event>) -> EventRow<'_> {
        EventRow::new(&self.chronology, event, self.selection.certainty(event))
    }
}

/// How the event matches, and what the reader has noted about it.
fn remarks(row: &EventRow<'_>) -> String {
    let annotation = row.annotation();
    let remarks = [
        (row.is_possible(), " Possibly."),
        (annotation.is_some_and(|annotation| annotation.marked), " Marked."),
        (annotation.is_some_and(|annotation| !annotation.note.is_empty()), " With your note."),
    ];
    remarks.into_iter().filter(|(applies, _)| *applies).map(|(_, words)| words).collect()
}
