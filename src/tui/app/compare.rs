//! The comparison: which part has the focus, how far each is scrolled, and which document is current there.

use std::rc::Rc;

use super::main_view::{Comparing, ScrollPosition};
use super::pages::PageOf;
use super::state::App;
use super::step::step;
use crate::keymap::{Action, Pane};
use crate::page::{Comparison, Page, PageOrder};
use crate::tui::comparison_layout::ComparisonLayout;
use crate::tui::effect::Effect;

impl App {
    /// The parts of the open comparison.
    #[must_use]
    pub fn comparison(&self) -> Option<Comparison<'_>> {
        self.main.comparing().map(|comparing| Comparison::new(&self.chronology, comparing.event))
    }

    /// Where the parts of the comparison are on the screen.
    #[must_use]
    pub fn comparison_layout(&self) -> Option<ComparisonLayout> {
        let (comparing, comparison) = (self.main.comparing()?, self.comparison()?);
        let screen = self.screen();
        let differences = comparison.has_differences().then(|| {
            let (columns, _) = self.text_size(ComparisonLayout::body(&screen));
            self.part_of(&comparison, 0, columns).lines.len()
        });
        Some(ComparisonLayout::new(&screen, comparison.parts.len(), differences, comparing.part))
    }

    /// A part of the comparison, laid out for its pane.
    #[must_use]
    pub fn part(&self, comparison: &Comparison<'_>, part: usize, pane: ratatui::layout::Rect) -> Rc<Page> {
        self.part_of(comparison, part, self.text_size(pane).0)
    }

    /// Where the reader is in a part of the comparison.
    #[must_use]
    pub fn position_in(&self, part: usize) -> ScrollPosition {
        let position = self.main.comparing().and_then(|comparing| comparing.positions.get(part));
        position.copied().unwrap_or_default()
    }

    fn part_of(&self, comparison: &Comparison<'_>, part: usize, columns: usize) -> Rc<Page> {
        let of = PageOf::Part(comparison.reference, part);
        let key = self.cache_key(of, columns, PageOrder::SummaryFirst, false);
        self.pages.get(key, |key| comparison.page(part, &key.setting()))
    }

    /// The part that has the focus, with the rows of its pane.
    fn current_part(&self) -> Option<(Rc<Page>, usize)> {
        let (comparison, part) = (self.comparison()?, self.main.comparing()?.part);
        let pane = self.comparison_layout()?.pane(part)?;
        Some((self.part(&comparison, part, pane), self.text_size(pane).1))
    }

    /// Every part as it would be laid out if it had the focus.
    fn parts(&self) -> Vec<Rc<Page>> {
        let Some((comparison, layout)) = self.comparison().zip(self.comparison_layout()) else { return Vec::new() };
        // A column that is not on the screen is as wide as those that are.
        let usual = layout.panes.last().map(|(_, area)| *area).unwrap_or_default();
        let page = |part| self.part(&comparison, part, layout.pane(part).unwrap_or(usual));
        (0..comparison.parts.len()).map(page).collect()
    }

    /// The number of the current document in the comparison.
    pub(super) fn compared_document(&self) -> Option<usize> {
        let (comparison, part) = (self.comparison()?, self.main.comparing()?.part);
        comparison.parts.get(part)?.documents.get(self.position_in(part).document).copied()
    }

    /// Whether the comparison contains a word of the query.
    pub(super) fn compares_match(&self) -> bool {
        self.parts().iter().any(|page| !page.matches.is_empty())
    }

    /// Does an action in the open comparison. `None`: the action does not concern it.
    pub(super) fn update_comparison(&mut self, action: &Action) -> Option<Vec<Effect>> {
        match action {
            Action::Compare | Action::Leave => drop(self.main.leave_comparison()),
            Action::Read => {
                self.main.leave_comparison();
                self.main.set_full_screen(true);
                self.rewind();
            },
            Action::NextColumn | Action::Focus(Pane::Part(_)) | Action::PreviousColumn | Action::SwitchPane => {
                self.focus_part(action)?;
            },
            Action::Scroll(pane, lines) => {
                let comparing = self.main.comparing_mut()?;
                let part = if let Pane::Part(part) = pane { *part } else { comparing.part };
                let position = comparing.positions.get_mut(part)?;
                position.line = position.line.saturating_add_signed(*lines);
            },
            Action::NextDocument => self.by_document(true),
            Action::PreviousDocument => self.by_document(false),
            Action::NextMatch => self.by_match(true),
            Action::PreviousMatch => self.by_match(false),
            Action::CopyCitation => return Some(self.copy_citation_of(self.compared_document()?)),
            Action::OpenDocument => return Some(self.open_document_number(self.compared_document()?)),
            other => {
                let (_, rows) = self.current_part()?;
                let by = step(other, rows)?;
                let comparing = self.main.comparing_mut()?;
                let position = comparing.positions.get_mut(comparing.part)?;
                position.line = position.line.saturating_add_signed(by);
            },
        }
        Some(Vec::new())
    }

    /// Opens the comparison of the selected event: at the differences where they are shown alone, otherwise at the first
    /// column with a document.
    pub(super) fn compare(&mut self) {
        let Some(event) = self.selected() else { return };
        let comparison = Comparison::new(&self.chronology, event);
        let documented = comparison.parts.iter().position(|part| !part.documents.is_empty()).unwrap_or(0);
        let differs = comparison.has_differences();
        let positions = vec![ScrollPosition::default(); comparison.parts.len()];
        self.main.compare(Comparing { event, part: 0, positions });
        let alone = differs && self.comparison_layout().is_some_and(|layout| !layout.on_top);
        if let (Some(comparing), false) = (self.main.comparing_mut(), alone) {
            comparing.part = documented;
        }
    }

    /// Opens the comparison of the selected event again after a reload, which may have changed its documents: where the
    /// reader was, if there are as many parts as before.
    pub(super) fn compare_again(&mut self, before: Comparing) {
        if self.cited_documents() == 0 {
            return;
        }
        self.compare();
        if let Some(comparing) = self.main.comparing_mut()
            && comparing.positions.len() == before.positions.len()
        {
            (comparing.part, comparing.positions) = (before.part, before.positions);
        }
    }

    /// Keeps the comparison on the selected event, and every part on the screen within its lines.
    pub(super) fn keep_comparison(&mut self) {
        let Some(comparing) = self.main.comparing() else { return };
        match self.selected() {
            None => {
                self.main.leave_comparison();
                return;
            },
            Some(event) if event != comparing.event => self.compare(),
            Some(_) => {},
        }
        let Some((comparison, layout)) = self.comparison().zip(self.comparison_layout()) else { return };
        let kept = layout.panes.iter().map(|(part, pane)| {
            let page = self.part(&comparison, *part, *pane);
            (*part, keep(self.position_in(*part), &page, self.text_size(*pane).1))
        });
        let kept: Vec<(usize, ScrollPosition)> = kept.collect();
        let Some(comparing) = self.main.comparing_mut() else { return };
        for (part, kept) in kept {
            if let Some(position) = comparing.positions.get_mut(part) {
                *position = kept;
            }
        }
    }

    fn focus_part(&mut self, action: &Action) -> Option<()> {
        let comparing = self.main.comparing_mut()?;
        let last = comparing.positions.len().saturating_sub(1);
        comparing.part = match action {
            Action::Focus(Pane::Part(part)) => (*part).min(last),
            Action::NextColumn => (comparing.part + 1).min(last),
            Action::PreviousColumn => comparing.part.saturating_sub(1),
            _ if comparing.part == last => 0,
            _ => comparing.part + 1,
        };
        Some(())
    }

    /// To the next or previous document in all columns, round and round.
    fn by_document(&mut self, forward: bool) {
        let pages = self.parts();
        let documents = pages.iter().enumerate();
        let documents: Vec<(usize, usize)> = documents
            .flat_map(|(part, page)| (0..page.documents.len()).map(move |document| (part, document)))
            .collect();
        let Some(part) = self.main.comparing().map(|comparing| comparing.part) else { return };
        let here = (part, self.position_in(part).document);
        // From a part without documents the next one is the first that follows.
        let Some((part, document)) = neighbour(&documents, here, forward) else { return };
        self.go_to_line(part, document, pages[part].documents[document]);
    }

    /// To the next or previous line with a word of the query in all parts, round and round.
    fn by_match(&mut self, forward: bool) {
        let pages = self.parts();
        let matches = pages.iter().enumerate();
        let matches: Vec<(usize, usize)> =
            matches.flat_map(|(part, page)| page.matches.iter().map(move |line| (part, *line))).collect();
        let Some((page, rows)) = self.current_part() else { return };
        let Some(part) = self.main.comparing().map(|comparing| comparing.part) else { return };
        let scroll = self.position_in(part).line;
        // At the end of a part all lines below are visible already.
        let here = if forward && scroll + rows >= page.lines.len() { usize::MAX } else { scroll };
        let Some((part, line)) = neighbour(&matches, (part, here), forward) else { return };
        let document = pages[part].documents.partition_point(|begin| *begin <= line).saturating_sub(1);
        self.go_to_line(part, document, line);
    }

    fn go_to_line(&mut self, part: usize, document: usize, line: usize) {
        let Some(comparing) = self.main.comparing_mut() else { return };
        comparing.part = part;
        if let Some(position) = comparing.positions.get_mut(part) {
            *position = ScrollPosition { line, document };
        }
    }
}

/// The position after or before `here`; past the last one, the first at the other end.
fn neighbour(positions: &[(usize, usize)], here: (usize, usize), forward: bool) -> Option<(usize, usize)> {
    let found = if forward {
        positions.iter().find(|position| **position > here).or(positions.first())
    } else {
        positions.iter().rev().find(|position| **position < here).or(positions.last())
    };
    found.copied()
}

/// The position within what the page and the rows of its pane allow: the page fills the pane, and the document is visible.
fn keep(position: ScrollPosition, page: &Page, rows: usize) -> ScrollPosition {
    let first_line = position.line.min(page.lines.len().saturating_sub(rows));
    let begins = &page.documents;
    // The documents of which a line is visible.
    let first = begins.partition_point(|begin| *begin <= first_line).saturating_sub(1);
    let last = begins.partition_point(|begin| *begin < first_line + rows.max(1)).saturating_sub(1);
    ScrollPosition { line: first_line, document: position.document.clamp(first, last.max(first)) }
}
