//! The cost of a key in a large chronology, measured from outside: the release binary in a pseudo-terminal of 140 × 40.
//!
//! `cargo bench --bench scale -- --data DIR` opens the chronology in `DIR` and presses every kind of key in different
//! parts of it. `cargo run --release --example generate -- --events 1000000 --form csv DIR` writes one. Without
//! `--data` it opens the built-in chronology. See docs/performance.md.

#![allow(clippy::unwrap_used, reason = "a measurement that cannot be made should stop")]

use std::{env, path::PathBuf, time::Duration};

use support::{Browser, report};

mod support;

const SIZE: (u16, u16) = (140, 40);
/// The title of the list as soon as the browser is open.
const OPEN: &str = "all events";
/// What the header says while a search is still running.
const SEARCHING: &str = "so far";

/// The keys that are pressed in each part. Each changes the screen, and the last of a group restores it.
const KEYS: &[(&str, &[&str])] = &[
    ("next and previous event", &["j", "j", "j", "k", "k", "k"]),
    ("a page down and up", &["\x1b[6~", "\x1b[6~", "\x1b[5~", "\x1b[5~"]),
    ("next and previous year", &["}", "}", "{", "{"]),
    ("same countries", &["]", "]", "[", "["]),
    ("a country: involved, party, off", &["K", "K", "K"]),
    ("two countries, and their mode", &["R", "J", "M", "M", "M", "R", "R", "J", "J"]),
    ("the strip closer and wider", &["+", "+", "+", "-", "-", "-"]),
    ("a click on the strip, and back", &["\x1b[<0;70;2M", "\x0f"]),
    ("facets: open, move, choose, leave", &["f", "j", " ", " ", "\t", "j", "\t", "\t", "\t", "\t", "\t", "\x1b"]),
    ("mark and unmark", &["m", "m"]),
    ("to the last and the first", &["G", "g"]),
    ("read and back", &["\r", "\r"]),
];

/// The words that are typed into the prompt, one letter per key.
const WORDS: &[&str] = &["treaty", "energy", "koizumi", "moscow visit", "abduct", "президент", "zzz"];

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let after = |name: &str| arguments.iter().position(|given| given == name).and_then(|at| arguments.get(at + 1));
    let data = after("--data").map(PathBuf::from);
    // `cargo test --benches` only checks that it runs.
    let full = arguments.iter().any(|argument| argument == "--bench");
    let rounds = after("--rounds").map_or(if full { 40 } else { 1 }, |rounds| rounds.parse().unwrap());
    let (mut browser, first) = Browser::open(SIZE, data.as_deref());
    let open = browser.wait_for(OPEN);
    println!("exec to first frame {:.0} ms, to everything loaded {:.0} ms", millis(first), millis(open));
    let ready = browser.wait_until_idle();
    println!("index ready after {:.0} ms; {}\n", millis(ready), browser.memory());
    let mut all = Vec::new();
    let mut of_group: Vec<Vec<Duration>> = vec![Vec::new(); KEYS.len()];
    for round in 0..rounds {
        go_elsewhere(&mut browser, round);
        for ((_, keys), times) in KEYS.iter().zip(&mut of_group) {
            times.extend(keys.iter().map(|key| browser.answer(key)));
        }
    }
    for ((what, _), times) in KEYS.iter().zip(of_group) {
        all.extend_from_slice(&times);
        report(what, times);
    }
    report("any key to its frame", all);
    typing(&mut browser, rounds);
    let (ticks, woken) = browser.idle(Duration::from_secs(3));
    println!("\nidle for 3 s: {woken} wake-ups, {ticks} ticks of processor time");
    println!("{}", browser.memory());
}

/// Moves to another part of the chronology.
fn go_elsewhere(browser: &mut Browser, round: usize) {
    browser.answer("G");
    browser.answer("g");
    for _ in 0..round % 13 {
        browser.answer("}");
    }
}

/// Types words into the query: each letter narrows the list.
fn typing(browser: &mut Browser, rounds: usize) {
    let (mut first, mut counted) = (Vec::new(), Vec::new());
    for round in 0..rounds {
        go_elsewhere(browser, round);
        browser.answer("/");
        for letter in WORDS[round % WORDS.len()].chars() {
            let (shown, whole) = browser.answer_until_gone(&letter.to_string(), SEARCHING);
            first.push(shown);
            counted.push(whole);
        }
        browser.answer_until_gone("\x1b", SEARCHING);
    }
    report("a letter to the first matches", first);
    report("a letter to the full count", counted);
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
