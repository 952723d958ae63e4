//! Links what the files say: ids become references into registers, and the rules that need more than one row are checked.
//!
//! The registers come first. Each piece of the files of events is then linked by itself, and what it says is kept as
//! events, while its rows and its text are let go. What needs all events comes last: ids that stand twice, links, what
//! tables bring along.
//!
//! Every check looks only at what is there. Where a register could not be read in full, an unknown id is passed over:
//! it may stand in the part that is missing.

mod events;
mod names;
mod registers;
mod tables;

use std::cell::RefCell;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::Range;

pub(super) use registers::Linked;

use self::events::{Linker, Quoted};
use self::tables::Wanted;
use super::fields::Register;
use super::location::EventFile;
use super::pieces::Place;
use super::schema::EventRow;
use super::values::is_id;
use crate::chronology::{Chronology, Event, FileLines, Ids, Ref, Texts};
use crate::diagnostics::{Diagnostic, DiagnosticBuilder, Diagnostics, Report, SourceFile, SourceFiles, SourceSpan};

/// What has been gathered from a piece of the files of events.
#[derive(Default)]
pub(super) struct PieceOutput {
    /// Where the piece stands.
    pub place: Place,
    /// What is wrong in it.
    pub report: Report,
    /// The columns without a name that hold something, of a table.
    pub nameless: Vec<(usize, Diagnostic)>,
    /// Whether some of what it says may be missing.
    pub damaged: bool,
    events: Vec<Event>,
    /// The hashes of their ids.
    hashes: Vec<u64>,
    /// Where the events stand among those of all pieces.
    range: Range<usize>,
    /// How many rows there were.
    rows: usize,
    /// How many of them have no id.
    nameless_rows: usize,
    /// The line on which each event begins, and where its id stands.
    lines: Vec<(u32, SourceSpan)>,
    /// The ids of the rows that are no events because something is wrong.
    failed: Vec<(Box<str>, SourceSpan)>,
    links: Vec<Pending>,
    quoted: Vec<Quoted>,
    wanted: Wanted,
    /// How many rows there are without a document, and the first.
    bare: usize,
    first_bare: Option<Diagnostic>,
}

impl PieceOutput {
    /// Nothing, because the piece could not be read.
    pub(super) fn nothing(place: Place, diagnostic: Diagnostic) -> Self {
        let mut report = Report::new();
        report.push(diagnostic);
        Self { place, report, damaged: true, ..Self::default() }
    }

    /// Puts the events behind those of the pieces that are done, whichever they are: so they are not moved again.
    pub(super) fn append_to(&mut self, all: &mut AllEvents) {
        let begin = all.events.len();
        all.events.append(&mut std::mem::take(&mut self.events));
        all.hashes.append(&mut std::mem::take(&mut self.hashes));
        self.range = begin..all.events.len();
    }

    /// The ids of the rows and where they stand, in the order of the rows.
    fn ids<'a>(&'a self, number: usize, events: &'a [Event]) -> Vec<(&'a str, SourceSpan)> {
        let of_events =
            events[self.range.clone()].iter().zip(&self.lines).map(|(event, (_, span))| (&*event.id, *span));
        let of_failed = self.failed.iter().map(|(id, span)| (&**id, *span));
        let mut ids: Vec<(&str, SourceSpan)> =
            of_events.chain(of_failed).map(|(id, span)| (id, span.in_file(number))).collect();
        ids.sort_by_key(|(_, span)| span.start);
        ids
    }
}

/// The events of all pieces, in the order in which the pieces were done, and the hashes of their ids.
#[derive(Default)]
pub(super) struct AllEvents {
    events: Vec<Event>,
    hashes: Vec<u64>,
}

/// A link whose other event is not known yet.
struct Pending {
    /// The event of the piece, if its row became one, and the link of the event.
    event: Option<usize>,
    link: usize,
    to: Box<str>,
    span: SourceSpan,
}

/// Gathers the rows of a piece.
pub(super) struct PieceBuilder<'a, 'r> {
    registers: Option<&'a Linked<'r>>,
    source: &'a SourceFile,
    texts: Texts,
    gathered: PieceOutput,
    first_bare: Option<SourceSpan>,
    /// The place up to which lines have been counted, and how many there are.
    counted: (usize, usize),
}

