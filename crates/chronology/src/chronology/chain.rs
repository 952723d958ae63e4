//! The chain of an event: what led to it and what came of it, following the typed links from event to event.
//!
//! A link says which of two events came first, whichever of the two it is written in. So the links form a directed
//! graph, and the chain of an event is everything that can be reached from there, backwards and forwards, by
//! breadth-first search. Each event is found once, by the shortest path, so cycles do no harm. All direct neighbours
//! are kept, and a few of the rest; the others are counted.

use std::collections::{HashSet, VecDeque};

use super::{Chronology, Event, Link, LinkKind, Ref};

/// An event of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The event.
    pub event: Ref<Event>,
    /// How the event that it was reached from relates to it: `prepared by`.
    pub relations: Vec<&'static str>,
    /// In links: 1 for an event that is linked directly.
    pub distance: usize,
    /// The step that it was reached from; `None` for the event whose chain it is.
    pub from: Option<usize>,
}

/// The chain in one direction.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Branch {
    /// The nearest events, by distance, then in chronological order.
    pub steps: Vec<Step>,
    /// How many more there are, counted up to [`Chain::COUNTED`].
    pub further: usize,
}

/// The chain of an event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chain {
    /// What led to the event.
    pub before: Branch,
    /// What came of it.
    pub after: Branch,
}

impl Chain {
    /// Counting stops at this many events in one direction.
    pub const COUNTED: usize = 500;
    /// How many events are kept in one direction. Direct neighbours are kept in any number.
    const KEPT: usize = 12;
    /// In links; events farther away are only counted.
    const FARTHEST: usize = 5;

    /// Finds the chain of an event.
    #[must_use]
    pub fn new(chronology: &Chronology, event: Ref<Event>) -> Self {
        let mut seen = HashSet::from([event]);
        let before = branch(chronology, event, false, &mut seen);
        let after = branch(chronology, event, true, &mut seen);
        Self { before, after }
    }

    /// Whether [`Chain::is_long`] holds for an event, without searching its whole chain.
    #[must_use]
    pub fn is_long_at(chronology: &Chronology, event: Ref<Event>) -> bool {
        let direct = neighbours(chronology, event);
        let known = |other: Ref<Event>| other == event || direct.iter().any(|neighbour| neighbour.to == other);
        let goes_on = |neighbour: &Neighbour| {
            let next = neighbours(chronology, neighbour.to);
            next.iter().any(|next| next.after == neighbour.after && !known(next.to))
        };
        direct.iter().any(goes_on)
    }

    /// Whether it goes beyond the direct neighbours.
    #[must_use]
    pub fn is_long(&self) -> bool {
        [&self.before, &self.after]
            .into_iter()
            .any(|branch| branch.further > 0 || branch.steps.iter().any(|step| step.distance > 1))
    }
}

/// A link as seen from one of its two events.
struct Neighbour {
    to: Ref<Event>,
    /// Whether it came later.
    after: bool,
    relations: Vec<&'static str>,
}

fn branch(chronology: &Chronology, event: Ref<Event>, after: bool, seen: &mut HashSet<Ref<Event>>) -> Branch {
    let mut branch = Branch::default();
    let mut found = 0;
    // An event that is not kept is not among the steps, so events beyond it are only counted.
    let mut waiting = VecDeque::from([(event, 0, None)]);
    while let Some((event, distance, step)) = waiting.pop_front().filter(|_| found < Chain::COUNTED) {
        for next in neighbours(chronology, event).into_iter().filter(|next| next.after == after) {
            if !seen.insert(next.to) {
                continue;
            }
            found += 1;
            let distance = distance + 1;
            let near = distance <= Chain::FARTHEST && branch.steps.len() < Chain::KEPT;
            let kept = distance == 1 || near && step.is_some();
            let index = kept.then_some(branch.steps.len());
            if kept {
                branch.steps.push(Step { event: next.to, relations: next.relations, distance, from: step });
            } else {
                branch.further += 1;
            }
            waiting.push_back((next.to, distance, index));
        }
    }
    branch
}

