//! The search for words: in the texts of the events, and in the names of everything that they refer to.
//!
//! It goes from volume to volume of the [concordance](super::concordance). In a small chronology it is done before the key
//! that asked for it is answered. In a large one a [`Search`] begins with the events around the reader and goes on beside
//! the browser; it can be asked at any time what it has found, and be abandoned.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use memchr::memmem::Finder;
use rayon::prelude::*;
use summits_chronology::chronology::{Chronology, Event, Ref};

use super::bits::Bits;
use super::columns::By;
use super::concordance::{self, Concordance};
use super::names::Names;
use super::selection::Selection;
use super::words::Word;
use super::{Index, Query};

/// How long a search goes on before it tells what it has found meanwhile.
const PATIENCE: Duration = Duration::from_millis(100);
/// How many events around the reader are gone through where the concordance is not made yet.
const AROUND: usize = 256;

/// A word as it is searched for: any of its spellings, and everything whose name holds one.
#[derive(Debug)]
struct Needle {
    spellings: Vec<String>,
    items: Vec<(By, usize)>,
    negated: bool,
}

impl Needle {
    /// Whether every event that has this needle has the other one.
    fn implies(&self, other: &Self) -> bool {
        self.negated == other.negated
            && if self.negated {
                other.spellings.iter().all(|spelling| self.spellings.contains(spelling))
            } else {
                self.spellings.iter().all(|text| other.spellings.iter().any(|part| text.contains(part.as_str())))
            }
    }
}

impl Index {
    /// Makes the names and the texts ready to be searched, on all cores, beside whatever else is done: the search for a
    /// word waits for those volumes only that it needs.
    pub fn warm(&self, chronology: &Chronology) {
        self.names(chronology);
        on_all_cores(self.concordance.volumes(), |volume| self.concordance.make(chronology, volume));
    }

    /// The folded words and names to mark in a text that is read, every spelling of a name among them.
    #[must_use]
    pub fn marks(&self, chronology: &Chronology, query: &Query) -> Vec<String> {
        let wanted = self.spelt(chronology, &query.words).into_iter().filter(|(_, negated)| !negated);
        wanted.flat_map(|(spellings, _)| spellings).collect()
    }

    /// A search for the words of a query that has the first matches, those around `near`, and goes on beside the browser.
    /// `None` where [`Index::select`] answers at once: no word is asked for, the chronology is small, or the words were
    /// searched for just now.
    #[must_use]
    pub fn search(&self, chronology: &Arc<Chronology>, query: &Query, near: Option<Ref<Event>>) -> Option<Search> {
        if self.answers_at_once(query) {
            return None;
        }
        let search = Search(Arc::new(Run {
            needles: self.needles(chronology, &query.words),
            within: self.wider(chronology, &query.words),
            found: Mutex::new(Bits::none(self.columns.length())),
            finished: AtomicBool::new(false),
            abandoned: AtomicBool::new(false),
            chronology: Arc::clone(chronology),
            index: self.clone(),
            words: query.words.clone(),
        }));
        search.0.look_around(near.map_or(0, Ref::position));
        Some(search)
    }

    /// Whether [`Index::select`] answers a query before a key has to.
    #[must_use]
    pub fn answers_at_once(&self, query: &Query) -> bool {
        query.words.is_empty() || self.concordance.volumes() <= 1 || self.answers.to(&query.words).is_some()
    }

    /// What a search has found so far, as far as it meets the rest of the query.
    #[must_use]
    pub fn select_found(&self, chronology: &Chronology, query: &Query, search: &Search) -> Selection {
        self.select_of(chronology, query, Some(&search.0.found()))
    }

    /// The events that hold the words.
    pub(super) fn holding(&self, chronology: &Chronology, words: &[Word]) -> Arc<Bits> {
        if let Some(answer) = self.answers.to(words) {
            return answer;
        }
        let (needles, within) = (self.needles(chronology, words), self.wider(chronology, words));
        let volumes: Vec<usize> = (0..self.concordance.volumes()).collect();
        let answer = |volume: &usize| self.in_volume(chronology, *volume, &needles, within.as_deref());
        let answers: Vec<Bits> = match volumes.as_slice() {
            // Not worth waking the other cores.
            [only] => vec![answer(only)],
            several => several.par_iter().map(answer).collect(),
        };
        let mut found = Bits::none(self.columns.length());
        for (volume, answer) in answers.iter().enumerate() {
            found.put(self.concordance.events_of(volume).start, answer);
        }
        let found = Arc::new(found);
        self.answers.keep(words.to_vec(), Arc::clone(&found));
        found
    }

    fn names(&self, chronology: &Chronology) -> &Names {
        self.names.get_or_init(|| Names::new(chronology))
    }

    /// The words with all their spellings, and whether they are not wanted. Words that stand together and together are a
    /// name are that name, and a name stands for every name of whoever bears it.
    fn spelt(&self, chronology: &Chronology, words: &[Word]) -> Vec<(Vec<String>, bool)> {
        const LONGEST_NAME: usize = 6;
        let mut spelt = Vec::new();
        let mut rest = words;
        while let Some(first) = rest.first() {
            let names = self.names(chronology);
            let run = rest.iter().take(LONGEST_NAME).take_while(|word| !word.negated && !first.negated).count();
            let joined = |count: usize| rest[..count].iter().map(|word| &*word.text).collect::<Vec<_>>().join(" ");
            let name = (2..=run).rev().map(|count| (count, joined(count))).find(|(_, name)| names.is_name(name));
            let (count, text) = name.unwrap_or_else(|| (1, first.text.clone()));
            spelt.push((names.spellings(&text), first.negated));
            rest = &rest[count..];
        }
        spelt
    }

