//! The laws of `fuzz/src/lib.rs` under seeds and random changes of them, on the stable compiler and in every run of the
//! tests. What follows coverage, and finds more, is `fuzz/run`. `SUMMITS_FUZZ=100` tries a hundred times as much.

#[path = "../fuzz/src/lib.rs"]
mod laws;

const DICTIONARY: &str = include_str!("../fuzz/dictionary");

/// Numbers without a pattern, the same in every run (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).unwrap_or_default()
    }
}

/// The words of the dictionary, with `\xNN`, `\"` and `\\` read.
fn dictionary() -> Vec<Vec<u8>> {
    let words = DICTIONARY.lines().filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
    words.map(unescaped).collect()
}

fn unescaped(word: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let code = rest.strip_prefix("\\x").and_then(|hex| u8::from_str_radix(hex.get(..2)?, 16).ok());
        let escaped = rest.strip_prefix('\\').and_then(|rest| rest.bytes().next());
        let length = match (code, escaped) {
            (Some(code), _) => {
                bytes.push(code);
                4
            },
            (None, Some(byte)) => {
                bytes.push(byte);
                2
            },
            (None, None) => {
                bytes.extend(rest[..first.len_utf8()].bytes());
                first.len_utf8()
            },
        };
        rest = &rest[length..];
    }
    bytes
}

/// Tries the seeds, and so many changes of them.
fn try_changes(law: fn(&[u8]), seeds: &[Vec<u8>], rounds: usize) {
    let times = std::env::var("SUMMITS_FUZZ").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    let (words, mut numbers) = (dictionary(), Numbers(0x5eed_f022));
    seeds.iter().for_each(|seed| law(seed));
    for _ in 0..rounds * times {
        let mut bytes = seeds[numbers.below(seeds.len())].clone();
        for _ in 0..=numbers.below(4) {
            let (at, length) = (numbers.below(bytes.len() + 1), numbers.below(24));
            let end = (at + length).min(bytes.len());
            match numbers.below(6) {
                0 => drop(bytes.drain(at..end)),
                1 => bytes.truncate(at),
                2 => drop(bytes.splice(at..at, words[numbers.below(words.len())].iter().copied())),
                3 => drop(bytes.splice(at..end, words[numbers.below(words.len())].iter().copied())),
                4 => {
                    let other = &seeds[numbers.below(seeds.len())];
                    let from = numbers.below(other.len());
                    drop(bytes.splice(at..end, other[from..(from + 40).min(other.len())].iter().copied()));
                },
                _ => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << numbers.below(8)),
            }
        }
        law(&bytes);
    }
}

fn lines(text: &str) -> Vec<Vec<u8>> {
    text.lines().map(|line| line.as_bytes().to_vec()).collect()
}

#[test]
fn dates() {
    try_changes(laws::date, &lines(include_str!("../fuzz/seeds/date.txt")), 20_000);
}

#[test]
fn queries() {
    try_changes(laws::query, &lines(include_str!("../fuzz/seeds/query.txt")), 600);
}

#[test]
fn texts() {
    let seeds =
        [lines(include_str!("../crates/chronology/tests/broken/unclean/events/all.toml")), dictionary()].concat();
    try_changes(laws::text, &seeds, 2_000);
}

#[test]
fn configurations() {
    let seeds =
        [include_str!("configs/hostile.toml").as_bytes().to_vec(), lines(include_str!("../config.toml")).concat()];
    try_changes(laws::configuration, &[&seeds[..], &sections()].concat(), 150);
}

/// The documented configuration, a section each.
fn sections() -> Vec<Vec<u8>> {
    let text = include_str!("../config.toml");
    text.split("\n[").skip(1).map(|section| format!("[{section}\n").into_bytes()).collect()
}

#[test]
fn chronologies() {
    let seed = |(number, (_, text)): (usize, &(&str, &str))| {
        let number = u8::try_from(number).unwrap_or_default();
        [&[number], text.as_bytes()].concat()
    };
    let seeds: Vec<Vec<u8>> = laws::FILES.iter().enumerate().map(seed).collect();
    try_changes(laws::loader, &seeds, 500);
}