/// The events that an event is linked with, in chronological order. One that is linked twice has both relations.
fn neighbours(chronology: &Chronology, event: Ref<Event>) -> Vec<Neighbour> {
    let first = |kind: LinkKind| kind == LinkKind::Prepares;
    let own = chronology[event].links.iter().map(|link| (link, first(link.kind), link.kind.forward()));
    let back = |link: &Link| (!first(link.kind), link.kind.backward());
    let incoming = chronology.incoming(event).iter().map(|link| (link, back(link).0, back(link).1));
    let mut neighbours: Vec<Neighbour> = Vec::new();
    for (link, after, relation) in own.chain(incoming).take(Chain::COUNTED) {
        match neighbours.iter_mut().find(|known| known.to == link.to) {
            Some(known) => known.relations.push(relation),
            None => neighbours.push(Neighbour { to: link.to, after, relations: vec![relation] }),
        }
    }
    neighbours.sort_by_key(|neighbour| neighbour.to);
    neighbours
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{event, registers};
    use super::*;

    /// A chronology of events named by letters, one per day, with these links.
    fn linked(events: &str, links: &[(char, LinkKind, char)]) -> Chronology {
        let registers = registers();
        let reference = |name: char| Ref::new(events.find(name).unwrap());
        let all = events.chars().enumerate().map(|(day, name)| {
            let date = format!("2003-{:02}-{:02}", day / 28 + 1, day % 28 + 1);
            let mut event = event(&registers, &name.to_string(), &date, "Talks", "summit", "JP+RU");
            let own = links.iter().filter(|(from, ..)| *from == name);
            event.links = own.map(|(_, kind, to)| Link { to: reference(*to), kind: *kind }).collect();
            event
        });
        let all = all.collect();
        Chronology::new(registers, all)
    }

    /// `b(prepared by) a(follows)`, with the event that a step was reached from before it.
    fn shown(chronology: &Chronology, branch: &Branch) -> String {
        let name = |event: Ref<Event>| chronology[event].id.to_string();
        let step = |step: &Step| {
            let from = step.from.map(|from| name(branch.steps[from].event)).unwrap_or_default();
            format!("{from}>{}({})", name(step.event), step.relations.join(", "))
        };
        branch.steps.iter().map(step).collect::<Vec<_>>().join(" ")
    }

    fn chain(chronology: &Chronology, id: &str) -> Chain {
        Chain::new(chronology, chronology.events().find(id).unwrap())
    }

    #[test]
    fn causes_come_before_and_results_after_whichever_event_the_link_is_written_in() {
        use LinkKind::{Follows, Implements, Prepares, RespondsTo};
        let links = [('a', Prepares, 'c'), ('b', Follows, 'a'), ('c', RespondsTo, 'b'), ('d', Implements, 'c')];
        let chronology = linked("abcde", &links);
        let found = chain(&chronology, "c");
        assert_eq!(shown(&chronology, &found.before), ">a(prepared by) >b(responds to)");
        assert_eq!(shown(&chronology, &found.after), ">d(implemented by)");
        let found = chain(&chronology, "d");
        assert_eq!(shown(&chronology, &found.before), ">c(implements) c>a(prepared by) c>b(responds to)");
        assert!(found.is_long());
        assert!(!chain(&chronology, "e").is_long());
        for event in chronology.events().refs() {
            assert_eq!(Chain::new(&chronology, event).is_long(), Chain::is_long_at(&chronology, event));
        }
    }

    #[test]
    fn a_cycle_of_links_ends_and_repeats_no_event() {
        use LinkKind::{Follows, Prepares};
        let chronology = linked("abc", &[('a', Prepares, 'b'), ('b', Prepares, 'c'), ('a', Follows, 'c')]);
        let found = chain(&chronology, "a");
        assert_eq!(shown(&chronology, &found.before), ">c(follows) c>b(prepared by)");
        assert_eq!(found.after, Branch::default());
    }

    #[test]
    fn an_event_that_is_linked_twice_is_one_step_with_both_relations() {
        use LinkKind::{Follows, Prepares};
        let chronology = linked("ab", &[('a', Prepares, 'b'), ('b', Follows, 'a')]);
        assert_eq!(shown(&chronology, &chain(&chronology, "b").before), ">a(follows, prepared by)");
    }

    #[test]
    fn a_long_chain_keeps_the_nearest_events_and_counts_the_rest() {
        let names = "abcdefghijklmnopqrstuvwxyz";
        let links: Vec<(char, LinkKind, char)> =
            names.chars().zip(names.chars().skip(1)).map(|(a, b)| (b, LinkKind::Follows, a)).collect();
        let chronology = linked(names, &links);
        let found = chain(&chronology, "z");
        assert_eq!(found.before.steps.len(), Chain::FARTHEST);
        assert_eq!(found.before.steps.len() + found.before.further, 25);
        // Direct neighbours are kept in any number.
        let links: Vec<(char, LinkKind, char)> = names.chars().skip(1).map(|b| (b, LinkKind::PartOf, 'a')).collect();
        let found = chain(&linked(names, &links), "a");
        assert_eq!((found.after.steps.len(), found.after.further), (25, 0));
        assert!(!found.is_long());
    }
}
