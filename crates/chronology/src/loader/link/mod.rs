//! Links the rows of the files: ids become references into registers, and rules that concern several rows are checked.
//!
//! The registers come first. Then each piece of the event files is linked separately; its events are kept, and its rows and
//! text are freed. What needs all events comes last: duplicate ids, links, and items that tables define.
//!
//! Where a register could not be read in full, unknown ids are not reported: they may be in the missing part.

mod events;
mod ids;
mod registers;
mod unresolved;

use std::cell::RefCell;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::Range;

pub(super) use registers::LinkedRegisters;

use self::events::{Linker, QuotedWords};
use self::unresolved::UnresolvedReferences;
use super::fields::RegisterKind;
use super::files::EventFile;
use super::pieces::PieceLocation;
use super::schema::EventRow;
use super::values::is_id;
use crate::chronology::{Chronology, Event, FileLines, Ids, Ref, Texts};
use crate::diagnostics::{Diagnostic, DiagnosticBuilder, Diagnostics, Report, SourceFile, SourceFiles, SourceSpan};

/// What was read from a piece of the event files.
#[derive(Default)]
pub(super) struct PieceOutput {
    pub location: PieceLocation,
    pub report: Report,
    /// The unnamed columns of a table that are not empty: the number of the column, and a warning.
    pub unnamed_columns: Vec<(usize, Diagnostic)>,
    /// Whether some events may be missing.
    pub damaged: bool,
    events: Vec<Event>,
    /// The hashes of the ids of `events`.
    hashes: Vec<u64>,
    /// Where the events are in [`AllEvents`].
    range: Range<usize>,
    rows: usize,
    rows_without_id: usize,
    /// The line of each event, and the span of its id.
    lines: Vec<(u32, SourceSpan)>,
    /// The ids of the rows that did not become events because of errors.
    failed: Vec<(Box<str>, SourceSpan)>,
    links: Vec<UnresolvedLink>,
    quoted: Vec<QuotedWords>,
    unresolved: UnresolvedReferences,
    rows_without_document: usize,
    first_without_document: Option<Diagnostic>,
}

impl PieceOutput {
    /// The output of a piece that could not be read.
    pub(super) fn failed(location: PieceLocation, diagnostic: Diagnostic) -> Self {
        let mut report = Report::new();
        report.push(diagnostic);
        Self { location, report, damaged: true, ..Self::default() }
    }

    /// Moves the events into the common list, in the order in which the pieces are done, so that they are moved only once.
    pub(super) fn append_to(&mut self, all: &mut AllEvents) {
        let start = all.events.len();
        all.events.append(&mut std::mem::take(&mut self.events));
        all.hashes.append(&mut std::mem::take(&mut self.hashes));
        self.range = start..all.events.len();
    }

    /// The ids of the rows, in the order of the rows. `number` is that of the piece.
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

/// A link to an event that may be in another piece.
struct UnresolvedLink {
    /// The index of the event in the piece, if its row became one.
    event: Option<usize>,
    /// The index of the link in the event.
    link: usize,
    to: Box<str>,
    span: SourceSpan,
}

/// Links the rows of a piece.
pub(super) struct PieceBuilder<'a, 'r> {
    registers: Option<&'a LinkedRegisters<'r>>,
    source: &'a SourceFile,
    texts: Texts,
    output: PieceOutput,
    first_without_document: Option<SourceSpan>,
    /// The byte up to which lines were counted, and the line there.
    counted: (usize, usize),
}

impl<'a, 'r> PieceBuilder<'a, 'r> {
    /// Starts a piece. Without registers, rows are not linked.
    pub(super) fn new(
        location: PieceLocation,
        source: &'a SourceFile,
        registers: Option<&'a LinkedRegisters<'r>>,
    ) -> Self {
        Self {
            registers,
            source,
            texts: Texts::with_capacity(source.text.len()),
            output: PieceOutput { location, ..PieceOutput::default() },
            first_without_document: None,
            counted: (0, source.line(0)),
        }
    }

