//! Vocabularies: the terms that a chronology may use.
//!
//! Kinds, levels and topics belong to a chronology and are read from `chronology.toml`: they are [`Term`]s in a register.
//! The other vocabularies (status, mode, class …) belong to the format itself and are enums made by
//! [`fixed_vocabulary!`], so that the loader, the query, the exports and the JSON Schema take their words from one list.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::register::{Identified, Register};

/// The vocabulary of kinds: what an event is (summit, call, measure …).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind;
/// The vocabulary of levels: the highest rank that took part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level;
/// The vocabulary of topics: what an event was about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Topic;

/// A term of a vocabulary that the chronology defines. `V` is the vocabulary ([`Kind`], [`Level`] or [`Topic`]), so that a
/// topic cannot be used as a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Term<V> {
    /// The id, as events write it: lower case, hyphens.
    pub id: Box<str>,
    /// The name for readers.
    pub name: Box<str>,
    /// What it covers; may be empty.
    pub about: Box<str>,
    vocabulary: PhantomData<V>,
}

impl<V> Term<V> {
    /// A term of the vocabulary `V`.
    #[must_use]
    pub fn new(id: Box<str>, name: Box<str>, about: Box<str>) -> Self {
        Self { id, name, about, vocabulary: PhantomData }
    }
}

impl<V> Identified for Term<V> {
    fn id(&self) -> &str {
        &self.id
    }
}

/// The terms of one vocabulary in the chronology's order.
pub type Vocabulary<V> = Register<Term<V>>;

/// Defines an enum whose variants are words of the format: `ALL`, `as_str`, `parse` and `Display` follow from one list.
macro_rules! fixed_vocabulary {
    ($(#[$about:meta])* $name:ident { $($(#[$word_about:meta])* $word:ident = $text:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$word_about])* $word),+ }

        impl $name {
            /// Every word, in the order of the format.
            pub const ALL: &'static [Self] = &[$(Self::$word),+];

            /// The word as the files write it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$word => $text),+ }
            }

            /// The variant for a word, exactly as the files write it.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($text => Some(Self::$word),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}
pub(crate) use fixed_vocabulary;
