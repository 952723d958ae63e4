//! Registers: items that are defined once in the chronology and referred to by id everywhere else.
//!
//! A [`Ref`] is the position of an item in its [`Register`]: four bytes, checked once when the loader links the files, and
//! of a type that cannot be confused with a reference into another register.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{BuildHasher, Hash, Hasher};
use std::marker::PhantomData;
use std::num::NonZeroU32;
use std::ops::Index;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The position of a `T` in its [`Register`]. For events the order of references is the order of time.
pub struct Ref<T> {
    /// One more than the position, so that an `Option` takes no more memory.
    number: NonZeroU32,
    of: PhantomData<fn() -> T>,
}

impl<T> Ref<T> {
    /// The reference to the item at `position`. Registers hold far fewer than 2^32 items, so a position always fits.
    #[must_use]
    pub fn new(position: usize) -> Self {
        let number = u32::try_from(position).ok().and_then(|position| NonZeroU32::MIN.checked_add(position));
        Self { number: number.unwrap_or(NonZeroU32::MAX), of: PhantomData }
    }

    /// The position in the register, from 0.
    #[must_use]
    pub fn position(self) -> usize {
        self.number.get() as usize - 1
    }
}

// Not derived, because a derive would require the same trait of `T`.
impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Ref<T> {}
impl<T> PartialEq for Ref<T> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
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
        self.number.cmp(&other.number)
    }
}
impl<T> Hash for Ref<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}
impl<T> fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.position())
    }
}

impl<T> Serialize for Ref<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.number.serialize(serializer)
    }
}
impl<'de, T> Deserialize<'de> for Ref<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { number: NonZeroU32::deserialize(deserializer)?, of: PhantomData })
    }
}

/// Something with an id that is unique in its register.
pub trait Identified {
    /// The id, as the files write it.
    fn id(&self) -> &str;
}

/// The positions of the items of a list by id. The ids themselves stay in the items.
#[derive(Debug, Clone)]
pub struct Ids {
    positions: HashTable<u32>,
    hashing: Hashing,
}

/// How ids are hashed. Clones give the same hashes, so that ids can be hashed where they are read, on any thread.
#[derive(Debug, Clone, Default)]
pub struct Hashing(DefaultHashBuilder);

impl Hashing {
    /// The hash of an id.
    #[must_use]
    pub fn hash(&self, id: &str) -> u64 {
        self.0.hash_one(id)
    }
}

impl Ids {
    /// The ids of these items. Of items with the same id the first keeps it; `duplicate` is called with the positions of the
    /// first and of the other.
    pub fn new<T: Identified>(items: &[T], duplicate: impl FnMut(usize, usize)) -> Self {
        let hashing = Hashing::default();
        let hashes = items.iter().map(|item| hashing.hash(item.id()));
        Self::with_hashes(items, hashes, hashing.clone(), duplicate)
    }

    /// As [`Ids::new`], with hashes computed before: a million ids are far apart in memory, so reading them again is slow.
    pub fn with_hashes<T: Identified>(
        items: &[T],
        hashes: impl IntoIterator<Item = u64>,
        hashing: Hashing,
        mut duplicate: impl FnMut(usize, usize),
    ) -> Self {
        let mut positions = HashTable::with_capacity(items.len());
        let id_at = |position: &u32| items[*position as usize].id();
        for ((position, item), hash) in items.iter().enumerate().zip(hashes) {
            match positions.entry(hash, |other| id_at(other) == item.id(), |other| hashing.hash(id_at(other))) {
                Entry::Occupied(first) => duplicate(*first.get() as usize, position),
                Entry::Vacant(vacant) => {
                    // Positions fit, see `Ref::new`.
                    vacant.insert(u32::try_from(position).unwrap_or(u32::MAX));
                },
            }
        }
        Self { positions, hashing }
    }

    /// The position of the item with this id.
    #[must_use]
    pub fn find<T: Identified>(&self, id: &str, items: &[T]) -> Option<usize> {
        let is_it = |position: &u32| items.get(*position as usize).is_some_and(|item| item.id() == id);
        self.positions.find(self.hashing.hash(id), is_it).map(|position| *position as usize)
    }

    /// Follows the items into a new order, given as the new position of each.
    pub(super) fn reorder(&mut self, moved: &[u32]) {
        self.positions.iter_mut().for_each(|position| *position = moved[*position as usize]);
    }
}

/// Items in a fixed order, found by position or by id.
///
/// Invariant: ids are unique. The loader reports duplicates before it builds a register; of two items with the same id the
/// first would keep it.
#[derive(Debug, Clone)]
pub struct Register<T> {
    items: Vec<T>,
    ids: Ids,
}

impl<T: Identified> Register<T> {
    /// A register of these items in this order.
    #[must_use]
    pub fn new(items: Vec<T>) -> Self {
        let ids = Ids::new(&items, |_, _| ());
        Self { items, ids }
    }

    /// A register of items with their ids, in the same order.
    pub(super) fn with_ids(items: Vec<T>, ids: Ids) -> Self {
        Self { items, ids }
    }

    /// The reference to the item with this id, exactly as written.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Ref<T>> {
        self.ids.find(id, &self.items).map(Ref::new)
    }

    /// The item with this id, exactly as written.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&T> {
        self.find(id).map(|found| &self[found])
    }

    /// The items, for changes to anything but their ids.
    pub(super) fn items_mut(&mut self) -> &mut [T] {
        &mut self.items
    }

    /// The items without their ids.
    pub(super) fn into_items(self) -> Vec<T> {
        self.items
    }

    /// How many items there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are no items.
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

impl<T: Serialize> Serialize for Register<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.items.serialize(serializer)
    }
}

impl<'de, T: Identified + Deserialize<'de>> Deserialize<'de> for Register<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::new)
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
