//! Registers: things that stand once in the chronology and are named by id everywhere else.
//!
//! A [`Ref`] is the position of an item in its [`Register`]. It is four bytes, it is checked once when the loader links
//! the files, and it cannot be confused with a reference into another register.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Index;

/// The place of a `T` in its [`Register`]. For events the order of references is the order in time.
pub struct Ref<T> {
    position: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Ref<T> {
    /// The reference to the item at `position`. Registers hold fewer than 2^32 items, so a position always fits.
    #[must_use]
    pub fn new(position: usize) -> Self {
        Self { position: u32::try_from(position).unwrap_or(u32::MAX), of: PhantomData }
    }

    /// The position in the register, from 0.
    #[must_use]
    pub fn position(self) -> usize {
        self.position as usize
    }
}

// Written out because a derive would ask the same of `T`.
impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Ref<T> {}
impl<T> PartialEq for Ref<T> {
    fn eq(&self, other: &Self) -> bool {
        self.position == other.position
    }
}
impl<T> Eq for Ref<T> {}
impl<T> PartialOrd for Ref<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Ref<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.position.cmp(&other.position)
    }
}
impl<T> Hash for Ref<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.position.hash(state);
    }
}
impl<T> fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.position)
    }
}

/// Something with an id that is unique in its register.
pub trait Identified {
    /// The id, as the files write it.
    fn id(&self) -> &str;
}

/// Items in a fixed order, found by position or by id.
///
/// Invariant: ids are unique. The loader reports duplicates before it builds a register; should one slip through, the
/// first item keeps the id.
#[derive(Debug, Clone)]
pub struct Register<T> {
    items: Vec<T>,
    by_id: HashMap<Box<str>, Ref<T>>,
}

impl<T: Identified> Register<T> {
    /// A register of these items in this order.
    #[must_use]
    pub fn new(items: Vec<T>) -> Self {
        let mut by_id = HashMap::with_capacity(items.len());
        for (position, item) in items.iter().enumerate() {
            by_id.entry(Box::from(item.id())).or_insert_with(|| Ref::new(position));
        }
        Self { items, by_id }
    }

    /// The reference to the item with this id, exactly as written.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Ref<T>> {
        self.by_id.get(id).copied()
    }

    /// The item with this id, exactly as written.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&T> {
        self.find(id).map(|found| &self[found])
    }

    /// The items in order, to be changed. Their ids must stay.
    pub(super) fn items_mut(&mut self) -> &mut [T] {
        &mut self.items
    }

    /// The items in order.
    pub(super) fn into_items(self) -> Vec<T> {
        self.items
    }

    /// How many items there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The items in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// The references in order.
    pub fn refs(&self) -> impl DoubleEndedIterator<Item = Ref<T>> + ExactSizeIterator + use<T> {
        (0..self.items.len()).map(Ref::new)
    }

    /// References and items in order.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = (Ref<T>, &T)> + ExactSizeIterator {
        self.items.iter().enumerate().map(|(position, item)| (Ref::new(position), item))
    }
}

impl<T> Index<Ref<T>> for Register<T> {
    type Output = T;

    fn index(&self, index: Ref<T>) -> &T {
        &self.items[index.position()]
    }
}

impl<'a, T: Identified> IntoIterator for &'a Register<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
