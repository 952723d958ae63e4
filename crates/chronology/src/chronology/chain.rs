//! The chain of an event: what led to it and what came of it, over the typed links of one event after the other.
//!
//! A link says which of two events stands before the other, in whichever of the two it is written. So the links make a
//! web, and the chain of an event is the part of it that is seen from there: everything before, and everything after.
//! Each event stands in it once, where the way to it is shortest, so a circle of links does no harm. What is near is kept
//! in full, and of the rest a few.

use std::collections::{HashSet, VecDeque};

use super::{Chronology, Event, Link, LinkKind, Ref};

/// An event of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub event: Ref<Event>,
    /// What the event that it hangs on is to it, in words: `prepared by`.
    pub relations: Vec<&'static str>,
    /// How many links away: 1 for an event that is linked itself.
    pub distance: usize,
    /// The step that it hangs on; `None` for the event whose chain it is.
    pub from: Option<usize>,
}

/// What can be seen of the links in one direction.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Branch {
    /// The nearest events, by distance, then in the order of time.
    pub steps: Vec<Step>,
    /// How many more there are further off, counted up to [`Chain::COUNTED`].
    pub further: usize,
}

/// The chain that an event stands in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chain {
    /// What led to the event.
    pub before: Branch,
    /// What came of it.
    pub after: Branch,
}

impl Chain {
    /// How far the events of a chain are counted in one direction.
    pub const COUNTED: usize = 500;
    /// How many events of one direction are kept; all that are linked with the event itself are.
    const KEPT: usize = 12;
    /// How many links away an event may be that is kept.
    const FARTHEST: usize = 5;

    /// The chain of an event.
    #[must_use]
    pub fn new(chronology: &Chronology, event: Ref<Event>) -> Self {
        let mut seen = HashSet::from([event]);
        let before = branch(chronology, event, false, &mut seen);
        let after = branch(chronology, event, true, &mut seen);
        Self { before, after }
    }

    /// Whether the chain of an event is long. It is known without going along all of it.
    #[must_use]
    pub fn is_long_at(chronology: &Chronology, event: Ref<Event>) -> bool {
        let linked = ties(chronology, event);
        let known = |other: Ref<Event>| other == event || linked.iter().any(|tie| tie.to == other);
        let goes_on =
            |tie: &Tie| ties(chronology, tie.to).iter().any(|next| next.after == tie.after && !known(next.to));
        linked.iter().any(goes_on)
    }

    /// Whether it goes beyond the events that are linked with the event itself.
    #[must_use]
    pub fn is_long(&self) -> bool {
        [&self.before, &self.after]
            .into_iter()
            .any(|branch| branch.further > 0 || branch.steps.iter().any(|step| step.distance > 1))
    }
}

/// Another event that an event is linked with.
struct Tie {
    to: Ref<Event>,
    /// Whether it came after.
    after: bool,
    relations: Vec<&'static str>,
}

fn branch(chronology: &Chronology, event: Ref<Event>, after: bool, seen: &mut HashSet<Ref<Event>>) -> Branch {
    let mut branch = Branch::default();
    let mut found = 0;
    // An event that is not kept any more has no place among the steps; what is beyond it is only counted.
    let mut waiting = VecDeque::from([(event, 0, None)]);
    while let Some((place, distance, step)) = waiting.pop_front().filter(|_| found < Chain::COUNTED) {
        for tie in ties(chronology, place).into_iter().filter(|tie| tie.after == after) {
            if !seen.insert(tie.to) {
                continue;
            }
            found += 1;
            let distance = distance + 1;
            let near = distance <= Chain::FARTHEST && branch.steps.len() < Chain::KEPT;
            let kept = distance == 1 || near && step.is_some();
            let own = kept.then_some(branch.steps.len());
            if kept {
                branch.steps.push(Step { event: tie.to, relations: tie.relations, distance, from: step });
            } else {
                branch.further += 1;
            }
            waiting.push_back((tie.to, distance, own));
        }
    }
    branch
}

/// The events that an event is linked with, in the order of time. Two that are linked twice are so with all relations.
fn ties(chronology: &Chronology, event: Ref<Event>) -> Vec<Tie> {
    let first = |kind: LinkKind| kind == LinkKind::Prepares;
    let own = chronology[event].links.iter().map(|link| (link, first(link.kind), link.kind.forward()));
    let back = |link: &Link| (!first(link.kind), link.kind.backward());
    let incoming = chronology.incoming(event).iter().map(|link| (link, back(link).0, back(link).1));
    let mut ties: Vec<Tie> = Vec::new();
    for (link, after, relation) in own.chain(incoming).take(Chain::COUNTED) {
        match ties.iter_mut().find(|tie| tie.to == link.to) {
            Some(tie) => tie.relations.push(relation),
            None => ties.push(Tie { to: link.to, after, relations: vec![relation] }),
        }
    }
    ties.sort_by_key(|tie| tie.to);
    ties
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{event, registers};
    use super::*;

    /// A chronology of events named by letters, one a day, with these links.
    fn linked(events: &str, links: &[(char, LinkKind, char)]) -> Chronology {
        let registers = registers();
        let place = |name: char| Ref::new(events.find(name).unwrap());
        let all = events.chars().enumerate().map(|(day, name)| {
            let date = format!("2003-{:02}-{:02}", day / 28 + 1, day % 28 + 1);
            let mut event = event(&registers, &name.to_string(), &date, "Talks", "summit", "JP+RU");
            let own = links.iter().filter(|(from, ..)| *from == name);
            event.links = own.map(|(_, kind, to)| Link { to: place(*to), kind: *kind }).collect();
            event
        });
        let all = all.collect();
        Chronology::new(registers, all)
    }

    /// `b(prepared by) a(follows)` with the name of what a step hangs on before it.
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
    fn what_prepared_an_event_stands_before_it_and_what_followed_after_it_wherever_the_link_is_written() {
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
    fn a_circle_of_links_ends_and_nothing_stands_twice() {
        use LinkKind::{Follows, Prepares};
        let chronology = linked("abc", &[('a', Prepares, 'b'), ('b', Prepares, 'c'), ('a', Follows, 'c')]);
        let found = chain(&chronology, "a");
        assert_eq!(shown(&chronology, &found.before), ">c(follows) c>b(prepared by)");
        assert_eq!(found.after, Branch::default());
    }

    #[test]
    fn two_events_that_are_linked_twice_stand_once_with_both_relations() {
        use LinkKind::{Follows, Prepares};
        let chronology = linked("ab", &[('a', Prepares, 'b'), ('b', Follows, 'a')]);
        assert_eq!(shown(&chronology, &chain(&chronology, "b").before), ">a(follows, prepared by)");
    }

    #[test]
    fn of_a_long_chain_the_nearest_are_kept_and_the_rest_is_counted() {
        let names = "abcdefghijklmnopqrstuvwxyz";
        let links: Vec<(char, LinkKind, char)> =
            names.chars().zip(names.chars().skip(1)).map(|(a, b)| (b, LinkKind::Follows, a)).collect();
        let chronology = linked(names, &links);
        let found = chain(&chronology, "z");
        assert_eq!(found.before.steps.len(), Chain::FARTHEST);
        assert_eq!(found.before.steps.len() + found.before.further, 25);
        // Every event that is linked itself is kept, however many there are.
        let links: Vec<(char, LinkKind, char)> = names.chars().skip(1).map(|b| (b, LinkKind::PartOf, 'a')).collect();
        let found = chain(&linked(names, &links), "a");
        assert_eq!((found.after.steps.len(), found.after.further), (25, 0));
        assert!(!found.is_long());
    }
}
