//! A search for words that runs beside the browser.
//!
//! In a small chronology the words are found before the key that asked for them is answered. In a large one a
//! [`Search`] first looks around the selected event and then goes on in a thread, segment by segment of the [inverted
//! index](super::inverted_index). What it has found so far can be asked for at any time, and it can be cancelled.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use memchr::memmem::Finder;
use summits_chronology::chronology::{Chronology, Event, Ref};

use super::ast::Query;
use super::bit_set::BitSet;
use super::index::Index;
use super::inverted_index::{InvertedIndex, contains};
use super::selection::Selection;
use super::text_index::{Needle, Spellings};
use super::words::Word;

/// The least time between two reports of a search.
const REPORT_INTERVAL: Duration = Duration::from_millis(100);
/// How many events around the selected one are read where their segment is not built yet.
const AROUND: usize = 256;

impl Index {
    /// Builds all that a search for words needs, on all cores. Searches can run meanwhile: they wait only for the
    /// segments that they read.
    pub fn warm(&self, chronology: &Chronology) {
        self.text.names(chronology);
        let segments = self.text.segments();
        on_all_cores(segments.count(), |segment| segments.build(chronology, segment));
    }

    /// The folded words and names to mark in a text, with every spelling of a name.
    #[must_use]
    pub fn marks(&self, chronology: &Chronology, query: &Query) -> Vec<String> {
        let spellings = self.text.spellings(chronology, &query.words).into_iter();
        spellings.filter(|word| !word.negated).flat_map(|word| word.texts).collect()
    }

    /// A search for the words of a query. It already has the first matches, those around `near`; [`Search::run`] finds
    /// the others. `None` where [`Index::select`] answers at once.
    #[must_use]
    pub fn search(&self, chronology: &Arc<Chronology>, query: &Query, near: Option<Ref<Event>>) -> Option<Search> {
        if self.answers_at_once(query) {
            return None;
        }
        let search = Search(Arc::new(Shared {
            needles: self.text.needles(chronology, &query.words),
            within: self.text.cached_superset(chronology, &query.words),
            found: Mutex::new(BitSet::none(self.columns.length())),
            finished: AtomicBool::new(false),
            cancelled: AtomicBool::new(false),
            chronology: Arc::clone(chronology),
            index: self.clone(),
            words: query.words.clone(),
        }));
        search.0.look_around(near.map_or(0, Ref::position));
        Some(search)
    }

    /// Whether [`Index::select`] is fast enough to answer a query while a key is handled: no words, a small chronology,
    /// or words that were searched for just now.
    #[must_use]
    pub fn answers_at_once(&self, query: &Query) -> bool {
        query.words.is_empty() || self.text.segments().count() <= 1 || self.text.cached(&query.words).is_some()
    }

    /// Those events that a search has found so far and that meet the rest of the query.
    #[must_use]
    pub fn select_found(&self, chronology: &Chronology, query: &Query, search: &Search) -> Selection {
        self.select_of(chronology, query, Some(&search.0.found()))
    }
}

/// A search for words that goes on beside the browser. Copies are the same search.
#[derive(Clone)]
pub struct Search(Arc<Shared>);

/// What the browser and the thread of the search share.
struct Shared {
    chronology: Arc<Chronology>,
    index: Index,
    words: Vec<Word>,
    needles: Vec<Needle>,
    /// A superset of the answer, where one is known.
    within: Option<Arc<BitSet>>,
    found: Mutex<BitSet>,
    finished: AtomicBool,
    cancelled: AtomicBool,
}

impl Search {
    /// Searches on all cores until it is done or cancelled. `report` is called now and then when more may be found, and
    /// once when everything is: from then on [`Index::select`] answers at once.
    pub fn run(&self, report: impl Fn() + Sync) {
        let search = &self.0;
        let reported = Mutex::new(Instant::now());
        on_all_cores(search.index.text.segments().count(), |segment| {
            if search.cancelled.load(Ordering::Relaxed) {
                return;
            }
            search.look_into(segment);
            if let Ok(mut reported) = reported.try_lock()
                && reported.elapsed() >= REPORT_INTERVAL
            {
                *reported = Instant::now();
                report();
            }
        });
        if !search.cancelled.load(Ordering::Relaxed) {
            search.index.text.cache(search.words.clone(), Arc::new(search.found().clone()));
            search.finished.store(true, Ordering::Release);
            report();
        }
    }

    /// Whether it searches for the words of this query.
    #[must_use]
    pub fn is_for(&self, query: &Query) -> bool {
        self.0.words == query.words
    }

    /// Whether it has found everything.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.0.finished.load(Ordering::Acquire)
    }

    /// Cancels it. It ends after the segments that are being read.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }
}

impl Shared {
    fn found(&self) -> MutexGuard<'_, BitSet> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn look_into(&self, segment: usize) {
        let sources = self.index.sources(&self.chronology);
        let answer = self.index.text.matching_in(sources, segment, &self.needles, self.within.as_deref());
        self.found().replace(self.index.text.segments().events_of(segment).start, &answer);
    }

    /// Finds the first matches: in the segment of an event, or, where that is not built yet, in the few events around
    /// it.
    fn look_around(&self, event: usize) {
        let segments = self.index.text.segments();
        let segment = InvertedIndex::segment_of(event);
        if segments.is_built(segment) {
            self.look_into(segment);
            return;
        }
        let own = segments.events_of(segment);
        let from = event.saturating_sub(AROUND / 2).max(own.start);
        let near = from..(from + AROUND).min(own.end);
        let mut answer = BitSet::none(self.index.columns.length());
        answer.insert_range(near.clone());
        for Needle { spellings: Spellings { texts, negated }, items } in &self.needles {
            let mut found = BitSet::none(own.len());
            for (column, item) in items {
                self.index.columns.get(&self.chronology, *column).add_of(*item, &own, &mut found);
            }
            for finder in texts.iter().map(Finder::new) {
                for event in near.clone() {
                    if !found.contains(event - own.start) && contains(&self.chronology, event, &finder) {
                        found.insert(event - own.start);
                    }
                }
            }
            for event in near.clone() {
                if found.contains(event - own.start) == *negated {
                    answer.remove(event);
                }
            }
        }
        *self.found() = answer;
    }
}

/// Two are equal if they are the same search, whatever each has found.
impl PartialEq for Search {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Search {}

impl fmt::Debug for Search {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Search").field("words", &self.0.words).finish_non_exhaustive()
    }
}

/// Calls `work` with each number below `count`, on as many threads as there are cores.
fn on_all_cores(count: usize, work: impl Fn(usize) + Sync) {
    let next = AtomicUsize::new(0);
    let take = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                break;
            }
            work(number);
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from).min(count);
    thread::scope(|scope| {
        for _ in 1..cores {
            // Where no thread can be started, this one does all the work.
            let _ = thread::Builder::new().name("searcher".to_owned()).spawn_scoped(scope, take);
        }
        take();
    });
}
