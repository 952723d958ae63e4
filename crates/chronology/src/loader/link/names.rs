//! The ids of one register, as other rows refer to them.

use std::sync::OnceLock;

use hashbrown::HashMap;
use hashbrown::hash_map::Entry;

use super::super::fields::Register;
use super::super::schema::Name;
use super::super::values::{is_id, listed};
use super::twice;
use crate::chronology::Ref;
use crate::diagnostics::suggest::nearest;
use crate::diagnostics::{DiagnosticBuilder, Diagnostics, SourceSpan};

/// Registers of so many ids or fewer are listed in full where one of them was expected.
const LISTED: usize = 24;

/// The ids of one register.
pub(in crate::loader) struct Names<'s> {
    register: Register,
    /// The position of the row of each id, and where the id stands.
    positions: HashMap<&'s str, (usize, SourceSpan)>,
    /// The ids in order, for suggestions. Made when the first is wanted.
    sorted: OnceLock<Vec<&'s str>>,
    complete: bool,
    rows: usize,
}

impl<'s> Names<'s> {
    /// The ids, each at the position of its row. Reports those that stand twice.
    pub(super) fn new(
        register: Register,
        ids: impl Iterator<Item = Option<(&'s str, SourceSpan)>>,
        damaged: bool,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut positions: HashMap<&'s str, (usize, SourceSpan)> = HashMap::with_capacity(ids.size_hint().0);
        let mut complete = !damaged;
        let mut rows = 0;
        for (position, id) in ids.enumerate() {
            rows = position + 1;
            // What is not an id has been reported; whoever refers to it has meant something else.
            let Some((id, span)) = id.filter(|(id, _)| is_id(id)) else {
                complete = false;
                continue;
            };
            match positions.entry(id) {
                Entry::Vacant(vacant) => {
                    vacant.insert((position, span));
                },
                Entry::Occupied(first) => diagnostics.push(twice(register.item(), id, span, first.get().1)),
            }
        }
        Self { register, positions, sorted: OnceLock::new(), complete, rows }
    }

    /// The reference that `name` stands for. Reports an unknown one, unless the register is incomplete.
    pub(super) fn find<T>(&self, name: &Name<'_>, diagnostics: &mut Diagnostics) -> Option<Ref<T>> {
        let position = self.position(&name.value);
        if position.is_none() {
            self.refuse(&name.value, name.span, std::iter::empty(), diagnostics);
        }
        position.map(Ref::new)
    }

    /// The position of the row with this id.
    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.positions.get(id).map(|(position, _)| *position)
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.rows
    }

    /// Reports an id that is none of the register and none of these others, unless the register is incomplete.
    pub(super) fn refuse<'k>(
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

/// An id that is none of those in a register: so many, and these.
pub(super) fn unknown<'k, I: Iterator<Item = &'k str>>(
    register: Register,
    id: &str,
    span: SourceSpan,
    number: usize,
    known: impl Fn() -> I,
) -> DiagnosticBuilder {
    let item = register.item();
    let message = format!("unknown {item} `{id}`");
    let expected = match number {
        0 => format!("nothing: there is no {item} in {}", register.home()),
        1..=LISTED => {
            let mut known: Vec<&str> = known().collect();
            known.sort_unstable();
            listed(&known)
        },
        _ => format!("the id of a {item} in {}", register.home()),
    };
    DiagnosticBuilder::error(span, message).expected(expected).suggestion(nearest(id, known()))
}

/// The id of a row for [`Names::new`].
pub(super) fn id<'a>(name: &'a Option<Name<'_>>) -> Option<(&'a str, SourceSpan)> {
    name.as_ref().map(|name| (&*name.value, name.span))
}
