//! Hostile text, which tries to control a terminal or to deceive a reader; and honest text that is hard to lay out.

#![allow(dead_code, reason = "each test uses a part of it")]

/// A text of the corpus.
pub struct Hostile {
    /// A description, for messages.
    pub name: String,
    pub text: String,
    /// Whether a chronology may contain it.
    pub allowed: bool,
}

/// The whole corpus.
pub fn corpus() -> Vec<Hostile> {
    let mut corpus = Vec::new();
    let mut add = |name: &str, text: &str, allowed| {
        corpus.push(Hostile { name: name.to_owned(), text: text.to_owned(), allowed });
    };
    // All but the line feed, which is allowed in texts of several lines.
    for code in (0..0x20_u32).filter(|code| *code != 0xa).chain(0x7f..0xa0) {
        let control = char::from_u32(code).unwrap_or('?');
        add(&format!("U+{code:04X}"), &format!("one{control}two"), false);
    }
    for (name, text) in SEQUENCES.iter().chain(INVISIBLE) {
        add(name, text, false);
    }
    add("a stack of a thousand marks", &format!("Z{}algo", "\u{301}\u{316}".repeat(500)), false);
    add("a stack of five marks", "e\u{301}\u{302}\u{303}\u{304}\u{305}", false);
    for (name, text) in HONEST {
        add(name, text, true);
    }
    corpus
}

/// The corpus joined into a few texts, each short enough for a file name, and without NUL and `/`, which file names
/// cannot contain.
pub fn bundles() -> Vec<String> {
    let mut bundles = vec![String::new()];
    for Hostile { text, .. } in corpus().iter().filter(|hostile| hostile.text.len() < 150) {
        let text = text.replace('\0', "").replace('/', "|");
        match bundles.last_mut() {
            Some(bundle) if bundle.len() + text.len() < 200 => bundle.push_str(&text),
            _ => bundles.push(text),
        }
    }
    bundles
}

/// Control sequences, in their 7-bit and 8-bit forms.
const SEQUENCES: &[(&str, &str)] = &[
    ("colour", "one\u{1b}[31mtwo"),
    ("clear", "one\u{1b}[2J\u{1b}[Htwo"),
    ("colour in 8 bits", "one\u{9b}31mtwo"),
    ("cursor report", "one\u{1b}[6ntwo"),
    ("terminal identity", "one\u{1b}[ctwo"),
    ("alternate screen off", "one\u{1b}[?1049ltwo"),
    ("reset", "one\u{1b}ctwo"),
    ("title", "one\u{1b}]0;owned\u{7}two"),
    ("title ended by ST", "one\u{1b}]2;owned\u{1b}\\two"),
    ("title in 8 bits", "one\u{9d}0;owned\u{9c}two"),
    ("title report", "one\u{1b}[21ttwo"),
    ("clipboard", "one\u{1b}]52;c;b3duZWQ=\u{7}two"),
    ("clipboard question", "one\u{1b}]52;c;?\u{1b}\\two"),
    ("link", "one\u{1b}]8;;http://evil.example\u{1b}\\two\u{1b}]8;;\u{1b}\\"),
    ("link that is not closed", "one\u{1b}]8;;http://evil.example\u{7}two"),
    ("device control", "one\u{1b}Pq#0;2;0;0;0\u{1b}\\two"),
    ("request of settings", "one\u{1b}P$qm\u{1b}\\two"),
    ("device control in 8 bits", "one\u{90}q\u{9c}two"),
    ("application command", "one\u{1b}_Gf=100;AAAA\u{1b}\\two"),
    ("privacy message", "one\u{1b}^secret\u{1b}\\two"),
    ("start of string", "one\u{1b}Xstring\u{1b}\\two"),
    ("iTerm file", "one\u{1b}]1337;File=inline=1:AAAA\u{7}two"),
    ("notification", "one\u{1b}]9;owned\u{7}two"),
    ("palette", "one\u{1b}]4;1;rgb:00/00/00\u{1b}\\two"),
    ("keyboard mode", "one\u{1b}[>1utwo"),
    ("bracketed paste end", "one\u{1b}[201~two"),
    ("synchronised update", "one\u{1b}[?2026htwo"),
    ("graphic characters", "one\u{1b}(0two"),
    ("shift out", "one\u{e}two\u{f}"),
    ("sequence that is never finished", "one\u{1b}[31;"),
    ("title that is never finished", "one\u{1b}]0;owned"),
    ("lone escape", "one\u{1b}"),
    ("backspaces", "one\u{8}\u{8}\u{8}two"),
    ("carriage return over the line", "one\rtwo"),
    ("bell", "one\u{7}two"),
    ("NUL", "one\0two"),
];

