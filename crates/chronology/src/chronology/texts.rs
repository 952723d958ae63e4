//! The texts of a chronology. A million events have ten million texts, so they are not allocated one by one: a block holds
//! the texts of many events one after the other, and a [`Text`] is a slice of a block.

use std::borrow::{Borrow, Cow};
use std::cell::RefCell;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, Range};
use std::sync::{Arc, OnceLock};

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Many texts, set once all have been added.
type Block = OnceLock<Cow<'static, str>>;

/// A text of the chronology. It derefs to `str`, and clones share the memory.
#[derive(Clone, Default)]
pub struct Text {
    block: Option<Arc<Block>>,
    start: u32,
    end: u32,
}

impl Text {
    /// The text; empty before its block is complete.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let block = self.block.as_ref().and_then(|block| block.get());
        block.and_then(|text| text.get(self.start as usize..self.end as usize)).unwrap_or_default()
    }

    /// A slice of this text, in the same memory. The range must begin and end between characters.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let at = |offset: usize| u32::try_from(offset).map_or(self.end, |offset| (self.start + offset).min(self.end));
        Self { block: self.block.clone(), start: at(range.start), end: at(range.end) }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        let mut texts = Texts::default();
        texts.add(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<Text> for Box<str> {
    fn from(text: Text) -> Self {
        Self::from(text.as_str())
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

/// The block that texts are serialised into or deserialised from, in formats that are not for people. Serde cannot pass it
/// to the types that it fills, so it is thread-local.
enum Pool {
    Written(String),
    Read {
        block: Arc<Block>,
        /// Where the next text starts: they are read in the order in which they were written.
        next: u32,
    },
}

thread_local! {
    static POOL: RefCell<Option<Pool>> = const { RefCell::new(None) };
}

/// Runs `serialise`, and returns its result and the block of the texts that it wrote.
pub(crate) fn with_texts_written<T>(serialise: impl FnOnce() -> T) -> (T, String) {
    POOL.set(Some(Pool::Written(String::new())));
    let result = serialise();
    match POOL.take() {
        Some(Pool::Written(texts)) => (result, texts),
        _ => (result, String::new()),
    }
}

/// Runs `deserialise`, whose texts are slices of `texts`. They are not copied.
pub(crate) fn with_texts_read<T>(texts: &'static str, deserialise: impl FnOnce() -> T) -> T {
    let block = OnceLock::from(Cow::Borrowed(texts));
    POOL.set(Some(Pool::Read { block: Arc::new(block), next: 0 }));
    let result = deserialise();
    POOL.set(None);
    result
}

/// In formats for people a string; otherwise its length in the block of all texts.
impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.serialize_str(self);
        }
        POOL.with_borrow_mut(|pool| match pool {
            Some(Pool::Written(texts)) => {
                texts.push_str(self);
                let length = u32::try_from(self.len());
                length.map_err(|_| S::Error::custom("more than 4 GiB of text"))?.serialize(serializer)
            },
            _ => Err(S::Error::custom("a text without its block")),
        })
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return <&str>::deserialize(deserializer).map(Self::from);
        }
        let length = u32::deserialize(deserializer)?;
        POOL.with_borrow_mut(|pool| match pool {
            _ if length == 0 => Ok(Self::default()),
            Some(Pool::Read { block, next }) => {
                let start = *next;
                *next = start.saturating_add(length);
                Ok(Self { block: Some(Arc::clone(block)), start, end: *next })
            },
            _ => Err(D::Error::custom("a text without its block")),
        })
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other)
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

/// Builds a block. Its texts can be read once it is complete, that is when this is dropped.
#[derive(Debug, Default)]
pub struct Texts {
    block: Arc<Block>,
    text: String,
}

impl Texts {
    /// A builder with memory for a number of bytes.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Self { block: Arc::default(), text: String::with_capacity(bytes) }
    }

    /// Adds a text to the block.
    pub fn add(&mut self, text: &str) -> Text {
        if text.is_empty() {
            return Text::default();
        }
        let begin = self.text.len();
        let (Ok(start), Ok(end)) = (u32::try_from(begin), u32::try_from(begin + text.len())) else {
            // Offsets have 32 bits, so this block is full.
            let mut next = Self::default();
            std::mem::swap(self, &mut next);
            return self.add(text);
        };
        self.text.push_str(text);
        Text { block: Some(Arc::clone(&self.block)), start, end }
    }
}

impl Drop for Texts {
    fn drop(&mut self) {
        // It cannot be set already: only this does it, once.
        let _ = self.block.set(Cow::Owned(std::mem::take(&mut self.text)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_can_be_read_once_their_block_is_complete() {
        let mut texts = Texts::with_capacity(16);
        let (first, none, second) = (texts.add("Токио"), texts.add(""), texts.add("東京"));
        drop(texts);
        assert_eq!((&*first, &*none, &*second), ("Токио", "", "東京"));
        assert_eq!(&*second.slice(3..6), "京");
        assert_eq!(&*second.slice(0..60), "東京");
        assert_eq!(first, Text::from("Токио"));
    }

    #[test]
    fn a_text_takes_no_more_memory_than_a_boxed_str() {
        assert_eq!(size_of::<Text>(), size_of::<Box<str>>());
    }
}