    /// Adds the event of a row.
    pub(super) fn add(&mut self, row: &EventRow<'_>, diagnostics: &mut Diagnostics) {
        let Some(registers) = self.registers else { return };
        let Self { texts, output, .. } = self;
        output.rows += 1;
        let linked = Linker { registers, unresolved: &mut output.unresolved, texts, diagnostics }.event(row);
        events::check_quotation(row, registers, &mut output.quoted, diagnostics);
        if row.from_csv && row.sources.is_empty() && row.address.is_none() {
            output.rows_without_document += 1;
            self.first_without_document.get_or_insert(row.span);
        }
        let id = row.id.as_ref().filter(|id| is_id(&id.value));
        output.rows_without_id += usize::from(id.is_none());
        let number = linked.is_some().then_some(output.events.len());
        let links = row.links.iter().filter_map(|link| link.to.as_ref()).enumerate();
        output.links.extend(links.map(|(link, to)| UnresolvedLink {
            event: number,
            link,
            to: to.value.as_ref().into(),
            span: to.span,
        }));
        let Some(event) = linked else {
            output.failed.extend(id.map(|id| (id.value.as_ref().into(), id.span)));
            return;
        };
        output.hashes.push(registers.hashing.hash(row.id.as_ref().map_or("", |id| &id.value)));
        output.events.push(event);
        let line = self.line(row.span.start as usize);
        self.output.lines.push((line, id.map_or(row.span, |id| id.span)));
    }

    /// The line of a byte. Rows come in order, so the text is counted through only once.
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

