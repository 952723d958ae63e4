//! The order of the events: by date, then `order`, then id, then layer.

use rayon::prelude::*;

use super::date::Shape;
use super::event::Event;
use super::layers::own_id;

/// From how many events on the sort uses all cores. Below, starting the threads takes longer than sorting.
const PARALLEL: usize = if cfg!(test) { 256 } else { 8192 };

/// The positions of the events in their order; `None` if they are in order already, as those of a compiled chronology are.
/// With several layers, ids are compared without the name of the layer.
pub(super) fn order(events: &[Event], has_layers: bool) -> Option<Vec<u32>> {
    let compare = |a: &Event, b: &Event| {
        sort_key(a).cmp(&sort_key(b)).then_with(|| sort_id(a, has_layers).cmp(sort_id(b, has_layers)))
    };
    if events.is_sorted_by(|a, b| compare(a, b).is_le()) {
        return None;
    }
    if events.len() >= PARALLEL {
        return Some(order_in_parallel(events, has_layers));
    }
    let mut positions: Vec<u32> = (0..).take(events.len()).collect();
    positions.sort_by(|a, b| compare(&events[*a as usize], &events[*b as usize]));
    Some(positions)
}

fn order_in_parallel(events: &[Event], has_layers: bool) -> Vec<u32> {
    let mut keys: Vec<(SortKey, u32)> = events.iter().map(sort_key).zip(0..).collect();
    keys.par_sort_unstable_by_key(|(key, _)| *key);
    // Ids are far apart in memory, so they are read once each, and only where several events have the same key.
    keys.par_chunk_by_mut(|a, b| a.0 == b.0).filter(|equal| equal.len() > 1).for_each(|equal| {
        let id = |position: u32| sort_id(&events[position as usize], has_layers);
        let mut by_id: Vec<(&str, u32)> = equal.iter().map(|(_, position)| (id(*position), *position)).collect();
        by_id.sort_unstable();
        equal.iter_mut().zip(by_id).for_each(|(key, (_, position))| key.1 = position);
    });
    keys.into_iter().map(|(_, position)| position).collect()
}

/// The date, and the order within the day.
type SortKey = ((i32, Shape, i32), i32);

fn sort_key(event: &Event) -> SortKey {
    (event.date.sequence_key(), event.order)
}

fn sort_id(event: &Event, has_layers: bool) -> &str {
    if has_layers { own_id(&event.id) } else { &event.id }
}

/// Turns the old position of each item, in the new order, into the new position of each, in the old order.
pub(super) fn inverse(order: &[u32]) -> Vec<u32> {
    let mut moved = vec![0; order.len()];
    for (new, old) in (0..).zip(order) {
        moved[*old as usize] = new;
    }
    moved
}

/// Moves each item to its new position, without a second list.
pub(super) fn permute<T>(items: &mut [T], mut moved: Vec<u32>) {
    for position in 0..items.len() {
        while moved[position] as usize != position {
            let target = moved[position] as usize;
            items.swap(position, target);
            moved.swap(position, target);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{event, registers};
    use super::*;

    #[test]
    fn sorting_on_one_core_and_on_all_gives_the_same_order() {
        let registers = registers();
        let unsorted = |number: usize| {
            let date = format!("2003-01-{:02}", 1 + number * 7 % 28);
            event(&registers, &format!("e{}", number * 31 % 101), &date, "Talks", "summit", "JP+RU")
        };
        let few: Vec<Event> = (0..100).map(unsorted).collect();
        let sorted = order(&few, false).unwrap();
        assert_eq!(sorted, order_in_parallel(&few, false));
        let mut events = few;
        permute(&mut events, inverse(&sorted));
        assert_eq!(order(&events, false), None);
    }
}
