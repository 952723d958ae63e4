//! Pages: of an event, a person, a place or a document, and their parts: a document, the comparison, links, citations.

use std::collections::HashSet;

use summits_chronology::chronology::{Document, Item, Ref};

use super::session::{PART_LINES, Session};
use crate::export::citation::{self, Style};
use crate::export::text::rendered;
use crate::page::{self, FocusableLink, ItemEvents, Line, Page, Target, Tone, document_order};
use crate::query::{Named, Query, named};

/// The role of a link to an event further away in the chain.
const CHAIN: &str = "chain";
/// In characters. Shorter parts of a page are joined.
const SHORT: usize = 900;

impl Session {
    pub(super) fn read(&mut self, what: &str) -> Result<Vec<String>, String> {
        let mut said = Vec::new();
        if !matches!(what, "" | "all") {
            said = self.open(what)?;
        }
        let parts = self.parts(&self.page()?);
        if what == "all" {
            return Ok(parts.concat());
        }
        said.append(&mut self.begin(parts));
        Ok(said)
    }

    /// Goes to the item called `what`, and returns the lines before its page.
    fn open(&mut self, what: &str) -> Result<Vec<String>, String> {
        if let Some(place) = self.position_of(what) {
            self.opened = None;
            self.position = place;
            return Ok(Vec::new());
        }
        match named(what, &self.chronology) {
            Named::One(item) => Ok(self.turn_to(item)),
            Named::Several(items) => {
                let mut parts: Vec<Vec<String>> = items.chunks(PART_LINES).map(|items| self.names(items)).collect();
                parts.insert(0, vec![format!("{} items have this name:", items.len())]);
                let first: Vec<String> = parts.drain(..2).flatten().collect();
                parts.insert(0, first);
                Err(self.begin(parts).join("\n"))
            },
            Named::Nothing(nearest) => {
                let mut said = vec![format!("No item has this name. To search for these words: /{what}")];
                if !nearest.is_empty() {
                    said.push("The most similar names:".to_owned());
                    said.append(&mut self.names(&nearest));
                }
                Err(said.join("\n"))
            },
        }
    }

    /// What `read` accepts for the items, and their names.
    fn names(&self, items: &[Item]) -> Vec<String> {
        let name =
            |item: &Item| format!("{}:{}, {}", item.kind(), item.id(&self.chronology), item.name(&self.chronology));
        items.iter().map(name).collect()
    }

    /// Goes to an event, or opens the page of another item. Returns lines only about a cleared query.
    fn turn_to(&mut self, item: Item) -> Vec<String> {
        match item {
            Item::Event(event) if self.opened.is_none() && self.selection.get(self.position) == Some(event) => {
                Vec::new()
            },
            Item::Event(event) => {
                let mut said = self.visit(event);
                said.pop();
                said
            },
            other if self.opened == Some(other) => Vec::new(),
            other => {
                self.leave();
                self.opened = Some(other);
                Vec::new()
            },
        }
    }

    /// The page of the current event or the opened item.
    fn page(&self) -> Result<Page, String> {
        let item = match self.opened {
            Some(item) => item,
            None => Item::Event(self.here()?),
        };
        let citation = citation::of_item(&self.chronology, item);
        let item_events = ItemEvents::find(&self.index, &self.chronology, item, citation);
        Ok(Page::spoken(&self.chronology, item, &item_events))
    }

    pub(super) fn document(&mut self, number: &str) -> Result<Vec<String>, String> {
        self.here()?;
        let page = self.page()?;
        if number.is_empty() {
            let said = page.documents.iter().map(|line| {
                let lines = page.lines.iter().skip(*line).take(2);
                lines.map(|line| self.words(line)).collect::<Vec<_>>().join("; ")
            });
            let said: Vec<String> = said.collect();
            return if said.is_empty() { Err("This event has no document.".to_owned()) } else { Ok(said) };
        }
        let begins = number.parse().ok().and_then(|number: usize| page.documents.get(number.checked_sub(1)?));
        let begins = *begins.ok_or_else(|| self.no_such_document())?;
        let ends = page.documents.iter().find(|other| **other > begins).copied();
        let lines = page.lines[begins..ends.unwrap_or(page.lines.len())].iter();
        Ok(lines.take_while(|line| !is_heading(line)).map(|line| self.words(line)).collect())
    }

    fn no_such_document(&self) -> String {
        let count = self.here().map_or(0, |event| self.chronology[event].citations.len());
        match count {
            0 => "This event has no document.".to_owned(),
            1 => "This event has 1 document.".to_owned(),
            count => format!("This event has {count} documents."),
        }
    }

    pub(super) fn compare(&mut self) -> Result<Vec<String>, String> {
        let mut page = Page::spoken_comparison(&self.chronology, self.here()?);
        // The event itself was announced before.
        let head = page.lines.iter().position(is_heading).unwrap_or(0);
        page.lines.drain(..head);
        let parts = self.parts(&page);
        Ok(self.begin(parts))
    }

    pub(super) fn links(&mut self) -> Result<Vec<String>, String> {
        let page = self.page()?;
        let links = self.numbered_links(&page);
        if links.is_empty() {
            return Err("There are no links.".to_owned());
        }
        let line =
            |(number, link): (usize, &&FocusableLink)| format!("{}. {}", number + 1, self.link_words(&page, link));
        let lines: Vec<String> = links.iter().enumerate().map(line).collect();
        Ok(self.begin(lines.chunks(PART_LINES).map(<[String]>::to_vec)))
    }