    /// Finishes the piece. `damaged`: some of its events may be missing.
    pub(super) fn finish(self, diagnostics: Diagnostics, damaged: bool) -> PieceOutput {
        let Self { mut output, source, first_without_document, .. } = self;
        output.damaged = damaged;
        output.unresolved.shrink();
        output.first_without_document =
            first_without_document.map(|span| DiagnosticBuilder::warning(span, "").build(source));
        output.report = diagnostics.into_report(source);
        output
    }
}

/// One warning for all rows of tables without a document.
pub(super) fn without_document(pieces: &mut [PieceOutput]) -> Option<Diagnostic> {
    let number: usize = pieces.iter().map(|piece| piece.rows_without_document).sum();
    let first = pieces.iter_mut().find_map(|piece| piece.first_without_document.take())?;
    let message = match number {
        1 => "a row without a document".to_owned(),
        _ => format!("{number} rows without a document; this is the first"),
    };
    Some(Diagnostic { message, ..first })
}

/// Links what needs all events, and builds the chronology. `pieces` are in the order of the files. `damaged`: some events may
/// be missing; `sound`: there were no errors before.
///
/// `None` if there are errors. New ones are added to `diagnostics`, by the number of the piece.
pub(super) fn assemble(
    mut pieces: Vec<PieceOutput>,
    all: AllEvents,
    mut registers: LinkedRegisters<'_>,
    files: &[EventFile],
    (damaged, sound): (bool, bool),
    diagnostics: &mut Diagnostics,
) -> Option<Chronology> {
    let AllEvents { mut events, hashes } = all;
    let unresolved = pieces.iter_mut().map(|piece| std::mem::take(&mut piece.unresolved)).collect();
    let hashing = registers.hashing.clone();
    let mut has_duplicates = false;
    // The two are independent, and each runs mostly on one core.
    let (resolution, ids) = rayon::join(
        || unresolved::resolve(unresolved, &mut registers, diagnostics),
        || Ids::with_hashes(&events, hashes, hashing, |_, _| has_duplicates = true),
    );
    resolution.patch(pieces.iter().map(|piece| piece.range.clone()).collect(), &mut events);
    let quoted =
        pieces.iter().enumerate().flat_map(|(number, piece)| piece.quoted.iter().map(move |one| (number, one)));
    events::check_quotation_in_all(quoted, &registers.documents.1, diagnostics);

    if has_duplicates || pieces.iter().any(|piece| !piece.failed.is_empty()) {
        check_ids(&pieces, &events, diagnostics);
    }
    let complete = !damaged && pieces.iter().all(|piece| piece.rows_without_id == 0);
    let linked = link_events(&mut events, &pieces, &ids, complete, diagnostics);
    let rows: usize = pieces.iter().map(|piece| piece.rows).sum();
    if !sound || !resolution.complete || !linked || events.len() < rows || diagnostics.has_errors() {
        return None;
    }
    let mut lines = vec![(0, 0); events.len()];
    for piece in pieces {
        let file = u32::try_from(piece.location.file).unwrap_or(u32::MAX);
        for (file_line, (line, _)) in lines[piece.range].iter_mut().zip(piece.lines) {
            *file_line = (file, line);
        }
    }
    let files = files.iter().map(|file| file.name.as_str().into()).collect();
    registers.into_chronology(events, ids, FileLines::new(files, lines))
}

/// Reports duplicate ids, except for the first of each.
fn check_ids(pieces: &[PieceOutput], events: &[Event], diagnostics: &mut Diagnostics) {
    let mut firsts: HashMap<&str, SourceSpan> = HashMap::new();
    for (number, piece) in pieces.iter().enumerate() {
        for (id, span) in piece.ids(number, events) {
            match firsts.entry(id) {
                Entry::Vacant(vacant) => drop(vacant.insert(span)),
                Entry::Occupied(first) => {
                    diagnostics.push_error_with(|| ids::duplicate_id(RegisterKind::Events, id, span, *first.get()));
                },
            }
        }
    }
}

/// Resolves the links between events; `false` if one cannot be resolved. Unknown ids are reported only if all events are
/// there.
fn link_events(
    events: &mut [Event],
    pieces: &[PieceOutput],
    ids: &Ids,
    complete: bool,
    diagnostics: &mut Diagnostics,
) -> bool {
    let failed: HashSet<&str> = pieces.iter().flat_map(|piece| &piece.failed).map(|(id, _)| &**id).collect();
    let mut all_found = true;
    for (number, piece) in pieces.iter().enumerate() {
        for unresolved in &piece.links {
            if let Some(to) = ids.find(&unresolved.to, events) {
                if let Some(event) = unresolved.event {
                    events[piece.range.start + event].links[unresolved.link].to = Ref::new(to);
                }
                continue;
            }
            all_found = false;
            if complete && is_id(&unresolved.to) && !failed.contains(&*unresolved.to) {
                let known = || events.iter().map(|event| &*event.id).chain(failed.iter().copied());
                let span = unresolved.span.in_file(number);
                let count = events.len() + failed.len();
                diagnostics.push_error_with(|| ids::unknown(RegisterKind::Events, &unresolved.to, span, count, known));
            }
        }
    }
    all_found
}

/// The pieces of the event files, read again when a diagnostic needs a line. Only the last few are kept.
pub(super) struct PieceCache<'a> {
    locations: Vec<PieceLocation>,
    files: &'a [EventFile],
    kept: RefCell<VecDeque<(u32, Option<SourceFile>)>>,
}

impl<'a> PieceCache<'a> {
    /// How many pieces are kept.
    const CAPACITY: usize = 8;

    pub(super) fn new(locations: Vec<PieceLocation>, files: &'a [EventFile]) -> Self {
        Self { locations, files, kept: RefCell::default() }
    }
}

/// The index of a file is the number of a piece.
impl SourceFiles for PieceCache<'_> {
    fn with_file<T>(&self, piece: u32, read: impl FnOnce(&SourceFile) -> T) -> Option<T> {
        let mut kept = self.kept.borrow_mut();
        if !kept.iter().any(|(number, _)| *number == piece) {
            let location = self.locations.get(piece as usize)?;
            kept.push_front((piece, location.read_again(self.files.get(location.file)?)));
            kept.truncate(Self::CAPACITY);
        }
        kept.iter().find(|(number, _)| *number == piece)?.1.as_ref().map(read)
    }

    fn file_name(&self, piece: u32) -> &str {
        let location = self.locations.get(piece as usize);
        location.and_then(|location| self.files.get(location.file)).map_or("", |file| &file.name)
    }
}