    fn needles(&self, chronology: &Chronology, words: &[Word]) -> Vec<Needle> {
        let needle = |(spellings, negated): (Vec<String>, bool)| {
            let mut items = Vec::new();
            for spelling in &spellings {
                self.names(chronology).search(&Finder::new(spelling), |by, item| items.push((by, item)));
            }
            Needle { spellings, items, negated }
        };
        self.spelt(chronology, words).into_iter().map(needle).collect()
    }

    /// A known answer to fewer or shorter words, which has every event that these words can have.
    fn wider(&self, chronology: &Chronology, words: &[Word]) -> Option<Arc<Bits>> {
        let bare = |words: &[Word]| -> Vec<Needle> {
            let spelt = self.spelt(chronology, words).into_iter();
            spelt.map(|(spellings, negated)| Needle { spellings, items: Vec::new(), negated }).collect()
        };
        let own = bare(words);
        let implied = |word: &Needle| own.iter().any(|own| own.implies(word));
        self.answers.find(|known| bare(known).iter().all(implied))
    }

    /// The events of a volume that have all needles, counted from its first.
    fn in_volume(&self, chronology: &Chronology, volume: usize, needles: &[Needle], within: Option<&Bits>) -> Bits {
        let range = self.concordance.events_of(volume);
        let mut answer = Bits::none(range.len());
        match within {
            Some(within) => answer.or_words(within.words_of(&range)),
            None => answer = Bits::all(range.len()),
        }
        for needle in needles {
            if answer.is_empty() {
                break;
            }
            let mut found = Bits::none(range.len());
            for (by, item) in &needle.items {
                self.columns[*by].add_of(*item, &range, &mut found);
            }
            for (event, note) in self.annotated.notes.iter().filter(|(event, _)| range.contains(event)) {
                if needle.spellings.iter().any(|spelling| note.contains(spelling)) {
                    found.insert(event - range.start);
                }
            }
            for spelling in &needle.spellings {
                self.concordance.search(chronology, volume, spelling, &answer, &mut found);
            }
            if needle.negated { answer.and_not(&found) } else { answer.and(&found) }
        }
        answer
    }
}

/// A search for words that goes on beside the browser. Copies are the same search.
#[derive(Clone)]
pub struct Search(Arc<Run>);

struct Run {
    chronology: Arc<Chronology>,
    index: Index,
    words: Vec<Word>,
    needles: Vec<Needle>,
    /// Events outside cannot be found.
    within: Option<Arc<Bits>>,
    found: Mutex<Bits>,
    finished: AtomicBool,
    abandoned: AtomicBool,
}

impl Search {
    /// Searches on all cores until it is done or abandoned. `tell` is called now and then when more was found, and at last
    /// when everything was: after that [`Index::select`] answers at once.
    pub fn run(&self, tell: impl Fn() + Sync) {
        let run = &self.0;
        let told = Mutex::new(Instant::now());
        on_all_cores(run.index.concordance.volumes(), |volume| {
            if run.abandoned.load(Ordering::Relaxed) {
                return;
            }
            run.look_into(volume);
            if let Ok(mut told) = told.try_lock()
                && told.elapsed() >= PATIENCE
            {
                *told = Instant::now();
                tell();
            }
        });
        if !run.abandoned.load(Ordering::Relaxed) {
            run.index.answers.keep(run.words.clone(), Arc::new(run.found().clone()));
            run.finished.store(true, Ordering::Release);
            tell();
        }
    }

    /// Whether it is for the words of this query.
    #[must_use]
    pub fn is_for(&self, query: &Query) -> bool {
        self.0.words == query.words
    }

    /// Whether it has found everything.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.0.finished.load(Ordering::Acquire)
    }

    /// Gives it up: it ends as soon as it notices.
    pub fn abandon(&self) {
        self.0.abandoned.store(true, Ordering::Relaxed);
    }
}

impl Run {
    fn found(&self) -> MutexGuard<'_, Bits> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn look_into(&self, volume: usize) {
        let answer = self.index.in_volume(&self.chronology, volume, &self.needles, self.within.as_deref());
        self.found().put(self.index.concordance.events_of(volume).start, &answer);
    }

    /// Finds the first matches: in the volume of an event, or, where that is not made yet, among a few events around it.
    fn look_around(&self, event: usize) {
        let concordance = &self.index.concordance;
        let volume = Concordance::volume_of(event);
        if concordance.is_made(volume) {
            self.look_into(volume);
            return;
        }
        let own = concordance.events_of(volume);
        let from = event.saturating_sub(AROUND / 2).max(own.start);
        let near = from..(from + AROUND).min(own.end);
        let mut answer = Bits::none(self.index.columns.length());
        answer.insert_range(near.clone());
        for needle in &self.needles {
            let mut found = Bits::none(own.len());
            for (by, item) in &needle.items {
                self.index.columns[*by].add_of(*item, &own, &mut found);
            }
            for finder in needle.spellings.iter().map(Finder::new) {
                for event in near.clone() {
                    if !found.contains(event - own.start) && concordance::holds(&self.chronology, event, &finder) {
                        found.insert(event - own.start);
                    }
                }
            }
            for event in near.clone() {
                if found.contains(event - own.start) == needle.negated {
                    answer.remove(event);
                }
            }
        }
        *self.found() = answer;
    }
}

/// Two are the same if they are the same search: what they have found is not compared.
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

/// Does the work of each number below `count`, on as many threads as there are cores.
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
            // Without a thread to spare this one does it all.
            let _ = thread::Builder::new().name("searcher".to_owned()).spawn_scoped(scope, take);
        }
        take();
    });
}