    pub(super) fn follow(&mut self, number: &str) -> Result<Vec<String>, String> {
        let page = self.page()?;
        let links: Vec<Target> = self.numbered_links(&page).iter().map(|link| link.target).collect();
        let link = number.parse().ok().and_then(|number: usize| links.get(number.checked_sub(1)?));
        match (link, links.len()) {
            (Some(Target::Item(Item::Event(event))), _) => Ok(self.visit(*event)),
            (Some(Target::Events(item)), _) => {
                let query = Query::for_item(*item, &self.chronology).ok_or("There are no such events.")?;
                self.set_query(query);
                Ok(self.answered())
            },
            (Some(Target::Item(item)), _) => {
                let mut said = self.turn_to(*item);
                let parts = self.parts(&self.page()?);
                said.append(&mut self.begin(parts));
                Ok(said)
            },
            (None, 0) => Err("There are no links.".to_owned()),
            (_, count) => Err(format!("follow takes the number of a link, from 1 to {count}; links lists them.")),
        }
    }

    pub(super) fn cite(&mut self, what: &str) -> Result<Vec<String>, String> {
        let documents: Vec<Ref<Document>> = match self.opened {
            Some(Item::Document(document)) => vec![document],
            _ => {
                let event = &self.chronology[self.here()?];
                document_order(event).into_iter().map(|place| event.citations[place].document).collect()
            },
        };
        let (mut wanted, mut style) = (None, Style::Note);
        for word in what.split_whitespace() {
            let named = |style: &&Style| style_name(**style) == word.to_lowercase();
            match (Style::ALL.iter().find(named), word.parse::<usize>()) {
                (Some(found), _) => style = *found,
                (None, Ok(number)) => wanted = Some(number),
                (None, Err(_)) if word == "all" => wanted = Some(0),
                (None, Err(_)) => {
                    return Err("cite takes the number of a document, or all, and a style: note, biblatex, ris or \
                                csl-json."
                        .to_owned());
                },
            }
        }
        let chosen: &[Ref<Document>] = match wanted {
            Some(0) => &documents,
            number => {
                let place = number.unwrap_or(1) - 1;
                documents.get(place..=place).ok_or_else(|| self.no_such_document())?
            },
        };
        let mut said = Vec::new();
        if wanted.is_none() && documents.len() > 1 {
            said.push(format!("Document 1 of {}.", documents.len()));
        }
        said.extend(citation::citations(style, &self.chronology, chosen).lines().map(str::to_owned));
        Ok(said)
    }

    /// The links of a page without duplicates: other events first, because they are followed most, and those further away in
    /// the chain last. Addresses are left out; `cite` reads them.
    fn numbered_links<'a>(&self, page: &'a Page) -> Vec<&'a FocusableLink> {
        let leads_on = |link: &&FocusableLink| matches!(link.target, Target::Item(_) | Target::Events(_));
        let mut seen = HashSet::new();
        let mut links: Vec<&FocusableLink> =
            page.links.iter().filter(leads_on).filter(|link| seen.insert(link.target)).collect();
        links.sort_by_key(|link| match link.target {
            Target::Events(_) => 0,
            Target::Item(Item::Event(_)) if &*link.role != CHAIN => 1,
            Target::Item(Item::Event(_)) => 3,
            _ => 2,
        });
        links
    }

    fn link_words(&self, page: &Page, link: &FocusableLink) -> String {
        match link.target {
            Target::Item(Item::Event(event)) => {
                format!("{}: {}", link.role, page::spoken_title(&self.row(event)))
            },
            Target::Item(Item::Document(_)) => {
                page.lines.get(link.lines.start).map(|line| self.words(line)).unwrap_or_default()
            },
            Target::Item(item) => format!("{}: {}", link.role, item.name(&self.chronology)),
            Target::Events(item) => format!("the events of {}", item.name(&self.chronology)),
            Target::Address(_) | Target::Archived(_) => String::new(),
        }
    }

    /// A line of a page as text.
    fn words(&self, line: &Line) -> String {
        rendered(line, self.styled)
    }

    /// A page in parts of a few paragraphs each: the event itself, the documents, the rest. The addresses of an event's
    /// documents are left out because they take long to read aloud; `document` and `cite` read them.
    fn parts(&self, page: &Page) -> Vec<Vec<String>> {
        if self.opened.is_some() {
            return page
                .lines
                .chunks(PART_LINES)
                .map(|lines| lines.iter().map(|line| self.words(line)).collect())
                .collect();
        }
        let first = page.documents.first().copied();
        let mut parts: Vec<Vec<String>> = vec![Vec::new()];
        let mut length = 0;
        for (place, line) in page.lines.iter().enumerate().filter(|(_, line)| !is_address(line)) {
            // The heading of the documents stays with the first one. The event itself is one part, however long.
            let document = page.documents.contains(&place) && first != Some(place);
            let heading = is_heading(line) && first.is_none_or(|first| place + 1 >= first) && place > 0;
            if (document || heading) && (length >= SHORT || place + 1 == first.unwrap_or(0)) {
                parts.push(Vec::new());
                length = 0;
            }
            let words = self.words(line);
            length += words.chars().count();
            parts.last_mut().into_iter().for_each(|part| part.push(words.clone()));
        }
        parts
    }
}

fn is_heading(line: &Line) -> bool {
    line.first().is_some_and(|span| span.tone == Tone::Heading)
}

/// Whether a line is the address of a document.
fn is_address(line: &Line) -> bool {
    line.iter()
        .any(|span| matches!(span.target, Some(Target::Address(_) | Target::Archived(_))) && span.tone == Tone::Link)
}

/// The name of a style in `cite`.
fn style_name(style: Style) -> &'static str {
    match style {
        Style::Note => "note",
        Style::Biblatex => "biblatex",
        Style::Ris => "ris",
        Style::CslJson => "csl-json",
    }
}