impl<'a, 'r> PieceBuilder<'a, 'r> {
    /// Begins with a piece. Without registers its rows are not linked.
    pub(super) fn new(place: Place, source: &'a SourceFile, registers: Option<&'a Linked<'r>>) -> Self {
        Self {
            registers,
            source,
            texts: Texts::with_capacity(source.text.len()),
            gathered: PieceOutput { place, ..PieceOutput::default() },
            first_bare: None,
            counted: (0, source.line(0)),
        }
    }

    /// Takes a row.
    pub(super) fn row(&mut self, row: &EventRow<'_>, diagnostics: &mut Diagnostics) {
        let Some(registers) = self.registers else { return };
        let Self { texts, gathered, .. } = self;
        gathered.rows += 1;
        let linked = Linker { registers, wanted: &mut gathered.wanted, texts: &mut *texts, diagnostics }.event(row);
        events::check_quotation(row, registers, &mut gathered.quoted, diagnostics);
        if row.from_csv && row.sources.is_empty() && row.address.is_none() {
            gathered.bare += 1;
            self.first_bare.get_or_insert(row.span);
        }
        let id = row.id.as_ref().filter(|id| is_id(&id.value));
        gathered.nameless_rows += usize::from(id.is_none());
        let number = linked.is_some().then_some(gathered.events.len());
        let pending = row.links.iter().filter_map(|link| link.to.as_ref()).enumerate();
        gathered.links.extend(pending.map(|(link, to)| Pending {
            event: number,
            link,
            to: to.value.as_ref().into(),
            span: to.span,
        }));
        let Some(event) = linked else {
            gathered.failed.extend(id.map(|id| (id.value.as_ref().into(), id.span)));
            return;
        };
        gathered.hashes.push(registers.hashing.hash(row.id.as_ref().map_or("", |id| &id.value)));
        gathered.events.push(event);
        let line = self.line(row.span.start as usize);
        self.gathered.lines.push((line, id.map_or(row.span, |id| id.span)));
    }

    /// The line of a place. Rows come in their order, so lines are counted once through.
    fn line(&mut self, offset: usize) -> u32 {
        let text = self.source.text.as_bytes();
        let (from, line) = self.counted;
        if let Some(between) = text.get(from..offset.min(text.len())) {
            self.counted = (offset.min(text.len()), line + memchr::memchr_iter(b'\n', between).count());
        } else {
            self.counted = (offset.min(text.len()), self.source.line(offset));
        }
        u32::try_from(self.counted.1).unwrap_or(u32::MAX)
    }

    /// What has been gathered, with what is wrong. `damaged`: some of it may be missing.
    pub(super) fn finish(self, diagnostics: Diagnostics, damaged: bool) -> PieceOutput {
        let Self { mut gathered, source, first_bare, .. } = self;
        gathered.damaged = damaged;
        gathered.wanted.close();
        gathered.first_bare = first_bare.map(|span| DiagnosticBuilder::warning(span, "").build(source));
        gathered.report = diagnostics.into_report(source);
        gathered
    }
}

/// The rows of tables without a document, counted in one warning.
pub(super) fn undocumented(gathered: &mut [PieceOutput]) -> Option<Diagnostic> {
    let number: usize = gathered.iter().map(|piece| piece.bare).sum();
    let first = gathered.iter_mut().find_map(|piece| piece.first_bare.take())?;
    let message = match number {
        1 => "a row without a document".to_owned(),
        _ => format!("{number} rows without a document; this is the first"),
    };
    Some(Diagnostic { message, ..first })
}

/// The chronology of all pieces, which stand in their order, and their events. `damaged`: some events may be missing;
/// `sound`: nothing is wrong so far. `None` where something is wrong; it has then been reported in `diagnostics`, by the number
/// of the piece.
pub(super) fn assemble(
    mut gathered: Vec<PieceOutput>,
    all: AllEvents,
    mut registers: Linked<'_>,
    files: &[EventFile],
    (damaged, sound): (bool, bool),
    diagnostics: &mut Diagnostics,
) -> Option<Chronology> {
    let AllEvents { mut events, hashes } = all;
    let wanted = gathered.iter_mut().map(|piece| std::mem::take(&mut piece.wanted)).collect();
    let hashing = registers.hashing.clone();
    let mut twice = false;
    // Neither looks at what the other does, and each is the work of one core.
    let (settlement, ids) = rayon::join(
        || tables::settle(wanted, &mut registers, diagnostics),
        || Ids::with_hashes(&events, hashes, hashing, |_, _| twice = true),
    );
    settlement.point(gathered.iter().map(|piece| piece.range.clone()).collect(), &mut events);
    let quoted =
        gathered.iter().enumerate().flat_map(|(number, piece)| piece.quoted.iter().map(move |one| (number, one)));
    events::check_quotation_in_all(quoted, &registers.documents.1, diagnostics);

    if twice || gathered.iter().any(|piece| !piece.failed.is_empty()) {
        check_ids(&gathered, &events, diagnostics);
    }
    let complete = !damaged && gathered.iter().all(|piece| piece.nameless_rows == 0);
    let linked = link_events(&mut events, &gathered, &ids, complete, diagnostics);
    let rows: usize = gathered.iter().map(|piece| piece.rows).sum();
    if !sound || !settlement.complete || !linked || events.len() < rows || diagnostics.has_errors() {
        return None;
    }
    let mut places = vec![(0, 0); events.len()];
    for piece in gathered {
        let file = u32::try_from(piece.place.file).unwrap_or(u32::MAX);
        for (place, (line, _)) in places[piece.range].iter_mut().zip(piece.lines) {
            *place = (file, line);
        }
    }
    let files = files.iter().map(|file| file.name.as_str().into()).collect();
    registers.into_chronology(events, ids, FileLines::new(files, places))
}

