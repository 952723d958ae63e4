//! The ids of one register, as other rows refer to them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::OnceLock;

use super::super::fields::Register;
use super::super::schema::Name;
use super::super::source::{Fault, Faults, Spot};
use super::super::suggest::nearest;
use super::super::values::{is_id, listed};
use super::twice;
use crate::chronology::Ref;

/// Registers of so many ids or fewer are listed in full where one of them was expected.
const LISTED: usize = 24;

/// The ids of one register.
pub(super) struct Names<'s> {
    register: Register,
    positions: HashMap<&'s str, usize>,
    /// The ids in order, for suggestions. Made when the first is wanted.
    sorted: OnceLock<Vec<&'s str>>,
    complete: bool,
}

impl<'s> Names<'s> {
    /// The ids, each at the position of its row. Reports those that stand twice.
    pub(super) fn new(
        register: Register,
        ids: impl Iterator<Item = Option<(&'s str, Spot)>>,
        damaged: bool,
        faults: &mut Faults,
    ) -> Self {
        let mut firsts: HashMap<&'s str, (usize, Spot)> = HashMap::with_capacity(ids.size_hint().0);
        let mut complete = !damaged;
        for (position, id) in ids.enumerate() {
            // What is not an id has been reported; whoever refers to it has meant something else.
            let Some((id, spot)) = id.filter(|(id, _)| is_id(id)) else {
                complete = false;
                continue;
            };
            match firsts.entry(id) {
                Entry::Vacant(vacant) => {
                    vacant.insert((position, spot));
                },
                Entry::Occupied(first) => faults.push(twice(register.item(), id, spot, first.get().1)),
            }
        }
        let positions = firsts.into_iter().map(|(id, (position, _))| (id, position)).collect();
        Self { register, positions, sorted: OnceLock::new(), complete }
    }

    /// The reference that `name` stands for. Reports an unknown one, unless the register is incomplete.
    pub(super) fn find<T>(&self, name: &Name<'_>, faults: &mut Faults) -> Option<Ref<T>> {
        if let Some(position) = self.positions.get(&*name.value) {
            return Some(Ref::new(*position));
        }
        if self.complete && is_id(&name.value) {
            faults.push_with(|| self.unknown(name));
        }
        None
    }

    fn unknown(&self, name: &Name<'_>) -> Fault {
        let known = self.sorted.get_or_init(|| {
            let mut known: Vec<&str> = self.positions.keys().copied().collect();
            known.sort_unstable();
            known
        });
        let item = self.register.item();
        let message = format!("unknown {item} `{}`", name.value);
        let expected = match known.len() {
            0 => format!("nothing: there is no {item} in {}", self.register.home()),
            1..=LISTED => listed(known),
            _ => format!("the id of a {item} in {}", self.register.home()),
        };
        Fault::error(name.spot, message).expecting(expected).suggesting(nearest(&name.value, known.iter().copied()))
    }
}

/// The id of a row for [`Names::new`].
pub(super) fn id<'a>(name: &'a Option<Name<'_>>) -> Option<(&'a str, Spot)> {
    name.as_ref().map(|name| (&*name.value, name.spot))
}
