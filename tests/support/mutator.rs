//! Random changes of files and other input, such as a typing error, a broken disk or an attacker makes. They are the
//! same in every run.

const DICTIONARY: &str = include_str!("../../fuzz/dictionary");

/// Replacements for a run of digits.
const NUMBERS: &[&str] = &[
    "99999999999999999999999999",
    "-1",
    "0",
    "1e999",
    "-0.0",
    "0xffffffffffffffff",
    "18446744073709551616",
    "2147483648",
    "9999",
    "0000",
    "13",
    "32",
];

/// Replacements for a whole file.
const TRIVIAL_FILES: &[&str] = &["", "\u{feff}", "\u{feff}\u{feff}", "\n", "=", "\0"];

pub struct Mutator {
    state: u64,
    /// The words of the fuzzer's dictionary.
    pub words: Vec<Vec<u8>>,
}

impl Mutator {
    pub fn new(seed: u64) -> Self {
        let words = DICTIONARY.lines().filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
        Self { state: seed, words: words.map(|word| unescaped(word.as_bytes())).collect() }
    }

    /// A pseudo-random number below `end` (xorshift).
    pub fn below(&mut self, end: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state % end.max(1) as u64).unwrap_or_default()
    }

    fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }

    fn word(&mut self) -> Vec<u8> {
        let number = self.below(self.words.len());
        self.words[number].clone()
    }

    /// The original with one change. A piece of `other`, another input, may be inserted.
    pub fn change(&mut self, original: &[u8], other: &[u8]) -> Vec<u8> {
        let mut bytes = original.to_vec();
        let at = self.below(bytes.len() + 1);
        let end = (at + self.below(40)).min(bytes.len());
        let within_character = |at: usize| original.get(at).is_some_and(|byte| byte & 0xc0 == 0x80);
        let boundary = (0..=at).rev().find(|at| !within_character(*at)).unwrap_or_default();
        match self.below(15) {
            0 => drop(bytes.drain(at..end)),
            1 => bytes.truncate(at),
            2 => {
                for _ in 0..=self.below(8) {
                    let (at, bit) = (self.below(bytes.len()), self.below(8));
                    bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << bit);
                }
            },
            3 => {
                let byte = u8::try_from(self.below(256)).unwrap_or_default();
                bytes.iter_mut().skip(at).take(1).for_each(|old| *old = byte);
            },
            4 => drop(bytes.splice(boundary..boundary, self.word())),
            5 => drop(bytes.splice(at..end, self.word())),
            6 => {
                let from = self.below(other.len());
                drop(bytes.splice(at..end, other.iter().copied().skip(from).take(40)));
            },
            7 => {
                let bracket = self.one_of(&["[", "{a=", "[{a=", "a."]);
                // Limited to the length of the input, or these cases would take most of the time.
                let depth = 1 + self.below(bytes.len().min(5000));
                drop(bytes.splice(boundary..boundary, bracket.repeat(depth).into_bytes()));
            },
            8 => bytes = self.one_of(TRIVIAL_FILES).into(),
            9 => {
                let end_of_line = self.one_of(&["\r\n", "\r", "\n\n", " "]);
                bytes = lines(original).join(end_of_line.as_bytes());
            },
            10 => bytes = self.with_a_number(original),
            11 => bytes = self.with_values_swapped(original),
            _ => bytes = self.with_other_lines(original),
        }
        bytes
    }

    /// Deletes, duplicates or swaps lines.
    fn with_other_lines(&mut self, original: &[u8]) -> Vec<u8> {
        let mut lines = lines(original);
        let (line, other) = (self.below(lines.len()), self.below(lines.len()));
        let end = (line + 1 + self.below(20)).min(lines.len());
        match self.below(3) {
            0 => drop(lines.drain(line..end)),
            1 => {
                let copy = lines[line..end].to_vec();
                drop(lines.splice(other..other, copy));
            },
            _ => lines.swap(line, other),
        }
        lines.join(&b'\n')
    }

    /// Swaps two texts in quotation marks.
    fn with_values_swapped(&mut self, original: &[u8]) -> Vec<u8> {
        let mut parts: Vec<&[u8]> = original.split(|byte| *byte == b'"').collect();
        let quoted = parts.len() / 2;
        if quoted > 0 {
            parts.swap(2 * self.below(quoted) + 1, 2 * self.below(quoted) + 1);
        }
        parts.join(&b'"')
    }

    /// Replaces a run of digits by another number.
    fn with_a_number(&mut self, original: &[u8]) -> Vec<u8> {
        let is_digit = |at: &usize| original[*at].is_ascii_digit();
        let digits: Vec<usize> = (0..original.len()).filter(is_digit).collect();
        let mut bytes = original.to_vec();
        if let Some(start) = digits.get(self.below(digits.len())) {
            let end = (*start..original.len()).find(|at| !is_digit(at)).unwrap_or(original.len());
            drop(bytes.splice(*start..end, self.one_of(NUMBERS).bytes()));
        }
        bytes
    }
}

fn lines(text: &[u8]) -> Vec<&[u8]> {
    text.split(|byte| *byte == b'\n').collect()
}

/// A word of the dictionary with `\xNN`, `\"` and `\\` unescaped.
fn unescaped(mut word: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let (byte, rest) = match word {
            [b'\\', b'x', high, low, rest @ ..] => (hex(*high) << 4 | hex(*low), rest),
            [b'\\', byte, rest @ ..] | [byte, rest @ ..] => (*byte, rest),
            [] => return bytes,
        };
        bytes.push(byte);
        word = rest;
    }
}

fn hex(digit: u8) -> u8 {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok()).unwrap_or_default()
}