/// Reports the ids that stand twice, each where it stands again.
fn check_ids(gathered: &[PieceOutput], events: &[Event], diagnostics: &mut Diagnostics) {
    let mut firsts: HashMap<&str, SourceSpan> = HashMap::new();
    for (number, piece) in gathered.iter().enumerate() {
        for (id, span) in piece.ids(number, events) {
            match firsts.entry(id) {
                Entry::Vacant(vacant) => drop(vacant.insert(span)),
                Entry::Occupied(first) => {
                    diagnostics.push_error_with(|| twice(Register::Events.item(), id, span, *first.get()))
                },
            }
        }
    }
}

/// Finds the other events of the links; `false` if one is not found. Where the events are not complete, it may be among
/// those missing, and is not reported.
fn link_events(
    events: &mut [Event],
    gathered: &[PieceOutput],
    ids: &Ids,
    complete: bool,
    diagnostics: &mut Diagnostics,
) -> bool {
    let failed: HashSet<&str> = gathered.iter().flat_map(|piece| &piece.failed).map(|(id, _)| &**id).collect();
    let mut all = true;
    for (number, piece) in gathered.iter().enumerate() {
        for pending in &piece.links {
            if let Some(to) = ids.find(&pending.to, events) {
                if let Some(event) = pending.event {
                    events[piece.range.start + event].links[pending.link].to = Ref::new(to);
                }
                continue;
            }
            all = false;
            if complete && is_id(&pending.to) && !failed.contains(&*pending.to) {
                let known = || events.iter().map(|event| &*event.id).chain(failed.iter().copied());
                let span = pending.span.in_file(number);
                let number = events.len() + failed.len();
                diagnostics.push_error_with(|| names::unknown(Register::Events, &pending.to, span, number, known));
            }
        }
    }
    all
}

/// A code or id stands twice.
fn twice(what: &str, id: &str, span: SourceSpan, first: SourceSpan) -> DiagnosticBuilder {
    DiagnosticBuilder::error(span, format!("{what} `{id}` stands twice"))
        .expected("an id of its own")
        .first_used_in(first)
}

/// The pieces of the files of events, read again to show a line of them. Only a few are held.
pub(super) struct Again<'a> {
    places: Vec<Place>,
    files: &'a [EventFile],
    held: RefCell<VecDeque<(u32, Option<SourceFile>)>>,
}

impl<'a> Again<'a> {
    /// How many pieces are held.
    const HELD: usize = 8;

    pub(super) fn new(places: Vec<Place>, files: &'a [EventFile]) -> Self {
        Self { places, files, held: RefCell::default() }
    }
}

impl SourceFiles for Again<'_> {
    fn with_file<T>(&self, piece: u32, read: impl FnOnce(&SourceFile) -> T) -> Option<T> {
        let mut held = self.held.borrow_mut();
        if !held.iter().any(|(number, _)| *number == piece) {
            let place = self.places.get(piece as usize)?;
            held.push_front((piece, place.again(self.files.get(place.file)?)));
            held.truncate(Self::HELD);
        }
        held.iter().find(|(number, _)| *number == piece)?.1.as_ref().map(read)
    }

    fn file_name(&self, piece: u32) -> &str {
        let place = self.places.get(piece as usize);
        place.and_then(|place| self.files.get(place.file)).map_or("", |file| &file.name)
    }
}
