//! The ids of one register, to resolve the references of other rows.

use std::sync::OnceLock;

use hashbrown::HashMap;
use hashbrown::hash_map::Entry;

use super::super::fields::RegisterKind;
use super::super::schema::Name;
use super::super::values::{is_id, listed};
use crate::chronology::Ref;
use crate::diagnostics::suggest::nearest;
use crate::diagnostics::{DiagnosticBuilder, Diagnostics, SourceSpan};

/// Up to this many ids, a register is listed in full where one of them was expected.
const MOST_LISTED: usize = 24;

/// The ids of one register.
pub(in crate::loader) struct IdIndex<'s> {
    register: RegisterKind,
    /// The row of each id, and the span of the id.
    positions: HashMap<&'s str, (usize, SourceSpan)>,
    /// The ids in order, for suggestions. Sorted at the first unknown id.
    sorted: OnceLock<Vec<&'s str>>,
    /// Whether all ids are known, so that any other is an error.
    complete: bool,
    rows: usize,
}

impl<'s> IdIndex<'s> {
    /// Indexes the ids of the rows, and reports duplicates.
    pub(super) fn new(
        register: RegisterKind,
        ids: impl Iterator<Item = Option<(&'s str, SourceSpan)>>,
        damaged: bool,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut positions: HashMap<&'s str, (usize, SourceSpan)> = HashMap::with_capacity(ids.size_hint().0);
        let mut complete = !damaged;
        let mut rows = 0;
        for (position, id) in ids.enumerate() {
            rows = position + 1;
            // An invalid id has been reported, and it is unclear which references meant it.
            let Some((id, span)) = id.filter(|(id, _)| is_id(id)) else {
                complete = false;
                continue;
            };
            match positions.entry(id) {
                Entry::Vacant(vacant) => {
                    vacant.insert((position, span));
                },
                Entry::Occupied(first) => diagnostics.push(duplicate_id(register, id, span, first.get().1)),
            }
        }
        Self { register, positions, sorted: OnceLock::new(), complete, rows }
    }

    /// Resolves an id. Reports an unknown one, unless the register is incomplete.
    pub(super) fn find<T>(&self, name: &Name<'_>, diagnostics: &mut Diagnostics) -> Option<Ref<T>> {
        let position = self.position(&name.value);
        if position.is_none() {
            self.report_unknown(&name.value, name.span, std::iter::empty(), diagnostics);
        }
        position.map(Ref::new)
    }

    /// The index of the row with this id.
    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.positions.get(id).map(|(position, _)| *position)
    }

    /// The number of rows.
    pub(super) fn len(&self) -> usize {
        self.rows
    }

    /// Reports an unknown id, unless the register is incomplete. `others` are further ids to suggest.
    pub(super) fn report_unknown<'k>(
        &self,
        id: &str,
        span: SourceSpan,
        others: impl Iterator<Item = &'k str>,
        diagnostics: &mut Diagnostics,
    ) {
        if self.complete && is_id(id) {
            diagnostics.push_error_with(|| self.unknown(id, span, others));
        }
    }

    fn unknown<'k>(&self, id: &str, span: SourceSpan, others: impl Iterator<Item = &'k str>) -> DiagnosticBuilder {
        let known = self.sorted.get_or_init(|| {
            let mut known: Vec<&str> = self.positions.keys().copied().collect();
            known.sort_unstable();
            known
        });
        let mut others: Vec<&str> = others.collect();
        if others.is_empty() {
            return unknown(self.register, id, span, known.len(), || known.iter().copied());
        }
        others.extend(known);
        unknown(self.register, id, span, others.len(), || others.iter().copied())
    }
}

/// An error for an unknown id. `number` is how many `known` ids there are.
pub(super) fn unknown<'k, I: Iterator<Item = &'k str>>(
    register: RegisterKind,
    id: &str,
    span: SourceSpan,
    number: usize,
    known: impl Fn() -> I,
) -> DiagnosticBuilder {
    let item = register.item();
    let message = format!("unknown {item} `{id}`");
    let expected = match number {
        0 => format!("nothing, since there is no {item} in {}", register.home()),
        1..=MOST_LISTED => {
            let mut known: Vec<&str> = known().collect();
            known.sort_unstable();
            listed(&known)
        },
        _ => format!("the id of {} in {}", register.an_item(), register.home()),
    };
    DiagnosticBuilder::error(span, message).expected(expected).suggestion(nearest(id, known()))
}

/// The error for an id that an earlier row has.
pub(super) fn duplicate_id(register: RegisterKind, id: &str, span: SourceSpan, first: SourceSpan) -> DiagnosticBuilder {
    let (item, key) = (register.item(), if register == RegisterKind::Countries { "code" } else { "id" });
    DiagnosticBuilder::error(span, format!("duplicate {item} {key} `{id}`"))
        .expected(format!("a unique {key}"))
        .first_used_in(first)
}

/// The id of a row, for [`IdIndex::new`].
pub(super) fn id<'a>(name: &'a Option<Name<'_>>) -> Option<(&'a str, SourceSpan)> {
    name.as_ref().map(|name| (&*name.value, name.span))
}
