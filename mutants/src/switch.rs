//! Which mutant is switched on. This file is not part of the tool: it becomes `src/mutant.rs` of the copy of the program.
//!
//! `SUMMITS_MUTANT` has the number of the one that is on, 0 for none. `SUMMITS_MUTANTS_REACHED` names a file to which
//! the number of every mutant is added when it is first reached.

use std::fs::OpenOptions;
use std::io::Write;
use std::iter::FusedIterator;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};

/// Not a mutant: what is reached is written down.
const RECORDING: u32 = u32::MAX - 1;
/// Not a mutant: nothing is known yet.
const UNREAD: u32 = u32::MAX;

static ACTIVE: AtomicU32 = AtomicU32::new(UNREAD);
static REACHED: [AtomicBool; 20_000] = [const { AtomicBool::new(false) }; 20_000];
static RECORD: OnceLock<String> = OnceLock::new();

/// Whether this mutant is switched on. It is asked in every loop, so the common case is one comparison.
#[inline]
pub(crate) fn is(number: u32) -> bool {
    let active = ACTIVE.load(Relaxed);
    if active < RECORDING { active == number } else { is_at_first(number) }
}

#[cold]
#[inline(never)]
fn is_at_first(number: u32) -> bool {
    if ACTIVE.load(Relaxed) == UNREAD {
        let record = setting("SUMMITS_MUTANTS_REACHED").map(|path| RECORD.get_or_init(|| path));
        let number = setting("SUMMITS_MUTANT").and_then(|number| number.parse().ok()).unwrap_or(0);
        ACTIVE.store(if record.is_some() { RECORDING } else { number }, Relaxed);
    }
    if ACTIVE.load(Relaxed) != RECORDING {
        return ACTIVE.load(Relaxed) == number;
    }
    if !REACHED[number as usize].swap(true, Relaxed)
        && let Some(path) = RECORD.get()
        && let Ok(mut file) = OpenOptions::new().append(true).create(true).open(path)
    {
        // One write, so that the lines of several processes do not mix.
        let _ = file.write_all(format!("{number}\n").as_bytes());
    }
    false
}

/// A variable of the environment. Tests start the program with an environment of their own, so it is also looked for in
/// that of the process which started this one, and so on.
fn setting(name: &str) -> Option<String> {
    if let Ok(value) = std::env::var(name) {
        return Some(value);
    }
    let mut process = "self".to_owned();
    loop {
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        process = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.to_owned();
        let environment = std::fs::read(format!("/proc/{process}/environ")).ok()?;
        let mut pairs = environment.split(|byte| *byte == 0).filter_map(|pair| std::str::from_utf8(pair).ok());
        if let Some(value) = pairs.find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')) {
            return Some(value.to_owned());
        }
    }
}

/// One of two iterators: what a function with `-> impl Iterator` returns, for which every `return` is of one type.
#[derive(Clone)]
pub(crate) enum Either<A, B> {
    Mutant(A),
    Original(B),
}

impl<T, A: Iterator<Item = T>, B: Iterator<Item = T>> Iterator for Either<A, B> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        match self {
            Self::Mutant(mutant) => mutant.next(),
            Self::Original(original) => original.next(),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match self {
            Self::Mutant(mutant) => mutant.size_hint(),
            Self::Original(original) => original.size_hint(),
        }
    }
}

impl<T, A: DoubleEndedIterator<Item = T>, B: DoubleEndedIterator<Item = T>> DoubleEndedIterator for Either<A, B> {
    fn next_back(&mut self) -> Option<T> {
        match self {
            Self::Mutant(mutant) => mutant.next_back(),
            Self::Original(original) => original.next_back(),
        }
    }
}

impl<T, A: ExactSizeIterator<Item = T>, B: ExactSizeIterator<Item = T>> ExactSizeIterator for Either<A, B> {}
impl<T, A: FusedIterator<Item = T>, B: FusedIterator<Item = T>> FusedIterator for Either<A, B> {}
