//! The comparison: which part is looked at, how far each is scrolled, and which document stands in view there.

use std::rc::Rc;

use summits_chronology::chronology::{Event, Ref};

use super::App;
use super::motion::step;
use super::pages::PageOf;
use crate::keymap::{Action, Pane};
use crate::page::{Comparison, Page, PageOrder};
use crate::tui::comparison_layout::ComparisonLayout;
use crate::tui::effect::Effect;

/// An event whose documents are compared.
#[derive(Debug, Clone)]
pub(super) struct Comparing {
    event: Ref<Event>,
    /// The part that keys go to.
    part: usize,
    /// Where the reader is in each part.
    places: Vec<Reached>,
}

/// Where the reader is in a part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reached {
    /// The first line shown.
    pub scroll: usize,
    /// The document in view, by its place in the part.
    pub document: usize,
}

impl Comparing {
    pub(super) fn part(&self) -> usize {
        self.part
    }
}

impl App {
    /// Who stands where in the comparison that is open.
    #[must_use]
    pub fn comparison(&self) -> Option<Comparison<'_>> {
        self.comparing.as_ref().map(|comparing| Comparison::new(&self.chronology, comparing.event))
    }

    /// Where the parts of the comparison stand on the screen.
    #[must_use]
    pub fn spread(&self) -> Option<ComparisonLayout> {
        let (comparing, comparison) = (self.comparing.as_ref()?, self.comparison()?);
        let screen = self.screen();
        let differences = comparison.has_differences().then(|| {
            let (columns, _) = self.text_size(ComparisonLayout::body(&screen));
            self.part_of(&comparison, 0, columns).lines.len()
        });
        Some(ComparisonLayout::new(&screen, comparison.parts.len(), differences, comparing.part))
    }

    /// A part of the comparison, laid out for the pane that it has.
    #[must_use]
    pub fn part(&self, comparison: &Comparison<'_>, part: usize, pane: ratatui::layout::Rect) -> Rc<Page> {
        self.part_of(comparison, part, self.text_size(pane).0)
    }

    /// Where the reader is in a part of the comparison.
    #[must_use]
    pub fn reached(&self, part: usize) -> Reached {
        let place = self.comparing.as_ref().and_then(|comparing| comparing.places.get(part));
        place.copied().unwrap_or_default()
    }

    fn part_of(&self, comparison: &Comparison<'_>, part: usize, columns: usize) -> Rc<Page> {
        let of = PageOf::Part(comparison.reference, part);
        let recipe = self.recipe(of, columns, PageOrder::SummaryFirst, false);
        self.pages.get(recipe, |recipe| comparison.page(part, &recipe.setting()))
    }

    /// The part that is looked at, with the rows of its pane.
    fn current_part(&self) -> Option<(Rc<Page>, usize)> {
        let (comparison, part) = (self.comparison()?, self.comparing.as_ref()?.part);
        let pane = self.spread()?.pane(part)?;
        Some((self.part(&comparison, part, pane), self.text_size(pane).1))
    }

    /// Every part as it would be laid out if it were looked at.
    fn parts(&self) -> Vec<Rc<Page>> {
        let Some((comparison, spread)) = self.comparison().zip(self.spread()) else { return Vec::new() };
        // A column that is not on the screen is as wide as those that are.
        let usual = spread.panes.last().map(|(_, area)| *area).unwrap_or_default();
        let page = |part| self.part(&comparison, part, spread.pane(part).unwrap_or(usual));
        (0..comparison.parts.len()).map(page).collect()
    }

    /// The number of the document in view in the comparison.
    pub(super) fn compared_document(&self) -> Option<usize> {
        let (comparison, part) = (self.comparison()?, self.comparing.as_ref()?.part);
        comparison.parts.get(part)?.documents.get(self.reached(part).document).copied()
    }

    /// Whether a word of the query stands in what is compared.
    pub(super) fn compares_match(&self) -> bool {
        self.parts().iter().any(|page| !page.matches.is_empty())
    }

    /// Does what concerns the comparison that is open. `None`: the action is none of its business.
    pub(super) fn update_comparison(&mut self, action: &Action) -> Option<Vec<Effect>> {
        match action {
            Action::Compare | Action::Leave => self.comparing = None,
            Action::Read => {
                self.comparing = None;
                self.reading = true;
                self.rewind();
            },
            Action::NextColumn | Action::Focus(Pane::Part(_)) | Action::PreviousColumn | Action::SwitchPane => {
                self.look_at(action)?;
            },
            Action::Scroll(pane, lines) => {
                let comparing = self.comparing.as_mut()?;
                let part = if let Pane::Part(part) = pane { *part } else { comparing.part };
                let place = comparing.places.get_mut(part)?;
                place.scroll = place.scroll.saturating_add_signed(*lines);
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
                let comparing = self.comparing.as_mut()?;
                let place = comparing.places.get_mut(comparing.part)?;
                place.scroll = place.scroll.saturating_add_signed(by);
            },
        }
        Some(Vec::new())
    }

    /// Opens the comparison of the selected event: at the differences where they stand alone, otherwise at the first column
    /// that holds a document.
    pub(super) fn compare(&mut self) {
        let Some(event) = self.selected() else { return };
        let comparison = Comparison::new(&self.chronology, event);
        let documented = comparison.parts.iter().position(|part| !part.documents.is_empty()).unwrap_or(0);
        let differs = comparison.has_differences();
        let places = vec![Reached::default(); comparison.parts.len()];
        self.comparing = Some(Comparing { event, part: 0, places });
        let alone = differs && self.spread().is_some_and(|spread| !spread.on_top);
        if let (Some(comparing), false) = (&mut self.comparing, alone) {
            comparing.part = documented;
        }
    }

    /// Takes up the comparison of the selected event again, whose documents may be others now: where the reader was, if
    /// there are as many parts as before.
    pub(super) fn compare_again(&mut self, before: Comparing) {
        if self.cited_documents() == 0 {
            return;
        }
        self.compare();
        if let Some(comparing) = &mut self.comparing
            && comparing.places.len() == before.places.len()
        {
            (comparing.part, comparing.places) = (before.part, before.places);
        }
    }

    /// Keeps the comparison on the selected event, and every part on the screen at lines that it has.
    pub(super) fn keep_comparison(&mut self) {
        let Some(comparing) = &self.comparing else { return };
        match self.selected() {
            None => return self.comparing = None,
            Some(event) if event != comparing.event => self.compare(),
            Some(_) => {},
        }
        let Some((comparison, spread)) = self.comparison().zip(self.spread()) else { return };
        let kept = spread.panes.iter().map(|(part, pane)| {
            let page = self.part(&comparison, *part, *pane);
            (*part, keep(self.reached(*part), &page, self.text_size(*pane).1))
        });
        let kept: Vec<(usize, Reached)> = kept.collect();
        let Some(comparing) = &mut self.comparing else { return };
        for (part, place) in kept {
            if let Some(reached) = comparing.places.get_mut(part) {
                *reached = place;
            }
        }
    }

    fn look_at(&mut self, action: &Action) -> Option<()> {
        let comparing = self.comparing.as_mut()?;
        let last = comparing.places.len().saturating_sub(1);
        comparing.part = match action {
            Action::Focus(Pane::Part(part)) => (*part).min(last),
            Action::NextColumn => (comparing.part + 1).min(last),
            Action::PreviousColumn => comparing.part.saturating_sub(1),
            _ if comparing.part == last => 0,
            _ => comparing.part + 1,
        };
        Some(())
    }

    /// To the next or previous document, through all columns and round again.
    fn by_document(&mut self, forward: bool) {
        let pages = self.parts();
        let stops = pages.iter().enumerate();
        let stops: Vec<(usize, usize)> =
            stops.flat_map(|(part, page)| (0..page.documents.len()).map(move |document| (part, document))).collect();
        let Some(part) = self.comparing.as_ref().map(Comparing::part) else { return };
        let here = (part, self.reached(part).document);
        // From a part without documents the next one is the first that follows.
        let Some((part, document)) = neighbour(&stops, here, forward) else { return };
        self.go_to_line(part, document, pages[part].documents[document]);
    }

    /// To the next or previous line with a word of the query, through all parts and round again.
    fn by_match(&mut self, forward: bool) {
        let pages = self.parts();
        let stops = pages.iter().enumerate();
        let stops: Vec<(usize, usize)> =
            stops.flat_map(|(part, page)| page.matches.iter().map(move |line| (part, *line))).collect();
        let Some((part, (page, rows))) = self.comparing.as_ref().map(Comparing::part).zip(self.current_part()) else {
            return;
        };
        let scroll = self.reached(part).scroll;
        // At the end of a part every line below is in sight already.
        let here = if forward && scroll + rows >= page.lines.len() { usize::MAX } else { scroll };
        let Some((part, line)) = neighbour(&stops, (part, here), forward) else { return };
        let document = pages[part].documents.partition_point(|begin| *begin <= line).saturating_sub(1);
        self.go_to_line(part, document, line);
    }

    fn go_to_line(&mut self, part: usize, document: usize, line: usize) {
        let Some(comparing) = &mut self.comparing else { return };
        comparing.part = part;
        if let Some(place) = comparing.places.get_mut(part) {
            *place = Reached { scroll: line, document };
        }
    }
}

/// The stop after or before `here`; past the last one, the first at the other end.
fn neighbour(stops: &[(usize, usize)], here: (usize, usize), forward: bool) -> Option<(usize, usize)> {
    let found = if forward {
        stops.iter().find(|stop| **stop > here).or(stops.first())
    } else {
        stops.iter().rev().find(|stop| **stop < here).or(stops.last())
    };
    found.copied()
}

/// A place as the page and the rows of its pane allow it: the page fills the pane, and the document is in sight.
fn keep(place: Reached, page: &Page, rows: usize) -> Reached {
    let scroll = place.scroll.min(page.lines.len().saturating_sub(rows));
    let begins = &page.documents;
    // The documents of which a line is in sight.
    let first = begins.partition_point(|begin| *begin <= scroll).saturating_sub(1);
    let last = begins.partition_point(|begin| *begin < scroll + rows.max(1)).saturating_sub(1);
    Reached { scroll, document: place.document.clamp(first, last.max(first)) }
}
