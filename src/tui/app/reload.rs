//! A chronology whose files change while it is browsed: the new state takes the place of the old one under the reader's
//! eyes, or the faults stand in a pane over the last good state.

use std::sync::Arc;

use summits_chronology::chronology::{Event, Item, Ref};
use summits_chronology::text;

use super::motion::step;
use super::pages::Pages;
use super::trail::Place;
use super::{App, Panel};
use crate::keymap::{Action, Faults, FaultyPlace, Notice, ReloadedChronology};
use crate::query::Query;
use crate::tui::effect::Effect;

/// What came of reading the files again, where it has to wait for a panel to be closed.
#[derive(Debug)]
pub(super) enum Reread {
    /// The chronology.
    Good(ReloadedChronology),
    /// What is wrong with it.
    Faulty(Faults),
}

/// The report on what is wrong with the files, open over the last good state.
#[derive(Debug, Clone)]
pub struct FaultsPanel {
    faults: Faults,
    /// The first line shown.
    pub scroll: usize,
}

impl FaultsPanel {
    /// The lines of the report. Longer ones go on in the next line.
    #[must_use]
    pub fn lines(&self, columns: usize) -> Vec<&str> {
        self.numbered_lines(columns).into_iter().map(|(_, line)| line).collect()
    }

    /// The same, each with the number of the line of the report that it is a part of.
    fn numbered_lines(&self, columns: usize) -> Vec<(usize, &str)> {
        let wrapped = |line| text::wrap(line, columns).into_iter().map(move |part| &line[part]);
        let lines = self.faults.report.trim_end().lines().enumerate();
        let parts = lines.map(|(number, line)| {
            let parts = if line.is_empty() { vec![""] } else { wrapped(line).collect() };
            parts.into_iter().map(move |part| (number, part))
        });
        parts.flatten().collect()
    }

    /// The first error of which something is in sight, or else the last one.
    fn error_in_sight(&self, columns: usize) -> Option<&FaultyPlace> {
        let top = self.numbered_lines(columns).get(self.scroll).map_or(0, |(number, _)| *number);
        let errors = &self.faults.errors;
        errors.iter().find(|error| error.told.end > top).or(errors.last())
    }
}

impl App {
    /// Takes in what came of reading the files again. A line or a list that is open is not torn from the reader's hands: it
    /// refers to the state that it was opened on, so the new one waits until it is closed.
    pub(super) fn take_reread(&mut self, reread: Reread) {
        if matches!(self.panel, Some(Panel::Prompt(_) | Panel::Facets(_) | Panel::Choice(_))) {
            self.reread = Some(reread);
            return;
        }
        self.panel = None;
        match reread {
            Reread::Good(renewal) => self.renew(renewal),
            Reread::Faulty(faults) => self.panel = Some(Panel::Faults(FaultsPanel { faults, scroll: 0 })),
        }
    }

    /// Takes in what has waited, once nothing is open any more.
    pub(super) fn take_waiting(&mut self) {
        if self.panel.is_none()
            && let Some(reread) = self.reread.take()
        {
            self.take_reread(reread);
        }
    }

    /// Puts a chronology in the place of the one that is browsed. The reader stays on the same event and in the same
    /// query, and the places to go back to are found again.
    fn renew(&mut self, renewal: ReloadedChronology) {
        let ReloadedChronology { mut chronology, mut index, keymap, warnings } = renewal;
        Arc::make_mut(&mut chronology).copy_annotations(&self.chronology);
        Arc::make_mut(&mut index).annotate(&chronology);
        // Pages of the old state would keep it in memory.
        self.pages = Pages::default();
        let before = std::mem::replace(&mut self.chronology, chronology);
        let (after, selected) = (Arc::clone(&self.chronology), self.selected());
        let row = self.selected_place().map_or(0, |place| place.saturating_sub(self.top));
        let wanted = self.wanted.or(selected);
        let moved = |event: Ref<Event>| after.counterpart(&before[event]);
        let again = |query: &Query| Query::parse(&query.to_string(), &after);
        let item = |item: Item| item.same_in(&before, &after);
        self.trail.renew(|place| {
            let opened = match place.opened {
                Some(opened) => Some(item(opened)?),
                None => None,
            };
            let wanted = place.wanted.and_then(moved);
            Some(Place { query: again(&place.query).ok()?, wanted, opened, glance: place.glance })
        });
        let was_open = self.opened.is_some();
        let opened = self.opened.take().and_then(|opened| item(opened.item));
        let words = "the files have changed and are read again";
        self.notice = Some(match warnings {
            Some(warnings) => Notice::Failed(format!("{words} · {warnings}")),
            None => Notice::Done(words.to_owned()),
        });
        self.query = again(&self.query).unwrap_or_else(|error| {
            let words = format!("the files have changed: {error}, so every event is shown");
            self.notice = Some(Notice::Failed(words));
            Query::default()
        });
        self.wanted = wanted.and_then(moved);
        (self.index, self.keymap) = (index, keymap);
        let comparing = self.comparing.take();
        self.select_anew();
        self.top = self.selected_place().map_or(0, |place| place.saturating_sub(row));
        self.opened = opened.and_then(|item| self.page_to_open(item));
        // The links may be others now.
        self.link = None;
        if was_open && self.opened.is_none() {
            self.rewind();
        }
        if selected.map(|event| &before[event].id) != self.selected().map(|event| &self.chronology[event].id) {
            self.rewind();
        } else if let Some(comparing) = comparing {
            self.compare_again(comparing);
        }
    }

    /// What keys do while the report is open: they scroll it, open the file at the error in sight, or close it.
    pub(super) fn update_faults(&mut self, action: &Action) -> Vec<Effect> {
        let (columns, rows) = self.faults_size();
        let Some(Panel::Faults(faults)) = &mut self.panel else { return Vec::new() };
        let last = faults.lines(columns).len().saturating_sub(rows);
        if matches!(action, Action::Leave | Action::Read | Action::Cancel) {
            self.panel = None;
            self.notice = Some(Notice::Failed("the files have faults; what is shown was read before".to_owned()));
        } else if let Action::Scroll(_, lines) = action {
            faults.scroll = faults.scroll.saturating_add_signed(*lines).min(last);
        } else if let Some(step) = step(action, rows) {
            faults.scroll = faults.scroll.saturating_add_signed(step).min(last);
        } else if *action == Action::EditEvent {
            let place = faults.error_in_sight(columns);
            return place
                .map(|place| Effect::EditFile { path: place.path.clone(), line: place.line })
                .into_iter()
                .collect();
        } else {
            self.notice = Some(Notice::Failed("close the report first".to_owned()));
        }
        Vec::new()
    }

    /// The columns and rows that the report has on the screen.
    #[must_use]
    pub fn faults_size(&self) -> (usize, usize) {
        let screen = self.screen();
        let inner = screen.inner(screen.body);
        (usize::from(inner.width.saturating_sub(2)).max(1), usize::from(inner.height))
    }
}
