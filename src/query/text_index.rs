//! The index for words: it finds the events that contain all the words of a query.
//!
//! A word is looked for both in the texts of the events, with an [inverted index](super::inverted_index), and in the
//! [names](super::names) of what the events refer to. Names and segments of the inverted index are built when a search
//! first needs them, so a program that never searches never pays for them.

use std::sync::{Arc, OnceLock};

use memchr::memmem::Finder;
use rayon::prelude::*;
use summits_chronology::chronology::Chronology;

use super::annotations::Annotations;
use super::bit_set::BitSet;
use super::columns::{Column, Columns};
use super::inverted_index::InvertedIndex;
use super::names::Names;
use super::search_cache::SearchCache;
use super::words::Word;

/// Copies share what is built and what is cached.
#[derive(Debug, Clone)]
pub struct TextIndex {
    names: Arc<OnceLock<Names>>,
    segments: Arc<InvertedIndex>,
    cache: Arc<SearchCache>,
}

/// What a search reads in addition to the index.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    pub chronology: &'a Chronology,
    pub columns: &'a Columns,
    pub annotations: &'a Annotations,
}

/// A word or a name with everything that counts as it.
#[derive(Debug)]
pub struct Spellings {
    pub texts: Vec<String>,
    pub negated: bool,
}

impl Spellings {
    /// Whether every event that matches this matches the other one too.
    fn implies(&self, other: &Self) -> bool {
        self.negated == other.negated
            && if self.negated {
                other.texts.iter().all(|text| self.texts.contains(text))
            } else {
                self.texts.iter().all(|text| other.texts.iter().any(|part| text.contains(part.as_str())))
            }
    }
}

/// A word to search for: its spellings, and the items whose names contain one.
#[derive(Debug)]
pub struct Needle {
    pub spellings: Spellings,
    pub items: Vec<(Column, usize)>,
}

impl TextIndex {
    /// An index for `events` events, with nothing built yet.
    pub fn new(events: usize) -> Self {
        Self { names: Arc::default(), segments: Arc::new(InvertedIndex::new(events)), cache: Arc::default() }
    }

    /// Drops all cached answers.
    pub fn clear_cache(&mut self) {
        self.cache = Arc::default();
    }

    pub fn segments(&self) -> &InvertedIndex {
        &self.segments
    }

    pub fn names(&self, chronology: &Chronology) -> &Names {
        self.names.get_or_init(|| Names::new(chronology))
    }

    /// The cached answer to these words.
    pub fn cached(&self, words: &[Word]) -> Option<Arc<BitSet>> {
        self.cache.get(words)
    }

    pub fn cache(&self, words: Vec<Word>, events: Arc<BitSet>) {
        self.cache.insert(words, events);
    }

    /// The events that match all the words.
    pub fn matching(&self, sources: Sources, words: &[Word]) -> Arc<BitSet> {
        if let Some(answer) = self.cached(words) {
            return answer;
        }
        let needles = self.needles(sources.chronology, words);
        let within = self.cached_superset(sources.chronology, words);
        let segments: Vec<usize> = (0..self.segments.count()).collect();
        let search = |segment: &usize| self.matching_in(sources, *segment, &needles, within.as_deref());
        let answers: Vec<BitSet> = match segments.as_slice() {
            // Not worth starting threads for.
            [only] => vec![search(only)],
            several => several.par_iter().map(search).collect(),
        };
        let mut found = BitSet::none(sources.columns.length());
        for (segment, answer) in answers.iter().enumerate() {
            found.replace(self.segments.events_of(segment).start, answer);
        }
        let found = Arc::new(found);
        self.cache(words.to_vec(), Arc::clone(&found));
        found
    }

    /// The events of a segment that match all needles, counted from its first event. Those outside `within` are left
    /// out.
    pub fn matching_in(&self, sources: Sources, segment: usize, needles: &[Needle], within: Option<&BitSet>) -> BitSet {
        let range = self.segments.events_of(segment);
        let mut answer = BitSet::none(range.len());
        match within {
            Some(within) => answer.or_words(within.words_of(&range)),
            None => answer = BitSet::all(range.len()),
        }
        for needle in needles {
            if answer.is_empty() {
                break;
            }
            let mut found = BitSet::none(range.len());
            for (column, item) in &needle.items {
                sources.columns.get(sources.chronology, *column).add_of(*item, &range, &mut found);
            }
            for (event, note) in sources.annotations.notes.iter().filter(|(event, _)| range.contains(event)) {
                if needle.spellings.texts.iter().any(|text| note.contains(text)) {
                    found.insert(event - range.start);
                }
            }
            for text in &needle.spellings.texts {
                self.segments.search(sources.chronology, segment, text, &answer, &mut found);
            }
            if needle.spellings.negated { answer.and_not(&found) } else { answer.and(&found) }
        }
        answer
    }

    /// The words with all their spellings. Adjacent words that form a known name are read as that name, and a name
    /// matches every other name of the same item.
    pub fn spellings(&self, chronology: &Chronology, words: &[Word]) -> Vec<Spellings> {
        const LONGEST_NAME: usize = 6;
        let mut spelled = Vec::new();
        let mut rest = words;
        while let Some(first) = rest.first() {
            let names = self.names(chronology);
            let run = rest.iter().take(LONGEST_NAME).take_while(|word| !word.negated && !first.negated).count();
            let joined = |count: usize| rest[..count].iter().map(|word| &*word.text).collect::<Vec<_>>().join(" ");
            let name = (2..=run).rev().map(|count| (count, joined(count))).find(|(_, name)| names.is_name(name));
            let (count, text) = name.unwrap_or_else(|| (1, first.text.clone()));
            spelled.push(Spellings { texts: names.spellings(&text), negated: first.negated });
            rest = &rest[count..];
        }
        spelled
    }

    pub fn needles(&self, chronology: &Chronology, words: &[Word]) -> Vec<Needle> {
        let needle = |spellings: Spellings| {
            let mut items = Vec::new();
            for text in &spellings.texts {
                self.names(chronology).search(&Finder::new(text), |column, item| items.push((column, item)));
            }
            Needle { spellings, items }
        };
        self.spellings(chronology, words).into_iter().map(needle).collect()
    }

    /// A cached answer to fewer or shorter words, which contains every event that these words can find.
    pub fn cached_superset(&self, chronology: &Chronology, words: &[Word]) -> Option<Arc<BitSet>> {
        let own = self.spellings(chronology, words);
        let implied = |word: &Spellings| own.iter().any(|own| own.implies(word));
        self.cache.find(|known| self.spellings(chronology, known).iter().all(implied))
    }
}