/// Characters that change how a text reads, or that show nothing.
const INVISIBLE: &[(&str, &str)] = &[
    ("override to the left", "one\u{202e}two\u{202c}"),
    ("override to the right", "one\u{202d}two\u{202c}"),
    ("embedding to the left", "one\u{202b}two\u{202c}"),
    ("embedding to the right", "one\u{202a}two\u{202c}"),
    ("isolate to the left", "one\u{2067}two\u{2069}"),
    ("isolate to the right", "one\u{2066}two\u{2069}"),
    ("first strong isolate", "one\u{2068}two\u{2069}"),
    ("left-to-right mark", "one\u{200e}two"),
    ("right-to-left mark", "one\u{200f}two"),
    ("Arabic letter mark", "one\u{61c}two"),
    ("zero-width space", "one\u{200b}two"),
    ("zero-width joiner", "one\u{200d}two"),
    ("zero-width non-joiner", "one\u{200c}two"),
    ("word joiner", "one\u{2060}two"),
    ("byte order mark", "one\u{feff}two"),
    ("soft hyphen", "one\u{ad}two"),
    ("grapheme joiner", "one\u{34f}two"),
    ("Hangul filler", "one\u{3164}two"),
    ("Mongolian vowel separator", "one\u{180e}two"),
    ("invisible times", "one\u{2062}two"),
    ("interlinear annotation", "one\u{fff9}two\u{fffa}three\u{fffb}"),
    ("tags", "one\u{e0001}\u{e0041}two"),
    ("a string of selectors", "e\u{fe01}\u{fe02}\u{fe03}\u{fe04}\u{fe05}"),
    ("deprecated swapping", "one\u{206a}two"),
    ("line separator", "one\u{2028}two"),
    ("paragraph separator", "one\u{2029}two"),
    ("noncharacter", "one\u{fdd0}two"),
    ("noncharacter at the end", "one\u{ffff}two"),
    ("family", "👨\u{200d}👩\u{200d}👧\u{200d}👦"),
    ("rainbow flag", "🏳\u{fe0f}\u{200d}🌈"),
    ("flag of tags", "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}"),
];

/// Honest text that is hard to lay out.
const HONEST: &[(&str, &str)] = &[
    ("Chinese", "東京で日朝首脳会談が開かれた"),
    ("a variant of an ideograph", "葛\u{e0100}飾区"),
    ("Korean", "평양에서 조일수뇌상봉이 진행되였다"),
    ("Korean in conjoining letters", "\u{1111}\u{1167}\u{11bc}\u{110b}\u{1163}\u{11bc}"),
    ("halfwidth katakana", "ﾄｳｷｮｳﾃﾞ ｶﾞｷﾞｸﾞ"),
    ("fullwidth Latin", "Ｔｏｋｙｏ　２００３"),
    ("Arabic", "التقى الزعيمان في موسكو"),
    ("Arabic with a non-joiner", "می\u{200c}خواهم"),
    ("Hebrew", "שלום עולם (2003)"),
    ("Hebrew with points", "שָׁלוֹם"),
    ("Hindi", "क्षत्रिय हिन्दी"),
    ("Thai", "ที่ประชุมกรุงเทพฯ"),
    ("Tibetan", "བོད་ཡིག"),
    ("Cyrillic with a mark", "Москва\u{301} й и\u{306}"),
    ("four marks", "e\u{301}\u{302}\u{303}\u{304}x"),
    ("a mark without a base", "\u{301}x"),
    ("emoji", "🤝 agreed 🎌"),
    ("emoji with a skin", "👍🏽 agreed"),
    ("emoji by selector", "❤\u{fe0f} ☎\u{fe0f} a telephone ✈\u{fe0f}"),
    ("text by selector", "❤\u{fe0e} ☎\u{fe0e}"),
    ("keycap", "1\u{fe0f}\u{20e3} 2\u{fe0f}\u{20e3}"),
    ("flags", "🇯🇵🇷🇺🇰🇵 met"),
    ("half a flag", "🇯 met"),
    ("replacement character", "lost \u{fffd} letter"),
    ("no-break space", "no\u{a0}break"),
    ("ideographic space", "a\u{3000}b"),
    ("private use", "\u{e000}\u{f8ff}"),
    ("unassigned", "\u{378}\u{1fbff}"),
    ("long dash and quotes", "— “quoted” ‘so’ …"),
    ("box drawing", "│─╭╮╰╯▌▎"),
    ("markup", "<script>alert(1)</script> & [link](http://x) **bold** \\textbf{x} %s {0}"),
    ("formula", "=cmd|' /C calc'!A0"),
    ("quotes", "\"one\" 'two' \\ three ; four , five"),
];

/// A megabyte without a blank.
pub fn long_word() -> String {
    "Übermegabyte".repeat((1 << 20) / 13 + 1)
}
